"""The rendering child: from a job on standard input to a PDF, or why there is none, on standard output.

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
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MEMORY = 3 << 30  # bytes of address space
PROCESSOR = 240  # seconds
FILE = 64 << 20  # bytes of a file it writes, which are fonts for a while


def main() -> None:
    """Reads a job, answers {"pdf": base64, "pages": count, "longer": words, "failure": words}."""
    limit()
    answers = own_output()
    gc.set_threshold(100_000)  # a document is one large tree until it is written: to look for garbage in it is in vain,
    atexit.register(gc.freeze)  # and at the end nobody cares
    with quick_library_search():
        try:
            import weasyprint
        except OSError as error:
            lacking = str(error).split(": ")[0]
            answer(answers, "", f"Pango is not installed: {lacking}; install libpango-1.0-0 and libpangoft2-1.0-0")
            return
    job = json.load(sys.stdin.buffer)
    warnings = Collected()
    logging.getLogger("weasyprint").addHandler(warnings)
    logging.getLogger("fontTools").addHandler(warnings)
    try:
        pdf, pages, longer = render(weasyprint, job["html"], job["images"])
    except MemoryError:
        answer(answers, "", "the renderer ran out of its memory")
    except Exception as error:  # whatever the renderer trips over is one failure, told in words
        answer(answers, "", f"the renderer failed: {type(error).__name__}: {error}")
    else:
        answer(answers, base64.b64encode(pdf).decode("ascii"), "; ".join(dict.fromkeys(warnings.said)), pages, longer)


def own_output() -> IO[str]:
    """Standard output for the answer alone; what a library prints, such as a banner, goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return answers


def answer(to: IO[str], pdf: str, failure: str, pages: int = 0, longer: Sequence[str] = ()) -> None:
    to.write(json.dumps({"pdf": "" if failure else pdf, "pages": pages, "longer": [*longer], "failure": failure}))
    to.flush()


def render(weasyprint: Any, html: str, images: dict[str, list[str]]) -> tuple[bytes, int, list[str]]:
    """The tagged PDF of the HTML, PDF/UA-1, how many pages it has, and what of it is longer than its page."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    from pcpgen.formats.fitting import fitted
    from pcpgen.formats.tagged import add_tags

    class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Answers from the job's images; everything else is refused, and the refusal is fatal."""

        def fetch(self, url: str, headers: object = None) -> Any:
            if url not in images:
                raise FatalURLFetchingError(f"{url} may not be fetched")
            media, content = images[url]
            return URLFetcherResponse(url, base64.b64decode(content), {"Content-Type": media})

    document = weasyprint.HTML(string=html, base_url="pcpgen:document", url_fetcher=Fetcher())
    rendered, longer = fitted(document.etree_element, lambda: document.render(pdf_variant="pdf/ua-1"))
    weasyprint.pdf.add_tags = add_tags
    pdf: bytes = rendered.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"pcpgen")
    return pdf, len(rendered.pages), longer


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
