"""Hostile words in a variation: told as problems, or printed as words; nothing falls over, no markup passes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcpgen.difference import compared, write
from pcpgen.pipeline import WrongUse, judge
from pcpgen.problems import in_words
from tests.hostile import quoted

SMALL = Path(__file__).parent / "small"
NASTY = (
    "<script>alert(1)</script>",
    "<ins>told</ins>",
    "[inserted: ",
    "{{ 7*7 }}",
    '{{ figure("budget.quays"',
    "{% claim %}",
    "{# hidden",
    "# Heading\n\n## Another",
    "[x](javascript:alert(1))",
    "a" * 3000,
    "word " * 3000,
    "\ue000\ue100\ue001",
    "\u202eturned",
    "../../office.yaml",
    "variations/../../office.md",
    "variations/quays.md",
    "[^note]",
    "- one\n- two\n\n    - three",
    "***\n---\n***",
    "|a|b|\n|-|-|",
    "\\",
    "&lt;b&gt;&amp;",
    "",
    " ",
)
texts = st.sampled_from(NASTY) | st.text(max_size=60)
ids = (
    st.sampled_from(["harbour/patrol-quays", "money/opening", "money", "harbour", "edition/vision", "contents"]) | texts
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny office, with a folder for variations."""
    root = tmp_path_factory.mktemp("office") / "office"
    shutil.copytree(SMALL, root)
    (root / "plan/2025-29/variations").mkdir()
    return root


def one_line(text: str) -> str:
    return quoted(text.encode("utf-8", "replace").decode("utf-8"))


@pytest.mark.slow
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["reword", "replace", "add", "remove", "move"]), ids, texts, texts, texts, st.booleans())
def test_nothing_falls_over(office: Path, kind: str, id: str, words: str, heading: str, after: str, file: bool) -> None:
    folder = office / "plan/2025-29/variations"
    what = "passage" if "money" in id else "statement"
    entries = {what: id, "to": "variations/quays.md" if file else words, "heading": heading, "after": after}
    if kind == "add":
        entries = {what: id, "text": entries["to"], "heading": heading}
    if kind == "move":
        entries = {what: id, "to": words, "after": after}
    if kind == "remove":
        entries = {what: id}
    written = ", ".join(f"{name}: {one_line(text)}" for name, text in entries.items() if name != "after" or text)
    yaml = (
        f"title: {one_line(heading or 'Quays')}\nwhy: {one_line(words or 'Why')}\nchanges:\n  - {kind}: {{{written}}}\n"
    )
    (folder / "quays.yaml").write_text(yaml, "utf-8")
    (folder / "quays.md").unlink(missing_ok=True)
    if file and kind in ("reword", "replace", "add"):
        (folder / "quays.md").write_bytes(words.encode("utf-8", "surrogatepass"))

    judged = judge(office)
    said = "\n".join(in_words(found, judged.project.sources) for found in judged.problems)
    assert "Traceback" not in said
    try:
        made = compared(office, "2025-29", "2025-29+quays")
    except WrongUse:
        assert judged.errors
        return
    assert made.text
    if judged.errors:
        return
    (page,) = (path for path in write(made, ("html",), office / "out") if path.suffix == ".html")
    html = re.sub(r"<style.*?</style>", "", page.read_text("utf-8"), flags=re.DOTALL)
    assert "<script" not in html and 'href="javascript' not in html
    assert html.count("<ins>") == html.count("</ins>") == html.count("[inserted:</span>")
