"""From the law's table to the law as data, and from an edition's entries to how it stands and what it meets.

The table comes with the program, `pcpgen/law/plan.yaml`; in `plan/law.yaml` an office adds rows, or replaces some.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from pcpgen.languages import ENGLISH
from pcpgen.load.deadlines import SHIPPED, read_obligations
from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.shipped import shipped_folder
from pcpgen.model.law import Announced, Content, Election, Law, Reference, Stage
from pcpgen.model.plan import Duties, Met, Reached, Standing
from pcpgen.model.text import Text
from pcpgen.problems import unknown_id
from pcpgen.schema.law import LAW

FILE = "plan/law.yaml"


def read_law(folder: Folder) -> Law:
    """The law that comes with the program, and the rows that the office adds to it or puts in the place of its own."""
    law = shipped_law(folder.language or folder.main)
    if not folder.exists(FILE):
        return law
    fields = open_fields(folder, FILE, LAW)
    return replace(law if fields is None else _law(fields, law), own=True)


@cache
def shipped_law(language: str = ENGLISH) -> Law:
    """The program's own table, in a language; nothing in it is wrong."""
    folder = shipped_folder(SHIPPED, language)
    fields = open_fields(folder, "plan.yaml", LAW)
    assert fields is not None
    law = _law(fields, Law({}, {}, {}))
    assert not folder.problems, folder.problems[0]
    return law


def _law(fields: Fields, known: Law) -> Law:
    """A table of the law over one that is known already; where it lists elections, these alone count."""
    names = ("references", "contents", "stages", "elections", "announced", "measures")
    entries = {name: fields.fields(name) for name in names}
    references = {key.value: _reference(key, row) for key, row in entries["references"].named()}
    references = {**known.references, **references}
    laws = tuple(references)
    contents = {key.value: _content(key, row, laws) for key, row in entries["contents"].named()}
    stages = {
        **known.stages,
        **{
            key.value: _stage(key, row, laws, tuple({**known.stages, **dict.fromkeys(entries["stages"])}))
            for key, row in entries["stages"].named()
        },
    }
    elections = sorted(
        (_election(key, entries["elections"]) for key in entries["elections"]), key=lambda each: each.day
    )
    due = read_obligations(fields)
    announced = {key.value: _announced(key, row) for key, row in entries["announced"].named()}
    contents = {**known.contents, **contents}
    announced = {**known.announced, **announced}
    measures = {key.value: _content(key, row, laws) for key, row in entries["measures"].named()}
    measures = {**known.measures, **measures}
    return Law(references, contents, stages, tuple(elections) or known.elections, due, announced, measures)


def _source(fields: Fields) -> str:
    fields.choice("known")
    return fields.words("source")


def _reference(key: Text, fields: Fields) -> Reference:
    return Reference(
        id=key.value,
        title=fields.words("title"),
        section=fields.words("section"),
        begins=fields.date("in_force"),
        ends=fields.optional_date("until"),
        superseded_by=fields.words("superseded_by"),
        source=_source(fields),
    )


def _announced(key: Text, fields: Fields) -> Announced:
    announced, begins = fields.period("announced"), fields.period("from")
    return Announced(key.value, fields.words("what"), _source(fields), announced, begins)


def _provision(fields: Fields, known: tuple[str, ...]) -> str:
    law = fields.text("law")
    if law.value and law.value not in known:
        fields.problems.append(unknown_id("reference of the law", law.value, law.place, known))
    return law.value


def _content(key: Text, fields: Fields, known: tuple[str, ...]) -> Content:
    return Content(
        id=key.value,
        says=fields.words("says"),
        law=_provision(fields, known),
        begins=fields.date("in_force"),
        ends=fields.optional_date("until"),
        source=_source(fields),
    )


def _stage(key: Text, fields: Fields, known: tuple[str, ...], stages: tuple[str, ...]) -> Stage:
    after = fields.texts("after")
    for each in after:
        if each.value not in stages:
            fields.problems.append(unknown_id("stage", each.value, each.place, stages))
    return Stage(
        id=key.value,
        title=fields.words("title"),
        law=_provision(fields, known),
        required=fields.flag("required"),
        after=tuple(each.value for each in after),
        source=_source(fields),
    )


def _election(key: str, entries: Fields) -> Election:
    fields = entries.fields(key)
    day = entries.as_day(entries.key(key)) or date.max
    return Election(day, _source(fields), fields.optional_date("from"), fields.optional_date("until"))


def read_standing(fields: Fields) -> Standing:
    """The status, version and marking of a document; one that says nothing is final."""
    status = fields.choice("status")
    version, marking = fields.words("version"), fields.words("marking")
    language = fields.choice("language") if fields.optional("language") else ""
    return Standing("draft" if status == "draft" else "final", version, marking, language)


def read_duties(fields: Fields) -> Duties:
    """Where an edition meets what the law asks of it, and when it reached each stage."""
    met, stages, announced = (fields.fields(name) for name in ("contents_by_law", "stages", "announced"))
    return Duties(
        announced=tuple(key for key in announced.ids() if announced.words(key.value)),
        met={key.value: _met(key, met) for key in met.ids()},
        stages={key.value: _reached(key, stages) for key in stages.ids()},
        met_place=fields.key("contents_by_law").place if "contents_by_law" in fields else fields.place,
        stages_place=fields.key("stages").place if "stages" in fields else fields.place,
    )


def _reached(key: Text, fields: Fields) -> Reached:
    if entry := fields.more(key.value):
        return Reached(key, None, entry.words("not_recorded"))
    day = fields.as_day(fields.text(key.value))
    return Reached(key, day, "" if day else "its day could not be read")


def _met(key: Text, fields: Fields) -> Met:
    if entry := fields.more(key.value):
        return Met(key, None, entry.words("why_not"))
    return Met(key, fields.text(key.value), "")
