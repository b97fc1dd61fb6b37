"""From the totals that a file prints to those that its parts do not come to, and how far that could be judged."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pcpgen.figures.figure import places
from pcpgen.load.rules import EMPTY_TEXT
from pcpgen.model.extraction import Extraction
from pcpgen.problems import Problem, number_of, problem
from pcpgen.rules import TOTAL_DIFFERS
from pcpgen.sources.part import Taken, Total


class Held(NamedTuple):
    """A total beside the parts that were read: the values of those that have one, and why others have none."""

    total: Total
    values: tuple[Decimal, ...]
    missing: tuple[str, ...]

    @property
    def summed(self) -> Decimal:
        return sum(self.values, Decimal(0))


def held(total: Total, taken: Sequence[Taken]) -> Held:
    """A total and its parts."""
    parts = [
        each
        for each in taken
        if each.origin.file == total.place.file
        and (not total.series or each.series == total.series)
        and (total.period is None or each.period.within(total.period))
    ]
    values = tuple(each.value for each in parts if isinstance(each.value, Decimal))
    return Held(total, values, tuple(each.meaning for each in parts if not isinstance(each.value, Decimal)))


def denied(totals: Sequence[Total], taken: Sequence[Taken], declared: Extraction) -> list[Problem]:
    """Each total that its parts do not come to; a reason that nothing asks for."""
    found = [*filter(None, (_differs(held(total, taken), declared) for total in totals))]
    if declared.total_differs:
        said = "a reason is given why the total differs, and it does not"
        remedy = "Take differs: out."
        return [] if found else [problem(EMPTY_TEXT, declared.place, said, remedy)]
    return found


def _differs(found: Held, declared: Extraction) -> Problem | None:
    """That a total is not what its parts come to."""
    total, values, summed = found.total, found.values, found.summed
    decimals = max(map(places, (*values, total.value)), default=0)
    allowed = Decimal(0) if decimals == 0 else Decimal(len(values) + 1) / 2 * Decimal(1).scaleb(-decimals)
    if abs(summed - total.value) <= allowed or (found.missing and summed < total.value):
        return None
    few_or_many = f"the {number_of(len(values), 'part')} that were read"
    message = f"the total of {_of(total)} is {total.value:,f} ({total.name}), and {few_or_many} come to {summed:,f}"
    off = f"{abs(summed - total.value):,f} {'too many' if summed > total.value else 'too few'}"
    remedy = f"That is {off}: look for a row or column that was left out, counts twice or is no part of it."
    if declared.is_written:
        remedy += f" Where the publisher means it so, write total: {{says: {declared.total}, differs: why}}."
    return problem(TOTAL_DIFFERS, total.place, message, remedy)


def too_large(found: Held, least: int) -> str:
    """What is doubtful of a total that is larger than the counts which are kept back make it, where these are below
    so many; nothing where nobody knows. A publisher may keep back larger ones besides, so it may be right.
    """
    over, most = found.total.value - found.summed, len(found.missing) * (least - 1)
    if not least or set(found.missing) != {"suppressed"} or over <= most:
        return ""
    few = number_of(len(found.missing), "count")
    return (
        f"the total of {_of(found.total)} is {found.total.value:,f} ({found.total.name}) and what is shown of it "
        f"{found.summed:,f}, which leaves {over:,f} for {few} kept back; counts below {least} are. Look whether the "
        "total is right."
    )


def _of(total: Total) -> str:
    if not total.period:
        return f"all periods of {total.series.partition('.')[2]}"
    if total.series:
        return f"{total.series.partition('.')[2]} in {total.period.words}"
    return f"all series in {total.period.words}"
