"""From YAML text to its tree, which an earlier run may have kept; else it is parsed (`parsing.py`)."""

from __future__ import annotations

import marshal
from functools import lru_cache
from itertools import chain
from typing import Any

from pcpgen.kept import Kept, sum_of
from pcpgen.load.tree import Mapping, Sequence, Tree
from pcpgen.model.text import Text
from pcpgen.place import Place, Source
from pcpgen.problems import Problem


def read_tree(source: Source, *, text: str | None = None, first_line: int = 1) -> tuple[Tree | None, list[Problem]]:
    """The tree of a YAML text, None where it has none; `text` and `first_line` narrow it to a stretch of the source."""
    tree, problems = _grown(source, source.text if text is None else text, first_line)
    return tree, list(problems)


@lru_cache(maxsize=256)  # the editions that a revision shares with the state now are read once
def _grown(source: Source, text: str, first_line: int) -> tuple[Tree | None, tuple[Problem, ...]]:
    around = "" if text == source.text else source.text  # of which the lines beside it are looked at
    key = sum_of(str(first_line), text, around)
    if kept := TREES.get(key):
        return _unpacked(marshal.loads(kept), source.file), ()
    from pcpgen.load.parsing import parsed  # which needs all of PyYAML

    root, problems = parsed(source, text, first_line)
    if not problems and root is not None:
        TREES.add(key, marshal.dumps(_packed(root)))
    return root, problems


def _packed(tree: Tree) -> tuple[Any, ...]:
    """A tree in plain tuples, each with its place and how many values it has that are no part of that."""
    _, line, column, length = tree.place
    if isinstance(tree, Text):
        return line, column, length, tree.value, tree.quoted
    if isinstance(tree, Sequence):
        return line, column, length, tuple(map(_packed, tree.items))
    return line, column, length, tuple(map(_packed, chain.from_iterable(tree.entries))), None, None


def _unpacked(packed: tuple[Any, ...], file: str) -> Tree:
    """The tree again, of the file of this name."""
    line, column, length, value, *more = packed
    place = tuple.__new__(Place, (file, line, column, length))
    if len(more) == 1:
        return Text(value, place, *more)
    held: list[Any] = [_unpacked(each, file) for each in value]
    if not more:
        return Sequence(tuple(held), place)
    return Mapping(tuple(zip(held[::2], held[1::2], strict=True)), place)


# of texts in which nothing is wrong
TREES = Kept("load/yaml_text.py", "load/parsing.py", "load/syntax.py", "load/files.py", "yaml")
