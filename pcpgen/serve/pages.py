"""From the state of a preview to its pages: the list of documents, one document in its frame, where words come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import jinja2

from pcpgen import fonts
from pcpgen.model.period import parse_date
from pcpgen.model.period_words import day_words
from pcpgen.problems import Problem, counted
from pcpgen.serve.printing import Printout
from pcpgen.serve.sources import Editor, Line, Origin, Where, line_at
from pcpgen.serve.state import Shown, State
from pcpgen.values import dataclass

HERE = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Told:
    """A problem, ready for its template."""

    severity: str
    message: str
    place: Where
    line: Line | None
    remedy: str
    rule: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the list, with what is said of it in a few words."""

    shown: Shown
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all pages have in common; `run` tells one run of the command from the next."""

    run: str
    root: Path
    editor: Editor


def list_page(setting: Setting, state: State) -> str:
    by_kind: dict[str, list[Listed]] = {}
    for shown in state.documents.values():
        by_kind.setdefault(shown.kind, []).append(Listed(shown, tuple(_facts(shown))))
    office = next((each.project.office for each in state.documents.values() if each.project.office), None)
    title = office.name if office else setting.root.name
    return _page(setting, state, "list", title=title, root=setting.root, kinds=[*by_kind.items()])


def view_page(setting: Setting, state: State, shown: Shown, failure: str, printout: Printout | None) -> str:
    """The page that frames a document; `failure` is why it cannot be rendered, where it cannot."""
    document = shown.document
    address = f"/page/{shown.id}/{document.id}.html?{setting.run}-{shown.changed}" if document and not failure else ""
    severities = {each.rule.severity for each in state.problems}
    return _page(
        setting,
        state,
        "view",
        shown=shown,
        failure=failure,
        printout=printout,
        address=address,
        issued=_issued(shown),
        worst="error" if "error" in severities else "warning",
    )


def gone_page(setting: Setting, state: State) -> str:
    return _page(setting, state, "gone")


def place_page(origins: Sequence[Origin], more: int) -> str:
    """Where something comes from, as a part of a page."""
    return _environment().get_template("place.html.j2").render(places=origins, more=more)


def _page(setting: Setting, state: State, name: str, **given: object) -> str:
    problems = [_told(setting.editor, state, each) for each in state.problems]
    said = counted(state.problems).removesuffix(".") if state.problems else ""
    template = _environment().get_template(f"{name}.html.j2")
    return template.render(run=setting.run, state=state, problems=problems, counted=said, **given)


def _told(editor: Editor, state: State, found: Problem) -> Told:
    place, rule = found.place, found.rule
    line = line_at(state.sources, place)
    return Told(rule.severity, found.message, editor.where(place), line, found.remedy, rule.id)


def _facts(shown: Shown) -> list[str]:
    document = shown.document
    day = day_words(document.catalogue, parse_date(document.date)) if document and document.date else ""
    issued = "issued" if document and document.id in shown.project.issued else ""
    return [each for each in (day, "draft" if shown.draft else "", issued) if each]


def _issued(shown: Shown) -> str:
    """What is said of a document of which a version has been issued."""
    found = shown.project.issued.get(shown.document.id) if shown.document else None
    if found is None:
        return ""
    return f"Version {found.latest.version} has been issued, and readers get that. This is as it would read now."


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=1)
def assets() -> Mapping[str, tuple[str, bytes]]:
    """What the pages fetch, each by its address with its media type: style, script, typeface."""
    named = {
        "preview.css": ("text/css; charset=utf-8", HERE / "preview.css"),
        "preview.js": ("text/javascript; charset=utf-8", HERE / "preview.js"),
        "regular.woff2": ("font/woff2", fonts.file(400, "woff2")),
        "semibold.woff2": ("font/woff2", fonts.file(600, "woff2")),
    }
    return {name: (media, path.read_bytes()) for name, (media, path) in named.items()}
