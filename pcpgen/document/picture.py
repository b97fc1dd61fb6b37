"""An image within a document."""

from __future__ import annotations

from pcpgen.values import dataclass


@dataclass(frozen=True)
class Picture:
    """An image of the workspace: `url` is of the own scheme, `data` the same bytes for a self-contained page."""

    file: str  # as prose names it
    url: str
    data: str  # data: URL
    alt: str
    width: int  # pixels
    height: int
