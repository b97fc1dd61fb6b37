"""From the law to problems: what an edition does not contain, stages without a day, law that is not in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pcpgen.checks.passages import written
from pcpgen.figures.data import Data
from pcpgen.model.law import Content, Law, Reference
from pcpgen.model.period import parse_period
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.place import Place
from pcpgen.problems import Problem, listed, problem, unknown_id
from pcpgen.prose.passage import Passage
from pcpgen.rules import Rule

UNMET_CONTENT = Rule(
    "unmet-content",
    "Something that the law has every plan contain is met by no part",
    "A plan that lacks one of its contents is not lawful.",
    "Add it to contents_by_law with the part that meets it, or with why_not: and the reason.",
)
MISSING_STAGE = Rule(
    "missing-stage",
    "A final plan lacks the day of a stage",
    "A plan may not be issued before each step that the law asks for has been taken.",
    "Add the stage with its day under stages, or write status: draft.",
)
TERM_DIFFERS = Rule(
    "term-differs",
    "A plan is said to end on another day than the law has it end",
    "By law a plan runs to the end of the financial year of the next ordinary election.",
    "Correct the end of the period.",
    "warning",
)
ANNOUNCED_CHANGE = Rule(
    "announced-change",
    "A plan runs beyond a change of the law that is announced",
    "Until it is law the plan’s end is right; readers want to know who answers for the years after.",
    "Say in edition.yaml, under announced:, what becomes of the plan then.",
    "warning",
)
SUPERSEDED_LAW = Rule(
    "superseded-law",
    "Law is cited that is not in force at the document’s date",
    "A document that rests on law which has been replaced, or has not begun, misleads its readers.",
    "Cite the law that is in force.",
)


def check_law(project: Project, data: Data) -> Iterator[Problem]:
    """What the law asks of each edition, and the law that it cites."""
    for edition in project.editions.values() if project.office else ():
        yield from _asked(project.law, edition)
        yield from check_cited(project.law, (each.passage for each in written(edition)), edition.in_force)


def _asked(law: Law, edition: Edition) -> list[Problem]:
    """What the law asks of an edition; a draft need not meet it yet, but may name nothing that does not exist."""
    found = [*_names(law, edition), *_term(law, edition)]
    if not edition.draft:
        found += _contents(law, edition)
        found += _stages(law, edition)
        found += _announced(law, edition)
    return found


def still_lacking(law: Law, edition: Edition) -> list[str]:
    """What a draft lacks before it can be final: entries of its file, each with what the law asks by it."""
    met, reached = edition.duties.met, edition.duties.stages
    contents = [f"contents_by_law: {each.id}, {each.says}" for each in law.due(edition.in_force) if each.id not in met]
    said, end = {name.value for name in edition.duties.announced}, edition.period.end
    concerns = (each for each in law.announced.values() if end and each.concerns(edition.in_force, end))
    ahead = (each for each in concerns if each.id not in said)
    contents += [f"announced: {each.id}, what becomes of the plan when {each.what}" for each in ahead]
    stages = (each for each in law.stages.values() if each.required and each.id not in reached)
    return [*contents, *(f"stages: {each.id}, {each.title[0].lower()}{each.title[1:]}" for each in stages)]


def _names(law: Law, edition: Edition) -> Iterator[Problem]:
    parts = [*(part.value for part in edition.parts), *(theme.id for theme in edition.themes)]
    for met in edition.duties.met.values():
        if met.content.value not in law.contents:
            yield _unknown(law, "content of a plan by law", met.content.value, met.content.place, list(law.contents))
        if met.part and met.part.value not in parts:
            yield unknown_id("part or theme of the edition", met.part.value, met.part.place, parts)
    for reached in edition.duties.stages.values():
        if reached.stage.value not in law.stages:
            yield _unknown(law, "stage", reached.stage.value, reached.stage.place, list(law.stages))
    yield from _order(law, edition)


def _unknown(law: Law, what: str, name: str, place: Place, known: Iterable[str]) -> Problem:
    """That no table of the law has a row, and where the office's own would stand."""
    found = unknown_id(what, name, place, list(known))
    own = " A row of the office’s own stands in plan/law.yaml, which is not there."
    return (
        found if law.own or found.remedy.startswith("Did you mean") else replace(found, remedy=f"{found.remedy}{own}")
    )


def _order(law: Law, edition: Edition) -> Iterator[Problem]:
    """No stage is dated before one that it follows; those between which the law sets no order have none."""
    reached = edition.duties.stages
    for id, stage in law.stages.items():
        for before in stage.after if id in reached else ():
            later, earlier = reached[id], reached.get(before)
            if earlier and earlier.day and later.day and later.day < earlier.day:
                message = f"“{stage.title}” is dated before “{law.stages[before].title}”"
                yield problem(MISSING_STAGE, later.stage.place, message, "Correct one of the two days.")
                break


def _term(law: Law, edition: Edition) -> Iterator[Problem]:
    """A plan runs until the law has it end."""
    issued = edition.duties.stages.get("issued")
    day = issued.day if issued and issued.day else edition.in_force
    period = edition.made_for or edition.period
    end, last = period.end, law.term(day)
    if end and last and end != last and edition.sure_of_day:
        message = f"the plan’s period ends on {_words(end)}; one of {_words(day)} runs to {_words(last)} by law"
        written = f"Write period: {period.start}..{last}"
        if period.start is None or period.start >= last:
            written = "Correct the period, or the day on which the plan is issued"
        remedy = f"{written}; or list the office’s own elections: in plan/law.yaml."
        yield problem(TERM_DIFFERS, edition.period_place, message, remedy)


def _announced(law: Law, edition: Edition) -> Iterator[Problem]:
    """Each announced change that the plan runs into and says nothing of; each of which it speaks in vain."""
    end, said = edition.period.end, edition.duties.announced
    if end is None or not edition.sure_of_day:
        return
    ahead = [each for each in law.announced.values() if each.concerns(edition.in_force, end)]
    names = [name.value for name in said]
    for each in ahead if set(names) <= law.announced.keys() else ():  # a misspelt name is told once
        if each.id not in names:
            message = f"the plan’s period ends on {_words(end)}; from {each.begins.words} {each.what} ({each.source})"
            remedy = f"Add announced: {{{each.id}: …}} to edition.yaml, with what becomes of the plan then."
            yield problem(ANNOUNCED_CHANGE, edition.period_place, message, remedy)
    for name in said:
        if name.value not in law.announced:
            yield _unknown(law, "announced change of the law", name.value, name.place, list(law.announced))
        elif name.value not in [each.id for each in ahead]:
            message = f"the plan does not run into “{name}”, or was made before it was announced"
            yield problem(ANNOUNCED_CHANGE, name.place, message, "Take the entry out.")


def _words(day: date) -> str:
    return parse_period(day.isoformat()).words


def _contents(law: Law, edition: Edition) -> Iterator[Problem]:
    lacking = [content for content in law.due(edition.in_force) if content.id not in edition.duties.met]
    if lacking and not edition.duties.met:
        message = f"the plan does not say where it meets {_cited_by(law, lacking[0])}"
        remedy = f"Write contents_by_law: with {listed([content.id for content in lacking])}, each with its part."
        yield problem(UNMET_CONTENT, edition.duties.met_place, message, remedy)
        return
    for content in lacking:
        message = f"no part of the plan meets {_cited_by(law, content)}: {content.says}"
        remedy = f"Add {content.id}: under contents_by_law with the part that meets it, or why_not: and the reason."
        yield problem(UNMET_CONTENT, edition.duties.met_place, message, remedy)


def _cited_by(law: Law, content: Content) -> str:
    return law.references[content.law].words if content.law in law.references else "the law"


def _stages(law: Law, edition: Edition) -> Iterator[Problem]:
    lacking = [stage for stage in law.stages.values() if stage.required and stage.id not in edition.duties.stages]
    if lacking and not edition.duties.stages:
        message = "the plan is final, and has no day for any stage that the law asks for"
        remedy = f"Write stages: with {listed([stage.id for stage in lacking])}, each with its day; or status: draft."
        yield problem(MISSING_STAGE, edition.duties.stages_place, message, remedy)
        return
    for stage in lacking:
        message = f"the plan is final, and has no day for the stage “{stage.title}”"
        remedy = f"Add {stage.id}: under stages, its day or not_recorded: and why; or write status: draft."
        yield problem(MISSING_STAGE, edition.duties.stages_place, message, remedy)


def check_cited(law: Law, written: Iterable[Passage], day: date) -> list[Problem]:
    """Each provision that prose cites, by an expression or its title, is known and in force on the document's day."""
    gone = [each for each in law.references.values() if not each.holds(day)]
    found: list[Problem] = []
    for passage in written:
        found += _cited(law, passage, day)
        if gone:
            found += _named(law, gone, passage, day)
    return found


def _named(law: Law, gone: list[Reference], passage: Passage, day: date) -> Iterator[Problem]:
    """Law that is not in force, named by its title."""
    for reference in gone:
        for stretch in passage.stretches:
            if reference.title in stretch.text:
                yield _superseded(law, reference.id, stretch.place, day)
                break


def _cited(law: Law, passage: Passage, day: date) -> Iterator[Problem]:
    known = law.references
    for expression in passage.expressions:
        if expression.name != "law":
            continue
        name = str(expression.arguments[0])
        if name not in known:
            yield _unknown(law, "reference of the law", name, expression.place, list(known))
        elif not known[name].holds(day):
            yield _superseded(law, name, expression.place, day)


def _superseded(law: Law, name: str, place: Place, day: date) -> Problem:
    cited, when = law.references[name], _words(day)
    begins = f"it begins on {_words(cited.begins)}"
    state = begins if day < cited.begins else f"it ended on {_words(cited.ends or day)}"
    newer = law.references.get(cited.superseded_by)
    remedy = f'Cite {newer.words}: {{{{ law("{newer.id}") }}}}.' if newer and day > cited.begins else ""
    return problem(SUPERSEDED_LAW, place, f"{cited.words} is not in force on {when}: {state}", remedy)
