"""The things that can be added beside documents, by name; light, for completion and help ask for them as well."""

from __future__ import annotations

from typing import Literal, get_args

Thing = Literal["theme", "page", "indicator", "dataset", "meeting", "variation", "outline", "action"]
THINGS: tuple[Thing, ...] = get_args(Thing)
TRANSLATION = "translation"  # of what is there already, which `new` begins as well
