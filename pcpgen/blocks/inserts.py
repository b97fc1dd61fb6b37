"""From an expression that stands alone in its paragraph to the block that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pcpgen.blocks.actions import actions_block
from pcpgen.blocks.amounts import amounts_table
from pcpgen.blocks.annex import is_long, table_or_link, without_long_table
from pcpgen.blocks.board import contents_by_law, recommendation_again, themes_of
from pcpgen.blocks.grades import grade_of
from pcpgen.blocks.indicators import indicator_block
from pcpgen.blocks.questions import question_block
from pcpgen.blocks.setting import Setting
from pcpgen.document.blocks import Block, TableBlock
from pcpgen.figures.data import asked_at
from pcpgen.prose.tree import Expression


def insert_block(setting: Setting, asked: Expression, id: str, number: str) -> Block:
    """The block that an expression stands for; its id and its number are those of its paragraph."""
    with asked_at(asked.place):
        return _INSERTS[asked.name](setting, asked, id, number)


def _indicator(setting: Setting, asked: Expression, id: str, number: str) -> Block:
    dataset = setting.project.datasets[str(asked.arguments[0])]
    block = indicator_block(setting.data, dataset, number, setting.hue, setting.office.area, setting.indicator)
    grade = grade_of(setting.data, dataset, setting.project.grades, setting.office, setting.subject.day)
    return without_long_table(setting, dataset, replace(block, grade=grade, place=asked.place))


def _rates(setting: Setting, asked: Expression, id: str, number: str) -> Block:
    from pcpgen.blocks.rates import rates_table

    dataset = setting.project.datasets[str(asked.arguments[0])]
    ranked = len(asked.arguments) == 1
    block = TableBlock(id, number, rates_table(setting.data, setting.project, dataset, ranked), asked.place)
    drawn = dataset.chart == "ranked" and is_long(block.table)
    return table_or_link(setting, dataset, block, long=drawn or not ranked)


def _performance(setting: Setting, asked: Expression, id: str, number: str) -> Block:
    from pcpgen.blocks.performance import performance_table

    table = setting.project.performance[str(asked.arguments[0])]
    return TableBlock(id, number, performance_table(setting, table), asked.place)


def _actions(setting: Setting, asked: Expression, id: str, number: str) -> Block:
    return actions_block(setting, str(asked.arguments[0]), id, number)


def _amounts(setting: Setting, asked: Expression, id: str, number: str) -> Block:
    dataset = setting.project.datasets[str(asked.arguments[0])]
    table = amounts_table(setting.data, dataset, tuple(map(str, asked.arguments[1:])))
    return TableBlock(id, number, table, asked.place)


def _question(setting: Setting, asked: Expression, id: str, number: str) -> Block:
    assert setting.subject.day is not None  # only a dated paper asks for one
    question = setting.project.questions[str(asked.arguments[0])]
    return question_block(setting, question, id, number, setting.subject.day)


_INSERTS: Mapping[str, Callable[[Setting, Expression, str, str], Block]] = {
    "indicator": _indicator,
    "rates": _rates,
    "performance": _performance,
    "actions": _actions,
    "amounts": _amounts,
    "question": _question,
    "repeat": recommendation_again,
    "contents_by_law": contents_by_law,
    "themes": themes_of,
}
