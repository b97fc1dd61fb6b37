"""From the words around a table to what they say of a mark in place of numbers, where the mark is known otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pcpgen.lexicon import FEWEST_SHOWN, KEPT_BACK, MARKS
from pcpgen.load.rules import MALFORMED_NUMBER
from pcpgen.model.data import SUPPRESSED
from pcpgen.place import Place
from pcpgen.problems import Problem, problem
from pcpgen.sources.marks import WELL_KNOWN

Said = tuple[str, Place]  # words that stand above or below a table, and where

_REASONS = {
    "suppressed": "a count that is kept back",
    "not-available": "a number that is not known",
    "not-applicable": "a number that there cannot be",
    "low": "a number that rounds to nought",
}


def otherwise_said(used: Iterable[str], words: Sequence[Said], is_declared: bool) -> Iterator[Problem]:
    """A problem for each mark that stands in cells, and of which the words around the table give another meaning.

    Where a declaration says how the file is read, it is to say what the mark means; else the file itself is.
    """
    for mark in dict.fromkeys(each.casefold() for each in used):
        own = WELL_KNOWN[mark]
        said = [each for each in words if speaks_of(mark, each[0])]
        if not said or any(MARKS[own].search(text) for text, _ in said):
            continue
        text, place = said[0]
        meant = next((means for means, pattern in MARKS.items() if pattern.search(text)), "not-available")
        message = f"of {mark}, by which cells are taken for {_REASONS[own]}, the file says “{text}”"
        remedy = "Write [c] where a count is kept back, else leave the cell empty, and take the mark out of the note."
        if is_declared:
            remedy = (
                f'Say under from: what it means, as marks: {{"{mark}": {meant}}}, or {{"{mark}": {own}}} where it is '
                "that all the same."
            )
        yield problem(MALFORMED_NUMBER, place, message, remedy)


def speaks_of(mark: str, text: str) -> bool:
    """Whether a mark stands at the beginning of words, or alone among them."""
    written, low = re.escape(mark), text.casefold().strip()
    begins = low.startswith(mark) and not low.startswith(2 * mark) and low != mark
    return begins or bool(re.search(rf"(?<![^\s(“\"‘'=]){written}(?=[\s)”\"’':=,;–-])", low))


def least_shown(notes: Iterable[str]) -> int:
    """The fewest that a file shows, as its notes say of what it keeps back; 0 where they do not."""
    own = [each for each in notes if KEPT_BACK.search(each) or any(speaks_of(mark, each) for mark in SUPPRESSED)]
    return max((int(said["count"]) for each in own if (said := FEWEST_SHOWN.search(each))), default=0)


def quoted(words: Iterable[str]) -> tuple[str, ...]:
    """What is told of the words below a table: each note once, without its heading."""
    return tuple(dict.fromkeys(text for text in words if " " in text))
