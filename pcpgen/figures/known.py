"""From today's cells and their history to the cells as they were known on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pcpgen.model.data import Observation, Observations, Revision, Revisions


def known_on(day: date, observations: Observations, revisions: Revisions) -> Observations:
    """The observations as they stood on a day: each cell that was changed since holds what it held before.

    A row of which its history says that nothing stood there before is not there.
    """
    found: dict[str, dict[str, Observation]] = {}
    for series, history in revisions.items():
        for revision in _undone(day, history):
            cells = found.setdefault(series, dict(observations.get(series, {})))
            period = revision.period.written
            if revision.old is None:
                cells.pop(period, None)
            elif period in cells:
                before = any(
                    each.period.written == period and each.date <= day and each.old is not None for each in history
                )
                flags = cells[period].flags if before else cells[period].flags.replace("r", "")
                cells[period] = cells[period]._replace(value=revision.old, flags=flags)
    return {**observations, **found} if found else observations


def _undone(day: date, history: tuple[Revision, ...]) -> Iterator[Revision]:
    """The first revision of each cell after a day, which says what it held then."""
    seen: set[str] = set()
    for revision in history:
        if revision.date > day and revision.period.written not in seen:
            seen.add(revision.period.written)
            yield revision


def revised_by(day: date | None, revisions: Revisions, series: str) -> tuple[Revision, ...]:
    """The history of a series as far as it was known on a day."""
    return tuple(each for each in revisions.get(series, ()) if day is None or each.date <= day)
