"""What people do at their screens: commands, presses, forms. Each waits for the bot's answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.loopback.answers import Answer, Asked
from tests.loopback.asking import Resolved, command_data, form_data, press_data, registered
from tests.loopback.messages import Message
from tests.loopback.people import Member, User
from tests.loopback.permissions import channel_bits
from tests.loopback.places import Channel
from tests.loopback.stage import Stage
from tests.loopback.state import State
from tests.loopback.wire import Json

GUILD_CONTEXT, BOT_DM_CONTEXT = 0, 1
UPLOAD_LIMIT = 10 * 1024 * 1024
PATIENCE = 3.0  # seconds in which Discord wants a first answer

Person = Member | User


class Desk(Stage):
    """A person is a Member where there is a server, and a User in direct messages.

    Every act raises LookupError for what the person could not do, and NoAnswer when the bot is
    silent for `timeout` seconds. With `settle=False` it returns at the first answer, be it only a
    deferral.
    """

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.answers: dict[str, Answer] = {}  # by token

    async def slash(
        self,
        person: Person,
        channel: Channel,
        command: str,
        options: Mapping[str, Any] | None = None,
        *,
        timeout: float = PATIENCE,
        settle: bool = True,
    ) -> Answer:
        """Sends a command by its whole name, `"series add"`; values may be members or channels."""
        data = self._typed(person, channel, command, options or {})
        answer = self._ask(Asked.COMMAND, person, channel, data)
        return await self._answered(answer, timeout, settle)

    async def suggest(
        self,
        person: Person,
        channel: Channel,
        command: str,
        option: str,
        typed: str = "",
        options: Mapping[str, Any] | None = None,
        *,
        timeout: float = PATIENCE,
    ) -> list[Json]:
        """The choices shown while `typed` stands in an option of a command not yet sent."""
        values = {**(options or {}), option: typed}
        data = self._typed(person, channel, command, values, focused=option)
        answer = self._ask(Asked.AUTOCOMPLETE, person, channel, data)
        return (await self._answered(answer, timeout, settle=False)).choices

    async def press(
        self,
        person: Person,
        message: Message,
        target: str,
        values: Iterable[Any] | None = None,
        *,
        timeout: float = PATIENCE,
        settle: bool = True,
    ) -> Answer:
        """Presses the button, or chooses in the select, with this custom_id or label."""
        if message.seen_by not in (None, person.id):
            raise LookupError("this message is shown to somebody else alone")
        data = press_data(message.find(target), values, Resolved(person.id))
        answer = self._ask(Asked.COMPONENT, person, message.channel, data, message)
        return await self._answered(answer, timeout, settle)

    async def submit(
        self,
        person: Person,
        form: Answer,
        values: Mapping[str, Any],
        *,
        timeout: float = PATIENCE,
        settle: bool = True,
    ) -> Answer:
        """Sends a modal that an earlier answer opened; `values` by the custom_id of the field."""
        data = form_data(form.modal, values, Resolved(person.id))
        answer = self._ask(Asked.MODAL, person, form.channel, data, form.source)
        return await self._answered(answer, timeout, settle)

    def say(self, person: Person, channel: Channel, text: str) -> Message:
        """A person writes a message of their own."""
        author = person.user if isinstance(person, Member) else person
        return self.state.post(channel, author, {"content": text}, [])

    def _typed(
        self,
        person: Person,
        channel: Channel,
        command: str,
        options: Mapping[str, Any],
        focused: str | None = None,
    ) -> Json:
        words = command.split()
        rights = channel_bits(channel, person.id)
        known = registered(self.state.commands, words[0], rights)
        return command_data(known, words, options, Resolved(person.id), focused)

    def _ask(
        self,
        asked: Asked,
        person: Person,
        channel: Channel,
        data: Json,
        source: Message | None = None,
    ) -> Answer:
        answer = Answer(self.state.ids.next(), asked, channel, person, data, source)
        self.answers[answer.token] = answer
        self.state.announce("INTERACTION_CREATE", self._payload(answer), channel.guild_id)
        return answer

    async def _answered(self, answer: Answer, timeout: float, settle: bool) -> Answer:
        if settle:
            return await answer.until(lambda given: given.settled, timeout)
        return await answer.until(lambda given: given.ack is not None, timeout)

    def _payload(self, answer: Answer) -> Json:
        channel, bot = answer.channel, self.state.bot
        mine = str(channel_bits(channel, bot.id))
        theirs = str(channel_bits(channel, answer.person.id))
        payload: Json = {
            "id": str(answer.id),
            "application_id": str(bot.id),
            "type": answer.asked,
            "token": answer.token,
            "version": 1,
            "data": answer.data,
            "channel_id": str(channel.id),
            "channel": channel.payload() | {"permissions": theirs},
            "app_permissions": mine,
            "locale": answer.user.locale,
            "entitlements": [],
            "attachment_size_limit": UPLOAD_LIMIT,
        }
        if answer.source:
            payload["message"] = answer.source.payload()
        guild = channel.guild
        if guild is None or not isinstance(answer.person, Member):
            owners = {"authorizing_integration_owners": {"0": "0"}, "context": BOT_DM_CONTEXT}
            return payload | owners | {"user": answer.user.payload()}
        return payload | {
            "authorizing_integration_owners": {"0": str(guild.id)},
            "context": GUILD_CONTEXT,
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "member": answer.person.payload() | {"permissions": theirs},
        }
