"""The preview: documents as they read now, what a mistake keeps as it was, and who may ask for them."""

from __future__ import annotations

import http.client
import json
import re
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from pcpgen.build import Order, build
from pcpgen.cli import cli
from pcpgen.serve.pages import Setting
from pcpgen.serve.preview import Preview
from pcpgen.serve.printing import Printing
from pcpgen.serve.run import CannotServe, _answering, _server
from pcpgen.serve.sources import Editor
from pcpgen.serve.state import Shown
from pcpgen.serve.watching import changes
from tests.workspaces import ROOT, change, copy, copy_small

PLAN, PAGE = "plan-2025-29", "/page/plan-2025-29/plan-2025-29.html"
HARBOUR, MONEY = "plan/2025-29/themes/harbour.yaml", "plan/2025-29/pages/money.md"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "office")


@pytest.fixture
def preview(office: Path) -> Preview:
    """The tiny office's, read once."""
    preview = Preview(office)
    preview.renew()
    return preview


def plan(preview: Preview) -> Shown:
    return preview.state.documents[PLAN]


def page(preview: Preview) -> str:
    return preview.page(plan(preview)).files["plan-2025-29.html"].decode("utf-8")


def words_of(page: str) -> str:
    return re.sub("<[^>]*>", "", page)


# What is shown --------------------------------------------------------------------------------------------


def test_a_page_says_of_its_words_where_they_are_written(preview: Preview) -> None:
    assert re.search(rf'<p data-place="{MONEY}:5:1">The office spends', page(preview))
    assert f'<span data-place="{HARBOUR}:5:17">The force will walk' in page(preview)


def test_nothing_of_it_is_published(preview: Preview, office: Path) -> None:
    """What it shows is what a build writes, but for the places; itself it writes nothing."""
    before = sorted(office.rglob("*"))
    shown = page(preview)
    assert sorted(office.rglob("*")) == before
    built = build(office, plan(preview).request, Order(("html",), office / "out"))
    published = built.paths[0].read_text("utf-8")
    assert "data-place" not in published and "<script" not in shown
    unplaced = re.sub(r'<span data-place="[^"]*">(.*?)</span>', r"\1", shown)
    assert re.sub(r' data-place="[^"]*"', "", unplaced) == published
    rest = {name: content for name, content in preview.files(plan(preview)).files.items() if "html" not in name}
    assert rest and all((office / "out" / PLAN / name).read_bytes() == content for name, content in rest.items())


@pytest.mark.slow
def test_the_pages_of_sections_are_shown_where_a_document_has_them(office: Path) -> None:
    change(office, "plan/office.yaml", "address:", "by_section: [plan]\naddress:")
    preview = Preview(office)
    preview.renew()
    with answering(preview) as ask:
        assert "/page/plan-2025-29/index.html" in ask("/view/plan-2025-29")[1]
        assert 'href="pages.css"' in ask("/page/plan-2025-29/harbour.html")[1]
        status, _, headers = ask("/page/plan-2025-29/pages.css")
        assert (status, headers["Content-Type"]) == (200, "text/css")
        assert ask("/page/plan-2025-29/harbours.html")[0] == 404


def test_a_changed_sentence_and_a_changed_cell_are_shown(preview: Preview, office: Path) -> None:
    change(office, HARBOUR, "walk the quays every night", "row along the quays every night")
    change(office, "data/budget.csv", "2025/26,,300,", "2025/26,,301,")
    with preview.looking(PLAN):
        state = preview.renew([HARBOUR, "data/budget.csv"])
    assert "The force will row along the quays" in page(preview) and "£401" in words_of(page(preview))
    assert plan(preview).changed == 2 and state.version == 3  # the page first, then all that is told of the rest


@pytest.mark.slow
def test_what_lies_beside_a_page_names_the_sources_as_they_are_described_now(tmp_path: Path) -> None:
    """Though the document reads as it did."""
    office = copy(ROOT / "tests/offices/severn-reach", tmp_path / "office", without="out")
    preview = Preview(office)
    before = preview.files(preview.renew().documents["plan-2021-25"])
    change(office, "plan/datasets/theft-by-district.yaml", "Severn Reach Police", "Another force")
    shown = preview.renew().documents["plan-2021-25"]
    assert shown.changed == before.changed == 1
    assert b"Another force" in preview.files(shown).files["datapackage.json"]
    assert preview.page(preview.renew().documents["plan-2021-25"]) is preview.page(shown)


def test_what_has_not_changed_is_not_shown_anew(preview: Preview) -> None:
    before = plan(preview)
    assert preview.renew().version == 2
    assert plan(preview).changed == before.changed == 1


def test_a_mistake_keeps_the_page_as_it_was(preview: Preview, office: Path) -> None:
    before = page(preview)
    change(office, HARBOUR, "colour: slate", "colour: slaet")
    state = preview.renew([HARBOUR])
    assert (plan(preview).stopped, page(preview)) == (HARBOUR, before)
    assert [(each.rule.id, each.place.line) for each in state.problems] == [("unknown-id", 3)]
    change(office, HARBOUR, "colour: slaet", "colour: slate")
    assert preview.renew([HARBOUR]).problems == () and plan(preview).stopped == ""


@pytest.mark.parametrize("file", ["plan/office.yaml", "plan/2025-29/edition.yaml"])
def test_a_file_that_cannot_be_read_takes_no_document_away(preview: Preview, office: Path, file: str) -> None:
    text = (office / file).read_text("utf-8")
    for broken in ("", "<<<<<<< HEAD\n", None):
        if broken is None:
            (office / file).unlink()
        else:
            (office / file).write_text(broken, "utf-8")
        assert preview.renew([file]).problems
        assert plan(preview).stopped.startswith("plan/") and "walk the quays" in page(preview), broken
    (office / file).write_text(text, "utf-8")
    preview.renew([file])
    assert plan(preview).stopped == ""


def test_a_workspace_that_is_wrong_from_the_start_is_shown_once_it_is_mended(office: Path) -> None:
    change(office, HARBOUR, "colour: slate", "colour: slaet")
    preview = Preview(office)
    preview.renew()
    assert (plan(preview).document, plan(preview).stopped) == (None, HARBOUR)
    change(office, HARBOUR, "colour: slaet", "colour: slate")
    preview.renew([HARBOUR])
    assert plan(preview).document and "walk the quays" in page(preview)


@pytest.mark.slow
def test_an_own_template_that_is_wrong_is_told_and_mended(preview: Preview, office: Path) -> None:
    template = office / "templates/parts/title.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{% macro title( %}", "utf-8")
    preview.renew(["templates/parts/title.html.j2"])
    assert preview.page(plan(preview)).failure.startswith("templates/parts/title.html.j2:1: ")
    template.unlink()
    preview.renew(["templates/parts/title.html.j2"])
    assert "walk the quays" in page(preview)


# Who asks -------------------------------------------------------------------------------------------------


class Asking:
    """The preview at its address."""

    def __init__(self, port: int) -> None:
        self.port = port

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def __call__(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
        with closing(self.connection()) as connection:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8"), dict(answer.getheaders())


@contextmanager
def answering(preview: Preview) -> Iterator[Asking]:
    setting = Setting("run", preview.root, Editor(preview.root, "edit://{path}#{line}"))
    with closing(_server(0, preview, Printing(preview), setting)) as server, _answering(server):  # nothing is printed
        yield Asking(server.server_port)


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """The tiny office's, as it stands."""
    preview = Preview(copy_small(tmp_path_factory.mktemp("served") / "office"))
    preview.renew()
    with answering(preview) as asking:
        yield asking


def test_it_lists_the_documents_and_shows_each_in_a_frame(asking: Asking) -> None:
    assert '<a class="document__title" href="/view/plan-2025-29">' in asking("/")[1]
    status, view, _ = asking("/view/plan-2025-29")
    assert status == 200 and f'data-page="{PAGE}?run-1"' in view and "No problems" in view
    assert (
        asking(PAGE)[0] == asking("/preview.css")[0] == asking("/preview.js")[0] == asking("/regular.woff2", "HEAD")[0]
    )


def test_problems_are_told_with_line_remedy_and_editor(preview: Preview) -> None:
    change(preview.root, HARBOUR, "colour: slate", "colour: slaet")
    preview.renew()
    with answering(preview) as asking:
        _, view, _ = asking("/view/plan-2025-29")
    for words in (
        "1 error in 1 file",
        f'data-copy="{HARBOUR}:3"',
        f'href="edit://{preview.root}/{HARBOUR}#3"',
        "colour: <mark>slaet</mark>",
        "Did you mean &#34;slate&#34;?",
        f"A mistake in <code>{HARBOUR}</code> keeps",
    ):
        assert words in view


@pytest.mark.parametrize(
    ("pointed", "told"),
    [
        (f"words={MONEY}:5:1", [f"{MONEY}:5"]),
        (f"words={MONEY}:5:1&cells=data/budget.csv:2", [f"{MONEY}:5", "data/budget.csv:2"]),
        ("words=/etc/passwd:1:1", []),
        ("cells=../../etc/passwd:1", []),
        ("words=plan/office.yaml:99999", ["plan/office.yaml:99999"]),
        ("text=Aim:%20walk%20the%20quays%20every%20night.", [f"{HARBOUR}:5"]),
        ("text=Page%201", []),
        ("", []),
    ],
)
def test_a_place_is_told_with_its_line(asking: Asking, pointed: str, told: list[str]) -> None:
    status, said, _ = asking(f"/place?id={PLAN}&{pointed}")
    assert (status, re.findall('data-copy="([^"]+)"', said)) == (200, told)
    assert ("program’s words" in said) is not bool(told)


def test_only_this_machine_by_its_own_name_is_answered(asking: Asking) -> None:
    """A name of the web that leads to this machine is one of its owner's, and gets nothing."""
    port = asking.port
    assert [asking("/", Host=host)[0] for host in (f"127.0.0.1:{port}", f"localhost:{port}")] == [200, 200]
    for host in ("office.example", f"office.example:{port}", "127.0.0.1", f"127.0.0.1:{port + 1}", ""):
        status, said, _ = asking(PAGE, Host=host)
        assert (status, "quays" in said) == (421, False), host
    with socket.socket() as other:
        assert other.connect_ex(("127.0.0.2", port)) != 0


def test_no_page_lets_another_origin_read_it_or_runs_a_script_of_a_document(asking: Asking) -> None:
    for path in ("/", "/view/plan-2025-29", PAGE, "/events", "/nowhere"):
        _, _, headers = asking(path, "HEAD", Origin="http://office.example")
        policy = headers["Content-Security-Policy"]
        assert not [name for name in headers if name.lower().startswith("access-control")]
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin" and "default-src 'none'" in policy
        assert ("script-src" in policy) is (path != PAGE)
    assert asking("/", "POST")[0] == asking("/", "OPTIONS")[0] == 501


@pytest.mark.parametrize("path", ["/page/plan-2025-29/../../office.yaml", "/page/x/y.html", "/view/x", "/%2e%2e/x"])
def test_nothing_else_is_there(asking: Asking, path: str) -> None:
    assert asking(path)[0] == 404


def test_who_looks_hears_of_each_change_and_of_the_end(preview: Preview) -> None:
    with answering(preview) as asking, closing(asking.connection()) as connection:
        connection.request("GET", f"/events?id={PLAN}")
        answer = connection.getresponse()
        assert answer.readline() == b"data: run-1\n" and answer.readline()
        assert preview.opened == [PLAN]
        preview.end()
        assert answer.readline() == b"event: end\n"


# What changes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("poll", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["told", "polled"])
def test_what_changes_while_the_workspace_is_read_is_told(
    office: Path, poll: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pcpgen.serve.watching._QUIET", 100)
    seen = changes(office, poll)
    assert next(seen) == frozenset()
    change(office, MONEY, "The office spends", "The office has spent")
    (office / "plan/2025-29/.money.md.swp").write_text("An editor's own")
    assert next(each for each in seen if each) == {MONEY}


# The command ----------------------------------------------------------------------------------------------


def test_an_unknown_editor_is_wrong_use(office: Path) -> None:
    done = CliRunner().invoke(cli, ["-C", str(office), "serve", "--editor", "vscod"])
    assert done.exit_code == 2 and 'Did you mean "vscode"?' in done.output


def test_a_preview_that_is_to_be_quiet_says_its_address_alone(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pcpgen.serve.run.serve", lambda root, port, poll, pattern, ready, say: ready("http://here/"))
    told = [CliRunner().invoke(cli, [*words, "-C", str(office), "serve"]) for words in ([], ["-q"])]
    assert [each.stdout for each in told] == ["http://here/\n"] * 2
    assert [each.stderr for each in told] == [
        "pcpgen: Ctrl-C ends the preview.\npcpgen: The preview has ended; nothing was written.\n",
        "",
    ]


def test_a_port_that_is_taken_is_told(preview: Preview) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotServe, match=f"port {port} cannot be used: .*Name another with --port."):
            _server(port, preview, Printing(preview), Setting("run", preview.root, Editor(preview.root)))


def test_the_package_holds_what_the_pages_need(asking: Asking) -> None:
    """No page fetches anything from anywhere else."""
    fetched = re.findall(r'(?:src|href)="([^"#]+)"', asking("/")[1])
    assert {each for each in fetched if not each.startswith(("data:", "/view/"))} == {"/preview.css", "/preview.js"}
    assert json.dumps(fetched).count("://") == 0
    assert "://" not in asking("/preview.css")[1]
