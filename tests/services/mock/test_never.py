"""Never with: a list that its owner alone sees."""

import json

import pytest

from bot.domain.mock.joining import MOST_NEVER
from bot.errors import EnoughNever, NotABot, NotYourself
from bot.services.mock.never import Never
from bot.storage.tables.mock import NEVER
from tests.services.study import ANA, BEN, CY, ELSEWHERE, HERE, Study


@pytest.fixture
def never(study: Study) -> Never:
    return study.services.mock_never


async def test_members_are_named_and_taken_off_again(never: Never) -> None:
    assert await never.add(HERE, ANA, BEN, is_bot=False) == [BEN]
    assert await never.add(HERE, ANA, BEN, is_bot=False) == [BEN]
    assert await never.add(HERE, ANA, CY, is_bot=False) == [BEN, CY]
    assert await never.remove(HERE, ANA, BEN) == [CY]
    assert await never.remove(HERE, ANA, BEN) == [CY]
    assert await never.put(HERE, ANA, [BEN]) == [BEN]
    assert await never.put(HERE, ANA, []) == []


async def test_a_list_is_its_owners_alone(never: Never) -> None:
    await never.add(HERE, ANA, BEN, is_bot=False)
    assert await never.mine(HERE, BEN) == []
    assert await never.mine(ELSEWHERE, ANA) == []


async def test_oneself_and_bots_are_left_out_and_the_others_kept(never: Never) -> None:
    with pytest.raises(NotYourself):
        await never.put(HERE, ANA, [ANA, BEN])
    assert await never.mine(HERE, ANA) == [BEN]
    with pytest.raises(NotABot):
        await never.add(HERE, ANA, CY, is_bot=True)
    assert await never.mine(HERE, ANA) == [BEN]


async def test_a_full_list_stays_as_it_is(never: Never) -> None:
    full = range(1, MOST_NEVER + 1)
    await never.put(HERE, ANA, full)
    with pytest.raises(EnoughNever):
        await never.add(HERE, ANA, BEN, is_bot=False)
    assert sorted(await never.mine(HERE, ANA)) == [*full]


async def test_who_is_named_learns_it_from_nothing_they_may_see(never: Never, study: Study) -> None:
    me = study.services.me
    await never.add(HERE, ANA, BEN, is_bot=False)
    assert (await me.held(HERE, BEN), (await me.counts(HERE, BEN)).all) == ({}, {})
    held = await me.held(HERE, ANA)
    assert [*held] == ["never"]
    assert str(BEN) not in json.dumps(held, default=str)
    assert (await me.counts(HERE, ANA)).goes == {"never": 1}


@pytest.mark.parametrize("who", [ANA, BEN])
async def test_a_name_goes_when_either_of_the_two_is_forgotten(
    never: Never, study: Study, who: int
) -> None:
    await never.add(HERE, ANA, BEN, is_bot=False)
    await never.add(HERE, CY, ANA, is_bot=False)
    await study.services.me.delete(HERE, who)
    left = {(row["user_id"], row["other_id"]) for row in await study.rows(NEVER)}
    assert left == (set() if who == ANA else {(CY, ANA)})
