"""Tags of a forum: those that fit a question, by their names."""

from collections.abc import Collection, Iterable, Sequence

import discord

from bot.domain.daily.question import LEVELS, Kind, Question
from bot.ui import kit

# Discord’s limit for one post.
_MOST = 5

KIND_TAGS = tuple(look.label for look in kit.KINDS.values())
"""What owners call the tags: the kinds as people read them."""


def fitting(channel: discord.ForumChannel, question: Question) -> Sequence[int]:
    """The ids of the tags that carry the name of a question’s kind or level."""
    return _named(channel, (*_words(question.kind), question.level))


def of_any_kind(channel: discord.ForumChannel) -> Sequence[int]:
    """The ids of the tags that carry the name of any kind."""
    return _named(channel, [word for kind in kit.KINDS for word in _words(kind)])


def lacking(channel: discord.abc.GuildChannel, kinds: Collection[Kind] = ()) -> Sequence[Kind]:
    """The kinds, of these or of all, that a forum has no tag for though it asks for one on every post."""
    if not isinstance(channel, discord.ForumChannel) or not channel.flags.require_tag:
        return ()
    # Every question has a level.
    if all(_named(channel, [level]) for level in LEVELS):
        return ()
    return [kind for kind in kinds or kit.KINDS if not _named(channel, _words(kind))]


def lacks_tag(channel: discord.abc.GuildChannel, kinds: Collection[Kind] = ()) -> bool:
    """Whether a forum would refuse questions of any of these kinds, of all by default."""
    return bool(lacking(channel, kinds))


def _words(kind: Kind) -> Sequence[str]:
    return (kit.KINDS[kind].label, kind, kind.replace("-", " "))


def _named(channel: discord.ForumChannel, names: Iterable[str]) -> Sequence[int]:
    wanted = {name.casefold() for name in names}
    # A moderated tag is for those who manage threads.
    every = channel.permissions_for(channel.guild.me).manage_threads
    return [
        tag.id
        for tag in channel.available_tags
        if tag.name.strip().casefold() in wanted and (every or not tag.moderated)
    ][:_MOST]
