import os
import re
import shutil
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

MAKE = shutil.which("make") or "make"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LEVELS = ("run", "demo", "dev")


def environment(**more: str) -> dict[str, str]:
    """This one, without what a make above this process told those below it."""
    inherited = {k: v for k, v in os.environ.items() if not re.match("MAKE|MFLAGS", k)}
    return inherited | more


def make(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MAKE, *words],
        check=False,
        timeout=60,
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
    )


def pins(level: str) -> dict[str, str]:
    """What a lock file installs: name to version and condition."""
    text = (ROOT / "requirements" / f"{level}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(.+?) \\$", text, re.MULTILINE))


# What is listed


def test_help_lists_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    shown = re.findall(r"^  make (\w+) +(\S.+)$", make(ROOT, "help").stdout, re.MULTILINE)
    assert phony
    assert [name for name, _ in shown] == phony[1].split()
    assert make(ROOT).stdout == make(ROOT, "help").stdout


def test_every_folder_of_tests_is_run_by_one_target() -> None:
    listed = re.findall(r"^(?:FAST|SLOW) := \$\(addprefix tests/,(.+)\)$", MAKEFILE, re.MULTILINE)
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert sorted(" ".join(listed).split()) == sorted(folders)


# What is locked


def test_each_level_holds_the_one_before_it() -> None:
    assert pins("run").items() < pins("demo").items() < pins("dev").items()


@pytest.mark.parametrize("level", LEVELS)
def test_every_package_is_locked_by_hash_and_no_index_is_named(level: str) -> None:
    text = (ROOT / "requirements" / f"{level}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) == len(pins(level))
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"index|find-links|://", text)


# What is installed, with a Python that only writes down what it was told


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    """A folder with the Makefile and lock files, and no programs but those put there."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "bin").mkdir()
    for program in ("bash", "touch", "mkdir", "cat", "chmod"):
        (tmp_path / "bin" / program).symlink_to(shutil.which(program) or program)
    return tmp_path


def put_python(bench: Path, name: str, *, old: bool = False, venv: bool = True) -> None:
    """A Python that makes a .venv whose Python notes each call in the file `calls`."""
    program = bench / "bin" / name
    program.write_text(f"""#!/bin/bash
case "$*" in
    *version_info*) exit {int(old)} ;;
    *ensurepip*) exit {int(not venv)} ;;
    "-m venv --clear .venv")
        echo "{name} venv" >> calls
        mkdir -p .venv/bin
        printf '#!/bin/bash\\necho "$*" >> calls\\n' > .venv/bin/python
        chmod +x .venv/bin/python ;;
esac
""")
    program.chmod(0o755)


def install(bench: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return make(bench, *words, PATH=str(bench / "bin"))


def calls(bench: Path) -> list[str]:
    """What was noted since the last look: the Python chosen, files installed, modules run."""
    file = bench / "calls"
    lines = file.read_text().splitlines() if file.exists() else []
    file.unlink(missing_ok=True)
    return [re.sub(r"^-m pip install .* -r ", "pip ", line) for line in lines]


def test_the_newest_python_that_is_new_enough_is_taken(bench: Path) -> None:
    for name in ("python3", "python3.11", "python3.12"):
        put_python(bench, name)
    put_python(bench, "python3.13", old=True)  # as one that is listed and does not start
    assert install(bench, "install").returncode == 0
    assert calls(bench) == ["python3.12 venv", "pip requirements/dev.txt"]


def test_the_newest_of_several_is_taken(bench: Path) -> None:
    for name in ("python3.13", "python3.12", "python3"):
        put_python(bench, name)
    assert install(bench, "run").returncode == 0
    assert calls(bench)[0] == "python3.13 venv"


def test_without_a_new_python_a_sentence_says_so(bench: Path) -> None:
    put_python(bench, "python3", old=True)
    done = install(bench, "demo")
    assert done.returncode == 2
    assert "Loopmate needs Python 3.11 or newer" in done.stderr


def test_without_venv_a_sentence_says_what_to_install(bench: Path) -> None:
    put_python(bench, "python3", venv=False)
    done = install(bench, "demo")
    assert done.returncode == 2
    assert "install python3-venv" in done.stderr


def test_nothing_is_installed_twice(bench: Path) -> None:
    put_python(bench, "python3")
    install(bench, "run")
    assert calls(bench) == ["python3 venv", "pip requirements/run.txt", "-m bot run"]
    install(bench, "run")
    assert calls(bench) == ["-m bot run"]
    install(bench, "install")
    assert calls(bench) == ["pip requirements/dev.txt"]
    install(bench, "demo", "ARGS=--fresh")
    assert calls(bench) == ["-m bot demo --fresh"]


def test_a_changed_lock_file_is_installed(bench: Path) -> None:
    put_python(bench, "python3")
    install(bench, "demo")
    later = (bench / ".venv" / "demo").stat().st_mtime + 10
    os.utime(bench / "requirements" / "demo.txt", (later, later))
    calls(bench)
    install(bench, "demo")
    assert calls(bench) == ["pip requirements/demo.txt", "-m bot demo"]


def test_an_installation_that_failed_is_tried_again(bench: Path) -> None:
    put_python(bench, "python3")
    (bench / "bin" / "touch").unlink()
    assert install(bench, "demo").returncode == 2
    (bench / "bin" / "touch").symlink_to(shutil.which("touch") or "touch")
    calls(bench)
    install(bench, "demo")
    assert calls(bench) == ["pip requirements/demo.txt", "-m bot demo"]


# What is run


@pytest.mark.usefixtures("ctrl_c")
def test_the_demo_starts_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [MAKE, "demo", "ARGS=--no-browser"],
        cwd=ROOT,
        env=environment(LOOPMATE_DATA=str(tmp_path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        ending = threading.Timer(60, os.killpg, (process.pid, signal.SIGKILL))
        ending.start()
        assert process.stdout
        shown = ""
        while "http://127.0.0.1:" not in shown and (line := process.stdout.readline()):
            shown += line
        # As the terminal does it: to make and to the demo at once.
        os.killpg(process.pid, signal.SIGINT)
        rest, faults = process.communicate()
        ending.cancel()
    assert "http://127.0.0.1:" in shown
    assert "Stopped." in rest
    # Had the demo ended with another code than 0, make would have said so.
    assert faults == ""


def test_the_drill_sets_what_its_tests_read() -> None:
    drill = make(ROOT, "-n", "drill", "ROUNDS=3").stdout
    variable = re.search(r"^(\w+)=3 .*pytest.* (tests/\w+)$", drill, re.MULTILINE)
    assert variable
    read = [file.read_text(encoding="utf-8") for file in (ROOT / variable[2]).glob("test_*.py")]
    assert any(f'environ.get("{variable[1]}"' in text for text in read)


def test_ci_looks_for_the_line_that_the_tests_print() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    looked_for = re.findall(r"\^(PostgreSQL: [\w ]+)", script.read_text(encoding="utf-8"))
    printed = re.findall(r'f?"(PostgreSQL: [\w ]+)', (ROOT / "tests/conftest.py").read_text())
    assert set(looked_for) == set(printed)
