"""From a seed to a table: `python -m tests.mutate` plants slips, one at a time, and says what came of each.

A slip is *caught* where the program tells something, at a place, that it does not tell of the workspace as it is;
*harmless* where every page and table comes out in the same bytes; *plausible* where a written rule says that nothing in
the workspace can tell it; and *missed* otherwise, as where the program falls over. The score is (caught + harmless) /
(all but plausible). Ends with 1 where it is below 0.90, a family's below 0.80, or more than 12 % are plausible.

With `--variants` it makes right changes instead. Each is *right* where nothing is told of it, not even a warning, and
every page comes out; it ends with 1 where any is told.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.mutate.outcome import Outcome
from tests.mutate.planting import faults, outcomes, right_changes
from tests.mutate.tables import TOLD, score, table, table_of_variants

TABLE, VARIANTS = Path(__file__).parent / "TABLE.md", Path(__file__).parent / "VARIANTS.md"
LEAST, LEAST_OF_FAMILY, MOST_PLAUSIBLE = 0.90, 0.80, 0.12


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.mutate")
    asked.add_argument("--variants", action="store_true", help="makes right changes in place of slips")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--count", type=int, default=0, help="1,000 slips or 240 variants where it is not given")
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--write", action="store_true", help="writes the table beside this module")
    given = asked.parse_args()
    if given.variants:
        found = outcomes(list(right_changes(given.seed, given.count or 240)), given.jobs)
        text, file = table_of_variants(found, given.seed), VARIANTS
    else:
        found = outcomes(list(faults(given.seed, given.count or 1000)), given.jobs)
        text, file = table(found, given.seed), TABLE
    if given.write:
        file.write_text(text, "utf-8")
    print(text)
    return int(any(outcome.what in TOLD for outcome in found)) if given.variants else _judged(found)


def _judged(found: Sequence[Outcome]) -> int:
    """Says the score and what is too low; 1 where anything is."""
    families = {
        family: score([each for each in found if each.family == family])
        for family in dict.fromkeys(outcome.family for outcome in found)
    }
    plausible = sum(outcome.what == "plausible" for outcome in found) / len(found)
    low = [f"{family} {value:.2f}" for family, value in families.items() if value < LEAST_OF_FAMILY]
    told = f"families below {LEAST_OF_FAMILY}: {', '.join(low) or 'none'}"
    print(f"score {score(found):.3f}, plausible {plausible:.1%}, {told}")
    return int(score(found) < LEAST or bool(low) or plausible > MOST_PLAUSIBLE)


if __name__ == "__main__":
    sys.exit(main())
