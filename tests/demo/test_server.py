"""Starting and ending the demo, as somebody at a terminal does."""

import resource
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

from bot.demo import server
from bot.storage.database import Database
from tests.demo.process import running, state
from tests.house.logs import configured


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """The demo keeps the terminal quiet; other tests read what is logged."""
    with configured():
        yield


def start(folder: Path, *, port: int | None = None) -> int:
    return server.run(folder, port=port, fresh=False, open_browser=False)


def test_a_port_that_was_asked_for_and_is_taken_is_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert start(tmp_path, port=port) == 2
    assert f"Port {port} cannot be used" in (said := capsys.readouterr().err)
    assert "--port" in said


def test_a_taken_port_that_nobody_asked_for_is_replaced(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        monkeypatch.setattr(server, "PORT", taken)
        with server.listen(None) as door:
            assert door.getsockname()[1] not in (0, taken)
    assert f"Port {taken} is taken" in capsys.readouterr().out


def test_without_the_packages_of_the_demo_it_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "EXTRA", ("aiohttp", "no_such_package"))
    assert start(tmp_path) == 2
    said = capsys.readouterr().err
    assert "no_such_package" in said
    assert "make install" in said
    assert "aiohttp" not in said


def test_a_second_demo_on_the_same_folder_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = Database(f"sqlite:///{tmp_path / server.DATABASE}")
    first.lock()
    (tmp_path / "world.pickle").write_bytes(b"of the first one")
    assert server.run(tmp_path, port=0, fresh=True, open_browser=False) == 2
    assert "Another process already uses" in capsys.readouterr().err
    assert (tmp_path / "world.pickle").exists()


@pytest.mark.usefixtures("ctrl_c")
def test_the_first_question_takes_ten_seconds_of_work_at_most_and_ctrl_c_keeps_it(
    tmp_path: Path,
) -> None:
    before = _worked()
    with running(tmp_path) as (address, process):
        first = state(address)
        assert "Press `Answer`" in first["tip"]
        process.send_signal(signal.SIGINT)
        said, complaints = process.communicate(timeout=10)
        assert (process.returncode, complaints) == (0, "")
        assert "Stopped." in said
    assert _worked() - before < 10
    with pytest.raises(URLError):
        state(address)
    with running(tmp_path) as (address, _):
        again = state(address)
    assert [p["newest"] for p in again["places"]] == [p["newest"] for p in first["places"]]
    assert again["tip"] == first["tip"]
    with running(tmp_path, "--fresh") as (address, _):
        assert state(address)["me"] != first["me"]


def _worked() -> float:
    """Seconds of processor time of all processes that were started and have ended.

    Not the time of day: other tests and other work share the machine.
    """
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
