"""The harness of `make mutate`: each kind changes something; told, harmless, plausible and missed are told apart."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.cases import first_quick
from tests.mutate.changes import Change, Files, Kind
from tests.mutate.outcome import Workspace
from tests.mutate.planting import OFFICES, planted
from tests.mutate.slips import KINDS

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> list[Workspace]:
    folder = tmp_path_factory.mktemp("offices")
    return [Workspace.copy(office, folder / str(number)) for number, office in enumerate(OFFICES)]


def test_kinds_are_many_and_each_is_described() -> None:
    assert len(KINDS) >= 60
    assert len({(kind.family, kind.name) for kind in KINDS}) == len(KINDS)
    assert all(kind.says for kind in KINDS)


@pytest.mark.slow
@pytest.mark.example
def test_each_kind_changes_a_file_of_some_office(offices: list[Workspace]) -> None:
    for kind in KINDS:
        slips = (kind.plant(office.files, random.Random(seed)) for office in offices for seed in range(20))
        slip = next(filter(None, slips), None)
        assert slip, kind.name
        assert slip.content is None or any(
            slip.content != office.files.get(slip.file, "").encode("utf-8") for office in offices
        )


def test_the_same_seed_plants_the_same_slips(offices: list[Workspace]) -> None:
    assert list(planted(7, 300)) == list(planted(7, 300))
    for kind in KINDS[::9]:
        files = offices[0].files
        assert kind.plant(files, random.Random(3)) == kind.plant(files, random.Random(3))


def slip(files: Files, file: str, old: str, new: str, plausible: str = "") -> Change:
    assert old in files[file]
    return Change(file, 1, old, new, files[file].replace(old, new, 1).encode("utf-8"), plausible=plausible)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new", "plausible", "what"),
    first_quick(
        [
            ("plan/2024-28/themes/farms.md", 'figure("moor.distance")', 'figure("moor.distanc")', "", "error"),
            ("plan/2024-28/themes/farms.md", "from the next station", "from the 9,000 stations", "", "warning"),
            ("plan/2024-28/edition.yaml", "# The plan of Fellmoor", "# The fine plan of Fellmoor", "", "harmless"),
            ("plan/2024-28/themes/farms.md", "when a lamp burns", "when a fire burns", "other words", "plausible"),
            ("plan/2024-28/themes/farms.md", "when a lamp burns", "when a fire burns", "", "missed"),
        ],
        2,
    ),
)
def test_what_came_of_a_slip(
    offices: list[Workspace], file: str, old: str, new: str, plausible: str, what: str
) -> None:
    fellmoor = offices[1]
    kind = Kind("prose", "a slip", lambda files, chance: None)
    before = (fellmoor.root / file).read_bytes()
    assert fellmoor.outcome(kind, slip(fellmoor.files, file, old, new, plausible)).what == what
    assert (fellmoor.root / file).read_bytes() == before
