"""From a project to what its sentences say otherwise than the figures, claims and lists beside them, in one walk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pcpgen.checks.again import again
from pcpgen.checks.sentences.captions import (
    check_adjacent,
    check_claimed,
    check_names,
    check_tables,
    misnamed_charts,
    misnamed_tiles,
)
from pcpgen.checks.sentences.changes import CONTRARY_DIRECTION, check_changes
from pcpgen.checks.sentences.claims import check_claims
from pcpgen.checks.sentences.comparable import check_comparable
from pcpgen.checks.sentences.comparators import check_comparators
from pcpgen.checks.sentences.comparisons import check_compared_with, check_comparisons
from pcpgen.checks.sentences.counts import check_counts
from pcpgen.checks.sentences.decimals import check_decimals, decimals_of_tiles
from pcpgen.checks.sentences.halves import check_halves
from pcpgen.checks.sentences.kept_back import check_kept_back
from pcpgen.checks.sentences.lengths import check_lengths
from pcpgen.checks.sentences.moves import check_moves, check_since
from pcpgen.checks.sentences.periods import check_periods
from pcpgen.checks.sentences.ranks import check_exceptions, check_ranks
from pcpgen.checks.sentences.reading import lines_in
from pcpgen.checks.sentences.said import Said, said
from pcpgen.checks.sentences.sides import Sides
from pcpgen.checks.sentences.spoken import Spoken
from pcpgen.checks.sentences.texts import Written, other_texts, texts_of
from pcpgen.checks.sentences.units import check_units
from pcpgen.figures.data import Data
from pcpgen.kept import Kept, sum_of
from pcpgen.languages import ENGLISH
from pcpgen.model.page import FactsSource, Page
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.place import Source
from pcpgen.problems import Problem
from pcpgen.prose.passage import Passage
from pcpgen.prose.tree import Argument

_OF_SENTENCES: tuple[Callable[[Said], Iterator[Problem]], ...] = (
    check_periods,
    check_changes,
    check_comparators,
    check_units,
    check_adjacent,
    check_claimed,
    check_comparable,
    check_decimals,
)

# of the figures on either side of a comparison
_OF_SIDES: tuple[Callable[[Sides], Iterator[Problem]], ...] = (
    check_comparisons,
    check_compared_with,
    check_ranks,
    check_exceptions,
    check_moves,
    check_since,
    check_halves,
)


def check_sentences(project: Project, data: Data) -> Iterator[Problem]:
    """Each sentence of each text against what it stands beside."""
    for edition in project.editions.values() if project.office else ():
        yield from sentences_of(project, data, edition)
    yield from other_sentences(project, data)


def sentences_of(project: Project, data: Data, edition: Edition) -> Iterator[Problem]:
    """The same of one edition, and of its tiles and charts."""
    yield from decimals_of_tiles(edition, data)
    if project.catalogue.id == ENGLISH:
        for page in edition.pages.values():
            yield from again(_tiles_of, project, data, page)
        yield from misnamed_charts(edition, data)
    yield from _in_texts(project, texts_of(edition, data))


def _tiles_of(project: Project, data: Data, page: Page) -> Iterator[Problem]:
    return misnamed_tiles(page, data, project.sources) if isinstance(page, FactsSource) else iter(())


def other_sentences(project: Project, data: Data) -> Iterator[Problem]:
    """The same of what stands in no edition."""
    return _in_texts(project, other_texts(project, data) if project.office else ())


def _in_texts(project: Project, texts: Iterable[Written]) -> Iterator[Problem]:
    for each in texts:
        found, key = _in_text(project, each), _sum(project, each)
        yield from CLEAN.unless_clean(key, found) if key else found


def _in_text(project: Project, text: Written) -> Iterator[Problem]:
    yield from again(_of_text, project, text.data, *text.passages)


def _sum(project: Project, text: Written) -> bytes:
    """The sum of all that decides what is found in a text; empty where somebody wants to know what is asked for it."""
    if not text.data.state:
        return b""
    files = [*dict.fromkeys(file for each in text.passages for file in each.files)]
    known = [(source.sum, source.is_english) if (source := project.sources.get(file)) else "" for file in files]
    knows = f"{text.data.as_at} {text.data.baselines}"
    return sum_of(text.data.state.hex(), knows, f"{files} {known}", *(each.written for each in text.passages))


CLEAN = Kept("checks/sentences/check.py")  # texts in which nothing is wrong, by the program that found nothing


def _of_text(project: Project, data: Data, *passages: Passage) -> Iterator[Problem]:
    before = ""
    for passage in passages:
        source = project.sources.get(passage.place.file)
        if source and not source.is_english:  # what is known of sentences holds in English
            continue
        yield from again(_of_passage, project, data, passage, before)
        before = passage.written


def _of_passage(project: Project, data: Data, passage: Passage, before: str) -> Iterator[Problem]:
    return check_passage(passage, data, project.sources, before)


def check_passage(passage: Passage, data: Data, sources: Mapping[str, Source], before: str = "") -> Iterator[Problem]:
    """Every sentence of one passage, the numbers above its lists, the heads of its tables; `before` stands above it."""
    yield from check_counts(passage, data, sources)
    if "{" not in passage.written:  # as in most, and soon found out
        return
    yield from check_tables(passage, data, sources)
    explained = "[c]" in passage.written
    shown: set[tuple[str, tuple[Argument, ...]]] = set()
    for line in lines_in(passage):
        own = {(each.name, each.arguments) for _, each in line.expressions}
        # what calls the very same figure by its name above does not call this one by it
        around, before = line.text if own & shown else f"{before} {line.text}", line.text
        shown = own
        if not line.expressions and not line.claims:
            continue
        yield from (of_claims := list(check_claims(line, data, sources)))
        earlier: Said | None = None
        figures: tuple[Spoken, ...] = ()
        for sentence in line.sentences:
            told = said(sentence, data, sources)
            last = earlier.figures if earlier else ()
            if not told.is_whole:  # of what is told of its figure the rest may follow
                found, earlier = [], None
            elif sentence.expressions or sentence.claims:
                found = [found for rule in _OF_SENTENCES for found in rule(told)]
                yield from _first_causes(found, of_claims)
                yield from check_lengths(told, earlier)
                yield from check_names(told, around)
                yield from () if explained else check_kept_back(told)
                earlier = told
            else:
                found, earlier = [], None
            if told.is_whole and not any(each.rule == CONTRARY_DIRECTION for each in found):  # one cause
                sides = Sides(told, figures, last, line.text.replace(sentence.text, " ", 1))
                yield from (found for rule in _OF_SIDES for found in rule(sides))
            figures += told.figures


def _first_causes(found: Iterable[Problem], of_claims: Iterable[Problem]) -> Iterator[Problem]:
    """Problems without those of a word that a claim's condition denies already."""
    denied = [each.place for each in of_claims]
    return (each for each in found if each.rule != CONTRARY_DIRECTION or each.place not in denied)
