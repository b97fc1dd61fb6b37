"""From outcomes to the tables of the repository, in Markdown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from tests.mutate import slips, variants
from tests.mutate.outcome import Outcome
from tests.mutate.planting import OFFICES

MISSED = ("missed", "fell over")
TOLD = ("error", "warning", "fell over")  # of a right change


def table(found: Sequence[Outcome], seed: int) -> str:
    """The outcomes by family and kind, in Markdown, with an example of each kind that is missed."""
    heads = ("kind", "planted", "error", "warning", "harmless", "plausible", "missed", "score")
    rows = [
        "# What the program tells of planted slips",
        "",
        f"Seed {seed}, {len(found)} slips in {len(OFFICES)} offices.",
        "",
    ]
    rows += ["| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (len(heads) - 1)]
    for family in dict.fromkeys(kind.family for kind in slips.KINDS):
        of_family = [outcome for outcome in found if outcome.family == family]
        rows.append(_row(f"**{family}**", of_family))
        for kind in (kind for kind in slips.KINDS if kind.family == family):
            rows.append(_row(kind.says or kind.name, [each for each in of_family if each.kind == kind.name]))
    rows += [_row("**all**", found), "", "## Missed", ""]
    missed: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        if outcome.what in MISSED:
            missed[f"{outcome.family}, {outcome.kind}"].append(outcome)
    for kind_name, those in missed.items():
        first = those[0]
        fell = "FELL OVER, " if first.what == "fell over" else ""
        rows.append(f"- {kind_name} ({len(those)}): `{first.where}`: {fell}{first.told}")
    rules = Counter(outcome.plausible for outcome in found if outcome.what == "plausible")
    rows += ["", "## Plausible", "", *(f"- {count}: {rule}" for rule, count in rules.most_common()), ""]
    return "\n".join(rows)


def score(found: Sequence[Outcome]) -> float:
    due = [outcome for outcome in found if outcome.what != "plausible"]
    return sum(outcome.what not in MISSED for outcome in due) / len(due) if due else 1.0


def _row(name: str, found: Sequence[Outcome]) -> str:
    count = Counter("missed" if outcome.what in MISSED else outcome.what for outcome in found)
    counts = [str(count[what]) for what in ("error", "warning", "harmless", "plausible", "missed")]
    return f"| {name} | {len(found)} | {' | '.join(counts)} | {score(found):.2f} |"


def table_of_variants(found: Sequence[Outcome], seed: int) -> str:
    """The right changes by family and kind, and each that was told."""
    told = [outcome for outcome in found if outcome.what in TOLD]
    rows = [
        "# What the program tells of right changes",
        "",
        f"Seed {seed}, {len(found)} changes in {len(OFFICES)} offices: {len(told)} told, which none should be.",
        "",
        "| kind | made | told |",
        "| --- | ---: | ---: |",
    ]
    for family in dict.fromkeys(kind.family for kind in variants.KINDS):
        rows.append(_counted(f"**{family}**", [each for each in found if each.family == family]))
        for kind in (kind for kind in variants.KINDS if kind.family == family):
            own = [each for each in found if (each.family, each.kind) == (family, kind.name)]
            rows.append(_counted(kind.says, own))
    rows.append(_counted("**all**", found))
    if told:
        rows += ["", "## Told", "", *(f"- {each.family}, {each.kind}, {each.where}: {each.told}" for each in told)]
    return "\n".join([*rows, ""])


def _counted(name: str, found: Sequence[Outcome]) -> str:
    return f"| {name} | {len(found)} | {sum(outcome.what in TOLD for outcome in found)} |"
