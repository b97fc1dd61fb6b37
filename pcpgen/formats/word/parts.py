"""From what has grown in the text to the other parts of a Word file: notes, lists, settings and the typeface."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from pcpgen import fonts
from pcpgen.formats.word.growing import Growing
from pcpgen.formats.word.inlines import line, paragraph
from pcpgen.formats.word.styles import LIGHT, STEP
from pcpgen.formats.word.xml import Element, make, named, value
from pcpgen.prose.tree import Numbering

KINDS: tuple[Numbering, ...] = ("bullet", "1", "a", "i")
_FORMS = {
    "bullet": ("bullet", "•"),
    "1": ("decimal", "%{n}."),
    "a": ("lowerLetter", "(%{n})"),
    "i": ("lowerRoman", "(%{n})"),
}
_LEVELS = 9  # of a list, which Word has


def footnotes(growing: Growing) -> Element:
    """Word's own notes, in the order of their marks, after the two lines that it draws above notes."""
    return make("w:footnotes", *_lines_above(), *_notes(growing.within_notes()))


def _lines_above() -> Iterator[Element]:
    for id, kind, mark in ((-1, "separator", "w:separator"), (0, "continuationSeparator", "w:continuationSeparator")):
        yield make("w:footnote", make("w:p", make("w:r", make(mark))), w_type=kind, w_id=id)


def _notes(growing: Growing) -> Iterator[Element]:
    for id, noted in enumerate(growing.noted, 1):
        note = growing.notes[noted]
        counted = note.number == id
        own = make("w:footnoteRef") if counted else make("w:t", str(note.number))
        mark = make("w:r", make("w:rPr", value("w:rStyle", "FootnoteReference")), own)
        between = make("w:r", make("w:t", " ", xml_space="preserve"))
        yield make(
            "w:footnote", paragraph(growing, "FootnoteText", mark, between, *line(growing, note.text.content)), w_id=id
        )


def numbering(growing: Growing, held: Element) -> None:
    """Adds the kinds of lists, then each list with where it starts, to what a template has."""
    last = max((int(each.get(named("w:abstractNumId"), 0)) for each in held.iter(named("w:abstractNum"))), default=-1)
    at = len(held.findall(named("w:abstractNum")))
    for number, kind in enumerate(KINDS):
        held.insert(at + number, _kind(last + 1 + number, kind))
    held.extend(_lists(growing, last + 1))


def _kind(number: int, kind: Numbering) -> Element:
    form, text = _FORMS[kind]
    levels = (
        make(
            "w:lvl",
            value("w:start", 1),
            value("w:numFmt", form),
            value("w:lvlText", text.replace("{n}", str(level + 1))),
            value("w:lvlJc", "left"),
            make("w:pPr", make("w:ind", w_left=STEP * (level + 1), w_hanging=STEP)),
            w_ilvl=level,
        )
        for level in range(_LEVELS)
    )
    return make("w:abstractNum", value("w:multiLevelType", "multilevel"), *levels, w_abstractNumId=number)


def _lists(growing: Growing, first: int) -> Iterator[Element]:
    for number, (kind, depth, start) in enumerate(growing.lists, growing.lists_before + 1):
        begins = make("w:lvlOverride", value("w:startOverride", start), w_ilvl=depth) if kind != "bullet" else None
        yield make("w:num", value("w:abstractNumId", first + KINDS.index(kind)), begins, w_numId=number)


def settings(language: str, facing: bool) -> Element:
    return make(
        "w:settings",
        make("w:zoom", w_percent=100),
        make("w:embedTrueTypeFonts"),
        make("w:evenAndOddHeaders") if facing else None,
        value("w:defaultTabStop", 720),
        make("w:footnotePr", make("w:footnote", w_id=-1), make("w:footnote", w_id=0)),
        make(
            "w:compat",
            make(
                "w:compatSetting",
                w_name="compatibilityMode",
                w_uri="http://schemas.microsoft.com/office/word",
                w_val=15,
            ),
        ),
        make("w:themeFontLang", w_val=language),
        value("w:decimalSymbol", "."),
        value("w:listSeparator", ","),
    )


def typefaces() -> Iterator[tuple[str, str, bytes, str]]:
    """Each file of the typeface as a Word file carries it: family, element, its bytes in disguise, and the key."""
    faces = (
        (fonts.FAMILY, "w:embedRegular", fonts.file(400, "ttf")),
        (fonts.FAMILY, "w:embedBold", fonts.file(700, "ttf")),
        (fonts.FAMILY, "w:embedItalic", fonts.italic("ttf")),
        (LIGHT, "w:embedRegular", fonts.file(300, "ttf")),
    )
    for family, element, path in faces:
        key = uuid.uuid5(uuid.NAMESPACE_DNS, path.name)
        content = path.read_bytes()
        mask = key.bytes[::-1] * 2  # as the standard has it: the first 32 bytes, by the key read backwards
        head = bytes(byte ^ by for byte, by in zip(content[:32], mask, strict=True))
        yield family, element, head + content[32:], f"{{{str(key).upper()}}}"


def font_table(embedded: Iterable[tuple[str, str, str, str]]) -> Element:
    """The typefaces with the files that carry them: family, element, relation and key of each."""
    families: dict[str, list[Element]] = {}
    for family, element, relation, key in embedded:
        families.setdefault(family, []).append(make(element, r_id=relation, w_fontKey=key))
    return make(
        "w:fonts",
        *(
            make(
                "w:font",
                value("w:altName", "Arial"),
                value("w:family", "swiss"),
                value("w:pitch", "variable"),
                *files,
                w_name=family,
            )
            for family, files in families.items()
        ),
    )
