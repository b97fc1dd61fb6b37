"""From named parts to one file that holds them, the same bytes each time: with no time of writing."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that such a file can name


def packed(parts: Iterable[tuple[str, bytes]], plain: str = "") -> bytes:
    """The parts in their order; the one named `plain` is not made smaller, since programs look for it so."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, content in parts:
            about = zipfile.ZipInfo(name, _EPOCH)
            about.compress_type = zipfile.ZIP_STORED if name == plain else zipfile.ZIP_DEFLATED
            about.create_system = 3
            written.writestr(about, content)
    return made.getvalue()


def unpacked(content: bytes) -> list[tuple[str, bytes]]:
    """The parts of such a file, the list of their types first, then by name."""
    with zipfile.ZipFile(BytesIO(content)) as read:
        names = sorted(read.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        return [(name, read.read(name)) for name in names]
