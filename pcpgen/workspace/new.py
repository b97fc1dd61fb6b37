"""From what is wanted to what it adds to a workspace, thing by thing and kind of document by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pcpgen.compose.subjects.registry import of_kinds
from pcpgen.model.ids import as_id
from pcpgen.model.outline import Of
from pcpgen.model.project import Project
from pcpgen.problems import did_you_mean
from pcpgen.workspace import new_actions, new_papers, new_plan
from pcpgen.workspace.addition import Addition, Unfit, Wanted
from pcpgen.workspace.things import THINGS, TRANSLATION, Thing

Maker = Callable[[Project, Wanted], Addition]
MAKERS: Mapping[Thing, Maker] = {
    "theme": new_plan.theme,
    "page": new_plan.page,
    "indicator": new_plan.indicator,
    "dataset": new_plan.dataset,
    "meeting": new_papers.meeting,
    "variation": new_plan.variation,
    "outline": new_plan.outline,
    "action": new_actions.action,
}
# kinds of document by what they are about; an office's own outline of one is begun as the program's
DOCUMENTS: Mapping[Of, Maker] = {
    "edition": new_plan.plan,
    "report": new_papers.panel_report,
    "variation": new_papers.variation_report,
    "recommendations": new_papers.panel_response,
    "meeting": new_papers.panel_pack,
    "board-paper": new_papers.board_paper,
    "issued": new_papers.errata,
    "paper": new_papers.paper,
}


def add(project: Project, wanted: Wanted) -> Addition:
    """What adds a thing or a document to a workspace. Raises Unfit where it cannot be."""
    added = _added(project, wanted)
    return replace(added, read={file: project.sources[file].text for file in added.changed})


def _added(project: Project, wanted: Wanted) -> Addition:
    kinds = of_kinds(project)
    if not wanted.name.strip() or not wanted.name.isprintable():
        raise Unfit("the name is empty, or holds what cannot be printed")
    if wanted.kind == "outline" and as_id(wanted.name) in (*THINGS, TRANSLATION):
        raise Unfit(f'"{wanted.name}" is the name of something that is no document; call the kind otherwise')
    if thing := next((each for each in THINGS if each == wanted.kind), None):
        return MAKERS[thing](project, wanted)
    if wanted.kind not in kinds:
        known = [*THINGS, TRANSLATION, *kinds]
        near = did_you_mean(wanted.kind, known)
        raise Unfit(f'there is no kind "{wanted.kind}". {near}There are: {", ".join(known)}')
    return DOCUMENTS[kinds[wanted.kind]](project, wanted)
