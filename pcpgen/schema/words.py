"""From `plan/words.yaml` to the entries that it may have: those of the program's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pcpgen.schema.entry import TEXT, Choice, Either, Entry, Named, Shape, shape

_FOR = {"one": "for one", "other": "for any other number"}
READ_BY = "read_by"  # who has read the words of a language, where they are not those of one who speaks it
_FORMS = shape(
    "the words", Entry("one", TEXT, "for one", "Remark"), Entry("other", TEXT, "for any other number", "Remarks")
)


def words_of(keys: Iterable[str]) -> Named:
    """An office's words in place of the program's, under the names that these have."""
    return Named(Either(TEXT, _FORMS), Choice((*keys, READ_BY)), "the words", "indicator.label")


def forms_of(key: str, known: Mapping[str, str]) -> Shape:
    """The entries of words that go by number; `known` are the program's own."""
    return shape(f'"{key}"', *(Entry(form, TEXT, _FOR.get(form, form), f'"{words}"') for form, words in known.items()))
