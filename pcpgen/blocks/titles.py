"""What the parts of an edition are called where a reference to them is said aloud."""

from __future__ import annotations

from pcpgen.blocks.page import named_titles
from pcpgen.model import plan as model
from pcpgen.model.project import Project


def titles_of(project: Project, edition: model.Edition) -> dict[str, str]:
    """Titles of pages, themes and indicators by id, for references that are said aloud."""
    titles = {page.id: page.title.value for page in edition.pages.values()}
    titles |= {theme.id: theme.title.value for theme in edition.themes} | named_titles(edition)
    return titles | {each.id: each.title.value for each in project.indicators.values()}
