"""From a dataset's declaration and the publisher's files to its observations, and the record of how they came about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from decimal import Decimal
from itertools import chain, repeat
from pathlib import Path

from pcpgen.load.rules import DUPLICATE_ROW
from pcpgen.manifest import known_digest
from pcpgen.model.data import Dataset, Observation
from pcpgen.model.extraction import Extracted, Extraction, Origin, SourceFile, fingerprint
from pcpgen.place import Place
from pcpgen.problems import Problem, in_order, problem
from pcpgen.sources.cells import read_cells
from pcpgen.sources.lines import found_files, how_written, text_lines
from pcpgen.sources.notes import least_shown, quoted
from pcpgen.sources.part import MISSING, Part, Taken, added_up
from pcpgen.sources.series import Naming, naming
from pcpgen.sources.totals import denied, held, too_large
from pcpgen.sources.unfit import Unfit
from pcpgen.sources.workbook import read_workbook
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Extract:
    """What files give: the observations by series and period, what was read, and all that is wrong."""

    observations: Mapping[str, Mapping[str, Observation]]
    record: Extracted | None
    problems: tuple[Problem, ...]
    names: Mapping[str, str]  # of the publisher's cells, by series and period
    differing: int = 0  # rows whose copies say another time or series
    scale: str = ""  # what is said over a table of its numbers
    notes: tuple[str, ...] = ()  # words below the tables
    unsaid: tuple[Problem, ...] = ()  # what its author must say of marks before it is taken
    unchecked: int = 0  # totals of which a part is kept back or missing, so that they may be too large
    doubts: tuple[str, ...] = ()  # such totals that are larger than what is kept back can be, in words


def extract(root: Path, dataset: Dataset, say: Catalogue, executor: Executor | None = None) -> Extract:
    """The observations that a dataset's declaration makes of its files.

    An executor may read them side by side; they are read where its workers are, under the same path.
    """
    declared = dataset.extraction
    assert declared is not None
    run = executor.map if executor else map
    (there,) = run(_found, [root], [dataset], [declared])
    if isinstance(there, Problem):
        return Extract({}, None, (there,), {})
    files, names, tables = there
    together = [files] if declared.adds_up and declared.once else [(file,) for file in files]
    parts = [*run(read_part, repeat(root), together, repeat(declared), repeat(dataset), repeat(names))]
    sums = [*run(sum_of_file, repeat(root), (*files, *tables))]
    problems = [*chain.from_iterable(part.problems for part in parts)]
    taken = _added(parts) if declared.adds_up else _each_once(parts, problems)
    noughts = _noughts(taken, dataset, declared, parts, files) if declared.adds_up and declared.nought else []
    totals = [*chain.from_iterable(part.totals for part in parts)]
    if not problems:
        problems += denied(totals, taken, declared)
    record = _record(dataset, declared, parts, (*taken, *noughts), {each.file: each for each in sums}, files)
    record = replace(record, noughts=len(noughts), totals=len(totals))
    called = {f"{each.series}@{each.period}": _called(each) for each in (*taken, *noughts)}
    found = _by_series((*taken, *noughts), dataset, say)
    scale = next((part.scale for part in parts if part.scale), "")
    made = Extract(found, record, in_order(problems), called, sum(part.differing for part in parts), scale)
    notes = quoted(chain.from_iterable(part.notes for part in parts))
    open_ones = [each for each in (held(total, taken) for total in totals) if each.missing]
    doubts = tuple(filter(None, (too_large(each, least_shown(notes) or dataset.suppress) for each in open_ones)))
    unsaid = in_order(chain.from_iterable(part.unsaid for part in parts))
    return replace(made, notes=notes, unsaid=unsaid, unchecked=len(open_ones), doubts=doubts)


def _record(
    dataset: Dataset,
    declared: Extraction,
    parts: Sequence[Part],
    taken: Sequence[Taken],
    sums: Mapping[str, SourceFile],
    files: Sequence[str],
) -> Extracted:
    """What was read, kept and left out, and where each observation came from."""
    hows = dict(zip(files, (part.how for part in parts), strict=False)) if len(parts) == len(files) else {}
    return Extracted(
        day="",
        declared=fingerprint(declared, tuple(dataset.series), dataset.frequency),
        result="",
        files=tuple(SourceFile(file, each.size, each.sum, hows.get(file, "")) for file, each in sums.items()),
        read=sum(part.read for part in parts),
        kept=sum(part.kept for part in parts),
        left_out=added_up(chain.from_iterable(part.left_out for part in parts)),
        copies=sum(part.copies for part in parts),
        counted=declared.adds_up,
        origins={f"{each.series}@{each.period}": each.origin for each in taken},
        called={word: id for part in parts for word, id in part.called.items()},
    )


def _by_series(taken: Iterable[Taken], dataset: Dataset, say: Catalogue) -> dict[str, dict[str, Observation]]:
    """The observations by series, as they are declared, and period; without series that have none."""
    observations: dict[str, dict[str, Observation]] = {id: {} for id in dataset.series}
    for each in taken:
        observations[each.series][each.period.written] = _observation(each, say)
    return {id: each for id, each in observations.items() if each}


def _found(root: Path, dataset: Dataset, declared: Extraction) -> tuple[Sequence[str], Naming, Sequence[str]] | Problem:
    """The files that a declaration means, and what its series are called, with the files that say so."""
    try:
        return (found_files(root, declared), *naming(dataset, declared, root))
    except Unfit as unfit:
        return unfit.problem


def read_part(root: Path, files: Sequence[str], declared: Extraction, dataset: Dataset, names: Naming) -> Part:
    """What some of the files give, wherever this runs."""
    try:
        if declared.adds_up:
            from pcpgen.sources.counting import count_files

            return count_files(root, files, declared, dataset, names)
        (file,) = files
        path = root / file
        if path.suffix.lower() in (".xlsx", ".ods"):
            book = read_workbook(path, file, declared)
            return read_cells(book.lines, declared, dataset, names, book.sheet, book.how)
        written = how_written(path, declared)
        return read_cells(text_lines(path, file, written), declared, dataset, names, "", written.words)
    except Unfit as unfit:
        return Part(problems=(unfit.problem,))


def sum_of_file(root: Path, file: str) -> SourceFile:
    """The size of a file and its sum, which is taken once for as long as the file is the one it was."""
    return SourceFile(file, (root / file).stat().st_size, known_digest(root / file))


def _added(parts: Iterable[Part]) -> list[Taken]:
    """Counts and sums of the same series and period in several files, as one."""
    found: dict[tuple[str, str], Taken] = {}
    for each in chain.from_iterable(part.taken for part in parts):
        key = each.series, each.period.written
        before = found.get(key)
        if before is None:
            found[key] = each
            continue
        value = None
        if isinstance(before.value, Decimal) and isinstance(each.value, Decimal):
            value = before.value + each.value
        file = before.origin.file if before.origin.file == each.origin.file else f"{before.origin.file}, …"
        file = before.origin.file if before.origin.file.endswith(", …") else file
        origin = Origin(file, before.origin.sheet, 0, before.origin.rows + each.origin.rows)
        meaning = max(before.meaning, each.meaning, key=MISSING.index)
        found[key] = before._replace(value=value, meaning=meaning, origin=origin)
    return [*found.values()]


def _each_once(parts: Iterable[Part], problems: list[Problem]) -> list[Taken]:
    """The cells that were read; of two for one series and period, the second is told."""
    found: dict[tuple[str, str], Taken] = {}
    for each in chain.from_iterable(part.taken for part in parts):
        before = found.setdefault((each.series, each.period.written), each)
        if before is not each:
            name = each.series.partition(".")[2]
            message = f"{name} for {each.period} stands in {_called(before)} and in {_called(each)}"
            remedy = "Say under where: which rows are meant, or add them up with sum:."
            problems.append(problem(DUPLICATE_ROW, each.place, message, remedy))
    return [*found.values()]


def _noughts(
    taken: Sequence[Taken], dataset: Dataset, declared: Extraction, parts: Sequence[Part], files: Sequence[str]
) -> list[Taken]:
    """Nought for each series without a row in a period that has some."""
    periods = {each.period.written: each.period for each in taken}
    there = {(each.series, each.period.written) for each in taken}
    series = [id for id, each in dataset.series.items() if not each.parts and not each.ratio]
    name = files[0] if len(files) == 1 else declared.file.value
    return [
        Taken(id, period, Decimal(0), Origin(name, "", 0, 0), Place(files[0]))
        for id in series
        for period in periods.values()
        if (id, period.written) not in there
    ]


def _called(each: Taken) -> str:
    if each.origin.row:
        return f"{each.origin.file}, {f'sheet {each.origin.sheet}, ' if each.origin.sheet else ''}{each.name}"
    return f"{each.origin.rows:,} row{'' if each.origin.rows == 1 else 's'} of {each.origin.file}"


# -- observations


def _observation(each: Taken, say: Catalogue) -> Observation:
    note = ""
    if each.value is None and each.meaning != "suppressed":
        key = {"not-available": "x", "not-applicable": "z", "low": "low"}.get(each.meaning, "none")
        note = say.text(f"extract.{key}")
        note = f"{note}: {each.status}" if each.status else note
    suppressed = each.meaning == "suppressed"
    return Observation(each.series, each.period, "", each.value, note, "", 0, "", 0, None, each.flags, suppressed)


def with_result(record: Extracted, day: str, result: str) -> Extracted:
    return replace(record, day=day, result=result)
