"""From what came back to what was moved in it: words that went in one place and came in another, and whole passages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pcpgen.formats.word.growing import WRITTEN, passage_of
from pcpgen.place import Place
from pcpgen.returned.paragraphs import Change, Paragraph
from pcpgen.returned.standing import Came, Standing, sources_of

_FEWEST = 3  # words that are one passage where they go and come, if no program says that they were moved


def out_of_order(came: Came, passages: Sequence[str], of: Standing) -> dict[int, int | None]:
    """Which paragraphs stand elsewhere than where they were sent, each with the one that stands before it now.

    Of two that changed places one is told: as few as can be. Notes, which are written where they are first led to, and
    what an author has moved since, stand elsewhere in a file of today too.
    """
    now = [passage_of(name) for name in of.sources if name.startswith(WRITTEN)]
    others = {_passage(of.paragraphs[at]) for order in (now, passages) for at in _moved(of.paragraphs, order)}
    return _moved(came.paragraphs, [name for name in passages if name not in others])


def _passage(paragraph: Paragraph) -> str:
    """What a file keeps of the first passage of a paragraph; empty where it has none."""
    names = (passage_of(mark.name) for mark in sources_of(paragraph) if mark.name.startswith(WRITTEN))
    return next(names, "")


def _moved(paragraphs: Sequence[Paragraph], passages: Sequence[str]) -> dict[int, int | None]:
    sent = {name: at for at, name in enumerate(passages)}
    named = ((at, _passage(each)) for at, each in enumerate(paragraphs))
    order = [(at, sent[name]) for at, name in named if name in sent]  # where it stands, and where it stood
    kept = _rising([was for _, was in order])
    before: int | None = None
    found: dict[int, int | None] = {}
    for at, was in order:
        if was in kept:
            before = at
        else:
            found[at] = before
    return found


def _rising(numbers: Sequence[int]) -> set[int]:
    """The most of some numbers that rise in their order."""
    ends: list[int] = []  # the least number that as many as its place end with, and one
    runs: list[tuple[int, ...]] = []
    for number in numbers:
        at = bisect_left(ends, number)
        run = (*(runs[at - 1] if at else ()), number)
        ends[at : at + 1], runs[at : at + 1] = [number], [run]
    return set(runs[-1]) if runs else set()


def passage_moved(words: str, behind: str) -> Change:
    """That a paragraph stands behind another now, or before all."""
    where = f"behind “{behind}”" if behind else "before all others"
    return Change(0, 0, "", words, shape=f"the paragraph was moved {where}", tracked=False)


def paired(changes: Sequence[tuple[Change, Place]]) -> Iterator[tuple[int, Change]]:
    """Those of some changes that are two ends of one move, each by its place among them, as a move."""
    gone: dict[str, list[int]] = {}
    for at, (change, _) in enumerate(changes):
        if change.before and not change.after:
            gone.setdefault(_words(change.before), []).append(at)
    for at, (change, here) in enumerate(changes):
        if not change.after or change.before:
            continue
        words = _words(change.after)
        origin = next((each for each in gone.get(words, ()) if _is_move(changes[each][0], change)), None)
        if origin is not None:
            gone[words].remove(origin)
            was, there = changes[origin]
            yield origin, replace(was, shape=_said("away", "to", here))
            yield at, replace(change, shape=_said("here", "from", there))


def _is_move(went: Change, came: Change) -> bool:
    """Whether both ends are told as a move by the program, or long enough to be one, by one hand."""
    if went.moved or came.moved:
        return went.moved and came.moved
    return went.author == came.author and len(went.before.split()) >= _FEWEST


def _said(way: str, side: str, place: Place) -> str:
    return f"moved {way}" + (f", {side} {place.file}:{place.line}" if place.file else "")


def _words(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:")
