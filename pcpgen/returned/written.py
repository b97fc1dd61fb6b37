"""From words as they read to where an author wrote them: every text of the workspace by its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from pcpgen.load.tree import Mapping as Entries
from pcpgen.load.tree import Sequence, Tree
from pcpgen.load.yaml_text import read_tree
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.values import dataclass

HEAD = pattern(r"---[ \t]*\n(?P<entries>(?:.*\n)*?)---[ \t]*(?:\n|$)")  # the entries above a page's words
_HEADING = pattern(r"#{1,6}[ \t]+(?P<words>.*?)[ \t]*(?:\{#[a-z0-9-]+\})?[ \t]*")
_LABEL = pattern(r"[^:]{1,40}:[ \t]+")


def yaml_in(source: Source) -> tuple[str, int] | None:
    """The YAML of a file, or of the head of a page, and the line where it begins; None where there is none."""
    if source.file.endswith((".yaml", ".yml")):
        return source.text, 1
    head = HEAD.match(source.text) if source.file.endswith(".md") else None
    return (head["entries"], 2) if head else None


@dataclass(frozen=True)
class Written:
    """The texts of a workspace that stand alone: values of YAML and headings of pages."""

    sources: Mapping[str, Source]

    def places(self, words: str) -> tuple[Place, ...]:
        """Where a text of these words stands."""
        return self._found.get(_same(words), ())

    @cached_property
    def _found(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, tuple[Place, ...]] = {}
        for source in self.sources.values():
            for words, place in _texts(source):
                found[_same(words)] = (*found.get(_same(words), ()), place)
        return found


def _same(words: str) -> str:
    return " ".join(words.split())


def _texts(source: Source) -> Iterator[tuple[str, Place]]:
    if not source.file.startswith(("plan/", "data/")):
        return
    if held := yaml_in(source):
        tree, wrong = read_tree(source, text=held[0], first_line=held[1])
        yield from _values(tree) if tree and not wrong else ()
    for number, line in enumerate(source.lines if source.file.endswith(".md") else (), 1):
        if heading := _HEADING.fullmatch(line):
            begin = heading.start("words")
            yield heading["words"], Place(source.file, number, begin + 1, len(heading["words"]))
            if label := _LABEL.match(heading["words"]):
                words = heading["words"][label.end() :]
                yield words, Place(source.file, number, begin + label.end() + 1, len(words))


def _values(tree: Tree) -> Iterator[tuple[str, Place]]:
    if isinstance(tree, Text):
        yield tree.value, tree.place
    elif isinstance(tree, Sequence):
        for item in tree.items:
            yield from _values(item)
    elif isinstance(tree, Entries):
        for _, value in tree.entries:
            yield from _values(value)
