"""From an intake and its reasons to the files that it changes: the data in canonical form, the history added to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.checks.figures import check_data
from pcpgen.checks.plausible import check_plausible
from pcpgen.figures.data import Data
from pcpgen.figures.figure import places
from pcpgen.figures.runs import is_count
from pcpgen.load.revisions import COLUMNS as HISTORY
from pcpgen.load.revisions import revised_periods, wrong_history
from pcpgen.load.table import COLUMNS, read_table
from pcpgen.model.columns import numbers_of
from pcpgen.model.data import BEGUN, SUPPRESSED, Dataset, Observation, Observations, Value
from pcpgen.model.project import Project
from pcpgen.place import Source
from pcpgen.problems import Problem, in_order
from pcpgen.rows import csv_text
from pcpgen.sources.heads import said_scale
from pcpgen.workspace.intake import Change, Intake, Places


def files(
    dataset: Dataset, found: Intake, reasons: Mapping[str, str], day: str, head: str, history: str
) -> dict[str, str]:
    """The text of each file that must be written, by its path; `head` and `history` are those that stand.

    The history comes first: were the writing cut off between the two, check would tell it.
    """
    written = {}
    if found.revised:
        past = history if history.strip() else csv_text([HISTORY])
        rows = [_row(change, day, reasons[change.name]) for change in found.revised]
        written[f"data/revisions/{dataset.id}.csv"] = past + ("" if past.endswith("\n") else "\n") + csv_text(rows)
    notes = {change.name: reasons[change.name] for change in found.vanished}
    text = _wide(dataset, found.observations, notes) if dataset.wide else _tidy(dataset, found.observations, head)
    return written | {f"data/{dataset.id}.csv": text}


def _row(change: Change, day: str, reason: str) -> tuple[str, ...]:
    name, _, period = change.name.partition("@")
    old, new = (
        SUPPRESSED[0] if kept_back else _digits(value)
        for value, kept_back in ((change.old, change.was_kept_back), (change.new, change.kept_back))
    )
    return name, period, old, new, day, " ".join(reason.split())


def _digits(value: Value | None) -> str:
    return "" if value is None else str(value)


def _held(each: Observation) -> str:
    """What a cell holds: its value, or the mark of its source in place of one."""
    return SUPPRESSED[0] if each.suppressed else _digits(each.value)


def _tidy(dataset: Dataset, observations: Observations, head: str) -> str:
    """A row an observation, by series as declared, then by period; base and flag where any row has one."""
    rows = [each for id in dataset.series for each in _in_order(observations.get(id, {}))]
    more = [
        name
        for name, needed in (("base", any(each.base for each in rows)), ("flag", any(each.flags for each in rows)))
        if needed or name in head.split(",")
    ]
    return csv_text([(*COLUMNS[:-1], *more, "note"), *(_cells(each, more) for each in rows)])


def _cells(each: Observation, more: Sequence[str]) -> tuple[str, ...]:
    optional = {"base": str(each.base or ""), "flag": each.flags}
    name = each.series.partition(".")[2]
    before = (name, each.period.written, each.qualifier, _held(each))
    return (*before, *(optional[what] for what in more), each.note)


def _wide(dataset: Dataset, observations: Observations, reasons: Mapping[str, str]) -> str:
    """A row a period; the note of a row is that of its cells, and says why a cell was emptied."""
    ids = [id for id, each in dataset.series.items() if not each.parts or observations.get(id)]
    periods = {each.period.written: each.period for id in ids for each in observations.get(id, {}).values()}
    names = [id.partition(".")[2] for id in ids]
    rows = []
    for period in sorted(periods.values(), key=lambda period: period.order):
        cells = [observations.get(id, {}).get(period.written) for id in ids]
        notes = dict.fromkeys(each.note for each in cells if each and each.note)
        notes |= dict.fromkeys(reasons[f"{name}@{period}"] for name in names if f"{name}@{period}" in reasons)
        if not notes and any(each is None for each in cells):
            notes = {"No value was given": None}
        values = (_held(each) if each else "" for each in cells)
        rows.append((period.written, *values, "; ".join(notes)))
    return csv_text([("period", *names, "note"), *rows])


def _in_order(cells: Mapping[str, Observation]) -> list[Observation]:
    return sorted(cells.values(), key=lambda each: each.period.order)


def unmarked(project: Project, dataset: Dataset) -> Observations:
    """The observations as their file has them, without the flag that a history gives."""
    found = {}
    for id in dataset.series:
        found[id] = project.observations.get(id, {})
        if revised := revised_periods(project.revisions.get(id, ())):
            found[id] = {
                written: each._replace(flags=each.flags.replace("r", "")) if written in revised else each
                for written, each in found[id].items()
            }
    return found


def of_begun(problem: Problem, project: Project) -> bool:
    """Whether something is wrong with a row that stands for figures which had not come yet, and goes when they do."""
    source = project.sources.get(problem.place.file)
    line = source.lines[problem.place.line - 1] if source and 0 < problem.place.line <= len(source.lines) else ""
    return line.endswith(f",,,{BEGUN}")


def wrong(project: Project, dataset: Dataset, texts: Mapping[str, str], places: Places) -> tuple[Problem, ...]:
    """What the workspace would say of the files that are about to be written, at the cells that they are made of: those
    of the new table, by series and period, and those that stand.
    """
    observations, problems = read_table(Source(f"data/{dataset.id}.csv", texts[f"data/{dataset.id}.csv"]), dataset)
    past = f"data/revisions/{dataset.id}.csv"
    if past in texts:
        problems += wrong_history(Source(past, texts[past]), dataset, observations)
    if not problems:
        others = {id: each for id, each in project.observations.items() if id not in dataset.series}
        placed = {
            id: {written: _placed(each, places, project) for written, each in rows.items()}
            for id, rows in observations.items()
        }
        cells = {**others, **placed}
        alone = replace(project, datasets={dataset.id: dataset}, observations=cells, sources={})  # of no file's text
        data = Data.of(alone)
        found = (*check_data(alone, data), *check_plausible(alone, data))
        problems = [each for each in found if each.rule.severity == "error"]
        names = dict(places.values())
        problems = [_named(each, names.get(each.place, "")) for each in problems]
    return in_order(problems)


def _named(problem: Problem, name: str) -> Problem:
    """A problem with what a person calls its cell, where the cell has no line that can be shown."""
    return replace(problem, message=f"{problem.message} ({name})") if name and not name.startswith("line ") else problem


def _placed(each: Observation, places: Places, project: Project) -> Observation:
    """An observation of a file that is about to be written, with the place of the cell that it is made of."""
    if found := places.get(f"{each.series}@{each.period.written}"):
        place, _ = found
        before = place.column - 1
        return each._replace(file=place.file, line=place.line, text="," * before + "x" * place.length, at=before)
    stands = project.observations.get(each.series, {}).get(each.period.written)
    return each._replace(file=stands.file, line=stands.line, text=stands.text, at=stands.at) if stands else each


def doubts(project: Project, dataset: Dataset, observations: Observations, scale: str = "") -> tuple[str, ...]:
    """What the workspace would ask about the cells of an intake, and does not ask of those that stand; `scale` is what
    its file says over them of its numbers.
    """
    asked = [
        {**_plausible(project, dataset, each), **dict.fromkeys((*_misread(dataset, each), *_baseless(dataset, each)))}
        for each in (project.observations, observations)
    ]
    return (*_scaled(dataset, scale), *(said for said in asked[1] if said not in asked[0]))


def _scaled(dataset: Dataset, scale: str) -> Iterator[str]:
    """That numbers are in thousands by what is said over them, and their series in ones."""
    ones = [each for each in dataset.series.values() if not said_scale([f"in {each.counted_in}", each.counted_in])]
    if scale and ones:
        each = ones[0]
        yield f'"{scale}" stands over the table, and {each.id} is in {each.counted_in or "no unit"}: look at the digits'


def _misread(dataset: Dataset, observations: Observations) -> Iterator[str]:
    """Series all of whose values are such as no count or percentage is, so that no neighbour tells of one."""
    for id, series in dataset.series.items():
        rows = observations.get(id, {})
        values = [each for each in numbers_of(rows) if isinstance(each, Decimal)]
        if len(values) < 2 or series.ratio:
            continue
        first = next(each.period for each in rows.values() if isinstance(each.value, Decimal))
        said = f"such as {values[0]:f} for {first}"
        if series.unit and is_count(series.counted_in) and not series.decimals and all(map(places, values)):
            yield f"each value of {id} has decimals, {said}, and {series.unit} are whole numbers: look at its points"
        if series.counted_in == "%" and any(values) and all(abs(value) < 1 for value in values):
            yield f"each value of {id} is under 1%, {said}: where 15.3% is meant, show the file’s cells as percentages"


def _baseless(dataset: Dataset, observations: Observations) -> Iterator[str]:
    """That shares of people asked stand without how many these were."""
    for id, series in dataset.series.items():
        rows = observations.get(id, {}) if series.survey else {}
        without = [each for each in rows.values() if isinstance(each.value, Decimal) and not each.base]
        if without:
            first = min(without, key=lambda each: each.period.order).period
            some = (
                f"its figure for {first} has" if len(without) == 1 else f"{len(without):,} figures, from {first}, have"
            )
            yield (
                f"{id} is a survey’s, and {some} no base, so that no margin and no change can be given: take in a "
                'column "Base" with how many were asked, where it is known'
            )


def _plausible(project: Project, dataset: Dataset, observations: Observations) -> dict[str, None]:
    alone = replace(project, datasets={dataset.id: dataset}, observations=observations, sources={})  # of no file's text
    return {f"{each.message}. {each.remedy}": None for each in check_plausible(alone, Data.of(alone))}
