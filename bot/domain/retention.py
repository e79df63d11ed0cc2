"""What is kept about a member, table by table: what it is, what for, and until when."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

YOURS = "Until you delete it, or have been gone from this server for 30 days."
WITHOUT_NAME = "It stays when you delete your data, without your name."


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of row: its name for one and for many, what it is kept for, and how long."""

    one: str
    many: str
    why: str
    until: str


KEPT: Mapping[str, Kept] = {
    "answer": Kept(
        "answer",
        "answers",
        "To show it to you again; once you reveal, also to members who tried the question and to "
        "the peer who reviews it.",
        YOURS,
    ),
    "hint": Kept(
        "hint you opened",
        "hints you opened",
        "So that hints come one at a time, and their number stands beside your answer.",
        YOURS,
    ),
    "signal": Kept(
        "tick of your self-scores",
        "ticks of your self-scores",
        "To show you your own score. Nobody else sees it.",
        YOURS,
    ),
    "review": Kept(
        "review you wrote or received",
        "reviews you wrote or received",
        "For the author to read, and so that reading is shared out fairly.",
        "Until the author deletes it. One that you wrote stays with its author, without your name.",
    ),
    "mock_member": Kept(
        "place in the mock interviews",
        "places in the mock interviews",
        "Your level and role, whether you pause or skip, and your hours before their last change, for "
        "Undo. It stays when you leave, for your choices to be there when you come back.",
        YOURS,
    ),
    "mock_choice": Kept(
        "kind or language you chose",
        "kinds and languages you chose",
        "So that a partner shares them.",
        YOURS,
    ),
    "hours": Kept(
        "time you are free",
        "times you are free",
        "So that a partner is free as well. Others only see with how many they share an hour.",
        f"{YOURS} Those of a single week go with your first change two weeks later.",
    ),
    "never": Kept(
        "member you would rather not meet",
        "members you would rather not meet",
        "So that you are never paired. Nobody sees it, they least of all.",
        f"{YOURS} It also goes when they delete their data.",
    ),
    "round_member": Kept(
        "place in a round",
        "places in rounds",
        "So that you see whether you have a partner, and if not, why.",
        YOURS,
    ),
    "waiting": Kept(
        "place on a waiting list",
        "places on a waiting list",
        "So that you meet the next one who is free.",
        "Until you have a partner, or the next round is sent.",
    ),
    "seat": Kept(
        "session you have a seat in",
        "sessions you have a seat in",
        "Who met whom, in which role and with which question, and who came: for your history, for new "
        "partners and fair turns. Your notes of a session stand here too.",
        f"{YOURS} Your partner’s own seat stays with them.",
    ),
    "vote": Kept(
        "time you accepted",
        "times you accepted",
        "So that a session is agreed once all of you accept the same time.",
        YOURS,
    ),
    "scorecard": Kept(
        "card you wrote or received",
        "cards you wrote or received",
        "Feedback on a session, for the two of you alone. Owners only see how many there are.",
        "Until the one it is about deletes it. One that you wrote stays with its reader, without your "
        "name.",
    ),
    "free_now": Kept(
        "time you said you are free now",
        "times you said you are free now",
        "So that a partner is found at once.",
        "Until you have one, cancel, or that time is over.",
    ),
    "plan": Kept(
        "plan of twelve weeks",
        "plans of twelve weeks",
        "Your start, your level, your interview date and your pauses, to show what is to do this week.",
        YOURS,
    ),
    "task": Kept(
        "task of your plan",
        "tasks of your plan",
        "In which weeks it stands, when it was done, and your note. Nobody else reads notes.",
        YOURS,
    ),
    "reflection": Kept(
        "look back at a week",
        "looks back at weeks",
        "For you to read again. Nobody else sees it.",
        YOURS,
    ),
    "study_day": Kept(
        "study day",
        "study days",
        "To count your active weeks.",
        YOURS,
    ),
    "vacation": Kept(
        "vacation",
        "vacations",
        "So that weeks away neither count nor break anything.",
        YOURS,
    ),
    "day_zone": Kept(
        "time zone of your days",
        "time zones of your days",
        "So that a day ends at your own midnight, and a move makes none shorter.",
        YOURS,
    ),
    "entry": Kept(
        "entry of points",
        "entries of points",
        "What earned you points, when and why, so that nothing counts twice. Others only see sums, and "
        "only if you join the boards.",
        YOURS,
    ),
    "spent": Kept(
        "week of points by kind",
        "weeks of points by kind",
        "To hold the limits of a week.",
        YOURS,
    ),
    "total": Kept(
        "sum of points",
        "sums of points",
        "To show you a week, a phase, a season and all of it without counting anew.",
        YOURS,
    ),
    "board_member": Kept(
        "choice about boards",
        "choices about boards",
        "Whether you are seen on boards or thanked by name, and among whom.",
        YOURS,
    ),
    "given_role": Kept(
        "role by phase",
        "roles by phase",
        "Which role you were given for the phase of your plan, so that it is taken again after it.",
        YOURS,
    ),
    "standing": Kept(
        "place on a board",
        "places on boards",
        "So that members who joined see you next to them.",
        f"{YOURS} It also goes when you leave the boards.",
    ),
    "suggestion": Kept(
        "question you suggested",
        "questions you suggested",
        "So that owners can take it up, and you hear what became of it.",
        f"{YOURS} A question that was taken up is the server’s own and holds no name.",
    ),
    "mistake": Kept(
        "mistake you reported",
        "mistakes you reported",
        "So that owners can look at it and pass it on.",
        YOURS,
    ),
    "member": Kept(
        "set of choices",
        "sets of choices",
        "Your time zone, your quiet hours, how you are reached, whether you review, and whether you get a "
        "recap; also when the bot last looked whether you are still here, and since when you are not.",
        YOURS,
    ),
    "delivery": Kept(
        "message to you",
        "messages to you",
        "When it was due and whether it arrived, so that none is lost or sent twice; not its text.",
        YOURS,
    ),
    "series": Kept(
        "series you set up",
        "series you set up",
        "So that you are told when it cannot post.",
        WITHOUT_NAME,
    ),
    "queue": Kept(
        "question you queued",
        "questions you queued",
        "So that owners know who put it there.",
        f"Until it was asked. {WITHOUT_NAME}",
    ),
    "switched_off": Kept(
        "question you switched off",
        "questions you switched off",
        "So that owners know who did it.",
        f"Until it is switched on. {WITHOUT_NAME}",
    ),
    "import": Kept(
        "import of questions you made",
        "imports of questions you made",
        "So that it can be undone.",
        WITHOUT_NAME,
    ),
    "change": Kept(
        "change you made",
        "changes you made",
        "So that owners see who changed what, and you can take back your last one.",
        f"For 400 days. {WITHOUT_NAME}",
    ),
    "settings": Kept(
        "report you get",
        "reports you get",
        "So that the weekly report of this server reaches you.",
        WITHOUT_NAME,
    ),
    "mock_settings": Kept(
        "choice of rounds you made",
        "choices of rounds you made",
        "So that you are told when a round cannot be sent.",
        WITHOUT_NAME,
    ),
    "board_settings": Kept(
        "choice of boards you made",
        "choices of boards you made",
        "So that you are told when the weekly digest cannot be sent.",
        WITHOUT_NAME,
    ),
    "setup": Kept(
        "setup you began",
        "setups you began",
        "So that it goes on where it was left.",
        f"Until the setup is done. {WITHOUT_NAME}",
    ),
    "guild": Kept(
        "server you own",
        "servers you own",
        "So that somebody who can mend it is told when a question cannot be posted.",
        "While you own it; Discord says so again at each start.",
    ),
}
"""By table, in the order in which it is shown: what members do first, what owners do last."""


class Counts(NamedTuple):
    """Rows about a member by table: those that go when they delete, those that stay without them."""

    goes: Mapping[str, int]
    stays: Mapping[str, int]

    @property
    def all(self) -> Mapping[str, int]:
        """Both together."""
        return Counter(self.goes) + Counter(self.stays)
