"""A document of which only what has changed is laid out anew is, byte for byte, the one that is made in one piece."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pcpgen.formats import CannotRender
from pcpgen.formats.pdf import FORKS, Job, Printed, Renderer
from pcpgen.serve.preview import Preview
from tests.bench import repeated
from tests.test_golden import WORKSPACES, workspace

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FORKS, reason="nothing is kept where a process cannot be forked"),
]

STYLE = """
@page { size: A5; margin: 20mm; @top-left { content: string(told) } @bottom-right { content: counter(page) } }
@page :left { margin-left: 30mm }
@page cover { margin: 0; @top-left { content: none } }
@page :nth(1 of opener) { @top-left { color: #ff0000 } }
header { page: cover } .told { string-set: told content(text) }
.part { break-before: page } .theme { break-before: left } .opener { page: opener } .follows { break-before: auto }
.see::after { content: " (page " target-counter(attr(href), page) ")" }
ol { counter-reset: item; list-style: none } ol > li { counter-increment: item } li::before { content: counter(item) }
.faint { opacity: 0.5 } footer { break-before: page }
"""
WORDS = "Words that run on over lines. "


def page(first: str = WORDS * 20, style: str = STYLE) -> str:
    """A document of a cover, contents, four parts, of which one begins a left page and one none, and an end."""
    ids = ("one", "two", "three", "four")
    links = "".join(f'<li><a class="see" href="#{id}">{id}</a></li>' for id in ids)
    bodies = (
        f"<p>{first}</p>",
        f'<div class="opener"><p>{WORDS * 200}</p></div>',
        f'<p class="told">Other words</p><p><a class="see" href="#four">See</a> {WORDS * 90}</p>',
        f'<p class="faint">{WORDS * 40}</p><ol><li>First</li><li>Second</li></ol>',
    )
    names = ("part text", "theme", "part", "part follows")
    parts = [
        f'<section class="{name}" id="{id}"><h2>{id}</h2>{body}</section>'
        for name, id, body in zip(names, ids, bodies, strict=True)
    ]
    main = "\n".join([f'<section class="part contents"><h2>Contents</h2><ol>{links}</ol></section>', *parts])
    head = f'<!DOCTYPE html><html lang="en-GB"><head><title>A page</title><style>{style}</style></head>'
    cover = '<header><h1>A page</h1><p class="told">Running words</p></header>'
    return f'{head}<body>{cover}<main id="main">{main}</main><footer><p>The end</p></footer></body></html>'


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    with Renderer() as renderer:
        yield renderer


def same(renderer: Renderer, job: Job) -> Printed:
    """A document of which something was kept, which is the same in one piece."""
    again, whole = renderer.pdf_again(job), renderer.pdf(job)
    assert replace(again, anew=whole.anew) == whole
    return again


def test_only_what_has_changed_is_laid_out_anew(renderer: Renderer) -> None:
    assert same(renderer, Job(page(), {})).anew == 12
    assert same(renderer, Job(page(), {})).anew == 0
    assert (
        same(renderer, Job(page(f"Other words. {WORDS * 20}"), {})).anew == 3
    )  # a page, in each setting of those beside it
    assert same(renderer, Job(page(f"Other words. {WORDS * 20}"), {})).anew == 0


@pytest.mark.parametrize("theme", ["left", "page"])
def test_a_page_more_moves_what_comes_after_it_and_what_leads_there(renderer: Renderer, theme: str) -> None:
    style = f"{STYLE} .theme {{ break-before: {theme} }}"
    before = same(renderer, Job(page(style=style), {})).pages
    assert same(renderer, Job(page(WORDS * 80, style), {})).pages > before
    assert same(renderer, Job(page(style=style), {})).pages == before


def test_another_style_begins_anew(renderer: Renderer) -> None:
    same(renderer, Job(page(), {}))
    other = Job(page(style=f"{STYLE} h2 {{ color: #00ff00 }}"), {})
    assert same(renderer, other).anew == 12
    assert same(renderer, other).anew == 0


@pytest.mark.parametrize(
    "style",
    [
        "body { counter-reset: figure } p { counter-increment: figure } p::before { content: counter(figure) }",
        "@page { @bottom-left { content: counter(pages) } }",
        ".part, .theme, footer { break-before: auto } header { page: auto }",
    ],
)
def test_a_style_by_which_parts_depend_on_one_another_has_one_piece_only(renderer: Renderer, style: str) -> None:
    job = Job(page(style=STYLE + style), {})
    for _ in range(3):
        again = same(renderer, job)
        assert again.anew == again.pages


def test_what_fails_says_why_and_the_next_is_made(renderer: Renderer) -> None:
    same(renderer, Job(page(), {}))
    for wrong, why in (
        ('<img src="file:///etc/passwd" alt="a">', "may not be fetched"),
        ('<a href="#no">a</a>', "#no"),
    ):
        with pytest.raises(CannotRender, match=why):
            renderer.pdf_again(Job(page(wrong), {}))
        same(renderer, Job(page(), {}))


def test_a_picture_that_is_another_is_shown(renderer: Renderer) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="{}"/></svg>'
    )
    shown = page('<img src="pcpgen:image/a.svg" alt="a">')
    made = [
        same(renderer, Job(shown, {"pcpgen:image/a.svg": ("image/svg+xml", drawing.format(colour).encode())}))
        for colour in ("#ff0000", "#ff0000", "#00ff00")
    ]
    assert made[0].content == made[1].content != made[2].content


def test_where_the_process_that_keeps_it_ended_another_does(renderer: Renderer) -> None:
    same(renderer, Job(page(), {}))
    children = Path(f"/proc/{renderer._child.pid}/task/{renderer._child.pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    assert same(renderer, Job(page(), {})).anew == 12
    same(renderer, Job(page(), {}))
    assert same(renderer, Job(page(), {})).anew == 0


# Plans --------------------------------------------------------------------------------------------

SENTENCE = re.compile(r"(<(?:p|li)>[A-Z][^<>]{30,})(</(?:p|li)>)")


def plans(root: Path) -> list[Job]:
    preview = Preview(root)
    preview.renew()
    jobs = [preview.job(shown) for shown in preview.state.documents.values()]
    return [job for job in jobs if job and '<body class="doc doc--plan' in job.html]


def edits(job: Job) -> Iterator[Job]:
    """A plan as it is, with a sentence more, with pages more, and as it was."""
    found = [*SENTENCE.finditer(job.html)]
    yield job
    for at, words in ((len(found) // 2, " And one sentence more."), (0, " And many sentences more." * 120)):
        end = found[at].end(1)
        yield replace(job, html=f"{job.html[:end]}{words}{job.html[end:]}")
    yield job


@pytest.mark.parametrize("name", WORKSPACES)
def test_every_plan_is_the_same_whatever_is_changed_in_it(name: str, tmp_path: Path, renderer: Renderer) -> None:
    for job in plans(workspace(name, tmp_path)):
        for edit in edits(job):
            same(renderer, edit)
        assert renderer.pdf_again(job).anew == 0


def test_a_long_document_is_the_same(renderer: Renderer) -> None:
    long = Job(repeated(page(), 5), {})
    renderer.pdf_again(long)
    changed = same(renderer, replace(long, html=long.html.replace("<li>First</li>", "<li>The first</li>", 1)))
    assert changed.pages > 40 and changed.anew < changed.pages
