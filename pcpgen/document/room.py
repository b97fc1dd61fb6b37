"""From a plan's cover to the setting in which all of it finds room on its sheet, as wide as the shipped type runs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product

from pcpgen import fonts
from pcpgen.document.document import Cover, CoverRow, Document
from pcpgen.values import dataclass

MILLIMETRE = 72 / 25.4  # points
SHEET, ACROSS = 297 * MILLIMETRE, 168 * MILLIMETRE
BESIDE_LOGO, BENEATH_LOGO = 150 * MILLIMETRE, 162 * MILLIMETRE
TITLES = ("", "long", "longest")  # the steps of a title
_TYPE = ((62.0, 0.98), (43.4, 1.04), (26.04, 1.08))  # points of each of them, and how high its lines are
_LETTERS = (40, 110)  # above which a title is of the next step, whatever room there is
# of a row: millimetres above it, of its block and between that and its words, and the points of these
_ROWS = ((4.0, 24.0, 2.5, 12), (2.5, 14.0, 2.5, 12), (1.5, 8.0, 2.5, 12), (1.0, 4.0, 2.5, 12), (0.6, 2.5, 1.0, 10.5))
_MANY = (4, 5, 8)  # rows above which they are of the next step, whatever room there is
_LINE = 1.3  # of the size of small type
_CLEAR = 2 * MILLIMETRE  # beneath the words of the head


@dataclass(frozen=True, slots=True)
class CoverSetting:
    """The step of a cover's title, and that of its rows; `runs_on` where they begin beneath it, on a sheet or two."""

    title: str
    rows: int
    runs_on: bool = False


def cover_setting(document: Document) -> CoverSetting:
    """The largest type and the tallest blocks of which nothing lies over anything."""
    assert isinstance(document.front, Cover)
    rows = document.front.rows
    steps = product(
        range(_step(len(document.title), _LETTERS), len(TITLES)), range(_step(len(rows), _MANY), len(_ROWS))
    )
    for title, step in sorted(steps, key=sum):
        if _head(document, document.front, title) + _CLEAR + sum(_row(each, step) for each in rows) <= SHEET:
            return CoverSetting(TITLES[title], step)
    return CoverSetting(TITLES[-1], len(_ROWS) - 1, runs_on=True)


def _step(number: int, most: Sequence[int]) -> int:
    return sum(number > each for each in most)


def _head(document: Document, cover: Cover, step: int) -> float:
    """How far the words of a cover reach down its sheet, in points."""
    size, line = _TYPE[step]
    notices = [each for each in (document.notice, " ".join(document.remarks)) if each]
    return sum(
        (
            sum(10 * MILLIMETRE + lines(each, 9.5, 400, ACROSS) * 9.5 * _LINE for each in notices),
            12 * MILLIMETRE + sum(lines(each, 14, 600, BESIDE_LOGO) for each in cover.issuer) * 14 * 1.25,
            21 * MILLIMETRE + lines(document.title, size, 700, BESIDE_LOGO) * size * line,
            lines(document.subtitle, 20, 300, BENEATH_LOGO) * 20 * _LINE,
        )
    )


def _row(row: CoverRow, step: int) -> float:
    above, block, between, size = _ROWS[step]
    words = lines(f"{row.name} {row.says.plain}", size, 600, ACROSS) * size * _LINE
    return (above + block + between) * MILLIMETRE + words


def lines(text: str, size: float, weight: int, across: float) -> int:
    """Into how many lines a text is broken, at most; a word that is longer than a line goes on in the next."""
    return 1 + sum(_breaks(text, size, weight, across)) if text.split() else 0


def _breaks(text: str, size: float, weight: int, across: float) -> Iterator[int]:
    """How many lines are ended before or within each word."""
    used = 0.0
    for word in text.split():
        wide = fonts.width(word, size, weight)
        before = used + fonts.width(" ", size, weight) if used else 0.0
        ended = int(bool(used) and before + wide > across)
        used = wide if ended else before + wide
        within = math.ceil(used / across) - 1 if used > across else 0
        yield ended + within
        used -= within * across
