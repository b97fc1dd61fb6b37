"""From words to the series that they name: whether a caption speaks of the one that it shows, or of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pcpgen.figures.data import Data
from pcpgen.lexicon import ALL
from pcpgen.model.data import Dataset, Series
from pcpgen.patterns import pattern

_WORD = pattern(r"[^\W_]+(?:'[^\W_]+)?")
_SMALL = frozenset((
    "a", "an", "and", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "without", "or", "as",
    "is", "are", "was", "were", "be", "been", "who", "whom", "whose", "that", "which", "this", "these",
    "those", "it", "its", "their", "there", "not", "no", "per", "each", "every", "any", "some", "than", "then",
    "over", "under", "between", "into", "out", "up", "down", "do", "does", "did", "has", "have", "had", "will",
    "can", "may", "also", "only", "all",
))  # fmt: skip
# what so many titles hold that it names none
_GENERAL = frozenset((
    "other", "total", "whole", "number", "people", "person", "rate", "average", "share", "part", "crime",
    "offence", "incident", "report", "case", "officer", "police", "year", "month", "week", "day", "national",
    "local", "new", "figure", "count", "record", "recorded", "area", "district", "county", "force", "service",
    "work", "amount", "value", "percentage", "proportion", "change", "growth",
))  # fmt: skip

_VERB = pattern(
    r" (?:costs?|spends?|spent|takes?|took|gets?|got|has|have|had|lost|loses?|is|are|was|were|makes?|made|numbers?"
    r"|numbered|total|totals|totalled|receives?|received|come to|came to|rose to|fell to|stood at|stands at|:) "
)

# that words set a part beside the whole, or speak of the whole as such
_OF_WHOLE = pattern(
    r"\b(?:all|any|overall|whole|total|(?:al)?together|averag\w*|mean|everywhere|elsewhere|across|count(?:y|ies)|force"
    r"|others?|above|below|over|under|exceed\w*|with(?:in|out)|twice|double|half|times|between|rang\w+|driv\w+"
    r"|highest|lowest|higher|lower|more|most|fewer|fewest|less|least|best|better|worst|worse|not)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning, those of one and of many being the same."""
    words = (word.removesuffix("'s") for word in _WORD.findall(text.casefold().replace("’", "'")))
    return frozenset(_stem(word) for word in words if word not in _SMALL)


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def telling(words: frozenset[str]) -> frozenset[str]:
    """Those of the words that tell one title from others."""
    return words - _GENERAL


def own_names(series: Series) -> frozenset[str]:
    return stems(series.title) | stems(series.short)


def another(text: str, name: str, data: Data, around: str = "", caption: bool = True) -> Series | None:
    """The series of the same dataset that a caption names instead of the one that it shows; None where it names none.

    Named is one whose whole title the words have, where the shown one has no word there, nor in the words `around`; or,
    of a caption, one whose title it is, word for word.
    """
    shown, said = data.series(name), stems(text)
    dataset = data.datasets[name.partition(".")[0]]
    if stems(shown.title) == said:  # where small words may tell two apart: thefts of a vehicle, and from one
        alike = (each for each in dataset.series.values() if _plain(each.title) == _plain(text))
        return None if _plain(shown.title) == _plain(text) else next(alike, None)
    if not telling(said):
        return None
    same = [each for each in dataset.series.values() if stems(each.title) == said] if caption else []
    if same:
        return next((each for each in same if _plain(each.title) == _plain(text)), same[0])
    own = telling(own_names(shown)) | telling(stems(shown.unit))
    if not own or own & said or shown.total_of:
        return None
    parts = frozenset(parts_of(dataset, shown))
    named = [
        other
        for other in dataset.series.values()
        if (title := stems(other.title)) <= said and telling(title) and title != stems(shown.title)
        if other.id != name and other.id not in parts
    ]
    if not named or own & stems(around):
        return None
    if is_whole(shown, dataset) and (len(named) > 1 or _OF_WHOLE.search(f"{text} {around}")):
        return None
    return max(named, key=lambda other: len(stems(other.title)))


def subject_of(before: str, name: str, data: Data) -> Series | None:
    """The series, another than a figure's, with whose title the text before it begins: "Nights cost …"."""
    dataset = data.datasets[name.partition(".")[0]]
    own = dataset.series[name]
    if stems(before) & own_names(own):
        return None
    for other in dataset.series.values():
        size = len(other.title)
        is_named = other.id != name and before[:size].casefold() == other.title.casefold() and other.unit == own.unit
        if is_named and telling(stems(other.title)) and _VERB.fullmatch(before[size:]):
            return other
    return None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def is_whole(series: Series, dataset: Dataset) -> bool:
    """Whether a series is the total of others, by its declaration or its title."""
    return bool(series.total_of) or (len(dataset.series) > 1 and bool(ALL.search(series.title)))


def parts_of(dataset: Dataset, series: Series) -> Iterator[str]:
    """The series that a total or difference is made of, however deep."""
    for name in series.parts:
        yield name
        if name in dataset.series and name != series.id:
            yield from parts_of(dataset, dataset.series[name])


def other_indicator(text: str, name: str, data: Data, around: str) -> Dataset | None:
    """The indicator that words name by its title where they stand beside a figure of another that they do not name."""
    dataset, said = data.datasets[name.partition(".")[0]], stems(text)
    series = dataset.series[name]
    own = telling(stems(dataset.title.value) | own_names(series) | stems(dataset.measures) | stems(series.unit))
    if not dataset.measures or not own or own & said:
        return None
    for other in data.datasets.values():
        title = stems(other.title.value)
        if other.measures and other.id != dataset.id and title <= said and telling(title):
            return None if own & stems(around) else other
    return None
