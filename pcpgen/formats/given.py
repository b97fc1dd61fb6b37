"""What every format is given to write a document with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from pcpgen.compose.opendata import DataFile
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """What a document is written with: the office's own templates, images by their URL, its tables as open data.

    `beside` are the files that stand beside it in formats that are asked for; with `listed` the page that lists all
    documents stands above its folder, beside which are the accessibility statements `stated`,
    each by the tag of its language, that of the first language before others.
    With `places` a page says of its words where they were written, as a preview needs it.
    """

    templates: tuple[Path, ...] = ()
    images: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    tables: tuple[DataFile, ...] = ()
    places: bool = False
    beside: tuple[str, ...] = ()
    listed: bool = False
    stated: Mapping[str, str] = field(default_factory=dict)
