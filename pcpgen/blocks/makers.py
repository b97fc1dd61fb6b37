"""Every block that an outline may ask for, by name: its maker, and what it needs a document to be about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from pcpgen.blocks.actions import actions_tree, changed_actions, done_actions, open_actions
from pcpgen.blocks.annex import annex
from pcpgen.blocks.board import appendices
from pcpgen.blocks.contents import contents
from pcpgen.blocks.errata import errata
from pcpgen.blocks.glance import at_a_glance, has_indicators
from pcpgen.blocks.graded import grade_of_item, grades_overview
from pcpgen.blocks.measures import measure, measures
from pcpgen.blocks.pack import agenda
from pcpgen.blocks.pages import page
from pcpgen.blocks.questions import open_questions, question_log, responses
from pcpgen.blocks.report import left_out, recommendations, terms, theme_in_plan
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.blocks.themes import indicators_page, plan_on_a_page, theme_page
from pcpgen.blocks.variation import marked_pages, varied_pages
from pcpgen.values import dataclass

# the setting, the number of the section, and how many paragraphs stand in it before
Make: TypeAlias = Callable[[Setting, str, int], Made]


@dataclass(frozen=True, slots=True)
class Maker:
    """What makes a block; `needs` names what its subject must have, `last` that it comes after all other sections.

    One that is about what a section is repeated for names in `each` over what that may be. One that is `last` has its
    number before it is made, so `shows` says beforehand whether it will have something to show.
    """

    make: Make
    needs: tuple[str, ...] = ()
    last: bool = False
    each: tuple[str, ...] = ()
    shows: Callable[[Setting], bool] = bool


MAKERS: Mapping[str, Maker] = {
    "actions-changed": Maker(changed_actions),
    "actions-done": Maker(done_actions),
    "actions-open": Maker(open_actions),
    "actions-tree": Maker(actions_tree),
    "agenda": Maker(agenda, ("meeting",)),
    "annex": Maker(annex, last=True, shows=lambda setting: bool(setting.annex)),
    "appendices": Maker(appendices, ("appendices",)),
    "at-a-glance": Maker(at_a_glance, last=True, shows=has_indicators),
    "contents": Maker(contents, ("part",), last=True),
    "errata": Maker(errata, ("version",)),
    "grade": Maker(grade_of_item, ("edition",), each=("theme", "objective", "priority")),
    "grades": Maker(grades_overview, ("edition",)),
    "indicators-page": Maker(indicators_page, ("part",)),
    "left-out": Maker(left_out, ("left_out",)),
    "marked-pages": Maker(marked_pages, ("varying",)),
    "measure": Maker(measure, ("edition",), each=("measure",)),
    "measures": Maker(measures, ("edition",)),
    "open-questions": Maker(open_questions, ("plan_theme",)),
    "page": Maker(page, ("part",)),
    "plan-on-a-page": Maker(plan_on_a_page, ("part",)),
    "question-log": Maker(question_log),
    "recommendations": Maker(recommendations, ("recommendations",)),
    "responses": Maker(responses, ("panel_report",)),
    "terms": Maker(terms, ("terms",)),
    "theme-in-plan": Maker(theme_in_plan, ("plan_theme",)),
    "theme-page": Maker(theme_page, ("part",)),
    "varied-pages": Maker(varied_pages, ("varying",)),
}
PART = "part"  # the block of an item that names its own
