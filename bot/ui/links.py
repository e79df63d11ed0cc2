"""Links to messages."""

from bot.domain.daily.series import Post

_CHANNELS = "https://discord.com/channels"


def message_link(guild_id: int, channel_id: int, message_id: int) -> str:
    """The address that opens a message."""
    return f"{_CHANNELS}/{guild_id}/{channel_id}/{message_id}"


def channel_link(guild_id: int, channel_id: int) -> str:
    """The address that opens a channel or a thread."""
    return f"{_CHANNELS}/{guild_id}/{channel_id}"


def post_link(post: Post) -> str | None:
    """The address of a question’s message; nothing where it has none that is known."""
    if post.message_id is None:
        return None
    # A post of a forum stands in the thread that it is.
    place = post.thread_id if post.place == "forum" and post.thread_id else post.channel_id
    return message_link(post.guild_id, place, post.message_id)


def thread_link(post: Post) -> str | None:
    """The address of the thread in which a question is talked about."""
    return channel_link(post.guild_id, post.thread_id) if post.thread_id else None
