"""From the files of a workspace to the grounds on which its documents rest.

The folder of an edition is one, a variation, the file of a paper, the registers of the Panel, an outline, a dataset. A
file that is none of these is every document's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pcpgen.load.fields import ID
from pcpgen.load.names import right_name, translated_name
from pcpgen.load.outlines import OUTLINES, TAKEN_FOLDERS, shipped_kinds
from pcpgen.model.map import OnMap
from pcpgen.model.project import Project
from pcpgen.patterns import pattern
from pcpgen.place import Source
from pcpgen.values import dataclass

EVERYTHING = ""  # the ground of all documents
_DATA = pattern(
    r"(?:data/(?:revisions/|extracted/)?|plan/(?:indicators|datasets)/)(?P<name>[^/]+?)(?:\.csv|\.yaml|\.json)?"
)
_OF_EDITION = ("themes", "pages", "variations")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a document rests on; `says` are those of them, and single files, whose words may ask for figures.

    A dataset that they do not name is not shown.
    """

    rests: frozenset[str]
    says: frozenset[str] = frozenset()


NO_GROUNDS = Grounds(frozenset())


def grounds_of_variation(edition: str, variation: str) -> frozenset[str]:
    """What an edition with a variation rests on."""
    folder = f"plan/{edition}"
    return frozenset({folder, f"{folder}/variations", f"{folder}/variations/{variation}"})


def ground_of(project: Project, file: str) -> str:
    """The ground that a file of the workspace is, or is a part of."""
    before, slash, name = file.rpartition("/")
    file = before + slash + translated_name(right_name(name))
    steps = file.split("/")
    if data := _DATA.fullmatch(file):
        return f"data/{data['name']}"
    if steps[0] != "plan" or len(steps) < 3:
        return EVERYTHING
    if steps[1] == "maps":
        shown = [each.id for each in project.datasets.values() if each.on_map and file in _of_map(each.on_map)]
        return f"data/{shown[0]}" if len(shown) == 1 else EVERYTHING
    if steps[1] == "passages":
        return file
    if steps[1] in ("panel", "board"):
        return file if len(steps) > 3 else f"plan/{steps[1]}"
    if file.startswith(f"{OUTLINES}/"):
        return _ground_of_outline(project, steps[2].removesuffix(".yaml"))
    if any(outline.sound and file.startswith(f"{outline.folder}/") for outline in project.outlines.values()):
        return file
    if steps[1] not in TAKEN_FOLDERS and (steps[1] in project.editions or edition_of(file)):
        return _ground_in_edition(steps)
    return EVERYTHING


def _of_map(on_map: OnMap) -> set[str]:
    """The files of a map, as far as it could be read."""
    areas = on_map.map.areas[:1] if on_map.map else ()
    return {f"plan/maps/{on_map.named.value}.yaml", *(area.name.place.file for area in areas)}


def _ground_of_outline(project: Project, id: str) -> str:
    """The kind of an outline; that of all kinds of the office's own where it is one and could not be read whole.

    Nobody knows of which kind one is whose name is no id.
    """
    if not ID.fullmatch(id):
        return EVERYTHING
    known = _is_about_other(id) or (id in project.outlines and project.outlines[id].sound)
    return f"{OUTLINES}/{id}" if known else OUTLINES


def _is_about_other(kind: str) -> bool:
    """Whether a kind of the program's is about other things than papers, which an outline that is lost can hide."""
    return shipped_kinds().get(kind, "paper") != "paper"


def grounds_of_kind(kind: str) -> frozenset[str]:
    """What a document rests on as one of its kind."""
    return frozenset({f"{OUTLINES}/{kind}"} if _is_about_other(kind) else {f"{OUTLINES}/{kind}", OUTLINES})


def _ground_in_edition(steps: list[str]) -> str:
    """The edition; one of its variations; or all of these, whose words may stand in each other's files."""
    if steps[2] != "variations":
        return "/".join(steps[:2])
    name = steps[3] if len(steps) == 4 else ""
    return "/".join((*steps[:3], name.removesuffix(".yaml"))) if name.endswith(".yaml") else "/".join(steps[:3])


def edition_of(file: str) -> str:
    """The id of the edition to which a file can only belong; empty where it may be something else."""
    steps = file.split("/")
    if len(steps) < 3 or steps[0] != "plan" or steps[1] in TAKEN_FOLDERS:
        return ""
    return steps[1] if steps[2:] == ["edition.yaml"] or steps[2] in _OF_EDITION else ""


# -- datasets


def related(dataset: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """A dataset and all that name it in their descriptions, or are named in its own, and so on."""
    texts: dict[str, str] = {dataset: ""}
    for file, source in sources.items():
        if not file.startswith("data/") and (found := _DATA.fullmatch(file)):
            texts[found["name"]] = source.text
    reached, ahead = {dataset}, [dataset]
    while ahead:
        here = ahead.pop()
        beside = {id for id, text in texts.items() if names(here, text) or names(id, texts[here])}
        ahead += beside - reached
        reached |= beside
    return frozenset(reached)


def names(id: str, text: str) -> bool:
    return id in text and re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", text) is not None
