"""From levels as declared to levels as their statements stand: of the plan as a whole, or of each theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pcpgen.load.files import Folder
from pcpgen.load.rules import WRONG_SHAPE
from pcpgen.model.plan import Level
from pcpgen.patterns import pattern
from pcpgen.problems import problem

_KEY = pattern(r"(?m)^(?P<key>[a-z][a-z0-9_-]*):")


def placed(folder: Folder, base: str, levels: tuple[Level, ...], themes: Sequence[str]) -> tuple[Level, ...]:
    """The levels, each of the plan or of themes as its statements stand where all of them stand elsewhere than it says.

    That is told once, at the level, and not at every file that has or lacks them.
    """
    file = f"{base}/statements.yaml"
    if not folder.exists(file):
        return levels
    of_plan = _keys(folder, file)
    odd = [each for each in levels if not each.within and each.of_plan != (each.key in of_plan)]
    if not odd or not any(each.of_plan or each.key in of_plan for each in odd):
        return levels
    in_themes = {key for id in themes for key in _keys(folder, f"{base}/themes/{id}.yaml")}

    def stands(level: Level) -> Level:
        if level not in odd or level.of_plan != (level.key in in_themes):
            return level
        there, other = ("each theme", "theme") if level.of_plan else ("statements.yaml", "plan")
        said = "plan" if level.of_plan else "theme"
        message = f"{level.plural} stand in {there}, and “{level.key}” is per: {said}"
        order = f"Write per: {other}, or move them where per: {said} has them."
        folder.problems.append(problem(WRONG_SHAPE, level.place, message, order))
        return replace(level, of_plan=not level.of_plan)

    return tuple(map(stands, levels))


def _keys(folder: Folder, file: str) -> set[str]:
    """The entries at the margin of a file; none of one that is not there."""
    source = folder.text(file) if folder.exists(file) else None
    return {found["key"] for found in _KEY.finditer(source.text)} if source else set()
