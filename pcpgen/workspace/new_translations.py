"""From files that were begun in an office of two languages to files beside them, ready for their translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from pcpgen.languages import NAMES
from pcpgen.load.files import Folder
from pcpgen.load.pairs import pairs_of
from pcpgen.load.translation import UNTRANSLATED, beside, split_head, sum_of_words
from pcpgen.load.tree import Mapping as Entries
from pcpgen.load.tree import Sequence, Tree
from pcpgen.load.workspace import read_folder
from pcpgen.load.yaml_text import read_tree
from pcpgen.model.plan import several
from pcpgen.model.text import Text
from pcpgen.place import Source
from pcpgen.problems import did_you_mean
from pcpgen.workspace.addition import Addition
from pcpgen.workspace.insert import add_to_list
from pcpgen.workspace.texts import as_yaml

_HEAD = "# Behind each {language}: belongs what its text reads in {name}.\n"
_OVER = "# The words under the second line of hyphens are still those of {file}: write them in {name}, part by part.\n"


def translations(root: Path, before: Mapping[str, Source], files: Iterable[str], main: str, language: str) -> Addition:
    """What the texts of files that stand need to be translated; `before` has the files as they were.

    Each text is there with room for its translation. A Markdown file's words are copied, to be written over; until they
    are, each part that still reads as it did is told.
    """
    folder = Folder(root, language)
    read_folder(folder)
    new: dict[str, str] = {}
    changed: dict[str, str] = {}
    for file in files:
        own, source = beside(file, language), folder.sources[file]
        begun = _begun(folder.sources.get(own), main, language)
        told = _values(before.get(file)) | begun
        older = begun - _values(source)  # of texts that read otherwise now, which check tells beside their translation
        lacking = {_plain(text): text for text in reversed(folder.untranslated.get(file, ()))}
        pairs = [
            _pair(text, main, language)
            for plain, text in reversed(lacking.items())
            if plain not in told and not get_close_matches(plain, older, 1)
        ]
        if own in folder.sources:
            text = folder.sources[own].text
            for pair in pairs if not file.endswith(".md") else ():
                text = add_to_list(Source(own, text), ["texts"], pair)
            changed |= {own: text} if pairs else {}
        elif file.endswith(".md"):
            new[own] = _prose(source, pairs, language)
        elif pairs:
            new[own] = _HEAD.format(language=language, name=NAMES[language]) + _listed(pairs)
    return Addition(new, changed, read={own: folder.sources[own].text for own in changed})


def files_to_translate(root: Path, language: str, name: str) -> tuple[str, ...]:
    """The files that have words without a translation: the one of that name, or each where the name is `all`.

    Raises ValueError where there is none.
    """
    folder = Folder(root, language)
    read_folder(folder)
    told = {each.place.file for each in folder.problems if each.rule is UNTRANSLATED}
    found = {file for file, texts in folder.untranslated.items() if texts} | {file for file in told if ".md" in file}
    lacking = {file for file in found if not Path(file).stem.endswith(f".{language}")}
    waiting = sorted(file for file in lacking if beside(file, language) not in folder.sources)
    if name == "all":
        if not waiting:
            raise ValueError("each file has one begun; pcpgen check tells which words it waits for")
        return tuple(waiting)
    file = Path(name).as_posix().removeprefix("./")
    if file in lacking:
        return (file,)
    if Path(file).stem.endswith(f".{language}"):
        raise ValueError(f"{file} is a translation; name the file that it is of")
    if file in folder.sources:
        raise ValueError(f"{file} has all its words in {NAMES[language]}, or none to translate")
    near = did_you_mean(file, sorted(lacking)) or "Name a file such as plan/office.yaml, or all."
    raise ValueError(f"there is no file {file}. {near}")


def _plain(text: Text) -> str:
    return " ".join(text.value.split())


def _values(source: Source | None) -> set[str]:
    """The values of a file, and the plurals that are made of them, in one line each however they are spelt."""
    values = {_plain(text) for text in _texts(_tree(source))}
    return values | {several(value) for value in values}


def _begun(source: Source | None, main: str, language: str) -> set[str]:
    """The texts that have a pair in a file with translations, with or without its translation."""
    tree = _tree(source)
    return set(pairs_of(tree, source, main, language, [])) if source and tree else set()


def _tree(source: Source | None) -> Tree | None:
    if source is None:
        return None
    return split_head(source)[2] if source.file.endswith(".md") else read_tree(source)[0]


def _texts(tree: Tree | None) -> Iterator[Text]:
    match tree:
        case Text():
            yield tree
        case Entries(entries=entries):
            for _, each in entries:
                yield from _texts(each)
        case Sequence(items=items):
            for each in items:
                yield from _texts(each)


def _pair(text: Text, main: str, language: str) -> str:
    lines = text.value.rstrip().split("\n")
    said = as_yaml(lines[0]) if len(lines) == 1 else "\n  ".join(("|", *lines))
    return f"{main}: {said}\n{language}:"


def _listed(pairs: Iterable[str]) -> str:
    lines = (f"  - {pair}".replace("\n", "\n    ") for pair in pairs)
    return "\n".join(("texts:", *lines, ""))


def _prose(source: Source, pairs: list[str], language: str) -> str:
    """A Markdown file's translation as it is begun: its entries, and its words as they are."""
    words, _, _ = split_head(source)
    texts = _listed(pairs) if pairs else ""
    over = _OVER.format(file=source.file, name=NAMES[language])
    return f"---\n{over}made_from: {sum_of_words(words)}\n{texts}---\n{words}"
