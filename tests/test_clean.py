"""A line that was found clean is not judged again while the rules are the same; one with a slip is, in every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pcpgen.place import Place, Source
from pcpgen.prose import clean, slips
from pcpgen.prose import proof as proofs
from pcpgen.prose.proof import proof_words

CLEAN, SLIP = "Boats go missing from the harbour.", "Boats go go missing from from the harbour."


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Ends a run, with what it keeps, and begins another."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(clean, "_new", set())

    def begin() -> None:
        clean._write()
        clean._new.clear()
        clean._known.cache_clear()
        proofs._slips_in.cache_clear()

    yield begin
    begin()


def told(words: str) -> list[str]:
    return [each.message for each in proof_words(words, Place("plan/office.yaml"), Source("plan/office.yaml", words))]


def test_a_clean_line_is_not_judged_again(run: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    assert told(CLEAN) == []
    run()
    monkeypatch.setattr(proofs, "slips", lambda text: pytest.fail("judged again"))
    assert told(CLEAN) == []


def test_a_line_with_a_slip_is_told_in_every_run(run: Callable[[], None]) -> None:
    first = told(SLIP)
    assert len(first) == 2
    run()
    assert told(SLIP) == first


def test_of_a_quotation_that_goes_on_nothing_is_kept(run: Callable[[], None]) -> None:
    run()
    assert proofs._slips_in("She said: ‘Nobody came.", True) == ()
    run()
    assert [each.message for each in proofs._slips_in("She said: ‘Nobody came.", False)] == [
        "this quotation mark is never closed"
    ]


def test_damage_and_other_rules_begin_anew(
    run: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    told(CLEAN)
    run()
    file = tmp_path / "pcpgen" / clean._name()
    assert clean.is_clean(clean.sum_of(CLEAN))
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    clean._known.cache_clear()
    assert not clean.is_clean(clean.sum_of(CLEAN))
    other = tmp_path / "other.py"
    other.write_text("# other rules")
    monkeypatch.setattr(slips, "__file__", str(other))
    clean._name.cache_clear()
    assert clean._name() != file.name
    clean._name.cache_clear()


def test_where_too_much_is_kept_it_is_begun_anew(run: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    told(CLEAN)
    run()
    monkeypatch.setattr(clean, "MOST", 1)
    told("The bridge is open.")
    run()
    assert [clean.is_clean(clean.sum_of(line)) for line in (CLEAN, "The bridge is open.")] == [False, True]
