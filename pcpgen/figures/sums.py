"""From columns of whole numbers to the sums that hold in every row but one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

Column = Sequence[float]  # whole numbers all
Broken = tuple[int, tuple[int, ...], int]  # the whole, its parts, and the row in which they differ

MOST_COLUMNS = 60
PAIRED = 12  # columns up to which any two are tried, and not neighbours alone
LONG = 3  # digits of a number that makes two columns worth looking at
DIGITS = 8  # how many digits of different numbers have to agree, so that it is no chance


def broken_sums(columns: Sequence[Column]) -> Iterator[Broken]:
    """Columns that are the sum of those next to them, or of any two, in every row but one; three rows at least."""
    if len(columns) < 3 or len(columns) > MOST_COLUMNS or len(columns[0]) < 3:
        return
    told: set[tuple[int, tuple[int, ...]]] = set()
    for looked in (0, 1):  # the row that differs may be the first
        values = [column[looked] for column in columns]
        for whole, parts in _summed(values):
            if (whole, parts) not in told:
                told.add((whole, parts))
                row = _odd_sum(columns, whole, parts)
                if row is not None and whole not in parts:
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


def _summed(values: Column) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each value but nought that is the sum of a stretch before or after it, or of any two where there are few."""
    all_positive = min(values) >= 0
    for whole, value in enumerate(values):
        for stretch in (range(whole - 1, -1, -1), range(whole + 1, len(values))) if value else ():
            made = 0.0
            for count, part in enumerate(stretch, 1):
                made += values[part]
                if made == value and count > 1:
                    yield whole, tuple(sorted(stretch[:count]))
                if made > value and all_positive:
                    break
    if len(values) <= PAIRED:
        for one, other in combinations(range(len(values)), 2):
            made = values[one] + values[other]
            yield from ((at, (one, other)) for at, value in enumerate(values) if made == value and made)


def odd_row(one: Column, other: Column) -> int | None:
    """The only row in which two columns differ; None where there is none, or agreement elsewhere may be chance."""
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    agreed = {value for at, value in enumerate(one) if at not in apart}
    if len(apart) != 1 or len(agreed) < 2 or sum(map(_digits, agreed)) < DIGITS:
        return None
    return apart[0]


def _digits(value: float) -> int:
    """How many digits a number has but for noughts at its end, which it shares with every rounded one."""
    return len(str(abs(int(value))).rstrip("0"))


def alike(columns: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, str]]:
    """Pairs of columns that hold the same long number in two periods or more, by name; each maps period to number."""
    places: dict[tuple[str, int], list[str]] = {}
    counts: dict[tuple[str, str], int] = {}
    for name, column in columns.items():
        for period, value in column.items():
            if abs(value) >= 1000 and _digits(value) >= LONG:
                places.setdefault((period, value), []).append(name)
    for names in places.values():
        for pair in combinations(names, 2) if len(names) <= PAIRED else ():
            counts[pair] = counts.get(pair, 0) + 1
    yield from (pair for pair, count in counts.items() if count >= 2)
