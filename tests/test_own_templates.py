"""An office's own templates: they look as they say, reach nothing but the document, end, and put nothing active in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from mmap import mmap
from pathlib import Path

import pytest

from pcpgen.document.document import Document
from pcpgen.formats import CannotRender, sandbox
from pcpgen.formats.given import Given
from pcpgen.formats.html import own_templates, render_html
from pcpgen.formats.inert import active_in
from pcpgen.formats.registry import write
from pcpgen.pipeline import judge
from pcpgen.request import Request
from tests.cases import first_quick
from tests.workspaces import ROOT

BACK = "plan/back.html.j2"


@cache
def plan() -> Document:
    document = judge(ROOT / "tests/small", Request.read("plan")).documents[Request.read("plan")]
    assert isinstance(document, Document)
    return document


def page(folder: Path, files: Mapping[str, str | bytes]) -> str:
    for name, content in files.items():
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return render_html(plan(), "web", (folder / "templates",))


@pytest.mark.slow
def test_the_programs_own_come_out_the_same_in_the_sandbox(tmp_path: Path) -> None:
    """A copy of them is none of the office's own; with one changed all run in the sandbox."""
    shutil.copytree(own_templates(), tmp_path / "templates")
    usual = page(tmp_path, {})
    assert usual == render_html(plan(), "web")
    back = (own_templates() / BACK).read_text("utf-8")
    assert page(tmp_path, {BACK: f"{back}{{# ours #}}"}) == usual
    assert page(tmp_path, {BACK: f"{back}<p>Ours</p>"}) != usual


WRONG: Mapping[str, tuple[str | bytes, str]] = {
    "a name misspelt": ("one\n{{ document.adress }}", f"templates/{BACK}:2: "),
    "a wrong mark": ("{% endfor %}", f"templates/{BACK}:1: "),
    "a division by nought": ("{{ 1 / 0 }}", f"templates/{BACK}:1: ZeroDivisionError"),
    "words plus a number": ("{{ 'a' + 1 }}", f"templates/{BACK}:1: TypeError"),
    "another encoding": (b"<p>\xe9</p>", f"templates/{BACK} is not UTF-8"),
    "a large file": ("x" * (sandbox.LARGEST + 1), f"templates/{BACK} has more than 1,048,576 bytes"),
    "itself": (f"{{% include '{BACK}' %}}", "asks for itself"),
    "a file of the machine": ("{% include '/etc/passwd' %}", "passwd"),
    "a file above": ("{% include '../../../../etc/passwd' %}", "passwd"),
    "classes": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
    "what Python has": ("{{ say.func.__globals__ }}", "unsafe"),
    "what a function holds": ("{{ say.args }}", "unsafe"),
    "modules of Jinja": ("{{ lipsum.__globals__['os'].popen('id').read() }}", "unsafe"),
    "a module behind a macro": ("{{ cycler.__init__.__globals__.os }}", "unsafe"),
    "an attribute by a filter": ("{{ 'a'|attr('__class__') }}", ""),
    "a pattern that reaches": ("{{ '{0.__class__.__init__}'.format(document) }}", "unsafe"),
    "a change to the document": ("{% set _ = document.__setattr__('title', 'x') %}", "unsafe"),
    "a name of two lines": ("{% include 'a\nb' %}", 'there is no template "a b"'),
    "nothing such": ("{% include 'nothing.html' %}", "templates/plan/back.html.j2:1: there is no template"),
    "a long range": ("{% for a in range(999999) %}{% endfor %}", "OverflowError"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", first_quick(WRONG, 6))
def test_what_is_wrong_with_one_is_told_in_a_line(tmp_path: Path, what: str) -> None:
    content, told = WRONG[what]
    with pytest.raises(CannotRender) as cannot:
        page(tmp_path, {BACK: content})
    assert told in str(cannot.value) and "\n" not in str(cannot.value)


@pytest.mark.slow
def test_a_link_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "templates/plan").mkdir(parents=True)
    (tmp_path / "templates" / BACK).symlink_to("/etc/passwd")
    with pytest.raises(CannotRender, match="is a link"):
        page(tmp_path, {})
    (tmp_path / "templates" / BACK).unlink()
    (tmp_path / "templates/plan").rmdir()
    (tmp_path / "templates/plan").symlink_to("/etc")
    with pytest.raises(CannotRender, match="is a link"):
        page(tmp_path, {"blocks/text.html.j2": "{% include 'plan/passwd' %}"})


ENDLESS = {
    "words without end": "{{ 'x'.center(99999999999) }}",
    "loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "powers": "{{ 9 ** (9 ** (9 ** 9)) }}",
    "a page without end": "{% for a in range(99999) %}{{ 'x' * 9999 }}{% endfor %}",
    "doubled words": "{% set a = namespace(w='x') %}{% for b in range(60) %}{% set a.w = a.w ~ a.w %}{% endfor %}",
}


@pytest.mark.slow
@pytest.mark.parametrize("what", first_quick(ENDLESS))
def test_time_and_size_have_an_end(tmp_path: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    monkeypatch.setattr(sandbox, "MEMORY", 1 << 30)
    with pytest.raises(CannotRender, match=r"longer than|memory|more than|Error"):
        page(tmp_path, {BACK: ENDLESS[what]})


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="what a process has is not told here")
def test_what_the_program_keeps_is_not_a_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that holds as much as a template may take can still make a page."""
    monkeypatch.setattr(sandbox, "MEMORY", 1 << 28)
    with mmap(-1, 1 << 29):
        page(tmp_path, {BACK: "<p>Back</p>"})
        with pytest.raises(CannotRender, match="memory"):
            page(tmp_path, {BACK: "{{ 'x'.center(999999999) }}"})


ACTIVE = (
    "<script>alert(1)</script>",
    "<SCRIPT src=x></SCRIPT>",
    "<svg><script>alert(1)</script></svg>",
    "<p onclick='x()'>a</p>",
    "<svg/onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<img src=https://example.org/a.png>",
    "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href=' java&#10;script&colon;alert(1)'>a</a>",
    "<a href='data:text/html,x'>a</a>",
    "<a href='//example.org'>a</a>",
    "<svg><a xlink:href='javascript:x'><text>a</text></a></svg>",
    "<svg><use href='https://example.org/a.svg#b'/></svg>",
    "<svg><set attributeName=href to='javascript:x'/></svg>",
    "<iframe src=x></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "<form action=https://example.org><input></form>",
    "<base href=https://example.org>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<link rel=stylesheet href=https://example.org/a.css>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<style>@import 'https://example.org/a.css';</style>",
    "<style>p { background: u\\72l(https://example.org/a.png) }</style>",
    "<p style='background: url(//example.org/a.png)'>a</p>",
    "<svg><rect fill='url(https://example.org/a.svg#b)'/></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<video poster=https://example.org/a.png></video>",
    "<template><script>alert(1)</script></template>",
    "<svg><foreignObject><iframe/></foreignObject></svg>",
)
READ = (
    "<a href='https://example.org/a?b=c#d'>a</a><a href='#b'>b</a><a href='tel:0300'>c</a>",
    "<a href='table.csv'>a</a><a href='data/table.csv'>a</a><a href='mailto:a@example.org'>b</a>",
    "<img src='data:image/png;base64,iVBORw0KGgo=' alt=''><img src='pcpgen:image/images/a%20b.png'>",
    "<svg><defs><linearGradient id=a /></defs><rect fill='url(#a)'/></svg>",
    "<style>@media print { p { color: red } } @font-face { src: url('data:font/woff2;base64,AA==') }</style>",
    "<p class=x data-on=1 aria-label='a' style='--grade: #fff'>onclick=alert(1) javascript:x &lt;script&gt;</p>",
)


@pytest.mark.parametrize("html", ACTIVE)
def test_what_is_active_is_found(html: str) -> None:
    assert active_in(f"<!doctype html><html><body>{html}</body></html>") != ""


@pytest.mark.parametrize("html", READ)
def test_what_is_there_to_be_read_is_let_through(html: str) -> None:
    assert active_in(f"<!doctype html><html><body>{html}</body></html>") == ""


def test_every_page_of_the_program_is_there_to_be_read() -> None:
    for medium in ("web", "print"):
        assert active_in(render_html(plan(), medium)) == ""


@pytest.mark.slow
def test_a_page_with_a_script_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(CannotRender, match="would put <script> into a page"):
        page(tmp_path, {BACK: "<script>alert(1)</script>"})


@pytest.mark.slow
def test_the_pages_of_sections_are_looked_through_one_by_one(tmp_path: Path) -> None:
    turn, given = tmp_path / "pages/turn.html.j2", Given((tmp_path,))
    usual = write("sections", replace(plan(), by_section=True), Given())
    turn.parent.mkdir()
    turn.write_text(f"{(own_templates() / 'pages/turn.html.j2').read_text('utf-8')}{{# ours #}}", "utf-8")
    assert write("sections", replace(plan(), by_section=True), given) == usual and len(usual) > 3
    turn.write_text("<p>words</p>{% if next is none %}<script>alert(1)</script>{% else %}<!-- {% endif %}", "utf-8")
    with pytest.raises(CannotRender, match="would put <script> into a page"):
        write("sections", replace(plan(), by_section=True), given)


@pytest.mark.slow
def test_an_empty_page_is_not_made(tmp_path: Path) -> None:
    for nothing in (" \n", "<!-- words --><p>", "<!-- never closed", "<![CDATA["):
        with pytest.raises(CannotRender, match="an empty page"):
            page(tmp_path, {"plan/document.html.j2": nothing})
