"""From a panel's own rule on its papers and the law's to problems: a rule by which they would come too late."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.blocks.wording import counted
from pcpgen.compose.deadlines import obligations
from pcpgen.figures.data import Data
from pcpgen.model.project import Project
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

LATE_PUBLICATION = Rule(
    "late-publication",
    "Papers are published later than the law has it",
    "An agenda that was not open in time makes a meeting’s decisions open to challenge.",
    "Write as many working days as the law asks for, or more.",
    "warning",
)


def check_deadlines(project: Project, data: Data) -> Iterator[Problem]:
    """The panel's own rule gives its readers no less time than the law of its newest meeting does."""
    rules = project.panel.publication if project.panel else None
    if project.panel is None or project.office is None or rules is None or rules.working_days_before is None:
        return
    newest = max((each.date for each in project.panel.meetings), default=None)
    notice = obligations(project).notice(project.office.nation, newest) if newest else None
    if notice and rules.working_days_before <= notice.clear_days:
        own = counted(rules.working_days_before, "working day", "working days")
        clear = counted(notice.clear_days, "clear day", "clear days")
        message = f"papers come {own} before a meeting, later than the {clear} of the {notice.provision.law}"
        remedy = (
            f"Write {notice.clear_days + 1} or more: neither the day of publication nor that of the meeting counts."
        )
        yield problem(LATE_PUBLICATION, rules.place, message, remedy)
