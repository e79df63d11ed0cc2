"""Happened before: a vector clock per event, filled in any order that messages allow."""

from random import Random
from typing import Any


def solve(logs: list[list[int]], questions: list[list[int]]) -> list[str]:
    """A log waits at a receipt until the message has been sent in another."""
    clocks: list[list[list[int]]] = [[] for _ in logs]
    sent: dict[int, list[int]] = {}
    waiting: dict[int, list[int]] = {}
    ready = list(range(len(logs)))
    while ready:
        log = ready.pop()
        done = clocks[log]
        while len(done) < len(logs[log]):
            event = logs[log][len(done)]
            if event < 0 and -event not in sent:
                waiting.setdefault(-event, []).append(log)
                break
            clock = list(done[-1]) if done else [0] * len(logs)
            if event < 0:
                clock = [max(pair) for pair in zip(clock, sent[-event], strict=True)]
            clock[log] = len(done) + 1
            done.append(clock)
            if event > 0:
                sent[event] = clock
                ready += waiting.pop(event, [])
    results: list[str] = []
    for p, i, q, j in questions:
        if (p, i) == (q, j):
            results.append("same")
        elif clocks[q][j][p] > i:
            results.append("before")
        elif clocks[p][i][q] > j:
            results.append("after")
        else:
            results.append("unordered")
    return results


def second(logs: list[list[int]], questions: list[list[int]]) -> list[str]:
    """Search the graph of events for each question."""
    places = [(p, i) for p, log in enumerate(logs) for i in range(len(log))]

    def follows(one: tuple[int, int], other: tuple[int, int]) -> bool:
        known = {one}
        for _ in places:
            for p, i in places:
                event = logs[p][i]
                if (p, i - 1) in known or (
                    event < 0 and any(logs[q][j] == -event for q, j in known)
                ):
                    known.add((p, i))
        return other in known

    names = {
        (True, True): "same",
        (True, False): "before",
        (False, True): "after",
        (False, False): "unordered",
    }
    return [names[follows((p, i), (q, j)), follows((q, j), (p, i))] for p, i, q, j in questions]


def small(random: Random) -> dict[str, Any]:
    """Up to four logs with at most fourteen events from a true history."""
    logs: list[list[int]] = [[] for _ in range(random.randint(1, 4))]
    messages = 0
    for _ in range(random.randint(1, 14)):
        log = random.choice(logs)
        kind = random.random()
        if kind < 0.4:
            messages += 1
            log.append(messages)
        elif kind < 0.8 and messages:
            log.append(-random.randint(1, messages))
        else:
            log.append(0)
    places = [[p, i] for p, log in enumerate(logs) for i in range(len(log))]
    questions = [random.choice(places) + random.choice(places) for _ in range(4)]
    return {"logs": logs, "questions": questions}


def large() -> dict[str, Any]:
    """20 logs with 50,000 events; messages are passed on round the ring of processes."""
    logs: list[list[int]] = [[] for _ in range(20)]
    for message in range(1, 25_001):
        logs[message % 20].append(message)
        logs[(message * 3 + 1) % 20].append(-message)
    places = [(p, i) for p, log in enumerate(logs) for i in range(len(log))]
    questions = [
        [*places[at * 7919 % len(places)], *places[at * 104_729 % len(places)]]
        for at in range(100_000)
    ]
    return {"logs": logs, "questions": questions}
