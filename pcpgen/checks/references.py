"""From the names that a document's things bear to problems of what refers to them: nothing, or two, of a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pcpgen.blocks.questions import questions_open
from pcpgen.blocks.subject import Subject
from pcpgen.compose.placing import placed
from pcpgen.load.outlines import outline_of
from pcpgen.model.project import Project
from pcpgen.model.report import Insert, Paragraph, Part, Question
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, first, problem, unknown_id
from pcpgen.prose.passage import NoteText, Passage, named_in
from pcpgen.prose.rules import MALFORMED_EXPRESSION
from pcpgen.rules import DUPLICATE_KEY

# ids that the program gives within a page
OF_PROGRAM = pattern(
    r"main|contents(?:-title)?|notes|bibliography|open-data|(?:p|section|version)-[0-9].*|(?:note|mark|work)-.+"
)


def check_names(given: Iterable[str], authored: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    """Each name that an author gives is no other's, `given` those that things have without."""
    known = set(given)
    for name, place in authored:
        if name in known or OF_PROGRAM.fullmatch(name):
            yield problem(DUPLICATE_KEY, place, f'the name "{name}" is taken already', "Give it another name.")
        known.add(name)


def check_references(what: str, known: Iterable[str], passages: Iterable[Passage]) -> Iterator[Problem]:
    """Each reference names one thing of its document; `what` says what can be named."""
    counted = Counter(known)
    for expression in (each for passage in passages for each in passage.expressions if each.name == "see"):
        name = str(expression.arguments[0])
        if len(expression.arguments) > 1:
            yield problem(MALFORMED_EXPRESSION, expression.place, "see takes one name", "Write one for each thing.")
        elif name not in counted:
            yield unknown_id(what, name, expression.place, counted)
        elif counted[name] > 1:
            message = f'{counted[name]} things are named "{name}"'
            yield problem(DUPLICATE_KEY, expression.place, message, "Give the one that you mean a name of its own.")


def check_paper(
    project: Project,
    kind: str,
    subject: Subject,
    written: Iterable[Passage],
    notes: Iterable[NoteText] = (),
    questions: Iterable[Question] = (),
    taken: Iterable[str] = (),
) -> list[Problem]:
    """What the author of a paper named in it, and what is referred to in `written` and in the answers to `questions`.

    `taken` are names that stand in the paper and cannot be referred to.
    """
    authored = list(named_by_author(subject.parts))
    given = list(_given(project, kind, subject))
    known = [*given, *dict(authored)]
    of_paper = "thing that this paper shows"
    found = first(check_names([*given, *taken], authored))
    found += first(check_references(of_paper, [*known, *(f"^{note.id}" for note in notes)], written))
    for question in questions:
        said = [question.question, *([question.answer] if question.answer else [])]
        said += [note.text for note in question.notes]
        found += first(check_references(of_paper, [*known, *(f"^{note.id}" for note in question.notes)], said))
    return found


def named_by_author(parts: Iterable[Part]) -> Iterator[tuple[str, Place]]:
    """The names that an author gave in a paper, in order, each with its place."""
    for part in parts:
        if part.name:
            yield part.name, part.place
        for block in part.blocks:
            if isinstance(block, Paragraph):
                yield from ((name, place) for name, (_, place) in named_in(block.body).items())
            elif isinstance(block, Insert) and block.name:
                yield block.name, block.expression.place


def _given(project: Project, kind: str, subject: Subject) -> Iterator[str]:
    """The names that a paper's sections have by its outline, and what registers and data put into it by theirs."""
    authored = {part.name for part in subject.parts}
    outline = outline_of(project.outlines, kind)
    for each in placed(project, outline, subject):
        if not each.unwritten:
            yield from (name for name in each.names if name not in authored)
            yield from (id.value for part in each.grouped for id in part.ids)
    for part in subject.parts:
        for block in part.blocks:
            if isinstance(block, Insert):
                yield from inserted(block)
    blocks = [section.block.value for section in outline.sections]
    if subject.panel_report and "responses" in blocks:
        yield from (each.id for each in subject.panel_report.recommendations)
    if subject.day and "question-log" in blocks:
        yield from (each.id for each in project.questions.values() if each.asked and each.asked <= subject.day)
    if subject.plan_theme and subject.day and "open-questions" in blocks:
        waiting = questions_open(project, subject.plan_theme, subject.parts, subject.day)
        yield from (question.id for question in waiting)


def inserted(block: Insert) -> Iterator[str]:
    """The names of what registers and data put into a paper: an indicator with its chart and table, and so on."""
    name = str(block.expression.arguments[0])
    if block.expression.name == "indicator":
        yield from (name, f"{name}-chart", f"{name}-table")
    elif block.expression.name == "rates":
        yield f"{name}-rates{'-unranked' if len(block.expression.arguments) > 1 else ''}"
    elif block.expression.name == "performance":
        yield f"{name}-performance"
    elif block.expression.name == "amounts":
        yield f"{name}-amounts"
    elif block.expression.name == "question":
        yield name
