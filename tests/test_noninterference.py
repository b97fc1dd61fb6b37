"""Hidden counts and what is published: other hidden counts under the same shown ones change no byte of any output.

The offices are drawn by lot: months and 12 months that overlap, groups with their totals, and a second file with the
same quantities. For each, an integer program finds another that a reader cannot tell from it.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pcpgen.build import Order, build
from pcpgen.figures.data import Data
from pcpgen.load.workspace import read_workspace
from tests.workspaces import change, copy_small

MONTHS = [f"2024-{month:02}" for month in range(7, 13)] + [f"2025-{month:02}" for month in range(1, 9)]
TIMES: dict[str, tuple[int, ...]] = {month: (at,) for at, month in enumerate(MONTHS)}
TIMES |= {f"12 months to {MONTHS[last]}": tuple(range(last - 11, last + 1)) for last in (11, 12, 13)}
TIMES |= {"2025-04..2025-07": tuple(range(9, 13)), "2025-03..2025-07": tuple(range(8, 13))}
GROUPS = ("young", "adult", "old")
Table = NDArray[Any]
TRIES = 12  # at other hidden counts under the same shown ones
REPORT = """\
---
report: theme
theme: harbour
meeting: 2025-10-08
item: 3
title: How the harbour fares
as_at: 2025-09-30
terms_of_reference: [1]
recommend: That the Panel note the report.
---

# Background

{{ indicator("victims") }}

Of those known to us {{ figure("others.known") }} are in the other file; [c] marks a count that is kept back.

# Priority: patrol-quays, light-slipways

The quays are walked.

# Next steps

Lamps are ordered.
"""
PANEL = """\
terms_of_reference: {1: Look at what the office does}
contact: {post: Clerk, office: Saltmarsh Crime Panel}
meetings:
  - date: 2025-10-08
    items: [{item: 3, report: harbour}]
"""


@dataclass(frozen=True)
class Drawn:
    """What an office prints, as which months of which groups make up each cell; the counts themselves apart."""

    printed: Mapping[str, tuple[tuple[int, int], ...]]  # "victims.young@2025-08": (group, month) for each
    computed: str  # the series that stands in no file, if any
    series: str
    others: str

    def values(self, base: Table) -> dict[str, int]:
        return {cell: int(sum(base[at] for at in made_of)) for cell, made_of in self.printed.items()}


def drawn(chance: random.Random) -> tuple[Drawn, Table]:
    """An office, and how many there were in each group and month."""
    most = chance.choice((4, 9, 25))
    base = np.array([[chance.randint(0, most) for _ in MONTHS] for _ in GROUPS])
    times = chance.sample(list(TIMES), chance.randint(3, 7))
    everyone = tuple(range(len(GROUPS)))
    made_of: dict[str, tuple[int, ...]] = {name: (at,) for at, name in enumerate(GROUPS)} | {"all": everyone}
    computed = chance.choice(("victims.all", ""))
    printed = {
        f"victims.{name}@{time}": tuple((group, month) for group in made_of[name] for month in TIMES[time])
        for name in made_of
        for time in times
    }
    known = chance.choice([*GROUPS, "all"])
    for time in chance.sample(list(TIMES), 3):
        printed[f"others.known@{time}"] = tuple((group, month) for group in made_of[known] for month in TIMES[time])
    declared = ", total_of: [young, adult, old]" if computed or chance.random() < 0.7 else ""
    series = "".join(f"  {name}: {{title: {name.title()}}}\n" for name in GROUPS)
    others = f"  known: {{title: Known, same_as: victims.{known}}}\n"
    return Drawn(printed, computed, f"{series}  all: {{title: All{declared}}}\n", others), base


def written(folder: Path, office: Drawn, base: Table) -> Path:
    """The office's workspace: one report, with the indicator and a figure of the other file."""
    copy_small(folder)
    heads = ("title: Victims\nmeasures: victims\nunit: people\ngood: neither\n", "title: Others\nunit: people\n")
    files = {
        "plan/indicators/victims.yaml": f"{heads[0]}chart: line\nsource: Invented\nseries:\n{office.series}",
        "plan/datasets/others.yaml": f"{heads[1]}source: Invented\nseries:\n{office.others}",
        "plan/panel/2025-10-08/harbour.md": REPORT,
        "plan/panel/panel.yaml": PANEL,
    }
    for name in ("victims", "others"):
        counts = {cell: n for cell, n in office.values(base).items() if cell.partition("@")[0] != office.computed}
        rows = (f"{cell.replace('@', ',')},,{n},\n" for cell, n in counts.items() if cell.startswith(name))
        files[f"data/{name}.csv"] = "series,period,qualifier,value,note\n" + "".join(rows).replace(f"{name}.", "")
    for file, content in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(content, "utf-8")
    for theme in ("harbour", "high-street"):
        with (folder / f"plan/2025-29/themes/{theme}.yaml").open("a", encoding="utf-8") as lines:
            lines.write("indicators: [victims]\n")
    edition = "plan/2025-29/edition.yaml"
    change(folder, edition, "per: theme}\n", "per: theme}\n  indicators: {name: Indicator, per: theme}\n")
    change(folder, edition, "themes, money", "themes, indicators, money")
    return folder


def hidden(folder: Path) -> frozenset[str]:
    project, problems = read_workspace(folder)
    assert problems == ()
    data = Data.of(project)
    return data.kept_back("victims") | data.kept_back("others")


def alike(chance: random.Random, office: Drawn, base: Table, kept: frozenset[str]) -> Iterator[Table]:
    """Other counts under which all that is shown is as it was, and a hidden cell is one more or one less."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # here, since it takes long

    def of(cells: Iterable[str]) -> Table:
        """A row a cell, with what a step of each month of each group adds to it: first those up, then those down."""
        rows = np.zeros((0, 2 * base.size))
        for cell in cells:
            row = np.zeros(base.shape)
            row[tuple(zip(*office.printed[cell], strict=True))] = 1
            rows = np.vstack([rows, [*row.ravel(), *-row.ravel()]])
        return rows

    stay = of(cell for cell in office.printed if cell not in kept)
    for _ in range(TRIES):
        move = of([chance.choice(sorted(kept))])
        asked = np.append(np.zeros(len(stay)), chance.choice((1, -1)))
        prices = np.array([chance.uniform(1, 2) for _ in range(2 * base.size)])
        most = np.append(np.full(base.size, 9), base.ravel())
        found = milp(
            prices,
            constraints=LinearConstraint(np.vstack([stay, move]), asked, asked),
            integrality=np.ones(len(prices)),
            bounds=Bounds(0, most),
        )
        if found.x is not None:
            up, down = np.rint(found.x).astype(int).reshape(2, *base.shape)
            yield base + up - down


def published(root: Path, out: Path) -> dict[str, bytes]:
    built = build(root, None, Order(("html",), out))
    assert [found.message for found in built.judged.errors] == []
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def compared(folder: Path, seed: int) -> bool:
    """Whether an office drawn by lot has a twin that hides the same cells; both then publish the same bytes."""
    chance = random.Random(seed)
    office, base = drawn(chance)
    one = written(folder / "one", office, base)
    kept = hidden(one)
    for other in alike(chance, office, base, kept) if kept else ():
        shutil.rmtree(folder / "other", ignore_errors=True)
        twin = written(folder / "other", office, other)
        if hidden(twin) == kept:
            first, second = published(one, folder / "out-one"), published(twin, folder / "out-other")
            assert len(first) > 5
            assert first.keys() == second.keys()
            assert [name for name in first if first[name] != second[name]] == [], (seed, kept)
            return True
    return False


def test_hidden_counts_change_no_published_byte(tmp_path: Path) -> None:
    assert any(compared(tmp_path / str(seed), seed) for seed in range(3))


@pytest.mark.slow
@pytest.mark.parametrize("tenth", range(10))
def test_hidden_counts_change_no_published_byte_of_three_hundred_offices(tmp_path: Path, tenth: int) -> None:
    pairs = 0
    for seed in range(1000 + 30 * tenth, 1030 + 30 * tenth):
        pairs += compared(tmp_path / "office", seed)
        shutil.rmtree(tmp_path / "office")
    assert pairs >= 15
