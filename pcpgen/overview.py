"""From a judged workspace to what stands in it, each with its state: documents, themes, actions and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from pcpgen.blocks.wording import counted
from pcpgen.checks.law import still_lacking
from pcpgen.compose.deadlines import Timetable, timetables
from pcpgen.front import with_variation
from pcpgen.manifest import Manifest, Now, changes, read_manifest, spoilt
from pcpgen.model.plan import in_a_sentence
from pcpgen.model.project import Project
from pcpgen.model.working_days import day_words
from pcpgen.pipeline import Judged, Recipe, judge
from pcpgen.record import Record, read_record
from pcpgen.request import NONE
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: how a thing is called in commands and files, what it is, and how it stands."""

    name: str
    what: str
    state: str
    waits: bool = False  # for a build, which would make it anew


@dataclass(frozen=True, slots=True)
class Due:
    """What is due by a day."""

    day: date
    what: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands in a workspace."""

    judged: Judged
    lists: Mapping[str, tuple[Entry, ...]]  # by what they list


def overview(root: Path, day: date) -> Overview:
    """Reads and judges the workspace, with how its actions stand on a day; nothing is composed."""
    judged = judge(root, NONE)
    project = judged.project
    lists = {
        "documents": tuple(_documents(root, judged)),
        "themes": tuple(_themes(project)),
        "indicators": tuple(_indicators(project)),
        "actions": tuple(_actions(project, day)),
        "meetings": tuple(_meetings(project)),
    }
    return Overview(judged, lists)


def _documents(root: Path, judged: Judged) -> Iterator[Entry]:
    """Each that is declared, and how its folder in `out/` stands."""
    out, now = root / "out", Now(root)
    every = read_record(root, out)
    folders = [each for each in sorted(out.iterdir()) if each.is_dir()] if out.is_dir() else []
    manifests = [(folder, manifest) for folder in folders if (manifest := read_manifest(folder))]
    built = {answer: (folder, manifest) for folder, manifest in manifests for answer in manifest.answers}
    for each in judged.declared:
        request = each.answers[0]
        title = _title(judged.project_of(request), each) if isinstance(each, Recipe) else ""
        state, waits = _built(now, judged, every, built.get(str(request)))
        if request in judged.stopped:
            state, waits = f"a mistake in {judged.stopped[request]} stops it", False
        yield Entry(str(request), title, ", ".join(filter(None, ("draft" if each.draft else "", state))), waits)


def _title(project: Project, recipe: Recipe) -> str:
    """What a document is called in the language in which the workspace is read; empty where only itself says."""
    asked = recipe.answers[0]
    if asked.variation and (edition := project.editions.get(" ".join(asked.names))):
        return with_variation(project, str(edition.title), edition.variations[asked.variation])
    titled = (*project.editions.values(), *project.papers)
    return next((str(each.title) for each in titled if each.place.file == recipe.place.file), "")


def _built(now: Now, judged: Judged, every: Record | None, found: tuple[Path, Manifest] | None) -> tuple[str, bool]:
    """How a document's folder stands, and whether the next build would make it anew."""
    if found is None:
        return "not built yet", True
    folder, manifest = found
    issued = judged.project.issued.get(manifest.document)
    if issued:
        return f"version {issued.latest.version} issued {day_words(date.fromisoformat(issued.latest.as_of))}", False
    if not changes(now, folder, manifest, read_record(now.root, folder.parent, folder.name, every)):
        return "built", False
    return next(iter(spoilt(folder, manifest)), "built before the last change"), True


def _themes(project: Project) -> Iterator[Entry]:
    """Each theme of each edition, with how much stands in it."""
    for edition in project.editions.values():
        for theme in edition.themes:
            counts = [
                counted(len(theme.at(level.key)), in_a_sentence(level.name), in_a_sentence(level.plural))
                for level in edition.listed
            ]
            counts += [counted(len(theme.indicators), "indicator", "indicators")] if theme.indicators else []
            yield Entry(f"{edition.id} {theme.id}", theme.title.value, ", ".join(counts))


def _indicators(project: Project) -> Iterator[Entry]:
    """Each indicator, its newest figures, and where it is listed."""
    listing = [
        (name.value, theme.id)
        for edition in project.editions.values()
        for theme in edition.themes
        for name in theme.indicators
    ]
    for id, indicator in project.indicators.items():
        themes = list(dict.fromkeys(theme for name, theme in listing if name == id))
        listed = f"in {', '.join(themes)}" if themes else "in no theme"
        yield Entry(id, indicator.title.value, f"{_newest(project, id)}, {listed}")


def _newest(project: Project, id: str) -> str:
    if id not in project.datasets:
        return "without data"
    rows = (row for series in project.datasets[id].series for row in project.observations.get(series, {}).values())
    newest = max(
        (row.period for row in rows if row.value is not None), key=lambda period: period.end or date.min, default=None
    )
    return f"newest figures of {newest.words}" if newest else "no figures yet"


def _meetings(project: Project) -> Iterator[Entry]:
    """Each meeting of the Panel and of the Board, with its papers."""
    found: list[tuple[date, Entry]] = []
    office = project.office
    panel, board = (office.panel or "Panel", office.board or "Board") if office else ("Panel", "Board")
    for meeting in project.panel.meetings if project.panel else ():
        reports = ", ".join(item.takes.value for item in meeting.items if item.takes)
        access = "public" if meeting.public else "private"
        entry = Entry(str(meeting.date), panel, f"{access}: {reports}" if reports else f"{access}, no report yet")
        found.append((meeting.date, entry))
    for day in sorted({paper.day for paper in project.board_papers}):
        papers = ", ".join(paper.id for paper in project.board_papers if paper.day == day)
        found.append((day, Entry(str(day), board, papers)))
    yield from (entry for _, entry in sorted(found, key=lambda each: each[0]))


def _actions(project: Project, day: date) -> Iterator[Entry]:
    """Each action of the register and its milestones, and how it stands on a day."""
    for action, above in project.actions.every if project.actions else ():
        name = " ".join(each.id for each in (*above, action))
        ended = (
            f"{'done' if action.status == 'done' else 'given up'} on {day_words(action.ended)}" if action.ended else ""
        )
        due = "overdue since" if action.due < day else "open, due on"
        yield Entry(name, action.text.written, ended or f"{due} {day_words(action.due)}")


def due_next(project: Project, day: date, most: int = 5) -> tuple[Due, ...]:
    """What is due from a day on, the nearest first: of meetings, the precept, the plan, open questions and actions."""
    found = [
        Due(each.day, each.what)
        for table in timetables(project)
        if isinstance(table, Timetable)
        for each in table.deadlines
        if each.day
    ]
    found += [Due(meeting.date, "Meeting of the Panel") for meeting in project.panel.meetings] if project.panel else []
    found += _unanswered(project)
    return tuple(sorted({each for each in found if each.day >= day}, key=lambda each: (each.day, each.what))[:most])


def overdue(project: Project, day: date) -> tuple[Due, ...]:
    """What was due before a day and is still open, the longest first: questions, responses and actions."""
    return tuple(sorted({each for each in _unanswered(project) if each.day < day}, key=lambda each: each.day))


def _unanswered(project: Project) -> list[Due]:
    """What is open until somebody in the office does it."""
    found = [
        Due(question.due, f"Answer to {question.asker}: {question.id}")
        for question in project.questions.values()
        if question.due and question.status == "open"
    ]
    found += [
        Due(each.due, f"Response to the Panel: {each.id}")
        for report in project.panel_reports
        for each in report.recommendations
        if each.due and not each.responded
    ]
    found += [
        Due(action.due, f"Action: {action.id}")
        for action, _ in (project.actions.every if project.actions else ())
        if action.status == "open"
    ]
    return found


def before_final(project: Project) -> dict[str, list[str]]:
    """What each draft of a plan lacks before it can be final, in words, by its edition."""
    drafts = [edition for edition in project.editions.values() if edition.draft]
    return {edition.id: still_lacking(project.law, edition) for edition in drafts}
