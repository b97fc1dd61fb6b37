"""From the Panel's meetings and the bank holidays to problems: deadlines that cannot be worked out."""

from __future__ import annotations

from pcpgen.compose.deadlines import timetables
from pcpgen.figures.data import Data
from pcpgen.model.project import Project
from pcpgen.problems import Problem


def check_deadlines(project: Project, data: Data) -> list[Problem]:
    """Each meeting and precept whose days the bank holidays do not reach; none where an office lists no holidays."""
    if project.holidays is None or project.panel is None:
        return []
    return [found for found in timetables(project) if isinstance(found, Problem)]
