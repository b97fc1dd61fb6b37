"""From `plan/groups.yaml` to the groups of similar forces, each member with the days of its membership."""

from __future__ import annotations

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.rules import WRONG_SHAPE
from pcpgen.model.data import Group, Member
from pcpgen.problems import problem


def read_groups(folder: Folder) -> dict[str, Group]:
    """The groups by id; none where the office keeps none."""
    file = "plan/groups.yaml"
    fields = open_fields(folder, file, "the groups") if folder.exists(file) else None
    if fields is None:
        return {}
    return {key.value: _group(key.value, fields.fields(key.value, f'the group "{key}"')) for key in fields.ids()}


def _group(id: str, fields: Fields) -> Group:
    group = Group(
        id=id,
        title=fields.words("title"),
        source=fields.words("source"),
        members=tuple(_member(each) for each in fields.each("members", "a member")),
        place=fields.place,
    )
    fields.done()
    return group


def _member(fields: Fields) -> Member:
    member = Member(fields.words("area"), fields.date("from"), fields.date("to") if "to" in fields else None)
    fields.done()
    if member.until and member.until < member.since:
        message = f"{member.area} leaves the group on {member.until}, before it comes"
        fields.problems.append(problem(WRONG_SHAPE, fields.place, message, "Correct the dates."))
    return member
