"""Rendering: a limited child that reads what it is given and nothing else."""

from __future__ import annotations

import gc
import http.server
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import lxml.html
import pytest

from pcpgen.document.document import Document
from pcpgen.formats import CannotRender
from pcpgen.formats import pdf as pdf_module
from pcpgen.formats.html import num, render_html
from pcpgen.formats.pdf import Job, Printed, Renderer, print_all
from pcpgen.manifest import RENDERER
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.test_layers import imports

HERE = Path(__file__).parent


def page(body: str) -> str:
    head = '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>A page</title></head>'
    return f"{head}<body>{body}</body></html>"


def pdf(html: str, images: dict[str, tuple[str, bytes]] | None = None) -> bytes:
    with Renderer() as renderer:
        return renderer.pdf(Job(html, images or {})).content


@pytest.mark.slow
def test_a_renderer_that_cannot_be_started_leaves_no_socket_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is left open is told as a warning, which fails."""

    def refused(renderer: Renderer, calls: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Renderer, "_started", refused)
    with pytest.raises(CannotRender, match="the renderer cannot be started"), Renderer():
        pass
    gc.collect()


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that notes what is asked of it."""
    asked: list[str] = []

    class Noting(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Noting) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()


@pytest.mark.slow
def test_makes_a_pdf() -> None:
    assert pdf(page("<h1>A page</h1><p>Words.</p>")).startswith(b"%PDF-")


@pytest.mark.slow
def test_whatever_makes_a_pdf_makes_it_anew_when_it_changes() -> None:
    package = Path(pdf_module.__file__).parents[1]
    ahead, used = ["formats/child.py"], set[str]()
    while ahead:
        used.add(file := ahead.pop())
        named = [f"formats/{name.rpartition('.')[2]}.py" for name in imports(package / file) if ".formats." in name]
        ahead += [each for each in named if each not in used]
    assert used <= set(RENDERER)


@pytest.mark.slow
def test_the_same_html_makes_the_same_bytes() -> None:
    html = page("<h1>A page</h1><p>Words.</p>")
    assert pdf(html) == pdf(html)


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd" alt="a">',
        '<img src="pcpgen:image/other.png" alt="a">',
        '<style>@import "file:///etc/passwd";</style>',
        '<p style="background: url(file:///etc/hostname)">a</p>',
        '<link rel="attachment" href="file:///etc/passwd"><p>a</p>',
        pytest.param('<link rel="stylesheet" href="file:///etc/passwd"><p>a</p>', marks=pytest.mark.slow),
        pytest.param('<img src="data:image/svg+xml,&lt;svg/&gt;" alt="a">', marks=pytest.mark.slow),
        pytest.param('<object data="file:///etc/passwd">a</object>', marks=pytest.mark.slow),
        pytest.param(
            "<style>@font-face { font-family: x; src: url(file:///etc/passwd) } p { font-family: x }</style><p>a</p>",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_reads_no_file_that_it_was_not_given(body: str) -> None:
    with pytest.raises(CannotRender):
        pdf(page(body))


LONG = page(f"<table>{'<tr><td>1</td><td>2</td></tr>' * 3000}</table>")


@pytest.mark.slow
@pytest.mark.parametrize("forks", [True, False])
def test_renders_job_after_job_each_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch, forks: bool) -> None:
    """What the renderer would remember of a job, no other sees: the bytes are those of a job alone."""
    monkeypatch.setattr(pdf_module, "FORKS", forks and pdf_module.FORKS)
    jobs = [Job(page(f"<h1>{words}</h1>"), {}) for words in ("One", "Two", "One")]
    with Renderer() as renderer:
        one, two, again = print_all(renderer, 2, jobs, lambda at: None)
    assert one == again != two
    assert [one.content, two.content] == [pdf(job.html) for job in jobs[:2]]


def test_one_that_fails_does_not_end_the_renderer_which_others_may_use() -> None:
    class Failing(Renderer):
        def pdf(self, job: Job) -> Printed:
            raise CannotRender("it fails")

        def end(self) -> None:
            ended.append(True)

    ended: list[bool] = []
    with pytest.raises(CannotRender, match="it fails"):
        print_all(Failing(), 2, [Job("", {})] * 3, lambda at: None)
    assert ended == []


@pytest.mark.slow
def test_one_that_runs_out_of_its_time_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    shorter = pdf_module._START.replace("import child\n", "import child\n    child.PROCESSOR = 1\n", 1)
    monkeypatch.setattr(pdf_module, "_START", shorter)
    with Renderer() as renderer:
        with pytest.raises(CannotRender, match="the renderer stopped"):
            renderer.pdf(Job(LONG, {}))
        assert renderer.pdf(Job(page("<p>Words.</p>"), {})).pages == 1
        assert [path.name for path in Path(renderer._folder.name).iterdir() if path.is_dir()] == []


@pytest.mark.slow
def test_a_job_that_nobody_waits_for_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "import child; import time; child.imported = lambda: (0, ''); child.failed = lambda _: time.sleep(600)"
    monkeypatch.setattr(pdf_module, "_START", pdf_module._START.replace("import child\n", f"{endless}\n", 1))
    monkeypatch.setattr(pdf_module, "SECONDS", 1)
    with Renderer() as renderer:
        with pytest.raises(CannotRender, match="took longer than 1 seconds"):
            renderer.pdf(Job("", {}))
        server, until = renderer._child.pid, time.monotonic() + 30
        while states := [state for state in forked_from(server) if state != "Z"]:
            assert time.monotonic() < until, states


def forked_from(process: int) -> list[str]:
    """The states of the processes that were forked from one: R, S, or Z of one that has ended."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] for child in children]


@pytest.mark.slow
def test_whoever_waits_hears_that_it_was_ended() -> None:
    with Renderer() as renderer, ThreadPoolExecutor(1) as pool:
        renderer.pdf(Job(page("<p>Words.</p>"), {}))
        waiting = pool.submit(renderer.pdf, Job(LONG, {}))
        while not any(path.is_dir() for path in Path(renderer._folder.name).iterdir()):
            pass
        renderer.end()
        with pytest.raises(CannotRender, match="the renderer stopped"):
            waiting.result(60)


@pytest.mark.slow
def test_asks_no_server(server: tuple[str, list[str]]) -> None:
    address, asked = server
    with pytest.raises(CannotRender, match="may not be fetched"):
        pdf(page(f'<img src="{address}/a.png" alt="a">'))
    assert asked == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    ["<div>" * 4000, '<p style="font-size: 1e300pt">a</p>', '<p style="colour: red">a</p>'],
    ids=["nested", "huge", "warning"],
)
def test_whatever_it_trips_over_is_told_in_a_line(body: str) -> None:
    with pytest.raises(CannotRender) as failed:
        pdf(page(body))
    assert "\n" not in str(failed.value) and "Traceback" not in str(failed.value)


def test_without_pango_our_own_message_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    banner = 'print("-----\\nWeasyPrint could not import some external libraries.")\n'
    (tmp_path / "weasyprint.py").write_text(f"{banner}raise OSError(\"cannot load library 'libpango': no file\")\n")
    beside = pdf_module._START.replace("try:", f"sys.path.insert(0, {str(tmp_path)!r})\ntry:", 1)
    monkeypatch.setattr(pdf_module, "_START", beside)
    with pytest.raises(CannotRender, match="Pango is not installed: cannot load library 'libpango'; install libpango"):
        pdf(page("<p>Words.</p>"))


@pytest.fixture(scope="module")
def document() -> Document:
    document = judge(HERE / "small").documents[Request.read("plan")]
    assert isinstance(document, Document)
    return document


def test_the_web_page_holds_all_that_it_needs(document: Document) -> None:
    html = render_html(document, "web")
    assert "<script" not in html
    assert 'src="http' not in html and "url(http" not in html and "@import" not in html
    assert 'src: url("data:font/woff2;base64,' in html


def test_every_figure_carries_its_value_and_its_cells(document: Document) -> None:
    html = render_html(document, "web")
    expected = 'value="400" data-figure="budget.spending@2025/26" data-origin="data/budget.csv:2 data/budget.csv:3"'
    assert expected in html


def test_an_office_of_other_levels_prints_its_own_names(document: Document) -> None:
    body = str(lxml.html.document_fromstring(render_html(document, "web")).xpath("string(body)"))
    for words in ("Commitments", "3 commitments", "2 commitments", "1 commitment", "Deputy Mayor for Policing"):
        assert words in body
    for words in ("Aim", "utcome", "bjective", "riorit", "Police and Crime Commissioner"):
        assert words not in body


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (10, "10"), (10.5, "10.5"), (1 / 3, "0.33"), (-2.004, "-2"), (100.0, "100")]
)
def test_lengths_in_a_drawing_are_short(value: float, written: str) -> None:
    assert num(value) == written
