"""From problems to the same problems without the words of exempt passages, as others than their authors may read them.

A log or an annotation on a change is read by more people than the paper. A problem keeps its rule and its place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pcpgen.compose.exempt import public
from pcpgen.load.exempt import exempt_lines
from pcpgen.load.panel import PANEL
from pcpgen.load.questions import QUESTIONS
from pcpgen.model.project import Project
from pcpgen.patterns import pattern
from pcpgen.problems import Problem

WORKS = "plan/bibliography.yaml"
MEETINGS = f"{PANEL}/panel.yaml"
_WORD = pattern(r"\w{2,}")
_QUOTED = pattern(r'"([^"]{1,1000})"|“([^”]{1,1000})”')


def unquoted(project: Project, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Each problem; of one that stands in an exempt passage, or says what only such a passage does, its rule alone."""
    hidden = {file: exempt_lines(source.lines) for file, source in project.sources.items() if file.endswith(".md")}
    hidden |= {file: set(range(1, len(project.sources[file].lines) + 2)) for file in _registers(project)}
    if not any(hidden.values()):
        return tuple(problems)
    said, known = _texts(project, hidden)
    only = set(_WORD.findall(said)) - set(_WORD.findall(known))

    def tells(found: Problem) -> bool:
        words = f"{found.message} {found.remedy.removesuffix(found.rule.remedy)}"
        quoted = ("".join(each) for each in _QUOTED.findall(words))
        return (
            found.place.line in hidden.get(found.place.file, ())
            or not only.isdisjoint(_WORD.findall(words))
            or any(each in said and each not in known for each in quoted)
        )

    return tuple(_without_words(found) if tells(found) else found for found in problems)


def _without_words(found: Problem) -> Problem:
    message = f"{found.rule.title}; what may be exempt is not quoted here"
    return replace(found, message=message, remedy=found.rule.remedy)


def _registers(project: Project) -> list[str]:
    """The registers that hold what only exempt passages name, or what is exempt itself."""
    shown = public(project)
    meetings = project.panel.meetings if project.panel else ()
    appendices = (each for meeting in meetings for item in meeting.items for each in item.appendices)
    found = [
        (QUESTIONS, len(shown.questions) < len(project.questions)),
        (WORKS, len(shown.works) < len(project.works)),
        (MEETINGS, any(each.exempt for each in appendices)),
    ]
    return [file for file, holds in found if holds and file in project.sources]


def _texts(project: Project, hidden: dict[str, set[int]]) -> tuple[str, str]:
    """What stands in exempt lines, and what stands in all others."""
    said: list[str] = []
    known: list[str] = []
    for file, source in project.sources.items():
        lines: Collection[int] = hidden.get(file, ())
        if lines:
            for number, line in enumerate(source.lines, 1):
                (said if number in lines else known).append(line)
        else:
            known.append(source.text)
    return "\n".join(said), "\n".join(known)
