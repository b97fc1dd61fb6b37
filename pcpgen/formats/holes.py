"""From a page whose foot stays empty, since what comes next is kept whole, to what lets that begin on it.

An indicator's number stays with its chart, and a chart with its title. Where little room is missing they are set closer
and the chart lower; where much is, the number stands on this page and the chart, under its own title, on the next. That
is seen while pages are made, one after another: only the boxes of that block are made again, and the page that they
are to begin on. The tree of elements stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from weasyprint.css import StyleFor
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import create_anonymous_boxes, element_to_box
from weasyprint.layout import page as paging

from pcpgen.formats.measured import BLOCKS, Sheet, add_class, classes_of, sheet_of

WORTH = 0.28  # of a page: a smaller hole stays
GREAT = 0.45  # a greater one does not, even if a number has to stand without its chart
LOWEST = 0.78  # of its height: what a chart keeps at least
_CLOSER, _APART = "close", "apart"
_SAVED = 22.0  # pixels by which what is said of a number is shorter when it is set closer
_BENEATH = 20.0  # pixels beneath a drawing
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))

_Drawings = dict[Any, Any]  # drawings, each with what stands in its place
_Remake = Callable[[int, Any, Any, Any], tuple[Any, Any]]


@contextmanager
def instead(module: Any, **functions: Callable[..., Any]) -> Iterator[None]:
    """Puts functions in the place of a module's own."""
    own = {name: getattr(module, name) for name in functions}
    vars(module).update(functions)
    try:
        yield
    finally:
        vars(module).update(own)


@contextmanager
def closed_holes() -> Iterator[None]:
    """Has no page that is made meanwhile end in a hole that can be closed."""
    making: _Making | None = None
    usual = paging.remake_page

    def remake(index: int, context: Any, root: Any, html: Any) -> tuple[Any, Any]:
        nonlocal making
        if making is None or making.context is not context:
            making = _Making(usual, context, root, html)
        return making.page(index)

    with instead(paging, remake_page=remake):
        yield


class _Making:
    """The pages of a document, made one after another.

    A page comes with where the next one begins, as the renderer says it.
    """

    def __init__(self, remake: _Remake, context: Any, root: Any, html: Any) -> None:
        self._remake, self.context, self._root, self._html = remake, context, root, html
        self._next = 0  # which page comes, where none is made again
        self._settled: set[Any] = set()  # blocks that were tried

    def page(self, index: int) -> tuple[Any, Any]:
        """A page with no hole that can be closed; one that is made again stays as it is."""
        made = self._remake(index, self.context, self._root, self._html)
        if index == self._next:
            self._next += 1
            while better := self._closed(index, made):
                made = better
        return made

    def _closed(self, index: int, made: tuple[Any, Any]) -> tuple[Any, Any] | None:
        """A page on which the block that comes next begins; None where none can, or it is not worth it."""
        page, resume = made
        if resume is None or self.context.page_maker[index + 1][1]["break"] != "any":
            return None
        sheet = sheet_of(page, index)
        block = _next_block(self._root, resume) if 1 - sheet.used > WORTH else None
        if block is None or block.element in self._settled:
            return None
        self._settled.add(block.element)
        tried = (self._tried(index, block.element, *setting) for setting in _settings(block, sheet))
        return next((each for each in tried if each is not None), None)

    def _made(self, index: int) -> tuple[Any, Any]:
        to_do = self.context.page_maker[index][-1]
        to_do.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        return self._remake(index, self.context, self._root, self._html)

    def _tried(self, index: int, block: Any, setting: str, drawings: _Drawings) -> tuple[Any, Any] | None:
        """A page with a block set in another way; None, and all as it was, where it does not begin on that page."""
        states = self.context.page_maker
        before, to_do = states[index + 1 :], {**states[index][-1]}
        parent, at = _place(self._root, block)
        usual = parent.children[at]
        parent.children = [*parent.children]
        parent.children[at] = self._boxes(block, setting, drawings)
        made = self._made(index)
        if any(line.block is block for line in sheet_of(made[0], index).lines):
            return made
        parent.children[at] = usual
        states[index + 1 :] = before
        states[index][-1].update(to_do)
        return None

    def _boxes(self, block: Any, setting: str, drawings: _Drawings) -> Any:
        """A block's boxes as they are where its element is set in another way, and has another drawing."""
        with _written(block, setting, drawings):
            box = self._box(block)
        drawn = {other: drawing for drawing, other in drawings.items()}
        for each in box.descendants():
            each.element = drawn.get(each.element, each.element)
        return box

    def _box(self, element: Any) -> Any:
        """The box of an element, made as WeasyPrint makes those of a document."""
        context, html = self.context, self._html
        styled = [*_down_to(html.wrapper_element, element)]
        styled += [*styled.pop().iter_subtree()]
        page = SimpleNamespace(
            etree_element=html.etree_element,
            base_url=html.base_url,
            wrapper_element=SimpleNamespace(iter_subtree=lambda: styled),
        )
        styles = StyleFor(page, context.style_for._sheets, False, context.font_config, None)
        targets = context.target_collector
        targets.collecting = True
        fetch = context.get_image_from_uri
        (box,) = element_to_box(
            element, styles, fetch, html.base_url, targets, context.counter_style, context.footnotes
        )
        targets.check_pending_targets()
        box.process_whitespace()
        box.process_text_transform()
        return create_anonymous_boxes(box)


@contextmanager
def _written(block: Any, setting: str, drawings: _Drawings) -> Iterator[None]:
    """Has the element of a block another class meanwhile, and another drawing."""
    own = block.get("class")
    places = [(each, at, child) for each in block.iter() for at, child in enumerate(each) if child in drawings]
    add_class(block, setting)
    for each, at, drawing in places:
        each[at] = drawings[drawing]
    try:
        yield
    finally:
        block.set("class", own)
        for each, at, drawing in places:
            each[at] = drawing


def _next_block(root: Any, resume: Any) -> Any:
    """The box of the block that comes next, be it beneath its heading; None where something else does."""
    for element, block in _to_come(root, resume, None):
        if block is not None:
            return block
        if element.tag not in _HEADINGS and not classes_of(element) & {"no", "kind"}:
            return None
    return None


def _to_come(box: Any, resume: Any, element: Any) -> Iterator[tuple[Any, Any]]:
    """What begins behind a place in the tree of boxes: elements of words and of drawings, and blocks."""
    element = box.element if isinstance(box, boxes.BlockLevelBox) else element
    if isinstance(box, boxes.ReplacedBox) or (isinstance(box, boxes.TextBox) and box.text.strip()):
        yield element, None
    elif box.element is not None and classes_of(box.element) & BLOCKS:
        yield element, box if _is_start(resume) else None
    else:
        first, within = next(iter(resume.items())) if resume else (0, None)
        for at, child in enumerate(box.children[first:]):
            yield from _to_come(child, None if at else within, element)


def _is_start(resume: Any) -> bool:
    """Whether a place within a box, as the renderer says it, is its start; of cells side by side it says several."""
    while resume:
        if [*resume] != [0]:
            return False
        resume = resume[0]
    return True


def _settings(block: Any, sheet: Sheet) -> Iterator[tuple[str, _Drawings]]:
    """How the block that comes next may be set to begin on a sheet: as a class, and with which drawings.

    A drawing stands where it was when the renderer found that it does not end on that sheet, and nowhere yet where not
    even the words above it do.
    """
    own = (box for box in block.descendants() if box.element is not None)
    drawn = next((box for box in own if "chart__drawing" in classes_of(box.element)), None)
    if drawn is not None and hasattr(drawn, "position_y"):
        lacking = drawn.position_y + drawn.height - (sheet.top + sheet.height) + _BENEATH
        saved = _SAVED if "indicator" in classes_of(block.element) else 0.0
        lower = 1 - max(0.0, lacking - saved) / drawn.height
        if lower == 1:
            yield _CLOSER, {}
        elif lower >= LOWEST and (other := lowered(drawn.element, lower)) is not None:
            yield _CLOSER, {drawn.element: other}
    if 1 - sheet.used > GREAT and "indicator" in classes_of(block.element):
        yield _APART, {}


def _place(root: Any, element: Any) -> tuple[Any, int]:
    """The box that an element's own stands in, and as which of its children."""
    return next(
        (box, at) for box in root.descendants() for at, child in enumerate(box.children) if child.element is element
    )


def _down_to(wrapper: Any, element: Any) -> Iterator[Any]:
    """The elements from the root to one in its tree, as rules of style see them."""
    yield wrapper
    while wrapper.etree_element is not element:
        wrapper = next(child for child in wrapper.iter_children() if element in {*child.etree_element.iter()})
        yield wrapper


def lowered(drawing: Any, by: float) -> Any:
    """A drawing with its marks closer from top to foot, its letters as large as they were; None without room."""
    if not _has_room(drawing, by):
        return None
    drawing = deepcopy(drawing)
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
    return drawing


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


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
