"""From the problems of a workspace to those that bear on one document: what it rests on, and itself as composed."""

from __future__ import annotations

from pcpgen.checks.disclosure import GIVEN_AWAY
from pcpgen.grounds import EVERYTHING, Grounds, ground_of
from pcpgen.pipeline import Judged, Pack, Recipe
from pcpgen.problems import Problem, errors_in
from pcpgen.request import Request
from pcpgen.scope import Scope, lost_file


def bearing_on(judged: Judged, request: Request) -> tuple[Problem, ...]:
    """The problems of what answers a request, in their order.

    All of them where nothing is known to answer it, or where none that bears on it is what keeps it from being built.
    """
    answering = [each for each in judged.declared if request in each.answers]
    if not answering:
        return judged.problems
    grounds = [each for one in answering for each in _grounds(judged, one)]
    known: dict[str, bool] = {}

    translated = request in judged.translated

    def bears(found: Problem) -> bool:
        if found in judged.of_translations and not translated:
            return False
        if found in judged.composed:
            return True
        ground = EVERYTHING if found.rule == GIVEN_AWAY else ground_of(judged.project, lost_file(found))
        if ground not in known:
            alone = Scope(judged.project, {ground: found.place.file}, (found.place.file,))
            known[ground] = any(alone.mistake(each) for each in grounds)
        return known[ground]

    found = tuple(filter(bears, judged.problems))
    return judged.problems if request in judged.stopped and not errors_in(found) else found


def _grounds(judged: Judged, answering: Recipe | Pack) -> list[Grounds]:
    """What a document rests on; of a pack, what its papers rest on too."""
    papers = set(answering.papers.values()) if isinstance(answering, Pack) else set()
    return [answering.grounds, *(each.grounds for each in judged.recipes if papers.intersection(each.answers))]
