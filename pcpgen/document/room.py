"""From a cover or a plan on a page to the setting in which all of it finds room on its sheet, as wide as type runs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product

from pcpgen import fonts
from pcpgen.document.blocks import Matrix, MatrixRow, Remarks, Vision
from pcpgen.document.document import Cover, CoverRow, Document, Section
from pcpgen.document.prose import Phrase, Shown
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


def fitted_cover(document: Document) -> CoverSetting:
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


@lru_cache(maxsize=4096)
def lines(text: str, size: float, weight: int, across: float) -> int:
    """Into how many lines a text is broken, at most; a word that is longer than a line goes on in the next."""
    room, space = across * 1000 / size, fonts.units(" ", weight)
    broken, used = 0, 0.0
    for word in text.split():
        wide = fonts.units(word, weight)
        if broken and used + space + wide <= room:
            used += space + wide
            continue
        within = max(0, math.ceil(wide / room) - 1)
        broken += 1 + within
        used = wide - within * room
    return broken


@dataclass(frozen=True, slots=True)
class _Step:
    """How close a plan on a page is set, in millimetres, and its type in points: the names of themes, what is said of
    them, the vision and the counts. `row` is what a row has at least, where rows are few.
    """

    pad: float
    side: float
    head: float
    count: float
    under: float
    named: float
    said: float
    leading: float
    large: float
    number: float
    square: float = 2.9  # from one to the next
    row: float = 0.0


_STEPS = (
    _Step(5, 5, 42, 30, 10, 15, 11.5, 1.3, 25, 32, row=26),
    _Step(3.5, 4, 38, 26, 7, 13, 10.5, 1.25, 22, 28),
    _Step(2, 3, 32, 21, 4, 10, 9.5, 1.2, 20, 26),
    _Step(1, 3, 32, 27, 3, 10, 9, 1.15, 17, 16, square=2.2),
)
_FEW = 4  # rows
_HEADS = (1.0, 1.25, 1.6)  # how much wider a column of names may be
_WIDER = 1.25  # the same, before they are set smaller
_SMALLEST = 9.5  # points of a name
_WHOLE = 16  # letters of a word that is not broken at its hyphens
_SHARES = (0.6, 0.65, 0.7, 0.55, 0.5, 0.45, 0.4)  # of the columns of words, for the statements
_NARROWEST = 23.0  # millimetres of a column of words
_PAGE = 256 * MILLIMETRE


@dataclass(frozen=True, slots=True)
class PageSetting:
    """How close a plan on a page is set, and how wide its columns of names, statements and counts are, in millimetres.

    The names of themes are as large as their longest word allows, in points. What `runs_on` is longer than a page.
    """

    step: int
    named: float
    head: float
    lists: float
    count: float
    runs_on: bool = False


@lru_cache(maxsize=8)
def fitted_page(section: Section) -> PageSetting:
    """The widest setting of a plan on a page in which it is no longer than that, and no word of a name is broken that
    leaves room for what is said beside it.
    """
    setting = PageSetting(0, 0, 0, 0, 0)
    for at, step in enumerate(_STEPS):
        if step is not _STEPS[-1] and _is_longer(section, step, _WIDEST):
            continue  # which is sooner found out than how wide its columns would be
        columns = _columns(_matrix(section), step)
        setting = PageSetting(at, columns.named, columns.head, columns.lists, columns.count)
        if not _is_longer(section, step, columns):
            return setting
    return replace(setting, runs_on=True)


def runs_on(section: Section) -> bool:
    """Whether a plan on a page is longer than that in every setting."""
    return _is_longer(section, _STEPS[-1], _WIDEST) or fitted_page(section).runs_on


@dataclass(frozen=True, slots=True)
class _Columns:
    """How large names are, in points, and how wide each kind of column is, in millimetres."""

    named: float
    head: float
    once: float
    lists: float
    count: float


def _matrix(section: Section) -> Matrix:
    (matrix,) = (each for each in section.blocks if isinstance(each, Matrix))
    return matrix


def _is_longer(section: Section, step: _Step, columns: _Columns) -> bool:
    """Whether a plan on a page is longer than that in a setting."""
    remarks = sum(_remarks(each) for each in section.blocks if isinstance(each, Remarks))
    vision = sum(_vision(each, step) for each in section.blocks if isinstance(each, Vision))
    return _title(section) + remarks + vision + _measured(_matrix(section), step, columns)[0] > _PAGE


_WIDEST = _Columns(_SMALLEST, *[ACROSS / MILLIMETRE] * 4)  # each as wide as the sheet: in no columns is it shorter


def _columns(matrix: Matrix, step: _Step) -> _Columns:
    """The first columns in which the table is shortest, and of these the ones in which its cells are."""
    once, lists, counts = _kinds(matrix)
    count = _counts_across(matrix, step)
    most = max(step.head, 168 - count * counts - _NARROWEST * (once + 2 * lists))  # for names, however long a word is
    named, least = _names(matrix, step, most)
    return min(_ways(matrix, step, named, least, count), key=lambda columns: _measured(matrix, step, columns))


def _counts_across(matrix: Matrix, step: _Step) -> float:
    """How wide a column of counts is, in millimetres."""
    once, lists, _ = _kinds(matrix)
    words = [word for head in matrix.columns[1 + once + lists :] for word in head.split()]
    return math.ceil(max(step.count, _longest(words, 10, 600)))


def _ways(matrix: Matrix, step: _Step, named: float, least: float, count: float) -> Iterator[_Columns]:
    """Columns that are as wide as the sheet together."""
    once, lists, counts = _kinds(matrix)
    said = [word for row in matrix.rows for cell in row.cells for word in cell.plain.split()]
    over = [word for head in matrix.columns[1 : once + 1] for word in head.split()]
    narrowest = max(_NARROWEST, step.side + _longest(said, step.said, 400), step.side + _longest(over, 10, 600))
    for head in dict.fromkeys(max(least, round(step.head * more, 1)) for more in _HEADS):
        left = 168 - head - count * counts
        shares = [share for share in _SHARES if left * (1 - share) >= once * narrowest] or [min(_SHARES)]
        for share in shares if once and lists else [float(lists)]:
            yield _Columns(named, head, left * (1 - share) / (once or 1), round(left * share, 1), count)


def _kinds(matrix: Matrix) -> tuple[int, int, int]:
    """How many columns hold what is said once, how many statements, and how many counts."""
    return max((len(row.cells), len(row.lists), len(row.counts)) for row in matrix.rows)


def _names(matrix: Matrix, step: _Step, most: float) -> tuple[float, float]:
    """How large the names of themes are, and how wide their column is, so that no word of them is broken for which the
    most that they may have is enough.
    """
    words = [part for row in matrix.rows for word in row.name.split() for part in _parts(word)]

    def across(size: float) -> float:
        return _longest(words, size, 700) + 2 * step.side

    sizes = [step.named - less for less in range(int(step.named - _SMALLEST) + 1)]
    size = next((each for each in sizes if across(each) <= min(_WIDER * step.head, most)), sizes[-1])
    return size, round(min(most, max(step.head, across(size) + 0.1)), 1)


def _longest(words: Sequence[str], size: float, weight: int) -> float:
    """How wide the longest of words is, in millimetres."""
    return max((fonts.width(word, size, weight) for word in words), default=0.0) / MILLIMETRE


def _parts(word: str) -> list[str]:
    """A word, or what of it may stand on a line of its own, where it is long and has hyphens."""
    return [word] if len(word) <= _WHOLE else word.replace("-", "- ").split()


def _title(section: Section) -> float:
    across = (115 if len(section.title) > 34 else 168) * MILLIMETRE
    return max(1, lines(section.title, 28, 700, across)) * 28 * 1.06 + 5 * MILLIMETRE


def _remarks(remarks: Remarks) -> float:
    return sum(3 * MILLIMETRE + lines(each.plain, 9.5, 400, ACROSS) * 9.5 * 1.35 for each in remarks.lines)


def _vision(vision: Vision, step: _Step) -> float:
    said = lines(vision.says.plain, step.large, 300, 158 * MILLIMETRE) * step.large * 1.2
    return 12 + said + (11 + step.under) * MILLIMETRE


def _measured(matrix: Matrix, step: _Step, columns: _Columns) -> tuple[float, int]:
    """How tall a table is, and of how many lines what is said in its rows is together."""
    once, lists, counts = _kinds(matrix)
    widths = [columns.head, *[columns.once] * once, *[columns.lists] * lists, *[columns.count] * counts]
    wide = [(each - step.side) * MILLIMETRE for each in widths]
    heads = max(lines(head, 10, 600, across) for head, across in zip(matrix.columns, wide, strict=True))
    caption = lines(matrix.caption, 11.5, 700, ACROSS) * 11.5 * 1.25 + 2 * MILLIMETRE
    least = (step.row if len(matrix.rows) <= _FEW else 0.0) * MILLIMETRE
    said = [_told(row, step, columns) for row in matrix.rows]
    numbers = [max([least, *(_counted(each, step, columns) for each in row.counts)]) for row in matrix.rows]
    named = [_headed(row, step, columns) for row in matrix.rows]
    rows = sum(max(row) + 2 * step.pad * MILLIMETRE + 2.5 for row in zip(said, numbers, named, strict=True))
    return caption + heads * 13 + 10 + rows, round(sum(said) / (step.said * step.leading))


def _headed(row: MatrixRow, step: _Step, columns: _Columns) -> float:
    """How tall the name of a theme is, with the few words that go with it."""
    across = (columns.head - 2 * step.side) * MILLIMETRE
    name = lines(row.name, columns.named, 700, across) * max(13.0, columns.named * 1.15)
    return name + (2 + lines(row.strapline.plain, 9.5, 400, across) * 9.5 * 1.25 if row.strapline else 0.0)


def _told(row: MatrixRow, step: _Step, columns: _Columns) -> float:
    """How tall the tallest is of what a theme says."""
    once = [_said([each], step, columns.once - step.side) for each in row.cells]
    listed = [_said(each, step, columns.lists - step.side - step.said / MILLIMETRE) for each in row.lists]
    return max([*once, *listed], default=0.0)


def _said(words: Sequence[Phrase], step: _Step, across: float) -> float:
    broken = sum(lines(each.plain, step.said, 400, across * MILLIMETRE) for each in words)
    return broken * step.said * step.leading + len(words) - 1


def _counted(count: Shown, step: _Step, columns: _Columns) -> float:
    """A count, and under it its squares."""
    under = 1 + math.ceil(len(count.of.cells) / (columns.count // step.square))
    return step.number + under * step.square * MILLIMETRE
