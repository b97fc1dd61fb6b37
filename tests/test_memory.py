"""What has not changed is the very object that it was; what is another in any way is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from pcpgen.editions import words
from pcpgen.kept import Kept
from pcpgen.load import board, edition, panel, sound
from pcpgen.load.files import Folder
from pcpgen.load.workspace import read_workspace
from pcpgen.memory import Memory, Same, once, shared
from pcpgen.model.project import Project
from pcpgen.place import Place, Source
from pcpgen.problems import Problem
from pcpgen.values import dataclass
from tests.workspaces import ROOT, change, copy, copy_small


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    lines: tuple[Any, ...] = ()
    notes: Any = field(default=None, compare=False)


class Pair(NamedTuple):
    first: int
    second: int


def page(**changed: Any) -> Page:
    lines = (Place("a.md", 1), [1], {"one": Decimal("1.0"), "two": True})
    return Page(**{"title": "Money", "lines": (lines[0], (1, "x"), lines[2]), "notes": {"a": 1, "b": 2}} | changed)


def test_what_is_the_same_is_the_object_that_it_was() -> None:
    before = {"money": page(), "about": page(title="About")}
    now = {"money": page(), "about": page(title="About us")}
    assert shared(before, {"money": page(), "about": page(title="About")}) is before
    known = shared(before, now)
    assert known == now and known["money"] is before["money"]
    assert known["about"].lines is before["about"].lines and known["about"].title == "About us"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (1, True),
        ((1, 2), (1,)),
        ((1,), (1, 2)),
        (Decimal("1.0"), Decimal("1.00")),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (page(notes={"a": 1}), page(notes={"a": True})),
        (page(lines=(Place("a.md", 1),)), page(lines=(Place("a.md", 2),))),
        (page(lines=[1]), page(lines=(1,))),
        (object(), object()),
        (Pair(1, 2), Pair(1, 3)),
    ],
)
def test_what_differs_in_anything_is_new(before: Any, now: Any) -> None:
    """Also where Python calls the two equal."""
    assert shared(before, now) is not before
    assert repr(shared(before, now)) == repr(now)


def test_what_no_round_asks_for_is_forgotten() -> None:
    memory = Memory()
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key

    for keys in ("ab", "a", "a", "ab"):
        memory.begin()
        for key in keys * 2:
            assert once(memory, key, partial(make, key)) == key
    assert made == ["a", "b", "b"]


def test_who_asks_for_a_whole_has_asked_for_its_parts() -> None:
    memory = Memory()
    made: list[str] = []

    def make(key: str, *parts: str) -> str:
        made.append(key)
        return key + "".join(once(memory, part, partial(make, part)) for part in parts)

    for asked in ("whole", "whole", "whole", "part"):
        memory.begin()
        once(memory, asked, partial(make, asked, "part", "other"))
    assert made == ["whole", "part", "other"]


def test_by_identity_an_equal_value_is_another() -> None:
    one, other = [1], [1]
    assert {Same(one): 1}.get(Same(one)) == 1
    assert {Same(one): 1}.get(Same(other)) is None
    assert Same(one) != Same(other)


DOCKS, FERRY = "plan/panel/2025-09-10/docks.md", "plan/panel/2025-06-11/ferry.md"
NIGHTS, LAMPS = "plan/panel/2025-06-11/nights.md", "plan/board/2025-05-06/lamps.md"
PASSAGE = "plan/passages/owner.md"


def add_passage(office: Path) -> None:
    (office / "plan/passages").mkdir()
    (office / PASSAGE).write_text("Its owner was asked.\n", "utf-8")
    change(office, FERRY, "# Consultation\n", '# Consultation\n\n{{ reuse("owner") }}\n')


Step = Callable[[Path], object]
# what is changed one after the other, and what is read anew then, if only because it was read anew before
STEPS: dict[str, tuple[Step, list[str]]] = {
    "all of it": (lambda office: None, ["2023-27", NIGHTS, FERRY, DOCKS, LAMPS]),
    "nothing": (lambda office: None, []),
    "a report": (partial(change, file=FERRY, old="Its owner", new="The owner"), [FERRY]),
    "a paper": (partial(change, file=LAMPS, old="the quay", new="a quay"), [LAMPS]),
    "a page": (partial(change, file="plan/2023-27/pages/money.md", old=".", new="!"), ["2023-27"]),
    "what belongs nowhere": (lambda office: (office / "plan/2023-27/pages/a.md").write_text("A\n"), ["2023-27"]),
    "and stays": (lambda office: None, ["2023-27"]),
    "and is gone": (lambda office: (office / "plan/2023-27/pages/a.md").unlink(), []),  # a run has kept it as it was
    "a mistake": (partial(change, file=LAMPS, old="marking:", new="marked:"), [LAMPS]),
    "that is told again": (lambda office: None, [LAMPS]),
    "and mended": (partial(change, file=LAMPS, old="marked:", new="marking:"), [LAMPS]),
    "and known": (lambda office: None, []),
    "a passage of several": (add_passage, [FERRY]),
    "that has changed": (partial(change, file=PASSAGE, old="was", new="is"), [FERRY]),
    "what a level is called": (
        partial(change, file="plan/2023-27/edition.yaml", old="name: Commitment", new="name: Pledge"),
        ["2023-27", NIGHTS, FERRY, DOCKS],
    ),
}


@pytest.mark.slow
def test_a_preview_reads_anew_what_has_changed_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, memory, anew = copy(ROOT / "tests/offices/port-ansley", tmp_path / "office"), Memory(), list[str]()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sound, "FOLDERS", Kept())

    def note(module: ModuleType, name: str) -> None:
        usual = getattr(module, name)

        def noted(folder: Folder, of: Source | str, *more: object) -> object:
            if folder.memory:
                anew.append(of if isinstance(of, str) else of.file)
            return usual(folder, of, *more)

        monkeypatch.setattr(module, name, noted)

    note(edition, "_read_edition")
    note(panel, "_read_report")
    note(board, "_read_paper")
    for step, (alter, expected) in STEPS.items():
        alter(office)
        anew.clear()
        memory.begin()
        assert known(read_workspace(office, memory=memory)) == known(read_workspace(office)), step
        assert anew == expected, step


def known(read: tuple[Project, tuple[Problem, ...]]) -> list[str]:
    """What was read and what is wrong, to the letter."""
    project, problems = read
    return list(map(repr, (project.editions, project.panel, project.papers, project.texts, project.inputs, problems)))


def test_of_a_folder_that_somebody_writes_in_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else one state of it after another would be, until there is no room for what others keep."""
    office, store = copy_small(tmp_path / "office"), Kept()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sound, "FOLDERS", store)
    read_workspace(office, memory=Memory())
    assert not store._new
    read_workspace(office)
    assert store._new


def test_texts_are_compared_once_in_a_preview() -> None:
    """Which is the longest that a variation takes."""
    words.kept.cache_clear()
    assert [words.kept("We will look.", "We will see."), words.kept("We will look.", "We will see.")] == [2 / 3] * 2
    assert words.kept.cache_info().hits == 1
