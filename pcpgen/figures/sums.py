"""From columns of whole numbers to the sums that hold in every row but one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, combinations

Column = Sequence[float]  # whole numbers all
Broken = tuple[int, tuple[int, ...], int]  # the whole, its parts, and the row in which they differ

MOST_COLUMNS = 60
PAIRED = 12  # columns up to which any two are tried, and not neighbours alone
DIGITS = 8  # how many digits of different numbers have to agree, so that it is no chance


def broken_sums(columns: Sequence[Column]) -> Iterator[Broken]:
    """Columns that are the sum of neighbours, or of any two, in every row but one; three rows at least."""
    if len(columns) < 3 or len(columns) > MOST_COLUMNS or len(columns[0]) < 3:
        return
    told: set[tuple[int, tuple[int, ...]]] = set()
    for looked in (0, 1):  # the row that differs may be the first
        wholes: dict[float, list[int]] = {}
        for at, column in enumerate(columns):
            wholes.setdefault(column[looked], []).append(at)
        for parts, made in _summed([column[looked] for column in columns]):
            for whole in wholes.get(made, ()) if made else ():
                if whole not in parts and (whole, parts) not in told:
                    told.add((whole, parts))
                    row = _odd_sum(columns, whole, parts)
                    if row is not None:
                        yield whole, parts, row


def _odd_sum(columns: Sequence[Column], whole: int, parts: Sequence[int]) -> int | None:
    """The only row in which a whole is not the sum of its parts; none where a part is always nought."""
    apart = 0
    for at, value in enumerate(columns[whole]):
        apart += value != sum(columns[part][at] for part in parts)
        if apart > 1:
            return None
    if not all(any(columns[part]) for part in parts):
        return None
    return odd_row(columns[whole], [sum(row) for row in zip(*(columns[part] for part in parts), strict=True)])


def _summed(values: Column) -> Iterator[tuple[tuple[int, ...], float]]:
    """Stretches of neighbours, and any two where there are few, with what they add up to."""
    upto = [0.0, *accumulate(values)]
    for first in range(len(values)):
        for after in range(first + 2, len(values) + 1):
            yield tuple(range(first, after)), upto[after] - upto[first]
    if len(values) <= PAIRED:
        for one, other in combinations(range(len(values)), 2):
            if other > one + 1:
                yield (one, other), values[one] + values[other]


def odd_row(one: Column, other: Column) -> int | None:
    """The only row in which two columns differ; None where there is none, or agreement elsewhere may be chance."""
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    agreed = {value for at, value in enumerate(one) if at not in apart}
    if len(apart) != 1 or len(agreed) < 2 or sum(len(str(abs(int(value)))) for value in agreed) < DIGITS:
        return None
    return apart[0]


def alike(columns: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, str]]:
    """Pairs of columns that hold the same long number in two periods or more, by name; each maps period to number."""
    places: dict[tuple[str, int], list[str]] = {}
    counts: dict[tuple[str, str], int] = {}
    for name, column in columns.items():
        for period, value in column.items():
            if abs(value) >= 1000:
                places.setdefault((period, value), []).append(name)
    for names in places.values():
        for pair in combinations(names, 2) if len(names) <= PAIRED else ():
            counts[pair] = counts.get(pair, 0) + 1
    yield from (pair for pair, count in counts.items() if count >= 2)
