"""From captions, heads and labels to warnings: they name another series, unit or period than they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pcpgen.checks.passages import charts, tiles
from pcpgen.checks.sentences.dates import agree, dates_in
from pcpgen.checks.sentences.names import another, other_indicator, own_names, parts_of, stems, subject_of, telling
from pcpgen.checks.sentences.periods import OTHER_PERIOD
from pcpgen.checks.sentences.reading import MARK, Line, read_line
from pcpgen.checks.sentences.said import Said
from pcpgen.checks.sentences.spoken import Spoken, spoken
from pcpgen.checks.sentences.subjects import names_own, own_words
from pcpgen.checks.sentences.units import OTHER_UNIT, changes_of_others, unit_of_other
from pcpgen.figures.compare import conditions
from pcpgen.figures.data import Data
from pcpgen.model.data import Ratio, Series
from pcpgen.model.page import ChartSpec, FactsSource, TileSource
from pcpgen.model.period import Period
from pcpgen.model.plan import Edition
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem
from pcpgen.prose.passage import Passage, blocks_in, typed
from pcpgen.prose.tree import Source as Leaf
from pcpgen.prose.tree import TableCell, WordsTable
from pcpgen.rules import Rule

OTHER_SERIES = Rule(
    "other-series",
    "Words that name another figure than they stand beside",
    "A number under the caption of another is wrong for everybody who trusts it.",
    "Correct the words, or the name in the double braces.",
    "warning",
)
_PER_CENT = pattern(r"%|\bper cent\b|\bpercent(?:age)?\b|\bproportion\b", re.IGNORECASE)
_NUMBER_OF = pattern(r"(?:the )?numbers?(?: of\b|$)|how many\b", re.IGNORECASE)
# where words begin that set something else beside what a sentence is about
_ELSE = pattern(r"\b(?:than|unlike|like|whereas|while|compared|against|apart|except|besides|beside|not|as in)\b")
# a unit at the end of a head, or alone
_IN_PER_CENT = pattern(r"(?:^|[(, ])(?:%|per cent|percent|percentage)\)?$", re.IGNORECASE)
_IN_POUNDS = pattern(r"(?:^|[(, ])£ ?(?:m|k|bn|million|thousand|billion|000)?\)?$")
_REACHED = pattern(r"\b(?:to|from|at) (?:about |around |over |only |some )?$")
_OF_A_SERIES = ("figure", "change", "percent_change", "index")


def check_names(said: Said, around: str) -> Iterator[Problem]:
    """A sentence on one series that names another of its dataset, or another indicator, and not this one."""
    shown = {each.series: each for each in said.figures if each.expression.name in _OF_A_SERIES}
    given = {each.at for each in said.figures}
    unknown = any(at not in given for at, each in said.line.expressions if each.name in _OF_A_SERIES)
    if unknown or len(shown) != 1 or len({each.series for each in said.figures}) != 1:
        return
    ((name, figure),) = shown.items()
    begins = subject_of(said.line.text[: figure.at], name, said.data) if _is_first(figure, said) else None
    if begins:
        yield _misnamed(figure.expression.place, begins.title, name, said.data)
        return
    words = _ELSE.split(said.line.text.replace(MARK, " "), maxsplit=1)[0]
    other = another(words, name, said.data, around + said.line.text, caption=False)
    if other is None and (indicator := other_indicator(words, name, said.data, around + said.line.text)):
        yield _misnamed(figure.expression.place, indicator.title.value, name, said.data)
    elif other is not None and stems(other.title) <= stems(words) and not _is_whole_of_share(other, name, said):
        yield _misnamed(figure.expression.place, other.title, name, said.data)


def _is_whole_of_share(other: Series, name: str, said: Said) -> bool:
    """Whether a series is the whole of which the sentence gives the share beside the figure: "£182m, 98% of all"."""
    is_part = name in parts_of(said.data.datasets[name.partition(".")[0]], other)
    return is_part and any(each.name == "share" for _, each in said.line.expressions)


def _is_first(figure: Spoken, said: Said) -> bool:
    return figure.expression.name == "figure" and said.figures[0] is figure


def check_claimed(said: Said) -> Iterator[Problem]:
    """A figure that a claim's own words say it rose or fell to, of a series that its condition does not name."""
    for claim in said.line.claims:
        asked = {each.series for each in conditions(claim.condition)}
        own = own_words(asked, said.data)
        for figure in said.figures:
            inside = claim.start <= figure.at < claim.end and figure.expression.name == "figure"
            alike = {each.partition(".")[0] for each in asked} == {figure.series.partition(".")[0]}
            if inside and alike and figure.series not in asked and _REACHED.search(said.line.text[: figure.at]):
                words = own_words((figure.series,), said.data) - own
                if len(asked) == 1 and not names_own(said.line.text[claim.start : claim.end], words):
                    yield _misnamed(figure.expression.place, said.data.series(*asked).title, figure.series, said.data)


def check_adjacent(said: Said) -> Iterator[Problem]:
    """A figure directly before the change of another series: "19,222, up 5%"."""
    for figure, change in changes_of_others(said):
        yield _misnamed(figure.expression.place, said.data.series(change.series).title, figure.series, said.data)


def _misnamed(place: Place, said: str, name: str, data: Data) -> Problem:
    dataset = data.datasets[name.partition(".")[0]]
    own = dataset.series[name].title
    what = f"{own}" if len(telling(stems(own))) else f"{dataset.title}: {own}"
    return problem(OTHER_SERIES, place, f'the words name "{said}", and the figure is "{what}" ({name})')


# -- tiles


def misnamed_tiles(page: FactsSource, data: Data, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """The captions and units of a page of tiles."""
    units = {series.unit for dataset in data.datasets.values() for series in dataset.series.values()}
    shown = [(tile, figure) for tile in tiles(page) if (figure := _number(tile, data))]
    for tile, figure in shown:
        yield from _tile(tile, figure, units, data, sources)
    yield from _exchanged(shown, data)


def _number(tile: TileSource, data: Data) -> Spoken | None:
    alone = tile.number.alone if tile.number and tile.caption else None
    return spoken(0, alone, data) if alone else None


def _words(tile: TileSource) -> str:
    return " ".join(_plain(each) for each in (tile.caption, tile.also) if each)


def _plain(passage: Passage) -> str:
    return " ".join(read_line(line).text for line in passage.lines).replace(MARK, " ")


def _tile(
    tile: TileSource, figure: Spoken, units: set[str], data: Data, sources: Mapping[str, Source]
) -> Iterator[Problem]:
    assert tile.caption
    caption, unit = read_line(tile.caption.line), figure.figure.unit
    if figure.expression.name == "figure" and (other := another(caption.text, figure.series, data, _words(tile))):
        yield _misnamed(tile.caption.place, other.title, figure.series, data)
    of_hundred = unit in ("%", "percentage points") or isinstance(figure.figure.value, Ratio)
    if found := _PER_CENT.search(caption.text):
        if not of_hundred:
            yield _unit(caption.place(found.start(), len(found[0]), sources), found[0], unit)
    elif not names_own(caption.text, own_words((figure.series,), data)) and (
        words := unit_of_other(caption.text.casefold(), figure, data)
    ):
        yield _unit(caption.place(0, len(words), sources), caption.text[: len(words)], unit)
    elif unit == "%" and (counts := _NUMBER_OF.match(caption.text)):
        yield _unit(caption.place(counts.start(), len(counts[0]), sources), counts[0], unit)
    if tile.unit and ((tile.unit in units and tile.unit != unit) or _PER_CENT.fullmatch(tile.unit)):
        yield _unit(tile.place, tile.unit, unit)
    yield from _dated(caption, figure.dated, sources)


def _unit(place: Place, words: str, unit: str) -> Problem:
    return problem(OTHER_UNIT, place, f'"{words}" stands beside a figure whose unit is {unit or "none"}')


def _exchanged(shown: list[tuple[TileSource, Spoken]], data: Data) -> Iterator[Problem]:
    """Two tiles each of whose captions has words of the other's figure, and none of its own."""
    strange: list[tuple[TileSource, Spoken, frozenset[str], frozenset[str]]] = []
    by_word: dict[str, list[int]] = {}
    for tile, figure in shown:
        if figure.expression.name != "figure" or tile.caption is None:
            continue
        series = data.series(figure.series)
        own = telling(own_names(series)) or own_names(series)
        said = telling(stems(_plain(tile.caption))) or stems(_plain(tile.caption))
        if not (own | telling(stems(series.unit))) & telling(stems(_words(tile))):
            for word in own:
                by_word.setdefault(word, []).append(len(strange))
            strange.append((tile, figure, own, said))
    for at, (tile, figure, own, said) in enumerate(strange):
        for other in sorted({each for word in said for each in by_word.get(word, ()) if each > at}):
            if own & strange[other][3] and tile.caption and not another(_plain(tile.caption), figure.series, data):
                named = data.series(strange[other][1].series).title
                yield _misnamed(tile.caption.place, named, figure.series, data)


# -- charts and tables


def misnamed_charts(edition: Edition, data: Data) -> Iterator[Problem]:
    """What is said over each chart of a plan against the data that it draws."""
    for page in edition.pages.values():
        for chart in charts(page):
            drawn = _drawn(chart, data)
            if drawn:
                yield from _chart(chart, drawn, data)


def _drawn(chart: ChartSpec, data: Data) -> list[Series]:
    """The series that a chart draws, as far as there are any."""
    if chart.dataset:
        lines = data.lines(chart.dataset.value) if chart.dataset.value in data.datasets else ()
        return [each for each in lines if data.periods(each.id)]
    names = [name.value for name in chart.series]
    every = [data.datasets[id] for name in names if (id := name.partition(".")[0]) in data.datasets]
    known = {series for dataset in every for series in dataset.series}
    return [data.series(name) for name in names if name in known and data.periods(name)]


def _chart(chart: ChartSpec, drawn: list[Series], data: Data) -> Iterator[Problem]:
    title = data.datasets[drawn[0].id.partition(".")[0]].title.value
    own = telling(stems(title)).union(*(telling(own_names(each)) for each in drawn))
    said = stems(chart.measure)
    if own and not own & (said | stems(_plain(chart.title))):
        for other in data.datasets.values():
            if telling(stems(other.title.value)) and stems(other.title.value) <= said:
                message = f'the words name "{other.title}", and the chart shows "{title}"'
                yield problem(OTHER_SERIES, chart.place, message)
                break
    newest = [data.periods(each.id)[-1] for each in drawn]
    periods = newest if chart.dataset else [period for each in drawn for period in data.periods(each.id)]
    for named in dates_in(chart.measure):
        if not named.month and not any(agree(named, period) for period in periods):
            message = f'"{named.words}" stands over a chart of {newest[0].words}'
            yield problem(OTHER_PERIOD, chart.place, message)


def check_tables(passage: Passage, data: Data, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """The heads of each table of words against the figures in its columns and rows."""
    for block in blocks_in(passage.blocks):
        if isinstance(block, WordsTable):
            cells = [[_figures(cell, data) for cell in row] for row in block.rows]
            for head, column in zip(block.heads[1:], _columns(cells), strict=False):
                yield from _headed(head, column, data, sources)
            for row, figures in zip(block.rows, cells, strict=True):
                yield from _headed(row[0], [each for cell in figures[1:] for each in cell], data, sources)


def _columns(cells: list[list[list[Spoken]]]) -> Iterator[list[Spoken]]:
    for at in range(1, max(map(len, cells), default=0)):
        yield [each for row in cells if at < len(row) for each in row[at]]


def _figures(cell: TableCell[Leaf], data: Data) -> list[Spoken]:
    line = read_line(cell.content)
    return [figure for at, expression in line.expressions if (figure := spoken(at, expression, data))]


def _headed(
    head: TableCell[Leaf], figures: list[Spoken], data: Data, sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """The head of a column or row against what stands in it."""
    if not figures:
        return
    line = read_line(head.content)
    names = {each.series for each in figures if each.expression.name == "figure"}
    if len(names) == 1 and (other := another(typed(head.content), name := names.pop(), data)):
        yield _misnamed(line.place(0, len(line.text), sources), other.title, name, data)
    if unit := _other_unit(line.text, figures):
        yield _unit(line.place(0, len(line.text), sources), line.text, unit)
    for named in dates_in(line.text):
        wrong = [each for each in figures if each.dated and not any(agree(named, period) for period in each.dated)]
        if named.readings and len(wrong) == len(figures):
            message = f'"{named.words}" stands over figures of {wrong[0].dated[0].words}'
            yield problem(OTHER_PERIOD, line.place(named.start, len(named.words), sources), message)
        for each in wrong if named.readings and len(wrong) < len(figures) else ():
            message = f'a figure of {each.dated[0].words} stands under "{named.words}"'
            yield problem(OTHER_PERIOD, each.expression.place, message)


def _other_unit(head: str, figures: list[Spoken]) -> str:
    """The unit of the figures under a head that says another; "" where it says none, or that of one of them."""
    given = [each for each in figures if each.change is None and not isinstance(each.figure.value, Ratio)]
    units = [each.figure.unit for each in given]
    if not units or len(units) < len(figures) or not all(units):
        return ""
    if _IN_PER_CENT.search(head):
        wrong = all(not unit.startswith(("%", "percentage")) for unit in units)
    elif _IN_POUNDS.search(head):
        wrong = all(not unit.startswith(("£", "p")) for unit in units)
    else:
        wrong = bool(_NUMBER_OF.match(head)) and all(unit == "%" or unit.startswith("£") for unit in units)
    return units[0] if wrong else ""


def _dated(caption: Line, periods: Iterable[Period], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """The dates in a caption against the periods of its figure."""
    of = tuple(periods)
    for named in dates_in(caption.text) if of else ():
        if named.readings and not any(agree(named, period) for period in of):
            message = f'"{named.words}" stands beside a figure of {of[0].words}'
            yield problem(OTHER_PERIOD, caption.place(named.start, len(named.words), sources), message)
