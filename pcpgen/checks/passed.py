"""From a workspace as it was read to the checks that an earlier run asked of the very same, and that found nothing.

What a check finds rests on what was read and on the program alone, so that of the same it need not be asked again.
"""

from __future__ import annotations

from collections.abc import Collection

from pcpgen.kept import Kept, sum_of
from pcpgen.manifest import versions
from pcpgen.model.project import Project


def state_of(project: Project, doubtful: Collection[str], listed: str) -> bytes:
    """The sum of all that decides what checks find: the program, what was read, and in which language.

    `listed` is the sum of the names in the workspace's folders, `doubtful` are the datasets that have problems.
    """
    read = [*project.inputs.items()], [*project.published.items()]
    return sum_of(f"{versions()}", listed, project.language, f"{sorted(doubtful)}", f"{read}")


def passed_before(state: bytes) -> frozenset[str]:
    """The checks that found nothing in this state, by name."""
    return frozenset((PASSED.get(state) or b"").decode().splitlines())


def keep_passed(state: bytes, names: Collection[str]) -> None:
    """Keeps the names of the checks that find nothing in this state."""
    if not passed_before(state).issuperset(names):
        PASSED.add(state, "\n".join(sorted(names)).encode())


PASSED = Kept("checks/passed.py")  # by the program that found nothing
