"""From a name to a new paper, in the register that must name it: reports, papers to the Board, responses, errata."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.checks.actions import BLOCKS
from pcpgen.load.outlines import outline_of
from pcpgen.load.panel import PANEL
from pcpgen.load.parts import PRIORITY
from pcpgen.model.data import Dataset
from pcpgen.model.outline import GRADED_BELOW, Ask, Outline, SectionOutline
from pcpgen.model.period import Form, parse_date
from pcpgen.model.plan import Edition, Node, Theme
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Question
from pcpgen.patterns import pattern
from pcpgen.problems import did_you_mean, listed
from pcpgen.workspace.addition import Addition, Unfit, Wanted, day_of, edition_of, new_id, source_of
from pcpgen.workspace.insert import add_to_list
from pcpgen.workspace.new_actions import begun
from pcpgen.workspace.texts import as_yaml, filled

REGISTER = f"{PANEL}/panel.yaml"
WORKS = "plan/bibliography.yaml"
RECOMMENDATIONS = f"{PANEL}/recommendations.yaml"
NO_FIGURES = "no figures of this period had come when this report was begun"
_NUMBER = pattern(r"(?P<number>[0-9]{1,4})(?P<nought>(?:\.0)?)")
NOT_SERVED = "no priority serves it yet"


# The Panel ---------------------------------------------------------------------------------------------------------


def meeting(project: Project, wanted: Wanted) -> Addition:
    """A meeting in the Panel's register, which takes no report yet."""
    day = day_of(wanted.name)
    if any(str(each.date) == day for each in (project.panel.meetings if project.panel else ())):
        raise Unfit(f"the meeting of {day} is in {REGISTER} already")
    return _registered(project, day, "", "")


def _registered(project: Project, day: str, item: str, report: str) -> Addition:
    """The register with a meeting, and with a report as an item of it where one is named."""
    items = f"items:\n  - {{item: {item}, report: {report}}}" if report else "items: []"
    new = f"date: {day}\npublic: true\n{items}"
    office = project.office
    if project.panel is None and REGISTER in project.sources:
        raise Unfit(f"{REGISTER} has mistakes; mend it first")
    if project.panel is None:
        names = {"contact": _chief(project), "office": office.name if office else "", "meeting": new}
        return Addition({REGISTER: filled("new/panel.yaml", names)})
    register = source_of(project, REGISTER)
    days = [str(each.date) for each in project.panel.meetings]
    if day not in days:
        return Addition(
            {}, {REGISTER: add_to_list(register, ["meetings"], new, f"{{date: {day}, public: true, items: []}}")}
        )
    entry = f"item: {item}\nreport: {report}"
    keys: list[str | int] = ["meetings", days.index(day), "items"]
    return Addition({}, {REGISTER: add_to_list(register, keys, entry, f"{{item: {item}, report: {report}}}")})


def _chief(project: Project) -> str:
    """Whom to ask: a chief executive, where the office has one; else the post that it is for."""
    posts = {id: post.title for id, post in project.office.posts.items()} if project.office else {}
    holder = project.office.office_holder.value if project.office else ""
    return posts.get("chief-executive") or posts.get(holder) or next(iter(posts.values()), "The office")


def _item(project: Project, day: str) -> str:
    """The next number on the agenda of a meeting, written as the register writes its items: 9, or 9.0."""
    meetings = project.panel.meetings if project.panel else ()
    written = [found for each in meetings for item in each.items if (found := _NUMBER.fullmatch(item.number))]
    own = [item.number for each in meetings for item in each.items if str(each.date) == day]
    taken = [int(found["number"]) for found in map(_NUMBER.fullmatch, own) if found]
    nought = written[-1]["nought"] if written else ""
    return f"{max(taken, default=0) + 1}{nought}"


def _terms(project: Project, of_draft: bool) -> list[str]:
    """The item of the terms of reference that a report rests on: the first on drafts, the last on all else."""
    terms = list(project.panel.terms) if project.panel else ["1", "2"]
    reports = project.variation_reports if of_draft else project.reports
    used = [each.value for report in reports[-1:] for each in report.terms]
    return used or (terms[:1] if of_draft else terms[-1:])


def _next_meeting(project: Project, wanted: Wanted, what: str) -> str:
    """The meeting that is named; else the first of the register that is not over. Raises Unfit."""
    if wanted.meeting:
        return day_of(wanted.meeting)
    days = sorted(str(each.date) for each in (project.panel.meetings if project.panel else ()))
    found = next((day for day in days if day >= wanted.day), "")
    if not found:
        raise Unfit(f"name the meeting that takes {what} with --meeting; the register has none to come")
    return found


def panel_report(project: Project, wanted: Wanted) -> Addition:
    """A report on a theme: each priority and indicator, each open question, as the gate will ask."""
    day = _next_meeting(project, wanted, "the report")
    edition = edition_at(project, parse_date(day))
    if edition is None:
        first = min((each.in_force for each in project.editions.values()), default="")
        begins = f"; the first is from {first}" if first else ""
        raise Unfit(f"no edition of the plan is in force on {day}, the day of the meeting{begins}")
    theme = next((each for each in edition.themes if each.id == wanted.name), None)
    if theme is None:
        known = [each.id for each in edition.themes]
        near = did_you_mean(wanted.name, known)
        raise Unfit(f'the plan {edition.id} has no theme "{wanted.name}". {near}There are: {listed(known)}')
    file = f"{PANEL}/{day}/{theme.id}.md"
    if file in project.sources or any(str(r.meeting) == day and r.theme.value == theme.id for r in project.reports):
        raise Unfit(f"{file} is there already")
    item = _item(project, day)
    shown, left_out = _indicators(project, theme, day)
    priorities = _priorities(edition, theme)
    names = {
        "theme": theme.id,
        "meeting": day,
        "item": item,
        "draft": _draft(project, edition),
        "title": f"{theme.title}: report to the Panel",
        "as_at": _as_at(project, shown, day),
        "terms": _terms(project, of_draft=False),
        "priorities": [
            _headed(project, edition, node, _questions(project, theme, node, day, not at))
            for at, node in enumerate(priorities)
        ],
        "shown": shown,
        "left_out": [*left_out, *_unserved(edition, theme, priorities)],
    }
    added = _registered(project, day, item, theme.id)
    return Addition({**added.files, file: filled("new/panel-report.md", names)}, added.changed)


def _draft(project: Project, edition: Edition | None) -> str:
    """Why a paper can be no more than a draft when it is begun; empty where nothing keeps it from being final."""
    if edition and edition.draft:
        return "as long as the plan is one"
    return "until it is translated" if project.office and len(project.office.languages) > 1 else ""


def _priorities(edition: Edition, theme: Theme) -> list[Node]:
    """The statements that a report has a heading for."""
    lists = edition.listed
    return [node for level in lists[1:] for node in theme.at(level.key)] if len(lists) > 1 else list(theme.nodes)


def _headed(project: Project, edition: Edition, node: Node, questions: list[str]) -> dict[str, object]:
    """A statement with what its heading calls it: where reports are translated, as every language has it."""
    names = {level.key: level.name for level in edition.levels}
    translated = project.office and len(project.office.languages) > 1
    called = PRIORITY if translated else names.get(node.level, PRIORITY)
    return {"id": node.id, "called": called, "text": node.text.value.rstrip("."), "questions": questions}


def _unserved(edition: Edition, theme: Theme, priorities: list[Node]) -> Iterator[tuple[str, str]]:
    """Objectives that no priority serves, where any does."""
    served = {id for node in priorities for id in theme.above(node.id)}
    if len(edition.listed) > 1 and served:
        for node in theme.at(edition.listed[0].key):
            if node.id not in served:
                yield node.id, NOT_SERVED


def _indicators(project: Project, theme: Theme, day: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The indicators of a theme that have figures by a day, and the others with the reason why they are left out."""
    ids = list(dict.fromkeys(name.value for name in theme.indicators))
    shown = [id for id in ids if id in project.datasets and _days(project, id, day)]
    return shown, [(id, NO_FIGURES) for id in ids if id not in shown]


def _days(project: Project, id: str, day: str) -> list[str]:
    """The last days of the periods of which an indicator had figures by a day."""
    rows = (row for series in project.datasets[id].series for row in project.observations.get(series, {}).values())
    return sorted(
        str(row.period.end) for row in rows if row.value is not None and row.period.end and str(row.period.end) < day
    )


def _as_at(project: Project, shown: list[str], day: str) -> str:
    """The day of the newest figures; where there are none the last of the month before the meeting."""
    newest = max((_days(project, id, day)[-1] for id in shown), default="")
    return newest or str(parse_date(f"{day[:8]}01").fromordinal(parse_date(f"{day[:8]}01").toordinal() - 1))


def _questions(project: Project, theme: Theme, node: Node, day: str, first: bool) -> list[str]:
    """The open questions on a priority, or on the theme or what the priority serves where it is the first to do so."""
    open_ones = [each for each in project.questions.values() if each.status == "open" and _asked_by(each, day)]
    about = {node.id} | ({theme.id, *(other.id for other in theme.nodes if other.id != node.id)} if first else set())
    own = {other.id for other in theme.nodes} | {theme.id}
    if first:  # what is on another priority stands under that
        about -= {other.id for other in theme.nodes if other.id != node.id and _is_listed(theme, other)}
    return [each.id for each in open_ones if each.section and each.section.value in about & own]


def _is_listed(theme: Theme, node: Node) -> bool:
    lowest = theme.nodes[-1].level if theme.nodes else ""
    return node.level == lowest


def _asked_by(question: Question, day: str) -> bool:
    return question.asked is None or str(question.asked) <= day


def variation_report(project: Project, wanted: Wanted) -> Addition:
    """A report that sends a variation to the Panel."""
    found = [edition for edition in project.editions.values() if wanted.name in edition.variations]
    edition = next((each for each in found if each.id == wanted.edition), found[-1] if found else None)
    if edition is None:
        known = [id for each in project.editions.values() for id in each.variations]
        near = did_you_mean(wanted.name, known)
        raise Unfit(f'there is no variation "{wanted.name}". {near}There are: {listed(known) or "none"}')
    variation = edition.variations[wanted.name]
    day = str(variation.to_panel) if variation.to_panel else _next_meeting(project, wanted, "the report")
    file = f"{PANEL}/{day}/{wanted.name}.md"
    if file in project.sources:
        raise Unfit(f"{file} is there already")
    item = _item(project, day)
    added = _registered(project, day, item, wanted.name)
    works, law = _act(project)
    names = {
        "edition": edition.id,
        "variation": wanted.name,
        "meeting": day,
        "item": item,
        "title": f"{variation.title}: a variation of the plan",
        "law": law,
        "terms": _terms(project, of_draft=True),
    }
    files = {**added.files, **works.files, file: filled("new/variation-report.md", names)}
    return Addition(files, {**added.changed, **works.changed})


def _act(project: Project) -> tuple[Addition, str]:
    """The Act under which plans are varied, in the bibliography, which gets it where it lacks it."""
    for id, work in project.works.items():
        if work.title.startswith("Police Reform and Social Responsibility Act"):
            return Addition({}), id
    used = [each.law.value for each in project.variation_reports if each.law.value in project.works]
    if used:
        return Addition({}), used[-1]
    row = filled("new/work.yaml", {"id": "prsra-2011"})
    if WORKS not in project.sources:
        return Addition({WORKS: row}), "prsra-2011"
    return Addition({}, {WORKS: f"{project.sources[WORKS].text.rstrip()}\n{row}"}), "prsra-2011"


def panel_response(project: Project, wanted: Wanted) -> Addition:
    """A report of the Panel with a recommendation that waits for its answer."""
    day = day_of(wanted.name)
    edition = edition_of(project, wanted.edition)
    if any(str(each.date) == day for each in project.panel_reports):
        raise Unfit(f"the Panel's report of {day} is in {RECOMMENDATIONS} already")
    names = {
        "day": day,
        "edition": edition.id,
        "id": f"recommendation-{day}",
        "owner": _chief(project),
        "due": str(parse_date(day).fromordinal(parse_date(day).toordinal() + 28)),
    }
    report = filled("new/report-of-panel.yaml", names).rstrip("\n")
    register = Addition({})
    if project.panel is None:
        register = _registered(project, day, "", "")
    if RECOMMENDATIONS not in project.sources:
        text = filled("new/recommendations.yaml", {"report": report})
        return Addition({**register.files, RECOMMENDATIONS: text})
    text = add_to_list(project.sources[RECOMMENDATIONS], ["reports"], report)
    return Addition(register.files, {RECOMMENDATIONS: text})


def panel_pack(project: Project, wanted: Wanted) -> Addition:
    """The meeting whose papers a pack takes: the pack itself is made of the register."""
    day = day_of(wanted.name)
    if project.panel and any(str(each.date) == day for each in project.panel.meetings):
        raise Unfit(f"the pack of {day} is made of {REGISTER} and its reports: pcpgen panel-pack --meeting {day}")
    added = _registered(project, day, "", "")
    return Addition(added.files, added.changed, "Its pack is made once it takes a report: pcpgen new panel-report.")


# Papers ------------------------------------------------------------------------------------------------------------


def board_paper(project: Project, wanted: Wanted) -> Addition:
    """A paper to the Board, in the folder of the meeting's day."""
    id = new_id(wanted.name, {each.id: each for each in project.board_papers}, "paper to the Board")
    day = day_of(wanted.meeting) if wanted.meeting else _next_of_board(project, wanted.day)
    names = {"title": wanted.name, "sender": _chief(project), "contact": _chief(project)}
    return Addition({f"plan/board/{day}/{id}.md": filled("new/bcb-paper.md", names)})


def _next_of_board(project: Project, today: str) -> str:
    """The next meeting of the Board that has a paper, for the Board keeps no register. Raises Unfit."""
    days = sorted({str(paper.day) for paper in project.board_papers})
    if found := next((day for day in days if day >= today), ""):
        return found
    past = f"; the last was on {days[-1]}" if days else ""
    raise Unfit(f"name the meeting that takes the paper with --meeting: no paper is for one from {today} on{past}")


def errata(project: Project, wanted: Wanted) -> Addition:
    """A note on words of a document that was issued, which stays as it is."""
    if wanted.name not in project.issued:
        near = did_you_mean(wanted.name, project.issued)
        known = listed(project.issued) or "none"
        raise Unfit(f'no document "{wanted.name}" was issued. {near}There are: {known}')
    if not (wanted.was and wanted.reads):
        raise Unfit("an erratum says --was, the words as they were issued, and --reads, what they should be")
    version = project.issued[wanted.name].latest.version
    file = f"plan/issued/{wanted.name}/errata.yaml"
    row = "\n".join(
        (
            f"version: {version}",
            f"date: {wanted.day}",
            f"was: {as_yaml(wanted.was)}",
            f"reads: {as_yaml(wanted.reads)}",
            "why: Say here how it came about.",
        )
    )
    if file in project.sources:
        return Addition({}, {file: add_to_list(project.sources[file], ["errata"], row)})
    return Addition({file: "errata:\n  - " + row.replace("\n", "\n    ") + "\n"})


def paper(project: Project, wanted: Wanted) -> Addition:
    """A paper of a kind of the office's own, with the entries and headings that its outline asks for."""
    outline = outline_of(project.outlines, wanted.kind)
    taken = {each.id: each for each in project.outline_papers if each.kind == outline.id}
    id = new_id(wanted.name, taken, "paper of this kind")
    if not outline.folder:
        raise Unfit(f"the outline {outline.id} has mistakes; pcpgen check tells them")
    day = day_of(wanted.meeting) if wanted.meeting else _named_day(wanted.name) or wanted.day
    edition = edition_at(project, parse_date(day))
    headings = [*_headings(project, outline, edition)]
    names = {
        "title": wanted.name,
        "draft": _draft(project, edition) or any(ask.in_draft for ask in outline.asks.values()),
        "entries": [
            {"key": ask.key, "value": _entry(project, ask, day, len(taken) + 1)}
            for ask in outline.asks.values()
            if not ask.optional
        ],
        "headings": headings,
        "left_out": [*_not_written(project, outline, edition)],
    }
    register = begun(project, wanted.day) if any(each.block.value in BLOCKS for each in outline.sections) else {}
    if edition and edition.measures is None and any(section.each == "measure" for section in outline.sections):
        names_of = {"measures": list(project.law.measures_on(parse_date(day)))}
        register |= {f"plan/{edition.id}/national-measures.yaml": filled("new/national-measures.yaml", names_of)}
    note = _showing(project, edition) if any(section.each == "indicator" for section in outline.sections) else ""
    return Addition({**register, f"{outline.folder}/{id}.md": filled("new/paper.md", names)}, note=note)


def _named_day(name: str) -> str:
    """The day by which a paper is called, as minutes are by that of their meeting; "" where it has a title."""
    try:
        return day_of(name)
    except Unfit:
        return ""


def _showing(project: Project, edition: Edition | None) -> str:
    """What shows figures in a paper that treats indicators, and which of these have a row for each month."""
    known = [project.datasets[id] for id in _ids(project, "indicator", edition) if id in project.datasets]
    monthly = [each.id for each in known if each.additive and not each.window and _is_monthly(project, each)]
    longer = (
        f" {listed(monthly)}: a row for each month, unless plan/indicators/ says window: quarter." if monthly else ""
    )
    shown = '{{ indicator("ID") }}, {{ performance("TABLE") }} from plan/performance.yaml, {{ actions("changed") }}'
    return f"pcpgen check tells which words it waits for. Figures are put in by {shown}.{longer}"


def _is_monthly(project: Project, dataset: Dataset) -> bool:
    rows = (row for name in dataset.series for row in project.observations.get(name, {}).values())
    return any(row.period.form is Form.MONTH for row in rows)


def _entry(project: Project, ask: Ask, day: str, number: int) -> str:
    """What stands under an entry until its author writes it; of the paper's number the next."""
    match ask.kind:
        case "number":
            return str(number)
        case "day":
            return day
        case "post":
            return project.office.office_holder.value if project.office else ""
        case "prose":
            return f"Say here what belongs to “{ask.label}”."
        case _:
            return f"Say here what “{ask.label}” is"


def _headings(project: Project, outline: Outline, edition: Edition | None) -> Iterator[dict[str, str]]:
    """The headings that a paper must have, each with a sentence to be written over."""
    for section in outline.sections:
        if not section.of_author or section.when_any:
            continue
        if not section.each:
            yield {"title": section.heading, "text": f"Say here what belongs under “{section.heading}”."}
        elif section.each in ("heading", "own-heading"):
            label = f"{section.label.written}: " if section.label.written else ""
            yield {"title": f"{label}The first", "text": "Say here what it is about."}
        else:
            for id in _ids(project, section.each, edition):
                yield {"title": f"{_label(section)}: {id}", "text": f"Say here what is to be told of {id}."}


def _label(section: SectionOutline) -> str:
    return section.label.written or section.each


def _not_written(project: Project, outline: Outline, edition: Edition | None) -> Iterator[tuple[str, str]]:
    """What a paper must account for and has no heading for."""
    written = {GRADED_BELOW}  # which is known once grades are given
    written |= {section.each for section in outline.sections if section.of_author and not section.when_any}
    for each in outline.complete:
        for id in _ids(project, each.value, edition) if each.value not in written else ():
            yield id, "nothing was said of it when this paper was begun"


def _ids(project: Project, each: str, edition: Edition | None) -> list[str]:
    """What a section is repeated for, in a plan."""
    if edition is None:
        return []
    if each == "measure":
        said = edition.measures.measures if edition.measures else project.law.measures
        return [*said]
    if each == "theme":
        return [theme.id for theme in edition.themes]
    if each == "indicator":
        names = dict.fromkeys(name.value for theme in edition.themes for name in theme.indicators)
        return [name for name in names if name in project.indicators]
    levels = edition.listed[:1] if each == "objective" else edition.listed[-1:]
    return [node.id for theme in edition.themes for level in levels for node in theme.at(level.key)]
