"""From the paragraphs of a paper to its numbered blocks, with figures, notes and what registers put between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import groupby

from pcpgen.compose.exempt import grounds, withheld
from pcpgen.compose.periods import day_words
from pcpgen.compose.prose import compose_phrase, compose_prose
from pcpgen.compose.wording import ended, figure_pieces
from pcpgen.document.blocks import Block, ExemptBlock, Numbered, QuestionBlock, Subheading, WithheldBlock
from pcpgen.document.document import Note, Section
from pcpgen.document.prose import Inline, NoteMark, Phrase, Prose, Reference, paragraph, phrase
from pcpgen.figures.data import Data
from pcpgen.model import plan as model
from pcpgen.model.project import Project
from pcpgen.model.report import Insert, Paragraph, Part, Question, Withheld
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.prose.tree import Expression, Heading, List, NoteName, Source
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

# what an expression alone in its paragraph becomes: the expression, the block's id and its number
Fill = Callable[[Expression, str, str], Block]


@dataclass
class Notes:
    """Notes in the order of their marks; numbering is the one thing here that has to remember."""

    found: list[Note] = field(default_factory=list)

    def mark(self, text: NoteText, scope: str, setting: Setting) -> NoteMark:
        number = len(self.found) + 1
        id = f"note-{scope}-{text.id}"
        self.found.append(Note(number, id, f"mark-{scope}-{text.id}", phrase()))
        self.found[number - 1] = Note(number, id, f"mark-{scope}-{text.id}", setting.inline(text.text, scope))
        label = setting.project.catalogue.text("notes.mark", number=number)
        return NoteMark(number, label, id, f"mark-{scope}-{text.id}")


@dataclass(frozen=True)
class Setting:
    """What the paragraphs of one paper are composed from."""

    project: Project
    office: model.Office
    data: Data
    notes: Notes

    def prose(self, passage: Passage, scope: str, notes: Sequence[NoteText] = ()) -> Prose:
        return compose_prose(passage, lambda what: self.insert(what, scope, notes))

    def inline(self, passage: Passage, scope: str, notes: Sequence[NoteText] = ()) -> Phrase:
        return compose_phrase(passage, lambda what: self.insert(what, scope, notes))

    def said(self, node: model.Node) -> Phrase:
        """A statement of the plan, as it reads on the paper's day."""
        return self.inline(node.body, "plan")

    def insert(self, what: Source, scope: str, notes: Sequence[NoteText]) -> tuple[Inline, ...]:
        """What stands in the place of an expression within words, or of a note's name."""
        if isinstance(what, NoteName):
            text = next(note for note in notes if note.id == what.name)
            return (self.notes.mark(text, scope, self),)
        if what.name == "see":
            name = str(what.arguments[0])
            return (Reference(name, self.project.indicators[name].title.value),)
        if what.name == "law":
            assert self.project.law is not None  # checked
            return phrase(self.project.law.references[str(what.arguments[0])].words).content
        return figure_pieces(what, self.data).content


def headed(
    id: str,
    number: str,
    title: str | tuple[str, ...],
    label: str = "",
    blocks: tuple[Block, ...] = (),
    sections: tuple[Section, ...] = (),
) -> Section:
    """A numbered section of a paper; it has several titles where it treats several parts of the plan together."""
    titles = (title,) if isinstance(title, str) else title
    return Section(id, titles, blocks, sections, number=number, label=label)


def asked(setting: Setting, number: str, passage: Passage) -> Numbered:
    """What the reader must decide, as a numbered paragraph; the items of its list have letters: (a), (b)."""
    prose = setting.prose(passage, "head")
    blocks = tuple(
        replace(block, numbering="a") if isinstance(block, List) and block.numbering == "bullet" else block
        for block in prose.blocks
    )
    return Numbered(f"p-{number.replace('.', '-')}", number, Prose(blocks), asks=True)


def written(number: str, *texts: str | Phrase) -> tuple[Block, ...]:
    """Paragraphs of the program's own words."""
    return tuple(Numbered(f"p-{number}-{at}", f"{number}.{at}", paragraph(text)) for at, text in enumerate(texts, 1))


def numbered(
    setting: Setting,
    blocks: Sequence[Paragraph | Insert | Withheld],
    number: str,
    notes: Sequence[NoteText],
    fill: Fill,
    after: int = 0,
) -> tuple[Block, ...]:
    """Paragraphs and inserts in order, numbered below `number` and on from `after`.

    What is exempt is withheld, whoever composes the paper, unless the project is for readers in private: there it
    stands together under its law and reason.
    """
    found: list[Block] = []
    seen = blocks if setting.project.in_private else tuple(map(withheld, blocks))
    counted = _counted(seen, number, after)
    for exempt, group in groupby(counted, key=lambda each: None if isinstance(each[1], Withheld) else each[1].exempt):
        made = [
            _withheld(setting, block, at) if isinstance(block, Withheld) else _block(setting, block, at, notes, fill)
            for at, block in group
        ]
        if exempt is None:
            found += made
        else:
            say = setting.project.catalogue
            why = grounds(say, setting.project.exemptions, exempt.paragraph.value)
            label = say.text("exempt.label", why=why)
            shown = tuple(each for each in made if not isinstance(each, WithheldBlock))
            found.append(ExemptBlock(label, ended(exempt.reason), shown))
    return tuple(found)


def _counted(
    blocks: Sequence[Paragraph | Insert | Withheld], number: str, after: int
) -> list[tuple[str, Paragraph | Insert | Withheld]]:
    """Each block with its number; a heading between them has none, and bears that of what comes after it."""
    found: list[tuple[str, Paragraph | Insert | Withheld]] = []
    at = after + 1
    for block in blocks:
        found.append((f"{number}.{at}", block))
        at += not (isinstance(block, Paragraph) and heading_of(block.body))
    return found


def heading_of(passage: Passage) -> Heading[Source] | None:
    """The heading that a passage is, if it is nothing else."""
    block = passage.blocks[0] if len(passage.blocks) == 1 else None
    return block if isinstance(block, Heading) else None


def _withheld(setting: Setting, block: Withheld, number: str) -> WithheldBlock:
    say = setting.project.catalogue
    why = grounds(say, setting.project.exemptions, block.paragraph)
    says = say.text("exempt.withheld", number=number, why=why)
    return WithheldBlock(f"p-{number.replace('.', '-')}", number, phrase(says))


def _block(setting: Setting, block: Paragraph | Insert, number: str, notes: Sequence[NoteText], fill: Fill) -> Block:
    id = f"p-{number.replace('.', '-')}"
    if isinstance(block, Insert):
        return fill(block.expression, id, number)
    if heading := heading_of(block.body):
        title = setting.inline(block.body, "report", notes)
        return Subheading(f"{id}-heading", number, heading.level - 1, title)
    return Numbered(id, number, setting.prose(block.body, "report", notes))


def free_sections(
    setting: Setting, parts: Sequence[Part], notes: Sequence[NoteText], fill: Fill, after: int = 0
) -> tuple[Section, ...]:
    """The sections of a free paper under their authors' titles, numbered on from `after`."""
    return tuple(
        headed(f"section-{at}", f"{at}", part.title, "", numbered(setting, part.blocks, f"{at}", notes, fill))
        for at, part in enumerate(parts, after + 1)
    )


def question_block(setting: Setting, question: Question, id: str, number: str, day: date) -> QuestionBlock:
    """A question as it stood on a day: with its answer, or who owes one and by when."""
    say, is_open = setting.project.catalogue, question.is_open(day)
    answer = setting.prose(question.answer, question.id, question.notes) if question.answer and not is_open else None
    status = owed(say, question.owner, question.due, day) if is_open else answered(say, question.answered)
    asked = setting.inline(question.question, question.id)
    return QuestionBlock(id, number, question.asker, asked, answer, status=status)


def answered(say: Catalogue, day: date | None, outcome: str = "") -> str:
    """When an answer was given, and with what outcome, as far as the register says."""
    when = say.text("question.given", day=day_words(say, day)) if day else ""
    said = "; ".join(filter(None, (outcome, when)))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def owed(say: Catalogue, owner: str, due: date | None, day: date) -> str:
    """That no answer has been given, who owes it, and whether it is overdue on a day."""
    if due is None:
        return say.text("question.awaited-from", post=owner) if owner else say.text("question.awaited")
    words, late = day_words(say, due), due < day
    if owner:
        return say.text("question.overdue-from" if late else "question.due-from", post=owner, day=words)
    return say.text("question.overdue" if late else "question.due", day=words)
