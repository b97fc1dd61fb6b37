"""From a page for print to its sheets, such that none is blank or nearly so: closer settings first, then running on.

A theme has a spread, and most parts begin a sheet. Where words are longer than that, the part is set a little closer,
in two steps; where that does not do, its pieces follow one another without a forced break, and what comes after it may
begin on its last sheet. What was longer than its page is told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Literal

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pcpgen.formats.holes import Holes
from pcpgen.problems import number_of
from pcpgen.values import dataclass

SPARSE = 0.25  # of the text area of a sheet
_ROUNDS = 9  # of layout, at most
_CLOSER = ("", "tight", "tighter")
_GAINS = (0.09, 0.26)  # how much shorter a page becomes by each of them, at most
_SURE = (0.06, 0.16)  # by each of them, of words alone, at least
_LITTLE, _BETWEEN = 0.45, 0.08  # of a page: what is short, and what stands between two parts
_PAPER_GAIN = 0.035  # of a page of a paper
_FLOWING = ("flows", "flows tight", "flows tighter")
_WIDER = ("loose", "looser")
_LAST = "leads-on"  # the next part begins beneath
_JOINS = "joins"  # begins beneath the part before
_PAPER = "doc--paper"  # has no parts, and is set closer or wider as a whole
_UNITS = {"theme", "part", _PAPER}
_DESIGNED = {"contents"}  # may be as short as it likes
_PIECES = {"opener", "aims"}  # of a theme, a page each
_BREAKING = {"aims", "group--page", "accounts__charts"}
_BY_SIDE = {"facts", "theme"}  # begin a left page where they may
_STAND_ALONE = {"theme", "facts", "accounts"}  # never begin beneath another
_OF_ITS_OWN = {*_STAND_ALONE, "foreword", "one-page", "survey"}  # share no page, unless one would be nearly blank
_TOGETHER = 0.85  # of a page: what two pieces fill at most that stand on one

_HALF = "half"  # a theme that shares its page with others like it
_SHORT = 0.8  # of a page: what a theme takes at most to be set as half of one
_SHORT_WITH_AIMS = 0.55  # the same where it has statements, which are set no smaller

_EITHER = "cut or add words before it, or take that entry out"

Piece = Literal["text", "statements"]


@dataclass(frozen=True, slots=True)
class Overflow:
    """What is longer than its page: of which part, by how many lines, and how many words stand in them."""

    name: str
    piece: Piece
    lines: int
    words: int

    @property
    def told(self) -> str:
        """In words that an author can act on."""
        are, its, it = ("is", "its", "it") if self.piece == "text" else ("are", "their", "them")
        by = f"{number_of(self.lines, 'line')} longer than {its} page"
        cut = f"about {number_of(math.ceil(self.words / 10) * 10, 'word')}"
        return f"the {self.piece} of {self.name} {are} {by}: cut {cut}, or let {it} run on"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text, or a drawing: its sheet, part, piece and element, where it ends on the sheet, and its words."""

    page: int
    unit: Any
    element: Any
    piece: str
    foot: float
    words: int


@dataclass(frozen=True, slots=True)
class _Laid:
    """A document as laid out: its lines, and how much of the text area of each sheet is used."""

    lines: tuple[_Line, ...]
    used: tuple[float, ...]
    areas: tuple[tuple[float, float], ...]  # the top and the height of the text area of each sheet

    def pages(self, unit: Any, piece: str = "") -> list[int]:
        """The sheets that a part, or a piece of it, stands on."""
        return sorted({line.page for line in self.lines if line.unit is unit and piece in ("", line.piece)})

    def begins(self, element: Any) -> int:
        """The sheet on which an element begins; -1 where it shows nothing."""
        within = {*element.iter()}
        return next((line.page for line in self.lines if line.element in within), -1)


def fitted(root: Any, lay_out: Callable[[], Any]) -> tuple[Any, list[str]]:
    """Lays out the document of a root element until its sheets are full enough; what was longer than its page."""
    parts = [element for element in root.iter() if _classes(element) & _UNITS]
    units = [element for element in parts if not _classes(element) & _DESIGNED]
    settings = {unit: _settings(unit, units) for unit in units}
    state = dict.fromkeys(units, 0)
    told: dict[Any, list[Overflow]] = {}
    ranges, holes = _ranges(root), Holes(root)
    document = lay_out()
    for _ in range(_ROUNDS):
        laid = _measured(document)
        changed = _placed_anywhere(laid) or any([_halved(laid, units), _gathered(laid, parts)])
        for unit in _unfit(laid, units, state, settings):
            at, known = state[unit], settings[unit]
            if at == 0:
                told[unit] = list(_overflows(laid, unit))
            if at < len(known) - 1:
                state[unit] = _next(laid, unit, at, known)
                _set(unit, units, known[state[unit]])
                changed = changed or known[at] != known[state[unit]]
        changed = changed or holes.closed(laid.lines, laid.areas, laid.used)
        if not (_ranges_mended(ranges, laid) or changed):
            break
        document = lay_out()
    flowing = [unit for unit in units if state[unit] >= len(_CLOSER) and _PAPER not in _classes(unit)]
    ran_on = [unit for unit in flowing if len(laid.pages(unit)) > 1]  # else its pieces, each short, stand on one
    longer = [each.told for unit in ran_on for each in told.get(unit, ())]
    return document, [*longer, *_not_right(laid, units)]


def _settings(unit: Any, units: list[Any]) -> tuple[str, ...]:
    if _PAPER in _classes(unit):
        return (*_CLOSER, *_WIDER, "")
    flowing = _FLOWING if any(_classes(element) & _BREAKING for element in unit.iter()) else ()
    at = units.index(unit)
    leads = (_LAST,) if _follows(units[at + 1 :][:1]) else ()
    joins = (_JOINS,) if at and _follows([unit]) and "theme" not in _classes(units[at - 1]) else ()
    return (*_CLOSER, *flowing, *leads, *joins)


def _follows(parts: list[Any]) -> bool:
    """Whether there is a part that may begin beneath another."""
    return any(not _classes(part) & _STAND_ALONE for part in parts)


def _next(laid: _Laid, unit: Any, at: int, settings: tuple[str, ...]) -> int:
    """The setting to be tried next: at first the one that may do, so that few are tried in vain."""
    if _PAPER in _classes(unit):
        return _next_of_paper(laid, unit, at)
    if at:
        return at + 1
    if "theme" in _classes(unit) and not _runs_over(laid, unit):
        return len(_CLOSER)  # there is room for both pieces on one page
    if "theme" in _classes(unit):
        beyond = max(sum(laid.used[page] for page in laid.pages(unit, piece)[1:]) for piece in _PIECES)
    else:
        beyond = min(laid.used[page] for page in laid.pages(unit))
    least = sum(beyond / (1 + beyond) > gain for gain in _GAINS) + 1
    return min(least, len(settings) - 1)


def _next_of_paper(laid: _Laid, unit: Any, at: int) -> int:
    """Closer where its last lines find room above, else wider, so that a table or paragraph joins them, else neither.

    A table of few rows goes over as a whole: how much comes to the last lines is seen only when it is tried.
    """
    others = len(laid.pages(unit)) - 1
    last = laid.used[laid.pages(unit)[-1]]
    if at:
        return len(_CLOSER) + len(_WIDER) if at == 2 else at + 1
    if last <= 2 * _PAPER_GAIN * others:
        return 1 if last <= _PAPER_GAIN * others else 2
    return len(_CLOSER)


def _set(unit: Any, units: list[Any], setting: str) -> None:
    own = set().union(*(each.split() for each in (*_CLOSER, *_FLOWING, *_WIDER)))
    kept = [name for name in unit.get("class").split() if name not in own]
    at = units.index(unit)
    if setting == _LAST:
        _add(units[at + 1], "follows")
        setting = "leads"
    elif setting == _JOINS:
        _add(units[at - 1], "leads")
        setting = "follows"
    unit.set("class", " ".join([*kept, *setting.split()]))


def _add(unit: Any, name: str) -> None:
    unit.set("class", f"{unit.get('class')} {name}")


def _unfit(laid: _Laid, units: list[Any], state: dict[Any, int], settings: dict[Any, tuple[str, ...]]) -> Iterator[Any]:
    """The parts that need another setting."""
    for unit in units:
        pages = laid.pages(unit)
        sparse = any(laid.used[page] < SPARSE for page in pages)
        if "theme" in _classes(unit) and state[unit] < len(_CLOSER):
            if sparse or _runs_over(laid, unit) or _stand_on_one(laid, unit):
                yield unit
        elif sparse and (len(pages) > 1 or settings[unit][-1] in (_LAST, _JOINS)):
            yield unit


def _runs_over(laid: _Laid, unit: Any) -> bool:
    """Whether a piece of a theme is longer than its page; one that is longer than two was never meant for one."""
    return any(len(laid.pages(unit, piece)) == 2 for piece in _PIECES)


def _stand_on_one(laid: _Laid, unit: Any) -> bool:
    """Whether the pieces of a theme, a page each, find room on one."""
    pages = [laid.pages(unit, piece) for piece in sorted(_PIECES)]
    return all(len(each) == 1 for each in pages) and _fit(laid, *(page for each in pages for page in each))


def _fit(laid: _Laid, one: int, other: int) -> bool:
    return one != other and laid.used[one] + laid.used[other] <= _TOGETHER


def _closer_together(laid: _Laid, before: Any, after: Any) -> str:
    """The setting by which a short page of words finds room beneath the words before it; empty where none does."""
    pages, page = laid.pages(before), laid.pages(after)
    words = all(any("prose" in _classes(each) for each in part.iter()) for part in (before, after))
    others = any(each.tag in ("table", "svg") for part in (before, after) for each in part.iter())
    if not words or others or len(page) != 1 or page[0] in pages or laid.used[page[0]] >= _LITTLE:
        return ""
    both = sum(laid.used[each] for each in (*pages, *page)) + _BETWEEN
    gained = (setting for setting, gain in zip(_CLOSER[1:], _SURE, strict=True) if both / (1 + gain) <= len(pages))
    return next(gained, "")


def _gathered(laid: _Laid, parts: list[Any]) -> bool:
    """Lets short parts stand on one page with the part before them, the contents too; whether any did not that might.

    What comes after the contents begins a page.
    """
    gathered: set[Any] = set()
    for before, after in pairwise(parts):
        pages = [*laid.pages(before)[-1:], *laid.pages(after)]
        short = len(pages) == 2 and len(laid.pages(before)) == 1 and _fit(laid, *pages)
        apart = (_classes(before) | _classes(after)) & _OF_ITS_OWN or _classes(before) & _DESIGNED
        closer = "" if short or apart or _DESIGNED & _classes(after) else _closer_together(laid, before, after)
        if (short or closer) and before not in gathered and not apart:
            _add(before, f"leads {closer}".strip())
            _add(after, f"follows {closer}".strip())
            gathered.add(after)
    return bool(gathered)


def _placed_anywhere(laid: _Laid) -> bool:
    """Lets what left a sheet blank begin on the next, whichever side that is; whether there was any.

    Where a blank sheet goes, what comes later changes sides: that which would leave a sheet blank then is let as well.
    """
    begins: dict[int, Any] = {}  # parts that want a left page, by the sheet on which they begin
    for line in laid.lines:
        if line.unit is not None and line.unit not in begins.values() and _classes(line.unit) & _BY_SIDE:
            begins[line.page] = line.unit
    gone, found = 0, False
    for page, used in enumerate(laid.used):
        within = None if used else next((line.unit for line in laid.lines if line.page > page), None)
        if within in begins.values() and begins.get(page + 1) is not within and "anywhere" not in _classes(within):
            _add(within, "anywhere")  # what asks for a right page within it has left one blank
            found = True
    for page, unit in sorted(begins.items()):
        blank = page > 0 and not laid.used[page - 1]
        gone += blank
        if (blank or gone) and (page - gone) % 2 == 0 and "anywhere" not in _classes(unit):  # a right page
            _add(unit, "anywhere")
            found = True
    return found


def _halved(laid: _Laid, units: list[Any]) -> bool:
    """Sets themes that each leave much of a page empty two to a page; whether any were not."""
    themes = [unit for unit in units if "theme" in _classes(unit)]
    if len(themes) < 2 or any(_HALF in _classes(theme) for theme in themes):
        return False
    for theme in themes:
        pages, most = laid.pages(theme), _SHORT_WITH_AIMS if "aims" in _pieces(theme) else _SHORT
        if len(pages) != 1 or laid.used[pages[0]] > most:
            return False
    for before, unit in pairwise((None, *units)):
        if unit in themes:
            _add(unit, _HALF if before in themes else f"{_HALF} begins")
    return True


def _pieces(unit: Any) -> set[str]:
    return set().union(*(_classes(element) & _PIECES for element in unit.iter()))


def _not_right(laid: _Laid, units: list[Any]) -> Iterator[str]:
    """Which groups of facts begin no right page though their file asks for one, in words."""
    for unit in units:
        for group in (element for element in unit.iter() if "group--page" in _classes(element)):
            page = laid.begins(group)
            first = next((line.element for line in laid.lines if line.page == page), None)
            if page % 2 or first not in {*group.iter()}:
                name = " ".join("".join(next(group.iter("h3")).itertext()).split())
                yield f'the group "{name}" of {_title(unit)} begins no right page, as page: right asks: {_EITHER}'


def _title(unit: Any) -> str:
    return next((" ".join("".join(element.itertext()).split()) for element in unit.iter("h2")), "")


def _ranges(root: Any) -> list[tuple[Any, Any, dict[str, Any]]]:
    """The links of the contents that name the last page of a part as well, each with the part and what has an id."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    links = [element for element in root.iter("a") if "entry__range" in _classes(element)]
    return [(link, by_id.get(link.get("href", "")[1:]), by_id) for link in links]


def _ranges_mended(ranges: list[tuple[Any, Any, dict[str, Any]]], laid: _Laid) -> bool:
    """Lets the contents name the last page of each part, and one page where it has no other; whether any did not."""
    found = False
    for link, unit, by_id in ranges:
        lines = [line for line in laid.lines if line.unit is unit]
        wanted = "entry__range" if unit is not None and lines and lines[0].page != lines[-1].page else ""
        if link.get("class") != wanted:
            link.set("class", wanted)
            found = True
        end = by_id.get(link.get("data-end", "")[1:])
        if wanted and (end is None or laid.begins(end) != lines[-1].page):
            last = lines[-1].element
            last.set("id", last.get("id") or f"{unit.get('id')}-end")
            by_id[last.get("id")] = last
            link.set("data-end", f"#{last.get('id')}")
            found = True
    return found


def _overflows(laid: _Laid, unit: Any) -> Iterator[Overflow]:
    name = _title(unit)
    for piece in sorted({line.piece for line in laid.lines if line.unit is unit}, reverse=True):
        pages = laid.pages(unit, piece)
        beyond = pages[1:] if piece else pages[-1:]
        over = [line for line in laid.lines if line.unit is unit and line.piece == piece and line.page in beyond]
        if over and len(pages) > 1 and (not piece or len(pages) == 2):
            said: Piece = "statements" if piece == "aims" else "text"
            yield Overflow(name, said, len({(line.page, line.foot) for line in over}), sum(line.words for line in over))


# Measuring ----------------------------------------------------------------------------------------


def _measured(document: Any) -> _Laid:
    lines: list[_Line] = []
    used, areas = [], []
    for number, page in enumerate(document.pages):
        sheet = page._page_box
        for child in sheet.children:
            if not isinstance(child, boxes.MarginBox):
                lines += _lines(child, number, None, "")
        top, height = sheet.content_box_y(), sheet.height
        feet = [line.foot for line in lines if line.page == number]
        used.append(max(0.0, (max(feet) - top) / height) if feet else 0.0)
        areas.append((top, height))
    return _Laid(tuple(lines), tuple(used), tuple(areas))


def _lines(box: Any, page: int, unit: Any, piece: str) -> Iterator[_Line]:
    box = box._box if isinstance(box, AbsolutePlaceholder) else box
    if box.element is not None:
        classes = _classes(box.element)
        unit = box.element if classes & _UNITS else unit
        piece = next(iter(classes & _PIECES), piece)
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        texts = [each.text for each in box.descendants() if isinstance(each, boxes.TextBox)]
        if texts or isinstance(box, boxes.ReplacedBox):
            foot = round(box.position_y + box.height, 1)
            yield _Line(page, unit, box.element, piece, foot, len(" ".join(texts).split()))
    else:
        for child in box.children:
            yield from _lines(child, page, unit, piece)


def _classes(element: Any) -> set[str]:
    return set(str(element.get("class") or "").split())
