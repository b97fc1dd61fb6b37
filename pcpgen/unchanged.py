"""From what the last build of every document read, and what has changed since, to what stands as it was.

A document is neither composed nor rendered where all that has changed are cells of datasets that it did not ask for,
that no dataset which it asked for belongs with, and its outputs are as they were written. A check that found nothing is
not asked again where it did not ask for them. Whatever else has changed, and where anything is in doubt, every document
is made anew and every check asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pcpgen.figures.reads import EVERY
from pcpgen.grounds import related
from pcpgen.manifest import NAME, Workspace, file_digest, lie, read_manifest, read_whole, spoilt
from pcpgen.model.project import Project
from pcpgen.patterns import pattern
from pcpgen.pipeline import Stands, Stood
from pcpgen.record import Made, Record

_CELLS = pattern(r"data/(?:revisions/)?(?P<name>[^/]+)\.csv")
_DESCRIPTIONS = ("plan/datasets/", "plan/indicators/")


def unchanged(project: Project, out: Path, formats: Iterable[str], now: Workspace, before: Record | None) -> Stands:
    """What stands as it was; `before` is the record of the last build of every document."""
    whole = read_whole(out)
    if not before or not whole or file_digest(out / NAME) != before.manifest:
        return Stands()
    if not {*formats} <= {*whole.formats} or whole.versions != now.versions or before.listing != now.state.listing:
        return Stands()
    changed = changed_datasets(project, before.inputs, now.state.inputs)
    if changed is None:
        return Stands()
    stand = (_standing(out, folder, made) for folder, made in before.documents.items() if not reads(made.read, changed))
    checks = frozenset(check for check, read in before.checks.items() if not reads(read, changed))
    return Stands({tuple(stood.manifest.answers): stood for stood in stand if stood}, checks)


def changed_datasets(project: Project, before: Mapping[str, str], now: Mapping[str, str]) -> frozenset[str] | None:
    """The datasets whose cells or history have changed, with all that belong with them; None where more has changed.

    Datasets belong together by their descriptions, in which each names the other by its id.
    """
    files = [file for file in {**before, **now} if before.get(file) != now.get(file)]
    cells = [_CELLS.fullmatch(file) for file in files]
    names = {match["name"] for match in cells if match}
    if not all(cells) or not names <= project.datasets.keys() or before.keys() != now.keys():
        return None
    said = (source.text for file, source in project.sources.items() if file.startswith(_DESCRIPTIONS))
    if names and any("\\" in text for text in said):  # an id may be written with it in another way
        return None
    return frozenset[str]().union(*(related(name, project.sources) for name in names))


def reads(read: Collection[str] | None, changed: frozenset[str]) -> bool:
    """Whether what reads some datasets reads, or may read, what has changed; None where nobody knows what it reads."""
    return read is None or (bool(changed) and (EVERY in read or not changed.isdisjoint(read)))


def _standing(out: Path, folder: str, made: Made) -> Stood | None:
    """A folder that is as it was written; its files are only read where they do not lie as they did."""
    where = out / folder
    manifest = read_manifest(where, made.manifest)
    if manifest is None or manifest.document != folder:
        return None
    lay = lie(where, manifest.outputs)
    if (lay != made.lay or not lay) and spoilt(where, manifest):
        return None
    return Stood(manifest, made if lay == made.lay else replace(made, lay=lay))
