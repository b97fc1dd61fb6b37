"""What is wanted that is new, and what it makes of a workspace: new files, and files with lines put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pcpgen.load.days import NoDay, read_day
from pcpgen.model.ids import as_id
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.place import Source
from pcpgen.problems import did_you_mean, listed
from pcpgen.values import dataclass


class Unfit(ValueError):
    """What is wanted cannot be added; says why, and what would do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something new by its kind and name; `day` is today, for what is dated and says nothing else."""

    kind: str
    name: str
    day: str
    edition: str = ""
    theme: str = ""
    meeting: str = ""
    page: str = "text"
    unit: str = ""
    was: str = ""
    reads: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """New files, and the new texts of files that stand, which were `read`; `note` says what is left to its author."""

    files: Mapping[str, str]
    changed: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    read: Mapping[str, str] = field(default_factory=dict)  # what stood in the files that are changed

    @property
    def texts(self) -> Mapping[str, str]:
        return {**self.files, **self.changed}


def new_id(name: str, taken: Mapping[str, object], what: str) -> str:
    """The id that a name gives. Raises Unfit where it gives none, or one that is taken."""
    id = as_id(name)
    if not id:
        raise Unfit(f'"{name}" gives no id; name the {what} with letters or digits')
    if id in taken:
        article = "an" if what[:1] in tuple("aeiou") else "a"
        raise Unfit(f'there is {article} {what} "{id}" already')
    return id


def edition_of(project: Project, id: str) -> Edition:
    """The edition that is named, or the one that is built by default. Raises Unfit."""
    usual = project.office.edition.value if project.office and project.office.edition else ""
    named = id or usual or max(project.editions, default="")
    if named not in project.editions:
        near = did_you_mean(named, project.editions)
        known = listed(project.editions) or "none"
        raise Unfit(f'there is no edition "{named}" of the plan. {near}There are: {known}')
    return project.editions[named]


def day_of(written: str) -> str:
    """A day as it is written in files. Raises Unfit."""
    try:
        return read_day(written).isoformat()
    except NoDay as wrong:
        raise Unfit(str(wrong).removesuffix(".")) from None


def source_of(project: Project, file: str) -> Source:
    """A file as it was read. Raises Unfit where it is not there, or could not be read."""
    if file not in project.sources:
        raise Unfit(f"{file} is not there, or cannot be read")
    return project.sources[file]
