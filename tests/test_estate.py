"""Many offices in one run: a line for each, none in the way of another, and every folder whole whatever happens."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pcpgen import estate as module
from pcpgen.build import Order
from pcpgen.cli import cli
from pcpgen.estate import Office, Outcome, build_offices
from pcpgen.formats import NoneCanBeMade
from pcpgen.load.estate import read_estate
from pcpgen.manifest import file_digest, read_manifest
from tests.estate import DOCUMENTS, write_estate
from tests.workspaces import change, copy, copy_small

PROGRAM = str(Path(sys.executable).parent / "pcpgen")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def files(folder: Path) -> dict[str, bytes]:
    """All that stands in the outputs of some offices, records left out."""
    paths = (path for path in folder.glob("*/out/**/*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


# -- which offices


def test_an_estate_lists_the_folders_of_its_offices(tmp_path: Path) -> None:
    copy_small(tmp_path / "north")
    copy_small(tmp_path / "far/south")
    (tmp_path / "estate.yaml").write_text("offices:\n  - north\n  - far/south\n", "utf-8")
    read = read_estate(tmp_path / "estate.yaml")
    assert read.problems == ()
    assert read.offices == (tmp_path / "north", tmp_path / "far/south")


def test_what_is_wrong_with_an_estate_is_told_at_its_line_and_nothing_is_built(tmp_path: Path) -> None:
    copy_small(tmp_path / "north")
    (tmp_path / "estate.yaml").write_text("offices:\n  - north\n  - nroth\n  - north/plan/..\n", "utf-8")
    done = run("build", "--estate", str(tmp_path / "estate.yaml"))
    assert done.exit_code == 1
    told = [line for line in done.stderr.splitlines() if line.startswith("estate.yaml")]
    assert told == [
        "estate.yaml:3:5: error: nroth is no workspace: there is no nroth/plan/office.yaml  [missing-file]",
        "estate.yaml:4:5: error: north/plan/.. stands here twice, first in line 2  [duplicate-key]",
    ]
    assert not (tmp_path / "north/out").exists()


@pytest.mark.slow
def test_what_is_wrong_with_an_estate_stands_in_the_order_of_its_lines(tmp_path: Path) -> None:
    (tmp_path / "estate.yaml").write_text("name: All\noffices:\n  - nroth\nmore: x\n", "utf-8")
    assert [each.place.line for each in read_estate(tmp_path / "estate.yaml").problems] == [1, 3, 4]


@pytest.mark.slow
def test_of_an_estate_that_is_not_there_or_in_utf_16_it_says_what_helps(tmp_path: Path) -> None:
    """Neither is anything of a list that asks for it, nor mended by check --fix."""
    (tmp_path / "estate.yaml").write_bytes("offices:\n  - north\n".encode("utf-16"))
    wide, missing = (read_estate(tmp_path / name).problems[0] for name in ("estate.yaml", "estates.yaml"))
    assert wide.remedy == "In Notepad choose File, Save as, and UTF-8 under Encoding."
    assert missing.remedy == (
        'Did you mean "estate.yaml"? Write where the estate’s file is, from the folder that you are in. '
        "There are: estate.yaml."
    )


@pytest.mark.parametrize("text", ["", "offices: []\n", "office: [north]\n", "offices: north\n"])
def test_an_estate_without_offices_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "estate.yaml").write_text(text, "utf-8")
    read = read_estate(tmp_path / "estate.yaml")
    assert read.problems and not read.offices


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-C", "north", "-C", "east"), "is in no workspace"),
        (("-C", "north", "-C", "far/north", "--out", "all"), "two offices are in a folder called north"),
        (("-C", "north", "-C", "far/north", "--list"), "are of one workspace"),
        (
            (
                "--estate",
                "none.yaml",
            ),
            "",
        ),
    ],
)
def test_wrong_use_is_told_before_anything_is_built(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    for name in ("north", "far/north"):
        copy_small(tmp_path / name)
    done = run("-C", str(tmp_path), "build", *words)
    assert done.exit_code == (2 if said else 1)
    assert said in done.stderr
    assert not list(tmp_path.rglob("out"))


# -- what becomes of them


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three small offices with their web pages; the second has two editions."""
    folder = tmp_path_factory.mktemp("estate")
    for name in ("north", "south", "west"):
        copy_small(folder / name)
    copy(folder / "south/plan/2025-29", folder / "south/plan/2029-33")
    (folder / "estate.yaml").write_text("offices: [north, south, west]\n", "utf-8")
    done = run("build", "--estate", str(folder / "estate.yaml"), "--format", "html", "--jobs", "2")
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        ["north: 1 document, 1 made anew", "south: 2 documents, 2 made anew", "west: 1 document, 1 made anew"],
    )
    return folder


@pytest.fixture
def offices(built: Path, tmp_path: Path) -> Path:
    return copy(built, tmp_path / "estate")


def build(folder: Path, *words: str) -> Result:
    return run("build", "--estate", str(folder / "estate.yaml"), "--format", "html", *words)


@pytest.mark.slow
def test_one_that_changes_is_built_and_a_mistake_in_another_keeps_none_from_it(offices: Path) -> None:
    change(offices / "north", "plan/2025-29/themes/harbour.yaml", "colour: slate", "colour: slaet")
    change(offices / "south", "plan/2029-33/themes/harbour.yaml", "title: ", "title: The ")
    assert build(offices, "--check").stdout.splitlines() == [
        f"north: 1 error in 1 file: pcpgen -C {offices}/north check",
        "south: 2 documents, 1 stale",
        "west: up to date",
    ]
    done = build(offices)
    assert (done.exit_code, done.stdout.splitlines()) == (
        1,
        [
            f"north: 1 error in 1 file: pcpgen -C {offices}/north check",
            "south: 2 documents, 1 made anew",
            "west: up to date",
        ],
    )
    assert "slaet" not in done.output


@pytest.mark.slow
def test_one_that_cannot_be_written_stops_no_other_and_ends_with_three(offices: Path) -> None:
    shutil.rmtree(offices / "north/out")
    (offices / "north/out").write_text("in the way")
    change(offices / "west", "plan/2025-29/themes/harbour.yaml", "title: ", "title: The ")
    done = build(offices)
    first, *others = done.stdout.splitlines()
    assert done.exit_code == 3
    assert first.startswith("north: not built: ") and "is a link or a file" in first
    assert others == ["south: up to date", "west: 1 document, 1 made anew"]


@pytest.mark.parametrize(("jobs", "offices", "each"), [(8, 20, 1), (8, 3, 2), (8, 1, 8), (1, 20, 1)])
def test_the_offices_at_work_share_the_jobs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, offices: int, each: int
) -> None:
    asked: list[int] = []

    def side_by_side(offices: object, work: object, prints: partial[object], jobs: int) -> Iterator[Outcome]:
        asked.append(prints.args[1])
        return iter(())

    monkeypatch.setattr(module, "_side_by_side", side_by_side)
    monkeypatch.setattr(module, "Renderer", lambda: nullcontext(object()))
    every = [Office(tmp_path / str(number), tmp_path) for number in range(offices)]
    assert list(build_offices(every, Order(("html", "pdf"), tmp_path, jobs=jobs))) == []
    assert asked == [each]


@pytest.mark.slow
@pytest.mark.parametrize("way", ["one job", "two jobs", "no fork", "executor"])
def test_however_they_are_built_the_bytes_are_those_of_each_alone(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    roots = [copy_small(tmp_path / name) for name in ("north", "west")]
    monkeypatch.setattr(module, "FORKS", way != "no fork")
    order = Order(("html", "pdf"), Path(), jobs=1 if way == "one job" else 2)
    every = [Office(root, root / "out") for root in roots]
    with ThreadPoolExecutor(2) as pool:
        done = list(build_offices(every, order, pool if way == "executor" else None))
    assert done == [Outcome(office, documents=1, anew=1) for office in every]
    pages = {name: content for name, content in files(tmp_path).items() if name.endswith("plan-2025-29.html")}
    assert all(content.startswith(b"<!DOCTYPE html>") for content in pages.values())
    (one, other) = ((root / "out/plan-2025-29/plan-2025-29.pdf").read_bytes() for root in roots)
    alone = copy_small(tmp_path / "alone")
    assert run("-C", str(alone), "build").exit_code == 0
    assert one == other == (alone / "out/plan-2025-29/plan-2025-29.pdf").read_bytes()


def test_what_waits_and_what_is_too_long_is_told_of_one_that_stands_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots = [copy_small(tmp_path / name) for name in ("north", "west")]
    told = {roots[0]: (("panel-pack 2026-03-04",), ("plan: it is long",)), roots[1]: ((), ())}
    monkeypatch.setattr("pcpgen.untouched.standing", lambda root, out, formats: told[root])
    done = run("build", "-C", str(roots[0]), "-C", str(roots[1]))
    assert done.stdout.splitlines() == [
        "north: up to date, waiting for PDFs: panel-pack 2026-03-04",
        "west: up to date",
    ]
    assert (done.exit_code, done.stderr) == (0, "pcpgen: north: plan: it is long.\n")


@pytest.mark.slow
def test_where_nothing_can_be_made_any_more_the_run_ends_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*given: object) -> None:
        raise NoneCanBeMade("the cluster has no workers any more")

    monkeypatch.setattr(module, "build_with", gone)
    monkeypatch.setattr("pcpgen.cli.estates.executor", lambda cluster: nullcontext(ThreadPoolExecutor(1)))
    roots = [copy_small(tmp_path / name) for name in ("north", "south")]
    done = run("build", *(word for root in roots for word in ("-C", str(root))), "--cluster", "tcp://127.0.0.1:1")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        "pcpgen: the cluster has no workers any more. What was built before is whole; build again.\n"
    )


def test_a_question_what_is_stale_asks_no_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roots = [copy_small(tmp_path / name) for name in ("north", "west")]
    monkeypatch.setattr("pcpgen.cluster.cluster", lambda address: pytest.fail("asked"))
    monkeypatch.setattr(module, "_side_by_side", lambda offices, *given: map(Outcome, offices))
    words = ("build", "-C", str(roots[0]), "-C", str(roots[1]), "--check", "--cluster", "tcp://127.0.0.1:1")
    assert run(*words).stdout.startswith("north: nothing to build")


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("--check",)], ids=["build", "check"])
def test_one_without_a_document_ends_as_it_does_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(module, "FORKS", False)
    root = copy_small(tmp_path / "north")
    shutil.rmtree(root / "plan/2025-29")
    (tmp_path / "estate.yaml").write_text("offices: [north]\n", "utf-8")
    done = build(tmp_path, *words)
    assert done.stdout == f"north: nothing to build: pcpgen -C {root} check\n"
    alone = run("-C", str(root), "build", "--format", "html", *words)
    assert done.exit_code == alone.exit_code == 1


# -- many offices of several documents


@pytest.mark.slow
def test_one_cell_of_one_office_makes_one_document_anew(tmp_path: Path) -> None:
    file = write_estate(tmp_path, 2)
    first = build(tmp_path)
    assert first.stdout.splitlines() == [
        f"{name}: {DOCUMENTS} documents, {DOCUMENTS} made anew" for name in ("ashbury", "birchbury")
    ]
    before = files(tmp_path)
    change(tmp_path / "birchbury", "data/spending.csv", "services,2024/25,,", "services,2024/25,about,")
    done = run("build", "--estate", str(file), "--format", "html")
    assert done.stdout.splitlines() == ["ashbury: up to date", f"birchbury: {DOCUMENTS} documents, 1 made anew"]
    after = files(tmp_path)
    written = {Path(name).parent for name in after if before[name] != after[name]}
    assert written == {Path("birchbury/out"), Path("birchbury/out/plan-2021-25")}


@pytest.mark.slow
@pytest.mark.parametrize("times", [20])
def test_killed_at_random_every_folder_is_whole_each_time(built: Path, tmp_path: Path, times: int) -> None:
    """All of a document is old or all is new, and the next run makes good what was left."""
    folder, chance = copy(built, tmp_path / "estate"), random.Random(times)
    wanted = files(built)
    for _ in range(times):
        begun = subprocess.Popen(
            [PROGRAM, "build", "--estate", str(folder / "estate.yaml"), "--format", "html", "--force", "--jobs", "2"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            begun.wait(chance.uniform(0.1, 3))
        except subprocess.TimeoutExpired:
            begun.send_signal(chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
            begun.wait(60)
        for out in folder.glob("*/out/*/"):
            manifest = read_manifest(out)
            if manifest and not out.name.startswith("."):
                assert {name: file_digest(out / name) for name in manifest.outputs} == manifest.outputs
                assert manifest.outputs
    until = time.monotonic() + 60
    while (done := build(folder)).exit_code == 3 and time.monotonic() < until:
        pass  # a process whose parent was killed may still be about to end
    assert done.exit_code == 0, done.output
    assert files(folder) == wanted
