"""A variation of an edition as its author wrote it: which texts are to be changed, how, and why."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.prose.passage import Passage
from pcpgen.values import dataclass

Kind = Literal["reword", "replace", "add", "remove", "move"]
What = Literal["passage", "statement", "page", "theme"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One change: its kind, what sort of text it names, and that text's id, "page-7/offenders".

    `body` are the new words; `heading` the new heading or title. `under` is the page or theme that a text moves to,
    `after` the text that it is to follow, both by id; without `after` it comes last, with `at_start` first.
    """

    kind: Kind
    what: What
    node: Text
    place: Place
    body: Passage | None = None
    heading: Text | None = None
    under: Text | None = None
    after: Text | None = None
    at_start: bool = False
    level: Text | None = None
    serves: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Variation:
    """Changes to one edition, named by the edition and the variation's own id: 2013-16+partnership-working.

    `remark` is printed wherever the changes are shown.
    """

    id: str
    title: Text
    why: Text
    to_panel: date | None
    remark: Passage | None
    changes: tuple[Asked, ...]
    place: Place
