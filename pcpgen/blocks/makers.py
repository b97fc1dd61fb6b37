"""Every block that an outline may ask for, by name: its maker, and what it needs a document to be about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias, cast

from pcpgen.values import dataclass

if TYPE_CHECKING:
    from pcpgen.blocks.setting import Setting
    from pcpgen.blocks.subject import Made

# the setting, the number of the section, and how many paragraphs stand in it before
Make: TypeAlias = "Callable[[Setting, str, int], Made]"


@dataclass(frozen=True, slots=True)
class Maker:
    """What makes a block; `needs` names what its subject must have, `last` that it comes after all other sections.

    One that is about what a section is repeated for names in `each` over what that may be. One that is `last` has its
    number before it is made, so what `if_any` names says beforehand whether it will have something to show.
    """

    named: str  # its function, by the module of this room: most documents ask for few, and the others are not imported
    needs: tuple[str, ...] = ()
    last: bool = False
    each: tuple[str, ...] = ()
    if_any: str = ""

    @property
    def make(self) -> Make:
        return cast(Make, _found(self.named))

    def shows(self, setting: Setting) -> bool:
        return not self.if_any or cast("Callable[[Setting], bool]", _found(self.if_any))(setting)


def _found(named: str) -> object:
    """A function of this room, by its module and name."""
    module, _, name = named.partition(".")
    return getattr(import_module(f"pcpgen.blocks.{module}"), name)


MAKERS: Mapping[str, Maker] = {
    "actions-changed": Maker("actions.changed_actions"),
    "actions-done": Maker("actions.done_actions"),
    "actions-open": Maker("actions.open_actions"),
    "actions-tree": Maker("actions.actions_tree"),
    "agenda": Maker("pack.agenda", ("meeting",)),
    "annex": Maker("annex.annex", last=True, if_any="annex.has_annex"),
    "appendices": Maker("board.appendices", ("appendices",)),
    "at-a-glance": Maker("glance.at_a_glance", last=True, if_any="glance.has_indicators"),
    "contents": Maker("contents.contents", ("part",), last=True),
    "errata": Maker("errata.errata", ("version",)),
    "grade": Maker("graded.grade_of_item", ("edition",), each=("theme", "objective", "priority")),
    "grades": Maker("graded.grades_overview", ("edition",)),
    "indicators-page": Maker("themes.indicators_page", ("part",)),
    "left-out": Maker("report.left_out", ("left_out",)),
    "marked-pages": Maker("variation.marked_pages", ("varying",)),
    "measure": Maker("measures.measure", ("edition",), each=("measure",)),
    "measures": Maker("measures.measures", ("edition",)),
    "open-questions": Maker("questions.open_questions", ("plan_theme",)),
    "page": Maker("pages.page", ("part",)),
    "plan-on-a-page": Maker("themes.plan_on_a_page", ("part",)),
    "question-log": Maker("questions.question_log"),
    "recommendations": Maker("report.recommendations", ("recommendations",)),
    "responses": Maker("questions.responses", ("panel_report",)),
    "terms": Maker("report.terms", ("terms",)),
    "theme-in-plan": Maker("report.theme_in_plan", ("plan_theme",)),
    "theme-page": Maker("themes.theme_page", ("part",)),
    "varied-pages": Maker("variation.varied_pages", ("varying",)),
}
ANNEX = "annex"  # the block of what is too long for its place
PART = "part"  # the block of an item that names its own
