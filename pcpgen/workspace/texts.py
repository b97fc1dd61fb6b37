"""From the files of `start/` to texts with their places filled in.

Places are written <<name>>, conditions <% if … %>, and loops on lines that begin with %%, so that what an author writes
in braces stands as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pcpgen.patterns import pattern

START = Path(__file__).parent.parent / "start"
_PLAIN = pattern(r"\d{4}-\d\d-\d\d|[A-Za-z][\w’'&.()/-]*(?: [\w’'&.()/-]+)*")
# other programs take these for something else
_NOT_TEXT = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


def filled(file: str, names: Mapping[str, object]) -> str:
    """A file of `start/` with its places filled in; one that asks for a name that is not given is our mistake."""
    return _environment().get_template(file).render(names)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Of files that are text, so nothing is escaped but for YAML, where a file asks for it."""
    found = Environment(
        loader=FileSystemLoader(START),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        line_statement_prefix="%%",
    )
    found.filters |= {"yaml": as_yaml, "flow": as_flow}
    return found


def as_yaml(text: str) -> str:
    """A text as a value of a YAML file, in quotation marks where it needs them."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT
    return text if plain or (_is_prose(text) and not text.startswith(" ")) else in_quotes(text)


def in_quotes(text: str | list[str]) -> str:
    """A text in quotation marks, as YAML reads it whatever it holds; or a list of them between brackets."""
    return json.dumps(text, ensure_ascii=False)


def as_flow(text: str) -> str:
    """The same within braces or brackets, where a comma would end it."""
    return as_yaml(text) if _PLAIN.fullmatch(text) else in_quotes(text)


def _is_prose(text: str) -> bool:
    """Whether a sentence stands as it is at the end of a line of YAML: letters, blanks and commas."""
    return bool(re.fullmatch(r"[A-Za-z][\w’ ,.-]*[\w.]", text)) and text.lower() not in _NOT_TEXT
