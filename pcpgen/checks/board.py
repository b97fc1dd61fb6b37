"""From a paper to the Board to problems: references, prose, figures and the law that it cites."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.blocks.subject import Subject
from pcpgen.checks.amounts import AMOUNTS, check_amounts
from pcpgen.checks.figures import check_expressions
from pcpgen.checks.law import check_cited
from pcpgen.checks.passages import Prose, headings_twice, shown_twice
from pcpgen.checks.prose import check_notes, check_passages
from pcpgen.checks.references import check_paper
from pcpgen.checks.rules import UNACCOUNTED
from pcpgen.figures.data import Data
from pcpgen.model.board import BoardPaper
from pcpgen.model.project import Project, edition_at, posts_of
from pcpgen.model.report import Insert, Paragraph
from pcpgen.problems import Problem, problem, unknown_id
from pcpgen.prose.rules import MALFORMED_EXPRESSION
from pcpgen.prose.tree import Expression

ALONE = (
    "repeat",
    "contents_by_law",
    "themes",
    "indicator",
    "rates",
    "performance",
    "actions",
    AMOUNTS,
    "reuse",
)  # what stands in a paragraph of its own
REPEATED = "recommendation"


def check_board_papers(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of each paper to the Board."""
    for paper in project.board_papers if project.office else ():
        yield from _paper(project, paper, data)


def _paper(project: Project, paper: BoardPaper, data: Data) -> list[Problem]:
    own = [block.body for part in paper.parts for block in part.blocks if isinstance(block, Paragraph)]
    written = [paper.recommend, *own, *(note.text for note in paper.notes)]
    found = check_passages(project, (Prose(paper.id, passage) for passage in written))
    found += check_expressions(data.at(paper.day, edition_at(project, paper.day)), written)
    found += [*check_notes(project, paper.notes, own), *headings_twice(paper.parts), *shown_twice(paper.parts)]
    subject = Subject(paper.id, paper.title, paper.day, {}, "", (), parts=paper.parts)
    found += check_paper(project, "bcb-paper", subject, written, paper.notes)
    found += check_cited(project.law, written, paper.day)
    inserts = [block.expression for part in paper.parts for block in part.blocks if isinstance(block, Insert)]
    for expression in (*inserts, *(each for passage in written for each in passage.expressions)):
        found += _reference(project, paper, expression, expression in inserts)
        if expression.name == AMOUNTS and expression in inserts:
            found += check_amounts(project, data.at(paper.day, edition_at(project, paper.day)), expression)
    posts = posts_of(project)
    if paper.sender.value and paper.sender.value not in posts:
        found.append(unknown_id("post of the office", paper.sender.value, paper.sender.place, {*posts.values()}))
    for work in paper.works:
        if work.value not in project.works:
            found.append(unknown_id("work in the bibliography", work.value, work.place, list(project.works)))
    if not _repeats(inserts):
        message = "the paper prints its recommendation nowhere"
        remedy = f'Write {{{{ repeat("{REPEATED}") }}}} in a paragraph of its own.'
        found.append(problem(UNACCOUNTED, paper.recommend.place, message, remedy))
    return found


def _repeats(inserts: list[Expression]) -> bool:
    return any(each.name == "repeat" for each in inserts)


_NAMED = {
    "repeat": "text of the paper’s entries",
    "consultation": "consultation",
    "indicator": "indicator with data",
    "rates": "indicator with rates",
    "performance": "table of performance",
}


def _reference(project: Project, paper: BoardPaper, expression: Expression, alone: bool) -> Iterator[Problem]:
    name = str(expression.arguments[0])
    known = {
        "repeat": [REPEATED],
        "contents_by_law": list(project.editions),
        "themes": list(project.editions),
        "consultation": list(paper.consultations),
        "indicator": [id for id in project.indicators if id in project.datasets],
        "rates": [id for id, dataset in project.datasets.items() if dataset.rates],
        "performance": list(project.performance),
    }.get(expression.name)
    if expression.name in ("chart", "question", "quoted"):
        message = f"{expression.name} belongs to a report to the Panel or to the plan"
        yield problem(MALFORMED_EXPRESSION, expression.place, message, "Take it out of the paper.")
    elif known is not None and name not in known:
        yield unknown_id(_NAMED.get(expression.name, "edition"), name, expression.place, known)
    elif expression.name in ALONE and not alone:
        message = f"{expression.name} cannot stand within other words"
        yield problem(MALFORMED_EXPRESSION, expression.place, message, "Give it a paragraph of its own.")
