"""The command line: `python -m bot`."""

import asyncio
import base64
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import aiohttp
import discord
import typer

from bot import app, clock, content, health, log
from bot.content.coverage import coverage, uncovered
from bot.content.lengths import lengths
from bot.content.overview import overview
from bot.settings import BadSettings, Settings, read
from bot.storage.database import DatabaseRefused
from bot.ui.permissions import INVITED

cli = typer.Typer(
    name="bot",
    help="Loopmate: a Discord bot for study groups that prepare for AWS engineering interviews.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
content_cli = typer.Typer(help="Look after the questions in content/.", no_args_is_help=True)
cli.add_typer(content_cli, name="content")
data_cli = typer.Typer(help="Look after the database.", no_args_is_help=True)
cli.add_typer(data_cli, name="data")


def _fail(sentence: str, code: int = 2) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def _settings() -> Settings:
    try:
        settings = read()
    except BadSettings as error:
        _fail(str(error))
    log.configure(settings.loopmate_log)
    return settings


@cli.command()
def run() -> None:
    """Connect to Discord and serve until told to stop.

    Needs DISCORD_TOKEN or DISCORD_TOKEN_FILE; everything else has a default.
    """
    settings = _settings()
    if settings.discord_token is None:
        _fail(
            "There is no token: put DISCORD_TOKEN=… into a file named .env, "
            "or try the bot without one by `make demo`."
        )
    try:
        asyncio.run(app.run(settings))
    except content.ContentError as error:
        _fail(str(error), 1)
    except DatabaseRefused as error:
        _fail(str(error), 1)
    except (aiohttp.ClientError, discord.DiscordServerError):
        _fail(f"Discord cannot be reached at {settings.loopmate_discord_api}; try it again.", 1)
    except discord.LoginFailure:
        _fail("Discord does not know this token; copy it again from the developer portal.", 1)


@cli.command()
def demo(
    port: Annotated[
        int | None, typer.Option(help="Where to serve; 8765, or a free port if that is taken.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start over with an empty server.")
    ] = False,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
) -> None:
    """Open the whole bot in a simulated Discord in the browser: no token, no network."""
    settings = _settings()
    # SimCord is imported where the demo is wanted, and nowhere else.
    from bot.demo import server

    raise typer.Exit(
        server.run(settings.loopmate_data / "demo", port=port, fresh=fresh, open_browser=browser)
    )


@cli.command()
def migrate() -> None:
    """Bring the database up to date; `run` does this by itself."""
    settings = _settings()
    try:
        asyncio.run(app.migrate(settings))
    except DatabaseRefused as error:
        _fail(str(error), 1)
    typer.echo("The database is up to date.")


@content_cli.command("check")
def check() -> None:
    """Read every content file and print all faults as file:line:col."""
    library = _content()
    for warning in library.warnings:
        typer.echo(str(warning))
    for line in lengths(library.questions.values()):
        typer.echo(line)
    typer.echo(f"{len(library.questions)} questions in {library.files} files, no errors")


@content_cli.command("overview")
def show_overview() -> None:
    """Print all there is to ask and to learn, as it stands in docs/curriculum.md."""
    typer.echo(overview(_content()), nl=False)


@content_cli.command("coverage")
def show_coverage() -> None:
    """Print which command leads to which lines of the track; exit 1 where one has none."""
    library = _content()
    for command, ids in coverage(library).items():
        typer.echo(f"{command} → {', '.join(ids)}")
    if lost := uncovered(library):
        _fail(f"No command leads to {', '.join(lost)}.", 1)
    typer.echo(f"all {len(library.seed)} lines of the track are covered")


@data_cli.command("check")
def check_data() -> None:
    """Add up all points anew and print where boards show something else; exit 1 if they do."""
    settings = _settings()
    try:
        found = asyncio.run(app.check_data(settings))
    except DatabaseRefused as error:
        _fail(str(error), 1)
    for line in found:
        typer.echo(line)
    if found:
        _fail(f"Not what the entries say: {len(found)}.", 1)
    typer.echo("All points add up.")


def _content() -> content.Content:
    try:
        return app.check_content()
    except content.ContentError as error:
        _fail(str(error), 1)


@cli.command()
def invite(
    application: Annotated[
        int | None, typer.Argument(help="The application’s id; read from the token if not given.")
    ] = None,
) -> None:
    """Print the link that adds the bot to a server, with the scopes and permissions it uses."""
    if application is None:
        settings = _settings()
        if settings.discord_token is None:
            _fail("Name the application’s id, or put DISCORD_TOKEN=… into a file named .env.")
        application = _application_of(settings.discord_token.get_secret_value())
    typer.echo(
        discord.utils.oauth_url(
            application, permissions=INVITED, scopes=("bot", "applications.commands")
        )
    )


def _application_of(token: str) -> int:
    # A bot token begins with the application’s id in base64.
    first = token.split(".", maxsplit=1)[0]
    try:
        return int(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except ValueError:
        _fail("This token names no application; give the application’s id instead.")


@cli.command()
def healthcheck() -> None:
    """Exit 0 while the bot’s heartbeat is recent, else 1."""
    settings = _settings()
    file: Path = health.path(settings.loopmate_data)
    if not health.well(file, clock.now()):
        _fail(f"No recent heartbeat in {file}.", 1)


if __name__ == "__main__":
    sys.exit(cli())
