"""From a variation to what is wrong with it: with its changes, its new words, and the edition as it would read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pcpgen.checks.figures import check_expressions
from pcpgen.checks.passages import Prose
from pcpgen.checks.plan import completeness, distinct_ids, paragraphs, references, worded_once
from pcpgen.checks.prose import PART, check_passages, named_of, parts_of, targets
from pcpgen.checks.references import check_references
from pcpgen.editions.reading import PASSAGE, read_tree_of
from pcpgen.editions.tree import Node, Tree
from pcpgen.editions.variation import IDLE_CHANGE, vary
from pcpgen.editions.varied import edition_of
from pcpgen.figures.data import Data
from pcpgen.model.page import ForewordSource, TextSource, notes_of
from pcpgen.model.plan import Edition, Office
from pcpgen.model.project import Project
from pcpgen.model.text import Text
from pcpgen.model.variation import Variation
from pcpgen.problems import Problem, first, problem
from pcpgen.prose.passage import Passage
from pcpgen.prose.rules import HEADING_LEVEL, UNKNOWN_NOTE
from pcpgen.rules import Rule

VARIED_DRAFT = Rule(
    "varied-draft",
    "A variation of a plan that is a draft",
    "The law has a plan issued first, and then varied; the Panel would be sent a change of what nobody has issued.",
    "Change the draft itself, and delete the variation; or make the plan final once it is issued.",
    "warning",
)


def check_variations(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of each variation of each edition."""
    if (office := project.office) is None:
        return
    for edition in project.editions.values():
        for variation in edition.variations.values():
            yield from _variation(project, office, edition, variation, data.at(edition.as_at, edition))


def _variation(project: Project, office: Office, edition: Edition, variation: Variation, data: Data) -> list[Problem]:
    """All that is wrong with a variation, told at the variation's own lines."""
    varied = vary(edition, read_tree_of(project, edition), variation)
    if isinstance(varied, list):
        return varied
    found: list[Problem] = []
    if edition.draft:
        message = f"the plan {edition.id} is a draft, and only a plan that was issued is varied"
        found.append(problem(VARIED_DRAFT, variation.place, message))
    if variation.changes and not varied.changes:
        found.append(problem(IDLE_CHANGE, variation.place, "the changes leave the edition as it is"))
    if variation.remark:
        found += check_passages(project, [Prose("", variation.remark)]) + check_expressions(data, [variation.remark])
    edition_then = edition_of(edition, varied.before, varied.after, edition.id, edition.subtitle)
    for rule in (references, completeness, distinct_ids):
        found += first(rule(project, office, edition_then))
    new = [node for node in varied.after.nodes if _is_new(varied.before, node)]
    written = [Prose(_page(varied.after, node), node.body, body=True) for node in new if node.body]
    found += map(_one_passage, check_passages(project, [replace(each, body=False) for each in written]))
    for each in written:
        found += first(targets(edition_then, each))
    found += first(_seen(edition_then, written, variation.remark))
    found += check_expressions(data, [each.passage for each in written])
    in_turn = sorted(varied.after.nodes, key=lambda node: node in new)  # so that a new text is told of, not an old one
    found += first(worded_once(text for node in in_turn for text in _sentences(node)))
    changed = {_page(varied.after, varied.after.by_id[id]) for id in _touched(varied.before, varied.after)}
    for page in sorted(changed):
        found += first(_notes(edition_then, varied.after, page, variation))
    return found


def _seen(edition: Edition, written: Sequence[Prose], remark: Passage | None) -> Iterator[Problem]:
    """What new words refer to is in the edition as varied."""
    known = [*parts_of(edition), *dict(named_of(edition))]
    for each in written:
        notes = notes_of(edition.pages[each.page]) if each.page in edition.pages else ()
        yield from check_references(PART, [*known, *(f"^{note.id}" for note in notes)], [each.passage])
    yield from check_references(PART, known, [remark] if remark else [])


def _is_new(before: Tree, node: Node) -> bool:
    old = before.by_id.get(node.id)
    return old is None or old.text != node.text


def _touched(before: Tree, after: Tree) -> Iterator[str]:
    """Texts of the later tree under pages that have lost or gained words."""
    for id, node in after.by_id.items():
        if id not in before or before.by_id[id] != node:
            yield id
    for id, node in before.by_id.items():
        if node.parent in after and id not in after.children(node.parent):
            yield node.parent


def _page(tree: Tree, node: Node) -> str:
    while node.parent in tree:
        node = tree.by_id[node.parent]
    return node.id


def _one_passage(found: Problem) -> Problem:
    """What is said of a heading within new words, which are one passage with its heading apart."""
    if found.rule != HEADING_LEVEL:
        return found
    message = "a heading stands within the words of one passage"
    return replace(found, message=message, remedy="Add a passage of its own for what stands under it.")


def _sentences(node: Node) -> Iterator[Text]:
    if node.body and node.body.place.file:
        yield from paragraphs(node.body)


def _notes(edition: Edition, tree: Tree, page: str, variation: Variation) -> Iterator[Problem]:
    """The notes of a page that has changed are still marked, and its marks have notes; a theme has none."""
    source = edition.pages.get(page)
    notes = {note.id for note in notes_of(source)} if source else set()
    marked: set[str] = set()
    for body in (node.body for node in _passages(tree, page) if node.body):
        for mark in body.notes:
            if mark.name in notes and mark.name not in marked:
                marked.add(mark.name)
            elif "/variations/" in body.place.file:
                why = "has a second mark" if mark.name in marked else f"does not stand on {page}"
                yield problem(UNKNOWN_NOTE, body.place, f'the note "{mark.name}" {why}', "Take the mark out.")
    tile_notes = source is not None and not isinstance(source, TextSource | ForewordSource)
    for name in sorted(notes - marked) if not tile_notes else ():
        message = f'no mark leads to the note "{name}" of {page} any more'
        yield problem(UNKNOWN_NOTE, variation.place, message, f"Put [^{name}] into the new words.")


def _passages(tree: Tree, page: str) -> Sequence[Node]:
    return [tree.by_id[id] for id in tree.under(page) if tree.by_id[id].level in (PASSAGE, "pull quote")]
