"""From every comparison that an indicator allows to its chart's title: the strongest tested change.

Nothing is said to have risen or fallen that was not tested, or that chance explains; a part never speaks for its whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pcpgen.blocks.charts.findings import within_title
from pcpgen.blocks.charts.subject import head, shown_in_full, told, when
from pcpgen.document.prose import Phrase, Shown, phrase, worded
from pcpgen.figures.compare import Comparison
from pcpgen.figures.data import Data
from pcpgen.figures.figure import Figure, rounded
from pcpgen.figures.tested import Tested, changes_tested, headline, strongest
from pcpgen.model.data import Dataset, Series
from pcpgen.model.period_words import period_words
from pcpgen.words.catalogue import Catalogue


def strongest_change(data: Data, dataset: Dataset, among: Sequence[Series]) -> Phrase | None:
    """What changed most surely among some series, or that nothing clearly did; None where nothing was tested.

    Where the file names a series for its title, it is that one's change.
    """
    say = data.catalogue
    found = changes_tested(data, dataset, among)
    if dataset.finding:
        found = tuple(each for each in found if each.series.id == dataset.finding)
    if not found:
        return None
    own = next((each for each in found if each.series == headline(data, dataset)), None)
    one = strongest(found)
    if one is None:
        return within_title(_unclear(say, own or found[0], found))
    if all_one_way(found):
        return within_title(_all(say, found))
    whole = own if own and own.series.parts and not own.clear else None
    return within_title([*_changed(say, one, whole), *_some(say, one, found)])


def stood(say: Catalogue, series: Series, newest: Figure) -> Phrase:
    """What a series stood at, where no change of it was tested."""
    value, at = shown_in_full(say, newest), when(say, newest.period)
    name = head(series.short or series.title)
    return within_title(
        [
            worded(say, "finding.stood-when", name=head(series.title), value=value, when=at),
            worded(say, "finding.stood-when", name=name, value=value, when=at),
            worded(say, "finding.stood", name=name, value=value),
            worded(say, "finding.newest", value=value),
        ]
    )


def all_one_way(found: Sequence[Tested]) -> bool:
    """Whether three series or more, none a total, all clearly moved one way."""
    parts = [each for each in found if not each.series.parts]
    ways = {each.found.direction for each in found}
    return len(parts) > 2 and all(each.clear for each in found) and len(ways) == 1


def _all(say: Catalogue, found: Sequence[Tested]) -> list[Phrase]:
    parts = [each for each in found if not each.series.parts]
    keys = ("finding.all-up", "finding.all-up-short"), ("finding.all-down", "finding.all-down-short")
    dated, bare = keys[0 if found[0].found.direction == "up" else 1]
    on = period_words(say, found[0].found.base.period)
    return [worded(say, dated, n=str(len(parts)), period=on), worded(say, bare, n=str(len(parts)))]


def _unclear(say: Catalogue, own: Tested, found: Sequence[Tested]) -> list[Phrase]:
    on = period_words(say, own.found.base.period)
    name = head(own.series.short or own.series.title)
    said = [
        worded(say, "finding.no-clear-change", name=head(own.series.title), period=on),
        worded(say, "finding.no-clear-change", name=name, period=on),
        worded(say, "finding.unclear", name=name),
    ]
    return (
        [*said, worded(say, "finding.none-clear")] if len(found) > 1 else [*said, worded(say, "finding.unclear-alone")]
    )


def _changed(say: Catalogue, one: Tested, whole: Tested | None) -> list[Phrase]:
    """How the strongest moved, in ever fewer words; where its whole did not clearly move, that too, in each of them."""
    found = one.found
    rose = found.direction == "up"
    names = dict.fromkeys((head(one.series.title), head(one.series.short or one.series.title)))
    start, end = shown_in_full(say, found.base), shown_in_full(say, found.current)
    said = []
    for name in names:
        from_to = worded(
            say, "finding.rose-between" if rose else "finding.fell-between", name=name, before=start, after=end
        )
        bare = worded(say, "finding.rose-bare" if rose else "finding.fell-bare", name=name)
        if whole:
            said += [worded(say, "finding.whole-unclear", part=each) for each in (from_to, bare)]
            continue
        if change := _amount(say, found):
            on = period_words(say, found.base.period)
            said.append(worded(say, "finding.rose" if rose else "finding.fell", name=name, change=change, period=on))
            said.append(worded(say, "finding.rose-by" if rose else "finding.fell-by", name=name, change=change))
        else:
            dated = worded(
                say,
                "finding.rose-from" if rose else "finding.fell-from",
                name=name,
                before=start,
                after=end,
                when=when(say, found.current.period),
            )
            said += [dated, from_to]
        said.append(bare)
    return said


def _amount(say: Catalogue, found: Comparison) -> Phrase | None:
    """By how much; None on a small base, where the two counts are told instead."""
    change = found.change
    if found.small_base or not isinstance(change.value, Decimal) or rounded(abs(change.value), 1) == 0:
        return None
    by = Shown(told(replace(change, signed=False, value=abs(change.value))), change)
    return worded(say, "unit.percentage-points", value=by) if change.unit == "percentage points" else phrase(by)


def _some(say: Catalogue, one: Tested, found: Sequence[Tested]) -> list[Phrase]:
    """How many of those tested moved as the strongest did, where no name is short enough."""
    way = one.found.direction
    many = sum(each.clear and each.found.direction == way for each in found)
    key = "finding.some-up" if way == "up" else "finding.some-down"
    return [worded(say, key, some=str(many), n=str(len(found)))]
