"""The rendering child: from a job to a PDF, or why there is none; a job has a process of its own, which ends with it.

Where the system can, that process is forked from one that has imported all it needs and has seen no job. Elsewhere it
reads the job from its standard input.

With `tagged` and `fitting`, the only door to WeasyPrint. Limits on memory and processor time are set before anything is
read; a URL is answered from the job's own images or refused, and a refusal, a warning or an error of the renderer fails
the job.
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
from typing import IO, TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = 3 << 30  # bytes of address space
PROCESSOR = 240  # seconds
FILE = 64 << 20  # bytes of a file it writes, which are fonts for a while
# what is rendered before there is a job, so that all that is made once is made
WARM = '<!DOCTYPE html><html lang="en"><title>A page</title><h1>A page</h1><p>Words.</p></html>'


def main() -> None:
    """Reads a job, answers {"pdf": base64, "pages": count, "longer": words, "tags": tree, "failure": words}."""
    limit()
    answers = own_output()
    weasyprint, lacking = imported()
    answers.write(answer(weasyprint, sys.stdin.buffer.read()) if weasyprint else failed(lacking))
    answers.flush()


def fork_for_each(calls: int) -> None:
    """Forks a process for each call that comes through a socket, until nobody is left who could call.

    A call is the name of an empty folder for what is written meanwhile, and a socket that brings the job and takes the
    answer.
    """
    import socket

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, which interrupts all at once: our caller ends us
    weasyprint, lacking = imported()
    if weasyprint:
        render(weasyprint, WARM, {})
    gc.freeze()  # so that the memory stays shared
    working: list[int] = []
    with socket.socket(fileno=calls) as listening:
        while True:
            folder, descriptors, _, _ = socket.recv_fds(listening, 4096, 1)
            if not descriptors:
                break
            working = [child for child in working if os.waitpid(child, os.WNOHANG) == (0, 0)]
            child = os.fork()
            if child == 0:
                listening.close()
                _serve(descriptors[0], os.fsdecode(folder), weasyprint, lacking)
            working.append(child)
            os.close(descriptors[0])
    for child in working:  # nobody waits for what they make
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _serve(call: int, folder: str, weasyprint: Any, lacking: str) -> NoReturn:
    """The forked process: one job, and the end."""
    import tempfile

    try:
        _end_with_parent()
        limit()
        os.chdir(folder)
        tempfile.tempdir = folder
        os.dup2(os.open("errors", os.O_WRONLY | os.O_CREAT, 0o600), 2)
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


def _end_with_parent() -> None:
    """Has the system end this process where the one that forked it ends."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


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
    warnings = Collected()
    logging.getLogger("weasyprint").addHandler(warnings)
    logging.getLogger("fontTools").addHandler(warnings)
    try:
        job = json.loads(encoded)
        pdf, pages, longer, tags = render(weasyprint, job["html"], job["images"])
    except MemoryError:
        return failed("the renderer ran out of its memory")
    except Exception as error:  # whatever the renderer trips over is one failure, told in words
        return failed(f"the renderer failed: {type(error).__name__}: {error}")
    if warnings.said:
        return failed("; ".join(dict.fromkeys(warnings.said)))
    encoded_pdf = base64.b64encode(pdf).decode("ascii")
    return json.dumps({"pdf": encoded_pdf, "pages": pages, "longer": longer, "tags": tags, "failure": ""})


def failed(why: str) -> str:
    return json.dumps({"pdf": "", "pages": 0, "longer": [], "tags": [], "failure": why})


def own_output() -> IO[str]:
    """Standard output for the answer alone; what a library prints, such as a banner, goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return answers


def render(weasyprint: Any, html: str, images: dict[str, list[str]]) -> tuple[bytes, int, list[str], list[Any]]:
    """The tagged PDF of the HTML, PDF/UA-1, how many pages it has, what of it is longer than its page, and its tags."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    from pcpgen.formats.fitting import fitted
    from pcpgen.formats.tagged import add_tags, says_of_itself, unjoin_outline

    class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Answers from the job's images; everything else is refused, and the refusal is fatal."""

        def fetch(self, url: str, headers: object = None) -> Any:
            if url not in images:
                raise FatalURLFetchingError(f"{url} may not be fetched")
            media, content = images[url]
            return URLFetcherResponse(url, base64.b64decode(content), {"Content-Type": media})

    document = weasyprint.HTML(string=html, base_url="pcpgen:document", url_fetcher=Fetcher())
    rendered, longer = fitted(document.etree_element, lambda: document.render(pdf_variant="pdf/ua-1"))
    unjoin_outline(rendered)
    tags: list[Any] = []
    weasyprint.pdf.add_tags = lambda *given: tags.extend(add_tags(*given))
    pdf: bytes = rendered.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=b"pcpgen", finisher=lambda _, made: tags[1].update(says_of_itself(made))
    )
    return pdf, len(rendered.pages), longer, tags


class Collected(logging.Handler):
    """What the renderer complained of, at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


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
