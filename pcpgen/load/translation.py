"""From a file's texts and the file beside it with their translations to the texts in another language.

Beside `harbour.yaml` stands `harbour.cy.yaml` with pairs of a text and what it reads in Welsh; beside `report.md`
stands `report.cy.md`, with such pairs for its entries and the whole of its words. Ids, figures, days and all else that
is no word for readers stand in one place only. A text that has no translation stays, in marks, and is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pcpgen.languages import NAMES, in_another
from pcpgen.load.files import TEXT_LIMIT, Folder
from pcpgen.load.pairs import Translations, has_words, pairs_of, translated
from pcpgen.load.rules import EMPTY_TEXT, UNKNOWN_FILE
from pcpgen.load.tree import Mapping as Entries
from pcpgen.load.tree import Pair, Tree
from pcpgen.load.yaml_text import read_tree
from pcpgen.manifest import digest
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, near_id, problem
from pcpgen.rules import Rule
from pcpgen.schema.entry import Value

UNTRANSLATED = Rule(
    "untranslated",
    "A text that has no translation",
    "A document in the other language would print it as it is, marked and with a note.",
    "Write its translation into the file that is named.",
    "warning",
)
OLDER_TRANSLATION = Rule(
    "older-translation",
    "A text that was changed since it was translated",
    "The two languages would say different things, and nobody would know.",
    "Bring the translation up to date, and copy the text as it reads now beside it.",
    "warning",
)
UNUSED_TRANSLATION = Rule(
    "unused-translation",
    "A translation of what stands nowhere",
    "It is printed in no document, and perhaps belongs to another text.",
    "Copy the text as it stands in its file, or delete the pair.",
    "warning",
)
OTHER_FIGURES = Rule(
    "other-figures",
    "A translation that holds other figures than its text",
    "Two languages of one document must tell the same figures.",
    "Put the same expressions and the same numbers into both.",
)
OTHER_PARTS = Rule(
    "other-parts",
    "A translation that has other parts than its text",
    "Headings, paragraphs, lists and tables are numbered, and must be the same in both languages.",
    "Give the translation a part for each of its text, in the same order.",
)

_EXPRESSION = pattern(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_EXEMPT = "{% exempt"
_NUMBER = pattern(r"[0-9](?:[0-9,.]*[0-9])?")
_LIKE = 0.6  # of two texts, so that one is likely what became of the other
_KINDS = (("#", "a heading"), ("|", "a table"), (">", "a quotation"), ("![", "a picture"), ("{{", "a block"))
_SECTION = pattern(r"^(?:# |- (?P<id>[a-z0-9-]+): )", re.MULTILINE)
_ITEM = pattern(r"(?:[-*+]|[0-9]{1,3}[.)]|\([a-z]\)) ")


def in_language(folder: Folder, source: Source, tree: Tree, declared: Value) -> Tree:
    """The tree of a file in the language in which the folder is read; as it stands where that is its own."""
    if not folder.language or folder.language_of(source.file) == folder.language:
        return tree
    of = _translations(folder, source.file)
    done = translated(tree, declared, of)
    _tell(folder, of)
    folder.untranslated[source.file] = of.missing
    return done


def body_in_language(folder: Folder, source: Source, text: str, begin: Place) -> tuple[str, Place, Source]:
    """The words of a Markdown file in the language in which the folder is read, where they begin and in which file."""
    if not folder.language or folder.language_of(source.file) == folder.language or not text.strip():
        return text, begin, source
    file, made_from = beside(source.file, folder.language), sum_of_words(text)
    other = folder.text(file) if folder.exists(file) else None
    body, start, head = split_head(other) if other else ("", Place(file), None)
    if other is None or not body.strip():
        order = f"Write them in {NAMES[folder.language]} in {file}, under the line made_from: {made_from}."
        message = f"these words have no {NAMES[folder.language]}"
        at = next(number for number, line in enumerate(text.split("\n")) if line.strip())
        place = Place(begin.file, begin.line + at, 1, 1)
        folder.problems.append(problem(UNTRANSLATED, place, message, order))
        return in_another(text), begin, source
    said = _entry(head, "made_from")
    if said is None or said.value != made_from:
        folder.older.add(source.file)
        place = said.place if said else Place(file)
        message = (
            f"{source.file} was changed since this was translated from it" if said else "nothing says of which text"
        )
        order = f"Bring the words below up to date, then write made_from: {made_from} between the lines of hyphens."
        folder.problems.append(problem(OLDER_TRANSLATION, place, message, order))
        if _EXEMPT in text or _EXEMPT in body:  # an older translation may print what is exempt by now
            wrong = f"{source.file} holds what is exempt, and its translation is older: it may tell it"
            folder.problems.append(problem(OTHER_FIGURES, place, wrong, order))
            return in_another(text), begin, source
        if _sections(text) != _sections(body):  # what the text accounts for by now, its translation cannot
            return in_another(text), begin, source
    else:
        folder.problems += list(_other_blocks(text, body, start, folder.language))
    body, still = _still_as_written(text, body, start, folder.language)
    folder.problems += still
    return body, start, other


def sum_of_words(text: str) -> str:
    """The sum by which a translation says of which words it is one; blanks and line ends count for nothing."""
    return digest(" ".join(text.split()).encode("utf-8"))[:8]


def beside(file: str, language: str) -> str:
    """The file with the translations of another: `themes/harbour.cy.yaml`."""
    stem, dot, ending = file.rpartition(".")
    return f"{stem}.{language}{dot}{ending}"


def split_head(source: Source) -> tuple[str, Place, Tree | None]:
    """The words of a translated Markdown file, where they begin, and the entries above them."""
    lines = source.lines
    closing = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or closing is None:
        return source.text, Place(source.file), None
    tree, _ = read_tree(source, text="\n".join(lines[1:closing]), first_line=2)
    return "\n".join(lines[closing + 1 :]), Place(source.file, closing + 2), tree


def note_lost(folder: Folder, languages: tuple[str, ...]) -> Iterator[Problem]:
    """The files with translations that nothing has read."""
    for file in folder.translations:
        language = file.split(".")[-2]
        if language == folder.language and file not in folder.sources:
            message = f"{file} translates no file that is read"
            yield problem(UNKNOWN_FILE, Place(file), message, "Name it after the file of its texts, or delete it.")
        elif not folder.language and language not in languages:
            order = f"Add {language} to languages: in plan/office.yaml, or delete the file."
            yield problem(UNKNOWN_FILE, Place(file), f"no document is in {NAMES[language]}", order)


def _sections(text: str) -> list[str]:
    """The sections of a text, and the ids for whose absence it gives a reason; not what they are called."""
    return [found["id"] or "#" for found in _SECTION.finditer(text)]


def _still_as_written(text: str, body: str, start: Place, language: str) -> tuple[str, list[Problem]]:
    """The words of a translation with those in marks that are still the text's own; that there are such, at the first.

    Of headings that name a section of an outline nothing is told.
    """
    ours = {words for _, _, words in _blocks(text)}
    lines, told = body.split("\n"), list[int]()
    for at, _, words in _blocks(body):
        if words in ours and has_words(words):
            marked = in_another(words).split("\n")
            told += [at] if marked != lines[at : at + len(marked)] and not words.startswith("# ") else []
            lines[at : at + len(marked)] = marked
    if not told:
        return "\n".join(lines), []
    parts = "this part still reads" if len(told) == 1 else f"{len(told)} parts, this one first, still read"
    marks = f'{{% in "{language}" %}} and {{% endin %}}'
    order = f"Write it in {NAMES[language]}; what is the same in both languages stands between {marks}."
    place = Place(start.file, start.line + told[0])
    return "\n".join(lines), [problem(UNTRANSLATED, place, f"{parts} as its text does", order)]


# -- pairs


def _translations(folder: Folder, file: str) -> Translations:
    language, own = folder.language, beside(file, folder.language)
    if folder.shared is None and file != "plan/office.yaml":
        folder.shared = {}
    pairs = _pairs(folder, own)
    if file == "plan/office.yaml":  # names that other files say again
        folder.shared = {**(folder.shared or {}), **pairs}
    return Translations(language, own, pairs, folder.shared or {}, set(), [])


def _pairs(folder: Folder, file: str) -> dict[str, Pair]:
    source = folder.text(file, TEXT_LIMIT) if folder.exists(file) else None
    if source is None:
        return {}
    if file.endswith(".md"):
        _, _, tree = split_head(source)
    else:
        tree, problems = read_tree(source)
        folder.problems += problems
        if tree is None and not problems:
            folder.problems.append(
                problem(EMPTY_TEXT, Place(file), f"{file} is empty", "Write its texts, or delete it.")
            )
    return pairs_of(tree, source, folder.main, folder.language, folder.problems) if tree else {}


def _tell(folder: Folder, of: Translations) -> None:
    """What has no translation, what has one of an older text, and pairs of no text."""
    name = NAMES[of.language]
    idle = {plain: pair for plain, pair in of.own.items() if plain not in of.used}
    for plain, text in {" ".join(text.value.split()): text for text in reversed(of.missing)}.items():
        near = near_id(plain, idle, _LIKE)
        if begun := of.own.get(plain):
            order = f"Write it behind {of.language}: under this line."
            folder.problems.append(problem(UNTRANSLATED, begun.source.place, f'"{plain}" has no {name} yet', order))
        elif near:
            pair = idle.pop(near)
            message = f'the text of this {name} now reads "{plain}"'
            folder.problems.append(problem(OLDER_TRANSLATION, pair.source.place, message))
        else:
            pair_of = f"a line - {folder.main}: with this text, and under it {of.language}: with its {name}"
            order = f"Write under texts: in {of.file} {pair_of}."
            folder.problems.append(problem(UNTRANSLATED, text.place, f'"{plain}" has no {name}', order))
    for pair in idle.values() if of.file != beside("plan/office.yaml", of.language) else ():
        message = f'"{pair.source}" stands nowhere in the file of these texts'
        folder.problems.append(problem(UNUSED_TRANSLATION, pair.source.place, message))
    for plain in of.used & of.own.keys():
        pair = of.own[plain]
        if pair.says.value and (wrong := _other_figures(pair.source.value, pair.says.value)):
            folder.problems.append(problem(OTHER_FIGURES, pair.says.place, wrong))


def _entry(head: Tree | None, name: str) -> Text | None:
    found = {key.value: each for key, each in head.entries}.get(name) if isinstance(head, Entries) else None
    return found if isinstance(found, Text) else None


# -- the same figures and the same parts


def figures_of(text: str) -> Counter[str]:
    """What a text asks for, and the numbers that are typed in it."""
    asked = [" ".join(each.split()) for each in _EXPRESSION.findall(text)]
    return Counter((*asked, *_NUMBER.findall(_EXPRESSION.sub(" ", text))))


def _other_figures(text: str, translation: str) -> str:
    """What one of two texts holds and the other does not, in words; empty where they hold the same."""
    before, after = figures_of(text), figures_of(translation)
    if lost := next(iter(before - after), ""):
        return f"{lost} stands in the text, and not in its translation"
    if more := next(iter(after - before), ""):
        return f"{more} stands in the translation, and not in its text"
    return ""


def _other_blocks(text: str, translation: str, begin: Place, language: str) -> Iterator[Problem]:
    """Where the parts of a translation are others than those of its text, or hold other figures."""
    ours, theirs = list(_blocks(text)), list(_blocks(translation))
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), 1):
        place = Place(begin.file, begin.line + other[0])
        if one[1] != other[1]:
            message = f"part {number} is {other[1]} here, and {one[1]} in the text"
            yield problem(OTHER_PARTS, place, message)
            return
        if wrong := _other_figures(one[2], other[2]):
            yield problem(OTHER_FIGURES, place, wrong)
    if len(ours) != len(theirs):
        place = Place(begin.file, begin.line + (theirs[-1][0] if theirs else 0))
        yield problem(OTHER_PARTS, place, f"there are {len(theirs)} parts here, and {len(ours)} in the text")


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """Each stretch between empty lines: in which line it begins, of which kind it is, its words."""
    held: list[str] = []
    start = 0
    for number, line in enumerate([*text.split("\n"), ""]):
        if line.strip():
            start = start if held else number
            held.append(line)
        elif held:
            first = held[0].strip()
            kind = next((kind for mark, kind in _KINDS if first.startswith(mark)), "")
            kind = kind or (
                f"a list of {sum(bool(_ITEM.match(each.strip())) for each in held)}" * bool(_ITEM.match(first))
            )
            yield start, kind or "a paragraph", "\n".join(held)
            held = []
