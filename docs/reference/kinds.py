"""From the outlines that come with the program, and the blocks that they may ask for, to their pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pcpgen.blocks.makers import MAKERS
from pcpgen.compose.placing import ITEM_PATHS
from pcpgen.compose.subjects.registry import KINDS
from pcpgen.load.outlines import SHIPPED, shipped_kinds, shipped_outline
from pcpgen.model.outline import Outline
from pcpgen.prose.passage import typed_blocks
from pcpgen.schema.markdown import code, page, plain, table

OF_KINDS = """The kinds of document that come with the program. Each is an outline, a file that `pcpgen kinds` prints
when you type the kind's name behind it; saved in `plan/outlines/` under that name, it is yours to change. [The guide
to the words](../guide/words.md) says how."""
OF_BLOCKS = """What an outline may ask for by `block:`, and the program fills. A kind takes a block only where its
documents have what the block is made of."""


def kinds_page() -> str:
    repeated = [(code(each), _the(path), says) for each, paths in ITEM_PATHS.items() for path, says in paths.items()]
    within = "## In a section that is repeated\n\n" + table(("`each:`", "Name", "What it says"), repeated)
    papers = "## A kind of your own\n\n" + _names(KINDS["paper"].paths)
    return page("Kinds of document", OF_KINDS, *map(_kind, shipped_kinds()), papers, within)


def _kind(id: str) -> str:
    outline, of = shipped_outline(id), KINDS[shipped_kinds()[id]]
    opening = re.match(r"((?:# .*\n)+)", (SHIPPED / f"{id}.yaml").read_text("utf-8"))
    assert opening, f"{id}.yaml does not say first what it is"
    says = plain(opening[1].replace("# ", ""))
    sections = [
        (
            code(each.id),
            plain(typed_blocks(each.title.blocks)),
            code(each.block.value),
            code(each.each),
            "yes" if each.of_author else "",
        )
        for each in outline.sections
    ]
    heads = ("Section", "Title", "Block", "Repeated for each", "Holds its author’s text")
    return f"## {code(id)}\n\n{says}\n\n{_papers(outline)}{table(heads, sections)}\n{_names(of.paths)}"


def _papers(outline: Outline) -> str:
    """Where the papers of a kind stand and what they say at their top; nothing of a kind that has none."""
    if not outline.folder:
        return ""
    entries = [
        (code(key), plain(ask.label), ask.kind, "may be absent" if ask.optional else "")
        for key, ask in outline.asks.items()
    ]
    where = f"Its papers stand in {code(outline.folder + '/')}, one Markdown file each, and begin with"
    return f"{where} `title:` and\n\n{table(('Entry', 'Label', 'Holds', ''), entries)}\n"


def _names(paths: Mapping[str, str]) -> str:
    rows = [(_the(path), plain(says)) for path, says in paths.items()]
    return table(("Name", "What it says"), rows)


def _the(path: str) -> str:
    return code(f'{{{{ the("{path}") }}}}')


def blocks_page() -> str:
    rows = []
    for name, maker in MAKERS.items():
        kinds = [id for id in shipped_kinds() if set(maker.needs) <= set(KINDS[shipped_kinds()[id]].has)]
        rows.append((code(name), plain((maker.make.__doc__ or "").splitlines()[0]), ", ".join(map(code, kinds))))
    return page("Blocks", OF_BLOCKS, table(("Block", "What it shows", "In"), rows))
