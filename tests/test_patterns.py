"""From patterns as they are written to what they find: each can be compiled, though no run does so with all."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from pcpgen.patterns import pattern

PACKAGE = Path(__file__).parents[1] / "pcpgen"
MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in sorted(PACKAGE.rglob("*.py"))
    if "from pcpgen.patterns import" in path.read_text("utf-8")
]


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    assert pattern("[a-c]+", re.IGNORECASE).findall("Abc d cab") == ["Abc", "cab"]


def test_every_pattern_can_be_compiled() -> None:
    assert MODULES
    for module in MODULES:
        for name, value in vars(import_module(module)).items():
            if type(value).__name__ == "pattern":
                assert value.flags >= 0, f"{module}.{name}"
