"""The preview in a real browser: it follows what is written, says what is wrong, leads to its lines."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.quality.browser import Browser, browser
from tests.workspaces import change, copy_example

pytestmark = pytest.mark.slow

FOREWORD = "plan/2017-20/pages/foreword-commissioner.md"
THEME = "plan/2017-20/themes/communities.yaml"
PLAN = "view/plan-2017-20"
REPORT = "view/panel-report-communities-2019-11-13"


@dataclass(frozen=True)
class Served:
    """A copy of the example office, its preview, and a browser."""

    office: Path
    address: str
    window: Browser
    process: subprocess.Popen[str]

    def open(self, path: str, width: int = 1280, scheme: str = "light") -> None:
        self.window.open(self.address + path, width, scheme)


def interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # also where the tests run in the background


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(copy_example(tmp_path_factory.mktemp("served") / "office")) as served:
        yield served


@contextmanager
def serving(office: Path) -> Iterator[Served]:
    command = [str(Path(sys.executable).parent / "pcpgen"), "-C", str(office), "serve", "--port", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=interruptible
    )
    with process, browser() as window:
        assert process.stdout
        yield Served(office, process.stdout.readline().strip(), window, process)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def test_the_page_follows_a_changed_sentence(served: Served) -> None:
    served.open(PLAN)
    served.window.wait("main", framed=True)
    change(served.office, FOREWORD, "The plan therefore has many authors", "So the plan has many authors")
    served.window.wait("p", "So the plan has many authors", framed=True)
    assert served.window.errors == []


def test_the_page_follows_a_changed_cell(served: Served) -> None:
    served.open(PLAN)
    served.window.wait("data", "25,000", framed=True)
    change(served.office, "data/county.csv", "25000", "26000")
    served.window.wait("data", "26,000", framed=True)


def test_the_overlay_comes_with_a_mistake_and_goes_with_it(served: Served) -> None:
    served.open(PLAN)
    served.window.wait(".bar__state", "No problems")
    change(served.office, THEME, "colour:", "colur:")
    served.window.wait("#panel")
    said = served.window.text("#panel")
    for words in ('the theme has no entry "colur"', f"{THEME}:4", "colur: teal", 'Did you mean "colour"?'):
        assert words in said
    assert "This is how it read before" in served.window.text("#stage")
    assert served.window.attribute("#toggle", "aria-expanded") == "true"
    change(served.office, THEME, "colur:", "colour:")
    served.window.wait("#panel", state="hidden")
    served.window.wait(".bar__state", "No problems")
    assert served.window.text("#stage") == ""


def test_a_mistake_elsewhere_is_counted_and_covers_nothing(served: Served) -> None:
    served.open("view/plan-2013-16")
    served.window.wait("main", framed=True)
    change(served.office, THEME, "colour:", "colur:")
    served.window.wait("#toggle", "1 error in 1 file")
    assert served.window.attribute("#panel", "hidden") == ""
    served.window.click("#toggle")
    served.window.wait("#panel", "colur")
    served.window.press("Escape")
    served.window.wait("#panel", state="hidden")
    change(served.office, THEME, "colur:", "colour:")
    served.window.wait(".bar__state", "No problems")


def test_a_deleted_file_is_told_and_the_list_follows(served: Served) -> None:
    served.open("")
    board = served.office / "plan/board/2021-10-12/plan-development.md"
    text = board.read_text("utf-8")
    served.window.wait(".document", "Police and Crime Plan development")
    board.unlink()
    served.window.wait(".document", "Police and Crime Plan development", state="hidden")
    board.write_text(text, "utf-8")
    served.window.wait(".document", "Police and Crime Plan development")


def test_a_paragraph_a_figure_and_a_chart_name_their_lines(served: Served) -> None:
    served.open(PLAN)
    served.window.click("#foreword-commissioner p[data-place]", framed=True)
    served.window.wait("#place", f"{FOREWORD}:")
    served.window.click("#place [data-copy]")
    served.window.wait("#said", f"{FOREWORD}:")
    copied = served.window.evaluate("navigator.clipboard.readText()")
    assert str(copied).rpartition(":")[0] == FOREWORD
    served.window.click("data[data-origin='data/county.csv:7']", framed=True)
    served.window.wait("#place", "data/county.csv:7")
    served.window.click("figure.chart svg", framed=True)
    served.window.wait("#place .source__kind", "Chart")
    assert ".md:" in served.window.text("#place") and "data/" in served.window.text("#place")


def test_lines_can_be_asked_for_without_a_mouse(served: Served) -> None:
    served.open(PLAN)
    served.window.wait("main", framed=True)
    served.window.click("#places")
    served.window.evaluate(
        "document.querySelector('iframe').contentDocument.querySelector('#foreword-commissioner p[data-place]').focus()"
    )
    served.window.press("Enter")
    served.window.wait("#place", f"{FOREWORD}:")
    served.window.press("Escape")
    served.window.wait("#place", state="hidden")


def test_the_pdf_follows_when_it_is_quiet(served: Served) -> None:
    served.open("view/bcb-paper-plan-development")
    served.window.wait("#pdf a", "PDF")
    address = served.window.attribute("#pdf a", "href")
    assert address.endswith("/board-2021-10-12-plan-development.pdf")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everybody_can_use_it(served: Served, width: int, scheme: str) -> None:
    """The list, a document, what is wrong and where words come from, as axe judges them; nothing is cut off."""
    change(served.office, THEME, "colour:", "colur:")
    served.open("", width, scheme)
    served.window.wait(".wrong", "colur")
    found = [served.window.judge()]
    served.open(PLAN, width, scheme)
    served.window.wait("#panel", "colur")
    found.append(served.window.judge())
    assert served.window.evaluate("document.documentElement.scrollWidth") == width
    served.window.click("[data-close=panel]")
    served.window.click("#about p[data-place]", framed=True)
    served.window.wait("#place", "plan/2017-20/pages/about.md:")
    found.append(served.window.judge())
    change(served.office, THEME, "colur:", "colour:")
    served.window.wait(".bar__state", "No problems")
    assert found == [[], [], []]


def in_group(group: int) -> list[int]:
    """The processes of a group that are there."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # one that ended while we looked
            found += [int(folder.name)] if os.getpgid(int(folder.name)) == group else []
    return found


def ends(process: int) -> bool:
    """Whether a process that was killed together with its parent comes to its end."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    with closing(os.fdopen(watched, "rb", buffering=0)):
        return select.select([watched], [], [], 60)[0] != []


def test_an_interrupt_ends_it_clean(tmp_path: Path) -> None:
    """As Ctrl-C does it: to the command and the child that renders."""
    with serving(copy_example(tmp_path / "office")) as served:
        served.open(PLAN)
        served.window.wait("main", framed=True)
        os.killpg(served.process.pid, signal.SIGINT)
        assert served.process.wait(timeout=60) == 0
        assert all(ends(each) for each in in_group(served.process.pid))  # nobody is left
        served.window.wait("#ended", "The preview has ended.")
        assert {path.name for path in served.office.iterdir()} == {"plan", "data"}
