"""From a project, its figures and its documents to all that is wrong with them: every check, each a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pcpgen.checks.actions import check_actions
from pcpgen.checks.baselines import check_baselines
from pcpgen.checks.board import check_board_papers
from pcpgen.checks.by_section import check_by_section
from pcpgen.checks.contacts import check_contacts
from pcpgen.checks.deadlines import check_deadlines
from pcpgen.checks.disclosure import check_disclosure
from pcpgen.checks.document import check_glyphs, check_led, check_on_a_page
from pcpgen.checks.editions import check_editions, newer_figures
from pcpgen.checks.exempt import check_exempt
from pcpgen.checks.extracted import check_extracted
from pcpgen.checks.figures import check_data, check_figures, figures_of
from pcpgen.checks.grades import check_grades
from pcpgen.checks.indicators import unfit_indicators
from pcpgen.checks.information import check_information
from pcpgen.checks.issued import check_errata
from pcpgen.checks.languages import check_languages
from pcpgen.checks.law import check_law
from pcpgen.checks.literals import check_literals
from pcpgen.checks.maps import check_maps
from pcpgen.checks.measures import check_measures
from pcpgen.checks.meetings import check_meetings
from pcpgen.checks.outline import check_outline_papers, check_outlines
from pcpgen.checks.paper_days import check_paper_days
from pcpgen.checks.performance import check_performance
from pcpgen.checks.plan import check_plan
from pcpgen.checks.plausible import check_plausible
from pcpgen.checks.prose import check_prose
from pcpgen.checks.questions import check_registers
from pcpgen.checks.rates import check_rates
from pcpgen.checks.redefined import check_definitions
from pcpgen.checks.relations import check_relations
from pcpgen.checks.report import check_reports
from pcpgen.checks.sentences.check import check_sentences, other_sentences, sentences_of
from pcpgen.checks.sentences.registers import check_registers_in_words
from pcpgen.checks.starter_words import check_starter_words
from pcpgen.checks.statements import check_statements
from pcpgen.checks.totals import check_totals
from pcpgen.checks.variation import check_variations
from pcpgen.checks.variation_report import check_variation_reports
from pcpgen.checks.wording import check_spelling
from pcpgen.document.document import Document
from pcpgen.figures.data import Data
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.problems import Problem

Check = Callable[[Project, Data], Iterable[Problem]]
EditionCheck = Callable[[Project, Data, Edition], Iterable[Problem]]
DocumentCheck = Callable[[Project, Document], Iterable[Problem]]
AnyRule = Callable[..., Iterable[Problem]]

# of what the workspace says
CHECKS: tuple[Check, ...] = (
    check_data,
    check_extracted,
    check_relations,
    check_definitions,
    check_totals,
    check_plausible,
    check_rates,
    check_maps,
    check_deadlines,
    check_exempt,
    check_registers,
    check_meetings,
    check_paper_days,
    check_grades,
    check_performance,
    check_actions,
    check_disclosure,
    check_spelling,
    check_plan,
    check_by_section,
    check_prose,
    check_contacts,
    check_starter_words,
    check_literals,
    check_figures,
    check_statements,
    check_law,
    check_editions,
    check_measures,
    check_baselines,
    check_variations,
    check_reports,
    check_board_papers,
    check_variation_reports,
    check_outlines,
    check_outline_papers,
    check_errata,
    check_information,
    check_sentences,
    check_languages,
)

# those that ask for nothing which only an edition or a paper says, by name: of the same figures they find the same
OF_FIGURES = frozenset(
    each.__name__
    for each in (
        unfit_indicators,
        check_data,
        check_extracted,
        check_relations,
        check_totals,
        check_plausible,
        check_rates,
        check_maps,
        check_disclosure,
    )
)

# those that look at data and go edition by edition: of one edition, and of all else
BY_EDITION: Mapping[Check, tuple[EditionCheck, Check | None]] = {
    check_figures: (figures_of, None),
    check_editions: (newer_figures, None),
    check_sentences: (sentences_of, other_sentences),
}


def parts_of(check: Check, project: Project) -> Iterator[tuple[str, AnyRule, tuple[object, ...]]]:
    """What a check is asked, by name: a rule, and of what beside the project and the data.

    Of the workspace, or of each edition by itself and of all else.
    """
    if check not in BY_EDITION:
        yield check.__name__, check, ()
        return
    of_edition, other = BY_EDITION[check]
    for edition in project.editions.values() if project.office else ():
        yield f"{check.__name__} {edition.id}", of_edition, (edition,)
    if other:
        yield check.__name__, other, ()


# of each document that is composed from it
DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    check_glyphs,
    check_led,
    check_on_a_page,
    check_registers_in_words,
)
