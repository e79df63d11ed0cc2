"""`/plan`: beginning, this week, ticking off, moving, pausing, looking back."""

from typing import Any

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Form, Screen
from tests.sim import World

# The world begins on Thursday, 1 January 2026.
DECK = "task.p1.distributed-systems"
LABEL = "Master distributed systems fundamentals"
NOTE = "Named the queue in our billing <@1> that @everyone forgot."


async def begins(person: Person, **given: Any) -> Screen:
    """A plan from the coming Monday, or as given."""
    form = await person.opens_command("plan start")
    return await person.submits(form, **fields(form, **given))


def fields(form: Form, **given: Any) -> dict[str, Any]:
    usual = {"level": ["L6"], "start": starting(form, "Next Monday"), "starts": "", "interview": ""}
    return usual | given


def starting(form: Form, words: str) -> str:
    """The value of the first day that begins with these words."""
    options = form.fields["start"]["options"]
    (found,) = [option["value"] for option in options if option["label"].startswith(words)]
    return found


def _first(form: Form) -> str:
    return form.fields["start"]["options"][0]["value"]


async def test_a_plan_begins_with_one_modal_and_shows_what_was_set(
    world: World, ana: Person
) -> None:
    empty = await ana.runs("plan show")
    assert (empty.title, empty.labels) == ("No plan yet", ["Begin"])
    form = await ana.opens(empty, "Begin")
    assert [option["label"] for option in form.fields["start"]["options"]] == [
        "Next Monday 5 January",
        "This Monday, 29 December",
    ]
    begun = await ana.submits(form, **fields(form))
    assert (begun.title, begun.private) == ("Your twelve weeks", True)
    assert "**Level** L6" in begun.text
    assert begun.labels == ["This week", "Change"]
    waiting = await ana.presses(begun, "This week")
    assert waiting.title.startswith("Starts <t:")
    await world.pass_time(days=5)
    week = await ana.runs("plan show")
    assert week.grey == "Plan · week 1 of 12 · Foundation"
    assert week.title == "On track"
    assert "0 of 6 this week" in week.text
    assert "0 done in all, 0 expected by now" in week.text
    assert "Answer four coding questions · 0 of 4 answers" in week.text


async def test_who_comes_later_may_begin_with_a_group_and_owes_nothing(
    world: World, ana: Person, ben: Person
) -> None:
    await begins(ana)
    await world.pass_time(days=5 + 28)
    form = await ben.opens_command("plan start")
    group = starting(form, "With those who began on Monday 5 January (1 member)")
    begun = await ben.submits(form, **fields(form, start=group))
    assert "You came in week 5." in begun.text
    week = await ben.presses(begun, "This week")
    assert (week.title, week.grey) == ("On track", "Plan · week 5 of 12 · AWS specialisation")
    assert "11 tasks open from earlier weeks" in week.text
    assert (await ana.runs("plan show")).title == "Welcome back"
    assert (await ana.runs("plan show")).title == "On track"
    for title in ("On track", "A little behind"):
        await world.pass_time(days=6)
        assert (await ana.runs("plan show")).title == title


async def test_days_that_do_not_go_are_refused_with_what_was_typed(ana: Person) -> None:
    for given, title in (
        ({"starts": "2020-01-01"}, "That day has passed"),
        ({"starts": "soon"}, "Which date is that?"),
        ({"interview": "2025-12-31"}, "That day has passed"),
        ({"interview": "6 January"}, "No day is left to plan"),
        ({"interview": "2036-01-01"}, "That is far ahead"),
    ):
        assert (await begins(ana, **given)).title == title
    assert (await ana.runs("plan show")).title == "No plan yet"
    own = await begins(ana, starts="tomorrow", interview="in 30 weeks")
    assert "further off than twelve weeks" in own.text


async def test_an_interview_soon_packs_the_weeks_and_frees_the_last_two_days(
    world: World, ana: Person
) -> None:
    begun = await begins(ana, interview="in 4 weeks")
    assert "The interview leaves 4 weeks" in begun.text
    await world.pass_time(days=5)
    assert (await ana.runs("plan show")).grey == "Plan · week 1 of 4 · Foundation"
    await world.pass_time(days=21)
    assert (await ana.runs("plan show")).title == "Nothing is due any more"
    await world.pass_time(days=3)
    over = await ana.runs("plan show")
    assert over.title == "4 weeks, 0 tasks done"
    assert (await ana.opens(over, "Start anew")).title == "Your twelve weeks"


async def test_a_task_is_ticked_with_a_line_and_taken_back(world: World, ana: Person) -> None:
    begun = await begins(ana)
    await world.pass_time(days=5)
    week = await ana.presses(begun, "This week")
    assert f"**Next:** {LABEL}" in week.text
    chosen = await ana.presses(week, "Tick off")
    assert chosen.title == "Which one is done?"
    form = await ana.picks_to_open(chosen, "Pick a task", DECK)
    empty = await ana.submits(form, note="\u200b ")
    assert empty.title == "The line is empty"
    form, late = [await ana.picks_to_open(chosen, "Pick a task", DECK) for _ in range(2)]
    ticked = await ana.submits(form, note=NOTE)
    assert ticked.title == "✅ Ticked off"
    assert r"> Named the queue in our billing \<@1\> that @" in ticked.text
    assert "@everyone" not in ticked.text
    again = await ana.submits(late, note="Once more")
    assert again.title == "Nothing was ticked"
    assert "> Once more" in again.text
    shown = await ana.presses(ticked, "This week")
    assert f"✅ {LABEL}" in shown.text
    assert "1 of 6 this week" in shown.text
    listed = await ana.presses(shown, "All weeks")
    task = await ana.picks(listed, "Open a task", DECK)
    assert (task.title, "Take back" in task.labels) == ("✅ Done", True)
    opened = await ana.presses(task, "Take back")
    assert opened.title == "⬜ Open again"
    assert (await ana.presses_late(task, "Take back")).title == "Nothing was taken back"
    assert f"⬜ {LABEL}" in (await ana.presses(opened, "This week")).text


async def test_answers_tick_their_task_by_themselves(
    world: World, circle: Circle, ana: Person
) -> None:
    await begins(ana, starts="today")
    await circle.series()
    for _ in range(40):
        await world.pass_time(days=1)
        post = circle.posts()[-1]
        form = await ana.opens(post, "Answer")
        await ana.submits(form, text="Say the slow method first, then what it wastes. " * 5)
    shown = await ana.runs("plan show")
    phase = await ana.presses(await ana.presses(shown, "All weeks"), "Back")
    assert "✅ Answer four coding questions" in phase.text
    task = await ana.picks(phase, "Open a task", "task.p1.coding")
    assert "It ticked itself <t:" in task.text
    assert "Take back" not in task.labels
    note = await ana.presses_late(task, "plan:undo:p1-coding")
    assert note.title == "Nothing was taken back"


async def test_a_task_that_ticks_itself_takes_no_note(ana: Person) -> None:
    begun = await begins(ana)
    form = await ana.opens_late(begun, "plan:note:p1-coding")
    assert (await ana.submits(form, note="I did")).title == "Nothing was ticked"
    gone = await ana.presses_late(begun, "plan:note:p9-gone")
    assert gone.title == "No such task"


async def test_all_weeks_are_turned_by_phase(ana: Person) -> None:
    begun = await begins(ana)
    first = await ana.presses(await ana.presses(begun, "This week"), "All weeks")
    assert (first.title, first.grey) == ("Foundation", "Plan · phase 1 of 3")
    assert "**By the end of week 2: A rhythm that holds**" in first.text
    second = await ana.presses(first, "Next")
    assert second.title == "AWS specialisation"
    assert (await ana.presses(second, "Next")).title == "Interview mastery"


async def test_moving_shows_what_would_change_and_changes_it_once(
    world: World, ana: Person
) -> None:
    await begins(ana)
    await world.pass_time(days=5)
    diff = await ana.runs("plan move", interview="in 5 weeks")
    assert diff.title == "32 tasks move"
    assert "weeks 5–6 → weeks 2–3" in diff.text
    assert "20 more tasks in the same way." in diff.text
    assert "**Interview** not set → <t:" in diff.text
    other = await ana.runs("plan move", date="19 January")
    assert other.title == "No task changes its week"
    assert "Each week begins 14 days later." in other.text
    moved = await ana.presses(diff, "Move them")
    assert moved.title == "Your dates"
    assert "The interview leaves 5 weeks" in moved.text
    # The other device still shows the plan as it was.
    assert (await ana.presses(other, "Save")).title == "Nothing was changed"
    assert (await ana.presses_late(diff, "Move them")).title == "Nothing was changed"
    assert (await ana.runs("plan show")).grey == "Plan · week 1 of 5 · Foundation"


async def test_the_modal_of_moving_keeps_what_is_not_changed(world: World, ana: Person) -> None:
    await begins(ana, starts="today")
    await world.pass_time(days=3)
    form = await ana.opens_command("plan move")
    assert form.fields["starts"]["value"] == "2026-01-01"
    same = await ana.submits(form, level=["L7"], starts="2026-01-01", interview="")
    assert same.title == "No task changes its week"
    assert "**Level** L6 → L7" in same.text
    dates = await ana.presses(same, "Save")
    assert "**Level** L7" in dates.text
    form = await ana.opens(dates, "Move")
    past = await ana.submits(form, level=["L7"], starts="2 January 2026", interview="")
    assert past.title == "That day has passed"
    forged = await ana.presses_late(dates, "plan:apply:2:0:0:l7")
    assert forged.title == "That button has retired"


async def test_a_pause_holds_the_week_and_ends_by_itself(world: World, ana: Person) -> None:
    await begins(ana, starts="today")
    await world.pass_time(days=8)
    assert (await ana.runs("plan pause", until="2025-01-01")).title == "That day has passed"
    paused = await ana.runs("plan pause", until="2 weeks")
    assert paused.grey == "Plan · week 2 of 12 · paused"
    assert paused.title.startswith("Paused until <t:")
    await world.pass_time(days=13)
    assert (await ana.runs("plan show")).grey == "Plan · week 2 of 12 · paused"
    await world.pass_time(days=1)
    assert (await ana.runs("plan show")).grey == "Plan · week 2 of 12 · Foundation"
    dates = await ana.presses(await ana.runs("plan show"), "Dates")
    again = await ana.presses(dates, "Pause")
    assert again.title == "Paused until you resume"
    await world.pass_time(days=30)
    week = await ana.presses(await ana.presses(again, "1 week"), "Resume now")
    assert week.grey == "Plan · week 2 of 12 · Foundation"
    resumed = await ana.presses_late(again, "Resume now")
    assert resumed.grey == "Plan · week 2 of 12 · Foundation"
    assert (await ana.types("plan pause", "until", ""))["2 weeks"] == "2 weeks"
    assert (await ana.types("plan move", "date", "mon")) == {
        "Monday": "Monday",
        "in a month": "in a month",
    }
    assert (await ana.types("plan move", "interview", "in 6 w")) == {"in 6 w": "in 6 w"}


async def test_who_was_away_nine_days_comes_back_to_one_calm_screen(
    world: World, ana: Person
) -> None:
    await begins(ana, starts="today")
    await world.pass_time(days=6)
    await ana.runs("plan show")
    await world.pass_time(days=9)
    back = await ana.runs("plan show")
    assert back.title == "Welcome back"
    assert "9 days away. Nothing is lost: 3 tasks moved to next week." in back.text
    assert [button.label for button in back.buttons if button.primary] == ["Tick this off"]
    assert len(back.buttons) == 2
    week = await ana.presses(back, "This week")
    assert week.title == "On track"


async def test_looking_back_shows_what_they_wrote_last_week(world: World, ana: Person) -> None:
    await begins(ana, starts="today")
    form = await ana.opens_command("plan reflect")
    assert form.title == "Week 1"
    nothing = await ana.submits(form, went=" ", change="")
    assert nothing.title == "Nothing was kept"
    form = await ana.opens_command("plan reflect")
    kept = await ana.submits(form, went="Every day.", change="Ask <@1> earlier")
    assert kept.title == "Kept for next week"
    assert r"> Ask \<@1\> earlier" in kept.text
    await world.pass_time(days=7)
    form = await ana.opens_command("plan reflect")
    assert form.title == "Week 2"
    assert r"In week 1 you wanted to change: Ask \<@1\> earlier" in "".join(form.texts)
    assert (await ana.opens(kept, "Edit")).fields["went"].get("value") in (None, "")


async def test_a_plan_is_begun_anew_only_after_asking(world: World, ana: Person) -> None:
    begun = await begins(ana)
    there = await ana.runs("plan start")
    assert there.labels == ["This week", "Move dates", "Start anew"]
    asked = await ana.presses(there, "Start anew")
    assert (asked.title, asked.labels) == ("Begin anew?", ["Keep it", "Start anew"])
    forms = [await ana.opens(asked, "Start anew") for _ in range(2)]
    forms.append(await ana.opens_late(begun, "plan:begin:0"))
    titles = [
        (
            await ana.submits(
                form, level=["L5"], start=_first(form), starts="tomorrow", interview=""
            )
        ).title
        for form in forms
    ]
    # Of two devices one is first, and a screen from before there was a plan comes too late.
    assert titles == ["Your twelve weeks", "Nothing was changed", "Nothing was changed"]


async def test_without_a_plan_every_way_in_leads_to_its_beginning(ana: Person) -> None:
    for command in ("plan show", "plan move", "plan reflect"):
        assert (await ana.runs(command)).title == "No plan yet"
    assert (await ana.runs("plan pause")).title == "No plan yet"
    help_ = await ana.runs("help")
    for id in ("plan:dates", "plan:anew", "plan:tick", "plan:phase:1"):
        assert (await ana.presses_late(help_, id)).title == "No plan yet"
    for id in ("plan:resume", "plan:rest:1", "plan:apply:1:739000:0:l6"):
        assert (await ana.presses_late(help_, id)).title == "No plan yet"
    form = await ana.opens_late(help_, "plan:note:p1-trade-offs")
    assert (await ana.submits(form, note="I did")).title == "No plan yet"
