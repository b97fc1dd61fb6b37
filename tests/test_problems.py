"""The wording of an id that nothing has: the likeliest first, then what exists; and what GitHub shows."""

import pytest

from pcpgen.place import NOWHERE, Place
from pcpgen.problems import annotation, unknown_id


@pytest.mark.parametrize(
    ("id", "known", "remedy"),
    [
        ("mayer", ["mayor", "clerk"], 'Did you mean "mayor"? Ids that exist: mayor, clerk.'),
        ("zebra", ["mayor"], "Ids that exist: mayor."),
        (
            "quays",
            ["harbour/quays", "harbour/quay"],
            'Did you mean "harbour/quays"? Ids that exist: harbour/quays, harbour/quay.',
        ),
        ("zebra", ["mayor", "mayor"], "Ids that exist: mayor."),
        ("mayor", [], "There is none; add one first."),
    ],
    ids=["near", "far", "last part of an id", "known twice", "none"],
)
def test_remedy_names_what_exists(id: str, known: list[str], remedy: str) -> None:
    found = unknown_id("post", id, Place("plan/office.yaml", 3, 9), known)

    assert (found.rule.id, found.message) == ("unknown-id", f'no post has the id "{id}"')
    assert found.remedy == remedy


@pytest.mark.parametrize(
    ("place", "where"), [(Place("a,b.md", 3, 9), "file=a%2Cb.md,line=3,col=9,"), (NOWHERE, "")], ids=["line", "none"]
)
def test_an_annotation_is_one_line_whatever_its_words_beside_a_line_or_none(place: Place, where: str) -> None:
    made = annotation("notice", place, "A::B", "75%\nor more")
    assert made == f"::notice {where}title=A%3A%3AB::75%25%0Aor more\n"
