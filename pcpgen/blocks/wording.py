"""From a figure to the text that a reader sees: digits, sign, unit, qualifier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from pcpgen.document.prose import Phrase, Shown, phrase, worded
from pcpgen.document.table import Table
from pcpgen.figures.compare import Comparison, difference_of
from pcpgen.figures.data import in_unit, shown_value
from pcpgen.figures.figure import Figure, rounded
from pcpgen.model.data import FLAGS, Ratio
from pcpgen.model.law import Reference
from pcpgen.model.period_words import day_words, period_words
from pcpgen.words.catalogue import Catalogue

MINUS = "\u2212"
NOT_PRINTED = "[x]"
STAY = "\u00a0"  # a space at which no line ends, between a number and its words
_AROUND = {
    "%": ("", "%"),
    "£": ("£", ""),
    "£ thousand": ("£", f"{STAY}thousand"),
    "£ million": ("£", "m"),
    "£ billion": ("£", f"{STAY}billion"),
    "pence": ("", "p"),
}
# a money or time unit that is named in words beside the number where it stands alone
_SPELLED = {"minutes": f"{STAY}minutes", "hours": f"{STAY}hours"}


def digits(value: Decimal, signed: bool = False) -> str:
    """An already rounded value with thousands commas and a proper minus: −1,376."""
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}{abs(value):,f}"


def number(figure: Figure) -> str:
    """The bare number, as a table cell or an axis wants it; `[x]` where the source prints none."""
    if figure.value is None:
        return figure.mark
    if isinstance(figure.value, Ratio):
        return str(figure.value).replace(" ", STAY)
    value = shown_value(figure)
    assert value is not None
    return digits(value, figure.signed)


def in_full(figure: Figure, spelled: bool = True) -> str:
    """The number with its qualifier and unit, as prose wants it: "more than £6m", "8.4%", "2nd", "135 minutes"."""
    bare = number(figure)
    if isinstance(figure.value, Decimal):
        if figure.unit == "rank":
            bare = ordinal(int(figure.value))
        else:
            before, after = _AROUND.get(figure.unit, ("", _SPELLED.get(figure.unit, "") if spelled else ""))
            if figure.unit.startswith("per "):  # a rate, which is nothing without its people and their year
                after = f" {figure.unit}"
            sign = bare[0] if bare[0] in f"{MINUS}+" else ""
            bare = f"{sign}{before}{bare.removeprefix(sign)}{after}"
    return qualified(figure, bare)


def qualified(figure: Figure, bare: str) -> str:
    """A number with the qualifier before it and the base of a survey behind it."""
    said = f"{figure.qualifier}{STAY}{bare}" if figure.qualifier else bare
    return f"{said} (n={figure.base:,})" if figure.base else said


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def shown(figure: Figure, full: bool = True) -> Shown:
    """The figure as a template places it."""
    return Shown(in_full(figure) if full else number(figure), figure)


def cell(figure: Figure, full: bool = True) -> Shown:
    """The figure as a cell of a table shows it: the letters of its flags beside it, each in square brackets."""
    flags = "".join(f"{STAY}[{flag}]" for flag in figure.flags) if figure.value is not None else ""
    return Shown(f"{in_full(figure) if full else number(figure)}{flags}", figure)


def in_prose(say: Catalogue, figure: Figure, said: str = "") -> Shown:
    """The figure as a sentence shows it, in full or as `said`, with what its flags say: "5,661 (provisional)"."""
    said = said or in_full(figure)
    words = say.listed([say.text(f"flag.{flag}") for flag in figure.flags if flag != "b"])
    return Shown(f"{said} ({words})" if words and figure.value is not None else said, figure)


def flag_notes(say: Catalogue, tables: Iterable[Table]) -> tuple[str, ...]:
    """What the letters beside figures mean, each once, for those that some tables show."""
    used = {
        flag for table in tables for row in table.rows for each in row.cells for flag in each.of.flags if each.value
    }
    return tuple(say.text("flag.note", flag=flag, what=say.text(f"flag.{flag}")) for flag in FLAGS if flag in used)


def notes_of(say: Catalogue, table: Table, marks: Mapping[str, str]) -> Iterator[str]:
    """What the marks of a table mean, by their entries of the catalogue in their order, then its letters; each once."""
    texts = {one.text for row in table.rows for one in row.cells}
    yield from (say.text(key) for mark, key in marks.items() if mark in texts)
    yield from flag_notes(say, [table])


def money(figure: Figure, unit: str, decimals: int) -> str:
    """An amount in another unit with fixed decimals, as labels of one chart want it: £142.9m."""
    turned = in_unit(figure, unit) if unit and unit != figure.unit else figure
    assert isinstance(turned.value, Decimal)
    before, after = _AROUND.get(turned.unit, ("", ""))
    bare = digits(rounded(turned.value, decimals))
    sign = bare[0] if bare[0] == MINUS else ""
    return f"{sign}{before}{bare.removeprefix(sign)}{after}"


def cited(say: Catalogue, provision: Reference, dated: bool = False) -> str:
    """A provision as prose cites it: "section 5 of the Police Reform and Social Responsibility Act 2011".

    One that is `dated` has its number with it, and since when it is in force.
    """
    if dated:
        day = day_words(say, provision.begins)
        return say.text("law.dated", law=cited(say, provision), source=provision.source, day=day)
    if provision.section:
        return say.text("law.section", section=provision.section, title=provision.title)
    return say.text("law.whole", title=provision.title)


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: 1 objective, 14 objectives."""
    return f"{count:,} {one if count == 1 else many}"


def ended(sentence: str) -> str:
    """A sentence with its full stop, if it has no other end."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def closed(sentence: Phrase) -> Phrase:
    """A phrase with its full stop, if it has no other end."""
    plain = sentence.plain
    return sentence if ended(plain) == plain else phrase(sentence, ".")


def compared(say: Catalogue, comparison: Comparison) -> Phrase:
    """A change in prose: "up 5.7% on January to September 2018 (96,457)"; of a survey with its interval beside it."""
    base = comparison.base
    if comparison.direction == "level":
        return worded(say, "change.level", period=period_words(say, base.period), value=shown(base))
    told = size(say, comparison)
    if between := _between(comparison):
        told = worded(say, "change.with-interval", change=told, interval=between)
    key = "change.up" if comparison.direction == "up" else "change.down"
    return worded(say, key, change=told, period=period_words(say, base.period), value=shown(base))


def size(say: Catalogue, comparison: Comparison) -> Phrase:
    """By how much a figure changed, without a sign: "5.7%", "6.0 percentage points"; in numbers on a base of nought."""
    change = comparison.change if comparison.has_change else difference_of(comparison)
    amount = replace(change, signed=False, value=abs(change.value) if isinstance(change.value, Decimal) else None)
    told = replace(shown(amount), of=change)
    return worded(say, "unit.percentage-points", value=told) if change.unit == "percentage points" else phrase(told)


def signed(say: Catalogue, comparison: Comparison) -> Phrase:
    """A change with its sign, in numbers and in per cent: "+1,093 (+6.4%)"; of percentages in points."""
    change = comparison.change
    if change.unit == "percentage points":
        return worded(say, "unit.percentage-points", value=shown(change))
    number = shown(difference_of(comparison))
    if change.unit != "%" or change.value is None:
        return phrase(number)
    return worded(say, "change.signed", difference=number, change=shown(change))


def _between(comparison: Comparison) -> Shown | None:
    """The interval of a survey's change, "−10.3 to −1.7"; None where it has none."""
    change, between = comparison.change, comparison.between
    if between is None:
        return None
    ends = (digits(rounded(end, 1), signed=True) for end in (between.lower, between.upper))
    formula = f"Newcombe's interval of {change.formula}"
    figure = replace(change, id=change.id.replace("change:", "interval:", 1), formula=formula, signed=False)
    return Shown(" to ".join(ends), figure)


def after_article(say: Catalogue, title: str, first: bool = False) -> str:
    """A title within a sentence, or at its beginning: "the Plan"; one that has an article of its own as it is."""
    if title.partition(" ")[0].casefold() in say.articles:
        return title
    return say.text("title.after-article-first" if first else "title.after-article", title=title)
