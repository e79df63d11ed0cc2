"""Who there is: the bot, and the people beside it."""

from dataclasses import dataclass, field

from tests.loopback.wire import Json, iso, moment_of


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    dms_open: bool = True
    locale: str = "en-GB"

    def payload(self) -> Json:
        return {
            "id": str(self.id),
            "username": self.name.lower().replace(" ", "_"),
            "global_name": None if self.bot else self.name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass(eq=False)
class Member:
    user: User
    guild_id: int
    role_ids: list[int] = field(default_factory=list[int])

    @property
    def id(self) -> int:
        return self.user.id

    def payload(self, *, with_user: bool = True) -> Json:
        """`with_user=False` is the shape of `resolved.members`, whose users stand beside them."""
        member: Json = {
            "roles": [str(role_id) for role_id in self.role_ids],
            "joined_at": iso(moment_of(self.guild_id)),
            "nick": None,
            "avatar": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
        }
        if with_user:
            member["user"] = self.user.payload()
        return member
