"""Rounds: the schedule, the dry run, sending, how they stand, and what they tell."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from bot.domain.daily.question import KINDS
from bot.domain.mock.round import LeftOut, Pair
from bot.domain.mock.rounds import CLOSES, Difference, KeptRound, RoundSettings, repeating
from bot.domain.mock.turns import Turns
from bot.domain.mock.weight import MOST
from bot.domain.schedule import Plan, Slot
from bot.services.mock.previewing import Preview, RoundStatus, Told
from bot.storage.mock.outcomes import Outcomes
from bot.ui.permissions import EVENTS, HISTORY, IN_THREAD, PRIVATE_THREAD, SEND, VIEW
from cogs.mock import round_notice, round_views
from cogs.mock.round_views import Lacks
from tests.cogs.samples import ID, NOW, ROLE, ZONE

ON = RoundSettings(
    guild_id=ID,
    channel_id=ID,
    plan=Plan(zone=ZONE, at=time(18, 30), pattern=repeating(3, 2, date(2026, 1, 1))),
    is_on=True,
    next_at=NOW,
    events=True,
    closes=timedelta(hours=24),
    version=2**31,
    set_by=ID,
)
OFF = replace(ON, is_on=False, next_at=None)
FINE = Lacks(role=ROLE)
BLOCKED = Lacks(role=ROLE, needs=[VIEW, SEND, HISTORY, PRIVATE_THREAD, IN_THREAD, EVENTS])
LACKING = [FINE, BLOCKED, Lacks(role=ROLE, needs=[EVENTS]), Lacks(role=ROLE, is_gone=True)]
KEPT = KeptRound(
    guild_id=ID,
    id=ID,
    slot=date(2026, 1, 1),
    number=104,
    closes_at=NOW,
    sends_at=NOW,
    starts_at=NOW,
    channel_id=ID,
    state="sent",
    sent_at=NOW,
)
PAIR = Pair(
    a=ID,
    b=ID - 1,
    third=ID - 2,
    fields=MOST,
    starts=1,
    weeks_ago=26,
    kinds=KINDS,
    levels=("L4", "L7"),
    turns=Turns(interviewer=ID, candidate=ID - 1, swap=True, refused=True),
    proposals=(NOW,),
)
OUT = LeftOut(member=ID, reason="no partner", evening=7)
FULL = Preview(
    round=KEPT,
    pairs=(PAIR,) * 500,
    left_out=(OUT,) * 9,
    new=Difference(
        groups=[frozenset(PAIR.members)] * 500,
        left_out=frozenset({ID}),
        came=frozenset(range(99)),
        went=frozenset(range(99)),
    ),
    earlier=NOW,
)
PREVIEWS = [
    FULL,
    replace(FULL, pairs=(replace(PAIR, third=None, weeks_ago=None, kinds=()),), left_out=()),
    replace(FULL, new=None, earlier=None, pairs=()),
    replace(
        FULL, new=Difference(groups=[], left_out=frozenset(), came=frozenset(), went=frozenset())
    ),
    replace(FULL, pairs=(), left_out=()),
]
STATUS = RoundStatus(
    settings=ON,
    next_slot=Slot(date(2026, 1, 1), NOW),
    signed_up=20_000,
    last=KEPT,
    members=20_000,
    left_out=999,
    waiting=999,
    outcomes=Outcomes(
        proposing=9_999, agreed=9_999, held=9_999, not_held=9_999, gone=9_999, cards=39_999
    ),
)
STATUSES = [
    STATUS,
    replace(STATUS, computing=KEPT),
    replace(STATUS, settings=OFF, last=None, outcomes=None, signed_up=1),
]
TOLD = Told(
    round=KEPT,
    members=20_000,
    placed=19_999,
    kinds=dict.fromkeys(KINDS, 9_999),
    next_at=NOW,
    closes=timedelta(hours=CLOSES[0]),
)

TABLE: dict[Any, list[Any]] = {
    round_views.schedule_view: [
        *((ON, lacks, ID, ID) for lacks in LACKING),
        (OFF, FINE, ID, ID),
        (replace(ON, events=False), FINE, ID),
    ],
    round_views.invited_view: [(ON, ID)],
    round_views.invited_before_view: [(ON, ID)],
    round_views.preview_view: [(preview, page, ID) for preview in PREVIEWS for page in (0, 1, 63)],
    round_views.ask_view: [(STATUS, ID)],
    round_views.status_view: [(status, lacks, ID) for status in STATUSES for lacks in LACKING],
    round_notice.notice_view: [
        (TOLD,),
        (replace(TOLD, placed=1),),
        (replace(TOLD, placed=0, kinds={}, next_at=None),),
    ],
    round_notice.held_view: [
        (trouble, ON, "S" * 100, lacks) for trouble in ("notice", "threads") for lacks in LACKING
    ],
    round_notice.invitation_view: [(ON,)],
    round_notice.left_out_view: [
        (OUT, "S" * 100, ID),
        (replace(OUT, evening=None, reason="alone"), "S", ID),
    ],
}
