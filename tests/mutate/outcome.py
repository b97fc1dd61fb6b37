"""From a planted slip to what came of it: told, without effect, beyond telling, or missed."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pcpgen.compose.opendata import open_data
from pcpgen.formats.html import render_html
from pcpgen.pipeline import Judged, judge
from pcpgen.problems import Problem
from tests.mutate.slips import Files, Kind, Slip
from tests.outputs import MEDIA, documents


@dataclass(frozen=True)
class Outcome:
    family: str
    kind: str
    what: Literal["error", "warning", "harmless", "plausible", "missed"]
    where: str  # office, file and line
    told: str  # the first problem; or what was missed
    plausible: str = ""


@dataclass(frozen=True)
class Workspace:
    """A copy of an office, in which one file at a time is changed and put back."""

    name: str
    root: Path
    files: Files

    @classmethod
    def copy(cls, office: Path, folder: Path) -> Workspace:
        for name in ("plan", "data"):
            shutil.copytree(office / name, folder / name)
        paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".yaml", ".md", ".csv")]
        files = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}
        return cls(office.name, folder, files)

    @cached_property
    def _sound(self) -> tuple[Counter[tuple[str, str]], Mapping[str, object]]:
        judged = judge(self.root)
        return Counter(_key(problem) for problem in judged.problems), printed(judged)

    def outcome(self, kind: Kind, slip: Slip) -> Outcome:
        """What the program says of the workspace with the slip in it."""
        where = f"{self.name}: {slip.file}:{slip.line}"
        changed = f"{slip.before.strip()[:90]!r} → {slip.after.strip()[:90]!r}"
        known, pages = self._sound
        self._put(slip)
        try:
            judged = judge(self.root)
            new = [problem for problem in judged.problems if not known[_key(problem)]]
            again = Counter(_key(problem) for problem in judged.problems)
            new += [problem for problem in judged.problems if 0 < known[_key(problem)] < again[_key(problem)]]
            if new:
                worst = min(new, key=lambda problem: problem.rule.severity)
                return Outcome(kind.family, kind.name, worst.rule.severity, where, f"{worst.place}: {worst.message}")
            if printed(judged) == pages:
                return Outcome(kind.family, kind.name, "harmless", where, changed)
            if slip.plausible:
                return Outcome(kind.family, kind.name, "plausible", where, changed, slip.plausible)
            return Outcome(kind.family, kind.name, "missed", where, changed)
        except Exception as error:
            return Outcome(
                kind.family, kind.name, "missed", where, f"FELL OVER, {type(error).__name__}: {error}; {changed}"
            )
        finally:
            self._take_back(slip)

    def _put(self, slip: Slip) -> None:
        for file, content in {slip.file: slip.content, **(slip.more or {})}.items():
            if content is None:
                (self.root / file).unlink()
            else:
                (self.root / file).write_bytes(content)

    def _take_back(self, slip: Slip) -> None:
        for file in (slip.file, *(slip.more or {})):
            if file in self.files:
                (self.root / file).write_bytes(self.files[file].encode("utf-8"))
            else:
                (self.root / file).unlink()


def _key(problem: Problem) -> tuple[str, str]:
    return problem.rule.id, problem.place.file + problem.message


def printed(judged: Judged) -> Mapping[str, object]:
    """Every page and every table of open data, exempt versions and front sheets of meetings among them."""
    found: dict[str, object] = {}
    for document in documents(judged):
        data = open_data(document, judged.project.datasets)
        found[document.id] = ([render_html(document, medium, files=data) for medium in MEDIA], data)
    return found
