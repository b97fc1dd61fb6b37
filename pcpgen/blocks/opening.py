"""From an indicator's data to what its block opens with: the large figure, its verdict, and what the other series did.

The others stand beside the verdict since one series never speaks for all: where deaths fell, and all casualties
together did not clearly fall, a reader gets both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pcpgen.blocks.wording import cell, compared, shown, size
from pcpgen.document.blocks import Shape, Verdict
from pcpgen.document.prose import Phrase, Shown, listed, phrase, worded
from pcpgen.figures.compare import Comparison, verdict_of
from pcpgen.figures.data import Data, is_kept_back
from pcpgen.figures.figure import Figure
from pcpgen.figures.tested import Tested, first_share, hold_together
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period_words import period_words
from pcpgen.words.catalogue import Catalogue

MOST_IN_SHORT = 2  # of the other series that changed beyond chance; of more their number is given
MOST_NAMED = 6  # of the other series; of more their number is given
SHAPES: dict[str, Shape] = {
    "better": "better",
    "worse": "worse",
    "no clear change": "same",
    "not tested": "untested",
}
_VERDICTS = {
    "better": "verdict.better",
    "worse": "verdict.worse",
    "no clear change": "verdict.same",
    "not tested": "verdict.untested",
    "up, neither good nor bad": "verdict.up",
    "down, neither good nor bad": "verdict.down",
}


def is_share(dataset: Dataset, opened: Series) -> bool:
    """Whether the indicator opens with the share that a series is of its whole, which stands beside another figure."""
    return first_share(dataset) is not None and bool(opened.share_of and opened.beside)


def large_figure(data: Data, dataset: Dataset, opened: Series) -> Figure:
    """The newest figure of the series that an indicator opens with, or its share."""
    if is_share(dataset, opened):
        return data.share_of(opened.id, opened.share_of, dataset.window or None)
    return data.figure(opened.id, dataset.window or None)


def large(say: Catalogue, figure: Figure) -> Shown:
    """The figure that is printed large; one that is kept back says so in words, since a mark alone tells nothing."""
    text = say.text("headline.c") if is_kept_back(figure) else cell(replace(figure, base=None)).text
    return Shown(text, figure)


def what_it_counts(data: Data, dataset: Dataset, opened: Series, figure: Figure) -> Phrase:
    """What the large figure counts, where and when; of a share what it is set beside too."""
    say = data.catalogue
    base = f", {say.counted('survey.asked', figure.base)}" if figure.base else ""
    where = f", {dataset.area}" if dataset.area else ""
    counted = f"{dataset.measures}{where}, {period_words(say, figure.period)}{base}"
    if not is_share(dataset, opened):
        return phrase(f"{opened.title}: {counted}")
    whole, other = dataset.series[opened.share_of].title, data.figure(opened.beside)
    return worded(
        say,
        "headline.share",
        title=opened.title,
        whole=whole,
        counted=counted,
        other=data.series(opened.beside).title,
        period=period_words(say, other.period),
        value=shown(other),
    )


def verdict(
    say: Catalogue, dataset: Dataset, opened: Series, comparison: Comparison | str, found: Sequence[Tested]
) -> Verdict | None:
    """What may be said of a change; None where there is none. In short it names what is clear beside it."""
    if isinstance(comparison, str):
        return None
    word, says = verdict_of(dataset, comparison), phrase(compared(say, comparison), ".")
    short = _in_short(say, comparison)
    beyond = [each for each in found if each.clear and each.series != opened]
    if beyond and not comparison.clear:
        named = len(beyond) <= MOST_IN_SHORT
        names = _names(say, beyond) if named else say.counted("others.many", len(beyond))
        short = replace(short, text=say.text("change.but", change=short.text, names=names))
    return Verdict(SHAPES.get(word, "neutral"), say.text(_VERDICTS[word]), says, short)


def _in_short(say: Catalogue, found: Comparison) -> Shown:
    """A change as a cell of a table has it: "down 12.3% on 2018"."""
    on = period_words(say, found.base.period)
    if found.direction == "level":
        return Shown(say.text("change.short-level", period=on), found.change)
    by = size(say, found).plain
    up = found.direction == "up"
    return Shown(say.text("change.short-up" if up else "change.short-down", change=by, period=on), found.change)


def others(say: Catalogue, opened: Series, found: Sequence[Tested]) -> Phrase | None:
    """What the series did that the block does not open with; None where none of them was tested."""
    left = [each for each in found if each.series != opened]
    clear, unclear = [each for each in left if each.clear], [each for each in left if not each.clear]
    if not left:
        return None
    if len(left) > MOST_NAMED:
        up, down = (sum(each.found.direction == way for each in clear) for way in ("up", "down"))
        return worded(say, "others.counted", n=str(len(left)), up=str(up), down=str(down))
    names = say.listed([each.series.short or each.series.title for each in unclear])
    if not clear:
        return worded(say, "others.none", names=names)
    moved = worded(say, "others.beyond", changes=listed(say, [_moved(say, each) for each in clear]))
    return phrase(moved, " ", worded(say, "others.unclear", names=names)) if unclear else moved


def _moved(say: Catalogue, one: Tested) -> Phrase:
    """By how much a series moved; on a small base from what to what."""
    name, found = one.series.short or one.series.title, one.found
    if found.small_base or not found.has_change:
        return worded(say, "others.from-to", name=name, before=shown(found.base), after=shown(found.current))
    return worded(say, "others.up" if found.direction == "up" else "others.down", name=name, change=size(say, found))


def of_many(say: Catalogue, opened: Series, found: Sequence[Tested], picked_by: Sequence[Tested]) -> Iterator[Phrase]:
    """What is left of several changes when all tests are allowed for, and that one was picked out of them.

    Where one was, they are the tests that it was picked by, so that both are said of the same.
    """
    found = picked_by or found
    clear = [each for each in found if each.clear]
    if len(found) < 2 or not clear:
        return
    held, n = hold_together(found), str(len(found))
    if picked_by and opened.id in [each.series.id for each in held]:
        yield worded(say, "many.opened", n=n)
    key = "many.all" if len(held) == len(clear) else "many.some" if held else "many.none"
    yield worded(say, key, n=n, **({"names": _names(say, held)} if key == "many.some" else {}))


def _names(say: Catalogue, found: Sequence[Tested]) -> str:
    return say.listed([each.series.short or each.series.title for each in found])
