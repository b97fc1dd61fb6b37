"""The web page is valid HTML, by the Nu checker."""

from __future__ import annotations

import pytest

from tests.conftest import Built
from tests.quality.web import said_of

pytestmark = pytest.mark.slow

BROKEN = '<!DOCTYPE html><html lang="en-GB"><title>T</title><p id="a"><ul><p id="a"></ul></html>'


@pytest.fixture(scope="module")
def messages(documents: list[Built], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the checker says of the documents' pages and of a broken one."""
    broken = tmp_path_factory.mktemp("broken") / "broken.html"
    broken.write_text(BROKEN, "utf-8")
    return said_of(*(document.html for document in documents), broken)


def test_no_message(messages: list[str]) -> None:
    """No error, no warning, and no remark either."""
    ours = [message for message in messages if not message.startswith("broken.html:")]
    assert not ours, "\n".join(ours)


def test_the_guard_bites(messages: list[str]) -> None:
    """The checker does see a list that holds a paragraph, and an id that stands twice."""
    broken = [message for message in messages if message.startswith("broken.html:")]
    assert any("Duplicate ID" in message for message in broken)
    assert any("not allowed as child" in message for message in broken)
