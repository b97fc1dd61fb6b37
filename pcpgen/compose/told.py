"""From a composed document whose figures are told in English to the same with them told in its own language.

A figure is written where it is made, long before anybody knows for which document: "£400 thousand", "more than 20",
"3.1 to 4.7". What stands in it beside digits and signs is swapped here.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from functools import partial
from typing import Any

from pcpgen.blocks.wording import STAY
from pcpgen.document.document import Document
from pcpgen.document.prose import Shown
from pcpgen.figures.figure import Figure
from pcpgen.languages import ENGLISH
from pcpgen.model.data import QUALIFIERS
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.words.catalogue import Catalogue

UNITS = ("thousand", "million", "billion", "minutes", "hours", "days", "pence", "percentage points", "rank")

_QUANTITY = pattern(rf"(?<=[0-9]{STAY})(?:{'|'.join(UNITS)})\b")
_MONEY = pattern(r"(?<=£ )(?:thousand|million|billion)\b")  # as the head of a column
_QUALIFIER = pattern(rf"(?<!\w)(?:{'|'.join(sorted(QUALIFIERS, key=len, reverse=True))})(?={STAY}[£−+0-9])")
_RATE = pattern(r"per (?P<number>[0-9,]+) residents \((?P<year>[^)]*)\)")
_ORDINAL = pattern(r"(?P<number>[0-9]+)(?:st|nd|rd|th)")
_NUMBER = r"[+−]?[0-9][0-9,]*(?:\.[0-9]+)?%?"
_BETWEEN = pattern(rf"(?P<first>{_NUMBER}) to (?P<last>{_NUMBER})")


def in_its_language(document: Document) -> Document:
    """The document with its figures told in the language of its catalogue."""
    say = document.catalogue
    if say.id == ENGLISH:
        return document
    found: Document = _told(say, document)
    return found


def _told(say: Catalogue, value: Any) -> Any:
    if type(value) is str:
        return _words(say, value) if STAY in value or "per " in value or "£ " in value else value
    if isinstance(value, Shown):
        return replace(value, text=_shown(say, value), of=_figure(say, value.of))
    if isinstance(value, tuple) and not isinstance(value, Place):
        return tuple(_told(say, each) for each in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, Figure | Place | Catalogue | type):
        return value
    fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
    changed = {name: told for name, each in fields.items() if (told := _told(say, each)) is not each}
    return replace(value, **changed) if changed else value


def _words(say: Catalogue, text: str) -> str:
    text = _MONEY.sub(partial(_quantity, say), _QUANTITY.sub(partial(_quantity, say), text))
    text = _QUALIFIER.sub(lambda found: say.text(_key("qualifier", found[0])), text)
    return _RATE.sub(lambda found: say.text("rates.per", number=found["number"], year=found["year"]), text)


def _quantity(say: Catalogue, found: re.Match[str]) -> str:
    return say.text(_key("quantity", found[0]))


def _shown(say: Catalogue, shown: Shown) -> str:
    if between := _BETWEEN.fullmatch(shown.text):
        return say.text("chart.spark", first=between["first"], last=between["last"])
    if shown.of.unit == "rank":
        return _ORDINAL.sub(lambda found: say.ordinal(int(found["number"])), shown.text)
    return _words(say, shown.text)


def _figure(say: Catalogue, figure: Figure) -> Figure:
    """A figure with its unit and qualifier as open data print them."""
    sign, _, unit = figure.unit.rpartition("£ ")
    told = f"{sign}{'£ ' * figure.unit.startswith('£ ')}{say.text(_key('quantity', unit))}" if unit in UNITS else ""
    qualifier = say.text(_key("qualifier", figure.qualifier)) if figure.qualifier in QUALIFIERS else figure.qualifier
    return replace(figure, unit=told or _words(say, figure.unit), qualifier=qualifier)


def _key(group: str, words: str) -> str:
    return f"{group}.{words.replace(' ', '-')}"
