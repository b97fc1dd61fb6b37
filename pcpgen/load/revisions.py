"""From `data/revisions/` to the history of cells that were changed, checked against what the cells hold now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pcpgen.load.cells import Row, ragged, read_period, read_value, rows, series_meant
from pcpgen.load.days import NoDay, read_day
from pcpgen.load.files import DATA_LIMIT, Folder
from pcpgen.load.rules import CSV_COLUMNS, EMPTY_TEXT, MALFORMED_DATE, MALFORMED_NUMBER, UNKNOWN_FILE, UNKNOWN_SERIES
from pcpgen.model.data import SUPPRESSED, Dataset, Observation, Observations, Revision, Series, Value
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, did_you_mean, problem
from pcpgen.rules import Rule

REVISION_DIFFERS = Rule(
    "revision-differs",
    "A revision that the data deny",
    "A history that does not end in today’s value, or has a gap, explains nothing.",
    "Correct the cell or the history; add a line where the value was changed again.",
)

FOLDER = "data/revisions"
COLUMNS = ("series", "period", "old", "new", "date", "reason")


def read_revisions(
    folder: Folder, datasets: Mapping[str, Dataset], observations: Observations
) -> dict[str, tuple[Revision, ...]]:
    """The revisions by series, in the order of their dates. A cell of today must be what the last one made it."""
    found: dict[str, tuple[Revision, ...]] = {}
    for name in folder.names(FOLDER):
        dataset = datasets.get(name.removesuffix(".csv"))
        if dataset is None or not name.endswith(".csv"):
            near = did_you_mean(name.removesuffix(".csv"), datasets)
            message = f"no dataset is described for {FOLDER}/{name}"
            remedy = f"{near}Name it as the file in data/ whose history it keeps, or delete it."
            folder.problems.append(problem(UNKNOWN_FILE, Place(f"{FOLDER}/{name}"), message, remedy))
            continue
        source = folder.text(f"{FOLDER}/{name}", DATA_LIMIT)
        if source is not None:
            revisions, problems = _read(source, dataset)
            folder.problems += problems
            if not problems:
                folder.problems += _denied(revisions, observations)
            found |= revisions
    return found


def wrong_history(source: Source, dataset: Dataset, observations: Observations) -> list[Problem]:
    """What is wrong with a history that is not in the workspace yet, beside the observations that it would be of."""
    revisions, problems = _read(source, dataset)
    return problems or list(_denied(revisions, observations))


def marked(observations: Observations, revisions: Mapping[str, tuple[Revision, ...]]) -> Observations:
    """The observations, those that were another once flagged as revised."""
    whole = dict(observations)
    for series, history in revisions.items():
        cells = dict(whole.get(series, {}))
        for written in revised_periods(history) & cells.keys():
            cells[written] = _revised(cells[written])
        whole[series] = cells
    return whole


def revised_periods(history: Iterable[Revision]) -> frozenset[str]:
    """The periods, as written, whose value was another once; not those of which it is said since when there is one."""
    return frozenset(revision.period.written for revision in history if revision.old is not None)


def _revised(cell: Observation) -> Observation:
    return cell if "r" in cell.flags else cell._replace(flags=f"{cell.flags}r")


def _read(source: Source, dataset: Dataset) -> tuple[dict[str, tuple[Revision, ...]], list[Problem]]:
    first = source.lines[0] if source.lines else ""
    if first != ",".join(COLUMNS):
        message = f"the columns are not {','.join(COLUMNS)}"
        place = Place(source.file, 1, 1, max(1, len(first)))
        return {}, [problem(CSV_COLUMNS, place, message, f"Write the first line as {','.join(COLUMNS)}.")]
    problems: list[Problem] = []
    found: list[Revision] = []
    for line, text, cells in rows(source, problems):
        read = _revision(Row(source.file, line, text, cells), dataset)
        if isinstance(read, Problem):
            problems.append(read)
        else:
            found.append(read)
    found.sort(key=lambda revision: revision.date)  # those of one day stay as written
    names = dict.fromkeys(revision.series for revision in found)
    return {name: tuple(each for each in found if each.series == name) for name in names}, problems


def _revision(row: Row, dataset: Dataset) -> Revision | Problem:
    if wrong := ragged(row, len(COLUMNS)):
        return wrong
    name, written, old, new, day, reason = row.cells
    series = dataset.series.get(f"{dataset.id}.{name}")
    if series is None:
        return problem(UNKNOWN_SERIES, row.place(0), f'no series is called "{name}"', series_meant(name, dataset))
    period = read_period(written, row.place(1), dataset)
    if isinstance(period, Problem):
        return period
    values: list[Value | None] = []
    for at, text in ((2, old), (3, new)):
        value = _value(text, series, row.place(at))
        if isinstance(value, Problem):
            return value
        values.append(value)
    when = _date(day, row.place(4))
    if isinstance(when, Problem):
        return when
    if not reason.strip():
        return problem(EMPTY_TEXT, row.place(5), "no reason is given", "Say why the value was changed.")
    marks = (each in SUPPRESSED for each in (old, new))
    return Revision(series.id, period, values[0], values[1], when, reason, row.place(3), *marks)


def _value(text: str, series: Series, place: Place) -> Value | Problem | None:
    if not text or text in SUPPRESSED:
        return None
    value = read_value(text, series)
    return problem(MALFORMED_NUMBER, place, f'"{text}" is no number') if value is None else value


def _date(text: str, place: Place) -> date | Problem:
    try:
        return read_day(text)
    except NoDay as wrong:
        return problem(MALFORMED_DATE, place, wrong.message, wrong.remedy)


def _denied(revisions: Mapping[str, tuple[Revision, ...]], observations: Observations) -> Iterator[Problem]:
    """Where a revision begins with another value than the one before it ended with, or the last with the cell's."""
    for series, history in revisions.items():
        stands: dict[str, Revision] = {}
        for revision in history:
            before = stands.get(revision.period.written)
            if before and before.new != revision.old:
                message = (
                    f"{series} for {revision.period} was {_said(before.new)} since {before.date}, "
                    f"and {_said(revision.old)} before {revision.date}"
                )
                yield problem(REVISION_DIFFERS, revision.place, message)
            stands[revision.period.written] = revision
        for written, last in stands.items():
            cell = observations.get(series, {}).get(written)
            value = cell.value if cell else None
            if value != last.new:
                message = f"{series} for {written} was revised to {_said(last.new)}, and the data hold {_said(value)}"
                yield problem(REVISION_DIFFERS, last.place, message)


def _said(value: Value | None) -> str:
    return "nothing" if value is None else str(value)
