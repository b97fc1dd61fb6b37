"""Outputs that were damaged, and records that are gone: the next build makes them good, and says nothing of inputs."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen.cli import cli
from tests.test_publish import content
from tests.workspaces import ROOT, copy

PLAN = "plan-2024-28"
DEEP = "[" * 100_000
WRONG = '{"document": 3, "answers": 7, "versions": [], "outputs": {"../x": "a"}, "made": {}, "pages": "many"}'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fellmoor with the web page of every document."""
    root = copy(ROOT / "tests/offices/fellmoor", tmp_path_factory.mktemp("built") / "office")
    assert build(root).exit_code == 0
    return root


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Path:
    return copy(built, tmp_path / "office")


def build(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), "build", "--format", "html", *words], catch_exceptions=False)


def manifests_are(text: str) -> Callable[[Path], None]:
    def damage(office: Path) -> None:
        for path in (office / "out").rglob("manifest.json"):
            path.write_text(text)

    return damage


def whole_manifest_names_other_folders(office: Path) -> None:
    path = office / "out/manifest.json"
    entries = json.loads(path.read_text())
    path.write_text(json.dumps({**entries, "documents": {**entries["documents"], "../plan": {}}}))


def manifests_are_gone(office: Path) -> None:
    for path in (office / "out").rglob("manifest.json"):
        path.unlink()


def stale_list_whose_manifest_is_gone(office: Path) -> None:
    (office / "out/index.html").write_text('<body class="doc doc--index">Of last year')
    manifests_are_gone(office)


def fresh_clone_with_a_stale_list(office: Path) -> None:
    stale_list_whose_manifest_is_gone(office)
    shutil.rmtree(office / ".pcpgen")


def list_is_anything(office: Path) -> None:
    (office / "out/index.html").write_bytes(b"\0\1\2")
    manifests_are_gone(office)


def outputs_are_empty(office: Path) -> None:
    for path in (office / "out").rglob("*.*"):
        if path.is_file():
            path.write_bytes(b"")


def outputs_are_gone(office: Path) -> None:
    shutil.rmtree(office / "out" / PLAN)
    (office / "out/index.html").unlink()


def older_outputs_with_their_manifest(office: Path) -> None:
    """As a folder comes back from an older archive: whole in itself, and not what the record says."""
    folder = office / "out" / PLAN
    page = folder / f"{PLAN}.html"
    page.write_text(page.read_text().replace("Steady", "Older"))
    manifest = json.loads((folder / "manifest.json").read_text())
    old = hashlib.sha256(page.read_bytes()).hexdigest()
    manifest["outputs"][page.name] = manifest["made"][page.name] = old
    (folder / "manifest.json").write_text(json.dumps(manifest))


def interrupted(office: Path) -> None:
    out = office / "out"
    (out / ".pcpgen-new-front").write_text("a file where a folder is looked for")
    (out / f".pcpgen-new-{PLAN}").mkdir()
    (out / PLAN).rename(out / f".pcpgen-old-{PLAN}")


def records_are(text: str) -> Callable[[Path], None]:
    def damage(office: Path) -> None:
        for path in (office / ".pcpgen").rglob("*.json"):
            path.write_text(text)

    return damage


DAMAGE: dict[str, Callable[[Path], None]] = {
    "a thousand brackets": manifests_are(DEEP),
    "wrong types": manifests_are(WRONG),
    "a list": manifests_are("[]"),
    "null": manifests_are("null"),
    "folders elsewhere": whole_manifest_names_other_folders,
    "no manifests": manifests_are_gone,
    "a stale list": stale_list_whose_manifest_is_gone,
    "a stale list in a fresh clone": fresh_clone_with_a_stale_list,
    "a list of no letters": list_is_anything,
    "empty": outputs_are_empty,
    "gone": outputs_are_gone,
    "older": older_outputs_with_their_manifest,
    "interrupted": interrupted,
    "no record": lambda office: shutil.rmtree(office / ".pcpgen"),
    "a record of brackets": records_are(DEEP),
    "a record of wrong types": records_are('{"inputs": [], "listing": 1, "quiet": 2, "manifest": {}, "files": 3}'),
    "the record alone": lambda office: shutil.rmtree(office / "out"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", DAMAGE)
def test_the_next_build_makes_it_good(built: Path, office: Path, what: str) -> None:
    good = content(built / "out")
    DAMAGE[what](office)
    kept = content(office / "plan")
    assert (done := build(office)).exit_code == 0, done.output
    assert content(office / "out") == good
    assert content(office / "plan") == kept
    assert build(office).stderr.endswith("All other documents are up to date.\n")


@pytest.mark.slow
def test_one_document_is_made_good_too(built: Path, office: Path) -> None:
    for damage in (manifests_are(DEEP), older_outputs_with_their_manifest, outputs_are_empty):
        damage(office)
        words = ["-C", str(office), "build-plan", "--format", "html"]
        assert (done := CliRunner().invoke(cli, words, catch_exceptions=False)).exit_code == 0, done.output
        assert content(office / "out" / PLAN) == content(built / "out" / PLAN)


def test_nothing_published_holds_the_sum_of_an_input(built: Path) -> None:
    inputs = [path for folder in ("plan", "data") for path in (built / folder).rglob("*") if path.is_file()]
    sums = {hashlib.sha256(path.read_bytes()).hexdigest() for path in inputs}
    for name, held in content(built / "out").items():
        assert sums.isdisjoint(re.findall(r"[0-9a-f]{64}", held.decode())), name
        if name.endswith("manifest.json"):
            assert b"data/" not in held and b"plan/" not in held


def test_git_is_told_to_leave_the_record_alone(built: Path) -> None:
    assert (built / ".pcpgen/.gitignore").read_text() == "*\n"


@pytest.mark.slow
def test_a_workspace_that_cannot_be_written_is_built_all_the_same(office: Path, tmp_path: Path) -> None:
    shutil.rmtree(office / ".pcpgen")
    (office / ".pcpgen").write_text("no folder")
    assert build(office, "--out", str(tmp_path / "out")).exit_code == 0
    assert build(office, "--out", str(tmp_path / "out")).exit_code == 0


@pytest.mark.slow
def test_outputs_in_two_places_have_two_records(office: Path, tmp_path: Path) -> None:
    assert build(office, "--out", str(tmp_path / "out")).exit_code == 0
    for words in ((), ("--out", str(tmp_path / "out"))):
        assert build(office, *words).stderr.endswith("All other documents are up to date.\n")
