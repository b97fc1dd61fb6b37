"""From tables that are long to an annex of the document: compact, the oldest first, years apart, linked both ways.

What goes there is decided where its block is made: the table of every period behind an indicator's comparisons, the
rates of areas without a rank, and many rates that a chart ranks, where the document's outline has an annex.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pcpgen.blocks.numbers import paragraph_id
from pcpgen.blocks.setting import Annexed, Setting
from pcpgen.blocks.subject import Made
from pcpgen.blocks.wording import flag_notes
from pcpgen.document.blocks import Block, IndicatorBlock, Numbered, TableBlock
from pcpgen.document.prose import Phrase, Reference, paragraph, worded
from pcpgen.document.table import Row, Table
from pcpgen.model.data import Dataset
from pcpgen.words.catalogue import Catalogue

MOST_CELLS = 60  # of a table that stays with its indicator, unless its file says otherwise
MARKS = ("x", "c", "z")


def has_annex(setting: Setting) -> bool:
    """Whether anything was put into the annex."""
    return bool(setting.annex)


def without_long_table(setting: Setting, dataset: Dataset, block: IndicatorBlock) -> IndicatorBlock:
    """An indicator whose table of every period stands in the annex, with a link to it; as it is where it stays."""
    table = block.series
    if table is None or setting.annex is None or not _goes(dataset, is_long(table)):
        return block
    say = setting.say
    rows = table.rows if dataset.newest_last else table.rows[::-1]
    notes = (*_marked(say, table), *flag_notes(say, [table]))
    setting.annex.append(
        Annexed(block.id, block.number, block.title, replace(table, rows=_years_apart(rows), notes=notes))
    )
    link = Reference(table.id, say.text("annex.link"))
    note = worded(say, "annex.table", title=table.caption, annex=link)
    return replace(block, series=None, notes=(note, *block.notes))


def table_or_link(setting: Setting, dataset: Dataset, block: TableBlock, long: bool) -> Block:
    """A numbered table, or the paragraph that leads to it in the annex."""
    if setting.annex is None or not _goes(dataset, long):
        return block
    setting.annex.append(Annexed(block.id, block.number, dataset.title.value, block.table))
    link = Reference(block.table.id, setting.say.text("annex.link"))
    return Numbered(
        block.id, block.number, paragraph(worded(setting.say, "annex.table", title=block.table.caption, annex=link))
    )


def annex(setting: Setting, number: str, after: int) -> Made:
    """The tables that blocks above left to the annex, each under a line that leads back to where it belongs."""
    blocks: list[Block] = []
    for at, each in enumerate(setting.annex or (), after + 1):
        here = f"{number}.{at}"
        blocks.append(Numbered(paragraph_id(here), here, paragraph(_back(setting.say, each))))
        blocks.append(TableBlock("", "", each.table, compact=True))
    return Made(tuple(blocks))


def _back(say: Catalogue, of: Annexed) -> Phrase:
    back = Reference(of.id, say.text("see.paragraph", number=of.number))
    return worded(say, "annex.back", title=of.title, paragraph=back)


def _goes(dataset: Dataset, long: bool) -> bool:
    return dataset.annex == "always" or (long and dataset.annex != "never")


def is_long(table: Table) -> bool:
    """Whether a table goes to the annex where a chart draws what it holds."""
    return len(table.columns) * len(table.rows) > MOST_CELLS


def _marked(say: Catalogue, table: Table) -> Iterator[str]:
    texts = {cell.text for row in table.rows for cell in row.cells}
    return (say.text(f"mark.{mark}") for mark in MARKS if f"[{mark}]" in texts)


def _years_apart(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The same rows, the first of each year set apart from the year before."""
    years = [row.cells[0].of.period.start.year if row.cells[0].of.period.start else 0 for row in rows]
    return tuple(
        replace(row, kind="apart") if at and years[at] != years[at - 1] and row.kind == "line" else row
        for at, row in enumerate(rows)
    )
