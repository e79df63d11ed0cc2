"""The weekly digest, and the notice that it or a role does not reach members."""

from discord import ui

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.board.digest import KIND, TROUBLE, Digest
from bot.domain.delivery import Delivery
from bot.services.board.digest import until
from bot.ui import kit
from bot.ui.components import button
from bot.ui.permissions import role_name, to_give, why_not_given
from bot.ui.text import snippet
from cogs.board import routes


def register(client: Client) -> None:
    """Say how the digest and the notice look."""

    async def digest(delivery: Delivery) -> Parcel | None:
        found = await client.services.digests.of(delivery.guild_id, until(delivery))
        if found.is_quiet:
            return None  # silence says it kindly
        view = digest_view(found, delivery.id)
        return Parcel(view=view, marker=routes.MY_WEEK.id(digest=delivery.id))

    async def trouble(delivery: Delivery) -> Parcel | None:
        guild = client.get_guild(delivery.guild_id)
        if guild is None:
            return None
        server, own = snippet(guild.name), role_name(guild)
        if delivery.slot.startswith("digest:"):
            return Parcel(view=digest_held_view(delivery.ref, server, own), marker="")
        why = why_not_given(guild, delivery.ref)
        if why is None:
            return None  # mended meanwhile
        view = role_held_view(delivery.ref, to_give(why, own), server)
        return Parcel(view=view, marker="")

    client.renderers.register(KIND, digest)
    client.renderers.register(TROUBLE, trouble)


def digest_view(digest: Digest, id: int) -> ui.LayoutView:
    """What all did, thanks to those who agreed to be named, and what comes."""
    return kit.panel(
        "-# Weekly digest",
        "## What you did together",
        _numbers(digest),
        kit.line(),
        _thanks(digest),
        _ahead(digest),
        kit.row(
            button("My week", routes.MY_WEEK, digest=id, primary=True),
            button("Join mocks", routes.JOIN_MOCKS),
        ),
    )


def _numbers(digest: Digest) -> str:
    """What was done; of what was not, nothing is said."""
    counted = (
        (digest.answers, "answer", "answers"),
        (digest.reviews, "review", "reviews"),
        (digest.mocks, "mock interview", "mock interviews"),
        (digest.tasks, "task of a plan", "tasks of plans"),
    )
    return "\n".join(
        f"**{number:,}** {one if number == 1 else many}" for number, one, many in counted if number
    )


def _thanks(digest: Digest) -> str | None:
    if not digest.thanked:
        return None
    names = " and ".join(f"<@{id}>" for id in digest.thanked)
    return f"**Thank you** {names}, for reading what others wrote"


def _ahead(digest: Digest) -> str | None:
    # Dates, since a digest is read days later too.
    lines: list[str] = []
    if digest.next_question is not None:
        lines.append(f"Next question {kit.stamp(digest.next_question, 'F')}")
    if digest.next_round is not None:
        lines.append(f"Next pairs {kit.stamp(digest.next_round, 'F')}")
    return "\n".join(["**Coming up**", *lines]) if lines else None


def digest_held_view(channel_id: int, server: str, role: str) -> ui.LayoutView:
    """To one who can mend it: the digest was refused."""
    return kit.panel(
        "-# ⚠️ Boards",
        "## The digest could not be posted",
        f"The weekly digest of **{server}** goes to <#{channel_id}>, and Discord refuses that. "
        f"Allow **View Channel** and **Send Messages** there for the role **{role}**, or choose "
        "another channel with `/server boards`.",
        "-# `/server doctor` shows whether it is mended. This is told once a month at most.",
        colour=kit.NEEDS_YOU,
    )


def role_held_view(role_id: int, path: str, server: str) -> ui.LayoutView:
    """To one who can mend it: a role by phase cannot be given or taken."""
    return kit.panel(
        "-# ⚠️ Roles",
        "## A role cannot be given",
        f"Members of **{server}** should have the role <@&{role_id}> for the phase of their plan. "
        f"{path}",
        "-# `/server doctor` shows whether it is mended. This is told once a month at most.",
        colour=kit.NEEDS_YOU,
    )
