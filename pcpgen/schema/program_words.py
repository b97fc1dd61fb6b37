"""From the catalogue to the page of the program's own words, for an office that says single ones otherwise."""

from __future__ import annotations

from pcpgen.schema.markdown import code, page, table
from pcpgen.words.catalogue import shipped

OPENING = """The words that stand in documents without an author. An office says single ones otherwise in
`plan/words.yaml`, each under its name; what stands in braces is put in by the program, and must stay in the
sentence."""


def words_page() -> str:
    """Each name, with its words."""
    rows = []
    for key, entry in shipped().entries.items():
        said = {"": entry} if isinstance(entry, str) else dict(entry)
        forms = [code(text) if not form else f"{form}: {code(text)}" for form, text in said.items()]
        rows.append((code(key), "; ".join(forms)))
    return page("The program’s own words", OPENING, table(("Name", "Words"), rows))
