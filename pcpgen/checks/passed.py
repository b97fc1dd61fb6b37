"""From a workspace as it was read to the checks that an earlier run asked of the very same, and that found nothing.

What a check finds rests on what was read and on the program alone, so that of the same it need not be asked again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pcpgen.checks.registry import OF_FIGURES
from pcpgen.kept import Kept, sum_of
from pcpgen.manifest import versions
from pcpgen.model.project import Project
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """A workspace by the sum of all that decides what checks find, and by that of all on which figures rest.

    `passed` are the checks that found nothing in the very same, by name. Of a workspace that nobody is to know again
    there is neither.
    """

    whole: bytes = b""
    figures: bytes = b""
    passed: frozenset[str] = frozenset()


def known_of(project: Project, doubtful: Collection[str], listed: str) -> Known:
    """What is known of a workspace: of the program, of what was read, and in which language.

    `listed` is the sum of the names in its folders, without which it is not known again; `doubtful` are the datasets
    that have problems. Figures rest on what is written neither in editions nor in prose; of an edition they know the
    baselines and of a paper its day, which both say themselves.
    """
    if not listed:
        return Known()
    apart = tuple(f"plan/{id}/" for id in project.editions)
    of_figures = {file: sum for file, sum in project.inputs.items() if not (file.startswith(apart) or _is_prose(file))}
    whole, figures = _sum(project, project.inputs, doubtful, listed), _sum(project, of_figures, doubtful)
    return Known(whole, figures, _passed(whole) | _passed(figures))


def _is_prose(file: str) -> bool:
    return file.endswith(".md")


def _sum(project: Project, read: Mapping[str, str], doubtful: Collection[str], listed: str = "") -> bytes:
    known = [*read.items()], [*project.published.items()], sorted(doubtful)
    return sum_of(f"{versions()}", listed, project.language, f"{known}")


def _passed(state: bytes) -> frozenset[str]:
    return frozenset((PASSED.get(state) or b"").decode().splitlines())


def keep_passed(known: Known, names: Collection[str]) -> None:
    """Keeps the names of checks that find nothing in a workspace, where it is to be known again."""
    for state, passed in ((known.whole, {*names}), (known.figures, OF_FIGURES.intersection(names))):
        if state and not known.passed >= passed:
            PASSED.add(state, "\n".join(sorted(passed | _passed(state))).encode())


PASSED = Kept("checks/passed.py")  # by the program that found nothing
