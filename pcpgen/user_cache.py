"""From a name to what an earlier run has kept under it in the user's own cache: what can be made again at any time."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_STAYS = 90 * 24 * 3600  # seconds


def folder() -> Path | None:
    """The program's folder in the user's own cache; None where the user has no place for it."""
    with suppress(OSError, RuntimeError):
        found = _place()
        found.mkdir(mode=0o700, parents=True, exist_ok=True)
        return found
    return None


def _place() -> Path:
    """Where that folder stands, or would. Raises RuntimeError where the user has no home."""
    said = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (said if said.is_absolute() else Path.home() / ".cache") / "pcpgen"


def kept(name: str) -> bytes:
    """What is kept under a name; nothing where nothing is."""
    with suppress(OSError, RuntimeError):
        return (_place() / name).read_bytes()
    return b""


def keep(name: str, content: bytes) -> Path | None:
    """Keeps it, exchanged at once, so that no run reads half of it; gives its file, or None where it cannot be kept."""
    home = folder()
    if home is None:
        return None
    beside = home / f"{name}-{os.getpid()}"
    try:
        beside.write_bytes(content)
        if not (home / name).exists():  # another version of the program, or of Python, has left what nobody asks for
            _tidy(home, beside.stat().st_mtime)
        return beside.replace(home / name)
    except OSError:
        with suppress(OSError):  # of what found no room, nothing stays
            beside.unlink()
        return None


def _tidy(home: Path, now: float) -> None:
    """Takes away what was not written for months; what is still asked for is made again once."""
    for file in home.iterdir():
        with suppress(OSError):
            if file.is_file() and now - file.stat().st_mtime > _STAYS:
                file.unlink()
