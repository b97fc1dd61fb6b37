"""From a page whose foot stays empty, since what comes next is kept whole, to what lets that begin on it.

An indicator's number stays with its chart, and a chart with its title. Where little room is missing they are set closer
and the chart lower; where much is, the number stands on this page and the chart, under its own title, on the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import field
from itertools import pairwise
from typing import Any, Protocol

from pcpgen.values import dataclass

WORTH = 0.28  # of a page: a smaller hole stays
GREAT = 0.45  # a greater one does not, even if a number has to stand without its chart
LOWEST = 0.78  # of its height: what a chart keeps at least
_CLOSER, _APART = "close", "apart"
_SAVED = 22.0  # pixels by which what is said of a number is shorter when it is set closer
_ABOVE = 40.0  # pixels between what ends and what begins beneath it, and a line to spare
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_POINT = 4 / 3  # in pixels


class Line(Protocol):
    """A line of text or a drawing where it stands."""

    @property
    def page(self) -> int: ...
    @property
    def element(self) -> Any: ...
    @property
    def foot(self) -> float: ...


@dataclass(slots=True)
class Holes:
    """What was tried of each block of a document that is kept whole."""

    root: Any
    blocks: dict[Any, Any] = field(default_factory=dict)  # each element to the block that it stands in
    settled: set[Any] = field(default_factory=set)
    trial: tuple[Any, int, Any] | None = None  # a block, the page it began on, and its drawing as it was

    def __post_init__(self) -> None:
        for block in self.root.iter():
            if _classes(block) & {"indicator", "chart"} and block not in self.blocks:
                self.blocks |= dict.fromkeys(block.iter(), block)

    def closed(self, lines: Sequence[Line], areas: Sequence[tuple[float, float]], used: Sequence[float]) -> bool:
        """Changes how one block is set, so that it begins on the page before; whether any is worth it."""
        found = False
        by_page: dict[int, list[Line]] = {}
        for line in lines:
            by_page.setdefault(line.page, []).append(line)
        if self.trial is not None:
            found = self._judged(by_page, used)
        for page in sorted(by_page):
            if found or page + 1 not in by_page:
                break
            block = self._next(by_page[page + 1])
            if block is not None and block not in self.settled and 1 - used[page] > WORTH:
                self.settled.add(block)
                found = self._tried(block, by_page[page + 1], areas[page + 1], (1 - used[page]) * areas[page][1])
        return found

    def _judged(self, by_page: dict[int, list[Line]], used: Sequence[float]) -> bool:
        """Takes back what was tried in vain; whether it was."""
        assert self.trial is not None
        (block, began, drawing), self.trial = self.trial, None
        if any(self.blocks.get(line.element) is block for line in by_page.get(began - 1, ())):
            return False
        _drop(block, _CLOSER)
        if drawing is not None:
            _put_back(*drawing)
        if 1 - used[began - 1] > GREAT and "indicator" in _classes(block):
            _add(block, _APART)
        return True

    def _next(self, lines: Sequence[Line]) -> Any:
        """The block that a page begins with, be it beneath its heading."""
        for line in lines:
            if line.element in self.blocks:
                return self.blocks[line.element]
            if line.element.tag not in _HEADINGS and not _classes(line.element) & {"no", "kind"}:
                return None
        return None

    def _tried(self, block: Any, lines: Sequence[Line], area: tuple[float, float], room: float) -> bool:
        top, height = area
        drawing, foot = self._kept(block, lines)
        lacking = foot - top + _ABOVE - room
        tall = float(drawing.get("height")[:-2]) * _POINT if drawing is not None else 0.0
        saved = _SAVED if "indicator" in _classes(block) else 0.0
        lower = 1 - max(0.0, lacking - saved) / tall if tall else float(lacking <= saved)
        if lower >= LOWEST:
            before = deepcopy(drawing) if drawing is not None else None
            if drawing is None or lower == 1 or lowered(drawing, lower):
                _add(block, _CLOSER)
                self.trial = block, lines[0].page, (drawing, before) if drawing is not None else None
                return True
        if room / height > GREAT and "indicator" in _classes(block):
            _add(block, _APART)
            return True
        return False

    def _kept(self, block: Any, lines: Sequence[Line]) -> tuple[Any, float]:
        """The first drawing of a block that stands whole on its page, and where what must stay together ends there."""
        own = [line for line in lines if self.blocks.get(line.element) is block]
        drawn = next((line for line in own if "chart__drawing" in _classes(line.element)), None)
        return (drawn.element, drawn.foot) if drawn else (None, own[-1].foot)


def lowered(drawing: Any, by: float) -> bool:
    """Sets the marks of a drawing closer from top to foot, its letters as large as they were; whether there is room."""
    if not _has_room(drawing, by):
        return False
    for mark in drawing.iter():
        for name in ("y", "height", "cy"):
            if mark.get(name) is not None and mark is not drawing:
                middle = 0.35 * float(mark.get("font-size")) if mark.get("font-size") else 0.0
                mark.set(name, _number((float(mark.get(name)) - middle) * by + middle))
        if mark.get("points"):
            pairs = (each.split(",") for each in mark.get("points").split())
            mark.set("points", " ".join(f"{x},{_number(float(y) * by)}" for x, y in pairs))
    height = float(drawing.get("height")[:-2]) * by
    drawing.set("height", f"{_number(height)}pt")
    drawing.set("viewBox", f"{drawing.get('viewBox').rpartition(' ')[0]} {_number(height)}")
    return True


def _has_room(drawing: Any, by: float) -> bool:
    """Whether no two lines of words of which one stands beneath the other would touch."""
    texts = [each for each in drawing.iter() if each.get("font-size")]
    stacks: dict[tuple[Any, Any], list[tuple[float, float]]] = {}
    for each in texts:
        place = float(each.get("y")), float(each.get("font-size"))
        stacks.setdefault((each.get("x"), each.get("text-anchor")), []).append(place)
    for stack in stacks.values():
        stack.sort()
        for (above, _), (beneath, size) in pairwise(stack):
            if 0 < (beneath - above) * by < size:
                return False
    return True


def _put_back(drawing: Any, before: Any) -> None:
    drawing[:] = before[:]
    for name, value in before.items():
        drawing.set(name, value)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _add(element: Any, name: str) -> None:
    element.set("class", f"{element.get('class')} {name}")


def _drop(element: Any, name: str) -> None:
    element.set("class", " ".join(each for each in element.get("class").split() if each != name))


def _classes(element: Any) -> set[str]:
    return set(str(element.get("class") or "").split())
