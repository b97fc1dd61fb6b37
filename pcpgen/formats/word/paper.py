"""From the blocks that a paper shows to paragraphs of a Word file: numbered paragraphs, indicators, questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pcpgen.document.blocks import (
    Chart,
    Excerpt,
    ExemptBlock,
    IndicatorBlock,
    Numbered,
    QuestionBlock,
    Spark,
    Subheading,
    WithheldBlock,
)
from pcpgen.document.prose import phrase
from pcpgen.document.redline import Redline, Run
from pcpgen.document.sheets import drawn_in_pieces
from pcpgen.formats.word.growing import Growing
from pcpgen.formats.word.inlines import coloured, line, paragraph, run, tab, words
from pcpgen.formats.word.pictures import drawn
from pcpgen.formats.word.prose import Stand, heading, in_list, numbered, prose
from pcpgen.formats.word.stand import Around
from pcpgen.formats.word.styles import borders
from pcpgen.formats.word.tables import figures
from pcpgen.formats.word.tracked import WHOLE, tracked, whole_tracked
from pcpgen.formats.word.xml import Element


def numbered_paragraph(growing: Growing, block: Numbered, around: Around) -> Iterator[Element]:
    style = "AskedParagraph" if block.asks else "NumberedParagraph"
    yield from numbered(growing, block.number, block.id, block.body, style)


def subheading(growing: Growing, block: Subheading, around: Around) -> Iterator[Element]:
    yield heading(growing, around.level + block.level - 1, *words(growing, block.title), ids=[block.id])


def question(growing: Growing, block: QuestionBlock, around: Around) -> Iterator[Element]:
    say = growing.document.catalogue
    yield heading(growing, around.level, run(f"{block.number} {block.label}"), ids=[block.id])
    yield paragraph(growing, "Question", *words(growing, block.question))
    yield paragraph(growing, "Label", run(say.text("question.response")))
    if block.status:
        yield paragraph(growing, "Label", run(block.status))
    if block.answer:
        yield from prose(growing, block.answer)
    elif not block.status:
        yield paragraph(growing, "Normal", run(say.text("question.no-response")))


def indicator(growing: Growing, block: IndicatorBlock, around: Around) -> Iterator[Element]:
    """The newest value in large, what may be said of its change, then its chart, its tables and their source."""
    say = growing.document.catalogue
    label = f"{block.number} {block.called}: "
    yield heading(growing, around.level, run(label), *line(growing, phrase(block.title).content), ids=[block.id])
    value = coloured(line(growing, (block.value,)), around.hue)
    yield paragraph(growing, "IndicatorValue", *value)
    yield paragraph(growing, "Normal", *words(growing, block.what))
    if block.spark:
        yield _spark(growing, block.spark)
    if block.verdict:
        said = [run(f"{block.verdict.word}:", "b"), run(" "), *words(growing, block.verdict.says)]
        yield paragraph(growing, "Verdict", *said)
    if block.others:
        yield paragraph(growing, "Normal", *words(growing, block.others))
    if block.grade:
        word = run(say.text("grade.label", word=block.grade.word), "b")
        said = [word, run(" – "), *words(growing, block.grade.says)]
        layout = [borders(block.grade.colour.lstrip("#"))] if block.grade.colour else []
        yield paragraph(growing, "Verdict", *said, layout=layout)
    if block.chart:
        yield from _drawn(growing, block.chart)
    yield from figures(growing, block.table)
    if block.series:
        yield from figures(growing, block.series)
    notes = [phrase(note) for note in block.chart.notes] if block.chart else []
    for note in (*notes, *block.notes):
        yield paragraph(growing, "Source", *words(growing, note))
    yield paragraph(growing, "Source", run(say.text("source", source=block.source)))


def _spark(growing: Growing, spark: Spark) -> Element:
    return paragraph(
        growing, "Normal", drawn(growing, spark.drawing, spark.alternative), run(" "), *words(growing, spark.says)
    )


def chart(growing: Growing, block: Chart) -> Iterator[Element]:
    """A chart with its finding, its source, and its data where it does not write each of them."""
    yield from _drawn(growing, block)
    yield paragraph(growing, "Source", run(growing.document.catalogue.text("source", source=block.source)))
    yield from (paragraph(growing, "Source", run(note)) for note in block.notes)
    if not block.labelled:
        yield from figures(growing, block.table)


def _drawn(growing: Growing, block: Chart) -> Iterator[Element]:
    yield paragraph(growing, "ChartTitle", *words(growing, block.title), ids=[block.id])
    yield paragraph(growing, "ChartMeasure", run(block.measure))
    pieces = drawn_in_pieces(block.drawing)
    for at, drawing in enumerate(pieces, 1):
        says = block.alternative
        if at > 1:
            name = block.title.plain
            says = growing.document.catalogue.text("table.piece", caption=name, number=at, many=len(pieces))
        yield paragraph(growing, "Picture", drawn(growing, drawing, says))


def excerpt(growing: Growing, block: Excerpt) -> Iterator[Element]:
    begin, end = growing.bookmark(growing.target(block.id))
    made = list(prose(growing, block.body, Stand("Excerpt")))
    made[0].extend((begin, end)) if made and made[0].tag.endswith("}p") else None
    yield from made


def withheld(growing: Growing, block: WithheldBlock) -> Iterator[Element]:
    said = [run(block.number, "Number"), tab(), *words(growing, block.says)]
    yield paragraph(growing, "WithheldParagraph", *said, ids=[block.id])


def exempt(growing: Growing, block: ExemptBlock, within: Iterable[Element]) -> Iterator[Element]:
    say = growing.document.catalogue
    yield paragraph(growing, "ExemptLabel", run(block.label))
    yield paragraph(growing, "Normal", run(say.text("exempt.reason", reason=block.reason)))
    yield from within
    yield paragraph(growing, "ExemptLabel", run(say.text("exempt.end")))


def redline(growing: Growing, block: Redline, around: Around) -> Iterator[Element]:
    """A text with what was inserted and removed, told in words beside the marks or as tracked changes."""
    changes = tracked if block.tracked else _changes
    title = [run(": "), *changes(growing, block.title)] if block.title else []
    yield heading(growing, around.level, run(f"{block.number} {block.label}"), *title, ids=[block.id])
    yield from (paragraph(growing, "Told", run(said)) for said in block.says)
    for group in block.groups:
        number = growing.new_list("bullet", 0, 1) if group.kind == "list" else 0
        style, layout = ("ListBullet", in_list(number)) if number else ("Normal", [])
        for each in group.lines:
            whole = [whole_tracked(growing, each.fate)] if block.tracked and each.fate in WHOLE else []
            yield paragraph(growing, style, *changes(growing, each.runs), layout=[*layout, *whole])


def _changes(growing: Growing, changes: Sequence[Run]) -> Iterator[Element]:
    say = growing.document.catalogue
    for at, change in enumerate(changes):
        if at:
            yield run(" ")
        if change.fate == "same":
            yield from words(growing, change.prose)
            continue
        key, look = ("inserted", "Inserted") if change.fate == "inserted" else ("removed", "Removed")
        yield run(say.text(f"redline.{key}") + " ", "Number")
        yield from words(growing, change.prose, look)
        yield run("]", "Number")
