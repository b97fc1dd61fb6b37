"""From a number to so many offices of seven documents each, alike in shape and of different names and figures."""

from __future__ import annotations

from pathlib import Path

from tests.workspaces import ROOT, copy

_PLACES = (
    "Ash",
    "Birch",
    "Cedar",
    "Elder",
    "Fern",
    "Gorse",
    "Hazel",
    "Ivy",
    "Juniper",
    "Larch",
    "Maple",
    "Oak",
    "Rowan",
)
_ENDS = ("bury", "combe", "ford", "ham")
DOCUMENTS = 7
_PAPER = """\
---
title: What {name} does about {what}
number: "{number}"
author: policy
day: 2025-06-1{number}
as-at: 2025-03-31
---

# Purpose

This paper tells what was done about {what} in {name}, and what it cost: the office gave
{{{{ figure("grants.all", "2024/25") }}}} in the year.

# What was done

- People were asked about {what} in each town of {name}.
- What they said was read by the force, and answered.

# What is counted

{{{{ indicator("{indicator}") }}}}
"""
_INDICATORS = ("boat-theft", "repeat-victims", "victims-told")
_SUBJECTS = ("the river", "the market", "the ferry", "the bridge", "the weir")


def names(count: int) -> list[str]:
    """So many names of offices, none of which is any place's."""
    return [f"{_PLACES[at % len(_PLACES)]}{_ENDS[at // len(_PLACES)]}" for at in range(count)]


def write_estate(folder: Path, count: int) -> Path:
    """So many offices in a folder, and the file that lists them, which is returned."""
    every = names(count)
    for at, name in enumerate(every):
        write_office(folder / name.lower(), name, at)
    file = folder / "estate.yaml"
    file.write_text("offices:\n" + "".join(f"  - {name.lower()}\n" for name in every), "utf-8")
    return file


def write_office(root: Path, name: str, at: int) -> None:
    """An office of a plan, an annual report and five papers; `at` tells its figures from those of others."""
    copy(ROOT / "tests/offices/severn-reach", root, without=".pcpgen")
    for path in (*root.rglob("*.yaml"), *root.rglob("*.md"), *root.rglob("*.csv")):
        path.write_text(path.read_text("utf-8").replace("Severn Reach", name), "utf-8")
    grants = root / "data/grants.csv"
    text = grants.read_text("utf-8")
    for series, value in (("mediation", 18_250), ("all", 330_000)):
        text = text.replace(f"{series},2024/25,,{value}", f"{series},2024/25,,{value + 250 * at}")
    grants.write_text(text, "utf-8")
    (root / "plan/papers").mkdir()
    for number, what in enumerate(_SUBJECTS, 1):
        paper = _PAPER.format(name=name, what=what, number=number, indicator=_INDICATORS[number % len(_INDICATORS)])
        (root / f"plan/papers/{number}.md").write_text(paper, "utf-8")
