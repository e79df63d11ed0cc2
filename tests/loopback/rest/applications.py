"""Who the bot is, where its gateway is, and which commands it has registered."""

from tests.loopback.rest.door import Call
from tests.loopback.wire import Json


def me(call: Call) -> Json:
    return call.state.bot.payload()


def user(call: Call) -> Json:
    return call.state.user(call.id("user")).payload()


def application(call: Call) -> Json:
    bot = call.state.bot
    return {
        "id": str(bot.id),
        "name": bot.name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "",
        "flags": 0,
        "owner": bot.payload(),
        "approximate_guild_count": len(call.state.guilds),
    }


def gateway(call: Call) -> Json:
    return {"url": call.gateway_url}


def gateway_for_bot(call: Call) -> Json:
    start = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.gateway_url, "shards": call.shards, "session_start_limit": start}


def commands(call: Call) -> list[Json]:
    return call.state.commands


def overwrite_commands(call: Call) -> list[Json]:
    """Replaces them all; a command keeps its id for as long as its name and type stay."""
    known = {(each["type"], each["name"]): each["id"] for each in call.state.commands}
    sent: list[Json] = call.body
    call.state.commands = [
        registered(call, each, known.get((each.get("type", 1), each["name"]))) for each in sent
    ]
    return call.state.commands


def registered(call: Call, sent: Json, known_id: str | None) -> Json:
    """As Discord gives it back: with fields of its own, without what says nothing."""
    own: Json = {
        "id": known_id or str(call.state.ids.next()),
        "application_id": str(call.state.bot.id),
        "version": str(call.state.ids.next()),
        "type": 1,
        "default_member_permissions": None,
        "nsfw": False,
        "integration_types": [0],
        "contexts": None,
    }
    return own | meaningful(sent)


def meaningful(sent: Json) -> Json:
    kept = {key: value for key, value in sent.items() if value not in (None, False, [], {})}
    if "options" in kept:
        kept["options"] = [meaningful(option) for option in kept["options"]]
    return kept
