"""From the law's table to the law as data, and from an edition's entries to how it stands and what it meets.

The table comes with the program, `pcpgen/law/plan.yaml`; in `plan/law.yaml` an office adds rows, or replaces some.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from pcpgen.load.deadlines import KNOWN, SHIPPED, read_obligations
from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import MALFORMED_DATE
from pcpgen.load.tree import Mapping as Entries
from pcpgen.model.law import Announced, Content, Election, Law, Reference, Stage
from pcpgen.model.period import parse_date
from pcpgen.model.plan import Duties, Met, Reached, Standing
from pcpgen.model.text import Text
from pcpgen.problems import problem, unknown_id

FILE = "plan/law.yaml"


def read_law(folder: Folder) -> Law:
    """The law that comes with the program, and the rows that the office adds to it or puts in the place of its own."""
    law = shipped_law()
    if not folder.exists(FILE):
        return law
    fields = open_fields(folder, FILE, "the law")
    return law if fields is None else _law(fields, law)


@cache
def shipped_law() -> Law:
    """The program's own table, in which nothing is wrong."""
    folder = Folder(SHIPPED)
    fields = open_fields(folder, "plan.yaml", "the law")
    assert fields is not None
    law = _law(fields, Law({}, {}, {}))
    assert not folder.problems, folder.problems[0]
    return law


def _law(fields: Fields, known: Law) -> Law:
    """A table of the law over one that is known already; where it lists elections, these alone count."""
    names = ("references", "contents", "stages", "elections", "announced")
    entries = {name: fields.fields(name, name, required=False) for name in names}
    references = {key.value: _reference(key, row) for key, row in _rows(entries["references"], "reference")}
    references = {**known.references, **references}
    laws = tuple(references)
    contents = {key.value: _content(key, row, laws) for key, row in _rows(entries["contents"], "content")}
    stages = {
        **known.stages,
        **{
            key.value: _stage(key, row, laws, tuple({**known.stages, **dict.fromkeys(entries["stages"])}))
            for key, row in _rows(entries["stages"], "stage")
        },
    }
    elections = sorted(
        (_election(key, entries["elections"]) for key in entries["elections"]), key=lambda each: each.day
    )
    due = read_obligations(fields)
    announced = {key.value: _announced(key, row) for key, row in _rows(entries["announced"], "change")}
    fields.done()
    contents = {**known.contents, **contents}
    return Law(references, contents, stages, tuple(elections) or known.elections, due, {**known.announced, **announced})


def _rows(fields: Fields, what: str) -> Iterator[tuple[Text, Fields]]:
    return ((key, fields.fields(key.value, f'the {what} "{key}"')) for key in fields.ids())


def _source(fields: Fields) -> str:
    fields.choice("known", KNOWN, "read")
    return fields.words("source", required=False)


def _reference(key: Text, fields: Fields) -> Reference:
    reference = Reference(
        id=key.value,
        title=fields.words("title"),
        section=fields.words("section", required=False),
        begins=fields.date("in_force"),
        ends=_until(fields),
        superseded_by=fields.words("superseded_by", required=False),
        source=_source(fields),
    )
    fields.done()
    return reference


def _announced(key: Text, fields: Fields) -> Announced:
    announced, begins = fields.period("announced"), fields.period("from")
    change = Announced(key.value, fields.words("what"), _source(fields), announced, begins)
    fields.done()
    return change


def _until(fields: Fields, name: str = "until") -> date | None:
    found = fields.date(name) if name in fields else None
    fields.tree(name)
    return found


def _provision(fields: Fields, known: tuple[str, ...]) -> str:
    law = fields.text("law")
    if law.value and law.value not in known:
        fields.problems.append(unknown_id("reference of the law", law.value, law.place, known))
    return law.value


def _content(key: Text, fields: Fields, known: tuple[str, ...]) -> Content:
    content = Content(
        id=key.value,
        says=fields.words("says"),
        law=_provision(fields, known),
        begins=fields.date("in_force"),
        ends=_until(fields),
        source=_source(fields),
    )
    fields.done()
    return content


def _stage(key: Text, fields: Fields, known: tuple[str, ...], stages: tuple[str, ...]) -> Stage:
    after = fields.texts("after", required=False)
    for each in after:
        if each.value not in stages:
            fields.problems.append(unknown_id("stage", each.value, each.place, stages))
    stage = Stage(
        id=key.value,
        title=fields.words("title"),
        law=_provision(fields, known),
        required=fields.flag("required", default=True),
        after=tuple(each.value for each in after),
        source=_source(fields),
    )
    fields.done()
    return stage


def _election(key: str, entries: Fields) -> Election:
    place = entries.key(key).place
    fields = entries.fields(key, f"the election of {key}")
    try:
        day = parse_date(key)
    except ValueError as error:
        entries.problems.append(problem(MALFORMED_DATE, place, str(error)))
        day = date.max
    expected = (fields.date(name) if name in fields else None for name in ("from", "until"))
    election = Election(day, _source(fields), *expected)
    fields.done()
    return election


def read_standing(fields: Fields) -> Standing:
    """The status, version and marking of a document; one that says nothing is final."""
    status = fields.choice("status", ("final", "draft"), "final")
    version, marking = fields.words("version", required=False), fields.words("marking", required=False)
    return Standing("draft" if status == "draft" else "final", version, marking)


def read_duties(fields: Fields) -> Duties:
    """Where an edition meets what the law asks of it, and when it reached each stage."""
    met = fields.fields("contents_by_law", "the contents by law", required=False)
    stages = fields.fields("stages", "the stages", required=False)
    announced = fields.fields("announced", "the announced changes", required=False)
    return Duties(
        announced=tuple(key for key in announced.ids() if announced.words(key.value)),
        met={key.value: _met(key, met) for key in met.ids()},
        stages={key.value: _reached(key, stages) for key in stages.ids()},
        met_place=fields.key("contents_by_law").place if "contents_by_law" in fields else fields.place,
        stages_place=fields.key("stages").place if "stages" in fields else fields.place,
    )


def _reached(key: Text, fields: Fields) -> Reached:
    if isinstance(fields.tree(key.value), Entries):
        entry = fields.fields(key.value, f'the stage "{key}"')
        why = entry.words("not_recorded")
        entry.done()
        return Reached(key, None, why)
    return Reached(key, fields.date(key.value), "")


def _met(key: Text, fields: Fields) -> Met:
    if isinstance(fields.tree(key.value), Entries):
        entry = fields.fields(key.value, f'"{key}"')
        why = entry.words("why_not")
        entry.done()
        return Met(key, None, why)
    return Met(key, fields.text(key.value), "")
