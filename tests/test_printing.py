"""PDFs of the preview: made when they are asked for, one after another, and let go of when something has changed."""

from __future__ import annotations

from pathlib import Path
from queue import Queue
from threading import Event

import pytest

from pcpgen.formats import CannotRender
from pcpgen.formats.pdf import Job, Printed
from pcpgen.serve import printing as module
from pcpgen.serve.preview import Preview
from pcpgen.serve.printing import Printing
from tests.workspaces import change, copy_small

PLAN, MONEY = "plan-2025-29", "plan/2025-29/pages/money.md"


class Renderer:
    """In the place of the child that renders: says what it is given, and waits where it is told to."""

    given: Queue[str] = Queue()
    waits = Event()  # while it is set
    fails = ""

    def __enter__(self) -> Renderer:
        self.ended = Event()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()

    def end(self) -> None:
        self.ended.set()

    def pdf_again(self, job: Job) -> Printed:
        self.given.put(job.html)
        if self.waits.is_set():
            assert self.ended.wait(30)
            raise CannotRender("the renderer stopped with code -9")
        if self.fails:
            raise CannotRender(self.fails)
        return Printed(b"%PDF", 7)


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    monkeypatch.setattr(module, "Renderer", Renderer)
    monkeypatch.setattr(Renderer, "given", Queue())
    monkeypatch.setattr(Renderer, "waits", Event())
    preview = Preview(copy_small(tmp_path / "office"))
    preview.renew()
    return preview


def asked(preview: Preview, printing: Printing) -> module.Printout:
    """The PDF of the plan, once there is one."""
    version = preview.state.version
    printing.ask([PLAN])
    preview.after(version, 30)
    found = printing.printout(preview.state.documents[PLAN])
    assert found
    return found


def test_a_document_is_printed_as_a_build_prints_it(preview: Preview) -> None:
    with Printing(preview) as printing:
        printed = asked(preview, printing)
    html = Renderer.given.get_nowait()
    assert (printed.pages, printed.content, printed.failure) == (7, b"%PDF", "")
    assert "The office spends" in html and "data-place" not in html


def test_what_has_only_moved_is_not_printed_again(preview: Preview) -> None:
    """A line above it moves all places, and changes no word."""
    with Printing(preview) as printing:
        asked(preview, printing)
        change(preview.root, MONEY, "---\nkind", "---\n# The money.\nkind")
        preview.renew([MONEY])
        assert printing.printout(preview.state.documents[PLAN]) is None
        assert asked(preview, printing).pages == 7
    assert Renderer.given.qsize() == 1


def test_a_change_lets_go_of_what_is_being_printed(preview: Preview) -> None:
    Renderer.waits.set()
    with Printing(preview) as printing:
        printing.ask([PLAN])
        assert "The office spends" in Renderer.given.get(timeout=30)
        printing.stop()
        Renderer.waits.clear()
        change(preview.root, MONEY, "The office spends", "The office has spent")
        preview.renew([MONEY])
        assert asked(preview, printing).failure == ""
    assert "The office has spent" in Renderer.given.get_nowait()


def test_a_failure_is_told_and_not_tried_again(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Renderer, "fails", "there is no Pango")
    with Printing(preview) as printing:
        assert asked(preview, printing).failure == "there is no Pango"
        printing.ask([PLAN])
    assert Renderer.given.qsize() == 1


def test_the_end_does_not_wait_for_a_pdf(preview: Preview) -> None:
    Renderer.waits.set()
    with Printing(preview) as printing:
        printing.ask([PLAN])
        Renderer.given.get(timeout=30)
    assert printing.printout(preview.state.documents[PLAN]) is None
