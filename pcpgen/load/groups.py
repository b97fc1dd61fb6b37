"""From `plan/groups.yaml` to the groups of similar forces, each member with the days of its membership."""

from __future__ import annotations

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import WRONG_SHAPE
from pcpgen.model.data import Group, Member
from pcpgen.problems import problem
from pcpgen.schema.data import GROUPS


def read_groups(folder: Folder) -> dict[str, Group]:
    """The groups by id; none where the office keeps none."""
    file = "plan/groups.yaml"
    fields = open_fields(folder, file, GROUPS) if folder.exists(file) else None
    if fields is None:
        return {}
    return {key.value: _group(key.value, group) for key, group in fields.named()}


def _group(id: str, fields: Fields) -> Group:
    return Group(
        id=id,
        title=fields.words("title"),
        source=fields.words("source"),
        members=tuple(_member(each) for each in fields.each("members")),
        place=fields.place,
    )


def _member(fields: Fields) -> Member:
    member = Member(fields.words("area"), fields.date("from"), fields.optional_date("to"))
    if member.until and member.until < member.since:
        message = f"{member.area} leaves the group on {member.until}, before it comes"
        fields.problems.append(problem(WRONG_SHAPE, fields.place, message, "Correct the dates."))
    return member
