"""The one solver: of all ways to pair members, most pairs, and of those the heaviest.

It is the blossom algorithm of Edmonds in rustworkx, which is exact.
"""

from collections.abc import Sequence

import rustworkx

from bot.domain.mock.weight import MOST_BITS

Edge = tuple[int, int, int]
"""Two members by their places, and the weight of their pair."""


def match(size: int, edges: Sequence[Edge]) -> list[tuple[int, int]]:
    """The best pairs among places 0 to `size - 1`, lower place first, in order.

    The result is the same whenever the edges come in the same order, and in any order where the
    weights leave one best set.
    """
    # It cuts floats to whole numbers and errs beyond its bits, both without a word.
    assert all(type(weight) is int and weight.bit_length() <= MOST_BITS for _, _, weight in edges)
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(edges)
    found = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return sorted((min(pair), max(pair)) for pair in found)
