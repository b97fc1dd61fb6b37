"""From exempt passages to problems: paragraphs that the law does not have, and public words that lead to them."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.checks.references import inserted
from pcpgen.figures.data import Data
from pcpgen.load.exempt import CLOSES, OPENS
from pcpgen.model.board import BoardPaper
from pcpgen.model.outline import OutlinePaper
from pcpgen.model.project import Project
from pcpgen.model.report import Exemption, Exemptions, Insert, Paragraph, Report, VariationReport, Withheld
from pcpgen.problems import Problem, first, listed, problem
from pcpgen.prose.passage import Passage, named_in
from pcpgen.rules import UNKNOWN_ID, Rule

EXEMPT_REFERENCE = Rule(
    "exempt-reference",
    "A public sentence that leads to what is exempt",
    "Its words would tell what is kept back, and its link would lead nowhere.",
    "Reword the sentence, or mark it as exempt as well.",
)

FILE = "plan/exemptions.yaml"


def check_exempt(project: Project, data: Data) -> list[Problem]:
    """All problems of what is exempt in the papers of the Panel's meetings."""
    found = first(_unknown(project))
    for report in project.papers:
        found += first(_references(project, report))
    return found


def _unknown(project: Project) -> Iterator[Problem]:
    """Each paragraph that an exemption names is one of the law's, of a Board or of a panel."""
    for board in (False, True):
        known = project.exemptions.of(board) if project.exemptions else Exemptions("", {})
        named = (each.paragraph for each in _exemptions(project, board) if each.paragraph.value)
        for paragraph in dict.fromkeys(named):
            if paragraph.value not in known.paragraphs:
                message = f'{known.law or FILE} has no {known.by} "{paragraph}" under which a paper can be exempt'
                remedy = f"{known.by.capitalize()}s that exist: {listed(tuple(known.paragraphs))}."
                yield problem(UNKNOWN_ID, paragraph.place, message, remedy)


def _exemptions(project: Project, board: bool) -> Iterator[Exemption]:
    """Those of papers to the Board, or of all other papers and of what is attached to them."""
    for report in project.papers:
        for part in report.parts if isinstance(report, BoardPaper) is board else ():
            for block in part.blocks:
                if not isinstance(block, Withheld) and block.exempt:
                    yield block.exempt
    for meeting in project.panel.meetings if project.panel and not board else ():
        for item in meeting.items:
            yield from (each.exempt for each in item.appendices if each.exempt)


def _references(project: Project, report: Report | VariationReport | BoardPaper | OutlinePaper) -> Iterator[Problem]:
    """What public words name is public: the things that they refer to, the notes that they mark."""
    blocks = [block for part in report.parts for block in part.blocks if not isinstance(block, Withheld)]
    hidden = {name for block in blocks if block.exempt for name in _names(block)}
    written = _entries(report) + [block.body for block in blocks if isinstance(block, Paragraph) and not block.exempt]
    marks = {mark.name: passage.place for passage in written for mark in passage.notes}
    stretches = _stretches(project, report)
    for note in report.notes:
        if note.id in marks:
            written.append(note.text)
            if any(begin < note.text.place.line < end for begin, end in stretches):
                message = f'the note "{note.id}" stands within an exempt passage and is marked outside of it'
                yield problem(EXEMPT_REFERENCE, marks[note.id], message, "Move the note, or the mark.")
    hidden |= {f"^{note.id}" for note in report.notes if note.id not in marks}
    for block in blocks:
        if isinstance(block, Insert) and not block.exempt and block.expression.name == "question":
            question = project.questions.get(_name(block))
            if question:
                written += [question.question, *((question.answer,) if question.answer else ())]
                written += [note.text for note in question.notes]
    yield from _seen(written, hidden)


def _seen(written: list[Passage], hidden: set[str]) -> Iterator[Problem]:
    for passage in written:
        for expression in passage.expressions:
            if expression.name == "see" and str(expression.arguments[0]) in hidden:
                message = f'this public sentence leads to "{expression.arguments[0]}", which the paper shows as exempt'
                yield problem(EXEMPT_REFERENCE, expression.place, message)


def _entries(paper: Report | VariationReport | BoardPaper | OutlinePaper) -> list[Passage]:
    """The passages of a paper that stand outside its parts, none of which can be exempt."""
    match paper:
        case Report():
            return [paper.recommend, *((paper.attached,) if paper.attached else ())]
        case BoardPaper():
            return [paper.recommend]
        case OutlinePaper():
            return list(paper.entries.values())
        case VariationReport():
            return []


def _names(block: Paragraph | Insert) -> Iterator[str]:
    """By which references find what stands in a block."""
    if isinstance(block, Paragraph):
        yield from named_in(block.body)
    else:
        yield from inserted(block)
        yield from filter(None, (_name(block), block.name))


def _name(block: Insert) -> str:
    return str(block.expression.arguments[0])


def _stretches(project: Project, report: Report | VariationReport | BoardPaper | OutlinePaper) -> list[tuple[int, int]]:
    """The lines between which a report's file is exempt, by the places of its marks."""
    file = report.place.file
    found: list[tuple[int, int]] = []
    begin = 0
    for number, line in enumerate(project.sources[file].lines, 1):
        if OPENS.fullmatch(line):
            begin = number
        elif CLOSES.fullmatch(line) and begin:
            found.append((begin, number))
            begin = 0
    return found
