"""`/help`, as a member reads it."""

from tests.cogs.people import Person


async def test_help_is_one_private_screen_that_names_every_command_of_members(
    ana: Person,
) -> None:
    screen = await ana.runs("help")
    assert screen.private
    assert screen.title == "Practise together"
    for command in ("/daily today", "/daily history", "/me show", "/me export", "/me delete"):
        assert f"`{command}`" in screen.text
