"""Outputs under faults: a kill, a full or read-only disk, a second build or an interrupt at whatever moment.

strace walks each call to the system that touches out/ and ends, fails or interrupts it in turn.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from pcpgen.manifest import digest
from tests.test_publish import content

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
PCPGEN = str(Path(sys.executable).parent / "pcpgen")
PLAN = "plan-2025-29"
FILES = (f"{PLAN}.html", f"{PLAN}.pdf", "provenance.json", "manifest.json")
CALLS = "open|write|sync|mkdir|rmdir|rename|link|chmod|truncate"

Files = dict[str, bytes]
Done = subprocess.CompletedProcess[str]
INTERRUPTED = "pcpgen: interrupted; no file is half written."


def interruptible() -> None:
    """A process that minds interrupts, as from a terminal; a shell that starts jobs behind it has them ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass(frozen=True)
class Office:
    """The tiny office, whose out/ holds what was built of older figures; and what it holds before and after a build."""

    folder: Path
    words: tuple[str, ...]
    old: Files
    new: Files

    def copy(self, folder: Path) -> Office:
        shutil.copytree(self.folder, folder)
        return Office(folder, self.words, self.old, self.new)

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    @property
    def command(self) -> list[str]:
        return [PCPGEN, "-C", str(self.folder), "build-plan", *self.words]

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "TMPDIR": str(self.temporary)}

    def run(self, *before: str) -> Done:
        """Builds, under another program where one is named."""
        words = [*before, *self.command]
        return subprocess.run(
            words, capture_output=True, text=True, env=self.environment, timeout=120, preexec_fn=interruptible
        )

    def traced(self, *options: str) -> Done:
        """Builds under strace, which sees the calls that touch out/ and does to them what the options say."""
        folders = self.out, self.out / PLAN, self.out / f".pcpgen-new-{PLAN}"
        watched = [*folders, *(folder / name for folder in folders[1:] for name in FILES)]
        paths = [word for path in watched for word in ("-P", str(path))]
        return self.run("strace", "-f", "-qq", "-o", f"{self.folder}/log", *options, *paths)

    def whole(self) -> Files:
        """What stands in out/, which is all old or all new and what its manifest says."""
        files = content(self.out / PLAN)
        assert files in (self.old, self.new), f"neither old nor new: {sorted(files)}"
        outputs = json.loads(files["manifest.json"])["outputs"]
        assert outputs == {name: digest(each) for name, each in files.items() if name != "manifest.json"}
        return files

    def recovers(self) -> None:
        """The next build succeeds, and nothing but its outputs is left."""
        again = self.run()
        assert (again.returncode, again.stderr) == (0, "")
        assert self.whole() == self.new
        assert (names(self.out), names(self.temporary)) == ([PLAN], [])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def office(folder: Path, *words: str) -> Office:
    shutil.copytree(HERE / "small", folder)
    (folder / "tmp").mkdir()
    assert Office(folder, words, {}, {}).run().returncode == 0
    data = folder / "data/budget.csv"
    data.write_text(data.read_text().replace("300", "350"))
    assert Office(folder, (*words, "--out", f"{folder}/new"), {}, {}).run().returncode == 0
    old, new = content(folder / "out" / PLAN), content(folder / "new" / PLAN)
    shutil.rmtree(folder / "new")
    assert old.keys() == new.keys() and not any(old[name] == new[name] for name in old)
    return Office(folder, words, old, new)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office(tmp_path_factory.mktemp("page") / "office", "--format", "html")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office(tmp_path_factory.mktemp("both") / "office")


Ends = Callable[[Done, Office], bool]

# Each call in turn ------------------------------------------------------------------------------------------------


def calls(office: Office) -> list[tuple[str, int]]:
    """The calls of a build that touch out/: each by its name, and how many of that name there were by then."""
    assert office.traced("-e", f"trace=/{CALLS}").returncode == 0
    made: Counter[str] = Counter()
    found = []
    for name in re.findall(r"^\d+ +(\w+)\(", (office.folder / "log").read_text(), re.MULTILINE):
        made[name] += 1
        found.append((name, made[name]))
    return found


def killed(done: Done, office: Office) -> bool:
    return done.returncode == -signal.SIGKILL


def failed(done: Done, office: Office) -> bool:
    """Either it was no hindrance, or one line says that nothing was written, and nothing was."""
    if done.returncode == 0:
        return done.stderr == "" and office.whole() == office.new
    return done.returncode == 3 and is_one_line(done.stderr) and office.whole() == office.old


def is_one_line(said: str) -> bool:
    return re.fullmatch(r"pcpgen: .+\.\n", said) is not None


def interrupted(done: Done, office: Office) -> bool:
    return done.returncode == 130 and done.stderr.strip() == INTERRUPTED


def walk(start: Office, folder: Path, only: str, fault: str, ends: Ends) -> list[tuple[str, int]]:
    """Does one fault to each call in turn, each in an office of its own; returns the calls."""
    points = [point for point in calls(start.copy(folder / "count")) if re.search(only, point[0])]

    def strike(point: tuple[str, int]) -> None:
        call, number = point
        office = start.copy(folder / f"{call}-{number}")
        done = office.traced("-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}")
        assert ends(done, office), f"{fault} at {call} {number} ended with {done.returncode}:\n{done.stderr}"
        office.whole()
        office.recovers()

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(strike, points))
    return points


def tell(capsys: pytest.CaptureFixture[str], fault: str, points: Sequence[tuple[str, int]]) -> None:
    with capsys.disabled():
        print(f" {fault} at {len(points)} points ", end="")


@pytest.mark.parametrize(
    ("only", "fault", "ends"),
    [
        (CALLS, "signal=SIGKILL", killed),
        (CALLS, "error=ENOSPC", failed),
        ("write|sync|rename|rmdir", "signal=SIGINT", interrupted),
    ],
    ids=["killed", "refused", "interrupted"],
)
def test_a_page_is_all_old_or_all_new(
    page: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], only: str, fault: str, ends: Ends
) -> None:
    points = walk(page, tmp_path, only, fault, ends)
    tell(capsys, fault, points)
    calls = Counter(name for name, _ in points)
    assert calls["write"] >= 3 and calls["fsync"] >= 5 and calls["renameat2"] == 1


def test_a_page_and_its_pdf_are_of_one_state(both: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    points = walk(both, tmp_path, "write|rename", "signal=SIGKILL", killed)
    tell(capsys, "signal=SIGKILL", points)
    assert len(points) > len(FILES)


def test_a_build_of_everything_that_is_killed_leaves_each_folder_whole(tmp_path: Path) -> None:
    """At each change of names: every folder is of one state and as its manifest says, and the next build ends it."""
    start = tmp_path / "start"
    shutil.copytree(HERE / "small", start)
    shutil.copytree(start / "plan/2025-29", start / "plan/2021-25")

    def build(root: Path, *before: str) -> Done:
        words = [*before, PCPGEN, "-C", str(root), "build", "--format", "html"]
        return subprocess.run(words, capture_output=True, text=True, timeout=120, preexec_fn=interruptible)

    assert build(start).returncode == 0
    data = start / "data/budget.csv"
    data.write_text(data.read_text().replace("300", "350"))
    shutil.copytree(start, tmp_path / "done")
    assert build(tmp_path / "done").returncode == 0
    new, ended = content(tmp_path / "done/out"), 0
    for call in ("renameat2", "rename"):
        for number in range(1, 20):
            root = tmp_path / f"{call}-{number}"
            shutil.copytree(start, root)
            done = build(
                root,
                "strace",
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                f"trace={call}",
                "-e",
                f"inject={call}:signal=SIGKILL:when={number}",
            )
            if done.returncode == 0:
                break
            ended += 1
            for folder in (each for each in (root / "out").iterdir() if each.is_dir() and each.name[0] != "."):
                manifest = json.loads((folder / "manifest.json").read_bytes())
                assert manifest["outputs"] == {
                    name: digest(each) for name, each in content(folder).items() if name != "manifest.json"
                }
            assert build(root).returncode == 0
            assert content(root / "out") == new
    assert ended >= 4  # two documents, the page and the manifest beside it


# The disk ----------------------------------------------------------------------------------------------------------

# on a disk of its own that holds what out/ holds; what this disk holds in the end is put beside it
ON_A_DISK = """
out=$1 size=$2 mode=$3
shift 3
mount --make-rprivate / 2>/dev/null
cp -a "$out" "$out.before" && mount -t tmpfs -o "size=$size" disk "$out" && cp -a "$out.before/." "$out" &&
  mount -o "remount,$mode" "$out" || exit 99
"$@"
code=$?
cp -a "$out" "$out.after"
exit $code
"""


@pytest.mark.parametrize(
    ("size", "mode", "why"),
    [("192k", "rw", "No space left on device"), ("1m", "ro", "Read-only file system")],
    ids=["full", "read-only"],
)
def test_a_disk_that_takes_nothing_more(page: Office, tmp_path: Path, size: str, mode: str, why: str) -> None:
    """The page is written in part before the disk is full."""
    office = page.copy(tmp_path / "office")
    namespace = ("unshare", "-m" if os.geteuid() == 0 else "-rm", "--propagation", "unchanged")
    done = office.run(*namespace, "sh", "-c", ON_A_DISK, "sh", str(office.out), size, mode)
    assert (done.returncode, done.stderr) == (
        3,
        f"pcpgen: {office.out} cannot be written: {why}. Nothing was written.\n",
    )
    assert content(office.folder / "out.after") == {f"{PLAN}/{name}": each for name, each in office.old.items()}
    assert names(office.folder / "out.after") == [PLAN]


def test_no_room_for_what_rendering_needs(both: Office, tmp_path: Path) -> None:
    office = both.copy(tmp_path / "office")
    done = office.run("prlimit", "--fsize=64")
    told = "pcpgen: the renderer cannot be started: File too large. Nothing was written.\n"
    assert (done.returncode, done.stderr) == (3, told)
    assert office.whole() == office.old
    office.recovers()


def test_paths_that_cannot_be_printed(page: Office, tmp_path: Path) -> None:
    office = page.copy(tmp_path / "office")
    done = office.run("sh", "-c", '"$@" >/dev/full', "sh")
    assert (done.returncode, done.stderr) == (3, "pcpgen: No space left on device.\n")
    assert office.whole() == office.new


# Two builds, and one that is told to end ---------------------------------------------------------------------------


def started(office: Office, *before: str) -> subprocess.Popen[str]:
    """A build that runs on, in a group of processes of its own, as from a terminal."""
    return subprocess.Popen(
        [*before, *office.command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=office.environment,
        start_new_session=True,
        preexec_fn=interruptible,
    )


def rendering(office: Office) -> tuple[subprocess.Popen[str], int]:
    """A build whose renderer has been started, and the renderer's number."""
    build = started(office)
    children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
    wait_for(
        lambda: any("-I" in Path(f"/proc/{n}/cmdline").read_text().split("\0") for n in children.read_text().split())
    )
    return build, int(children.read_text())


def is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_second_build_is_told_of_the_first(page: Office, tmp_path: Path) -> None:
    office = page.copy(tmp_path / "office")
    first = os.open(office.out, os.O_RDONLY)
    fcntl.flock(first, fcntl.LOCK_EX)  # as a build does while it writes
    second = office.run()
    os.close(first)
    told = f"pcpgen: another build is writing to {office.out}; run this again when it has ended. Nothing was written.\n"
    assert (second.returncode, second.stderr) == (3, told)
    assert office.whole() == office.old
    office.recovers()


def test_builds_at_once_leave_one_state(both: Office, tmp_path: Path) -> None:
    office = both.copy(tmp_path / "office")
    running = [started(office) for _ in range(4)]
    ends = [(each.communicate(timeout=60)[1], each.returncode) for each in running]
    assert ("", 0) in ends
    assert all(code == 0 or (code == 3 and "another build is writing" in said) for said, code in ends), ends
    assert office.whole() == office.new
    office.recovers()


@pytest.mark.parametrize("delay", [0, 0.5])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_end_while_it_renders(both: Office, tmp_path: Path, sent: signal.Signals, delay: float) -> None:
    """Ctrl-C, which a terminal sends to the renderer too, and a request to the command alone: no process stays."""
    office = both.copy(tmp_path / "office")
    build, renderer = rendering(office)
    os.kill(renderer, signal.SIGSTOP)
    time.sleep(delay)
    os.killpg(build.pid, sent) if sent is signal.SIGINT else os.kill(build.pid, sent)
    _, said = build.communicate(timeout=60)
    assert (build.returncode, said.strip()) == (130, INTERRUPTED)
    wait_for(lambda: is_gone(build.pid))  # one that ended is there until the system has seen it
    assert office.whole() == office.old
    office.recovers()


def test_a_kill_while_it_renders(both: Office, tmp_path: Path) -> None:
    """The renderer sees that it is alone, ends and takes its folder with it."""
    office = both.copy(tmp_path / "office")
    build, _ = rendering(office)
    build.kill()
    build.communicate(timeout=60)
    wait_for(lambda: names(office.temporary) == [])
    assert office.whole() == office.old
    office.recovers()
