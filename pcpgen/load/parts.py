"""From the text of a paper to what stands under its headings: paragraphs, and what registers and data put between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from pcpgen.languages import unmarked
from pcpgen.load.exempt import cut_exempt
from pcpgen.load.files import Folder
from pcpgen.load.reuse import with_reused
from pcpgen.load.rules import EMPTY_TEXT, WRONG_SHAPE
from pcpgen.model.report import Insert, Paragraph, Part
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, did_you_mean, problem
from pcpgen.prose import tree
from pcpgen.prose.expressions import IN_PAPERS
from pcpgen.prose.passage import Passage, typed
from pcpgen.prose.proof import proof_words
from pcpgen.prose.reading import name_at_end, read_prose
from pcpgen.prose.rules import HEADING_LEVEL, UNKNOWN_MARKUP
from pcpgen.prose.tree import Block, Expression, Insertion, List, Picture, Quotation, WordsTable
from pcpgen.prose.tree import Source as Leaves
from pcpgen.prose.walk import lines_of
from pcpgen.rules import DUPLICATE_KEY, MISSING_KEY, UNKNOWN_CHOICE

_HEADING = pattern(r"^# (?P<title>.+)$", re.MULTILINE)
_NUMBERED = pattern(r"^[0-9]+(?:\.[0-9]+)*\.?\s+")
_KINDS: dict[str, Literal["background", "next steps", "appendix"]] = {
    "background": "background",
    "next steps": "next steps",
    "appendix": "appendix",
}
PRIORITY = "Priority"  # as a report's headings may call what the plan holds, whatever that calls it
_OWN_NUMBER = pattern(r"[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]\s|[0-9]{1,2}(?:\.[0-9]{1,2})+\s")
_MARKUP = pattern(r"[{*`<~\[]|\b_|_\b")


def read_parts(
    folder: Folder,
    source: Source,
    text: str,
    begin: Place,
    free: bool = False,
    more: tuple[str, ...] = (),
    reasons: bool = False,
    levels: Sequence[str] = (PRIORITY,),
) -> tuple[tuple[Part, ...], dict[str, Text]]:
    """What stands under each heading, and the reasons for what is left out.

    A report on a theme has the headings that its theme asks for, each by a name of `levels`: # Commitment: fit-locks.
    In a `free` paper each is a section of its author's own, and nothing is left out but where `reasons` says so. `more`
    names the expressions that fill a paragraph of this kind of paper.
    """
    parts: list[Part] = []
    left_out: dict[str, Text] = {}
    headings = list(_HEADING.finditer(text))
    if text[: headings[0].start() if headings else None].strip():
        folder.problems.append(_before_headings(begin, free))
    line, before = begin.line, 0
    for number, heading in enumerate(headings):
        end = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        line, before = line + text.count("\n", before, heading.start()), heading.start()
        place = Place(source.file, line, 1, len(heading[0]))
        body = text[heading.end() : end]
        start = Place(source.file, place.line)
        typed_title = heading["title"].strip()
        words, name = name_at_end(typed_title)
        title = words or typed_title
        if typed_title.lower() == "left out" and (reasons or not free):
            _left_out(folder, body, start, left_out)
            continue
        wrong = _title(title, place.within(2, len(title)))
        folder.problems += wrong or (proof_words(title, place.within(2, len(title)), source) if free else [])
        blocks = _beneath(folder, source, body, place, (*IN_PAPERS, *more))
        part = _part(folder, title, blocks, place, () if free else levels)
        parts += [replace(part, name=name)] if part else []
    return tuple(parts), left_out


def _beneath(
    folder: Folder, source: Source, body: str, heading: Place, inserts: tuple[str, ...]
) -> tuple[Paragraph | Insert, ...]:
    """What stands under a heading."""
    blocks, problems = _blocks(folder, body, Place(source.file, heading.line), source, inserts)
    folder.problems += problems
    folder.problems += _skipped(blocks)
    if not blocks:
        folder.problems.append(problem(EMPTY_TEXT, heading, "nothing stands under this heading"))
    return blocks


def _skipped(blocks: Iterable[Paragraph | Insert]) -> Iterator[Problem]:
    """A heading under that of a section that is two levels deeper; those further down are told with the rest."""
    stretches = (block.body.blocks for block in blocks if isinstance(block, Paragraph))
    heading = next((each for blocks in stretches for each in blocks if isinstance(each, tree.Heading)), None)
    if heading and heading.level == 3:
        yield problem(HEADING_LEVEL, heading.place, "### follows a heading of level 1", "Write # or ## here.")


def _before_headings(begin: Place, free: bool) -> Problem:
    message = "words stand before the first heading"
    remedy = (
        "Put them under a heading: one hash, a blank and its title, as in # Purpose."
        if free
        else "Put them under # Background."
    )
    return problem(HEADING_LEVEL, begin, message, remedy)


def _part(
    folder: Folder, title: str, blocks: tuple[Paragraph | Insert, ...], place: Place, levels: Sequence[str]
) -> Part | None:
    """The part of a report on a theme that a heading names, None where it names none; of a free paper a section."""
    if not levels:
        return Part("section", (), blocks, place, title)
    title = unmarked(title)  # of a report that is not translated, whose headings name what they are on
    called = title.partition(":")[0].strip()
    if ":" in title and called.casefold() in {name.casefold() for name in (PRIORITY, *levels)}:
        ids = _ids(title, place)
        if not ids:
            message = f"this heading names no {called.lower()}"
            folder.problems.append(problem(MISSING_KEY, place, message, f"Write # {called}: and its id."))
        return Part("priority", ids, blocks, place)
    if kind := _KINDS.get(_NUMBERED.sub("", title.lower())):  # the number is told with those of other headings
        return Part(kind, (), blocks, place)
    message = f'"{title}" is no heading of a report'
    near = did_you_mean(f"# {title}", [f"# {each.capitalize()}" for each in (*_KINDS, "left out")])
    remedy = f"{near}Write # Background, # {levels[-1]}: id, # Next steps, # Appendix or # Left out."
    folder.problems.append(problem(UNKNOWN_CHOICE, place, message, remedy))
    return None


def _ids(title: str, place: Place) -> tuple[Text, ...]:
    """The priorities that a heading names, each with its place."""
    at = len("# ") + title.index(":") + 1
    return tuple(
        Text(found[0], place.within(at + found.start(), len(found[0])))
        for found in re.finditer(r"[^,\s]+", title.partition(":")[2])
    )


def _left_out(folder: Folder, body: str, start: Place, reasons: dict[str, Text]) -> None:
    """Adds reasons, a line each: `- id: why`; they are printed as they are typed."""
    for number, line in enumerate(body.split("\n")):
        if not line.strip():
            continue
        place = Place(start.file, start.line + number)
        found = re.fullmatch(r"- (?P<id>[a-z0-9-]+): (?P<why>\S.*)", line.strip())
        if not found:
            remedy = "Write each as: - id: the reason"
            folder.problems.append(problem(WRONG_SHAPE, place, "this line gives no reason for an id", remedy))
        elif found["id"] in reasons:
            message = f'a reason for "{found["id"]}" stands above'
            folder.problems.append(problem(DUPLICATE_KEY, place, message, "Put both into one line."))
        else:
            reasons[found["id"]] = Text(found["why"], place)
            if _MARKUP.search(found["why"]):
                message = "a reason is printed as it is typed; no markup, expression or exempt passage can stand in it"
                folder.problems.append(problem(UNKNOWN_MARKUP, place, message, "Write it in plain words."))


def _title(title: str, place: Place) -> list[Problem]:
    """What is wrong with a heading: a number of its own, or markup, which it would show as it is typed."""
    found: list[Problem] = []
    if number := _OWN_NUMBER.match(title):
        message = f'the heading has a number of its own, "{number[0].strip()}"'
        found.append(problem(HEADING_LEVEL, place, message, "Delete it: sections are numbered by the program."))
    if _MARKUP.search(title):
        message = "a heading is printed as it is typed; no markup and no expression can stand in it"
        found.append(problem(UNKNOWN_MARKUP, place, message, "Write it in plain words."))
    return found


def _blocks(
    folder: Folder, body: str, start: Place, source: Source, inserts: tuple[str, ...]
) -> tuple[tuple[Paragraph | Insert, ...], list[Problem]]:
    """Paragraphs with what belongs to them, and what registers and data put between."""
    blocks: list[Paragraph | Insert] = []
    stretches, problems = cut_exempt(body, start)
    for stretch in stretches:
        passage, wrong = read_prose(stretch.text, stretch.begin, source, named=True)
        problems += wrong
        for group in _numbered(with_reused(folder, passage.blocks, named=True)):
            alone = group[0].leaf if isinstance(group[0], Insertion) else None
            if isinstance(alone, Expression) and alone.name in inserts:
                name = group[0].id if isinstance(group[0], Insertion) else ""
                problems += _named_already(alone) if name else []
                blocks.append(Insert(alone, stretch.exempt, name))
            else:
                blocks.append(Paragraph(Passage(group, _written(group), group[0].place), stretch.exempt))
    return tuple(blocks), problems


def _named_already(alone: Expression) -> list[Problem]:
    """What has a name of its own takes no other."""
    if alone.name not in ("question", "indicator"):
        return []
    own = alone.arguments[0]
    remedy = f'Take the name out, and refer to it as {{{{ see("{own}") }}}}.'
    return [problem(UNKNOWN_MARKUP, alone.place, f'this {alone.name} is named "{own}" already', remedy)]


def _numbered(blocks: Iterable[Block[Leaves]]) -> Iterator[tuple[Block[Leaves], ...]]:
    """Blocks under one number: a paragraph, what follows it that is none, and paragraphs whose lines are set in."""
    group: list[Block[Leaves]] = []
    for block in blocks:
        goes_on = isinstance(block, List | Quotation | WordsTable | Picture) or (
            isinstance(block, tree.Paragraph) and block.place.column > 1
        )
        if group and not (goes_on and isinstance(group[0], tree.Paragraph | List | Quotation | WordsTable | Picture)):
            yield tuple(group)
            group = []
        group.append(block)
    if group:
        yield tuple(group)


def _written(blocks: Sequence[Block[Leaves]]) -> str:
    """The blocks as they were typed, without the marks that only Markdown reads."""
    return "\n\n".join(typed(line) for line in lines_of(blocks))
