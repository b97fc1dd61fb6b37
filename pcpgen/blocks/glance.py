"""From the indicators that a paper shows to one table on its first page: value, change, verdict, and where each stands.

It is made when all sections are, from the blocks as they are printed, so that it says what they say. What is exempt is
not in it. Where an earlier report on the same subject was issued, a column says what that one printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.blocks.wording import notes_of, shown
from pcpgen.document.blocks import IndicatorBlock, TableBlock
from pcpgen.document.document import Section
from pcpgen.document.prose import Shown
from pcpgen.document.table import Mark, Row, Table
from pcpgen.figures.data import KEPT_BACK, is_kept_back
from pcpgen.figures.figure import Figure
from pcpgen.model.issued import Issue
from pcpgen.model.period import parse_date, parse_period
from pcpgen.model.period_words import day_words, period_words
from pcpgen.model.report import Insert
from pcpgen.values import dataclass

NONE = "[z]"
_MARKS = {"[x]": "mark.x", KEPT_BACK: "mark.c", NONE: "glance.z"}
_UNDATED = parse_period("undated")


@dataclass(frozen=True, slots=True)
class Before:
    """The report before this one on the same subject: its day, and what it printed, by figure."""

    day: str  # in words
    printed: Mapping[str, str]


def has_indicators(setting: Setting) -> bool:
    """Whether the paper shows an indicator to those who may read all of the others."""
    blocks = (block for part in setting.subject.parts for block in part.blocks)
    return any(isinstance(each, Insert) and each.expression.name == "indicator" and not each.exempt for each in blocks)


def at_a_glance(setting: Setting, number: str, after: int) -> Made:
    """A row for each indicator that the document shows, in its order."""
    say = setting.say
    indicators = tuple(_indicators(setting.composed))
    if not indicators:
        return Made()
    before = _before(setting)
    heads = ["glance.value", "glance.period", "glance.change", "glance.verdict"]
    columns = [say.text(head) for head in heads]
    columns += [say.text("glance.before", day=before.day)] if before else []
    rows = tuple(_row(setting, each, before) for each in indicators)
    level = setting.plan.indicator_level if setting.plan else None
    table = Table(
        id=f"p-{number.replace('.', '-')}-glance",
        caption=say.text("glance.caption-of", indicators=level.plural) if level else say.text("glance.caption"),
        corner=setting.indicator,
        columns=(*columns, say.text("glance.paragraph")),
        rows=rows,
        of_words=(False, *[True] * len(columns)),
    )
    table = replace(table, notes=tuple(notes_of(setting.say, table, _MARKS)))
    at = f"{number}.{after + 1}"
    return Made((TableBlock(f"p-{at.replace('.', '-')}", at, table),))


def _indicators(sections: Iterable[Section]) -> Iterator[IndicatorBlock]:
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, IndicatorBlock))
        yield from _indicators(section.sections)


def _row(setting: Setting, block: IndicatorBlock, before: Before | None) -> Row:
    say, figure, verdict = setting.say, block.value.of, block.verdict
    value = shown(figure) if is_kept_back(figure) else block.value
    change = verdict.change if verdict else _word(block, "change", NONE)
    cells = [value, _word(block, "period", period_words(say, figure.period)), change]
    cells.append(_word(block, "verdict", verdict.word if verdict else NONE))
    cells += [_word(block, "before", _printed(setting, figure, before))] if before else []
    marks = tuple(Mark(verdict.shape, "", "verdict") if verdict and at == 3 else None for at in range(len(cells) + 1))
    return Row(block.title, (*cells, _word(block, "paragraph", block.number)), marks=marks, target=block.id)


def _word(block: IndicatorBlock, what: str, said: str) -> Shown:
    """A word in a cell, which is no figure."""
    return shown(Figure(f"{what}:{block.id}", None, "", None, _UNDATED, "", (), mark=said))


def _printed(setting: Setting, figure: Figure, before: Before) -> str:
    """What the report before printed of the same series: the same figure, another one with its time, or none.

    What is kept back now is not told from there.
    """
    if is_kept_back(figure):
        return KEPT_BACK
    series = figure.id.partition("@")[0]
    known = [(id.partition("@")[2], said) for id, said in before.printed.items() if id.partition("@")[0] == series]
    if not known:
        return setting.say.text("glance.not-printed")
    period, said = max(known, key=lambda each: parse_period(each[0]).order)
    if (period, said) == (figure.id.partition("@")[2], shown(replace(figure, base=None)).text):
        return setting.say.text("glance.same")
    when = period_words(setting.say, parse_period(period))
    return setting.say.text("performance.of", value=said, period=when)


def _before(setting: Setting) -> Before | None:
    """The latest report of an earlier day that was issued on the same subject."""
    subject = setting.subject
    paper = subject.paper
    if paper is None or subject.day is None:
        return None
    day, own = subject.day.isoformat(), _subject(subject.id, subject.day.isoformat())
    found = [
        versions.latest
        for id, versions in setting.project.issued.items()
        if versions.latest.dated < day and _subject(id, versions.latest.dated) == own
    ]
    latest = max(found, key=lambda each: each.dated, default=None)
    return Before(day_words(setting.say, parse_date(latest.dated)), _figures(latest)) if latest else None


def _subject(id: str, day: str) -> str:
    """What stays of a document's id without its day: "panel-communities"."""
    return id.replace(f"-{day}", "", 1)


def _figures(issue: Issue) -> dict[str, str]:
    """What an issued document printed, by figure, from the record that lies with it."""
    found: dict[str, str] = {}
    try:
        for each in json.loads(issue.outputs["provenance.json"])["figures"]:
            found.setdefault(str(each["figure"]), str(each["shown"]))
    except (ValueError, KeyError, TypeError):
        return found  # no record of ours
    return found
