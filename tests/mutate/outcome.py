"""From a planted slip to what came of it: told, without effect, beyond telling, or missed."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pcpgen.compose.opendata import open_data
from pcpgen.formats.html import render_html
from pcpgen.pipeline import Judged, judge
from pcpgen.problems import Problem
from tests.mutate.changes import Change, Files, Kind
from tests.outputs import MEDIA, documents

What = Literal["error", "warning", "harmless", "plausible", "missed", "fell over"]


@dataclass(frozen=True)
class Outcome:
    family: str
    kind: str
    what: What
    where: str  # office, file and line
    told: str  # the first problem; or what was missed
    plausible: str = ""


def read(office: Path) -> Files:
    """The text of each file of an office, by its path."""
    paths = [path for name in ("plan", "data") for path in sorted((office / name).rglob("*"))]
    known = [path for path in paths if path.suffix in (".yaml", ".md", ".csv")]
    return {path.relative_to(office).as_posix(): path.read_text("utf-8") for path in known}


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
        return cls(office.name, folder, read(folder))

    @cached_property
    def _sound(self) -> tuple[Counter[tuple[str, str]], Mapping[str, object]]:
        judged = judge(self.root)
        return Counter(_key(problem) for problem in judged.problems), printed(judged)

    def outcome(self, kind: Kind, planted: Change) -> Outcome:
        """What the program says of the workspace with a change in it."""
        changed = f"{planted.before.strip()[:90]!r} → {planted.after.strip()[:90]!r}"
        known, pages = self._sound

        def found(what: What, told: str = changed, plausible: str = "") -> Outcome:
            return Outcome(kind.family, kind.name, what, f"{self.name}: {planted.file}:{planted.line}", told, plausible)

        self._put(planted)
        try:
            judged = judge(self.root)
            if new := _new(known, judged.problems):
                worst = min(new, key=lambda problem: problem.rule.severity)
                return found(worst.rule.severity, f"{worst.place}: {worst.message}")
            if printed(judged) == pages:
                return found("harmless")
            return found("plausible", changed, planted.plausible) if planted.plausible else found("missed")
        except Exception as error:
            return found("fell over", f"{type(error).__name__}: {error}; {changed}")
        finally:
            self._take_back(planted)

    def _put(self, planted: Change) -> None:
        for file, content in {planted.file: planted.content, **(planted.more or {})}.items():
            if content is None:
                _take_away(self.root / file)
            else:
                (self.root / file).parent.mkdir(parents=True, exist_ok=True)
                (self.root / file).write_bytes(content)

    def _take_back(self, planted: Change) -> None:
        for file in (planted.file, *(planted.more or {})):
            path = self.root / file
            if file in self.files:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self.files[file].encode("utf-8"))
            else:
                _take_away(path)


def _take_away(path: Path) -> None:
    """Deletes a file, and the folders that are empty without it."""
    path.unlink()
    while not any(path.parent.iterdir()):
        path = path.parent
        path.rmdir()


def _new(known: Counter[tuple[str, str]], problems: Sequence[Problem]) -> list[Problem]:
    """The problems that are not told of the workspace as it is, or more often now."""
    again = Counter(_key(problem) for problem in problems)
    return [problem for problem in problems if again[_key(problem)] > known[_key(problem)]]


def _key(problem: Problem) -> tuple[str, str]:
    return problem.rule.id, problem.place.file + problem.message


def printed(judged: Judged) -> Mapping[str, object]:
    """Every page and every table of open data, exempt versions and front sheets of meetings among them."""
    found: dict[str, object] = {}
    for document in documents(judged):
        data = open_data(document, judged.project.datasets)
        found[document.id] = ([render_html(document, medium, files=data) for medium in MEDIA], data)
    return found
