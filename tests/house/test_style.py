"""How the code is cut and named: what a linter does not look at."""

import ast
import io
import re
import shutil
import subprocess
import tokenize
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for room in ("bot", "cogs")
    for path in (ROOT / room).rglob("*.py")
)

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
# Where anything that breaks is caught: presses, modals, sends, ticks.
DOORS = {"bot/ui/components.py", "bot/client.py", "bot/delivery/sender.py", "bot/app.py"}
# A panic in rustworkx is no Exception.
PANICS = {"bot/services/worker.py"}
# What is printed there is for the person at the terminal.
TERMINAL = ("bot/__main__.py", "bot/demo/")
DRAWERS = re.compile(
    r"(^|_)(utils?|helpers?|common|managers?|misc|core|models?|constants?|shared|stuff)(_|$)"
)
VERBS = re.compile(r"^_*(handle|process|do|manage)(_|$)")
NOUNS = re.compile(r"(Manager|Helper|Utils?|Handler|Processor)s?$")
# SQLAlchemy calls them so.
GIVEN = {"process_bind_param", "process_result_value"}
# The reason follows on the line, or stands in a comment above it.
IGNORES = re.compile(r"#\s*(noqa|type:\s*ignore|pyright:\s*ignore)[^#\n]*")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|TBD)\b")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def source(file: str) -> str:
    return (ROOT / file).read_text("utf-8")


def nodes(file: str) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(source(file)))


def offenders(find: Callable[[str], Iterable[object]]) -> dict[str, list[object]]:
    """What is found in each file, where there is anything."""
    assert len(FILES) > 50
    found = {file: list(find(file)) for file in FILES}
    return {file: offences for file, offences in found.items() if offences}


def test_no_file_is_long() -> None:
    lengths = {file: len(source(file).splitlines()) for file in FILES}
    assert {file: lines for file, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    def long(file: str) -> Iterator[str]:
        for node in nodes(file):
            if isinstance(node, Function):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    yield f"{node.name}: {lines} lines"

    assert offenders(long) == {}


def test_every_module_opens_with_a_sentence() -> None:
    def silent(file: str) -> Iterator[str]:
        opening = (ast.get_docstring(ast.parse(source(file))) or "").split("\n\n")[0]
        if not re.fullmatch(r"[A-Z“`‘].{10,220}\.", opening, re.DOTALL):
            yield opening

    assert offenders(silent) == {}


def test_only_doors_catch_everything() -> None:
    def broad(file: str) -> Iterator[str]:
        for node in nodes(file):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "BaseException"
                if re.search(r"\b(Base)?Exception\b", caught):
                    yield caught
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
                yield from (arg for arg in map(ast.unparse, node.args) if arg.endswith("Exception"))

    doors = {door: ["Exception"] for door in DOORS}
    assert offenders(broad) == doors | {door: ["BaseException"] for door in PANICS}


def test_nothing_is_left_to_do() -> None:
    def unfinished(file: str) -> Iterator[str]:
        for token in tokenize.generate_tokens(io.StringIO(source(file)).readline):
            if token.type == tokenize.COMMENT and UNFINISHED.search(token.string):
                yield token.string

    assert offenders(unfinished) == {}


def test_what_is_ignored_has_its_reason() -> None:
    def bare(file: str) -> Iterator[str]:
        above = ""
        for line in source(file).splitlines():
            found = IGNORES.search(line)
            if found and " - " not in found.group() and not above.strip().startswith("#"):
                yield line.strip()
            above = line

    assert offenders(bare) == {}


def test_only_what_talks_to_a_terminal_prints() -> None:
    def printed(file: str) -> Iterator[str]:
        for node in nodes(file):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id == "print" and not file.startswith(TERMINAL):
                    yield f"line {node.lineno}"
                if node.func.id in ("breakpoint", "pprint"):
                    yield f"line {node.lineno}"

    assert offenders(printed) == {}


def test_names_say_what_a_thing_is() -> None:
    def vague(file: str) -> Iterator[str]:
        yield from filter(DRAWERS.search, file.removesuffix(".py").split("/"))
        for node in nodes(file):
            if isinstance(node, ast.ClassDef) and NOUNS.search(node.name):
                yield node.name
            if isinstance(node, Function) and VERBS.search(node.name) and node.name not in GIVEN:
                yield node.name

    assert offenders(vague) == {}


@pytest.mark.parametrize(
    ("pattern", "name", "vague"),
    [
        *((DRAWERS, name, True) for name in ("utils", "delivery_utils", "common", "core")),
        *((DRAWERS, name, True) for name in ("helpers", "session_manager", "constants")),
        *((DRAWERS, name, False) for name in ("score", "modals", "commonly", "sharing")),
        *((VERBS, name, True) for name in ("handle_answer", "_do_it", "process", "do")),
        *((VERBS, name, False) for name in ("done", "handles", "processed", "document")),
        *((NOUNS, name, True) for name in ("SessionManager", "TextUtils", "ErrorHandler")),
        *((NOUNS, name, False) for name in ("Managed", "Door", "Helped")),
    ],
)
def test_a_vague_name_is_told_from_one_that_looks_like_it(
    pattern: re.Pattern[str], name: str, *, vague: bool
) -> None:
    assert bool(pattern.search(name)) is vague


# Folders of some machine, and hosts that packages come from.
PLACES = re.compile(
    rb"(?<![\w.~/-])/(?:home|root|Users|work|workspaces?|mnt|srv)/[\w.]"
    rb"|\b[A-Z]:\\Users\\"
    rb"|pypi\.org|pythonhosted\.org|registry\.npmjs|--(?:extra-)?index-url\b|\bartifactory\b"
)


def tracked() -> list[Path]:
    """Every file that git keeps."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    files = (ROOT / name.decode() for name in names.stdout.split(b"\0") if name)
    return [file for file in files if file.is_file()]


def test_no_file_names_a_machine_or_where_packages_come_from() -> None:
    files = tracked()
    assert len(files) > 100
    found = {
        f"{file.relative_to(ROOT)}: {match.group().decode()}"
        for file in files
        if file.suffix != ".png"
        for match in PLACES.finditer(file.read_bytes())
    }
    assert found == set()


@pytest.mark.parametrize("before", ["", "cd ", '"', "(", "="])
@pytest.mark.parametrize("folder", ["home", "root", "Users", "work", "mnt"])
def test_a_folder_of_a_machine_is_found(before: str, folder: str) -> None:
    assert PLACES.search(f"{before}/{folder}/.venv/bin".encode())


@pytest.mark.parametrize("host", ["pypi", "files.pythonhosted"])
def test_where_packages_come_from_is_found(host: str) -> None:
    assert PLACES.search(f"https://{host}.org/simple".encode())


@pytest.mark.parametrize(
    "text", [b"/data/loopmate.db", b"a zone/root/x", b"--no-emit-index-urls", b"~/work/bot"]
)
def test_what_is_no_place_of_a_machine_is_left_alone(text: bytes) -> None:
    assert not PLACES.search(text)
