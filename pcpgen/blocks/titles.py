"""What the parts of an edition are called, where a reference leads to them and where one is said aloud."""

from __future__ import annotations

from pcpgen.model import plan as model
from pcpgen.model.page import ForewordSource, TextSource, notes_of
from pcpgen.model.project import Project
from pcpgen.prose.passage import named_in
from pcpgen.words.catalogue import Catalogue


def titles_of_parts(say: Catalogue, edition: model.Edition) -> dict[str, str]:
    """What the parts of an edition are called, and its themes."""
    titles = {part.value: title_of_part(say, edition, part.value) for part in edition.parts}
    return titles | {theme.id: theme.title.value for theme in edition.themes}


def title_of_part(say: Catalogue, edition: model.Edition, part: str) -> str:
    if part in edition.pages:
        return edition.pages[part].title.value
    level = edition.indicator_level
    named = {"contents": "contents.title", "plan-on-a-page": "plan.on-a-page", "themes": "plan.themes"}
    if part == "themes" and edition.top:
        return edition.top.plural
    return say.text(named[part]) if part in named else level.plural if level else part


def indicator_called(say: Catalogue, edition: model.Edition | None) -> str:
    """What the office calls an indicator in its words, else the plan; the program's word where neither says."""
    level = edition.indicator_level if edition else None
    own = any(key == "indicator.label" for key, _ in say.changes)
    return level.name if level and not own else say.text("indicator.label")


def titles_of(project: Project, edition: model.Edition) -> dict[str, str]:
    """Titles of pages, themes, what is named in them, and indicators by id, for references that are said aloud."""
    titles = {page.id: page.title.value for page in edition.pages.values()}
    titles |= {theme.id: theme.title.value for theme in edition.themes}
    for page in edition.pages.values():
        titles |= {chart.id: chart.title.written for chart in getattr(page, "charts", {}).values()}
        titles |= {f"^{note.id}": project.catalogue.text("see.a-note") for note in notes_of(page)}
    bodies = [theme.narrative for theme in edition.themes]
    bodies += [page.body for page in edition.pages.values() if isinstance(page, TextSource | ForewordSource)]
    titles |= {name: title for body in bodies for name, (title, _) in named_in(body).items()}
    return titles | {each.id: each.title.value for each in project.indicators.values()}
