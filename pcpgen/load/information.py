"""From the law's list of what is published to its rows, and from `plan/information.yaml` to where an office does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pcpgen.load.deadlines import SHIPPED, read_provision
from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.tree import Mapping as Entries
from pcpgen.model.information import Information, Published, Register
from pcpgen.model.text import Text

REGISTER = "plan/information.yaml"


@cache
def shipped_information() -> Mapping[str, Information]:
    """The program's own list, in which nothing is wrong."""
    folder = Folder(SHIPPED)
    fields = open_fields(folder, "information.yaml", "the law")
    assert fields is not None
    found = {key.value: _information(key, fields.fields(key.value, f'the item "{key}"')) for key in fields.ids()}
    assert not folder.problems, folder.problems[0]
    return found


def _information(key: Text, fields: Fields) -> Information:
    found = Information(key.value, fields.words("what"), fields.words("when"), read_provision(fields))
    fields.done()
    return found


def read_information(folder: Folder) -> Register | None:
    """Where the office publishes what the law asks for; None where it keeps no register of it."""
    fields = open_fields(folder, REGISTER, "the register") if folder.exists(REGISTER) else None
    if fields is None:
        return None
    entries = fields.fields("information", "the information")
    published = {key.value: _published(key, entries) for key in entries.ids()}
    register = Register(fields.date("as_at"), published, fields.place)
    fields.done()
    return register


def _published(key: Text, entries: Fields) -> Published:
    if not isinstance(entries.tree(key.value), Entries):
        return Published(key, entries.address(key.value), None, "")
    entry = entries.fields(key.value, f'"{key}"')
    document = entry.optional("document")
    found = Published(key, "", document, "" if document else entry.words("why_not"))
    entry.done()
    return found
