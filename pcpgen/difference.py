"""From the names of two states of a plan to what differs between them, as text or as a document of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from pcpgen.blocks.difference import Difference, State, difference
from pcpgen.blocks.redline import Voice
from pcpgen.blocks.titles import titles_of
from pcpgen.compose.comparison import as_text, compose_comparison
from pcpgen.editions.reading import read_tree_of
from pcpgen.editions.tree import Tree
from pcpgen.editions.variation import Varied, vary
from pcpgen.editions.varied import varied_edition
from pcpgen.figures.data import Data
from pcpgen.load.revision import NoRevision, read_revision
from pcpgen.load.root import find_workspace
from pcpgen.manifest import NAME as MANIFEST
from pcpgen.manifest import Manifest, digest, versions
from pcpgen.model.plan import Edition
from pcpgen.pipeline import Judged, WrongUse, images, judge
from pcpgen.problems import counted, did_you_mean, listed
from pcpgen.request import NONE
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs, with the later state's edition and workspace; `warnings` are for whoever asked."""

    found: Difference
    edition: Edition
    judged: Judged
    root: Path
    warnings: tuple[str, ...]

    @property
    def text(self) -> str:
        return as_text(self.found)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A state as the user named it: the revision or folder, if it is not here, and the edition, if one is named."""

    name: str
    where: str
    edition: str


def compared(root: Path, before: str, after: str) -> Compared:
    """What differs between two states, each named as an edition, a revision or folder with an edition, or without.

    Raises WrongUse where a name is that of nothing.
    """
    here = judge(root, NONE)
    asked = [_asked(here, name) for name in (before, after)]
    named = next((each.edition.partition("+")[0] for each in asked if each.edition), "")
    with ExitStack() as stack:
        places = [_place(root, each, stack) if each.where else root for each in asked]
        workspaces = [here if place == root else judge(place, NONE) for place in places]
        states = [_state(each, workspace, named) for each, workspace in zip(asked, workspaces, strict=True)]
        found = difference(here.project.catalogue, states[0][0], states[1][0])
    warnings = tuple(
        f"{each.name}: its workspace has {counted(workspace.errors)} Its figures are left as they are written."
        for each, workspace in zip(asked, workspaces, strict=True)
        if workspace.errors
    )
    return Compared(found, states[1][1], workspaces[1], root, warnings)


def variations_reported(root: Path) -> tuple[str, ...]:
    """The variations on which there is a report to the Panel, by id."""
    return tuple(sorted({report.variation.value for report in judge(root, NONE).project.variation_reports}))


def _asked(here: Judged, name: str) -> _Asked:
    where, colon, edition = name.rpartition(":")
    if colon:
        return _Asked(name, where, edition)
    return _Asked(name, "", name) if name.partition("+")[0] in here.project.editions else _Asked(name, name, "")


def _place(root: Path, asked: _Asked, stack: ExitStack) -> Path:
    """The workspace in the folder that the user named, or, in a folder of its own, as it was in a revision."""
    folder = Path(asked.where)
    if _is_folder(asked.where):
        found = find_workspace(folder)
        if found is None:
            raise WrongUse(f"{asked.where} is in no workspace: no plan/office.yaml there or above.")
        return found
    made = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pcpgen-"))).resolve()
    try:
        read_revision(root, asked.where, made)
    except NoRevision as no:
        known = listed(
            folder.name for folder in sorted((root / "plan").glob("*/")) if (folder / "edition.yaml").is_file()
        )
        raise WrongUse(f'"{asked.where}" is no edition, no folder and no revision: {no}. Editions: {known}.') from None
    return made


def _is_folder(name: str) -> bool:
    with suppress(OSError, ValueError):  # such as a name that is longer than any
        return Path(name).is_dir()
    return False


def _state(asked: _Asked, workspace: Judged, named: str) -> tuple[State, Edition]:
    """The state, in the edition that its name says, else in the one that the other's says, else in the one in force."""
    project = workspace.project
    in_force = project.office.edition.value if project.office and project.office.edition else ""
    id, _, variation = (asked.edition or named or in_force or max(project.editions, default="")).partition("+")
    if id not in project.editions:
        hint = did_you_mean(id, project.editions)
        known = listed(project.editions) or "none"
        raise WrongUse(f'{asked.name}: there is no edition "{id}". {hint}There are: {known}.')
    edition = project.editions[id]
    tree = read_tree_of(project, edition)
    if variation:
        edition, tree = _varied(asked, edition, tree, variation)
    titles = titles_of(project, edition)
    data = None if workspace.errors else Data.of(project)
    where = f"{asked.where}{'/' if _is_folder(asked.where) else ':'}" if asked.where else ""
    return State(asked.name, tree, Voice(data, titles, where)), edition


def _varied(asked: _Asked, edition: Edition, tree: Tree, id: str) -> tuple[Edition, Tree]:
    """The edition and its tree as they would be with a variation."""
    if id not in edition.variations:
        hint = did_you_mean(id, edition.variations)
        known = listed(edition.variations) or "none"
        raise WrongUse(f'{asked.name}: {edition.id} has no variation "{id}". {hint}There are: {known}.')
    variation = edition.variations[id]
    made = vary(edition, tree, variation)
    if not isinstance(made, Varied):
        raise WrongUse(f"{asked.name}: something is wrong with this variation; pcpgen check tells what.")
    return varied_edition(edition, variation, made), made.after


def write(made: Compared, formats: Sequence[str], out: Path) -> tuple[Path, ...]:
    """Writes what differs as a document and returns the paths; nothing where the later workspace has errors.

    Raises CannotRender and CannotWrite.
    """
    from pcpgen.formats.given import Given
    from pcpgen.formats.pdf import Job, Renderer
    from pcpgen.formats.registry import file_of
    from pcpgen.formats.registry import write as write_format
    from pcpgen.publish import publish

    office = made.judged.project.office
    if made.judged.errors or office is None:
        return ()
    own = (made.root / "templates",) if (made.root / "templates").is_dir() else ()
    paper, given = compose_comparison(office, made.edition, made.found), Given(own, images(made.judged.project))
    tracked = compose_comparison(office, made.edition, made.found, tracked=True) if "docx" in formats else paper
    files: dict[str, bytes] = {}
    for name in (*formats, "provenance"):
        for file, written in write_format(name, tracked if name == "docx" else paper, given).items():
            if isinstance(written, Job):
                with Renderer() as renderer:
                    files[file] = renderer.pdf(written).content
            else:
                files[file] = written
    documents = [file_of(paper.id, name) for name in formats]
    sums = {name: digest(content) for name, content in files.items()}
    manifest = Manifest(paper.id, (), versions(), sums)
    paths = publish(out, paper.id, {**files, MANIFEST: manifest.encoded()})
    return tuple(path for path in paths if path.name in documents)
