"""What the pretend members answer: how a person would begin, not what an outline says."""

from collections.abc import Mapping, Sequence

_ATTEMPTS: Mapping[str, Sequence[str]] = {
    "🟦": (
        (
            "First the numbers: requests a second, size of an item, how old an answer may be. I "
            "would start with the simplest thing that meets them, one service and one table keyed "
            "by what we look up, then say where it breaks. Reads break first, so replicas or a "
            "cache there, with a limit on age."
        ),
        (
            "- clients go through one API, writes to a queue so that a burst does not hurt\n- "
            "partition by customer, and watch the biggest one\n- if a zone is lost we serve older "
            "data and say so\nI am not sure about the hot partition. I would measure it before I "
            "split anything."
        ),
    ),
    "🟩": (
        (
            "As I understand it, the guarantee holds for one key at a time, not across keys. So it "
            "is fine while all that must agree sits together. When it does not, I would make the "
            "step safe to repeat and retry it, because a timeout does not tell whether it went "
            "through."
        ),
        (
            "I would look at what waits: the client, the connection, the lock or the disk. My guess"
            " is that a longer timeout only hides it. A limit on what is in flight, retries with "
            "jitter, and a metric for the age of the oldest item. I could not say the default "
            "limits by heart."
        ),
    ),
    "🟧": (
        (
            "At my last job our nightly report failed about twice a week and nobody owned it. I "
            "asked my lead for two days, found that one upstream file came late, and added a check "
            "that waits and tells us. Failures went from nine a month to one. I should have asked "
            "the upstream team first."
        ),
        (
            "We disagreed on a release date. I listed what would be missing on each of two dates "
            "and asked support which of these they could explain to customers. We shipped the "
            "smaller part on time and the rest three weeks later. What I learned: I had argued for "
            "a week before I asked anybody."
        ),
    ),
    "🟪": (
        (
            "Walk through once and keep a map from value to where it was last seen. That is O(n) "
            "time and O(n) space. Empty input gives an empty result. I would test one element, all "
            "equal, and the answer at the very end. If memory were tight, sort first and use two "
            "pointers."
        ),
        (
            "Brute force is two loops, O(n squared), too slow for 100,000. With a heap of the k "
            "best so far it is O(n log k). I would write the loop first, then the edge cases: k "
            "larger than n, duplicates, negative numbers. I always get the off-by-one wrong at the "
            "end of the window."
        ),
    ),
}


def attempt(question: str, turn: int) -> str:
    """An answer to the question as posted, by the sign of its kind; `turn` varies it."""
    kind = next((kind for kind in _ATTEMPTS if kind in question), next(iter(_ATTEMPTS)))
    return _ATTEMPTS[kind][turn % len(_ATTEMPTS[kind])]
