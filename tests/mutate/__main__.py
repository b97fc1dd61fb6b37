# ruff: noqa: E501
"""From a seed to a table: `python -m tests.mutate --seed 7 --faults 1000` plants slips, one at a time, and says what came of each.

A slip is *caught* where the program tells something, at a place, that it does not tell of the workspace as it is;
*harmless* where every page and table comes out in the same bytes; *plausible* where a written rule says that nothing in
the workspace can tell it; and *missed* otherwise, as where the program falls over. The score is (caught + harmless) /
(all but plausible). Ends with 1 where it is below 0.90, a family's below 0.80, or more than 12 % are plausible.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutate import cells, definitions, writing
from tests.mutate.outcome import Outcome, Workspace
from tests.mutate.slips import Kind

ROOT = Path(__file__).parents[2]
OFFICES = (ROOT, ROOT / "tests/offices/fellmoor", ROOT / "tests/offices/port-ansley")
KINDS: tuple[Kind, ...] = (*cells.KINDS, *definitions.KINDS, *writing.KINDS)
TABLE = Path(__file__).parent / "TABLE.md"
LEAST, LEAST_OF_FAMILY, MOST_PLAUSIBLE = 0.90, 0.80, 0.12
TRIES = 12  # for a place at which a kind can be planted


def planted(seed: int, faults: int) -> Iterator[tuple[int, int, int]]:
    """For each fault the kind, the office and a seed of its own: kinds in turn, so that each has its share."""
    chance = random.Random(seed)
    for number in range(faults):
        yield number % len(KINDS), chance.randrange(len(OFFICES)), chance.randrange(1 << 40)


def outcomes(part: Sequence[tuple[int, int, int]]) -> list[Outcome]:
    """What came of each fault of a part, in one process."""
    found: list[Outcome] = []
    with TemporaryDirectory() as folder:
        offices = [Workspace.copy(office, Path(folder) / str(number)) for number, office in enumerate(OFFICES)]
        for kind, office, seed in part:
            chance = random.Random(seed)
            order = [offices[office], *(each for each in offices if each is not offices[office])]
            found += [outcome for outcome in [_outcome(KINDS[kind], order, chance)] if outcome]
    return found


def _outcome(kind: Kind, offices: Sequence[Workspace], chance: random.Random) -> Outcome | None:
    """The first slip of a kind that can be planted, in the office that was drawn or else in another."""
    slip = None
    for office in offices:
        for _ in range(TRIES):
            slip = kind.plant(office.files, chance) or slip
            if slip and not slip.plausible:
                break
        if slip:
            return office.outcome(kind, slip)
    return None


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
    for family in dict.fromkeys(kind.family for kind in KINDS):
        of_family = [outcome for outcome in found if outcome.family == family]
        rows.append(_row(f"**{family}**", of_family))
        for kind in (kind for kind in KINDS if kind.family == family):
            rows.append(_row(kind.says or kind.name, [each for each in of_family if each.kind == kind.name]))
    rows += [_row("**all**", found), "", "## Missed", ""]
    missed: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        if outcome.what == "missed":
            missed[f"{outcome.family}, {outcome.kind}"].append(outcome)
    for kind_name, those in missed.items():
        first = those[0]
        rows.append(f"- {kind_name} ({len(those)}): `{first.where}`: {first.told}")
    rules = Counter(outcome.plausible for outcome in found if outcome.what == "plausible")
    rows += ["", "## Plausible", "", *(f"- {count}: {rule}" for rule, count in rules.most_common()), ""]
    return "\n".join(rows)


def score(found: Sequence[Outcome]) -> float:
    due = [outcome for outcome in found if outcome.what != "plausible"]
    return sum(outcome.what != "missed" for outcome in due) / len(due) if due else 1.0


def _row(name: str, found: Sequence[Outcome]) -> str:
    count = Counter(outcome.what for outcome in found)
    counts = [str(count[what]) for what in ("error", "warning", "harmless", "plausible", "missed")]
    return f"| {name} | {len(found)} | {' | '.join(counts)} | {score(found):.2f} |"


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.mutate")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--faults", type=int, default=1000)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--write", action="store_true", help="writes the table beside this module")
    given = asked.parse_args()
    every = list(planted(given.seed, given.faults))
    parts = [every[start :: given.jobs * 4] for start in range(given.jobs * 4)]
    with ProcessPoolExecutor(given.jobs) as pool:
        found = [outcome for part in pool.map(outcomes, parts) for outcome in part]
    text = table(found, given.seed)
    if given.write:
        TABLE.write_text(text, "utf-8")
    print(text)
    families = {
        family: score([each for each in found if each.family == family]) for family in {k.family for k in KINDS}
    }
    plausible = sum(outcome.what == "plausible" for outcome in found) / len(found)
    low = [f"{family} {value:.2f}" for family, value in families.items() if value < LEAST_OF_FAMILY]
    print(
        f"score {score(found):.3f}, plausible {plausible:.1%}, families below {LEAST_OF_FAMILY}: {', '.join(low) or 'none'}"
    )
    return int(score(found) < LEAST or bool(low) or plausible > MOST_PLAUSIBLE)


if __name__ == "__main__":
    sys.exit(main())
