"""Members suggest questions, few at a time; they can change them and take them back."""

from dataclasses import replace

import pytest

from bot.domain.daily.suggestion import MOST, MOST_OPEN
from bot.errors import (
    EmptySuggestion,
    EnoughSuggestions,
    NoSuchSuggestion,
    SuggestionsWait,
    SuggestionTakenUp,
)
from bot.services.daily.suggestions import Suggestions
from tests.services.study import ANA, BEN, ELSEWHERE, HERE, MIA, Moment, Study
from tests.suggesting import OUTLINE, TITLE, idea, model


@pytest.fixture
def suggestions(study: Study) -> Suggestions:
    return study.services.suggestions


async def test_a_suggestion_is_kept_as_it_was_typed(suggestions: Suggestions) -> None:
    sent = (await suggestions.suggest(HERE, ANA, idea(title=f"  {TITLE}\n"))).suggestion
    assert (sent.idea.title, sent.idea.outline) == (TITLE, OUTLINE)
    assert await suggestions.mine(HERE, ANA) == [sent]
    assert await suggestions.find(HERE, sent.id, ANA) == sent
    assert await suggestions.mine(HERE, BEN) == []
    assert await suggestions.mine(ELSEWHERE, ANA) == []


@pytest.mark.parametrize("given", [{"title": "\u200b\u200b…"}, {"prompt": " \n-- "}])
async def test_a_suggestion_of_no_words_gives_back_what_else_was_typed(
    suggestions: Suggestions, given: dict[str, str]
) -> None:
    with pytest.raises(EmptySuggestion) as refused:
        await suggestions.suggest(HERE, ANA, idea(**given))
    assert OUTLINE in (refused.value.quote or "")
    assert await suggestions.mine(HERE, ANA) == []


async def test_few_wait_at_a_time_and_nothing_typed_is_lost(suggestions: Suggestions) -> None:
    for _ in range(MOST_OPEN):
        await suggestions.begin(HERE, ANA)
        await suggestions.suggest(HERE, ANA, idea())
    with pytest.raises(SuggestionsWait):
        await suggestions.begin(HERE, ANA)
    with pytest.raises(SuggestionsWait) as refused:
        await suggestions.suggest(HERE, ANA, idea())
    quote = refused.value.quote or ""
    assert all(text in quote for text in (TITLE, OUTLINE, idea().hints, idea().source))
    await suggestions.begin(HERE, BEN)


async def test_what_was_taken_back_still_counts_for_its_day(
    suggestions: Suggestions, clock: Moment
) -> None:
    for _ in range(MOST):
        sent = (await suggestions.suggest(HERE, ANA, idea())).suggestion
        await suggestions.withdraw(HERE, sent.id, ANA)
    assert await suggestions.mine(HERE, ANA) == []
    with pytest.raises(EnoughSuggestions):
        await suggestions.suggest(HERE, ANA, idea())
    clock.pass_by(days=1)
    await suggestions.suggest(HERE, ANA, idea())


async def test_a_suggestion_is_its_authors_alone(suggestions: Suggestions) -> None:
    sent = (await suggestions.suggest(HERE, ANA, idea())).suggestion
    for doing in (
        suggestions.find(HERE, sent.id, BEN),
        suggestions.draft(HERE, sent.id, BEN),
        suggestions.edit(HERE, sent.id, BEN, idea()),
        suggestions.withdraw(HERE, sent.id, BEN),
        suggestions.find(ELSEWHERE, sent.id, ANA),
    ):
        with pytest.raises(NoSuchSuggestion):
            await doing
    await suggestions.withdraw(HERE, sent.id, ANA)
    with pytest.raises(NoSuchSuggestion):
        await suggestions.withdraw(HERE, sent.id, ANA)


async def test_a_suggestion_can_be_changed_until_an_owner_works_on_it(
    study: Study, suggestions: Suggestions
) -> None:
    sent = (await suggestions.suggest(HERE, ANA, idea())).suggestion
    other = replace(idea(), title="Another title for the same question")
    changed = await suggestions.edit(HERE, sent.id, ANA, other)
    assert await suggestions.mine(HERE, ANA) == [changed.suggestion]
    assert changed.suggestion.idea == other
    await study.services.completing.write(HERE, sent.id, {"topic": "clocks"})
    with pytest.raises(SuggestionTakenUp):
        await suggestions.draft(HERE, sent.id, ANA)
    with pytest.raises(SuggestionTakenUp) as refused:
        await suggestions.edit(HERE, sent.id, ANA, idea(title="A third title"))
    assert (refused.value.quote or "").startswith("A third title")
    assert (await suggestions.find(HERE, sent.id, ANA)).idea == other


async def test_a_question_that_the_bank_holds_is_named_at_once(suggestions: Suggestions) -> None:
    held = model("technical-depth")
    by_text = await suggestions.suggest(HERE, ANA, idea(prompt=held.prompt[:1500]))
    by_title = await suggestions.suggest(HERE, ANA, idea(title=held.title[:150]))
    fresh = await suggestions.suggest(HERE, ANA, idea())
    assert [one.id for one in by_text.near] == [held.id]
    assert [one.id for one in by_title.near] == [held.id]
    assert fresh.near == []


async def test_an_answer_is_told_only_once_there_is_one(
    study: Study, suggestions: Suggestions
) -> None:
    sent = (await suggestions.suggest(HERE, ANA, idea())).suggestion
    assert await suggestions.to_tell(HERE, sent.id) is None
    await study.services.completing.decline(HERE, sent.id, "We have one like it.", by=MIA)
    told = await suggestions.to_tell(HERE, sent.id)
    assert told is not None
    assert (told.state, told.reason) == ("declined", "We have one like it.")
    await study.services.me.delete(HERE, ANA)
    assert await suggestions.to_tell(HERE, sent.id) is None
