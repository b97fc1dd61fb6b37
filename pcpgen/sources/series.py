"""From the words of a row to the series that it belongs to: by its own names, or by a mapping of the office's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from pcpgen.figures.runs import is_count
from pcpgen.load.cells import every_row
from pcpgen.load.extraction import FOLDER
from pcpgen.load.files import DATA_LIMIT, Folder
from pcpgen.load.published import tables_of
from pcpgen.load.rules import CSV_COLUMNS, UNKNOWN_SERIES
from pcpgen.model.data import Dataset
from pcpgen.model.extraction import Extraction, SeriesColumn
from pcpgen.model.ids import as_id
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, did_you_mean, listed, problem
from pcpgen.sources.unfit import Unfit
from pcpgen.values import dataclass

OTHERS = "\0"  # a word that is left out
FEW = 2  # unknown words that are told one by one


def fold(text: str) -> str:
    return " ".join(text.split()).casefold()


_NOTED = pattern(r"(?P<name>.*[^\W\d_])(?:[¹²³⁰⁴-⁹]+|\*+|[†‡]| ?\[notes? [0-9, ]+\]| ?\(?[0-9]{1,2}\))")
_TOTALS = ("total", "all", "totals", "grand total", "sum")
_IN_ALL = ("number", "count")  # as heads say what a column holds, beside the unit itself


def is_total(text: str) -> bool:
    """Whether the word of a row or a head is that of a total."""
    return fold(text) in _TOTALS or fold(text).endswith(" total")


def name_series(texts: Sequence[str], known: Mapping[str, str]) -> bool:
    """Whether each word of a column names a series, but for those of totals."""
    own = [text for text in texts if not is_total(text)]
    return bool(own) and all(named(known, text) for text in own)


def without_note(text: str) -> str:
    """A head without the mark of a note, such as [note 1], 1) or ¹."""
    found = _NOTED.fullmatch(text)
    return found["name"].rstrip() if found else text


def named(names: Mapping[str, str], word: str) -> str | None:
    """What a word names, with or without the mark of a note."""
    return names.get(fold(word)) or names.get(fold(without_note(word)))


def likest(word: str, names: Mapping[str, str]) -> str:
    """`Did you mean "…"? ` with the nearest of the names, none with its unit behind it; or nothing."""
    return did_you_mean(word, [each for each in names if not each.endswith(")")])


def series_names(dataset: Dataset) -> dict[str, str]:
    """The full ids of a dataset's series by all that they go by: id, title, short title, and "title (unit)"."""
    found: dict[str, str] = {}
    for id, series in dataset.series.items():
        for name in (id.partition(".")[2], id, series.title, series.short):
            if name:
                found.setdefault(fold(name), id)
    for id, series in dataset.series.items():
        for unit in (series.unit, *(_IN_ALL if is_count(series.counted_in) else ())):
            found.setdefault(fold(f"{series.title} ({unit})"), id)
    return found


@dataclass(frozen=True)
class Naming:
    """Which series words mean. `maps` has the words of each column that has a mapping, folded, with their names."""

    dataset: str
    known: frozenset[str]  # full ids that a row may belong to
    names: Mapping[str, str]  # full ids by what they go by
    columns: tuple[SeriesColumn, ...]
    maps: tuple[Mapping[str, str], ...]
    by_heads: bool = False
    mapped: frozenset[str] = frozenset()  # words that the office's own mapping has, folded
    own: bool = False  # whether the only map is what series are called
    written: tuple[tuple[str, ...], ...] = ()  # the words of each mapping as they are written

    @property
    def is_written(self) -> bool:
        """Whether an author declared its columns; else a file was given that nothing declares."""
        return any(column.place.file for column in self.columns)

    def with_own(self) -> Naming:
        """The same with what series are called as a map, where words that name none are left out."""
        if len(self.columns) != 1 or self.maps[0] or not self.columns[0].others_left_out:
            return self
        return replace(self, maps=({name: id.partition(".")[2] for name, id in self.names.items()},), own=True)

    def titled(self, word: str) -> str:
        """The full id of the series whose title or short title a word is; empty where it goes by id or by a mapping."""
        folded = fold(word)
        id = "" if folded in self.mapped or len(self.columns) > 1 else named(self.names, word) or ""
        return "" if folded in (id, id.partition(".")[2]) else id

    def part(self, at: int, word: str) -> str | None:
        """The name that a word of one column gives; OTHERS where it is left out, None where it means nothing."""
        folded, column = fold(word), self.columns[at]
        if self.maps[at] and not self.own:
            return self.maps[at].get(folded, OTHERS if column.others_left_out else None)
        if len(self.columns) == 1:
            id = named(self.names, word)
            return id.partition(".")[2] if id else OTHERS if column.others_left_out else None
        return as_id(word) or None

    def left_out(self, words: Sequence[str]) -> str:
        """The first column whose word in a row is left out."""
        parts = [self.part(at, word) for at, word in enumerate(words)]
        return self.columns[parts.index(OTHERS) if OTHERS in parts else 0].column

    def series(self, words: Sequence[str]) -> str | None:
        """The full id of the series that the words of a row name; OTHERS, or None where they name none."""
        parts = [self.part(at, word) for at, word in enumerate(words)]
        if OTHERS in parts:
            return OTHERS
        id = f"{self.dataset}.{'-'.join(part or '' for part in parts)}"
        if all(parts) and id in self.known:
            return id
        return OTHERS if all(parts) and any(column.others_left_out for column in self.columns) else None

    def head(self, word: str) -> str | None:
        """The full id of the series that a head names."""
        if self.by_heads and self.columns and self.maps[0]:
            return self.series([word])
        return named(self.names, word)

    def unknown(self, words: Mapping[tuple[str, ...], Place]) -> list[Problem]:
        """That the words of some rows name no series, each with the first of its places; many are told as one."""
        if len(words) <= FEW:
            return [self.told(said, place) for said, place in words.items()]
        said = listed([" and ".join(f'"{word}"' for word in each) for each in words])
        message = f"no series is meant by {said} in {listed([column.column for column in self.columns])}"
        remedy = "Map them under as:, write others: left-out, or leave their rows out with leave_out:."
        if not self.is_written:
            remedy = "Correct them, or delete their rows."
        return [problem(UNKNOWN_SERIES, next(iter(words.values())), message, remedy)]

    def told(self, words: Sequence[str], place: Place) -> Problem:
        """That the words of a row name no series."""
        said = " and ".join(f'"{word}"' for word in words)
        near = likest(words[0], self.maps[0] or self.names) if words else ""
        columns = listed([column.column for column in self.columns])
        message = f"no series is meant by {said} in {columns}"
        mend = "Map it under as:, or leave its rows out with leave_out:."
        remedy = f"{near}{mend if self.is_written else 'Correct it, or delete its row.'}"
        return problem(UNKNOWN_SERIES, place, message, remedy)


def naming(dataset: Dataset, declared: Extraction, root: Path) -> tuple[Naming, tuple[str, ...]]:
    """What words mean, and the files of mappings that say so. Raises Unfit."""
    maps, written, files = [], [], tables_of(declared)
    for column in declared.columns:
        mapping = _table(root, _file_of(column), column) if column.table else column.words
        maps.append({fold(word): name for word, name in mapping.items()})
        written.append((*mapping,))
    known = frozenset(id for id, series in dataset.series.items() if not series.difference_of)
    names = {name: id for name, id in series_names(dataset).items() if id in known}
    mapped = frozenset(chain.from_iterable(maps))
    if len(maps) == 1 and maps[0]:  # beside its own mapping, a word may be what a series is called
        maps[0] = {name: id.partition(".")[2] for name, id in names.items()} | maps[0]
    made = Naming(dataset.id, known, names, declared.columns, tuple(maps), declared.series_in_heads, mapped)
    made = replace(made, written=tuple(written))
    if len(maps) == 1:
        _all_known(made, declared, files)
    return made, files


def _file_of(column: SeriesColumn) -> str:
    return f"{FOLDER}/{column.table}.csv"


def changed_over(dataset: Dataset, called: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each word of a publisher's that was the title of one series when it was read and is that of another now: the
    word, and the full ids of both. A title that is reworded is none.
    """
    names = series_names(dataset)
    for word, was in called.items():
        now = named(names, word) or was
        if now != was and was in dataset.series:
            yield word, was, now


def _all_known(made: Naming, declared: Extraction, files: Sequence[str]) -> None:
    """Each name that a mapping gives is a series."""
    for word, name in made.maps[0].items():
        if f"{made.dataset}.{name}" not in made.known:
            place = Place(files[0]) if files else declared.columns[0].place
            near = did_you_mean(name, [id.partition(".")[2] for id in made.known])
            message = f'"{word}" is to mean the series "{name}", which is none'
            raise Unfit(problem(UNKNOWN_SERIES, place, message, f"{near}Correct it, or declare the series."))


def _table(root: Path, file: str, column: SeriesColumn) -> dict[str, str]:
    folder = Folder(root)
    source = folder.text(file, DATA_LIMIT, column.place)
    if source is None:
        raise Unfit(folder.problems[0])
    found: dict[str, str] = {}
    for line, _, cells in every_row(source, folder.problems):
        if line == 1 and [fold(cell) for cell in cells] == ["word", "name"]:
            continue
        if line == 1 or len(cells) != 2 or not all(cells):
            message = "a mapping has two columns, word and name"
            remedy = "Write word,name in the first line, and below a word of the publisher’s and the id that it means."
            raise Unfit(problem(CSV_COLUMNS, Place(file, line), message, remedy))
        found[cells[0]] = cells[1].strip()
    if folder.problems:
        raise Unfit(folder.problems[0])
    return found
