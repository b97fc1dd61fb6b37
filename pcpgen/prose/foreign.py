"""From marks around words in another language to what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pcpgen.languages import LANGUAGES
from pcpgen.problems import Problem, problem
from pcpgen.prose.passage import said_in
from pcpgen.prose.rules import MALFORMED_EXPRESSION
from pcpgen.prose.tree import Block, Expression, Source
from pcpgen.prose.walk import lines_of
from pcpgen.rules import UNKNOWN_CHOICE

BEGIN, END = "in", "endin"  # {% in "cy" %}the words{% endin %}


def wrong_marks(blocks: Iterable[Block[Source]]) -> Iterator[Problem]:
    """Marks that do not begin and end in one paragraph, or that name no language of documents."""
    for line in lines_of(blocks):
        marks = [leaf for leaf in said_in(line) if is_mark(leaf) and isinstance(leaf, Expression)]
        for mark in marks:
            if mark.name == BEGIN and mark.arguments[0] not in LANGUAGES:
                message, order = (
                    f'no language is called "{mark.arguments[0]}"',
                    f"Write one of: {', '.join(LANGUAGES)}.",
                )
                yield problem(UNKNOWN_CHOICE, mark.place, message, order)
        if [mark.name for mark in marks] != [BEGIN, END] * (len(marks) // 2):
            order = 'Write {% in "cy" %}the words{% endin %}, both in one paragraph, and none within the other.'
            message = "the words in another language do not begin and end here"
            yield problem(MALFORMED_EXPRESSION, marks[0].place, message, order)


def is_mark(leaf: object) -> bool:
    return isinstance(leaf, Expression) and leaf.name in (BEGIN, END)
