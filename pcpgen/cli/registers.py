"""From the registers of meetings and papers to what they ask for, such as what is due by which day."""

from __future__ import annotations

import sys

import click

from pcpgen.cli.clock import DAY
from pcpgen.cli.exits import PROBLEMS
from pcpgen.cli.folders import workspace
from pcpgen.cli.terminal import say, tell

NOT_REGISTERED = "pcpgen: the register has no meeting on {day}; its latest are: {known}. If one were held then:"


@click.command()
@click.option("--meeting", type=DAY, help="One meeting of the Panel, 2019-11-13; all in the register by default.")
@click.pass_obj
def deadlines(folder: str, meeting: str | None) -> None:
    """Say what is due by which day, and by which rule.

    Papers, questions and the precept. A meeting need not be in the register yet; without one, every meeting of
    the register, the timetable of the precept, the end of the plan and the office's duties are listed.
    """
    from pcpgen import pipeline

    timetables, judged = pipeline.deadlines(workspace(folder), meeting or "")
    panel = judged.project.panel
    if meeting and panel and meeting not in (known := [str(each.date) for each in panel.meetings]):
        say(NOT_REGISTERED.format(day=meeting, known=", ".join(sorted(known)[-5:]) or "none"))
    if timetables:
        click.echo(timetables)
    if judged.problems:
        tell(judged)
        sys.exit(PROBLEMS)
