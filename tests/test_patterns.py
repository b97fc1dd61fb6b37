"""From patterns as they are written to what they find: each can be compiled, though no run does so with all."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from array import array
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]

import pytest

from pcpgen.patterns import _taken_back, pattern

PACKAGE = Path(__file__).parents[1] / "pcpgen"
MODULES = [
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    for path in sorted(PACKAGE.rglob("*.py"))
    if "from pcpgen.patterns import" in path.read_text("utf-8")
]


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    assert pattern("[a-c]+", re.IGNORECASE).findall("Abc d cab") == ["Abc", "cab"]


def test_a_pattern_taken_back_from_the_cache_is_the_same() -> None:
    for written, flags in (("(?P<a>b)|(c)", 0), ("[a-cé]+(?=d)", re.IGNORECASE), (r"(?i:x)\b\d{2,3}", re.MULTILINE)):
        usual = re.compile(written, flags)
        code = array("I", _compiler._code(_parser.parse(written, flags), flags)).tobytes()
        assert _taken_back(written, usual.flags, code, usual.groups, dict(usual.groupindex)) == usual


SAID = "from pcpgen.patterns import pattern; print(pattern('b+').findall('abba'), pattern('(?P<x>a)').groupindex)"


def flipped(content: bytes) -> bytes:
    """With one bit of the last number other than it was."""
    return content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]


@pytest.mark.slow
@pytest.mark.parametrize(
    "damage", [lambda content: b"", lambda content: b"nonsense", flipped], ids=["emptied", "overwritten", "one bit"]
)
def test_a_damaged_cache_is_made_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """One bit would make another pattern, with which a mistake would not be found."""

    def said() -> str:
        surroundings = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
        command = [sys.executable, "-c", SAID]
        return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True, timeout=60).stdout

    first = said()
    kept = next((tmp_path / "pcpgen").glob("patterns-*"))
    whole = kept.read_bytes()
    assert {written for written, _ in marshal.loads(whole[32:])} == {"b+", "(?P<x>a)"}
    kept.write_bytes(damage(whole))
    assert said() == first == "['bb'] {'x': 1}\n"
    assert marshal.loads(kept.read_bytes()[32:]) == marshal.loads(whole[32:])


def test_every_pattern_can_be_compiled() -> None:
    met = 0
    for module in MODULES:
        for name, value in vars(import_module(module)).items():
            if type(value).__name__ == "pattern":
                assert value.flags >= 0, f"{module}.{name}"
                met += 1
    assert met > 100
