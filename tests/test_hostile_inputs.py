"""Hostile inputs as they are generated: a few of each family here, ten thousand by `make hostile`."""

from __future__ import annotations

import pytest

from tests.cases import first_quick
from tests.hostile.__main__ import KINDS, Outcome, Tried, outcomes, table
from tests.hostile.inputs import FAMILIES, Input, family, generated

WRONG = KINDS[2:]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return Tried(tmp_path_factory.mktemp("hostile"))


@pytest.mark.slow
@pytest.mark.parametrize("of", first_quick(FAMILIES, 3))
def test_a_few_of_each_family(tried: Tried, of: str) -> None:
    for number in [number for number in range(200) if family(number) == of][:3]:
        found = tried.outcome(number, generated(11, number))
        assert found.what not in WRONG, found


def test_an_input_is_always_the_same() -> None:
    assert all(generated(3, number) == generated(3, number) for number in range(20) if family(number) != "workbooks")
    shares = {of: sum(family(number) == of for number in range(1_000)) for of in FAMILIES}
    assert shares == {of: 10 * share for of, (_, share) in FAMILIES.items()}


def test_what_goes_wrong_is_counted(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tried.outcome(1, Input(words=("check",))).what == "well"
    monkeypatch.setattr("tests.hostile.__main__.cli", None)
    fallen = tried.outcome(2, Input(words=("check",)))
    assert fallen.what == "traceback" and "at" in fallen.detail
    page = "<p>a</p><script>alert(1)</script>"
    monkeypatch.setattr("tests.hostile.__main__.render_html", lambda *_: page)
    active = tried.outcome(3, Input({"templates/plan/back.html.j2": b"a"}))
    assert active == Outcome(3, "active content", "<script>")
    told = list(table([fallen, active]))
    assert told[-3].startswith("| all | 2 | 0 | 0 | 1 | 0 | 1 |")
    assert told[-1] == f"3 ({family(3)}): active content: <script>"


@pytest.mark.slow
def test_some_hundreds_in_processes_of_their_own() -> None:
    found = [each for start in (0, 150) for each in outcomes(4, range(start, start + 150))]
    assert [each for each in found if each.what in WRONG] == [] and len(found) == 300
