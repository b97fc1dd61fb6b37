"""From HTML to a tagged PDF, in a child process that is limited and can read nothing but what it is given.

The child is started before the plan is read, so that its import of WeasyPrint costs nobody any time.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event
from types import TracebackType

from pcpgen import fonts
from pcpgen.formats import CannotRender
from pcpgen.values import dataclass

SECONDS = 300  # wall time that a document may take
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
    """HTML to print and the bytes that its URLs of the scheme `pcpgen:` stand for, by media type."""

    html: str
    images: Mapping[str, tuple[str, bytes]]

    def encoded(self) -> bytes:
        images = {
            url: [media, base64.b64encode(content).decode("ascii")] for url, (media, content) in self.images.items()
        }
        return json.dumps({"html": self.html, "images": images}).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, how many pages it has, and what of it is longer than its page, in words."""

    content: bytes
    pages: int
    longer: tuple[str, ...] = ()


class Renderer:
    """The child process, warming up from the moment that this is entered."""

    def __enter__(self) -> Renderer:
        import subprocess  # of a build of web pages alone nobody asks

        self._folder = tempfile.TemporaryDirectory(prefix="pcpgen-")
        program = str(Path(__file__).parent.parent.parent)
        try:
            self._child = subprocess.Popen(
                [sys.executable, "-I", "-X", "utf8", "-c", _START, program, self._folder.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self._folder.name,
                env=environment(self._folder.name),
            )
        except OSError as error:
            self._folder.cleanup()
            raise CannotRender(f"the renderer cannot be started: {error.strerror}") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        self._child.communicate()
        self._folder.cleanup()

    def end(self) -> None:
        """Ends the child, whatever it is doing."""
        self._child.kill()

    def pdf(self, job: Job) -> Printed:
        """The PDF of a job; raises CannotRender where the child fails, warns or takes too long."""
        import subprocess

        try:
            out, errors = self._child.communicate(job.encoded(), timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise CannotRender(f"the PDF took longer than {SECONDS} seconds") from None
        if self._child.returncode != 0:
            last = errors.decode("utf-8", "replace").strip().split("\n")[-1]
            raise CannotRender(last or f"the renderer stopped with code {self._child.returncode}")
        try:
            answer = json.loads(out)
        except ValueError:
            raise CannotRender("the renderer gave no answer that can be read") from None
        if answer["failure"]:
            raise CannotRender(answer["failure"])
        return Printed(base64.b64decode(answer["pdf"]), answer["pages"], tuple(answer["longer"]))


def print_all(jobs: Sequence[Job], at_once: int, warm: list[Renderer], begun: Callable[[int], None]) -> list[Printed]:
    """The PDFs of some jobs in their order, so many children at work at once; those of `warm` are used up first.

    `begun` hears of each job as it begins. A child renders one job and ends, so the bytes are the same however many
    work. Raises CannotRender for the first that fails; the others are ended then.
    """
    busy, ended = list(warm), Event()

    def work(at: int) -> Printed:
        job = jobs[at]
        begun(at)
        try:
            first = warm.pop()
        except IndexError:  # as most times
            first = None
        if first:
            return first.pdf(job)
        with Renderer() as own:
            busy.append(own)
            if ended.is_set():
                own.end()
            return own.pdf(job)

    if at_once < 2 or len(jobs) < 2:
        return [work(at) for at in range(len(jobs))]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(at_once) as pool:
        waiting = [pool.submit(work, at) for at in range(len(jobs))]
        try:
            return [each.result() for each in waiting]
        except BaseException:
            ended.set()
            pool.shutdown(wait=False, cancel_futures=True)
            for each in busy:
                each.end()
            raise


_START = """
import shutil, sys
sys.path.insert(0, sys.argv[1])
try:
    from pcpgen.formats.child import main
    main()
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
