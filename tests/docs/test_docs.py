import re
import tomllib
from pathlib import Path

import pytest
from discord import app_commands

from bot import app
from bot.content import load
from bot.settings import Settings
from bot.ui.permissions import INVITED
from cogs.daily.size import measure
from tests.docs.pages import PAGES, README, ROOT, WRITTEN, Page, page, rows

COMMAND = re.compile(r"^/[a-z][a-z-]*(?: [a-z-]+)?$")
NO_COMMANDS = {"/gateway/bot"}
FILE = re.compile(r"[\w.-]+\.(?:py|md|toml|yaml|txt)|Makefile|Dockerfile")
FOLDERS = [path.name for path in ROOT.iterdir() if path.is_dir()]
OF_ONES_OWN = {"secrets/discord_token", "content/questions/technical-depth/retries/storm.yaml"}
"""Files that a page tells its reader to make."""


def names(pages: list[Page]) -> list[str]:
    return [each.name for each in pages]


every_page = pytest.mark.parametrize("each", PAGES, ids=names(PAGES))
every_written_page = pytest.mark.parametrize("each", WRITTEN, ids=names(WRITTEN))


def test_the_readme_is_read_in_a_few_minutes() -> None:
    assert len(README.text.splitlines()) <= 120


@every_page
def test_every_link_leads_somewhere(each: Page) -> None:
    for link in each.links:
        where, _, anchor = link.partition("#")
        if where.startswith("https://"):
            continue
        target = (each.path.parent / where).resolve() if where else each.path
        assert target.exists(), f"{each.name}: {link}"
        if anchor:
            assert anchor in Page(target).anchors, f"{each.name}: {link}"


@every_written_page
def test_every_path_that_is_named_is_there(each: Page) -> None:
    for span in each.spans:
        if set("<>{}…* ") & set(span) or span in OF_ONES_OWN:
            continue
        if "/" in span and (span.split("/")[0] in FOLDERS or span.endswith("/")):
            assert (ROOT / span).exists(), f"{each.name}: {span}"
        elif FILE.fullmatch(span):
            rooms = (ROOT / room for room in ("bot", "cogs", "docs"))
            found = (ROOT / span).exists() or any(any(room.rglob(span)) for room in rooms)
            assert found, f"{each.name}: {span}"


@every_written_page
def test_every_setting_that_is_named_exists(each: Page) -> None:
    known = {name.upper() for name in Settings.model_fields}
    known |= set(re.findall(r"\bLOOPMATE_\w+", (ROOT / "tests/databases.py").read_text()))
    known |= set(re.findall(r"\$\{(\w+):", (ROOT / "compose.yaml").read_text()))
    found = set(re.findall(r"\b(?:DISCORD|DATABASE|LOOPMATE|POSTGRES)_[A-Z_]+\b", each.text))
    assert found <= known


@pytest.mark.parametrize("name", ["README.md", "docs/operators.md"])
def test_the_settings_are_all_explained(name: str) -> None:
    explained = {cells[0].strip("`") for cells in rows(page(name).text)}
    assert {field.upper() for field in Settings.model_fields} <= explained


def test_every_event_of_the_log_that_is_explained_is_logged() -> None:
    section = page("docs/operators.md").text.split("## Logs")[1].split("\n## ")[0]
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    events = [cells[0].strip("`") for cells in rows(section)]
    assert events
    assert [event for event in events if not re.search(rf'_log\.\w+\(\s*"{event}"', code)] == []


@every_written_page
def test_a_settings_file_that_is_shown_can_be_read(each: Page) -> None:
    known = {name.upper() for name in Settings.model_fields} | {"POSTGRES_PASSWORD"}
    for block in each.blocks:
        if block.language == "ini":
            values = dict(line.split("=", 1) for line in block.text.splitlines())
            assert set(values) <= known
            given = {key.lower(): value for key, value in values.items()}
            given.pop("postgres_password", None)
            settings = Settings.model_validate(given)
            assert settings.model_fields_set >= set(given)


async def slash_commands(folder: Path) -> dict[str, app_commands.Command]:
    """Every command by its words, from the cogs themselves."""
    house = app.build(f"sqlite:///{folder / 'none.db'}", wait=None)
    for cog in sorted((ROOT / "cogs").glob("*/__init__.py")):
        await house.client.load_extension(f"cogs.{cog.parent.name}")
    found = {
        f"/{command.qualified_name}": command
        for command in house.client.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }
    await house.close()
    return found


async def test_every_slash_command_that_is_named_exists(tmp_path: Path) -> None:
    commands = set(await slash_commands(tmp_path))
    for each in WRITTEN:
        named = {span for span in each.spans if COMMAND.match(span)} - NO_COMMANDS
        assert named <= commands, each.name


async def test_every_slash_command_is_explained_to_those_it_is_for(tmp_path: Path) -> None:
    members, owners = page("docs/members.md"), page("docs/owners.md")
    for name, command in (await slash_commands(tmp_path)).items():
        top = command.root_parent or command
        there = owners if top.default_permissions is not None else members
        assert name in there.spans, name
        for parameter in command.parameters:
            assert f"`{parameter.display_name}`" in there.prose or parameter.name == "series", name


def test_the_permissions_are_those_of_the_invitation() -> None:
    asked = {name.replace("_", " ") for name, wanted in INVITED if wanted}
    step = README.prose[README.prose.index("seven permissions") :].split("\n\n")[0]
    told = re.split(r", | and ", " ".join(step.lower().split()).split(": ")[1].strip("."))
    # In discord.py the permission still has its former name.
    assert {"read messages" if name == "view channels" else name for name in told} == asked


def test_the_number_of_questions_is_right() -> None:
    count = str(len(load(ROOT / "content").questions))
    news, _ = page("CHANGELOG.md").prose.split("0.1.0", maxsplit=1)
    for prose in (README.prose, news):
        assert set(re.findall(r"(\d+)\s+questions", prose)) == {count}


def test_the_question_of_the_walk_through_loads_and_fits(tmp_path: Path) -> None:
    shown = [block for block in page("docs/developers.md").blocks if block.language == "yaml"]
    assert len(shown) == 1
    for file in (ROOT / "content").rglob("*.yaml"):
        copy = tmp_path / "content" / file.relative_to(ROOT / "content")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    new = tmp_path / "content/questions/technical-depth/retries/storm.yaml"
    new.parent.mkdir()
    new.write_text(shown[0].text, encoding="utf-8")
    before, after = load(ROOT / "content"), load(tmp_path / "content", [measure])
    assert set(after.questions) - set(before.questions) == {"td.retries.storm"}
    assert not after.warnings


def test_every_room_is_in_the_table_of_rooms() -> None:
    told = {span for cells in rows(README.text) for span in re.findall(r"`(\S+?)/?`", cells[0])}
    rooms = {f"bot/{path.name}" for path in (ROOT / "bot").iterdir() if path.is_dir()}
    assert {room for room in rooms if "__" not in room} <= told


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = {link for link in page("docs/decisions/README.md").links}
    assert listed == {path.name for path in folder.glob("*.md")} - {"README.md"}
    for path in folder.glob("*.md"):
        if path.name != "README.md":
            headings = re.findall(r"^## (.+)$", Page(path).prose, re.MULTILINE)
            assert headings == ["Context", "Decision", "Consequence"], path.name


def test_every_dependency_has_its_reason_and_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        "To run": project["project"]["dependencies"],
        "For the demo": project["project"]["optional-dependencies"]["demo"],
        "For development": project["dependency-groups"]["dev"],
    }
    text = page("docs/decisions/dependencies.md").text
    for heading, requirements in wanted.items():
        section = text.split(f"### {heading}\n")[1].split("\n#")[0]
        table = {cells[0]: cells[1:] for cells in rows(section)}
        assert set(table) == {re.split(r"[^\w.-]", one)[0] for one in requirements}, heading
        assert all(len(cells) == 2 and all(cells) for cells in table.values()), heading


def test_the_changes_begin_with_what_is_not_yet_released_and_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    versions = re.findall(r"^## (.+)$", page("CHANGELOG.md").prose, re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert versions[1].split()[0] == project["version"]


def test_the_pages_for_people_keep_to_the_words_of_the_screens() -> None:
    avoided = re.compile(
        r"\b(?:oops|successfully|please note|invalid|users?)\b|!(?!\[)", re.IGNORECASE
    )
    for name in ("README.md", "CHANGELOG.md", "docs/members.md", "docs/owners.md"):
        found = avoided.findall(re.sub(r"`[^`\n]+`", "", page(name).prose))
        assert not found, name
