"""The rendering child: from a job to a PDF, or why there is none; a job has a process of its own, which ends with it.

Where the system can, that process is forked from one that has imported all it needs and has seen no job. Elsewhere it
reads the job from its standard input. For a preview one takes job after job, and keeps what it has laid out.

With `holes`, `measured`, `relaid` and `tagged`, the only door to WeasyPrint. Limits on memory and processor time are
set before anything is read; a URL is answered from the job's own images or refused, and a refusal, a warning or an
error of the renderer fails the job.
"""

from __future__ import annotations

import atexit
import base64
import ctypes.util
import gc
import json
import logging
import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias

from pcpgen.formats import LENGTH, MANY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEMORY = 3 << 30  # bytes of address space
PROCESSOR = 240  # seconds
FILE = 64 << 20  # bytes of a file it writes, which are fonts for a while
BASE, VARIANT = "pcpgen:document", "pdf/ua-1"
# what is rendered before there is a job, so that all that is made once is made
WARM = '<!DOCTYPE html><html lang="en"><title>A page</title><h1>A page</h1><p>Words.</p></html>'


Images: TypeAlias = "dict[str, list[str]]"  # by URL: the type of its content, and that as base64


class Made(NamedTuple):
    """A PDF, its pages, what of it is longer than its page, its tags, and how many of the pages were laid out anew."""

    pdf: bytes
    pages: int
    longer: list[str]
    tags: list[Any]
    anew: int


def main() -> None:
    """Reads a job, answers {"pdf": base64, "failure": words} and what else is known of what was made."""
    limit()
    answers = own_output()
    weasyprint, lacking = imported()
    answers.write(answer(weasyprint, sys.stdin.buffer.read()) if weasyprint else failed(lacking))
    answers.flush()


def fork_for_each(calls: int) -> None:
    """Forks a process for each call that comes through a socket, until nobody is left who could call.

    A call is the name of an empty folder for what is written meanwhile, behind how many jobs there are, and a socket
    that brings a job and takes the answer.
    """
    import socket

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, which interrupts all at once: our caller ends us
    weasyprint, lacking = imported()
    if weasyprint:
        render(weasyprint, WARM, {})
    gc.freeze()  # so that the memory stays shared
    working, parent = list[int](), os.getpid()
    with socket.socket(fileno=calls) as listening:
        while True:
            call, descriptors, _, _ = socket.recv_fds(listening, 4096, 1)
            if not descriptors:
                break
            working = [child for child in working if os.waitpid(child, os.WNOHANG) == (0, 0)]
            child = os.fork()
            if child == 0:
                listening.close()
                _serve(descriptors[0], os.fsdecode(call[1:]), call[:1] == MANY, parent, weasyprint, lacking)
            working.append(child)
            os.close(descriptors[0])
    for child in working:  # nobody waits for what they make
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _serve(call: int, folder: str, many: bool, parent: int, weasyprint: Any, lacking: str) -> NoReturn:
    """The forked process: one job and the end, or many."""
    import tempfile

    try:
        _end_with_parent(parent)
        limit()
        os.chdir(folder)
        tempfile.tempdir = folder
        os.dup2(os.open("errors", os.O_WRONLY | os.O_CREAT, 0o600), 2)
        if many:
            _serve_many(call, weasyprint, lacking)
        with open(call, "rb", closefd=False) as jobs:
            job = jobs.read()
        _end_with_caller(call)
        said = answer(weasyprint, job) if weasyprint else failed(lacking)
        with open(call, "w", encoding="ascii") as answers:
            answers.write(said)
    except BaseException:  # its last line is what our caller tells
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(0)


def _serve_many(call: int, weasyprint: Any, lacking: str) -> NoReturn:
    """Answers job after job, each behind its length, and prepares for the next when it has answered."""
    _end_with_caller(call)
    keeping = Keeping(weasyprint)
    with open(call, "rb", closefd=False) as jobs, open(call, "wb", closefd=False) as answers:
        while length := jobs.read(LENGTH):
            job = jobs.read(int.from_bytes(length))
            said = (keeping.answer(job) if weasyprint else failed(lacking)).encode("ascii")
            answers.write(len(said).to_bytes(LENGTH) + said)
            answers.flush()
            keeping.prepare()
            gc.collect()
    os._exit(0)


def _end_with_caller(call: int) -> None:
    """Has this process end where nobody waits for its answer any more, so that what took too long does not go on."""
    import select
    import threading

    hung_up = select.poll()
    hung_up.register(call, 0)  # of the end of what is sent, which has come, nothing is told

    def wait() -> None:
        hung_up.poll()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _end_with_parent(parent: int) -> None:
    """Has the system end this process where the one that forked it ends, or has ended already."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)


def imported() -> tuple[Any, str]:
    """WeasyPrint, or None and what it lacks."""
    gc.set_threshold(100_000)  # a document is one large tree until it is written: to look for garbage in it is in vain,
    atexit.register(gc.freeze)  # and at the end nobody cares
    with quick_library_search():
        try:
            import weasyprint
        except OSError as error:
            lacking = str(error).split(": ")[0]
            return None, f"Pango is not installed: {lacking}; install libpango-1.0-0 and libpangoft2-1.0-0"
    return weasyprint, ""


def answer(weasyprint: Any, encoded: bytes) -> str:
    """What is answered to a job."""
    return told(tried(lambda: render(weasyprint, *job_of(encoded))))


def told(made: Made | str) -> str:
    """An answer, in which what was made or why it failed stands."""
    return (
        failed(made)
        if isinstance(made, str)
        else json.dumps({**made._asdict(), "pdf": text_of(made.pdf), "failure": ""})
    )


def failed(why: str) -> str:
    return json.dumps({**Made(b"", 0, [], [], 0)._asdict(), "pdf": "", "failure": why})


def text_of(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def job_of(encoded: bytes) -> tuple[str, Images]:
    job = json.loads(encoded)
    return job["html"], job["images"]


def tried(make: Callable[[], Made]) -> Made | str:
    """What is made, or in words why it failed; whatever the renderer complains of is a failure."""
    with collected() as warnings:
        try:
            made = make()
        except MemoryError:
            return "the renderer ran out of its memory"
        except Exception as error:  # whatever the renderer trips over is one failure, told in words
            return f"the renderer failed: {type(error).__name__}: {error}"
    return "; ".join(dict.fromkeys(warnings.said)) or made


class Keeping:
    """Answers one job after another, and makes anew only what has changed of the document that came last.

    That is begun only where it gives the same as one piece does, which is seen by making both once; where it fails, one
    piece says what is wrong.
    """

    def __init__(self, weasyprint: Any) -> None:
        self._weasyprint = weasyprint
        self._kept: Any = None
        self._images: Images = {}
        self._last: tuple[str, Images, Made] | None = None  # what was made in one piece
        self._refused = ""  # the frame that does not give the same in parts

    def answer(self, encoded: bytes) -> str:
        """What is answered to a job."""
        html, images = job_of(encoded)
        if self._kept and images == self._images:
            made = tried(lambda: self._in_parts(html))
            if isinstance(made, Made):
                return told(made)
        self._kept = self._last = None
        whole = tried(lambda: render(self._weasyprint, html, images))
        if isinstance(whole, Made):
            self._last = html, images, whole
        return told(whole)

    def prepare(self) -> None:
        """Lays out in parts what was made in one piece, for the next job."""
        from pcpgen.formats.relaid import Relaid
        from pcpgen.formats.split import Inseparable, pieces

        if self._last is None:
            return
        html, self._images, whole = self._last
        self._last = None
        with suppress(Inseparable):
            frame = pieces(html).frame
            if frame == self._refused:
                return
            self._refused = frame
            self._kept = Relaid(frame, BASE, fetcher(self._images), VARIANT)
            made = tried(lambda: self._in_parts(html))
            if isinstance(made, Made) and made[:-1] == whole[:-1]:
                self._refused = ""
                return
        self._kept = None

    def _in_parts(self, html: str) -> Made:
        from pcpgen.formats.fitting import fitted
        from pcpgen.formats.split import Inseparable, pieces

        page = pieces(html)
        if page.frame != self._kept.frame:
            raise Inseparable
        self._kept.take(page.parts)
        document, longer = fitted(self._kept.root, self._kept.lay_out)
        return written(self._weasyprint, document, longer)._replace(anew=self._kept.anew)


def own_output() -> IO[str]:
    """Standard output for the answer alone; what a library prints, such as a banner, goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return answers


def render(weasyprint: Any, html: str, images: Images) -> Made:
    """What is made of the HTML in one piece."""
    from pcpgen.formats.fitting import fitted

    document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher(images))
    return written(weasyprint, *fitted(document.etree_element, lambda: document.render(pdf_variant=VARIANT)))


def fetcher(images: Images) -> Any:
    """What answers from a job's images; everything else is refused, and the refusal is fatal."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: object = None) -> Any:
            if url not in images:
                raise FatalURLFetchingError(f"{url} may not be fetched")
            media, content = images[url]
            return URLFetcherResponse(url, base64.b64decode(content), {"Content-Type": media})

    return Fetcher()


def written(weasyprint: Any, rendered: Any, longer: list[str]) -> Made:
    """What is made of a document that is laid out."""
    from pcpgen.formats.tagged import add_tags, says_of_itself, unjoin_outline

    unjoin_outline(rendered)
    tags: list[Any] = []
    weasyprint.pdf.add_tags = lambda *given: tags.extend(add_tags(*given))
    pdf: bytes = rendered.write_pdf(
        pdf_variant=VARIANT, pdf_identifier=b"pcpgen", finisher=lambda _, made: tags[1].update(says_of_itself(made))
    )
    pages = len(rendered.pages)
    return Made(pdf, pages, longer, tags, pages)


class Collected(logging.Handler):
    """What the renderer complained of, at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def collected() -> Iterator[Collected]:
    """What the renderer and its libraries complain of meanwhile."""
    warnings = Collected()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(warnings)
    try:
        yield warnings
    finally:
        for logger in loggers:
            logger.removeHandler(warnings)


def limit() -> None:
    """Bounds memory, processor time and file size where the system has such limits."""
    with suppress(ImportError):
        import resource

        for what, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CPU, PROCESSOR),
            (resource.RLIMIT_FSIZE, FILE),
        ):
            with suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


@contextmanager
def quick_library_search() -> Iterator[None]:
    """Answers the search for libraries under names that Linux does not have, which else runs a compiler for each."""
    usual = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = usual


if __name__ == "__main__":
    main()
