"""From a composed document to HTML through the templates: one page for the web, or what the PDF is made from."""

from __future__ import annotations

import base64
import filecmp
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import jinja2
from markupsafe import Markup, escape

from pcpgen import fonts, user_cache
from pcpgen.blocks.colour import on_dark
from pcpgen.compose.accessibility import Statement
from pcpgen.compose.index import Index
from pcpgen.compose.opendata import DataFile
from pcpgen.document.document import Document, Section
from pcpgen.document.picture import Picture
from pcpgen.document.prose import Prose
from pcpgen.document.room import fitted_cover, fitted_page
from pcpgen.document.sheets import columns_on_paper, drawn_in_pieces, has_short_heads
from pcpgen.document.walk import colours
from pcpgen.formats.prose import At, closed_html, inline_html, phrase_html, prose_html, told, unsaid
from pcpgen.formats.registry import Way
from pcpgen.formats.style import bare
from pcpgen.languages import with_lang
from pcpgen.manifest import digest, file_digest, versions
from pcpgen.patterns import pattern
from pcpgen.words.catalogue import Catalogue

Medium = Literal["web", "print"]
Page = Document | Index | Statement
_DARK = "screen and (prefers-color-scheme: dark)"
_STYLES: tuple[tuple[str, str], ...] = (("all", "tokens.css"), ("all", "blocks.css"), ("screen", "screen.css"))
_STYLES += ((_DARK, "dark.css"), ("print", "print.css"))


def own_templates() -> Path:
    """The templates that come with the program: inside the package, or beside it in a checkout."""
    inside = Path(__file__).parent.parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "templates"


def render_html(
    document: Page,
    medium: Medium,
    folders: Sequence[Path] = (),
    files: Sequence[DataFile] = (),
    places: bool = False,
    ways: Sequence[Way] = (),
) -> str:
    """The document as HTML; a template found in one of `folders` takes the place of the program's own.

    `files` are its tables as open data, which the page links to, as it does to its other forms by `ways`. With `places`
    words say where they were written, as a preview needs it.

    Raises CannotRender where an office's own template is wrong.
    """
    made, apart = rendered(document.catalogue, folders, places)
    return apart(lambda: page_html(made, document, medium, files, ways=ways))


def rendered(
    catalogue: Catalogue, folders: Sequence[Path], places: bool
) -> tuple[jinja2.Environment, Callable[[Callable[[], str]], str]]:
    """What templates are read with, and how what they make is made: an office's own in a process of its own."""
    own = tuple(folder for folder in folders if _is_changed(folder, own_templates()))
    made = environment((*own, own_templates()), catalogue, bool(own), places)
    if not own:
        return made, lambda make: make()
    from pcpgen.formats.sandbox import apart

    return made, apart


def _is_changed(folder: Path, shipped: Path) -> bool:
    """Whether a folder holds any template that is not as the program's."""
    for path in sorted(folder.rglob("*")) if folder.resolve() != shipped.resolve() else ():
        own = shipped / path.relative_to(folder)
        if path.is_symlink() or (path.is_file() and not (own.is_file() and filecmp.cmp(path, own))):
            return True
    return False


def page_html(
    made: jinja2.Environment,
    document: Page,
    medium: Medium,
    files: Sequence[DataFile],
    template: str = "",
    more: Mapping[str, object] | None = None,
    styled: bool = True,
    ways: Sequence[Way] = (),
) -> str:
    """A page by the template of the document's kind, or by another that is given `more`."""
    styles = _all_styles(made, document, medium) if styled else []
    found = made.get_template(template or f"{document.kind}/document.html.j2")
    given = {"document": document, "medium": medium, "styles": styles, "files": files, "ways": ways}
    html = found.render(given, **(more or {}))
    html = "\n".join(line.rstrip() for line in html.split("\n") if line.strip()) + "\n"
    html = ends_together(html) if medium == "print" else hyphened(html)  # a browser balances the lines of a title
    return with_lang(html, document.source_language) if isinstance(document, Document | Statement) else html


def ends_together(html: str) -> str:
    """A page on which no title of a table or chart, if longer than four words, ends in one word alone on its line, and
    no heading in a short one.
    """
    html = _TITLE.sub(lambda found: f"{found[1]}\u00a0{found[2]}" if found[1].count(" ") > 2 else found[0], html)
    return _HEADING.sub(_ending_together, html)


def _ending_together(heading: re.Match[str]) -> str:
    """A heading whose last two words stay together, where both are short: a rail has room for them on one line."""
    said = heading["words"]
    *words, before, last = ["", *_TAG.sub("", said).split(" ")]
    if len(words) < 3 or len(before) + len(last) > SHORT:
        return heading[0]
    blank = max(found.start() for found in _TAG_OR_BLANK.finditer(said) if found[0] == " ")
    return f"{heading['tag']}{said[:blank]}\u00a0{said[blank + 1 :]}{heading['end']}"


def hyphened(html: str) -> str:
    """A page on which no line ends behind the hyphen of a short word, as in “co-ordinated”; what prints joins them."""
    return at_hyphens(html, lambda found: f'<span class="hyphened">{found[0]}</span>')


def at_hyphens(html: str, change: Callable[[re.Match[str]], str]) -> str:
    """A page with another text for each word of up to 16 characters with a hyphen that is no part of an address."""
    pieces = _NO_RUNNING_TEXT.split(html)
    for at in range(0, len(pieces), 2):
        if "-" in pieces[at]:
            pieces[at] = _HYPHENED.sub(change, pieces[at])
    return "".join(pieces)


def _whole(tag: str) -> str:
    return rf"{tag}\b[^<]*(?:<(?!/{tag}>)[^<]*)*</{tag}"


_NO_RUNNING_TEXT = pattern(f"(<(?:{'|'.join(map(_whole, ('style', 'script', 'svg', 'title')))}|[^>]*)>)")
_HYPHENED = pattern(r"(?<![\w./@:#?=&%~+-])(?=[\w-]{4,16}(?![\w-]))[^\W_]+(?:-[^\W_]+)+(?![\w-]|[./@:?=&#][^\W_])")

SHORT = 14  # characters of two words that go onto a heading's last line together
_TAG, _TAG_OR_BLANK = pattern("<[^>]*>"), pattern("<[^>]*>| ")
_HEADING = pattern(
    r"(?P<tag><h[1-4](?![^>\n]*(?:opener__name|cover__title))[^>\n]*>)"
    r"(?P<words>[^<\n]*(?:<(?!/h)[^<\n]*)*)(?P<end></h[1-4]>)"
)
_TITLE = pattern(  # with the blank before its last word
    r"((?:<caption>|<p class=\"chart__title\">)(?:(?!</caption>|</p>)[^\n])+)"
    r" ([^ \n<>]{1,14}(?:</[a-z]+>)*(?:</caption>|</p>))"
)


def _all_styles(made: jinja2.Environment, document: Page, medium: Medium) -> list[tuple[str, str]]:
    """The styles of a page in order, each with its medium."""
    styles = [
        (media, _style(made, name)) for media, name in _STYLES if medium == "web" or not media.startswith("screen")
    ]
    if medium == "web":
        styles.insert(0, ("all", _font_faces()))
    themes = made.get_template("style/themes.css.j2").render(document=document, medium=medium)
    return [*styles, ("all", bare(themes))]


@lru_cache(maxsize=1)
def _this_program() -> str:
    return file_digest(Path(__file__))


class _Compiled(jinja2.BytecodeCache):
    """Templates as an earlier run compiled them, by the sum of their text; what cannot be kept is compiled again.

    The sum of all stands at the head, by which damage shows: the interpreter would run whatever it reads.
    """

    def __init__(self, sandboxed: bool) -> None:
        self._sandboxed = sandboxed  # where other code is made of the same text

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """As Jinja's, for names of files that are not UTF-8 as well, and for this program: how a filter is called is
        compiled into the template, and so is what Jinja makes of it.
        """
        by = f"{_this_program()}|{versions()['jinja2']}"
        return digest(f"{name}|{filename}|{self._sandboxed}|{by}".encode("utf-8", "surrogateescape"))

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        head, _, content = user_cache.kept(f"template-{bucket.key}").partition(b"\n")
        if head == digest(content).encode():
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        content = bucket.bytecode_to_string()
        user_cache.keep(f"template-{bucket.key}", digest(content).encode() + b"\n" + content)


@lru_cache(maxsize=4)
def environment(
    folders: Sequence[Path], catalogue: Catalogue, sandboxed: bool = False, places: bool = False
) -> jinja2.Environment:
    """What templates are read with; they say the program's words by `say` and `say_counted`, and hold none."""
    kind, reads = jinja2.Environment, jinja2.FileSystemLoader
    if sandboxed:
        from pcpgen.formats.sandbox import Sandbox, Templates

        kind, reads = Sandbox, Templates
    environment = kind(
        loader=reads([str(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        bytecode_cache=_Compiled(sandboxed),
    )
    environment.filters |= {"ems": _ems}
    environment.filters |= {"drawn_in_pieces": drawn_in_pieces, "columns_on_paper": columns_on_paper}
    environment.filters |= {"has_short_heads": has_short_heads}
    environment.filters |= {"fitted_cover": fitted_cover, "fitted_page": fitted_page}
    environment.filters |= {"on_dark": on_dark, "drawn_colours": _drawn_colours}
    environment.filters |= {"num": num, "phrase": phrase_html, "prose": _prose, "inline": inline_html}
    environment.filters |= {"closed": partial(closed_html, at=told if places else unsaid)}
    environment.filters |= {"phrase": partial(phrase_html, at=told), "prose": _placed_prose} if places else {}
    environment.globals |= {"say": partial(_say, catalogue), "say_counted": partial(_say_counted, catalogue)}
    environment.globals["section_html"] = _Sections().html
    return environment


class _Sections:
    """The sections of the document that was made last, by id: its page holds what a page for each of them shows again,
    and where some of it has changed, the others read as they did.

    Of the document its sections show the pictures and nothing else.
    """

    def __init__(self) -> None:
        self._last: dict[str, _Last] = {}  # by medium

    @jinja2.pass_context
    def html(self, context: jinja2.runtime.Context, section: Section) -> Markup:
        """A section by the template of its layout."""
        document, medium = context["document"], context["medium"]
        last = self._last.get(medium)
        if last is None or last.document is not document:
            last = self._last[medium] = _Last(document, {}, last.made if last else {})
        shown, known = (section, document.pictures), last.made.get(section.id) or last.before.get(section.id)
        if known is None or known[0] != shown:
            template = context.environment.get_template(f"sections/{section.layout}.html.j2")
            known = shown, Markup(template.render({**context.get_all(), "section": section}))
        last.made[section.id] = known
        return known[1]


_MadeSections: TypeAlias = "dict[str, tuple[tuple[Section, tuple[Picture, ...]], Markup]]"


class _Last(NamedTuple):
    """A document with its sections that were made so far, each with what it shows, and those of the one before."""

    document: Document
    made: _MadeSections
    before: _MadeSections


@jinja2.pass_context
def _prose(context: jinja2.runtime.Context, prose: Prose, under: int = 2, at: At = unsaid) -> Markup:
    """Running text of a document; a web page carries its pictures, and for paper each is fetched by its address."""

    def show(file: str) -> tuple[str, int, int]:
        document: Document = context["document"]
        picture = next(each for each in document.pictures if each.file == file)
        return picture.data if context["medium"] == "web" else picture.url, picture.width, picture.height

    return prose_html(prose, under, show, at)


@jinja2.pass_context
def _placed_prose(context: jinja2.runtime.Context, prose: Prose, under: int = 2) -> Markup:
    return _prose(context, prose, under, told)


def _say(catalogue: Catalogue, key: str, /, **put: object) -> Markup:
    """An entry of the catalogue, with text or markup in the place of each name."""
    return Markup("").join(map(escape, catalogue.parts(key, put)))


def _say_counted(catalogue: Catalogue, key: str, number: int, /, **put: object) -> Markup:
    return Markup("").join(map(escape, catalogue.counted_parts(key, number, put)))


def _style(environment: jinja2.Environment, name: str) -> str:
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, f"style/{name}")
    return bare(source)


def _ems(text: str, size: float = 1, weight: int = 300) -> float:
    """How wide a text is, in the unit of its size."""
    return fonts.width(text, size, weight)


def _drawn_colours(document: Page) -> tuple[str, ...]:
    return colours(document) if isinstance(document, Document) else ()


def num(value: float) -> str:
    """A length for an SVG attribute: at most two decimals, none that are noughts."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


@lru_cache(maxsize=1)
def _font_faces() -> str:
    """The typeface inside the page, so that it looks alike everywhere and fetches nothing."""
    faces = [_font_face(f"font-weight: {weight}", fonts.file(weight, "woff2").read_bytes()) for weight in fonts.WEIGHTS]
    return "\n".join([*faces, _font_face("font-style: italic", fonts.italic("woff2").read_bytes())])


def _font_face(style: str, content: bytes) -> str:
    url = f"data:font/woff2;base64,{base64.b64encode(content).decode('ascii')}"
    named = f'font-family: "{fonts.FAMILY}"; {style}; font-display: block'
    return f'@font-face {{ {named}; src: url("{url}") format("woff2"); }}'
