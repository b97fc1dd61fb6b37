"""From the statements of an edition to pages that gather them: a level as a list or table, what serves what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from pcpgen.blocks.grades import mark_of
from pcpgen.blocks.links import (
    bond,
    heading_of,
    level_called,
    linked,
    posts,
    statement_id,
    top_of,
)
from pcpgen.blocks.page import PageSetting, inline
from pcpgen.blocks.statements import Stating, level_of
from pcpgen.document.blocks import Block, TextBlock, WordsBlock
from pcpgen.document.document import Section
from pcpgen.document.prose import Phrase, Reference, paragraph, phrase
from pcpgen.document.table import WordsRow, WordsTable
from pcpgen.model import plan as model
from pcpgen.model.grade import Step
from pcpgen.model.page import LinksSource, StatementsSource
from pcpgen.prose.passage import Passage
from pcpgen.values import dataclass


def statements_page(setting: PageSetting, page: StatementsSource) -> Section:
    """The statements of a level, each once: those of the plan as a whole, or of all themes in a table."""
    level = next(each for each in setting.edition.levels if each.key == page.level.value)
    if page.as_table or not level.of_plan:
        shown: Block | None = WordsBlock("", "", _table(setting, page, level))
    else:
        said = partial(inline, setting, page.id)
        found = level_of(Stating(setting.edition, setting.links, None, setting.office, setting.data, said), level)
        shown = replace(found, name="", layout="tree") if found else None
    return Section(
        page.id, (), (*_intro(setting, page.id, page.intro), *([shown] if shown else [])), layout="statements"
    )


def _intro(setting: PageSetting, page: str, intro: Passage | None) -> Iterator[Block]:
    if intro:
        yield TextBlock(paragraph(inline(setting, page, intro)))


# -- a level as a table


@dataclass(frozen=True)
class _Row:
    """A statement with all that may be said of it in a table."""

    theme: model.Theme | None
    node: model.Node
    id: str


def _table(setting: PageSetting, page: StatementsSource, level: model.Level) -> WordsTable:
    """A row for each statement, with those columns in which any has something to say."""
    say, edition = setting.data.catalogue, setting.edition
    placed: list[tuple[model.Theme | None, model.Node]] = [(None, node) for node in edition.at(level.key)]
    placed += [(theme, node) for theme in edition.themes for node in theme.at(level.key)]
    rows = [_Row(theme, node, statement_id(theme, node)) for theme, node in placed]
    columns = list(_columns(setting, rows))
    steps = [_graded(setting, row) for row in rows]
    if any(steps):
        ungraded = say.text("grade.ungraded")
        columns.append((say.text("grades.grade"), [phrase(step.word if step else ungraded) for step in steps]))
    none = phrase(say.text("table.none"))
    return WordsTable(
        f"{page.id}-table",
        say.text("statement.all", level=level.noun(len(rows))),
        (level.name, *(head for head, _ in columns)),
        tuple(
            WordsRow(
                _head(setting, page, row, level),
                tuple(cells[at] or none for _, cells in columns),
                row.id if level.of_plan else "",
                (*(None for _ in columns[1:]), mark_of(setting.office, steps[at])) if any(steps) else (),
            )
            for at, row in enumerate(rows)
        ),
    )


def _head(setting: PageSetting, page: StatementsSource, row: _Row, level: model.Level) -> Phrase:
    """The statement itself, or where it stands on the page of its theme a link to it."""
    says = inline(setting, page.id, row.node.body)
    return says if level.of_plan else phrase(Reference(row.id, says.plain))


def _graded(setting: PageSetting, row: _Row) -> Step | None:
    """The grade of a statement on the day of the document's figures; the newest where it has no such day."""
    grades, day = setting.project.grades, setting.data.as_at
    edition, name = setting.edition, model.name_of(row.theme, row.node)
    given = grades.given_of(edition.varies or edition.id, name, day) if grades else ()
    newest = given[-1].step if given else None
    return grades.scale[newest.value] if grades and newest else None


def _columns(setting: PageSetting, rows: list[_Row]) -> Iterator[tuple[str, list[Phrase | None]]]:
    """Heads with their cells, a column for whatever any of the rows has."""
    say, edition, links = setting.data.catalogue, setting.edition, setting.links
    if any(row.theme for row in rows):
        yield (
            top_of(say, edition).name,
            [phrase(Reference(row.theme.id, row.theme.title.value)) if row.theme else None for row in rows],
        )
    if any(row.node.owners for row in rows):
        most = max(len(row.node.owners) for row in rows)
        owners = [phrase(posts(setting.office, row.node.owners)) if row.node.owners else None for row in rows]
        yield say.counted("statement.owner", most), owners
    for head, found in (
        (say.text("statement.serves-column"), links.serves),
        (say.text("statement.served-by-column"), links.served_by),
    ):
        cells = [linked(things) if (things := found.get(row.id)) else None for row in rows]
        if any(cells):
            yield head, cells


# -- what serves what

_WORDS = {"direct": "links.direct", "through": "links.through", "not": "links.not"}


def links_page(setting: PageSetting, page: LinksSource) -> Section:
    """A matrix of two levels: a row for each thing that serves, a column for each that is served."""
    say, edition, links = setting.data.catalogue, setting.edition, setting.links
    rows, columns = links.things.get(page.rows.value, ()), links.things.get(page.columns.value, ())
    found = [[bond(links, row, column) for column in columns] for row in rows]
    through = say.text(
        "links.through-note",
        through=say.text(_WORDS["through"]),
        column=level_called(say, edition, page.columns.value, 1),
    )
    table = WordsTable(
        f"{page.id}-table",
        say.text(
            "links.caption",
            row=level_called(say, edition, page.rows.value, 1),
            columns=heading_of(say, edition, page.columns.value, len(columns)),
        ),
        (heading_of(say, edition, page.rows.value, 1), *(column.title for column in columns)),
        tuple(
            WordsRow(linked([row]), tuple(phrase(say.text(_WORDS[mark])) for mark in marks))
            for row, marks in zip(rows, found, strict=True)
        ),
        (through,) if any("through" in marks for marks in found) else (),
    )
    return Section(page.id, (), (*_intro(setting, page.id, page.intro), WordsBlock("", "", table)), layout="statements")
