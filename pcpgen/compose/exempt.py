"""From a project to what the public may see of it: no document composed from the result can hold what is exempt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from pcpgen.blocks.exempt import withheld
from pcpgen.document.document import Document, Head
from pcpgen.model.board import BoardPaper
from pcpgen.model.outline import OutlinePaper
from pcpgen.model.project import Project
from pcpgen.model.report import (
    Appendix,
    Exemption,
    Exemptions,
    Insert,
    Meeting,
    Paragraph,
    Part,
    Report,
    VariationReport,
    Withheld,
)
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.prose.tree import Expression
from pcpgen.prose.walk import pictures_in

AnyReport = TypeVar("AnyReport", Report, VariationReport)
Blocks = Iterable[Paragraph | Insert | Withheld]


def public(project: Project) -> Project:
    """The project without its exempt passages, and without what only they name.

    Exempt paragraphs and inserts become `Withheld`, exempt appendices keep the number of their paragraph alone. Notes,
    questions, works and pictures that nothing but exempt passages name are gone.
    """
    written = project.papers
    hidden = [block for paper in written for block in _blocks(paper.parts) if _is_exempt(block)]
    shown = [block for paper in written for block in _blocks(paper.parts) if not _is_exempt(block)]
    questions = _named(hidden, "question") - _named(shown, "question")
    notes = [note for paper in written for note in paper.notes]
    works = set(_works(project, hidden, notes)) - set(_works(project, shown, notes))
    works -= {report.law.value for report in project.variation_reports}
    panel = project.panel
    opened = replace(
        project,
        reports=tuple(_open(report, works, [report.recommend, report.attached]) for report in project.reports),
        variation_reports=tuple(_open(report, works) for report in project.variation_reports),
        board_papers=tuple(_open_board(paper, works) for paper in project.board_papers),
        outline_papers=tuple(_open_outline(paper, works) for paper in project.outline_papers),
        questions={id: question for id, question in project.questions.items() if id not in questions},
        works={id: work for id, work in project.works.items() if id not in works},
        panel=panel and replace(panel, meetings=tuple(map(_open_meeting, panel.meetings))),
    )
    if not project.images:
        return opened
    seen = {picture.file for passage in opened.passages for picture in pictures_in(passage.blocks)}
    return replace(opened, images={file: image for file, image in project.images.items() if file in seen})


def has_exempt(parts: Iterable[Part]) -> bool:
    return any(_is_exempt(block) for block in _blocks(parts))


def exempt_paragraphs(parts: Iterable[Part]) -> tuple[str, ...]:
    """The paragraphs of the law under which something is exempt, each once, in order."""
    blocks = _blocks(parts)
    return tuple(
        sorted({block.exempt.paragraph.value for block in blocks if not isinstance(block, Withheld) and block.exempt})
    )


def _open_board(paper: BoardPaper, works: set[str]) -> BoardPaper:
    parts = _open_parts(paper.parts)
    marked = _marked([paper.recommend, *_passages(parts)])
    return replace(
        paper,
        parts=parts,
        notes=tuple(note for note in paper.notes if note.id in marked),
        works=tuple(work for work in paper.works if work.value not in works),
    )


def _open_outline(paper: OutlinePaper, works: set[str]) -> OutlinePaper:
    parts = _open_parts(paper.parts)
    marked = _marked([*paper.entries.values(), *_passages(parts)])
    return replace(
        paper,
        parts=parts,
        notes=tuple(note for note in paper.notes if note.id in marked),
        works=tuple(work for work in paper.works if work.value not in works),
    )


def _open_parts(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(replace(part, blocks=tuple(withheld(block) for block in part.blocks)) for part in parts)


def _open(paper: AnyReport, works: set[str], more: Sequence[Passage | None] = ()) -> AnyReport:
    """A report without what is exempt in it; `more` are passages of it that stand outside its parts."""
    parts: tuple[Part, ...] = _open_parts(paper.parts)
    marked = _marked([*(passage for passage in more if passage), *_passages(parts)])
    return replace(
        paper,
        parts=parts,
        notes=tuple(note for note in paper.notes if note.id in marked),
        bibliography=tuple(work for work in paper.bibliography if work.value not in works),
    )


def _open_meeting(meeting: Meeting) -> Meeting:
    items = tuple(replace(item, appendices=_appendices(item.appendices)) for item in meeting.items)
    return replace(meeting, items=items)


def _appendices(appendices: tuple[Appendix, ...]) -> tuple[Appendix, ...]:
    """An exempt appendix as its number in the order and its paragraph of the law."""
    return tuple(
        Appendix("", "", "unknown", Exemption(each.exempt.paragraph, "")) if each.exempt else each
        for each in appendices
    )


def _blocks(parts: Iterable[Part]) -> Iterator[Paragraph | Insert | Withheld]:
    return (block for part in parts for block in part.blocks)


def _is_exempt(block: Paragraph | Insert | Withheld) -> bool:
    return not isinstance(block, Withheld) and block.exempt is not None


def _passages(parts: Iterable[Part]) -> list[Passage]:
    return [block.body for block in _blocks(parts) if isinstance(block, Paragraph)]


def _marked(written: Iterable[Passage]) -> set[str]:
    return {mark.name for passage in written for mark in passage.notes}


def _named(blocks: Blocks, name: str) -> set[str]:
    """The ids that inserts of a kind name."""
    return {
        str(block.expression.arguments[0])
        for block in blocks
        if isinstance(block, Insert) and block.expression.name == name
    }


def _works(project: Project, blocks: Blocks, notes: Sequence[NoteText]) -> Iterator[str]:
    """The works that blocks quote, in their notes and in the questions that they show too."""
    blocks = list(blocks)
    written = [block.body for block in blocks if isinstance(block, Paragraph)]
    marked = _marked(written)
    beside = [note for note in notes if note.id in marked]
    for id in _named(blocks, "question"):
        if question := project.questions.get(id):
            written += [question.question, *((question.answer,) if question.answer else ())]
            beside += question.notes
    for passage in (*written, *(note.text for note in beside)):
        yield from (str(each.arguments[-1]) for each in passage.expressions if _quotes(each))


def works_quoted(project: Project, report: Report) -> tuple[str, ...]:
    """The works that a report quotes, in the order of the bibliography."""
    found = set(_works(project, _blocks(report.parts), report.notes))
    return tuple(id for id in project.works if id in found)


def _quotes(expression: Expression) -> bool:
    return expression.name == "quoted"


def exempt_version(paper: Document, parts: Iterable[Part], exemptions: Exemptions | None) -> Document:
    """A paper composed from all of its parts as its readers in private get it: under an id of its own, and marked.

    The mark stands at the head and the end of the page, and on each sheet of paper.
    """
    assert exemptions is not None
    numbers = exempt_paragraphs(parts)
    say = paper.catalogue
    mark, label = say.text("exempt.version"), say.text("head.access")
    key = "exempt.under-section" if exemptions.by == "section" else "exempt.under"
    under = say.counted(key, len(numbers), law=exemptions.law, paragraphs=say.listed(numbers))
    says = say.text("exempt.version-says", mark=mark, under=under)
    if exemptions.test:
        says = say.text("exempt.version-test", says=says, test=exemptions.test)
    assert isinstance(paper.front, Head)
    facts = ((label, mark), *(fact for fact in paper.front.facts if fact[0] != label))
    return replace(
        paper,
        id=f"{paper.id}-exempt",
        notice=" ".join(filter(None, (says, paper.notice))),
        footer=f"{mark} | {paper.footer}",
        front=replace(paper.front, facts=facts),
    )
