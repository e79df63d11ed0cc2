"""The use cases of plans, put together."""

from typing import TypedDict

from bot.clock import Clock
from bot.services.plan.deeds import Deeds
from bot.services.plan.noting import Noting
from bot.services.plan.planning import Planning
from bot.services.plan.progress import Progressing
from bot.services.plan.recap import Recaps
from bot.services.plan.starting import Starting
from bot.services.plan.streaks import Streaks
from bot.services.plan.vacations import Vacations
from bot.services.plan.visiting import Visiting
from bot.services.worker import Worker
from bot.storage.database import Database


class OfPlan(TypedDict):
    """By the names that the table of use cases has for them."""

    plan: Planning
    plan_starting: Starting
    plan_noting: Noting
    visiting: Visiting
    streaks: Streaks
    vacations: Vacations
    progress: Progressing
    recaps: Recaps


def of_plan(database: Database, clock: Clock, deeds: Deeds, worker: Worker) -> OfPlan:
    """What members do with their plans; what they do elsewhere comes in by `deeds`."""
    ticking = deeds.ticking
    progress = Progressing(database, clock, ticking, worker)
    return {
        "plan": Planning(database, clock, ticking, deeds),
        "plan_starting": Starting(database, clock, ticking),
        "plan_noting": Noting(database, clock, ticking, deeds),
        "visiting": Visiting(database, clock),
        "streaks": Streaks(database, clock),
        "vacations": Vacations(database, clock),
        "progress": progress,
        "recaps": Recaps(database, clock, progress),
    }
