"""From `plan/law.yaml` to the law as data, and from an edition's entries to how it stands and what it meets."""

from __future__ import annotations

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.tree import Mapping as Entries
from pcpgen.model.law import Content, Law, Reference, Stage
from pcpgen.model.plan import Duties, Met, Reached, Standing
from pcpgen.model.text import Text
from pcpgen.problems import unknown_id

FILE = "plan/law.yaml"


def read_law(folder: Folder) -> Law | None:
    """The law that the office keeps; nothing where it keeps none."""
    fields = open_fields(folder, FILE, "the law") if folder.exists(FILE) else None
    if fields is None:
        return None
    entries = {name: fields.fields(name, name) for name in ("references", "contents", "stages")}
    references = {
        key.value: _reference(key, entries["references"].fields(key.value, f'the reference "{key}"'))
        for key in entries["references"].ids()
    }
    contents = {
        key.value: _content(key, entries["contents"].fields(key.value, f'the content "{key}"'), tuple(references))
        for key in entries["contents"].ids()
    }
    stages = {
        key.value: _stage(key, entries["stages"].fields(key.value, f'the stage "{key}"'), tuple(references))
        for key in entries["stages"].ids()
    }
    fields.done()
    return Law(references, contents, stages, fields.place)


def _reference(key: Text, fields: Fields) -> Reference:
    reference = Reference(
        id=key.value,
        title=fields.words("title"),
        section=fields.words("section", required=False),
        begins=fields.date("in_force"),
        ends=fields.date("until") if "until" in fields else None,
        superseded_by=fields.words("superseded_by", required=False),
    )
    fields.tree("until")
    fields.done()
    return reference


def _law(fields: Fields, known: tuple[str, ...]) -> str:
    law = fields.text("law")
    if law.value and law.value not in known:
        fields.problems.append(unknown_id("reference of the law", law.value, law.place, known))
    return law.value


def _content(key: Text, fields: Fields, known: tuple[str, ...]) -> Content:
    content = Content(key.value, fields.words("says"), _law(fields, known), fields.date("in_force"))
    fields.done()
    return content


def _stage(key: Text, fields: Fields, known: tuple[str, ...]) -> Stage:
    stage = Stage(key.value, fields.words("title"), _law(fields, known), fields.flag("required", default=True))
    fields.done()
    return stage


def read_standing(fields: Fields) -> Standing:
    """The status, version and marking of a document; one that says nothing is final."""
    status = fields.choice("status", ("final", "draft"), "final")
    version, marking = fields.words("version", required=False), fields.words("marking", required=False)
    return Standing("draft" if status == "draft" else "final", version, marking)


def read_duties(fields: Fields) -> Duties:
    """Where an edition meets what the law asks of it, and when it reached each stage."""
    met = fields.fields("contents_by_law", "the contents by law", required=False)
    stages = fields.fields("stages", "the stages", required=False)
    return Duties(
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
