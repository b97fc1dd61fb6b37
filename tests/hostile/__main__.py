"""From a seed to a count: `python -m tests.hostile --inputs 10000` tries so many and says what became of them.

Each batch has a process of its own. An input is *well* where pages come out of it, *told* where its mistakes are; it
may neither end in a traceback, nor take over 30 seconds of the processor or 1 GiB, nor put anything active into a page.
The command ends with 1 where any does, and names it by its number.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from pcpgen.analysis import open_workspace
from pcpgen.cli import cli
from pcpgen.formats import CannotRender, sandbox
from pcpgen.formats.html import render_html
from pcpgen.load.sheet import read_sheet
from pcpgen.pipeline import judge
from pcpgen.problems import in_words
from pcpgen.workspace.proposal import propose
from tests.hostile import TEXTS, Office, parsed, terminal_safe
from tests.hostile.inputs import FAMILIES, Input, family, generated

SECONDS, MEMORY = 30, 1 << 30  # of the processor, and bytes, that one input may take
BATCH = 100
KINDS = ("well", "told", "traceback", "over 30 s or 1 GiB", "active content")


class Outcome(NamedTuple):
    """What came of the input of a number."""

    number: int
    what: str
    detail: str = ""


class Tried:
    """An office that reports to its Panel, and what hostile inputs come to in it."""

    def __init__(self, folder: Path) -> None:
        self.office = Office(folder, TEXTS)
        self.root = self.office.root
        self.documents = list({each.id: each for each in judge(self.root).documents.values()}.values())
        self.project = open_workspace(self.root).project
        self.folder = folder

    def outcome(self, number: int, tried: Input) -> Outcome:
        """Tries one input; whatever goes wrong is its outcome."""
        try:
            return Outcome(number, self._come_to(number, tried))
        except MemoryError:
            return Outcome(number, KINDS[3], "MemoryError")
        except AssertionError as wrong:
            return Outcome(number, KINDS[4], str(wrong)[:300])
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            at = next((each for each in reversed(frames) if "/pcpgen/" in each.filename), frames[-1])
            place = f"{Path(at.filename).name}:{at.lineno}"
            return Outcome(number, KINDS[2], f"{type(error).__name__} at {place}: {str(error)[:200]}")

    def _come_to(self, number: int, tried: Input) -> str:
        if tried.words:
            return self._commanded(tried.words)
        if tried.ending:
            return self._taken_in(tried.intake, tried.ending)
        if any(name.startswith("templates/") for name in tried.files):
            return self._laid_out(number, tried)
        return "well" if self.office.read(tried.files).pages else "told"

    def _commanded(self, words: Sequence[str]) -> str:
        done = CliRunner().invoke(cli, ["-C", str(self.root), *words])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code in (0, 1, 2, 3), done.exit_code
        return "told" if done.exit_code else "well"

    def _taken_in(self, content: bytes, ending: str) -> str:
        path = self.folder / f"new.{ending}"
        path.write_bytes(content)
        sheet, problems = read_sheet(path)
        if sheet:
            dataset = self.project.datasets["boats"]
            problems = [*problems, *propose(self.project, dataset, sheet, {}, False).intake.problems]
        for problem in problems:
            assert terminal_safe(in_words(problem, {})), "it would steer the terminal, or flood it"
        return "told" if problems else "well"

    def _laid_out(self, number: int, tried: Input) -> str:
        """A page of one document after the other, by templates that are not the program's."""
        for name, content in tried.files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        try:
            document = self.documents[number % len(self.documents)]
            _guard(render_html(document, "web", (self.root / "templates",)))
        except CannotRender as cannot:
            assert "\n" not in str(cannot) and len(str(cannot)) < 1_000, str(cannot)
            return "told"
        finally:
            for name in tried.files:
                (self.root / name).unlink()
        return "well"


def _guard(page: str) -> None:
    """Asserts by another reader than the program's that nothing in a page does more than be read."""
    for element in parsed(page).iter():
        tag = str(element.tag).lower()
        assert tag not in ("script", "iframe", "object", "embed", "form", "base", "link", "foreignobject"), f"<{tag}>"
        for name, value in element.items():
            bare = "".join(char for char in value if char > " ").lower()
            assert not name.lower().startswith("on"), f"<{tag} {name}>"
            assert not bare.startswith(("javascript:", "vbscript:", "data:text", "data:image/svg")), (
                f"{name} {value[:80]}"
            )


def batch(seed: int, numbers: Sequence[int]) -> None:
    """Tries some inputs and prints each number before, and what came of it after; in a process that is limited."""
    sandbox.SECONDS = 1  # of the twenty that an office has, since some of these templates never end
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        tried = Tried(Path(folder))
        pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY, resource.RLIM_INFINITY))
        for number in numbers:
            print(number, flush=True)
            used = resource.getrusage(resource.RUSAGE_SELF)
            resource.setrlimit(
                resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS + 1, resource.RLIM_INFINITY)
            )
            print(json.dumps(tried.outcome(number, generated(seed, number))), flush=True)


def outcomes(seed: int, numbers: Sequence[int]) -> list[Outcome]:
    """What came of some inputs; one that ends its process is over, and the rest are tried in another."""
    found: list[Outcome] = []
    left = list(numbers)
    while left:
        words = [sys.executable, "-m", "tests.hostile", "--seed", str(seed), "--numbers", ",".join(map(str, left))]
        done = subprocess.run(words, capture_output=True, text=True, cwd=Path(__file__).parents[2])
        lines = done.stdout.split("\n")[:-1]
        found += [Outcome(*json.loads(line)) for line in lines if line.startswith("[")]
        if done.returncode == 0:
            break
        if not lines or lines[-1].startswith("["):
            raise RuntimeError(done.stderr)
        why = signal.Signals(-done.returncode).name if done.returncode < 0 else done.stderr.strip().split("\n")[-1]
        found.append(Outcome(int(lines[-1]), KINDS[3] if done.returncode < 0 else KINDS[2], why))
        left = left[left.index(int(lines[-1])) + 1 :]
    return found


def table(found: Sequence[Outcome]) -> Iterator[str]:
    """What came of the inputs, by what they are made of; then each that went wrong."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        counts[family(each.number)][each.what] += 1
    yield f"| of | inputs | {' | '.join(KINDS)} |"
    yield f"| --- |{' --- |' * (len(KINDS) + 1)}"
    for name in FAMILIES:
        yield f"| {name} | {counts[name].total()} | {' | '.join(str(counts[name][kind]) for kind in KINDS)} |"
    every = Counter(each.what for each in found)
    yield f"| all | {len(found)} | {' | '.join(str(every[kind]) for kind in KINDS)} |"
    for each in sorted(found):
        if each.what in KINDS[2:]:
            yield f"{each.number} ({family(each.number)}): {each.what}: {each.detail}"


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.hostile")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--inputs", type=int, default=10_000)
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--numbers", help="those of one batch, tried in this process")
    given = asked.parse_args()
    if given.numbers:
        batch(given.seed, [int(each) for each in given.numbers.split(",")])
        return 0
    parts = [range(start, min(start + BATCH, given.inputs)) for start in range(0, given.inputs, BATCH)]
    with ThreadPoolExecutor(given.jobs) as pool:
        found = [each for part in pool.map(lambda numbers: outcomes(given.seed, numbers), parts) for each in part]
    print("\n".join(table(found)))
    return int(len(found) != given.inputs or any(each.what in KINDS[2:] for each in found))


if __name__ == "__main__":
    sys.exit(main())
