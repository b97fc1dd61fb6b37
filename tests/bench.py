"""From the program and a second side to ratios: how long pcpgen takes, beside its bars. BENCH.md explains them.

`python -m tests.bench` measures every bar, `python -m tests.bench 4 9` some. Both sides of a ratio run in turn, so that
whatever else the machine does falls on both.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, median
from threading import Thread
from typing import TypeVar

from pcpgen.document.blocks import Chart
from pcpgen.document.document import Document
from pcpgen.document.walk import blocks
from pcpgen.formats import html, pdf
from pcpgen.pipeline import Judged, images, judge
from pcpgen.request import Request
from pcpgen.serve.preview import Preview
from pcpgen.serve.state import Shown, State
from pcpgen.words.catalogue import shipped
from tests import counting, estate, large
from tests.suppression import keep_back

ROOT = Path(__file__).parents[1]
PCPGEN = str(Path(sys.executable).parent / "pcpgen")
PLAN, REPORT = "plan", "panel-report communities"  # as `Judged` names them
REQUESTS = {PLAN: ("build-plan",), REPORT: ("panel-report", "--theme", "communities")}
ROUNDS, FEW_ROUNDS = 7, 3
OFFICES = 4  # of the estate that is built again and again
MEBIBYTE = 1 << 20
MAXRSS = 1 if sys.platform == "darwin" else 1024  # the unit of the most memory that a process had
T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True)
class Used:
    """What a process took, with the children that it waited for."""

    cpu: float  # seconds
    wall: float
    peak: int  # bytes, of the largest of them


@dataclass(frozen=True)
class Result:
    """A bar, and the ratio that each round gave."""

    bar: int
    what: str
    ratios: Sequence[float]
    most: float

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def missed(self) -> bool:
        return self.ratio > self.most

    def __str__(self) -> str:
        bar = f"{self.ratio:7.3f}  {f'<= {self.most:g}':8}{'missed' if self.missed else 'met'}"
        return f"{self.bar:>2}  {self.what:62}{bar:26}({len(self.ratios)} rounds)"


def run(*command: str, given: Path | None = None, out: Path | None = None, env: dict[str, str] | None = None) -> Used:
    """Runs a command to its end; the benchmark stops where it fails."""
    with (given or Path(os.devnull)).open("rb") as stdin, (out or Path(os.devnull)).open("wb") as stdout:
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdin=stdin, stdout=stdout, cwd=ROOT, env=env or environment())
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}")
    return Used(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * MAXRSS)


def environment() -> dict[str, str]:
    """Ours without what makes Python another one, such as not to keep what it has compiled."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def in_turn(one: Callable[[], float], other: Callable[[], float]) -> list[float]:
    """The ratio of the two in each round, after one that is not counted."""
    one(), other()
    return [one() / other() for _ in range(ROUNDS)]


def basis() -> float:
    """B: CPU seconds that any command of this kind takes; so few that one run of it would tell little."""
    return mean(run(sys.executable, "-c", "import click, yaml").cpu for _ in range(5))


class Bench:
    """The bars, each measured in a folder that is gone afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, *words: str, document: str = PLAN) -> Used:
        return run(PCPGEN, *REQUESTS[document], "--out", str(self.folder / "out"), *words)

    def everything(self, *words: str, root: Path = ROOT, env: dict[str, str] | None = None) -> Used:
        words = (PCPGEN, "-C", str(root), "build", "--out", str(self.folder / "all" / root.name), *words)
        return run(*words, env=env)

    def check(self, root: Path) -> Used:
        return run(PCPGEN, "-C", str(root), "check", "--format", "json")  # a plan so long is warned of

    @cached_property
    def judged(self) -> Judged:
        """This repository's workspace, its documents composed."""
        return judge(ROOT)

    def job(self, document: str = PLAN) -> pdf.Job:
        """What the renderer is given for a document."""
        return pdf.Job(
            html.render_html(self.judged.documents[Request.read(document)], "print"), images(self.judged.project)
        )

    def written(self, job: pdf.Job) -> str:
        path = self.folder / "job.json"
        path.write_bytes(job.encoded())
        return str(path)

    def engine(self, *words: str, out: Path | None = None) -> Used:
        """WeasyPrint alone, with the fonts that pcpgen gives it."""
        env = environment() | pdf.environment(str(self.folder))
        return run(sys.executable, "-m", "tests.engine", *words, out=out, env=env)

    def bar_1(self) -> Iterator[Result]:
        for each in REQUESTS:
            yield Result(1, f"{each}, HTML and PDF/UA-1, wall / WeasyPrint", self.beside_weasyprint(each), 1)

    def beside_weasyprint(self, document: str) -> list[float]:
        words = ("write", self.written(self.job(document)), str(self.folder / "alone.pdf"))
        return in_turn(lambda: self.build("--force", document=document).wall, lambda: self.engine(*words).wall)

    def bar_2(self) -> Iterator[Result]:
        for each in REQUESTS:
            yield Result(2, f"{each}, HTML only / B", self.html_only(each), 8)

    def html_only(self, document: str) -> list[float]:
        return in_turn(lambda: self.build("--force", "--format", "html", document=document).cpu, basis)

    def bar_3(self) -> Iterator[Result]:
        yield Result(3, "--help / B", in_turn(lambda: run(PCPGEN, "--help").cpu, basis), 1.1)
        words = {"COMP_WORDS": "pcpgen panel-report --theme comm", "COMP_CWORD": "3"}
        asked = environment() | words | {"_PCPGEN_COMPLETE": "bash_complete"}
        yield Result(3, "completion of an id / B", in_turn(lambda: run(PCPGEN, env=asked).cpu, basis), 1.1)

    def bar_4(self) -> Iterator[Result]:
        many = self.folder / "many"
        large.write_short_documents(many, 400)
        yield Result(4, "a build of everything with nothing to do / B", self.idle(ROOT), 1.3)
        yield Result(4, "the same of 400 documents / B", self.idle(many), 3)

    def idle(self, root: Path) -> list[float]:
        def build() -> float:
            return self.everything("--format", "html", root=root).cpu

        build()
        until = time.monotonic() + 3  # what has just been written is looked at more closely
        while time.monotonic() < until:
            build()
        return in_turn(build, basis)

    def bar_5(self) -> Iterator[Result]:
        large.write_plan(self.folder / "plan")
        ratios = in_turn(lambda: self.check(self.folder / "plan").cpu, basis)
        yield Result(5, "check of 5,000 lines of plan and 40 CSVs of 1,000 rows / B", ratios, 8)

    def bar_6(self) -> Iterator[Result]:
        said = self.folder / "tags.txt"
        self.engine("tags", self.written(self.job()), str(ROUNDS), out=said)
        ratios = [float(each) for each in said.read_text("utf-8").split()]
        yield Result(6, "PDF/UA-1 / the same document untagged, in one process", ratios, 1.15)

    def bar_7(self) -> Iterator[Result]:
        short = self.folder / "short"
        large.write_short_documents(short)

        def wall(jobs: int) -> float:
            return self.everything("--force", "--jobs", str(jobs), root=short).wall

        ratios = [wall(2) / wall(1) for _ in range(FEW_ROUNDS)]
        yield Result(7, "40 short documents with 2 jobs / with 1, wall", ratios, 1 / 1.7)

    def bar_8(self) -> Iterator[Result]:
        empty = pdf.Job('<!DOCTYPE html><html lang="en"><title>A page</title><p>Words.</p></html>', {})
        plan = self.job()
        plans = [pdf.Job(repeated(plan.html, times), plan.images) for times in (1, 9)]
        costs, peaks = [], []
        for _ in range(FEW_ROUNDS):
            start, few, many = (alone(rendered, job) for job in (empty, *plans))
            costs.append((many.cpu - start.cpu) / many.pages / ((few.cpu - start.cpu) / few.pages))
            peaks.append(max(each.peak / (60 + 2 * each.pages) for each in (few, many)) / MEBIBYTE)
        yield Result(8, f"the cost a page at {many.pages} pages / at {few.pages}", costs, 1.15)
        yield Result(8, "peak memory / 60 MiB and 2 MiB a page", peaks, 1)

    def bar_9(self) -> Iterator[Result]:
        large.write_table(self.folder / "table")
        pandas = (sys.executable, "-c", "import pandas")
        ratios = in_turn(lambda: self.check(self.folder / "table").cpu, lambda: run(*pandas).cpu)
        yield Result(9, "check of a CSV of 100,000 rows / import pandas", ratios, 1)
        large.write_table(self.folder / "million", 1_000_000)
        peak = run(PCPGEN, "-C", str(self.folder / "million"), "check").peak  # zeros among them are told
        yield Result(9, "peak memory of a check of a million rows / 250 MiB", [peak / (250 * MEBIBYTE)], 1)

    def bar_10(self) -> Iterator[Result]:
        yield Result(10, "documents made anew after one cell / documents that show it", self.made_anew(), 1)
        many = self.folder / "many-shown"
        large.write_short_documents(many, 400)
        table = large.show_a_cell(many)
        env = environment() | {"XDG_CACHE_HOME": str(self.folder / "cold")}  # in which no earlier run has kept anything
        cold = self.everything("--force", "--format", "html", root=many, env=env).cpu
        ratios = []
        for number in range(FEW_ROUNDS):
            table.write_text(f"{large.HEAD}boats,2025/26,,{12 + number},\n", "utf-8")
            ratios.append(self.everything("--format", "html", root=many, env=env).cpu / cold)
        yield Result(10, "one cell changed, of 400 documents one shows it / all of them anew", ratios, 0.1)

    def made_anew(self) -> list[float]:
        """The documents that a build makes anew after a change of one cell, and those whose figures rest on it."""
        office, cell = self.folder / "office", "hate-crime.satisfied@year ending 2019-05"
        for name in ("plan", "data", "templates"):
            shutil.copytree(ROOT / name, office / name)
        self.everything(root=office)
        out, table = self.folder / "all/office", office / "data/hate-crime.csv"
        shown = {path.parent for path in out.glob("*/provenance.json") if cell in path.read_text("utf-8")}
        ratios = []
        for before, after in (("2019-05,,67", "2019-05,,66"), ("2019-05,,66", "2019-05,,67")):
            old = {path: path.stat().st_mtime_ns for path in out.glob("*/provenance.json")}
            table.write_text(table.read_text("utf-8").replace(before, after), "utf-8")
            self.everything(root=office)
            anew = {path.parent for path in old if path.stat().st_mtime_ns != old[path]}
            if not shown or not shown <= anew:
                raise SystemExit("a document that shows the cell was not made anew")
            ratios.append(len(anew) / len(shown))
        return ratios

    def bar_12(self) -> Iterator[Result]:
        """What `serve` does with a changed sentence, in one process that has read the workspace before."""
        office = self.folder / "served"
        for name in ("plan", "data"):
            shutil.copytree(ROOT / name, office / name)
        edits = Edits(office)
        yield Result(12, "a changed sentence to its new page, warm / B", in_turn(edits.page, basis), 1.5)
        edits.pdf()
        words = ("write", self.written(self.job()), str(self.folder / "alone.pdf"))
        ratios = in_turn(edits.pdf, lambda: self.engine(*words).wall)
        yield Result(12, "a changed sentence to its new tagged PDF, wall / WeasyPrint", ratios, 0.15)
        edits.renderer.__exit__(None, None, None)

    def bar_13(self) -> Iterator[Result]:
        for most, lengths in ((20, (6, 14, 12)), (10, (50, 50))):
            ratios = in_turn(partial(hidden, *lengths), basis)
            name = " × ".join(map(str, lengths))
            yield Result(13, f"what is kept back of {name} cells with all totals / B", ratios, most)
        shapes = (20, 20), (40, 40), (4, 7, 6), (8, 7, 12)
        small, large_one, few, many = (hidden(*lengths) for lengths in shapes)
        yield Result(
            13, "growth from 441 to 1,681 cells / that of their square", [large_one / small / (1681 / 441) ** 2], 1
        )
        yield Result(
            13, "growth from 280 to 936 cells of three / that of their square", [many / few / (936 / 280) ** 2], 1
        )

    def bar_14(self) -> Iterator[Result]:
        """Ten million rows of the street-level columns, made on the fly, counted by month, area and type."""
        yield Result(14, "intake of a CSV of 100,000 rows / import pandas", self.intake(), 4)
        root = counting.workspace(self.folder / "rows")
        words, rounds, again, peaks = (PCPGEN, "-C", str(root), "extract", "rows"), [], [], []
        for _ in range(FEW_ROUNDS):
            for path in (root / "sources").iterdir():  # whose sum is known while nobody writes to it
                path.touch()
            ours, known = run(*words), run(*words)
            bare = run(sys.executable, "-c", counting.BARE, str(root)).cpu
            rounds.append(ours.cpu / bare)
            again.append(known.cpu / bare)
            peaks.append(ours.peak / (512 * MEBIBYTE))
        yield Result(14, "ten million rows counted / the engine’s own bare query", rounds, 1.5)
        yield Result(14, "the same again, the sum of the file known", again, 1.5)
        yield Result(14, "peak memory of that / 0.5 GiB", peaks, 1)

    def intake(self) -> list[float]:
        """What it shows of a file in which one value is another; it is not taken."""
        root, new = self.folder / "taken", self.folder / "new.csv"
        large.write_table(root)
        new.write_text(
            (root / "data/crimes.csv").read_text("utf-8").replace(",2000-01,,0,", ",2000-01,,1,", 1), "utf-8"
        )
        words = (PCPGEN, "-C", str(root), "intake", str(new), "--indicator", "crimes")
        return in_turn(lambda: run(*words).cpu, lambda: run(sys.executable, "-c", "import pandas").cpu)

    def bar_15(self) -> Iterator[Result]:
        """Some offices of seven documents; the whole estate of forty-three is built by hand."""
        file = estate.write_estate(self.folder / "estate", OFFICES)

        def build(jobs: int) -> Used:
            return run(PCPGEN, "build", "--estate", str(file), "--force", "--jobs", str(jobs))

        judged = judge(file.parent / estate.names(1)[0].lower())
        jobs = [
            pdf.Job(html.render_html(each, "print"), images(judged.project))
            for each in {id(each): each for each in judged.documents.values()}.values()
        ]

        def alone() -> float:
            words = str(self.folder / "alone.pdf")
            return OFFICES * sum(self.engine("write", self.written(job), words).cpu for job in jobs)

        ratios = [build(1).cpu / alone() for _ in range(FEW_ROUNDS)]
        yield Result(15, f"{OFFICES} offices of {len(jobs)} documents / WeasyPrint for each document", ratios, 0.75)
        ratios = [build(2).wall / build(1).wall for _ in range(FEW_ROUNDS)]
        yield Result(15, "the same with 2 jobs / with 1, wall", ratios, 1 / 1.8)

    def bar_11(self) -> Iterator[Result]:
        template = html.environment((html.own_templates(),), shipped()).get_template("parts/chart.html.j2").module
        plan = self.judged.documents[Request.read(PLAN)]
        assert isinstance(plan, Document)
        all_charts = charts(plan)

        def chart() -> float:
            begun = time.process_time()
            for _ in range(20):
                for each in all_charts:
                    template.chart(each, "print")  # type: ignore[attr-defined]  # a macro of the template
            return (time.process_time() - begun) / 20 / len(all_charts)

        yield Result(11, "one chart's SVG, composed before / B", in_turn(chart, basis), 0.02)


class Edits:
    """A sentence of the plan that is changed again and again under the eyes of somebody who has it open."""

    def __init__(self, office: Path) -> None:
        self.file = office / "plan/2017-20/pages/about.md"
        self.text = self.file.read_text("utf-8")
        self.preview = Preview(office)
        self.preview.renew()
        self.renderer = pdf.Renderer().__enter__()

    def _changed(self, clock: Callable[[], float], then: Callable[[Shown], object]) -> float:
        """The time from a change to the page that shows it, and to what is made of it then."""
        begun, before = clock(), self.preview.state.version
        self.file.write_text(self.text.replace("worked example", f"example worked {before} times"), "utf-8")
        with self.preview.looking("plan-2017-20"):
            seen = Thread(target=lambda: took.append((self.preview.after(before, 60), clock())))
            took: list[tuple[State, float]] = []
            seen.start()
            self.preview.renew()
            seen.join()
        (state, at), again = took[0], clock()
        shown = state.documents["plan-2017-20"]
        if f"worked {before} times" not in self.preview.page(shown).files["plan-2017-20.html"].decode("utf-8"):
            raise SystemExit("the page does not show the changed sentence")
        then(shown)
        return at - begun + clock() - again

    def page(self) -> float:
        return self._changed(time.process_time, lambda shown: None)

    def pdf(self) -> float:
        """With a renderer that has printed it before, and has got ready for the next change; at first it has not."""

        def printed(shown: Shown) -> None:
            job = self.preview.job(shown)
            assert job
            self.renderer.pdf_again(job)

        return self._changed(time.perf_counter, printed)


def hidden(*lengths: int) -> float:
    """The seconds that it takes to find what is kept back of a table with small counts, the best of three."""
    counts, sums = large.small_counts(*lengths)
    times = []
    for _ in range(3):
        begun = time.process_time()
        keep_back(counts, sums, 5)
        times.append(time.process_time() - begun)
    return min(times)


@dataclass(frozen=True)
class Rendered:
    """What the renderer's process took for a document."""

    pages: int
    cpu: float  # seconds
    peak: int  # bytes


def rendered(job: pdf.Job) -> Rendered:
    """Renders a job; to be called in a process that has had no child before."""
    with pdf.Renderer() as renderer:
        pages = renderer.pdf(job).pages
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Rendered(pages, used.ru_utime + used.ru_stime, used.ru_maxrss * MAXRSS)


def alone(work: Callable[[T], S], what: T) -> S:
    """Calls a function in a new process."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, what).result()


def repeated(page: str, times: int) -> str:
    """A document whose parts stand in it so many times, each copy with ids of its own."""
    before, start, rest = page.partition('<main id="main">')
    parts, end, after = rest.partition("</main>")

    def copy(number: int) -> str:
        return re.sub(r' (id="|href="#|data-end="#|aria-labelledby=")([^"]+)', rf" \1\2-{number}", parts)

    return "".join((before, start, *map(copy, range(times)), end, after))


def charts(document: Document) -> list[Chart]:
    return [block for block in blocks(document) if isinstance(block, Chart)]


def known_misses() -> set[int]:
    """The bars that the last table of BENCH.md lists with the reason why they are missed."""
    table = (ROOT / "BENCH.md").read_text("utf-8").partition("\n## Missed\n")[2]
    return {int(number) for number in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}


def main() -> int:
    chosen = {f"bar_{number}" for number in sys.argv[1:]}
    names = [name for name in vars(Bench) if name.startswith("bar_")]
    missed = set()
    with tempfile.TemporaryDirectory(prefix="pcpgen-bench-") as folder:
        bench = Bench(Path(folder))
        for name in names:
            if not chosen or name in chosen:
                for result in getattr(bench, name)():
                    print(result, flush=True)
                    missed |= {result.bar} if result.missed else set()
    unexplained = sorted(missed - known_misses())
    if unexplained:
        print(f"missed without a reason in BENCH.md: {', '.join(map(str, unexplained))}", file=sys.stderr)
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
