"""From the law's list of what is published to its rows, and from `plan/information.yaml` to where an office does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pcpgen.languages import ENGLISH
from pcpgen.load.deadlines import SHIPPED, read_provision
from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.office import open_fields
from pcpgen.load.shipped import shipped_folder
from pcpgen.load.wrong import missing
from pcpgen.model.information import Information, Published, Register
from pcpgen.model.text import Text
from pcpgen.schema.law import INFORMATION, PUBLISHED
from pcpgen.schema.law import REGISTER as DECLARED

REGISTER = "plan/information.yaml"


@cache
def shipped_information(language: str = ENGLISH) -> Mapping[str, Information]:
    """The program's own list, in a language; nothing in it is wrong."""
    folder = shipped_folder(SHIPPED, language)
    fields = open_fields(folder, "information.yaml", INFORMATION)
    assert fields is not None
    found = {
        key.value: Information(key.value, item.words("what"), item.words("when"), read_provision(item))
        for key, item in fields.named()
    }
    assert not folder.problems, folder.problems[0]
    return found


def read_information(folder: Folder) -> Register | None:
    """Where the office publishes what the law asks for; None where it keeps no register of it."""
    fields = open_fields(folder, REGISTER, DECLARED) if folder.exists(REGISTER) else None
    if fields is None:
        return None
    entries = fields.fields("information")
    published = {key.value: _published(key, entries) for key in entries.ids()}
    return Register(fields.date("as_at"), published, fields.place)


def _published(key: Text, entries: Fields) -> Published:
    entry = entries.more(key.value)
    if entry is None:
        return Published(key, entries.address(key.value), None, "")
    if not entry.form:
        entry.problems.append(missing(entry.what, entry.place, PUBLISHED.shapes["document"].entries["document"]))
    document = entry.optional("document") if entry.form == "document" else None
    return Published(key, "", document, entry.words("why_not") if entry.form == "why_not" else "")
