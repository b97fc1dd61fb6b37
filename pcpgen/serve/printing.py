"""From documents that somebody looks at to their PDFs, made while nothing changes; they stay in memory."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from threading import Condition, Thread

from pcpgen.formats import CannotRender
from pcpgen.formats.pdf import Renderer
from pcpgen.manifest import digest
from pcpgen.serve.preview import Preview
from pcpgen.serve.state import Shown
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Printout:
    """The PDF of a document as it reads since the version `changed`, or why there is none.

    `of` is the sum of what it was made from.
    """

    changed: int
    of: str
    content: bytes = b""
    pages: int = 0
    failure: str = ""


class Printing:
    """A thread that prints one document after another; one that has changed meanwhile is let go.

    The child that renders is started before it is wanted, so that it has imported what it needs, and keeps what it lays
    out, so that a document that has changed a little is soon printed again.
    """

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        self._queue: list[str] = []
        self._news = Condition()
        self._done: dict[str, Printout] = {}
        self._ended = False
        self._busy: Renderer | None = None
        self._thread = Thread(target=self._work, name="printing")

    def __enter__(self) -> Printing:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._news:
            self._ended = True
            self._let_go()
        self._thread.join()

    def printout(self, shown: Shown) -> Printout | None:
        """The PDF of a document as it reads now, once there is one."""
        found = self._done.get(shown.id)
        return found if found and found.changed == shown.changed else None

    def ask(self, ids: Iterable[str]) -> None:
        """Prints these where they have changed, a pack's papers before it."""
        documents = self._preview.state.documents
        asked = [each for id in ids if id in documents for each in (*documents[id].papers, id)]
        with self._news:
            self._queue += [id for id in dict.fromkeys(asked) if id not in self._queue]
            self._news.notify_all()

    def stop(self) -> None:
        """Lets go of what is being printed: something has changed."""
        with self._news:
            self._queue.clear()
            self._let_go()

    def _let_go(self) -> None:
        if self._busy:
            self._busy.end()
            self._busy = None
        self._news.notify_all()

    def _work(self) -> None:
        while not self._ended:
            with ExitStack() as stack:
                warm = _started(stack)
                while (shown := self._wait()) and self._print(shown, warm):
                    pass

    def _wait(self) -> Shown | None:
        """The next document to print; None at the end."""
        with self._news:
            while not self._ended:
                self._news.wait_for(lambda: self._ended or self._queue)
                documents = self._preview.state.documents
                if self._queue and (id := self._queue.pop(0)) in documents and not self.printout(documents[id]):
                    return documents[id]
        return None

    def _print(self, shown: Shown, renderer: Renderer | CannotRender) -> bool:
        """Prints a document; whether the renderer can print another."""
        if not isinstance(renderer, Renderer):
            self._put(shown, Printout(shown.changed, "", failure=str(renderer)))
            return False
        with self._news:
            self._busy = renderer
        try:
            self._make(shown, renderer)
        except CannotRender as cannot:
            if self._busy:  # else it was let go
                self._put(shown, Printout(shown.changed, "", failure=str(cannot)))
            return False
        finally:
            with self._news:
                is_there, self._busy = self._busy is not None, None
        return is_there

    def _make(self, shown: Shown, renderer: Renderer) -> None:
        job = self._preview.job(shown)
        if job is None:
            return
        of, before = digest(job.encoded()), self._done.get(shown.id)
        if before and before.of == of and not before.failure:  # only places have changed
            self._put(shown, replace(before, changed=shown.changed))
            return
        printed = renderer.pdf_again(job)
        self._put(shown, Printout(shown.changed, of, printed.content, printed.pages))

    def _put(self, shown: Shown, printout: Printout) -> None:
        self._done[shown.id] = printout
        self._preview.printed(shown, printout.pages)


def _started(stack: ExitStack) -> Renderer | CannotRender:
    """A renderer that warms up, or why there is none."""
    try:
        return stack.enter_context(Renderer())
    except CannotRender as cannot:
        return cannot
