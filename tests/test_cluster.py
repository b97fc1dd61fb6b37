"""A cluster of a scheduler and two workers, on this machine: what comes of it is what comes of this machine alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from pcpgen.cli import cli
from pcpgen.cluster import NoCluster, Workers, as_here, cluster, differences, here
from pcpgen.formats import CannotRender, NoneCanBeMade
from pcpgen.formats.pdf import Job, print_job
from tests.workspaces import ROOT, copy, copy_small

PAGE = '<!DOCTYPE html><html lang="en"><title>A page</title><h1>A page</h1><p>Words.</p></html>'


class Cluster(NamedTuple):
    address: str
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def started(folder: Path, versions: tuple[str, ...] = ("", "")) -> Iterator[Cluster]:
    """A scheduler and its workers, each of which may say that it has another version of the program."""
    file, running = folder / "scheduler.json", list[subprocess.Popen[bytes]]()

    def start(program: str, *words: str) -> None:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false"}
        command = [sys.executable, "-c", program, *words]
        with (folder / f"log-{len(running)}").open("wb") as log:
            running.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=env))

    main = "import sys; from distributed.cli.dask_{0} import main; main()"
    try:
        start(
            main.format("scheduler"),
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--scheduler-file",
            str(file),
        )
        for version in versions:
            other = f"import pcpgen; pcpgen.__version__ = {version!r}; " if version else ""
            words = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", "w")
            start(other + main.format("worker"), *words, "--scheduler-file", str(file))
        yield Cluster(_address(file, len(versions)), running[1:])
    finally:
        for each in running:
            each.kill()
            each.wait()


def _address(file: Path, workers: int) -> str:
    """Where the scheduler listens, once all workers are there."""
    from distributed import Client

    until = time.monotonic() + 240
    while not file.exists() and time.monotonic() < until:
        pass
    with Client(scheduler_file=str(file), timeout=240, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers, timeout=240)
        return str(client.scheduler.address)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def outputs(office: Path, folder: str = "out") -> dict[str, bytes]:
    paths = (path for path in (office / folder).rglob("*") if path.is_file())
    return {path.relative_to(office).as_posix(): path.read_bytes() for path in paths}


def test_what_differs_is_said_in_a_line() -> None:
    assert differences({"python": "3.11.7"}, {"python": "3.11.7"}) == []
    assert differences({"python": "3.11.7", "pango": "1.50"}, {"python": "3.12.1", "pango": ""}) == [
        "has python 3.12.1, and 3.11.7 is here",
        "has pango of no version, and 1.50 is here",
    ]


class Dask:
    """A client whose cluster gives what it is told to give, and has no workers."""

    def __init__(self, given: BaseException | str | None = None, cancelled: bool = False) -> None:
        self.done: Future[str] = Future()
        if cancelled:
            self.done.cancel()
        elif isinstance(given, BaseException):
            self.done.set_exception(given)
        elif given:
            self.done.set_result(given)

    def get_executor(self, pure: bool) -> Dask:
        return self

    def submit(self, *given: object) -> Future[str]:
        return self.done

    looks = 0

    def nthreads(self) -> dict[str, int]:
        self.looks += 1
        return {}


@pytest.mark.parametrize(
    ("dask", "told"),
    [
        (Dask(OSError("in <TLS>: Stream is closed\nsecond line")), "failed at the work: in <TLS>: Stream is closed$"),
        (Dask(TimeoutError()), "failed at the work: TimeoutError$"),
        (Dask(cancelled=True), "has let the work go"),
        (Dask(), "has no workers any more"),
        (Dask(CannotRender("the PDF took too long")), "^the PDF took too long$"),
    ],
    ids=["closed", "empty", "cancelled", "no workers", "ours"],
)
def test_whatever_goes_wrong_on_a_cluster_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, dask: Dask, told: str
) -> None:
    monkeypatch.setattr("pcpgen.cluster.PATIENCE", 0.01)
    monkeypatch.setattr("pcpgen.cluster.here", dict)
    with pytest.raises(CannotRender, match=told):
        Workers(dask).submit(str).result()
    assert Workers(Dask("made")).submit(str).result() == "made"


def test_once_somebody_has_waited_in_vain_for_workers_nobody_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pcpgen.cluster.PATIENCE", 0.01)
    monkeypatch.setattr("pcpgen.cluster.here", dict)
    dask = Dask()
    workers, looks = Workers(dask), list[int]()
    sent = [workers.submit(str) for _ in range(3)]
    for each in sent:
        dask.looks = 0
        with pytest.raises(NoneCanBeMade, match="has no workers any more"):
            each.result()
        looks.append(dask.looks)
    assert looks == [2, 1, 1]


def test_who_lets_work_go_has_the_cluster_let_it_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pcpgen.cluster.here", dict)
    dask = Dask()
    assert Workers(dask).submit(str).cancel()
    assert dask.done.cancelled()


def test_a_worker_that_has_come_since_and_differs_fails_the_document_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pcpgen.cluster.here", lambda: {"python": "2.0"})
    with pytest.raises(CannotRender, match=r"has python 2\.0, and 1\.0 is here"):
        as_here({"python": "1.0"}, str)


@pytest.mark.slow
def test_what_decides_the_bytes_is_compared() -> None:
    assert {"python", "pcpgen", "weasyprint", "pydyf", "pango", "renderer and fonts"} <= {*here()}
    assert all(here().values())


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes_and_a_lost_worker_costs_nothing(tmp_path: Path) -> None:
    """Documents of one office and of two, an extract of a publisher's files, and one worker killed at its work."""
    alone, one = copy_small(tmp_path / "alone"), copy_small(tmp_path / "one")
    two = [copy(alone, tmp_path / f"two/{name}") for name in ("north", "south")]
    assert run("-C", str(alone), "build").exit_code == 0
    with started(tmp_path) as running:
        _build_and_compare(running.address, alone, one, two)
        _extract_and_compare(running.address, tmp_path)
        with cluster(running.address) as workers:
            _lose_one(workers, running)


def _build_and_compare(address: str, alone: Path, one: Path, two: list[Path]) -> None:
    done = run("-C", str(one), "build", "--cluster", address)
    assert done.exit_code == 0, done.output
    assert outputs(one) == outputs(alone)
    done = run("build", "-C", str(two[0]), "-C", str(two[1]), "--cluster", address)
    assert done.stdout.splitlines() == ["north: 1 document, 1 made anew", "south: 1 document, 1 made anew"], done.output
    assert outputs(two[0]) == outputs(two[1]) == outputs(alone)


def _extract_and_compare(address: str, folder: Path) -> None:
    """Each dataset of the example that says how it is made, anew from its file."""
    made: list[dict[str, bytes]] = []
    for name, words in (("here", ()), ("there", ("--cluster", address))):
        office = folder / f"extract-{name}"
        for part in ("plan", "data", "sources"):
            copy(ROOT / part, office / part)
        before = outputs(office, "data")
        for path in (office / "data/extracted").glob("*.json"):
            (office / f"data/{path.stem}.csv").unlink()
            path.unlink()
        done = run("-C", str(office), "extract", *words)
        assert done.exit_code == 0, done.output
        made.append({file: text for file, text in outputs(office, "data").items() if before.get(file) != text})
        assert any(line.endswith(".csv") for line in done.stdout.splitlines())
    assert made[0] == made[1]


def _lose_one(workers: Executor, running: Cluster) -> None:
    from distributed import Client

    jobs = [Job(PAGE.replace("Words", f"Words {number}" * 2000), {}) for number in range(6)]
    waiting = [workers.submit(print_job, job) for job in jobs]
    with Client(running.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        until = time.monotonic() + 120
        while not all(client.processing().values()) and time.monotonic() < until:
            pass
    running.workers[0].kill()  # in the midst of a PDF
    assert not all(each.done() for each in waiting)
    assert [each.result(240) for each in waiting] == [print_job(job) for job in jobs]


@pytest.mark.slow
def test_a_worker_of_another_version_is_refused_in_one_line(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    with started(tmp_path, ("", "9.9.9")) as running:
        done = run("-C", str(office), "build", "--cluster", running.address)
        assert done.exit_code == 3
        (line,) = done.stderr.splitlines()
        assert "has pcpgen 9.9.9" in line and " is here. Nothing was sent to it." in line
        assert not (office / "out").exists()
        with pytest.raises(NoCluster, match=r"has pcpgen 9\.9\.9"), cluster(running.address):
            pass


@pytest.mark.slow
def test_an_address_where_nobody_answers_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pcpgen.cluster.SECONDS", 1)
    done = run("-C", str(copy_small(tmp_path / "office")), "build", "--cluster", "tcp://127.0.0.1:1")
    assert done.exit_code == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith("pcpgen: no scheduler answers at tcp://127.0.0.1:1: ")
