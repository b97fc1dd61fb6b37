"""From HTML to a tagged PDF, in a process that is limited and can read nothing but what it is given.

A process that imports WeasyPrint is started before the plan is read, so that this costs nobody any time. Where the
system can, each job has a process that is forked from that one; elsewhere the first job is its own.
"""

from __future__ import annotations

import atexit
import base64
import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, TypeAlias

from pcpgen import fonts
from pcpgen.formats import LENGTH, MANY, ONE, CannotRender
from pcpgen.formats.heard import Tag, tag_of
from pcpgen.values import dataclass

if TYPE_CHECKING:  # of a build of web pages alone nobody asks for these
    import socket
    import subprocess
    from concurrent.futures import Executor

SECONDS = 300  # wall time that a document may take
FORKS = sys.platform == "linux"  # elsewhere a process that has used the system's libraries cannot be forked
# what a system needs to start a program at all; nothing else of the caller's environment is passed on
_PASSED_ON = (
    "PATH",
    "SYSTEMROOT",
    "WEASYPRINT_DLL_DIRECTORIES",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "FAKETIME",
    "LD_PRELOAD",
)


@dataclass(frozen=True, slots=True)
class Job:
    """HTML to print and the bytes that its URLs of the scheme `pcpgen:` stand for, by media type.

    `words` is the sum of those by which its reading order is told.
    """

    html: str
    images: Mapping[str, tuple[str, bytes]]
    words: str = ""

    def encoded(self) -> bytes:
        images = {
            url: [media, base64.b64encode(content).decode("ascii")] for url, (media, content) in self.images.items()
        }
        return json.dumps({"html": self.html, "images": images, "words": self.words}).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, how many pages it has, what of it is longer than its page, in words, and its tag tree.

    `anew` is how many of its pages were laid out for it; the others were kept.
    """

    content: bytes
    pages: int
    longer: tuple[str, ...] = ()
    tags: Tag = Tag("Document", {}, ())
    anew: int = 0


class Renderer:
    """The process that renderers are forked from, warming up from the moment that this is entered.

    Threads may ask it side by side, and so may processes that were forked from this one.
    """

    def __enter__(self) -> Renderer:
        import socket

        self._folder = tempfile.TemporaryDirectory(prefix="pcpgen-")
        self._calls: socket.socket | None = None
        self._keeping: tuple[socket.socket, str] | None = None
        theirs: socket.socket | None = None
        try:
            if FORKS:
                self._calls, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self._child = self._started(theirs)
        except OSError as error:
            for each in filter(None, (self._calls, theirs)):
                each.close()
            self._folder.cleanup()
            raise CannotRender(f"the renderer cannot be started: {error.strerror}") from None
        self._unused = not FORKS
        return self

    def _started(self, calls: socket.socket | None) -> subprocess.Popen[bytes]:
        import subprocess

        program = str(Path(__file__).parent.parent.parent)
        command = [sys.executable, "-I", "-X", "utf8", "-c", _START, program, self._folder.name]
        pipe, errors = (subprocess.PIPE, subprocess.PIPE) if calls is None else (subprocess.DEVNULL, self._errors())
        child = subprocess.Popen(
            [*command, *([str(calls.fileno())] if calls else [])],
            stdin=pipe,
            stdout=pipe,
            stderr=errors,
            cwd=self._folder.name,
            env=environment(self._folder.name),
            pass_fds=[calls.fileno()] if calls else [],
        )
        if calls:
            calls.close()
            os.close(errors)
        return child

    def _errors(self) -> int:
        return os.open(f"{self._folder.name}/errors", os.O_WRONLY | os.O_CREAT, 0o600)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._let_go()
        if self._calls:
            self._calls.close()  # at which it ends; what it took for its jobs is counted then
        if error or not self._calls:
            self.end()
        self._child.communicate()
        self._folder.cleanup()

    @property
    def is_alive(self) -> bool:
        return self._child.poll() is None

    def end(self) -> None:
        """Ends the process and those that it has forked, whatever they are doing."""
        self._child.kill()

    def pdf(self, job: Job) -> Printed:
        """The PDF of a job; raises CannotRender where its process fails, warns or takes too long."""
        if self._calls:
            answer = self._forked(self._calls, job.encoded())
        elif self._unused:
            self._unused = False
            answer = self._own(job.encoded())
        else:
            with Renderer() as another:
                return another.pdf(job)
        return _printed(answer)

    def pdf_again(self, job: Job) -> Printed:
        """The same PDF, by a process that keeps what it lays out for the next such job; to be asked by one thread.

        Raises CannotRender.
        """
        if not self._calls:
            return self.pdf(job)
        try:
            return _printed(self._kept(self._calls, job.encoded()))
        except TimeoutError:
            self._let_go()
            raise CannotRender(f"the PDF took longer than {SECONDS} seconds") from None
        except OSError:  # it has ended
            self._let_go()
            return self.pdf(job)

    def _kept(self, calls: socket.socket, job: bytes) -> bytes:
        """What the process answers that keeps what it lays out. Raises OSError where it does not answer."""
        if not self._keeping:
            folder = tempfile.mkdtemp(dir=self._folder.name)
            self._keeping = self._called(calls, MANY, folder), folder
        call, _ = self._keeping
        call.sendall(len(job).to_bytes(LENGTH) + job)
        with call.makefile("rb") as answers:
            length = int.from_bytes(answers.read(LENGTH))
            answer = answers.read(length)
        if not answer or len(answer) < length:
            raise ConnectionError
        return answer

    def _called(self, calls: socket.socket, jobs: bytes, folder: str) -> socket.socket:
        """The way to a process that is forked for so many jobs, with an empty folder."""
        import socket

        call, theirs = socket.socketpair()
        call.settimeout(SECONDS)
        try:
            with theirs:
                socket.send_fds(calls, [jobs + os.fsencode(folder)], [theirs.fileno()])
        except OSError:
            call.close()
            raise
        return call

    def _let_go(self) -> None:
        """Ends the process that keeps what it lays out."""
        if self._keeping:
            import shutil

            call, folder = self._keeping
            call.close()
            shutil.rmtree(folder, ignore_errors=True)
            self._keeping = None

    def _forked(self, calls: socket.socket, job: bytes) -> bytes:
        """What a forked process answers."""
        import shutil
        import socket

        folder = tempfile.mkdtemp(dir=self._folder.name)
        try:
            with self._called(calls, ONE, folder) as call:
                call.sendall(job)
                call.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: call.recv(1 << 20), b""))
        except TimeoutError:
            raise CannotRender(f"the PDF took longer than {SECONDS} seconds") from None
        except OSError:  # its end is closed
            answer = b""
        said = next(filter(None, map(_last_line, (f"{folder}/errors", f"{self._folder.name}/errors"))), "")
        shutil.rmtree(folder, ignore_errors=True)
        if not answer:
            raise CannotRender(said or "the renderer stopped: it ran out of its memory or its time")
        return answer

    def _own(self, job: bytes) -> bytes:
        """What the process answers that was started."""
        import subprocess

        try:
            out, errors = self._child.communicate(job, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise CannotRender(f"the PDF took longer than {SECONDS} seconds") from None
        if self._child.returncode != 0:
            last = errors.decode("utf-8", "replace").strip().split("\n")[-1]
            raise CannotRender(last or f"the renderer stopped with code {self._child.returncode}")
        return out


def _printed(answer: bytes) -> Printed:
    """What a process answered. Raises CannotRender where it failed."""
    try:
        told = json.loads(answer)
    except ValueError:
        raise CannotRender("the renderer gave no answer that can be read") from None
    if told["failure"]:
        raise CannotRender(told["failure"])
    content = base64.b64decode(told["pdf"])
    return Printed(content, told["pages"], tuple(told["longer"]), tag_of(told["tags"]), told["anew"])


def _last_line(file: str) -> str:
    try:
        return Path(file).read_text("utf-8", "replace").strip().rpartition("\n")[2]
    except OSError:
        return ""


def print_all(renderer: Renderer, at_once: int, jobs: Sequence[Job], begun: Callable[[int], None]) -> list[Printed]:
    """The PDFs of some jobs in their order, so many at once.

    `begun` hears of each job as it begins. Each job has a process of its own, so the bytes are the same however many
    work. Raises CannotRender for the first that fails; those that have not begun are let go then. Whoever owns the
    renderer ends it, and what has begun with it, since others may be printing by it too.
    """

    def work(at: int) -> Printed:
        begun(at)
        return renderer.pdf(jobs[at])

    if at_once < 2 or len(jobs) < 2:
        return [work(at) for at in range(len(jobs))]
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(at_once)
    try:
        return list(pool.map(work, range(len(jobs))))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


Prints: TypeAlias = Callable[[Sequence[Job], Callable[[int], None]], list[Printed]]


def print_by(executor: Executor, jobs: Sequence[Job], begun: Callable[[int], None]) -> list[Printed]:
    """The PDFs of some jobs in their order, made wherever an executor has its workers; a job brings all that it needs.

    Raises CannotRender for the first that fails; those that have not begun are let go then.
    """
    waiting = []
    for at, job in enumerate(jobs):
        begun(at)
        waiting.append(executor.submit(print_job, job))
    try:
        return [each.result() for each in waiting]
    except BaseException:
        for each in waiting:
            each.cancel()
        raise


def print_job(job: Job) -> Printed:
    """The PDF of a job, by the renderer of this process, which stays warm for the next. Raises CannotRender."""
    with _LOCK:
        if not (_OWN and _OWN[-1].is_alive):
            _end_own()
            atexit.register(_end_own)
            _OWN.append(Renderer().__enter__())
        renderer = _OWN[-1]
    return renderer.pdf(job)


def _end_own() -> None:
    for each in _OWN:
        each.__exit__(None, None, None)
    _OWN.clear()


_LOCK = Lock()
_OWN: list[Renderer] = []  # the one of this process

_START = """
import shutil, sys
sys.path.insert(0, sys.argv[1])
try:
    from pcpgen.formats import child
    child.fork_for_each(int(sys.argv[3])) if sys.argv[3:] else child.main()
finally:  # where the parent was killed, nobody else does it
    shutil.rmtree(sys.argv[2], ignore_errors=True)
"""


def environment(folder: str) -> dict[str, str]:
    """An environment in which the PDF comes out the same everywhere, with no font but the shipped one."""
    config = Path(folder) / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{_escaped(Path(fonts.__file__).parent)}</dir><cachedir>{_escaped(Path(folder))}</cachedir></fontconfig>",
        "utf-8",
    )
    fixed = {
        "FONTCONFIG_FILE": str(config),
        "HOME": folder,
        "TMPDIR": folder,
        "TMP": folder,
        "TEMP": folder,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0",
    }
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | fixed


def _escaped(path: Path) -> str:
    return str(path).replace("&", "&amp;").replace("<", "&lt;")
