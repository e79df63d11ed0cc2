"""What the pretend members answer and say of one another: as a person would, not as an outline does."""

from collections.abc import Mapping, Sequence

from bot.domain.daily.question import Kind

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


_CARDS: Mapping[Kind, Sequence[tuple[str, str, str]]] = {
    "system-design": (
        (
            (
                "You asked for reads a second before you drew anything, and the numbers decided where "
                "the cache went."
            ),
            (
                "When the primary failed, you named a replica and moved on. Next time, say what a client "
                "sees in the minute before it takes over."
            ),
            "“Two hundred writes a second fit one machine, so I will not split it yet.”",
        ),
        (
            "You said what you left out and why, so I always knew which part we were in.",
            (
                "The queue came in without a reason. Next time, say which burst it is for, and how long "
                "somebody may wait behind it."
            ),
            "You wrote the three numbers at the top and came back to them with each choice.",
        ),
    ),
    "technical-depth": (
        (
            (
                "You went from what the caller sees down to the lock, one step at a time, and stopped "
                "where you were no longer sure."
            ),
            (
                "Asked what the timeout protects, you gave its default. Next time, say what breaks "
                "without it, and how one would notice."
            ),
            "“I do not know what it does on a partition, so this is how I would find out.”",
        ),
        (
            "You gave an example with numbers for each claim, which made the retry storm easy to see.",
            (
                "Two names for the same guarantee got mixed. Next time, say what it promises in your own "
                "words first, and name it after."
            ),
            "You drew who waits for whom, and the cycle was there for both of us to see.",
        ),
    ),
    "behavioral": (
        (
            (
                "You said what you did and what the team did, and the number at the end was yours to "
                "tell."
            ),
            (
                "The disagreement was over in a sentence. Next time, tell what the other side feared and "
                "what you offered them."
            ),
            "“I asked them to write down what would change their mind, and did the same.”",
        ),
        (
            "The story had one decision in it, and you told what it cost you to make it.",
            (
                "It took four minutes to reach the problem. Next time, begin with what was at stake and "
                "add what I ask for."
            ),
            "You named the date that you missed before I asked about it.",
        ),
    ),
    "coding": (
        (
            (
                "You walked through a small example by hand before you wrote a line, and it showed the "
                "edge case."
            ),
            (
                "The empty input broke the first version. Next time, run the smallest case aloud before "
                "you say that it is done."
            ),
            "“Each element is pushed once and popped once, so the loop in the loop is still linear.”",
        ),
        (
            "Your names said what each part was for, so I could follow without asking.",
            (
                "You changed two things at once when the test failed. Next time, change one and say what "
                "you expect to see."
            ),
            "You threw the first idea away after two minutes and told me which case killed it.",
        ),
    ),
}


def card(kind: Kind, turn: int) -> tuple[str, str, str]:
    """What to keep, what to change and a moment, for a session of this kind; `turn` varies it."""
    return _CARDS[kind][turn % len(_CARDS[kind])]
