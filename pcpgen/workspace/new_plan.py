"""From a name to a new part of the plan: an edition, a theme, a page, an indicator, a dataset, a variation."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

from pcpgen.load.edition import WRITTEN_BY_STRUCTURE
from pcpgen.load.outlines import OUTLINES, SHIPPED, TAKEN_FOLDERS, shipped_kinds
from pcpgen.model.data import BEGUN
from pcpgen.model.ids import as_id
from pcpgen.model.period import parse_date
from pcpgen.model.plan import Edition, Theme, in_a_sentence
from pcpgen.model.project import Project, edition_at
from pcpgen.problems import did_you_mean
from pcpgen.workspace.addition import Addition, Unfit, Wanted, edition_of, new_id, source_of
from pcpgen.workspace.insert import add_reason, add_to_list, replace_entries
from pcpgen.workspace.texts import as_yaml, filled

PAGES = {"text": "md", "foreword": "md", "facts": "yaml", "survey": "yaml", "accounts": "yaml"}
WANTED = (  # worded apart, as statements are
    "Say here what the {level} of “{title}” is",
    "Say here how that is reached in “{title}”, and by whom: {level}",
    "Say here what people will notice of “{title}” once it is done: {level}",
)
LATER = "added to the plan after this paper was begun"


def theme(project: Project, wanted: Wanted) -> Addition:
    """A theme with a statement at each level, listed in its edition."""
    edition = edition_of(project, wanted.edition)
    id = new_id(wanted.name, _taken(edition), "theme or page")
    colours = list(project.office.colours) if project.office else []
    if not colours:
        raise Unfit("plan/office.yaml has no colours, of which each theme has one")
    used = [each.colour.value for each in edition.themes]
    levels = _levels(edition, wanted.name, id)
    names = {
        "title": wanted.name,
        "colour": min(colours, key=used.count),
        "levels": levels,
        "holder": _holder(project),
        "lists_indicators": edition.indicator_level is not None,
        "indicators": [],
        "narrative": f"Say here what “{wanted.name}” is about, and why it is in the plan.",
    }
    base = f"plan/{edition.id}"
    files = {f"{base}/themes/{id}.{ending}": filled(f"new/theme.{ending}", names) for ending in ("md", "yaml")}
    listing = add_to_list(source_of(project, f"{base}/edition.yaml"), ["themes"], id)
    changed = {f"{base}/edition.yaml": listing, **_accounted(project, edition, id, levels)}
    return Addition(files, changed, _in_force(edition))


def _taken(edition: Edition) -> dict[str, object]:
    """The ids of themes, pages and the parts that the program writes, such as contents."""
    names = [*(part.value for part in edition.parts), *edition.pages, *(theme.id for theme in edition.themes)]
    return dict.fromkeys([*WRITTEN_BY_STRUCTURE, *names])


def _in_force(edition: Edition) -> str:
    """What there is to know before a plan that is no draft any more is changed."""
    if edition.draft:
        return ""
    how = "what changes it goes to the Panel first, as a variation (pcpgen new variation)."
    return f"The plan {edition.id} is final: {how}"


def _holder(project: Project) -> str:
    return project.office.office_holder.value if project.office else ""


def _levels(edition: Edition, title: str, theme: str) -> list[dict[str, Any]]:
    """A statement at each level of a new theme, which waits for the office's own words: no plan is invented for it."""
    levels = [level for level in (*edition.said_once, *edition.listed) if level.required or not level.within]
    levels.sort(key=edition.levels.index)
    said = {
        level.key: (as_id(f"{theme[:40]}-{level.name}"), wanted.format(level=in_a_sentence(level.name), title=title))
        for level, wanted in zip(levels, cycle(WANTED), strict=False)
    }
    one = {level.key for level in levels if level.one}
    serves = {
        level.key: served if served in one else said[served][0]
        for level in levels
        for served in level.serves[:1]
        if served in said
    }
    return [
        {
            "key": level.key,
            "one": level.one,
            "carries": level.carries,
            "statements": [{"id": id, "text": text, "title": text, "serves": serves.get(level.key, "")}],
        }
        for level in levels
        for id, text in [said[level.key]]
    ]


def _accounted(project: Project, edition: Edition, theme: str, levels: list[dict[str, Any]]) -> dict[str, str]:
    """The papers of the office's own kinds that must account for a new theme, each with a reason why it does not."""
    lists = [level.key for level in edition.listed]
    ids = {each["key"]: [statement["id"] for statement in each["statements"]] for each in levels}
    new = {
        "theme": [theme],
        "objective": ids.get(lists[0], []) if lists else [],
        "priority": ids.get(lists[-1], []) if lists else [],
    }
    return _own_papers(project, edition, new)


def _own_papers(project: Project, edition: Edition, new: dict[str, list[str]]) -> dict[str, str]:
    """Papers of the office's own kinds on an edition, with a reason for each new thing that they must account for."""
    found: dict[str, str] = {}
    for paper in project.outline_papers:
        due = [id for each in project.outlines[paper.kind].complete for id in new.get(each.value, [])]
        if due and edition_at(project, paper.day) is edition:
            text = source_of(project, paper.place.file).text
            for id in dict.fromkeys(due):
                text = add_reason(text, id, LATER)
            found[paper.place.file] = text
    return found


def page(project: Project, wanted: Wanted) -> Addition:
    """A page of a plan, the last of its parts."""
    edition = edition_of(project, wanted.edition)
    id = new_id(wanted.name, _taken(edition), "page or theme")
    if wanted.page not in PAGES:
        near = did_you_mean(wanted.page, PAGES)
        raise Unfit(f'there is no kind of page "{wanted.page}". {near}There are: {", ".join(PAGES)}')
    names: dict[str, object] = {"title": wanted.name, "holder": _holder(project)}
    if wanted.page in ("facts", "survey", "accounts"):
        names |= _figures(project)
    base, ending = f"plan/{edition.id}", PAGES[wanted.page]
    listing = add_to_list(source_of(project, f"{base}/edition.yaml"), ["parts"], id)
    text = filled(f"new/page-{wanted.page}.{ending}", names)
    note = " ".join(filter(None, (_BASE if wanted.page == "survey" else "", _in_force(edition))))
    return Addition({f"{base}/pages/{id}.{ending}": text}, {f"{base}/edition.yaml": listing}, note)


_BASE = "Let base: name the series that says how many answered; pcpgen new dataset begins one."


def _figures(project: Project) -> dict[str, object]:
    """A dataset with figures to begin a page with, one that is no indicator first. Raises Unfit where there is none."""
    for id, dataset in sorted(project.datasets.items(), key=lambda each: bool(each[1].measures)):
        if held := [name for name in dataset.series if project.observations.get(name)]:
            return {
                "dataset": id,
                "dataset_title": dataset.title.value,
                "series": held[0],
                "series_title": dataset.series[held[0]].title,
                "rows": [name.partition(".")[2] for name in dataset.series],
            }
    raise Unfit("such a page shows figures, and data/ has none yet")


def indicator(project: Project, wanted: Wanted) -> Addition:
    """An indicator with the heads of its data, listed by a theme; reports on that theme say why they lack it."""
    id = new_id(wanted.name, dict(project.indicators) | dict(project.datasets), "indicator or dataset")
    names = {
        "id": id,
        "title": wanted.name,
        "measures": f"{in_a_sentence(wanted.name)}, by the force’s records",
        "unit": wanted.unit or "cases",
        "area": project.office.area if project.office else "",
    }
    files = {
        f"data/{id}.csv": filled("new/data.csv", {"month": wanted.day[:7], "begun": BEGUN}),
        f"plan/indicators/{id}.yaml": filled("new/indicator.yaml", names),
    }
    edition = edition_of(project, wanted.edition)
    if not wanted.theme:
        return Addition(files, note=f"No theme lists it yet: write {id} under indicators: in the file of one.")
    themes = {each.id: each for each in edition.themes}
    if wanted.theme not in themes:
        near = did_you_mean(wanted.theme, themes)
        raise Unfit(f'the plan {edition.id} has no theme "{wanted.theme}". {near}There are: {", ".join(themes)}')
    file = f"plan/{edition.id}/themes/{wanted.theme}.yaml"
    changed = {file: add_to_list(source_of(project, file), ["indicators"], id)}
    return Addition(files, changed | _reports(project, edition, themes[wanted.theme], id), _TAKE_IN.format(id=id))


_TAKE_IN = "Its figures come with pcpgen intake FILE --indicator {id}, or are typed into data/{id}.csv."


def _reports(project: Project, edition: Edition, theme: Theme, id: str) -> dict[str, str]:
    """The reports on a theme, and papers that account for every indicator, each with the reason why it has not this."""
    found = _own_papers(project, edition, {"indicator": [id]})
    for report in project.reports:
        if report.theme.value == theme.id and edition_at(project, report.meeting) is edition:
            file = report.place.file
            found[file] = add_reason(source_of(project, file).text, id, LATER)
    return found


def dataset(project: Project, wanted: Wanted) -> Addition:
    """A dataset with the heads of its data."""
    id = new_id(wanted.name, dict(project.indicators) | dict(project.datasets), "indicator or dataset")
    names = {"id": id, "title": wanted.name, "unit": wanted.unit or "people"}
    files = {
        f"data/{id}.csv": filled("new/data.csv", {"month": "", "begun": BEGUN}),
        f"plan/datasets/{id}.yaml": filled("new/dataset.yaml", names),
    }
    return Addition(files, note=f'Type its rows into data/{id}.csv, and ask for them as figure("{id}.all").')


def variation(project: Project, wanted: Wanted) -> Addition:
    """A variation of an edition, with one change to begin with."""
    edition = edition_of(project, wanted.edition)
    id = new_id(wanted.name, dict(edition.variations), "variation")
    found = next(((theme, node) for theme in edition.themes for node in theme.nodes), None)
    if found is None:
        raise Unfit(f"the plan {edition.id} has no statement to begin a variation with")
    theme, node = found
    names = {
        "id": id,
        "title": wanted.name,
        "statement": f"{theme.id}/{node.id}",
        "to": f"Say here how this reads from now on: {node.text.value.rstrip('.')}",
    }
    return Addition({f"plan/{edition.id}/variations/{id}.yaml": filled("new/variation.yaml", names)})


def outline(project: Project, wanted: Wanted) -> Addition:
    """A kind of document of the office's own; of one that comes with the program its outline, to be changed."""
    own = {id: each for id, each in project.outlines.items() if not each.is_shipped}
    id = new_id(wanted.name, dict(own), "kind of document")
    if id in shipped_kinds():
        text = (Path(SHIPPED) / f"{id}.yaml").read_text("utf-8")
        return Addition(
            {f"{OUTLINES}/{id}.yaml": text}, note="From now on this outline counts in place of the program’s."
        )
    folders = {*project.editions, *(each.folder.removeprefix("plan/") for each in project.outlines.values())}
    folder = f"{id}s" if f"{id}s" not in folders else f"{id}-papers"
    names = {"title": wanted.name, "folder": f"plan/{folder}"}
    return Addition(
        {f"{OUTLINES}/{id}.yaml": filled("new/outline.yaml", names)}, note=f"Begin its papers with pcpgen new {id}."
    )


def plan(project: Project, wanted: Wanted) -> Addition:
    """A new edition, a draft with the words of the one before it."""
    id = new_id(wanted.name, {**project.editions, **dict.fromkeys(TAKEN_FOLDERS)}, "edition or a folder")
    before = edition_of(project, wanted.edition)
    base = f"plan/{before.id}/"
    kept = {
        f"plan/{id}/{file.removeprefix(base)}": source.text
        for file, source in project.sources.items()
        if file.startswith(
            (f"{base}themes/", f"{base}pages/", f"{base}statements.yaml", f"{base}national-measures.yaml")
        )
    }
    title = before.title.value
    title = title.replace(before.id, id) if before.id in title else f"{title} {id}"
    start, end = _years(id, wanted.day)
    entries = {
        "title": f"title: {as_yaml(title)}",
        "period": f"period: {start}..{end}",
        "status": "status: draft                      # final once each stage has its day",
        "version": 'version: "0.1"',
        "extended": "",  # which was the other's
        "dates": f"dates: {{drafted: {wanted.day}}}",
        "stages": f"stages:\n  draft: {wanted.day}",
    }
    text = replace_entries(source_of(project, f"{base}edition.yaml").text, entries)
    return Addition({**kept, f"plan/{id}/edition.yaml": text})


def _years(id: str, day: str) -> tuple[str, str]:
    """The days from which and to which an edition runs, by its id, such as 2029-33."""
    first, _, last = id.partition("-")
    start = int(first) if first.isdecimal() and len(first) == 4 else parse_date(day).year
    end = int(f"{str(start)[:2]}{last}") if last.isdecimal() and len(last) == 2 else start + 4
    return f"{start}-04-01", f"{max(end, start + 1)}-03-31"
