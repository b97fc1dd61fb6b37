"""From `plan/panel/` and `plan/bibliography.yaml` to the Panel's registers and the reports to its meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from pcpgen.load.deadlines import read_precept, read_publication
from pcpgen.load.exempt import read_exempt
from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.law import read_standing
from pcpgen.load.office import open_fields
from pcpgen.load.pages import front_matter
from pcpgen.load.parts import read_parts
from pcpgen.load.rules import UNKNOWN_FILE, WRONG_SHAPE
from pcpgen.model.period import UNREAD
from pcpgen.model.report import Appendix, Item, Meeting, Panel, Part, Report, VariationReport, Work
from pcpgen.model.text import Text
from pcpgen.place import Place, Source
from pcpgen.problems import filed_as, problem
from pcpgen.prose.passage import NoteText
from pcpgen.prose.reading import split_notes
from pcpgen.rules import MISSING_KEY
from pcpgen.schema.panel import PANEL as PANEL_FILE
from pcpgen.schema.panel import REPORT, WORKS

PANEL = "plan/panel"


def read_panel(folder: Folder, levels: Sequence[str]) -> tuple[Panel | None, tuple[Report | VariationReport, ...]]:
    """The Panel's register and the reports of its meetings; nothing where the office keeps none."""
    if not folder.names(PANEL):
        return None, ()
    remedy = "Add the file, with the Panel’s meetings and what each takes."
    fields = open_fields(folder, f"{PANEL}/panel.yaml", PANEL_FILE, remedy=remedy)
    if fields is None:
        return None, ()
    terms, contact = fields.fields("terms_of_reference"), fields.fields("contact")
    asked = contact.title("post")
    panel = Panel(
        terms={key: terms.text(key) for key in terms},
        contact_post=asked.value,
        contact_written=asked.written,
        contact_office=contact.words("office"),
        meetings=tuple(_meeting(each) for each in fields.each("meetings")),
        publication=read_publication(fields.fields("publication")) if "publication" in fields else None,
        precept=read_precept(fields.fields("precept")) if "precept" in fields else (),
    )
    reports = [
        _report(
            folder,
            f"{PANEL}/{meeting.date}",
            item.report,
            {each.report.value for each in meeting.items if each.report},
            levels,
        )
        for meeting in panel.meetings
        for item in meeting.items
        if item.report and meeting.date != UNREAD and fields.check_id(item.report)
    ]
    if all(meeting.date != UNREAD for meeting in panel.meetings):  # else a day that cannot be read may take them
        _leftovers(folder, panel)
    return panel, tuple(report for report in reports if report is not None)


def _leftovers(folder: Folder, panel: Panel) -> None:
    """Reports that no meeting takes."""
    taken = {f"{meeting.date}/{item.report}.md" for meeting in panel.meetings for item in meeting.items}
    for day in folder.folders(PANEL):
        for name in folder.names(f"{PANEL}/{day}"):
            if f"{day}/{name}" not in taken:
                message = f"no meeting in panel.yaml takes the report {name}"
                item = f"{{item: 8, report: {name.removesuffix('.md')}}}"
                held = any(str(meeting.date) == day for meeting in panel.meetings)
                line = f"- {item}" if held else f"- {{date: {day}, items: [{item}]}}"
                where = f"the `items:` of the meeting of {day}" if held else "`meetings:`"
                remedy = f"Move it out of this folder, or add it to {PANEL}/panel.yaml, under {where}, as in {line}"
                folder.problems.append(problem(UNKNOWN_FILE, Place(f"{PANEL}/{day}/{name}"), message, remedy))


def _meeting(fields: Fields) -> Meeting:
    return Meeting(
        date=fields.date("date"),
        public=fields.flag("public"),
        items=tuple(_item(each) for each in fields.each("items")),
        place=fields.place,
        contacts=tuple((each.words("post"), each.words("office")) for each in fields.each("contacts")),
    )


def _item(fields: Fields) -> Item:
    appendices = tuple(_appendix(each) for each in fields.each("appendices"))
    takes = [name for name in ("report", "paper", "title") if name in fields]
    if fields.sure and not takes:
        remedy = "Write report:, paper: or, where there is none, title: with what it is about."
        fields.problems.append(problem(MISSING_KEY, fields.place, "the item has no report, paper or title", remedy))
    for name in takes[1:]:
        message = f'the item has a "{takes[0]}" and a "{name}"'
        fields.problems.append(problem(WRONG_SHAPE, fields.key(name).place, message, "Delete one of the two."))
    return Item(
        number=fields.words("item"),
        report=fields.optional("report"),
        appendices=appendices,
        place=fields.place,
        paper=fields.optional("paper"),
        title=fields.words("title"),
        by=fields.words("by"),
    )


def _appendix(fields: Fields) -> Appendix:
    if "exempt" not in fields:
        fields.tree("accessible", required=True)
    accessible = fields.choice("accessible")
    return Appendix(
        title=fields.words("title"),
        url=fields.address("url"),
        accessible="yes" if accessible == "yes" else "no" if accessible == "no" else "unknown",
        exempt=read_exempt(fields),
    )


def read_works(folder: Folder) -> dict[str, Work]:
    """The bibliography by id."""
    file = "plan/bibliography.yaml"
    fields = open_fields(folder, file, WORKS) if folder.exists(file) else None
    return {key.value: _work(key, work) for key, work in fields.named()} if fields else {}


def _work(key: Text, fields: Fields) -> Work:
    title, where, published = fields.words("title"), fields.words("where"), fields.optional_period("date")
    return Work(key.value, title, where, published, fields.address("url"), key.place)


def _report(
    folder: Folder, where: str, id: Text, taken: set[str], levels: Sequence[str]
) -> Report | VariationReport | None:
    """The report of an item, in the folder of the meeting that takes it and others."""
    source = _source(folder, where, id, taken)
    if source is None:
        return None
    known = id.value, tuple(levels)
    return folder.remembered(source, partial(_read_report, folder, source, *known), *known)


def _read_report(folder: Folder, source: Source, id: str, levels: Sequence[str]) -> Report | VariationReport | None:
    read = front_matter(folder, source, REPORT)
    if read is None:
        return None
    fields, text, begin, source = read
    text, notes, wrong = split_notes(text, begin, source)
    folder.problems += wrong
    if fields.choice("report") == "variation":
        if (day := fields.date("meeting")) == UNREAD:
            return None
        parts, _ = read_parts(folder, source, text, begin, free=True)
        return _variation_report(fields, id, day, parts, notes)
    day, as_at = fields.date("meeting"), fields.date("as_at")
    if not fields.form or UNREAD in (day, as_at):  # on what, or as at which day, nobody knows
        return None
    parts, left_out = read_parts(folder, source, text, begin, levels=levels)
    return Report(
        id=id,
        theme=fields.text("theme"),
        meeting=day,
        item=fields.words("item"),
        title=fields.words("title"),
        as_at=as_at,
        terms=fields.texts("terms_of_reference"),
        recommend=fields.prose("recommend"),
        attached=fields.passage("attached"),
        parts=parts,
        notes=notes,
        left_out=left_out,
        place=fields.place,
        bibliography=fields.texts("bibliography"),
        standing=read_standing(fields),
        at=fields.places("meeting", "item", "as_at"),
    )


def _source(folder: Folder, where: str, id: Text, taken: set[str]) -> Source | None:
    """The file of a report; one that seems to be filed under another name is named."""
    there = {name.removesuffix(".md") for name in folder.names(where, ".md")}
    meant = filed_as(id.value, there - taken, taken - there) if id.value not in there else ""
    remedy = f"{meant}Add the report, or take the item out of the meeting."
    return folder.text(f"{where}/{id}.md", asked=id.place, remedy=remedy)


def _variation_report(
    fields: Fields, id: str, day: date, parts: tuple[Part, ...], notes: tuple[NoteText, ...]
) -> VariationReport:
    return VariationReport(
        id=id,
        edition=fields.text("edition"),
        variation=fields.text("variation"),
        meeting=day,
        item=fields.words("item"),
        title=fields.words("title"),
        appendix=fields.words("appendix"),
        law=fields.text("law"),
        terms=fields.texts("terms_of_reference"),
        parts=parts,
        notes=notes,
        bibliography=fields.texts("bibliography"),
        place=fields.place,
        standing=read_standing(fields),
        at=fields.places("meeting", "item", "as_at"),
    )
