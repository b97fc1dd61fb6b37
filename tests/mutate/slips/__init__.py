"""Slips as people make them, by family."""

from __future__ import annotations

from tests.mutate.changes import Kind
from tests.mutate.slips import (
    cells,
    claims,
    definitions,
    encoding,
    markdown,
    prose,
    references,
    registers,
    rows,
    yaml,
)

KINDS: tuple[Kind, ...] = (
    *cells.KINDS,
    *rows.KINDS,
    *definitions.KINDS,
    *references.KINDS,
    *registers.KINDS,
    *prose.KINDS,
    *claims.KINDS,
    *markdown.KINDS,
    *yaml.KINDS,
    *encoding.KINDS,
)
