"""From rows to a table of pandas, which is loaded only when one is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

    Frame: TypeAlias = pd.DataFrame

# what columns hold, by their names; all others hold text
_TIMES = ("start", "end", "date")
_NUMBERS = ("value", "base", "base_value", "change", "p", "old", "new")


def frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> Frame:
    """The rows as a DataFrame with these columns, days as timestamps and numbers as floats; None becomes NaT or NaN."""
    import pandas as pd

    made = pd.DataFrame(list(rows), columns=list(columns))
    kinds = dict.fromkeys(_TIMES, "datetime64[s]") | dict.fromkeys(_NUMBERS, "float64")
    return made.astype({name: kinds.get(name, "str") for name in columns})
