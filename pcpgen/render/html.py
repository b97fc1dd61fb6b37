"""From a composed document to HTML through the templates: one page for the web, or what the PDF is made from."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import jinja2

from pcpgen import fonts
from pcpgen.compose.document import Document

Medium = Literal["web", "print"]
_STYLES = (("all", "tokens.css"), ("all", "blocks.css"), ("screen", "screen.css"), ("print", "print.css"))


def own_templates() -> Path:
    """The templates that come with the program: inside the package, or beside it in a checkout."""
    inside = Path(__file__).parent.parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "templates"


def render_html(document: Document, medium: Medium, folders: Sequence[Path] = ()) -> str:
    """The document as HTML; a template found in one of `folders` takes the place of the program's own.

    Raises jinja2.TemplateError where an office's own template is wrong.
    """
    environment = _environment((*folders, own_templates()))
    styles = [(media, _style(environment, name)) for media, name in _STYLES if medium == "web" or media != "screen"]
    themes = environment.get_template("style/themes.css.j2").render(document=document)
    if medium == "web":
        styles.insert(0, ("all", _font_faces()))
    template = environment.get_template("plan/document.html.j2")
    html = template.render(document=document, medium=medium, styles=[*styles, ("all", themes)])
    return "\n".join(line.rstrip() for line in html.split("\n") if line.strip()) + "\n"


def _environment(folders: Sequence[Path]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["num"] = num
    return environment


def _style(environment: jinja2.Environment, name: str) -> str:
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, f"style/{name}")
    return source.strip()


def num(value: float) -> str:
    """A length for an SVG attribute: at most two decimals, none that are noughts."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def _font_faces() -> str:
    """The typeface inside the page, so that it looks alike everywhere and fetches nothing."""
    return "\n".join(_font_face(weight, fonts.file(weight, "woff2").read_bytes()) for weight in fonts.WEIGHTS)


def _font_face(weight: int, content: bytes) -> str:
    url = f"data:font/woff2;base64,{base64.b64encode(content).decode('ascii')}"
    named = f'font-family: "{fonts.FAMILY}"; font-weight: {weight}; font-display: block'
    return f'@font-face {{ {named}; src: url("{url}") format("woff2"); }}'
