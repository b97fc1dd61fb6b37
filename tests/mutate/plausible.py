"""From a slip to the rule by which nothing in the workspace can tell it from what is meant, if there is one.

These rules are all. A slip under one of them counts neither for nor against the program, unless it is told all the
same; at most 12 % of all slips may be plausible. That a person would notice a slip in print makes it plausible no less
and no more: the rules ask only whether the rest of the workspace contradicts it.
"""

from __future__ import annotations

import re

from tests.mutate.cells import Cell, cells, split
from tests.mutate.changes import Files

# of a value of which the workspace has no other number: no total with a row of its own, and no twin
ORDINARY = "a value between the least and the greatest of its series, in no total that is printed, and no twin"
FEW = "a value within three times those of a series of two or three, in no total that is printed, and no twin"
ONLY = "the only value of its series, in no total that is printed, and no twin"
# of prose
RUN_TOGETHER = "two paragraphs of whole sentences become one paragraph of whole sentences"
# of a file
TAKEN_AWAY = "a paper that no register names is taken away"


def ordinary(files: Files, cell: Cell, text: str) -> str:
    """By which rule nothing in the workspace can tell the value from what is meant; empty where something can.

    Something can where another number is to be equal to it. A total that is computed takes every value, a share that
    stays within its whole and a base that can give it do too, and a claim that still holds; what breaks one is told.
    """
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) or text.startswith("-") != cell.text.startswith("-"):
        return ""
    if (
        len(text.partition(".")[2]) != len(cell.text.partition(".")[2])
        or re.match("0[0-9]", text)
        or contradicted(files, cell)
    ):
        return ""
    others = [
        float(each.text)
        for each in cells(files)
        if (each.line.file, each.series) == (cell.line.file, cell.series) and each.period != cell.period
    ]
    if not others:
        return ONLY
    if len(others) < 3:
        near = all(other / 3 <= float(text) <= other * 3 for other in others)
        return FEW if near and float(text) not in others else ""
    return ORDINARY if min(others) <= float(text) <= max(others) else ""


def contradicted(files: Files, cell: Cell) -> bool:
    """Whether the workspace has another number for the same thing: a printed total of which it is a part, or a twin."""
    name = re.escape(cell.series)
    defined = "".join(files.get(f"plan/{where}/{cell.dataset}.yaml", "") for where in ("indicators", "datasets"))
    elsewhere = "".join(text for file, text in files.items() if file.startswith(("plan/indicators", "plan/datasets")))
    twin = rf"same_as: {re.escape(cell.dataset)}\.{name}\b"
    if re.search(twin, elsewhere) or re.search(rf"(?m)^  {name}:[^\n]*(\n    [^\n]*)*?\bsame_as", defined):
        return True
    printed = {each.series for each in cells(files) if (each.dataset, each.period) == (cell.dataset, cell.period)}
    totals = re.findall(r"(?m)^  ([a-z0-9-]+):[^\n]*?(?:\n    [^\n]*?)*?total_of: \[([^\]]*)\]", defined)
    return any(total in printed and cell.series in (total, *re.split(r",\s*", parts)) for total, parts in totals)


def bound(files: Files, cell: Cell) -> bool:
    """Whether anything in the workspace speaks of a cell's series, so that no other value may take its place unseen."""
    name = re.escape(cell.series)
    defined = "".join(files.get(f"plan/{where}/{cell.dataset}.yaml", "") for where in ("indicators", "datasets"))
    related = r"total_of|share_of|same_as|difference_of"
    if re.search(rf"({related})[^\n]*\b{name}\b", defined) or re.search(
        rf"^  {name}:.*({related})", defined, re.MULTILINE
    ):
        return True
    elsewhere = "".join(text for file, text in files.items() if file.startswith(("plan/indicators", "plan/datasets")))
    if re.search(rf"\b{re.escape(cell.dataset)}\.{name}\b", elsewhere):
        return True
    if "base" in split(files[cell.line.file].split("\n")[0]):
        return True
    written = "".join(text for file, text in files.items() if file.endswith(".md"))
    return any(f"{cell.dataset}.{cell.series}" in claim for claim in re.findall(r"\{% claim \"([^\"]*)\"", written))
