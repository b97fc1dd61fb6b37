"""From the registers of the Panel to its questions and its recommendations, with what was answered."""

from __future__ import annotations

from typing import Literal

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import EMPTY_TEXT, UNKNOWN_KEY
from pcpgen.model.report import PanelReport, Question, Recommendation
from pcpgen.model.text import Text
from pcpgen.problems import problem
from pcpgen.prose.passage import NoteText, Passage
from pcpgen.prose.reading import read_prose, split_notes
from pcpgen.schema.panel import QUESTIONS as DECLARED
from pcpgen.schema.panel import RECOMMENDATIONS

PANEL = "plan/panel"
QUESTIONS = f"{PANEL}/questions.yaml"


def read_questions(folder: Folder) -> dict[str, Question]:
    """The Panel's questions by id."""
    found = folder.exists(QUESTIONS)
    fields = open_fields(folder, QUESTIONS, DECLARED) if found else None
    return {key.value: _question(key, question) for key, question in fields.named()} if fields else {}


def _question(key: Text, fields: Fields) -> Question:
    """A question; one that is open says who owes the answer, and by when."""
    status: Literal["answered", "open"] = "open" if fields.choice("status") == "open" else "answered"
    answer, notes = _block(fields, "answer") if status == "answered" else (None, ())
    if status == "open" and "answer" in fields:
        message = f'the question "{key}" is open and has an answer'
        fields.problems.append(problem(UNKNOWN_KEY, fields.key("answer").place, message, "Write status: answered."))
    return Question(
        id=key.value,
        asker=fields.words("asker"),
        question=fields.passage("question") or Passage((), "", key.place),
        answer=answer,
        notes=notes,
        status=status,
        place=key.place,
        asked=fields.optional_date("asked", required=status == "open"),
        owner=fields.words("owner", required=status == "open"),
        due=fields.optional_date("due", required=status == "open"),
        answered=fields.optional_date("answered"),
        section=fields.text("section", required=True) if "section" in fields or status == "open" else None,
        at=fields.places("asked", "due", "answered"),
    )


def _block(fields: Fields, name: str) -> tuple[Passage, tuple[NoteText, ...]]:
    """An entry of several paragraphs, with its line breaks."""
    tree = fields.tree(name, required=True)
    if not isinstance(tree, Text):
        if tree is not None:
            fields.as_text(tree, name)  # says how it is written
        return Passage((), "", fields.place), ()
    if not tree.value.strip():
        remedy = "Write the words; where there is no answer yet, take the entry out and say who owes it."
        fields.problems.append(problem(EMPTY_TEXT, tree.place, f'"{name}" holds no words', remedy))
    text, notes, wrong = split_notes(tree.value, tree.place, fields.source)
    passage, more = read_prose(text, tree.place, fields.source)
    fields.problems += wrong + more
    return passage, notes


def read_recommendations(folder: Folder) -> tuple[PanelReport, ...]:
    """The Panel's reports with their recommendations, and what the Commissioner answered; none where none are kept."""
    file = f"{PANEL}/recommendations.yaml"
    fields = open_fields(folder, file, RECOMMENDATIONS) if folder.exists(file) else None
    if fields is None:
        return ()
    law = fields.words("law")
    return tuple(_report(each, law) for each in fields.each("reports"))


def _report(fields: Fields, law: str) -> PanelReport:
    return PanelReport(
        date=fields.date("date"),
        edition=fields.text("edition"),
        on=fields.words("on"),
        law=law,
        recommendations=tuple(_recommendation(key, each) for key, each in fields.fields("recommendations").named()),
        place=fields.place,
    )


def _recommendation(key: Text, fields: Fields) -> Recommendation:
    """A recommendation; what is answered says when and with what outcome, the rest who owes the answer, and by when."""
    answered = "response" in fields
    return Recommendation(
        id=key.value,
        text=fields.passage("text") or Passage((), "", key.place),
        response=_block(fields, "response")[0] if answered else None,
        outcome=_outcome(fields) if answered else "",
        responded=fields.optional_date("responded", required=answered),
        owner=fields.words("owner", required=not answered),
        due=fields.optional_date("due", required=not answered),
        place=key.place,
        at=fields.places("responded", "due"),
    )


def _outcome(fields: Fields) -> str:
    fields.tree("outcome", required=True)
    return fields.choice("outcome")
