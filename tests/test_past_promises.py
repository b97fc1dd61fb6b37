"""From the words of a paper and its day to the promises in it whose month is past."""

from __future__ import annotations

from datetime import date

import pytest

from pcpgen.checks.wording import past_promises
from pcpgen.place import Place, Source
from pcpgen.prose.reading import read_prose


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The hub should be there by September.", ["September"]),
        ("The hub will open in June.", []),  # of next year
        ("The hub will open in June 2019.", ["June"]),
        ("The hub will open by June next year.", []),
        ("The hub will open by March.", []),
    ],
)
def test_a_promise_is_past_where_its_month_is_surely_over(words: str, told: list[str]) -> None:
    source = Source("a.md", words)
    passage, _ = read_prose(words, Place("a.md"), source)
    found = past_promises({"a.md": source}, [passage], date(2019, 11, 13))
    assert [words[each.place.column - 1 :][: each.place.length] for each in found] == told
