"""From the clock to today, for what a person is told on the terminal; no document ever depends on it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """The day of `SOURCE_DATE_EPOCH`, as those set it who want the same bytes again; else that of the clock."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC).date() if fixed.isdecimal() else date.today()
