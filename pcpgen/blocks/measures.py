"""From what a plan says of the national measures to blocks: each in its section, and all of them at a glance."""

from __future__ import annotations

from pcpgen.blocks.links import themes_called
from pcpgen.blocks.numbers import paragraph_id
from pcpgen.blocks.performance import performance_table
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.blocks.wording import ended
from pcpgen.document.blocks import Block, Numbered, TableBlock, WordsBlock
from pcpgen.document.prose import Phrase, listed, paragraph, phrase, worded
from pcpgen.document.table import WordsRow, WordsTable
from pcpgen.model import plan as model
from pcpgen.model.measures import NationalMeasure
from pcpgen.model.performance import PerformanceTable
from pcpgen.model.text import Text

# two comparisons at once: on the plan's base year, and on the year before
_COLUMNS = (
    "newest",
    "newest, baseline",
    "newest, change on baseline",
    "newest, a year before",
    "newest, change on a year before",
)


def measure(setting: Setting, number: str, after: int) -> Made:
    """The measure that a section is repeated for: whether it applies and why, its figures, what it bears on."""
    edition = setting.subject.edition
    found = edition.measures.measures.get(setting.item.id) if setting.item and edition and edition.measures else None
    if found is None or edition is None:
        return Made()
    made: list[Block] = []

    def at() -> str:
        return f"{number}.{after + len(made) + 1}"

    say = setting.say
    key = "measures.applies" if found.applies else "measures.does-not-apply"
    made.append(Numbered(paragraph_id(at()), at(), paragraph(worded(say, key, why=ended(found.why)))))
    if counted := tuple(each for each in found.indicators if each.value in setting.data.datasets):
        made.append(TableBlock(paragraph_id(at()), at(), performance_table(setting, _table(setting, found, counted))))
    elif found.applies:
        why = ended(found.no_data.value) if found.no_data else ""
        made.append(Numbered(paragraph_id(at()), at(), paragraph(worded(say, "measures.no-data", why=why))))
    if found.bears_on:
        things = listed(say, [_thing(setting, edition, each) for each in found.bears_on])
        made.append(Numbered(paragraph_id(at()), at(), paragraph(worded(say, "measures.bears-on", things=things))))
    return Made(tuple(made))


def _table(setting: Setting, found: NationalMeasure, counted: tuple[Text, ...]) -> PerformanceTable:
    place = found.place
    caption = setting.say.text("measures.caption", measure=setting.project.law.measures[found.id.value].says)
    columns = tuple(Text(name, place) for name in _COLUMNS)
    return PerformanceTable(f"measure-{found.id}", Text(caption, place), counted, columns, place)


def _thing(setting: Setting, edition: model.Edition, name: Text) -> Phrase:
    """A theme by its title, or a statement in its words, in quotation marks."""
    thing = edition.by_name[name.value]
    if isinstance(thing, model.Theme):
        kind = themes_called(setting.say, edition, 1)
        return worded(setting.say, "measures.theme", kind=kind, title=thing.title.value)
    return worded(setting.say, "measures.statement", text=setting.said(thing))


def measures(setting: Setting, number: str, after: int) -> Made:
    """Every measure in a table: whether it applies, and what it bears on; then the same from what they bear on."""
    edition, day, say = setting.subject.edition, setting.subject.day, setting.say
    if edition is None or edition.measures is None or day is None:
        return Made()
    said = edition.measures.measures
    due = [each for each in setting.project.law.measures_on(day) if each.id in said]
    none = phrase(say.text("table.none"))
    rows = []
    for each in due:
        found = said[each.id]
        applies = say.text("measures.yes" if found.applies else "measures.no")
        things = [_titled(setting, edition, name) for name in found.bears_on]
        rows.append(WordsRow(phrase(each.says), (phrase(applies), listed(say, things) if things else none)))
    at = f"{number}.{after + 1}"
    heads = tuple(map(say.text, ("measures.what", "measures.whether", "measures.on")))
    one = WordsTable(f"{paragraph_id(at)}-table", say.text("measures.glance"), heads, tuple(rows))
    blocks: list[Block] = [WordsBlock(paragraph_id(at), at, one)]
    names = [name for name in edition.by_name if any(name == on.value for each in due for on in said[each.id].bears_on)]
    back = []
    for name in names:
        by = [phrase(each.says) for each in due if any(on.value == name for on in said[each.id].bears_on)]
        back.append(WordsRow(_titled(setting, edition, Text(name, edition.place)), (listed(say, by),)))
    if back:
        at = f"{number}.{after + 2}"
        heads = (say.text("measures.thing"), say.text("measures.borne"))
        other = WordsTable(f"{paragraph_id(at)}-table", say.text("measures.from-plan"), heads, tuple(back))
        blocks.append(WordsBlock(paragraph_id(at), at, other))
    return Made(tuple(blocks))


def _titled(setting: Setting, edition: model.Edition, name: Text) -> Phrase:
    thing = edition.by_name[name.value]
    if isinstance(thing, model.Theme):
        return phrase(thing.title.value)
    return phrase(thing.short) if thing.short else setting.said(thing)
