"""The REST side: which path is answered by what."""

from tests.loopback.refusals import Refusal
from tests.loopback.rest import applications, events, guilds, interactions, messages, threads
from tests.loopback.rest.door import Call, Handler

COMMANDS = "/applications/{application}/commands"
EVENTS = "/guilds/{guild}/scheduled-events"
POSTS = "/channels/{channel}/messages"
THREAD_MEMBERS = "/channels/{channel}/thread-members"
WEBHOOK = "/webhooks/{webhook}/{token}"


def unknown(call: Call) -> None:
    raise Refusal(0, status=404)


# Of two that fit, the first one answers.
ROUTES: list[tuple[str, str, Handler]] = [
    ("GET", "/users/@me", applications.me),
    ("GET", "/users/{user}", applications.user),
    ("POST", "/users/@me/channels", guilds.open_dm),
    ("GET", "/gateway", applications.gateway),
    ("GET", "/gateway/bot", applications.gateway_for_bot),
    ("GET", "/oauth2/applications/@me", applications.application),
    ("GET", "/applications/@me", applications.application),
    ("GET", COMMANDS, applications.commands),
    ("PUT", COMMANDS, applications.overwrite_commands),
    ("GET", "/guilds/{guild}", guilds.guild),
    ("GET", "/guilds/{guild}/channels", guilds.channels),
    ("GET", "/guilds/{guild}/roles", guilds.roles),
    ("GET", "/guilds/{guild}/members/{user}", guilds.member),
    ("GET", "/guilds/{guild}/threads/active", guilds.active_threads),
    ("GET", EVENTS, events.listed),
    ("POST", EVENTS, events.create),
    ("GET", EVENTS + "/{event}", events.get),
    ("PATCH", EVENTS + "/{event}", events.edit),
    ("DELETE", EVENTS + "/{event}", events.delete),
    ("GET", "/channels/{channel}", guilds.channel),
    ("PATCH", "/channels/{channel}", threads.edit),
    ("POST", "/channels/{channel}/typing", messages.typing),
    ("POST", POSTS, messages.post),
    ("GET", POSTS, messages.history),
    ("GET", POSTS + "/{message}", messages.get),
    ("PATCH", POSTS + "/{message}", messages.edit),
    ("DELETE", POSTS + "/{message}", messages.delete),
    ("POST", POSTS + "/{message}/threads", threads.from_message),
    ("POST", "/channels/{channel}/threads", threads.in_channel),
    ("GET", "/channels/{channel}/threads/archived/public", threads.archived),
    ("GET", THREAD_MEMBERS, threads.members),
    ("GET", THREAD_MEMBERS + "/{user}", threads.member),
    ("PUT", THREAD_MEMBERS + "/{user}", threads.add_member),
    ("DELETE", THREAD_MEMBERS + "/{user}", threads.remove_member),
    ("POST", "/interactions/{interaction}/{token}/callback", interactions.callback),
    ("POST", WEBHOOK, interactions.follow_up),
    ("GET", WEBHOOK + "/messages/{message}", interactions.get),
    ("PATCH", WEBHOOK + "/messages/{message}", interactions.edit),
    ("DELETE", WEBHOOK + "/messages/{message}", interactions.delete),
    ("*", "/{rest:.*}", unknown),
]
