"""The wording of an id that nothing has: the likeliest first, then what exists."""

import pytest

from pcpgen.place import Place
from pcpgen.problems import unknown_id


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
