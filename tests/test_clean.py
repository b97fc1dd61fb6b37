"""A line in which nothing was found is not judged again while the rules are the same; one with a slip is, each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pcpgen.checks import typed
from pcpgen.place import Place, Source
from pcpgen.prose import clean, proof, slips
from pcpgen.prose.clean import Clean, sum_of
from tests.test_layers import imports

CLEAN, SLIP = "Boats go missing from the harbour.", "Boats go go missing from from the harbour."


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Ends a run, with what it keeps, and begins another."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def begin() -> None:
        proof.CLEAN.write()
        monkeypatch.setattr(proof, "CLEAN", Clean(slips))
        proof._slips_in.cache_clear()

    monkeypatch.setattr(proof, "CLEAN", Clean(slips))
    proof._slips_in.cache_clear()
    yield begin
    proof._slips_in.cache_clear()


def told(words: str) -> list[str]:
    found = proof.proof_words(words, Place("plan/office.yaml"), Source("plan/office.yaml", words))
    return [each.message for each in found]


def test_a_clean_line_is_not_judged_again(run: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(CLEAN) == []
    run()
    monkeypatch.setattr(slips, "slips", lambda text: pytest.fail("judged again"))
    assert told(CLEAN) == []


def test_a_line_with_a_slip_is_told_in_every_run(run: Callable[[], None]) -> None:
    first = told(SLIP)
    assert len(first) == 2
    run()
    assert told(SLIP) == first


def test_of_a_quotation_that_goes_on_nothing_is_kept(run: Callable[[], None]) -> None:
    assert proof._slips_in("She said: ‘Nobody came.", True) == ()
    run()
    told_then = [each.message for each in proof._slips_in("She said: ‘Nobody came.", False)]
    assert told_then == ["this quotation mark is never closed"]


def test_a_number_that_is_typed_is_found_in_every_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for _ in range(2):
        monkeypatch.setattr(typed, "CLEAN", Clean(typed))
        assert typed.numbers("We hired 62 officers.") == ((9, 11),)
        assert typed.numbers(CLEAN) == ()
        assert typed.CLEAN.holds(sum_of(CLEAN)) and not typed.CLEAN.holds(sum_of("We hired 62 officers."))
        typed.CLEAN.write()


def test_damage_and_other_rules_begin_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept = Clean(slips)
    kept.add(sum_of(CLEAN))
    kept.write()
    assert Clean(slips).holds(sum_of(CLEAN))
    assert not Clean(slips, typed).holds(sum_of(CLEAN))
    file = tmp_path / "pcpgen" / kept.name
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert not Clean(slips).holds(sum_of(CLEAN))


def test_where_too_much_is_kept_it_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(clean, "MOST", 1)
    for line in (CLEAN, SLIP):
        each = Clean(slips)
        each.add(sum_of(line))
        each.write()
    assert [Clean(slips).holds(sum_of(line)) for line in (CLEAN, SLIP)] == [False, True]


@pytest.mark.parametrize("kept", [proof.CLEAN, typed.CLEAN], ids=["slips", "numbers"])
def test_no_module_that_decides_what_is_found_is_left_out(kept: Clean) -> None:
    judges = {each.__name__ for each in kept._judges}
    used = {name for each in kept._judges for name in imports(Path(str(each.__file__)))}
    assert used - judges <= {"pcpgen.patterns", "pcpgen.rules", "pcpgen.prose.rules", "pcpgen.prose.clean"}
