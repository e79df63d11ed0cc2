"""Which questions each server asks from; read again where a server changed them."""

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from bot import log
from bot.content import ContentError
from bot.content.single import read_question
from bot.domain.daily.bank import Bank
from bot.domain.daily.question import Question, Rubric
from bot.storage.bank import shelf
from bot.storage.bank.shelf import Own
from bot.storage.database import Tx

_log = log.get(__name__)

KEPT: Final = 500
"""Banks held in memory, of those servers that changed theirs."""


class _Known(NamedTuple):
    """A bank as it was read last, and digests of what its own questions were read from."""

    version: int
    bank: Bank
    digests: Mapping[str, bytes]


class Library:
    """The shipped questions, which most servers share as one bank, and what the others made of them."""

    def __init__(self, questions: Mapping[str, Question], rubrics: Mapping[str, Rubric]) -> None:
        self.rubrics = rubrics
        self.shipped = Bank(questions)
        self._banks: OrderedDict[int, _Known] = OrderedDict()
        self._left_out: set[tuple[int, str]] = set()

    async def of(self, tx: Tx, guild_id: int) -> Bank:
        """What a server asks from."""
        return (await self.of_many(tx, [guild_id]))[guild_id]

    async def of_many(self, tx: Tx, guild_ids: Sequence[int]) -> Mapping[int, Bank]:
        """The same for many servers, in one statement where none of them changed anything lately."""
        versions = await shelf.versions(tx, guild_ids)
        banks = dict.fromkeys(guild_ids, self.shipped)
        anew: list[int] = []
        for guild_id, version in versions.items():
            known = self._banks.get(guild_id)
            if known is None or known.version != version:
                anew.append(guild_id)
                continue
            self._banks.move_to_end(guild_id)
            banks[guild_id] = known.bank
        if anew:
            banks.update(await self._read(tx, anew, versions))
        return banks

    async def _read(
        self, tx: Tx, guild_ids: Sequence[int], versions: Mapping[int, int]
    ) -> Mapping[int, Bank]:
        off = await shelf.off_of(tx, guild_ids)
        own = await shelf.own_of(tx, guild_ids)
        read: dict[int, Bank] = {}
        for guild_id in guild_ids:
            found = own.get(guild_id, ())
            bank = self._bank(guild_id, off.get(guild_id, ()), found)
            read[guild_id] = bank
            digests = {one.id: _digest(one) for one in found}
            self._banks[guild_id] = _Known(versions[guild_id], bank, digests)
            self._banks.move_to_end(guild_id)
        while len(self._banks) > KEPT:
            self._banks.popitem(last=False)
        return read

    def _bank(self, guild_id: int, off: set[str] | tuple[()], own: Sequence[Own]) -> Bank:
        if not off and not own:
            return self.shipped
        found = {one.id: self._question(guild_id, one) for one in own}
        return Bank(
            shipped=self.shipped.shipped,
            own={id: question for id, question in found.items() if question is not None},
            off=frozenset(off),
            removed=frozenset(one.id for one in own if one.removed),
            base=self.shipped,
        )

    def _question(self, guild_id: int, own: Own) -> Question | None:
        """A server’s own question; nothing, and a line in the log, where it can no longer be read."""
        known = self._banks.get(guild_id)
        if known and known.digests.get(own.id) == _digest(own):
            # Reading one takes about two milliseconds, and a server may have hundreds.
            return known.bank.own.get(own.id)
        try:
            return read_question(json.loads(own.data), rubrics=self.rubrics.values())
        except ContentError as error:
            if (guild_id, own.id) not in self._left_out:
                self._left_out.add((guild_id, own.id))
                # Not its message, which may quote what an owner wrote.
                why = [f"{fault.code} {fault.path}" for fault in error.faults]
                _log.warning("own question left out", guild_id=guild_id, question=own.id, why=why)
            return None


def _digest(own: Own) -> bytes:
    return blake2b(own.data.encode(), digest_size=16).digest()
