"""An office under other names and with other numbers: nothing of the old ones is left, and all is right as before."""

from __future__ import annotations

import re
from pathlib import Path

from pcpgen.formats.html import render_html
from pcpgen.pipeline import judge
from tests.renamed import renamed
from tests.workspaces import copy_small


def test_no_old_name_is_left(tmp_path: Path) -> None:
    office = copy_small(tmp_path / "office")
    names = renamed(office, 1)
    assert {"Saltmarsh", "The harbour", "Commitment"} <= names.keys()
    judged = judge(office, None)
    assert judged.problems == ()
    (page,) = {render_html(document, "web") for document in judged.documents.values()}
    words = re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)
    assert [name for name in names if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words)] == []
    assert names["Saltmarsh"] in words and "£400 thousand" not in words
