"""From a page for print to its sheets, such that none is blank or nearly so: closer settings first, then running on.

A theme has a spread, and most parts begin a sheet. Where words are longer than that, the part is set a little closer,
in two steps; where that does not do, its pieces follow one another without a forced break, and what comes after it may
begin on its last sheet. What was longer than its page is told.
"""

from __future__ import annotations

import gc
import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Literal

from pcpgen.formats.holes import closed_holes
from pcpgen.formats.measured import PAPER, PIECES, UNITS, Laid, add_class, classes_of, measured
from pcpgen.problems import number_of
from pcpgen.values import dataclass

SPARSE = 0.25  # of the text area of a sheet
_ROUNDS = 9  # of layout, at most
_CLOSER = ("", "tight", "tighter")
_GAINS = (0.09, 0.26)  # how much shorter a page becomes by each of them, at most
_SURE = (0.06, 0.16)  # by each of them, of words alone, at least
_FLOWED = 0.055  # of a page: what stands above the statements of a theme that runs on
_LITTLE, _BETWEEN = 0.45, 0.08  # of a page: what is short, and what stands between two parts
_PAPER_GAIN = 0.035  # of a page of a paper
_PAPER_GROWTH, _FULL = 1.07, 0.98  # of what it holds, by the first wider setting, and of a page that goes on
_LAST_GROWTH = 1.03  # of a few last lines alone, by the same, at least
_FLOWING = ("flows", "flows tight", "flows tighter")
_WIDER = ("loose", "looser")
_LAST = "leads-on"  # the next part begins beneath
_JOINS = "joins"  # begins beneath the part before
_DESIGNED = {"contents"}  # may be as short as it likes
_BREAKING = {"aims", "group--page", "accounts__charts"}
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


def fitted(root: Any, lay_out: Callable[[], Any]) -> tuple[Any, list[str]]:
    """Lays out the document of a root element until its sheets are full enough; what was longer than its page."""
    parts = [element for element in root.iter() if classes_of(element) & UNITS]
    units = [element for element in parts if not classes_of(element) & _DESIGNED]
    themes = [unit for unit in units if "theme" in classes_of(unit)]
    settings = {unit: _settings(unit, parts) for unit in units}
    state = dict.fromkeys(units, 0)
    told: dict[Any, list[Overflow]] = {}
    ranges = _ranges(root)
    document = _laid_out(lay_out)
    for _ in range(_ROUNDS):
        laid = measured(document)
        soon = {theme for theme in themes if not state[theme] and _stand_on_one(laid, theme)}
        gathered = _gathered(laid, parts)
        changed = any([_halved(laid, units, themes, soon), gathered])
        for unit in _unfit(laid, units, state, settings):
            if unit in gathered:  # whether its page is full enough then is seen in the next
                continue
            at, known = state[unit], settings[unit]
            if at == 0:
                told[unit] = list(_overflows(laid, unit))
            if at < len(known) - 1:
                state[unit] = _next(laid, unit, at, known)
                _set(unit, parts, known[state[unit]])
                changed = changed or known[at] != known[state[unit]]
        if not (_ranges_mended(ranges, laid, soon) or changed):
            break
        document = None
        gc.collect()  # boxes hold each other: two documents at once took half as much memory again
        document = _laid_out(lay_out)
    flowing = [unit for unit in units if state[unit] >= len(_CLOSER) and PAPER not in classes_of(unit)]
    ran_on = [unit for unit in flowing if len(laid.pages(unit)) > 1]  # else its pieces, each short, stand on one
    longer = [each.told for unit in ran_on for each in told.get(unit, ())]
    return document, [*longer, *_not_right(laid, units)]


def _laid_out(lay_out: Callable[[], Any]) -> Any:
    with closed_holes():
        return lay_out()


def _settings(unit: Any, parts: list[Any]) -> tuple[str, ...]:
    if PAPER in classes_of(unit):
        return (*_CLOSER, *_WIDER, "")
    flowing = _FLOWING if any(classes_of(element) & _BREAKING for element in unit.iter()) else ()
    at = parts.index(unit)
    leads = (_LAST,) if _follows(parts[at + 1 :][:1]) else ()
    joins = (_JOINS,) if at and _follows([unit]) and "theme" not in classes_of(parts[at - 1]) else ()
    return (*_CLOSER, *flowing, *leads, *joins)


def _follows(parts: list[Any]) -> bool:
    """Whether there is a part that may begin beneath another."""
    return any(not classes_of(part) & _STAND_ALONE for part in parts)


def _next(laid: Laid, unit: Any, at: int, settings: tuple[str, ...]) -> int:
    """The setting to be tried next: at first the one that may do, so that few are tried in vain."""
    if PAPER in classes_of(unit):
        return _next_of_paper(laid, unit, at)
    if at:
        return at + 1
    if len(laid.pages(unit)) == 1:  # closer words make its page no fuller
        return next(at for at, setting in enumerate(settings) if setting in (_LAST, _JOINS))
    over = "theme" in classes_of(unit) and _runs_over(laid, unit)
    if "theme" in classes_of(unit) and not over and len(settings) > len(_CLOSER):
        return len(_CLOSER)  # there is room for both pieces on one page
    if over:
        beyond = max(sum(laid.used[page] for page in laid.pages(unit, piece)[1:]) for piece in PIECES)
    else:
        beyond = min(laid.used[page] for page in laid.pages(unit))
    least = sum(beyond / (1 + beyond) > gain for gain in _GAINS) + 1
    return min(least, len(settings) - 1)


def _next_of_paper(laid: Laid, unit: Any, at: int) -> int:
    """The setting that what is lacking asks for, so that few are tried in vain, and in the end the first.

    Closer where its last lines find room above, by one step or two; else wider, so that a table or paragraph joins
    them, by as many steps as the pages before leave over. A table of few rows goes over as a whole: how much comes to
    the last lines is seen only when it is tried.
    """
    neither = len(_CLOSER) + len(_WIDER)
    if at:
        return neither if at == 2 else at + 1
    *before, last = (laid.used[page] for page in laid.pages(unit))
    if last <= 2 * _PAPER_GAIN * len(before):
        return 1 if last <= _PAPER_GAIN * len(before) else 2
    left_over = (sum(before) + last) * _PAPER_GROWTH - _FULL * len(before)
    return len(_CLOSER) if max(left_over, last * _LAST_GROWTH) >= SPARSE else len(_CLOSER) + 1


def _set(unit: Any, parts: list[Any], setting: str) -> None:
    own = set().union(*(each.split() for each in (*_CLOSER, *_FLOWING, *_WIDER)))
    kept = [name for name in unit.get("class").split() if name not in own]
    at = parts.index(unit)
    if setting == _LAST:
        add_class(parts[at + 1], "follows")
        setting = "leads"
    elif setting == _JOINS:
        add_class(parts[at - 1], "leads")
        setting = "follows"
    unit.set("class", " ".join([*kept, *setting.split()]))


def _unfit(laid: Laid, units: list[Any], state: dict[Any, int], settings: dict[Any, tuple[str, ...]]) -> Iterator[Any]:
    """The parts that need another setting."""
    for unit in units:
        pages = laid.pages(unit)
        alone = len(pages) == 1 and settings[unit][-1] not in (_LAST, _JOINS)  # no setting makes its page fuller
        sparse = any(laid.used[page] < SPARSE for page in pages) and not alone
        pieces = "theme" in classes_of(unit) and state[unit] < len(_CLOSER)
        if sparse or (pieces and (_runs_over(laid, unit) or _stand_on_one(laid, unit))):
            yield unit


def _runs_over(laid: Laid, unit: Any) -> bool:
    """Whether a piece of a theme is longer than its page; one that is longer than two was never meant for one."""
    return any(len(laid.pages(unit, piece)) == 2 for piece in PIECES)


def _stand_on_one(laid: Laid, unit: Any) -> bool:
    """Whether the pieces of a theme, a page each, find room on one."""
    pages = [laid.pages(unit, piece) for piece in sorted(PIECES)]
    return all(len(each) == 1 for each in pages) and _fit(laid, *(page for each in pages for page in each))


def _fit(laid: Laid, one: int, other: int) -> bool:
    return one != other and laid.used[one] + laid.used[other] <= _TOGETHER


def _closer_together(laid: Laid, before: Any, after: Any) -> str:
    """The setting by which a short page of words finds room beneath the words before it; empty where none does."""
    pages, page = laid.pages(before), laid.pages(after)
    words = all(any("prose" in classes_of(each) for each in part.iter()) for part in (before, after))
    others = any(each.tag in ("table", "svg") for part in (before, after) for each in part.iter())
    if not words or others or len(page) != 1 or page[0] in pages or laid.used[page[0]] >= _LITTLE:
        return ""
    both = sum(laid.used[each] for each in (*pages, *page)) + _BETWEEN
    gained = (setting for setting, gain in zip(_CLOSER[1:], _SURE, strict=True) if both / (1 + gain) <= len(pages))
    return next(gained, "")


def _gathered(laid: Laid, parts: list[Any]) -> set[Any]:
    """Lets short parts stand on one page with the part before them, the contents too; those that did not and might.

    What comes after the contents begins a page.
    """
    gathered: set[Any] = set()
    found: set[Any] = set()
    for before, after in pairwise(parts):
        pages = [*laid.pages(before)[-1:], *laid.pages(after)]
        short = len(pages) == 2 and len(laid.pages(before)) == 1 and _fit(laid, *pages)
        apart = (classes_of(before) | classes_of(after)) & _OF_ITS_OWN or classes_of(before) & _DESIGNED
        closer = "" if short or apart or _DESIGNED & classes_of(after) else _closer_together(laid, before, after)
        if (short or closer) and before not in gathered and not apart:
            for part, names in ((before, f"leads {closer}"), (after, f"follows {closer}")):
                if {*names.split()} - classes_of(part):  # else they were let already, and found no room
                    add_class(part, names.strip())
                    found |= {before, after}
            gathered.add(after)
    return found


def _halved(laid: Laid, units: list[Any], themes: list[Any], soon: set[Any]) -> bool:
    """Sets themes that each leave much of a page empty two to a page; whether any were not.

    Those in `soon` are about to stand on one page.
    """
    if len(themes) < 2 or any(_HALF in classes_of(theme) for theme in themes):
        return False
    for theme in themes:
        pages, most = laid.pages(theme), _SHORT_WITH_AIMS if "aims" in _pieces(theme) else _SHORT
        used = sum(laid.used[page] for page in pages) + _FLOWED * (len(pages) - 1)
        if (len(pages) > 1 and theme not in soon) or used > most:
            return False
    for before, unit in pairwise((None, *units)):
        if unit in themes:
            add_class(unit, _HALF if before in themes else f"{_HALF} begins")
    return True


def _pieces(unit: Any) -> set[str]:
    return set().union(*(classes_of(element) & PIECES for element in unit.iter()))


def _not_right(laid: Laid, units: list[Any]) -> Iterator[str]:
    """Which groups of facts begin no right page though their file asks for one, in words."""
    for unit in units:
        for group in (element for element in unit.iter() if "group--page" in classes_of(element)):
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
    links = [element for element in root.iter("a") if "entry__range" in classes_of(element)]
    return [(link, by_id.get(link.get("href", "")[1:]), by_id) for link in links]


def _ranges_mended(ranges: list[tuple[Any, Any, dict[str, Any]]], laid: Laid, soon: set[Any]) -> bool:
    """Lets the contents name the last page of each part, and one page where it has no other; whether any did not.

    Parts in `soon` are about to stand on one page.
    """
    found = False
    for link, unit, by_id in ranges:
        lines = [line for line in laid.lines if line.unit is unit]
        more = unit is not None and unit not in soon and lines and lines[0].page != lines[-1].page
        wanted = "entry__range" if more else ""
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


def _overflows(laid: Laid, unit: Any) -> Iterator[Overflow]:
    name = _title(unit)
    for piece in sorted({line.piece for line in laid.lines if line.unit is unit}, reverse=True):
        pages = laid.pages(unit, piece)
        beyond = pages[1:] if piece else pages[-1:]
        over = [line for line in laid.lines if line.unit is unit and line.piece == piece and line.page in beyond]
        if over and len(pages) > 1 and (not piece or len(pages) == 2):
            said: Piece = "statements" if piece == "aims" else "text"
            yield Overflow(name, said, len({(line.page, line.foot) for line in over}), sum(line.words for line in over))
