"""From the counts of a table's series to those that are the sums of others, though nothing declares it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from operator import add

from pcpgen.figures.spans import Count

CROSSING = 400  # series of a table among which totals over its rows are looked for
PERIODS = 3  # in which such a total has to hold


def totals_found(columns: Mapping[str, Sequence[Count]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each series that is a total, with its parts: of all others, of those beside it, or of rows and columns apart."""
    left = list(columns)
    while found := dict((*_blocks(left, columns), *_made(left, columns))):
        yield from found.items()
        left = [each for each in left if each not in found]


def _made(names: Sequence[str], columns: Mapping[str, Sequence[Count]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each series that is the sum of others, with these."""
    rows = zip(*(columns[name] for name in names), strict=True)
    everything = [
        sum(known) if len(known := [each for each in row if each is not None]) == len(row) else None for row in rows
    ]
    for at, whole in enumerate(names):
        before, after = names[:at], names[at + 1 :]
        told = zip(everything, columns[whole], strict=True)
        of_all = all(
            whole_and_parts is None or one is None or whole_and_parts == 2 * one for whole_and_parts, one in told
        )
        others = [[*before, *after]] if of_all else []
        beside = (*_runs(whole, before[::-1], columns), *_runs(whole, after, columns))
        for parts in (*others, *beside):
            if len(parts) > 1 and _makes(columns[whole], [columns[part] for part in parts]):
                yield whole, tuple(parts)
                break


def _blocks(names: Sequence[str], columns: Mapping[str, Sequence[Count]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Totals of rows and columns that stand apart from them: names in a row, or every second, third … from the first.

    So many could come to the same by chance that it has to hold in several periods.
    """
    rows = [row for row in zip(*(columns[name] for name in names), strict=True) if None not in row]
    if len(rows) < PERIODS or len(names) > CROSSING:
        return
    counts = [tuple(each or Decimal(0) for each in column) for column in zip(*rows, strict=True)]
    wholes = {column: name for name, column in zip(names, counts, strict=True) if any(column)}
    most = max(map(sum, counts))
    for step in range(1, 1 + len(names) // 2):
        for first in range(len(names) if step == 1 else step):
            added = counts[first]
            for last in range(first + step, len(names), step):
                added = tuple(map(add, added, counts[last]))
                parts = names[first : last + 1 : step]
                if (whole := wholes.get(added)) and whole not in parts:
                    yield whole, tuple(parts)
                if sum(added) > most:
                    break


def _runs(whole: str, names: Sequence[str], columns: Mapping[str, Sequence[Count]]) -> Iterator[Sequence[str]]:
    """The names up to each at which they come to the whole, in the first period that it is known for and is not nought.

    Where one of them is unknown there, they may come to it from then on.
    """
    at = next((at for at, total in enumerate(columns[whole]) if total), None)
    added, total, unknown = Decimal(0), Decimal(0) if at is None else columns[whole][at] or Decimal(0), False
    for number, name in enumerate(names if at is not None else (), 1):
        count = columns[name][at or 0]
        unknown = unknown or count is None
        added += count or 0
        if added > total:
            return
        if unknown or added == total:
            yield names[:number]


def _makes(whole: Sequence[Count], parts: Sequence[Sequence[Count]]) -> bool:
    """Whether the parts add up to the whole in every period for which all are known, and are more than one there."""
    told = False
    for total, *row in zip(whole, *parts, strict=True):
        known = [each for each in row if each is not None]
        if total is None or len(known) < len(row):
            continue
        if sum(known) != total:
            return False
        told = told or sum(1 for each in known if each) > 1
    return told
