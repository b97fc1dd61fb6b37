"""From an author's words to warnings: numbers that somebody typed and did not confirm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pcpgen.checks.again import again
from pcpgen.checks.typed import numbers
from pcpgen.figures.data import Data
from pcpgen.model.outline import Outline, OutlinePaper
from pcpgen.model.project import Project
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, first, problem
from pcpgen.prose.passage import Passage, passages_in, said_in
from pcpgen.prose.slips import FIGURE
from pcpgen.prose.tree import Block, Break, Expression, Inline, NoteName, Quotation, Words
from pcpgen.prose.tree import Source as Leaf
from pcpgen.prose.walk import lines_of
from pcpgen.rules import Rule
from pcpgen.values import dataclass

LITERAL_FIGURE = Rule(
    "literal-figure",
    "A figure typed into a sentence",
    "A typed number traces to nothing, and nobody notices when it is wrong or out of date.",
    'Put the number into data/ and refer to it: {{ figure("dataset.series") }}. If it is meant as typed, say why: '
    '{% typed "why" %}…{% endtyped %}.',
    "warning",
)
MALFORMED_TYPED = Rule(
    "malformed-typed",
    "Words marked as typed whose mark is not closed",
    "What is confirmed must be seen to the word, and why.",
    'Write {% typed "why" %}the words{% endtyped %}, both in one paragraph.',
)
IDLE_TYPED = Rule(
    "idle-typed",
    "Words marked as typed that hold no number",
    "A confirmation of nothing hides the number that is typed there next.",
    "Take the mark out, and leave the words.",
    "warning",
)

_NUMBER = pattern(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is read: its words in one, with where each stretch of them begins, and what is marked in it.

    `typed` are the stretches that are confirmed, each with its mark; `claims` those that a condition binds, with it.
    """

    text: str
    stretches: tuple[tuple[int, Words], ...]
    typed: tuple[tuple[int, int, Expression], ...]
    claims: tuple[tuple[int, int, str], ...]
    wrong: tuple[Expression, ...] = ()


def check_literals(project: Project, data: Data) -> Iterator[Problem]:
    """Each number that authors typed and did not confirm, wherever it is read."""
    outlines = (outline for outline in project.outlines.values() if not outline.is_shipped)
    for held in chain(project.written, outlines) if project.office else ():
        yield from again(_held, project, data, held)


def _held(project: Project, data: Data, held: object) -> Iterator[Problem]:
    """The same of what a value holds."""
    called = {*_numbers_of(project, held)} if isinstance(held, OutlinePaper) else ()
    for passage in held.passages if isinstance(held, Outline) else passages_in(held):
        source = project.sources.get(passage.place.file)
        if source and source.is_english and passage.place not in called:
            yield from again(_of_passage, project, data, source, passage)


def _numbers_of(project: Project, paper: OutlinePaper) -> Iterator[Place]:
    """Where a paper says the number that it is known by, which is no figure."""
    for key, said in paper.entries.items():
        if project.outlines[paper.kind].asks[key].kind == "number":
            yield said.place


def _of_passage(project: Project, data: Data, source: Source, passage: Passage) -> list[Problem]:
    return first(_typed_in(source, passage))


def _typed_in(source: Source, passage: Passage) -> Iterator[Problem]:
    claim = ""
    for content in lines_of(_unquoted(passage.blocks)):
        line, claim = _read(content, claim)
        for mark in (mark for *_, mark in line.typed if not str(mark.arguments[0]).strip()):
            yield problem(MALFORMED_TYPED, mark.place, "this mark gives no reason")
        for mark in line.wrong:
            yield problem(MALFORMED_TYPED, mark.place, f"{mark.raw} has no other mark in its paragraph")
        idle = dict.fromkeys(mark for *_, mark in line.typed)
        for begin, end in numbers(line.text):
            confirmed = [mark for at, to, mark in line.typed if at <= begin and end <= to]
            for mark in confirmed:
                idle.pop(mark, None)
            words = line.text[begin:end]
            if not confirmed and not any(_bound(words, says) for at, to, says in line.claims if at <= begin < to):
                remedy = LITERAL_FIGURE.remedy.replace("…", words)
                place = _place(source, line, begin, end)
                yield problem(LITERAL_FIGURE, place, f'"{words}" is typed into the text', remedy)
        yield from (problem(IDLE_TYPED, mark.place, "no number is typed between these marks") for mark in idle)


def _unquoted(blocks: Iterable[Block[Leaf]]) -> Iterator[Block[Leaf]]:
    """Blocks without what somebody said who is named."""
    return (block for block in blocks if not (isinstance(block, Quotation) and block.by))


def _read(content: Sequence[Inline[Leaf]], claim: str) -> tuple[_Line, str]:
    """A line, and the condition of the claim that is open at its end."""
    text, mark, begun, claimed = "", None, 0, 0
    stretches: list[tuple[int, Words]] = []
    typed: list[tuple[int, int, Expression]] = []
    claims: list[tuple[int, int, str]] = []
    wrong: list[Expression] = []
    for leaf in said_in(tuple(content)):
        match leaf:
            case Words():
                stretches.append((len(text), leaf))
                text += leaf.text
            case Break():
                text += " "
            case Expression(name="claim"):
                claim, claimed = str(leaf.arguments[0]), len(text)
            case Expression(name="endclaim"):
                claims.append((claimed, len(text), claim))
                claim = ""
            case Expression(name="typed"):
                wrong += [mark] if mark else []
                mark, begun = leaf, len(text)
            case Expression(name="endtyped"):
                typed += [(begun, len(text), mark)] if mark else []
                wrong += [] if mark else [leaf]
                mark = None
            case NoteName():
                pass
            case _:
                text += FIGURE
    claims += [(claimed, len(text), claim)] if claim else []
    wrong += [mark] if mark else []
    return _Line(text, tuple(stretches), tuple(typed), tuple(claims), tuple(wrong)), claim


def _bound(words: str, condition: str) -> bool:
    """Whether the condition of a claim holds the number, so that it is told when the data no longer bear it out."""
    known = _NUMBER.findall(condition)
    digits = _NUMBER.findall(words.replace(",", ""))
    return bool(known) and all(each in known for each in digits)


def _place(source: Source, line: _Line, begin: int, end: int) -> Place:
    """Where a number stands in the file: that of its first words which can be found there, the markup aside."""
    at, words = next((each for each in reversed(line.stretches) if each[0] <= begin), line.stretches[0])
    said = line.text[begin : min(end, at + len(words.text))]
    for sought in (said, said.split()[0]):
        place = words.place
        for _ in range(words.text[: begin - at].count(sought) + 1):
            found = source.find(sought, place)
            if found is place:
                break
            place = found.within(len(sought), 1)
        else:
            return found
    return words.place
