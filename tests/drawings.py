"""From a seed to an indicator's data whatever they are, and from a drawing to what is wrong with its layout."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from random import Random

from pcpgen.document.blocks import Chart
from pcpgen.document.drawing import Area, Bar, Dot, Drawing, Label, Line
from pcpgen.document.table import Table
from pcpgen.figures.data import Data
from pcpgen.model.data import Dataset, Event, Observation, Series
from pcpgen.model.period import Period, parse_period
from pcpgen.model.text import Text
from pcpgen.place import Place
from pcpgen.words.catalogue import shipped

HERE = Place("plan/indicators/a.yaml")
TABLE = Table("t", "A table", "Item", (), ())
KINDS = ("bars", "dots", "line", "multiples", "stacked", "doughnut", "xmr")
NAMES = (
    "999",
    "Cambridge",
    "South Cambridgeshire",
    "Online",
    "Agree that what matters locally is dealt with by the Constabulary, as the people of this county say themselves",
    "Vorratsdatenspeicherungsgesetzgebungsverfahrensbeschleunigung und noch viel mehr davon in demselben Satz",
    "Ill",
    "Withdrawn, discontinued or disapplied",
    "É",
)


def boxes(drawing: Drawing) -> list[tuple[str, float, float, float, float]]:
    """Each label's box: words, left, top, right, bottom; from the font's ascent and descent."""
    found = []
    for mark in drawing.marks:
        if isinstance(mark, Label):
            left = mark.x - {"start": 0.0, "middle": mark.width / 2, "end": mark.width}[mark.anchor]
            found.append((mark.text, left, mark.y - 0.75 * mark.size, left + mark.width, mark.y + 0.2 * mark.size))
    return found


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    return [
        (one[0], other[0])
        for one, other in combinations(boxes(drawing), 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


def outside(drawing: Drawing) -> list[str]:
    """What leaves the frame; half a point is allowed for strokes and for the rounding of places."""
    extents: list[tuple[str, tuple[float, ...], tuple[float, ...]]]
    extents = [(words, (left, right), (top, bottom)) for words, left, top, right, bottom in boxes(drawing)]
    for mark in drawing.marks:
        match mark:
            case Bar():
                extents.append(("bar", (mark.x, mark.x + mark.width), (mark.y, mark.y + mark.height)))
            case Line() | Area():
                extents.append((mark.kind, tuple(x for x, _ in mark.points), tuple(y for _, y in mark.points)))
            case Dot():
                reach = mark.radius + (1 if mark.stroke else 0)
                extents.append(("dot", (mark.x - reach, mark.x + reach), (mark.y - reach, mark.y + reach)))
            case _:
                pass
    return [
        name
        for name, xs, ys in extents
        if min(xs) < -0.5 or max(xs) > drawing.width + 0.5 or min(ys) < -0.5 or max(ys) > drawing.height + 0.5
    ]


def ids(chart: Chart) -> list[str]:
    """The ids that a chart brings into its page."""
    return [chart.id, f"{chart.id}-t", chart.table.id]


def periods(random: Random, count: int, gap: bool) -> list[Period]:
    """So many of one form, the oldest first, at times with one left out."""
    form = random.choice(("month", "quarter", "year", "financial", *(("ending", "range") if gap else ())))
    found = []
    for at in range(count):
        year, month, quarter = 2010 + at, at % 12 + 1, at % 4 + 1
        written = {
            "month": f"{2015 + at // 12}-{month:02}",
            "quarter": f"{2012 + at // 4}-Q{quarter}",
            "year": f"{year}",
            "financial": f"{year}/{(year + 1) % 100:02}",
            "ending": f"year ending {year}-05",
            "range": f"{year}-01..{year}-09",
        }[form]
        found.append(parse_period(written))
    if gap and count > 4 and random.random() < 0.2:
        del found[random.randrange(1, count - 1)]
    return found


def values(random: Random, count: int, least: int) -> list[Decimal]:
    """Numbers of one temper: few or huge, close or far apart, all alike, with many ties, or with decimals."""
    temper = random.choice(("few", "many", "huge", "alike", "ties", "decimals", "nought"))
    top = {"few": 30, "many": 90_000, "huge": 10**14, "ties": 3, "decimals": 1000}.get(temper, 0)
    low = -top if least < 0 else 0
    if temper == "alike":
        return [Decimal(random.randint(0, 9999))] * count
    decimals = 1 if temper == "decimals" else 0
    return [Decimal(random.randint(low, top)).scaleb(-decimals) for _ in range(count)]


def _number(observation: Observation) -> Decimal:
    assert isinstance(observation.value, Decimal)
    return observation.value


def office(seed: int, kind: str) -> Data:
    """The data of an indicator "a" that asks for a chart of a kind, always the same for a seed."""
    random = Random(f"{kind} {seed}")
    whole = kind in ("stacked", "doughnut", "xmr")  # without a number missing, none under nought
    survey = kind in ("dots", "line") and random.random() < 0.5
    names = random.sample(NAMES, random.randint(1, 4 if kind == "doughnut" else 7))
    when = periods(random, random.randint(1, 6 if kind in ("stacked", "dots") else 30), kind != "xmr")
    series: dict[str, Series] = {}
    rows: dict[str, dict[str, Observation]] = {}
    for number, name in enumerate(names):
        id = f"a.s{number}"
        unit = "%" if survey else "people"
        series[id] = Series(id, name, unit, None, HERE, survey=survey)
        numbers = values(random, len(when), 0 if whole or kind == "dots" else -1)
        rows[id] = {}
        for at, (period, value) in enumerate(zip(when, numbers, strict=True)):
            asked = random.choice((None, 20, 985)) if survey else None
            given: Decimal | None = Decimal(random.randint(0, 100)) if survey else value
            if not whole and at and random.random() < 0.06:
                given = None
            flags = "p" if random.random() < 0.05 else ""
            rows[id][period.written] = Observation(
                id,
                period,
                "",
                given,
                "none printed",
                "data/a.csv",
                at,
                "",
                0,
                asked if given is not None else None,
                flags,
            )
    if kind in ("stacked", "doughnut"):  # no whole is nought
        first = rows["a.s0"]
        rows["a.s0"] = {at: each._replace(value=_number(each) + 1) for at, each in first.items()}
    if kind in ("bars", "multiples") and random.random() < 0.3:
        series["a.all"] = Series("a.all", "All of them", "people", None, HERE, total_of=tuple(series))
    if kind == "dots" and survey and len(series) > 1:
        series["a.s0"] = replace(series["a.s0"], beside="a.s1")
    breaks = (when[len(when) // 2].start,) if len(when) > 2 and random.random() < 0.2 else ()
    named = NAMES if random.random() < 0.3 else ()
    starts = [each.start for each in when if each.start]
    events = tuple(Event(random.choice(starts), name, "A source", HERE) for name in named if starts)
    dataset = Dataset(
        "a",
        Text("The matter", HERE),
        "The source",
        series,
        measures="what is measured",
        good="neither",
        area="Fenland",
        breaks=tuple(day for day in breaks if day),
        chart=kind,
        events=events if kind in ("line", "multiples", "xmr") else (),
        target=Decimal(random.randint(0, 900)) if random.random() < 0.2 else None,
        target_place=HERE,
        # with a total, other cells would be kept back as well
        suppress=5 if not whole and kind != "dots" and "a.all" not in series and random.random() < 0.2 else 0,
    )
    return Data({"a": dataset}, rows, shipped())
