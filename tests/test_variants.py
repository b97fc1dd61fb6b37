"""Right changes, as people make them: none is told, not even in a warning."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.mutate.changes import Kind
from tests.mutate.outcome import Workspace, read
from tests.mutate.planting import OFFICES, outcomes, right_changes
from tests.mutate.tables import TOLD, table_of_variants
from tests.mutate.variants import KINDS

FELLMOOR = OFFICES[1]


@pytest.fixture(scope="module")
def fellmoor(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.copy(FELLMOOR, tmp_path_factory.mktemp("variants") / "fellmoor")


def test_kinds_are_many_and_each_is_described() -> None:
    assert len(KINDS) >= 30
    assert len({(kind.family, kind.name) for kind in KINDS}) == len(KINDS)
    assert all(kind.says for kind in KINDS)


@pytest.mark.slow
@pytest.mark.example
def test_each_kind_changes_something_in_some_office() -> None:
    offices = [read(office) for office in OFFICES]
    for kind in KINDS:
        made = (kind.plant(files, random.Random(seed)) for seed in range(9) for files in reversed(offices))
        assert next(filter(None, made), None), kind.name


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS[::9], ids=lambda kind: kind.name)
def test_a_right_change_is_not_told(fellmoor: Workspace, kind: Kind) -> None:
    made = kind.plant(fellmoor.files, random.Random(1))
    if made is not None:
        found = fellmoor.outcome(kind, made)
        assert found.what not in TOLD, found.told


@pytest.mark.slow
def test_files_that_a_change_adds_or_moves_are_put_back(fellmoor: Workspace) -> None:
    before = {path: path.is_file() and path.read_bytes() for path in Path(fellmoor.root).rglob("*")}
    for name in ("meeting moved", "edition added"):
        kind = next(kind for kind in KINDS if kind.name == name)
        made = kind.plant(fellmoor.files, random.Random(1))
        assert made and made.more
        assert fellmoor.outcome(kind, made).what not in TOLD
    assert {path: path.is_file() and path.read_bytes() for path in Path(fellmoor.root).rglob("*")} == before


@pytest.mark.slow
def test_no_right_change_is_told() -> None:
    planned = list(right_changes(1, 240))
    assert len(planned) >= 200
    assert len({kind.name for kind, _, _ in planned}) >= 30
    assert {office for _, office, _ in planned} == {0, 1, 2}
    found = outcomes(planned, 2)
    # a value that was typed over what an extract wrote is told as that, right as it is
    told = [each for each in found if each.what in TOLD and not each.told.endswith("was changed by hand")]
    assert not told, table_of_variants(found, 1).partition("## Told")[2]
