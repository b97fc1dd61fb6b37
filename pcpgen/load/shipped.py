"""From what comes with the program to the same in another language, by the pairs in `words/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pcpgen.languages import ENGLISH
from pcpgen.load.files import Folder
from pcpgen.load.pairs import pairs_of
from pcpgen.load.tree import Pair
from pcpgen.load.yaml_text import read_tree
from pcpgen.words.catalogue import HERE


def shipped_folder(path: Path, language: str) -> Folder:
    """A folder of the program's, to be read in a language."""
    folder = Folder(path)
    if language != ENGLISH:
        folder.language, folder.shared = language, texts_in(language)
    return folder


@cache
def texts_in(language: str) -> dict[str, Pair]:
    """The words of the program's outlines and of its table of the law, each with what it reads in a language."""
    folder = Folder(HERE)
    source = folder.text(f"texts.{language}.yaml")
    assert source is not None
    tree, problems = read_tree(source)
    assert tree is not None, problems
    pairs = pairs_of(tree, source, ENGLISH, language, problems)
    assert not problems, problems[0]
    return pairs
