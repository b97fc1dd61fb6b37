"""From a name to what an earlier run has kept under it in the user's own cache: what can be made again at any time."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def folder() -> Path | None:
    """The program's folder in the user's own cache; None where the user has no place for it."""
    with suppress(OSError, RuntimeError):
        found = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pcpgen"
        found.mkdir(mode=0o700, parents=True, exist_ok=True)
        return found
    return None


def kept(name: str) -> bytes:
    """What is kept under a name; nothing where nothing is."""
    home = folder()
    with suppress(OSError):
        return (home / name).read_bytes() if home else b""
    return b""


def keep(name: str, content: bytes) -> Path | None:
    """Keeps it, exchanged at once, so that no run reads half of it; gives its file, or None where it cannot be kept."""
    home = folder()
    if home is None:
        return None
    with suppress(OSError):
        beside = home / f"{name}-{os.getpid()}"
        beside.write_bytes(content)
        return beside.replace(home / name)
    return None
