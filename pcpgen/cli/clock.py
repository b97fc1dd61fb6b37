"""From the clock to today, for what a person is told on the terminal; no document ever depends on it."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import click


def today() -> date:
    """The day of `SOURCE_DATE_EPOCH`, as those set it who want the same bytes again; else that of the clock."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC).date() if fixed.isdecimal() else date.today()


_IS_OURS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Day(click.ParamType[str]):
    """A day in any form in which files may have it, as 2019-11-13; its own readers are loaded for the others only."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value == "" and param is not None and param.default == "":
            return ""
        if _IS_OURS.fullmatch(value):
            with suppress(ValueError):
                return date.fromisoformat(value).isoformat()
        from pcpgen.load.days import NoDay, read_day

        try:
            return read_day(value).isoformat()
        except NoDay as wrong:
            self.fail(str(wrong), param, ctx)


DAY = Day()


def day_or_today(written: str | None) -> date:
    """The day that was given, or today."""
    return date.fromisoformat(written) if written else today()
