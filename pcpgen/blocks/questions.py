"""From questions and recommendations to blocks: each with its answer, or with who owes one and by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pcpgen.blocks.numbers import paragraph_id
from pcpgen.blocks.report import called
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.document.blocks import QuestionBlock, WordsBlock
from pcpgen.document.prose import phrase
from pcpgen.document.table import WordsRow, WordsTable
from pcpgen.model.period_words import day_in_cell, day_words
from pcpgen.model.plan import Theme
from pcpgen.model.project import Project
from pcpgen.model.report import Insert, Part, Question, Recommendation
from pcpgen.words.catalogue import Catalogue


def open_questions(setting: Setting, number: str, after: int) -> Made:
    """What was asked about the document's theme and nobody has answered, where it is not printed elsewhere."""
    subject = setting.subject
    assert subject.plan_theme is not None and subject.day is not None  # the block needs them
    waiting = questions_open(setting.project, subject.plan_theme, subject.parts, subject.day)
    return Made(
        tuple(
            question_block(setting, question, f"p-{number}-{at}", f"{number}.{at}", subject.day)
            for at, question in enumerate(waiting, after + 1)
        )
    )


def questions_open(project: Project, theme: Theme, parts: Sequence[Part], day: date) -> tuple[Question, ...]:
    """Questions about a theme's priorities, asked by a day and open on it, that no paragraph of the parts shows."""
    blocks = [block for part in parts for block in part.blocks if isinstance(block, Insert)]
    shown = {str(block.expression.arguments[0]) for block in blocks if block.expression.name == "question"}
    about = {theme.id, *(node.id for node in theme.nodes)}
    return tuple(
        question
        for question in project.questions.values()
        if question.id not in shown
        and (question.section and question.section.value in about)
        and (question.asked and question.asked <= day)
        and question.is_open(day)
    )


def question_log(setting: Setting, number: str, after: int) -> Made:
    """Every question asked by the document's day, over all themes, in a table: by whom, about what, how it stands."""
    say, day = setting.say, setting.subject.day
    assert day is not None  # the block needs it
    asked = [each for each in setting.project.questions.values() if each.asked and each.asked <= day]
    if not asked:
        return Made()
    heads = ("log.question", "log.asker", "log.asked", "log.about", "log.status")
    rows = tuple(_logged(setting, each, day) for each in sorted(asked, key=_by_day))
    at = f"{number}.{after + 1}"
    table = WordsTable(f"{paragraph_id(at)}-table", say.text("log.caption"), tuple(map(say.text, heads)), rows)
    return Made((WordsBlock(paragraph_id(at), at, table),))


def _by_day(question: Question) -> date:
    assert question.asked is not None
    return question.asked


def _logged(setting: Setting, question: Question, day: date) -> WordsRow:
    say, asked = setting.say, _by_day(question)
    status = phrase(say.text("log.answered"))
    if question.is_open(day):
        status = phrase(owed(say, question.owner, question.due, day))
        meetings = setting.project.panel.meetings if setting.project.panel else ()
        if carried := sum(asked < each.date <= day for each in meetings):
            status = phrase(status, " ", say.counted("log.carried", carried))
    elif question.answered:
        status = phrase(answered(say, question.answered))
    about = called(setting, question.section.value) if question.section else phrase(say.text("table.none"))
    cells = (phrase(question.asker), phrase(day_in_cell(say, asked)), about, status)
    return WordsRow(setting.of_plan.inline(question.question, question.id), cells, question.id)


def responses(setting: Setting, number: str, after: int) -> Made:
    """The Panel's recommendations, each with its response and outcome, or who owes one."""
    report = setting.subject.panel_report
    assert report is not None  # the block needs it
    return Made(
        tuple(
            _response(setting, each, f"{number}.{at}", report.date)
            for at, each in enumerate(report.recommendations, after + 1)
        )
    )


def _response(setting: Setting, each: Recommendation, number: str, day: date) -> QuestionBlock:
    said = setting.prose(each.response, each.id) if each.response else None
    say = setting.say
    status = answered(say, each.responded, each.outcome) if said else owed(say, each.owner, each.due, day)
    text = setting.inline(each.text, each.id)
    label = say.text("recommendation.label")
    return QuestionBlock(paragraph_id(number), number, setting.office.panel, text, said, label, status, each.id)


def question_block(setting: Setting, question: Question, id: str, number: str, day: date) -> QuestionBlock:
    """A question as it stood on a day: with its answer, or who owes one and by when."""
    say, is_open = setting.say, question.is_open(day)
    answer = setting.prose(question.answer, question.id, question.notes) if question.answer and not is_open else None
    status = owed(say, question.owner, question.due, day) if is_open else answered(say, question.answered)
    text = setting.inline(question.question, question.id)
    return QuestionBlock(id, number, question.asker, text, answer, say.text("question.label"), status, question.id)


def answered(say: Catalogue, day: date | None, outcome: str = "") -> str:
    """When an answer was given, and with what outcome, as far as the register says."""
    if day and not outcome:
        return say.text("question.given-alone", day=day_words(say, day))
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
