"""From `plan/board/<date>/` to the papers to the Board."""

from __future__ import annotations

from functools import partial

from pcpgen.load.fields import ID, Fields
from pcpgen.load.files import Folder
from pcpgen.load.law import read_standing
from pcpgen.load.pages import front_matter
from pcpgen.load.parts import read_parts
from pcpgen.load.rules import MALFORMED_DATE
from pcpgen.model.board import BoardPaper, Consultation
from pcpgen.model.ids import id_near
from pcpgen.model.period import UNREAD, parse_date
from pcpgen.model.text import Text
from pcpgen.place import Place, Source
from pcpgen.problems import problem
from pcpgen.prose.reading import split_notes
from pcpgen.rules import DUPLICATE_KEY, MALFORMED_ID
from pcpgen.schema.panel import BOARD_PAPER

BOARD = "plan/board"


def read_board(folder: Folder) -> tuple[BoardPaper, ...]:
    """The papers of every meeting of the Board, in the order of their dates."""
    found: list[BoardPaper] = []
    for day in folder.folders(BOARD):
        try:
            parse_date(day)
        except ValueError as error:
            remedy = "Name the folder by the day of the meeting, such as 2025-09-16."
            folder.problems.append(problem(MALFORMED_DATE, Place(f"{BOARD}/{day}"), str(error), remedy))
            continue
        for name in folder.names(f"{BOARD}/{day}", ".md"):
            paper = _paper(folder, f"{BOARD}/{day}/{name}", name.removesuffix(".md"), day)
            earlier = next((each for each in found if paper and each.id == paper.id), None)
            if paper and earlier:
                message = f'the id "{paper.id}" is that of {earlier.place.file} already'
                folder.problems.append(problem(DUPLICATE_KEY, paper.place, message, "Give the paper another name."))
            elif paper:
                found.append(paper)
    return tuple(found)


def _paper(folder: Folder, file: str, id: str, day: str) -> BoardPaper | None:
    if not ID.fullmatch(id):
        remedy = f"Rename the file to {id_near(id)}.md."
        folder.problems.append(problem(MALFORMED_ID, Place(file), f'"{id}" is no id', remedy))
        return None
    source = folder.text(file)
    if source is None:
        return None
    return folder.remembered(source, partial(_read_paper, folder, source, id, day), id, day)


def _read_paper(folder: Folder, source: Source, id: str, day: str) -> BoardPaper | None:
    read = front_matter(folder, source, BOARD_PAPER)
    if read is None:
        return None
    fields, text, begin, source = read
    text, notes, wrong = split_notes(text, begin, source)
    folder.problems += wrong
    parts, _ = read_parts(folder, source, text, begin, free=True, more=("repeat", "contents_by_law", "themes"))
    consultations, appendices = fields.fields("consultations"), fields.fields("appendices")
    fields.choice("paper")
    return BoardPaper(
        id=id,
        day=parse_date(day),
        sender=fields.text("from"),
        title=fields.words("title"),
        recommend=fields.prose("recommend"),
        consultations={key.value: _consultation(key, each) for key, each in consultations.named()},
        appendices={key: appendices.words(key) for key in appendices},
        works=fields.texts("bibliography"),
        contact=fields.words("contact"),
        parts=parts,
        notes=notes,
        standing=read_standing(fields),
        place=fields.place,
    )


def _consultation(key: Text, fields: Fields) -> Consultation:
    consultation = Consultation(fields.date("from"), fields.date("to"), key.place)
    if UNREAD < consultation.end < consultation.start:
        message = f'the consultation "{key}" ends before it begins'
        fields.problems.append(problem(MALFORMED_DATE, key.place, message, "Correct one of the two days."))
    return consultation
