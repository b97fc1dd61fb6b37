"""From a paper of the office's own kind to what is wrong in it: headings, what must be complete, what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcpgen.blocks.grades import newest_grade
from pcpgen.blocks.makers import MAKERS, PART
from pcpgen.checks.amounts import AMOUNTS, check_amounts
from pcpgen.checks.figures import check_expressions
from pcpgen.checks.law import check_cited
from pcpgen.checks.paper_days import in_doubt
from pcpgen.checks.passages import Prose, headings_twice, shown_twice
from pcpgen.checks.prose import OF_BOARD, check_notes, check_passages
from pcpgen.checks.references import OF_PROGRAM, check_paper
from pcpgen.checks.rules import UNACCOUNTED
from pcpgen.checks.wording import past_promises
from pcpgen.compose.placing import ITEM_PATHS, Placed, items, placed
from pcpgen.compose.subjects.papers import paper_subject
from pcpgen.compose.subjects.registry import KINDS, of_kinds
from pcpgen.figures.data import UNKNOWN_FIGURE, Data, Refusal
from pcpgen.languages import unmarked
from pcpgen.load.outlines import shipped_kinds
from pcpgen.model.outline import GRADED_BELOW, Outline, OutlinePaper, SectionOutline
from pcpgen.model.period import parse_period
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Insert, Paragraph, Question
from pcpgen.model.text import Text
from pcpgen.problems import Problem, did_you_mean, problem, unknown_id
from pcpgen.prose.expressions import BLOCKS, GIVE_FIGURES
from pcpgen.prose.passage import Passage
from pcpgen.prose.rules import MALFORMED_EXPRESSION, UNKNOWN_NOTE
from pcpgen.prose.tree import Expression
from pcpgen.rules import DUPLICATE_KEY, UNKNOWN_CHOICE, UNKNOWN_ID

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def check_outline_papers(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of each paper of a kind of the office's own."""
    for paper in project.outline_papers if project.office else ():
        yield from _paper(project, edition_at(project, paper.day), project.outlines[paper.kind], paper, data)
        yield from _same_document(project, paper)
    yield from _same_number(project)


def _same_number(project: Project) -> Iterator[Problem]:
    """A number that two papers of a kind have."""
    known: dict[tuple[str, str, str], OutlinePaper] = {}
    for paper in project.outline_papers if project.office else ():
        for key, said in paper.entries.items():
            if project.outlines[paper.kind].asks[key].kind == "number" and said.written:
                other = known.setdefault((paper.kind, key, said.written), paper)
                if other is not paper:
                    message = f'{key} "{said.written}" is that of {other.place.file} too'
                    yield problem(DUPLICATE_KEY, said.place, message, "Give this paper a number of its own.")


def _same_document(project: Project, paper: OutlinePaper) -> Iterator[Problem]:
    """One whose document would have the folder of another: of `plan-2025` and `29`, and of the plan 2025-29."""
    id = f"{paper.kind}-{paper.id}"
    papers = {f"{other.kind}-{other.id}" for other in project.outline_papers if other.kind != paper.kind}
    kinds = {id for id, of in of_kinds(project).items() if of != "paper"}
    begin = "|".join(map(re.escape, sorted({"panel", "board", *kinds})))
    about = "|".join(map(re.escape, sorted(project.editions)))
    if id in papers or re.fullmatch(rf"(?:{begin})-(?:panel-|board-|plan-)?(?:{about}|{_DAY}.*)", id):
        message = f'the document "{id}" would have the name of another'
        yield problem(DUPLICATE_KEY, paper.place, message, "Give the paper's file, or its kind, another name.")


def _paper(
    project: Project, edition: Edition | None, outline: Outline, paper: OutlinePaper, data: Data
) -> list[Problem]:
    """All problems of one paper; those of its outline were told when that was read."""
    own = [block.body for part in paper.parts for block in part.blocks if isinstance(block, Paragraph)]
    written = [*paper.entries.values(), *own, *(note.text for note in paper.notes)]
    found = check_passages(project, (Prose(paper.id, passage) for passage in written))
    if not in_doubt(outline, paper):
        found += check_expressions(data.at(paper.as_at, edition), written)
    found += check_notes(project, paper.notes, own)
    found += check_cited(project.law, [*written, *outline.passages], paper.day)
    found += past_promises(project.sources, own, paper.day)
    found += _named(project, paper, written, data.at(paper.as_at, edition))
    of_plan = any(section.each not in ("", "heading") for section in outline.sections) or outline.complete
    if edition is None and of_plan:
        day = parse_period(paper.day.isoformat()).written
        message = f"no edition of the plan was in force on {day}"
        place = paper.entries[outline.dated.value].place
        return [*found, problem(UNKNOWN_ID, place, message, "Correct the paper's day.")]
    if edition and edition.draft and of_plan and paper.standing.status != "draft":
        message = f"the paper is final, and on its day the plan {edition.id} was a draft"
        found.append(problem(UNKNOWN_ID, paper.place, message, "Write status: draft; or make the plan final."))
    assert project.office is not None  # nothing is checked without one
    subject = paper_subject(project, project.office, outline.id, paper)
    sections = placed(project, outline, subject)
    found += check_paper(project, outline.id, subject, written, paper.notes, _asked(project, paper))
    found += [*_headings(outline, paper, sections), *headings_twice(paper.parts), *shown_twice(paper.parts)]
    found += [*_complete(project, outline, paper, sections), *_graded_below(project, outline, paper, sections, data)]
    return found


def check_outlines(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of the office's own outlines."""
    for outline in project.outlines.values() if project.office else ():
        if not outline.is_shipped:
            yield from check_outline(project, outline, data)


def check_outline(project: Project, outline: Outline, data: Data) -> list[Problem]:
    """All problems of one: what its words name, its blocks, and what it must place and does not."""
    found = check_passages(project, (Prose(outline.id, passage) for passage in outline.passages))
    found += check_expressions(data, outline.passages)
    front = set(KINDS[outline.of].paths) | set(outline.asks)
    within = [(section, front | set(ITEM_PATHS.get(section.each, ()))) for section in outline.sections]
    known = [(passage, front) for passage in outline.front]
    if outline.sound:  # else a section may be of another kind, with other names
        known += [(passage, paths) for section, paths in within for passage in section.passages]
    for passage, paths in known:
        found += [*_words(passage, paths), *_laws(project, passage)]
    for section in outline.sections:
        found += _section(outline, section)
    unplaced = _unplaced(outline) if outline.sound else ()  # else one that is lost may have it
    return [*found, *_twice(outline), *_anchors(outline), *unplaced, *_must(outline)]


def _laws(project: Project, passage: Passage) -> Iterator[Problem]:
    """Law that nobody knows; whether it is in force, each paper of the kind tells of its day."""
    known = project.law.references
    for expression in passage.expressions:
        name = str(expression.arguments[0])
        if expression.name == "law" and name not in known:
            yield unknown_id("reference of the law", name, expression.place, tuple(known))


def _twice(outline: Outline) -> Iterator[Problem]:
    """Each heading of the author's that a second section takes, so that its text would be printed again."""
    taken: list[str] = []
    for section in outline.sections:
        if section.of_author:
            key = _headings_of(outline, section)
            if any(_same_heading(key, other) for other in taken):
                message = f'a section above takes the author\'s text under "{section.heading or section.each}" already'
                yield problem(DUPLICATE_KEY, section.place, message, "Take then: author out of one of the two.")
            taken.append(key)


def _headings_of(outline: Outline, section: SectionOutline) -> str:
    """The heading that a section takes; with a colon at its end, each that begins so."""
    label = section.label.written
    if not section.each:
        found = section.heading
    elif section.each == "own-heading" or outline.of != "paper":
        found = f"{section.each}: {label}"
    else:
        found = f"{label or section.each}:"
    return " ".join(found.split()).casefold()


def _same_heading(one: str, other: str) -> bool:
    """Whether there is a heading that both take."""
    begin, whole = sorted((one, other), key=len)
    return one == other or (begin.endswith(":") and whole.startswith(begin))


def _unplaced(outline: Outline) -> Iterator[Problem]:
    """Each entry of the papers that some document would not print; the day that they are dated by need not be."""
    always = [section for section in outline.sections if not section.each and not section.when_any]
    certain = [*outline.front, *(said for section in always for said in (section.title, *section.says))]
    named = {str(each.arguments[0]) for passage in certain for each in passage.expressions if each.name == "the"}
    named |= {key.value for key in outline.head if isinstance(key, Text)}
    for key, ask in outline.asks.items():
        if key not in named and key != outline.dated.value:
            message = f'the entry "{key}" stands neither in the head nor in a section that every paper has'
            remedy = (
                f'Add {key} to head:, or name it in says: as {{{{ the("{key}") }}}}. What nobody places would be lost.'
            )
            yield problem(UNACCOUNTED, ask.place, message, remedy)


def _anchors(outline: Outline) -> Iterator[Problem]:
    """Each id or number that two sections would have, so that links and references would lead to the wrong one."""
    ids: set[str] = set()
    numbers: set[str] = set()
    for section in outline.sections:
        if section.id and (section.each or section.id in ids or OF_PROGRAM.fullmatch(section.id)):
            message = f'"{section.id}" cannot be the id of this section: something else has it'
            yield problem(DUPLICATE_KEY, section.place, message, "Choose another id, or take id: out.")
        if section.number and (section.each or section.number in numbers or section.number[0].isdigit()):
            message = f'"{section.number}" cannot be the number of this section: another may have it'
            yield problem(DUPLICATE_KEY, section.place, message, "Begin it with a letter, such as A1, once.")
        ids.add(section.id)
        numbers.add(section.number)


def _words(passage: Passage, paths: set[str]) -> Iterator[Problem]:
    """What stands in words of an outline and cannot, or names nothing."""
    for mark in passage.notes[:1]:
        message = f"the note [^{mark.name}] cannot be marked in an outline"
        yield problem(UNKNOWN_NOTE, passage.place, message, "Write it into the text.")
    for expression in passage.expressions:
        name = str(expression.arguments[0])
        if expression.name not in ("the", "law", *GIVE_FIGURES):
            message = f"{expression.name} cannot stand in an outline"
            yield problem(MALFORMED_EXPRESSION, expression.place, message, "Take it out.")
        elif expression.name == "the" and name not in paths:
            yield unknown_id("part of a paper", name, expression.place, sorted(paths))


_REPEATED = {
    "version": "version",
    "heading": "",
    "own-heading": "",
}  # what a subject needs to have for each, else edition


def _section(outline: Outline, section: SectionOutline) -> Iterator[Problem]:
    """A block that does not exist or cannot stand here; a repetition over what documents of the kind do not have."""
    has, block = KINDS[outline.of].has, section.block
    needs = _REPEATED.get(section.each, "edition") if section.each else ""
    if needs and needs not in has:
        message = f"documents of this kind have no {section.each} to repeat a section for"
        yield problem(UNKNOWN_CHOICE, section.place, message, "Take each: out, or repeat for something else.")
    if not block.value or (block.value == PART and section.each == "part"):
        return
    may = [
        name
        for name, maker in MAKERS.items()
        if all(need == section.each if need in ("part", "version") else need in has for need in maker.needs)
        and "part" not in maker.needs
        and (not maker.each or section.each in maker.each)
    ]
    if block.value not in may:
        yield unknown_id("block that can stand here", block.value, block.place, may)


def _must(outline: Outline) -> Iterator[Problem]:
    """What documents of a kind of the program hold and no section places: it would be lost without a word.

    A kind that an office has beside them, such as a summary, may leave out what it likes.
    """
    if outline.id not in shipped_kinds():
        return
    placed_here = {section.block.value for section in outline.sections}
    for section in outline.sections:
        if section.of_author:
            own = (f"# {unmarked(heading).casefold()}" for heading in section.headings)
            placed_here.update((f"each: {section.each}",) if section.each else own)
    for due in KINDS[outline.of].must:
        if due not in placed_here:
            what, remedy = _lost(due)
            message = f"no section of the outline places {what}"
            yield problem(UNACCOUNTED, outline.place, message, f"{remedy} What nobody places would be lost.")


def _lost(due: str) -> tuple[str, str]:
    """What would be lost, in words, and what to add."""
    if due.startswith("# "):
        return (
            f"the author's text under {due}",
            f"Give the section that it belongs to heading: {due[2:].capitalize()} and then: author.",
        )
    if due.startswith("each: "):
        return "the author's own sections", f"Add a section with {due} and then: author."
    return f'the block "{due}"', f"Add a section with block: {due}."


def _headings(outline: Outline, paper: OutlinePaper, sections: tuple[Placed, ...]) -> Iterator[Problem]:
    """Each heading of the author's is one that the outline asks for, once; each that it asks for is there."""
    taken = [part for each in sections for part in each.parts]
    known = [
        f"{each.label.written or each.each}: …" if each.each else each.heading
        for each in outline.sections
        if each.of_author
    ]
    for part in paper.parts:
        if part not in taken or not next(each.section.of_author for each in sections if part in each.parts):
            message = f'"{part.title}" is no heading of this kind of paper'
            near = did_you_mean(part.title, map(_heading, _absent(sections)))
            yield problem(UNKNOWN_CHOICE, part.place, message, f"{near}Headings that it has: {', '.join(known)}.")
    twice = any(True for _ in headings_twice(paper.parts))
    for each in _absent(sections):
        if twice:  # which one of them was to be another may be the one that is absent
            continue
        if not each.section.each and not each.section.when_any and not _misspelt(paper, sections, each):
            message = f'the section "{each.section.heading}" is not in the paper'
            yield problem(UNACCOUNTED, paper.place, message, f"Add # {each.section.heading} and its words.")


def _absent(sections: tuple[Placed, ...]) -> list[Placed]:
    """The sections that have a heading of the author's and are not in the paper."""
    return [each for each in sections if each.section.of_author and not each.parts]


def _heading(absent: Placed) -> str:
    """What the author would write over a section: Background, theme: harbour."""
    section = absent.section
    return f"{section.label.written or section.each}: {absent.item.id}" if absent.item else section.heading


def _misspelt(paper: OutlinePaper, sections: tuple[Placed, ...], absent: Placed) -> bool:
    """Whether a heading that is none of the kind's is told as this one, so that it is not also told as missing."""
    taken = [part for each in sections for part in each.parts]
    known = [_heading(each) for each in _absent(sections)]
    meant = f'Did you mean "{_heading(absent)}"? '
    return any(did_you_mean(part.title, known) == meant for part in paper.parts if part not in taken)


def _complete(
    project: Project, outline: Outline, paper: OutlinePaper, sections: tuple[Placed, ...]
) -> Iterator[Problem]:
    """Each item that the outline wants accounted for has its section, its indicator, or a reason for its absence."""
    shown = {(each.section.each, each.item.id) for each in sections if each.item and each.parts}
    inserts = (insert.expression for insert in _inserts(paper))
    shown |= {("indicator", str(each.arguments[0])) for each in inserts if each.name == "indicator"}
    assert project.office is not None  # nothing is checked without one
    subject = paper_subject(project, project.office, outline.id, paper)
    listed = [each for each in outline.complete if each.value != GRADED_BELOW]
    due = [(item.id, each.value) for each in listed for item in items(project, subject, each.value)]
    misspelt = {each.item.id for each in _absent(sections) if each.item and _misspelt(paper, sections, each)}
    for id, what in due:
        if (what, id) not in shown and id not in paper.left_out and id not in misspelt:
            message = f'the {what} "{id}" is not in the paper'
            remedy = f"Write about it, or give the reason under # Left out: - {id}: why."
            yield problem(UNACCOUNTED, paper.place, message, remedy)
    of_grade = (
        {item.id for item in items(project, subject, "indicator")} if len(listed) < len(outline.complete) else set()
    )
    for id, reason in paper.left_out.items():
        if any(id == name for _, name in shown) or id not in of_grade.union(name for name, _ in due):
            yield problem(UNACCOUNTED, reason.place, f'"{id}" is not left out', "Delete the reason.")


def _graded_below(
    project: Project, outline: Outline, paper: OutlinePaper, sections: tuple[Placed, ...], data: Data
) -> Iterator[Problem]:
    """Each indicator of the plan whose grade points down is written about, or there is a reason why it is not."""
    edition = edition_at(project, paper.day)
    if edition is None or all(each.value != GRADED_BELOW for each in outline.complete):
        return
    known = data.at(paper.as_at, edition)
    told = {
        each.item.id
        for each in sections
        if each.item and any(isinstance(block, Paragraph) for part in each.parts for block in part.blocks)
    }
    told |= {each.item.id for each in _absent(sections) if each.item and _misspelt(paper, sections, each)}
    for name in dict.fromkeys(name.value for theme in edition.themes for name in theme.indicators):
        try:
            found = newest_grade(known, name, known.datasets.get(name), project.grades, paper.day)
        except (Refusal, KeyError):  # told where the grade is given
            continue
        if found and found[0].shape == "down" and name not in told and name not in paper.left_out:
            message = f'the indicator "{name}" is graded {found[0].word}, and nothing is written about it'
            remedy = f"Write why, and what is done, under # indicator: {name}, or give a reason under # Left out."
            yield problem(UNACCOUNTED, paper.place, message, remedy)


def _inserts(paper: OutlinePaper) -> list[Insert]:
    return [block for part in paper.parts for block in part.blocks if isinstance(block, Insert)]


def _asked(project: Project, paper: OutlinePaper) -> list[Question]:
    """The questions that a paper shows."""
    names = [str(each.expression.arguments[0]) for each in _inserts(paper) if each.expression.name == "question"]
    return [project.questions[name] for name in names if name in project.questions]


def _named(project: Project, paper: OutlinePaper, written: list[Passage], data: Data) -> Iterator[Problem]:
    """Questions, indicators, works and parts that the paper names exist; nothing stands where it cannot."""
    for work in paper.works:
        if work.value not in project.works:
            yield unknown_id("work in the bibliography", work.value, work.place, list(project.works))
    for insert in _inserts(paper):
        if insert.expression.name == AMOUNTS:
            yield from check_amounts(project, data, insert.expression)
        else:
            yield from _inserted(project, insert.expression)
    for expression in (expression for passage in written for expression in passage.expressions):
        if expression.name in (*BLOCKS, *OF_BOARD):
            message = f"{expression.name} cannot stand within these words"
            yield problem(MALFORMED_EXPRESSION, expression.place, message, "Take it out, or give it a paragraph.")
        name = str(expression.arguments[-1])
        if expression.name == "quoted" and name not in project.works:
            yield unknown_id("work in the bibliography", name, expression.place, list(project.works))


def _inserted(project: Project, expression: Expression) -> Iterator[Problem]:
    if expression.name == "actions":  # told with the register
        return
    name = Text(str(expression.arguments[0]), expression.place)
    rated = [id for id, dataset in project.datasets.items() if dataset.rates]
    known = {"question": list(project.questions), "indicator": list(project.indicators), "rates": rated}
    known["performance"] = list(project.performance)
    if name.value not in known[expression.name]:
        what = {"rates": "indicator with rates", "performance": "table of performance"}
        yield unknown_id(what.get(expression.name, expression.name), name.value, name.place, known[expression.name])
    elif expression.name == "indicator" and name.value not in project.datasets:
        message = f'the indicator "{name}" has no data'
        yield problem(UNKNOWN_FIGURE, expression.place, message, "Describe its series in its file.")
