"""What an office must publish by law, and where its own register says that it does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pcpgen.model.obligations import Provision
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Information:
    """Something that the law has published, and when, in words."""

    id: str
    what: str
    when: str
    provision: Provision


@dataclass(frozen=True, slots=True)
class Published:
    """Where something is published: at an address, as a document by its request, or nowhere and why."""

    id: Text
    url: str
    document: Text | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Register:
    """What is published where, by ids of the law's list, as an office looked it through on a day."""

    as_at: date
    published: Mapping[str, Published]
    place: Place
