"""A loopback Discord: gateway, REST, rate limits and faults, for the real discord.py to talk to.

    async with Loopback(guilds=5, per_channel=(5, 5.0)) as world:
        with pointed_at(world):
            ...

What a test holds is a `Loopback`. It can arrange people and places (`stage.py`), act as the people
(`desk.py`), make trouble (`fail`, `drop`, `hang`, and `world.gateway`), and look at everything:
`world.posts(channel)`, `world.requests`, `world.counters()`. `python -m tests.loopback` serves one
to other processes, which reach all of it through `control.py`.

Not modelled: the 3 seconds and 15 minutes of an interaction, message content as an intent, system
messages of threads, mentions, reactions, voice.
"""

from tests.loopback.answers import Ack, Answer, NoAnswer
from tests.loopback.events import Event
from tests.loopback.faults import Fault
from tests.loopback.messages import Message
from tests.loopback.people import Member, User
from tests.loopback.places import Channel, Guild, Kind, Role, Thread
from tests.loopback.pointing import online, plain_intents, pointed_at
from tests.loopback.wire import moment_of, snowflake_at
from tests.loopback.world import Loopback

__all__ = [
    "Ack",
    "Answer",
    "Channel",
    "Event",
    "Fault",
    "Guild",
    "Kind",
    "Loopback",
    "Member",
    "Message",
    "NoAnswer",
    "Role",
    "Thread",
    "User",
    "moment_of",
    "online",
    "plain_intents",
    "pointed_at",
    "snowflake_at",
]
