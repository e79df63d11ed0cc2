"""A process with everything imported, that forks senders on request: each begins in milliseconds.

`python -m tests.delivery.nursery MODULE` reads a request a line, `{"log": file, "environment": {…}}`,
forks a process that lives by it (see `victim`, the usual module), and tells what becomes of them, a line each: `born PID`, in
the order of the requests, and `died PID STATUS`, where a killed one’s status is the signal, negative.
"""

import json
import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import Any

victim = import_module(sys.argv[1])


def tell(*words: object) -> None:
    """In one piece, since a death may interrupt whatever else is being told."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def bury(_signal: int, _frame: FrameType | None) -> None:
    """Tell of every child that has died."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        tell("died", pid, os.waitstatus_to_exitcode(status))


def bear(request: dict[str, Any]) -> int:
    """Fork a sender; its process id."""
    pid = os.fork()
    if pid:
        return pid
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    status = 1
    try:
        os.environ.update(request["environment"])
        victim.live()
        status = 0
    finally:
        # Whatever was raised is printed by the hook, since this process ends here and now.
        if status:
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    victim.warm()
    signal.signal(signal.SIGCHLD, bury)
    for line in sys.stdin:
        tell("born", bear(json.loads(line)))
