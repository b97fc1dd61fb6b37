"""From the clock to today, for what a person is told on the terminal; no document ever depends on it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import click


def today() -> date:
    """The day of `SOURCE_DATE_EPOCH`, as those set it who want the same bytes again; else that of the clock."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC).date() if fixed.isdecimal() else date.today()


def day_or_today(written: str | None) -> date:
    """The day that was written, or today; wrong use where it is none."""
    from pcpgen.model.period import parse_date

    try:
        return parse_date(written) if written else today()
    except ValueError:
        raise click.UsageError(f'"{written}" is no day. Write it as 2026-04-01.') from None
