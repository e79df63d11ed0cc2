"""What SimCord holds in memory, kept in a file between two starts."""

import pickle
from pathlib import Path

import simcord
from simcord.backend import Backend

# Listeners and logs belong to one run. Everything else is plain data.
_NOT_KEPT = frozenset({"subscribers", "http_requests", "transcript", "faults"})

# A file that is not there, torn, foreign, or of classes that have moved.
_UNREADABLE = (
    OSError,
    EOFError,
    pickle.UnpicklingError,
    ImportError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


def save(backend: Backend, file: Path) -> None:
    """Write the world to this file, whole or not at all."""
    kept = {name: value for name, value in vars(backend).items() if name not in _NOT_KEPT}
    # Discord, too, forgets private replies and half-open modals when the window closes.
    kept["messages"] = {
        room: {key: message for key, message in messages.items() if not message.is_ephemeral}
        for room, messages in backend.messages.items()
    }
    kept["interactions"] = {
        key: press for key, press in backend.interactions.items() if press.modal_consumed
    }
    fresh = file.with_suffix(".new")
    fresh.write_bytes(pickle.dumps((simcord.__version__, kept)))
    fresh.replace(file)


def restore(backend: Backend, file: Path) -> bool:
    """Put the world back; False, and nothing changed, if this release cannot read it."""
    try:
        version, kept = pickle.loads(file.read_bytes())  # noqa: S301 - written by `save` alone
    except _UNREADABLE:
        return False
    if version != simcord.__version__:
        return False
    vars(backend).update(kept)
    return True
