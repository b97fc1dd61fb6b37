"""From the publication's typeface, colours and sizes to the styles of a Word file."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen import fonts
from pcpgen.formats.word.xml import Element, make, twips, twips_of_mm, value
from pcpgen.values import dataclass

INK, SLATE, RULE, MIST, LINK = "16212B", "4A5661", "C3CBD2", "F2F4F5", "23408F"  # as in templates/style/tokens.css
INSERTED, REMOVED = "00584F", "8F1D2C"
LIGHT = f"{fonts.FAMILY} Light"
NUMBER = twips_of_mm(12)  # how far a number stands before its paragraph
LABEL = twips_of_mm(43)  # how far a label, or a number in large, stands before its words
STEP = twips_of_mm(6)  # of a list
TEXT = twips_of_mm(168)  # between the margins


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs, or of words within them; sizes in points, indents in twentieths of one."""

    name: str
    based: str = "Normal"
    size: float = 0
    colour: str = ""
    bold: bool | None = None
    italic: bool = False
    font: str = ""
    before: float | None = None
    after: float | None = None
    line: float = 0  # of the size
    left: int = 0
    hanging: int = 0
    right: int = 0  # where what stands behind a tab ends
    keep_next: bool = False
    keep_lines: bool = False
    outline: int = 0  # the level of a heading, from 1
    shade: str = ""
    band: bool = False  # the shade reaches over and under the words
    bar: str = ""  # a rule at the left, in this colour
    over: str = ""  # a rule above
    align: str = ""
    after_it: str = ""  # the style of the next paragraph
    raised: bool = False
    underline: bool = False
    struck: bool = False

    @property
    def id(self) -> str:
        return "".join(word[:1].upper() + word[1:] for word in self.name.split())


_HEADS = (("heading 1", 22, 26, 8), ("heading 2", 15, 20, 5), ("heading 3", 12.5, 16, 4), ("heading 4", 11.5, 14, 3))

PARAGRAPHS = (
    Style("Title", size=34, font=LIGHT, before=40, after=10, line=1.05, keep_next=True, after_it="Subtitle"),
    Style("Subtitle", size=17, font=LIGHT, colour=SLATE, after=14, line=1.2),
    *(
        Style(name, size=size, bold=True, before=before, after=after, line=1.15, keep_next=True, outline=int(name[-1]))
        for name, size, before, after in _HEADS
    ),
    Style("heading 5", size=11, bold=True, before=12, after=3, line=1.2, keep_next=True, outline=5),
    Style("TOC Heading", size=15, bold=True, before=22, after=6, keep_next=True),
    Style("toc 1", after=3, size=11, right=TEXT),
    Style("Issuer", size=11, bold=True, after=4),
    Style("Notice", size=9.5, colour=SLATE, after=14, over=RULE),
    Style("Key Fact", left=LABEL, hanging=LABEL, after=3),
    Style("Cover Row", size=12, colour="FFFFFF", before=10, after=14, shade=INK, band=True),
    Style("Numbered Paragraph", left=NUMBER, hanging=NUMBER, after=7),
    Style("Numbered Continued", left=NUMBER, after=7),
    Style("Asked Paragraph", based="Numbered Paragraph", bar=INK, keep_lines=True),
    Style("Withheld Paragraph", based="Numbered Paragraph", shade=MIST, italic=True),
    Style("Exempt Label", bold=True, colour=REMOVED, over=REMOVED, before=12, after=6, keep_next=True),
    Style("List Bullet", after=3),
    Style("List Number", after=3),
    Style("List Continue", after=3, left=STEP),
    Style("Told", size=10, colour=SLATE, left=STEP, after=3),
    Style("Label", size=10, bold=True, colour=SLATE, before=10, after=2, keep_next=True),
    Style("Strapline", size=14, font=LIGHT, after=10, line=1.25),
    Style("Pull Quote", size=16, font=LIGHT, before=10, after=14, line=1.25, bar=INK, left=twips_of_mm(5)),
    Style("Vision", size=14, colour="FFFFFF", shade=INK, band=True, before=12, after=18, line=1.3),
    Style("Fact", left=LABEL, hanging=LABEL, after=5, line=1.15, keep_lines=True),
    Style("Fact Says", size=13, font=LIGHT, after=6),
    Style("Quote", left=twips_of_mm(6), bar=RULE, after=6),
    Style("Quote Source", based="Quote", size=10, colour=SLATE),
    Style("Excerpt", left=twips_of_mm(6), bar=RULE, after=6),
    Style("Question", bold=True, shade=MIST, after=6, keep_lines=True),
    Style("Indicator Value", size=30, font=LIGHT, before=2, after=0, line=1.0, keep_next=True),
    Style("Verdict", left=twips_of_mm(4), bar=INK, after=6, before=4),
    Style("caption", size=10.5, bold=True, before=14, after=4, line=1.2, keep_next=True, keep_lines=True),
    Style("Chart Title", size=12.5, bold=True, before=16, after=1, line=1.2, keep_next=True, keep_lines=True),
    Style("Chart Measure", size=10, colour=SLATE, after=4, keep_next=True),
    Style("Picture", before=2, after=4, line=1.0),
    Style("Source", size=9, colour=SLATE, before=4, after=2, line=1.25),
    Style("Table Text", size=9.5, before=2, after=2, line=1.15),
    Style("Table Head", based="Table Text", bold=True, keep_next=True),
    Style("Table Number", based="Table Text", align="right"),
    Style("Table Number Head", based="Table Head", align="right"),
    Style("footnote text", size=9, after=2, line=1.2),
    Style("Running Notice", based="header"),
    Style("Running Footer", based="footer"),
    Style("header", size=8.5, colour=SLATE, after=0, line=1.15),
    Style("footer", size=9, colour=SLATE, after=0, left=twips_of_mm(10), hanging=twips_of_mm(10)),
)
WORDS = (
    Style("Strong", bold=True),
    Style("Emphasis", italic=True),
    Style("Hyperlink", colour=LINK, underline=True),
    Style("footnote reference", raised=True),
    Style("Figure"),  # looks as the words around it; what it marks is computed and not for editing
    Style("Number", bold=True, colour=SLATE),
    Style("Fact Number", size=21, font=LIGHT),
    Style("Inserted", colour=INSERTED, underline=True),
    Style("Removed", colour=REMOVED, struck=True),
)


def styles(language: str) -> Element:
    """The part that holds every style, and what all text has in common."""
    defaults = make(
        "w:docDefaults",
        make("w:rPrDefault", make("w:rPr", *_words(Style("", size=11, font=fonts.FAMILY, colour=INK), language))),
        make("w:pPrDefault", make("w:pPr", *_spaced(Style("", after=7, before=0, line=1.27)))),
    )
    return make("w:styles", defaults, *_plain(), *map(paragraph_style, PARAGRAPHS), *map(words_style, WORDS), grid())


def _plain() -> Iterator[Element]:
    """What other styles rest on."""
    yield make(
        "w:style", value("w:name", "Normal"), make("w:qFormat"), w_type="paragraph", w_default=1, w_styleId="Normal"
    )
    for kind, name, id in (
        ("character", "Default Paragraph Font", "DefaultParagraphFont"),
        ("numbering", "No List", "NoList"),
    ):
        yield make("w:style", value("w:name", name), w_type=kind, w_default=1, w_styleId=id)
    margins = make(
        "w:tblCellMar", *(make(f"w:{side}", w_w=0, w_type="dxa") for side in ("top", "left", "bottom", "right"))
    )
    yield make(
        "w:style",
        value("w:name", "Normal Table"),
        make("w:tblPr", margins),
        w_type="table",
        w_default=1,
        w_styleId="TableNormal",
    )


def paragraph_style(style: Style) -> Element:
    follows = style.after_it.replace(" ", "") or ("Normal" if style.outline else "")
    return make(
        "w:style",
        value("w:name", style.name),
        value("w:basedOn", style.based.replace(" ", "")),
        value("w:next", follows) if follows else None,
        make("w:qFormat"),
        make("w:pPr", *_paragraph(style)),
        make("w:rPr", *_words(style)),
        w_type="paragraph",
        w_styleId=style.id,
        w_customStyle=None if style.name in _BUILT_IN else 1,
    )


_BUILT_IN = {
    "Title",
    "Subtitle",
    "TOC Heading",
    "toc 1",
    "List Bullet",
    "List Number",
    "List Continue",
    "Quote",
    "caption",
}
_BUILT_IN |= {"footnote text", "header", "footer", "Strong", "Emphasis", "Hyperlink", "footnote reference"}
_BUILT_IN |= {f"heading {level}" for level in range(1, 6)}


def words_style(style: Style) -> Element:
    return make(
        "w:style",
        value("w:name", style.name),
        value("w:basedOn", "DefaultParagraphFont"),
        make("w:qFormat"),
        make("w:rPr", *_words(style)),
        w_type="character",
        w_styleId=style.id,
        w_customStyle=None if style.name in _BUILT_IN else 1,
    )


def _paragraph(style: Style) -> Iterator[Element]:
    """In the order that the format asks for."""
    if style.keep_next:
        yield make("w:keepNext")
    if style.keep_lines:
        yield make("w:keepLines")
    if style.band:
        yield from band(style.shade)
    elif style.bar or style.over:
        yield borders(style.bar, style.over)
    if style.shade and not style.band:
        yield shading(style.shade)
    if style.hanging:
        yield make("w:tabs", make("w:tab", w_val="left", w_pos=style.left))
    if style.right:
        yield make("w:tabs", make("w:tab", w_val="right", w_pos=style.right))
    yield from _spaced(style)
    if style.left:
        yield make("w:ind", w_left=style.left, w_hanging=style.hanging or None)
    if style.align:
        yield value("w:jc", style.align)
    if style.outline:
        yield value("w:outlineLvl", style.outline - 1)


def _spaced(style: Style) -> Iterator[Element]:
    before, after = style.before, style.after
    yield make(
        "w:spacing",
        w_before=None if before is None else twips(before),
        w_after=None if after is None else twips(after),
        w_line=round(style.line * 240) if style.line else None,
        w_lineRule="auto" if style.line else None,
    )


def borders(bar: str, over: str = "") -> Element:
    """A rule at the left and one above, each in its colour."""
    return make(
        "w:pBdr",
        make("w:top", w_val="single", w_sz=6, w_space=5, w_color=over) if over else None,
        make("w:left", w_val="single", w_sz=24, w_space=8, w_color=bar) if bar else None,
    )


def band(colour: str) -> tuple[Element, Element]:
    """A ground that reaches a little over and under the words, and as far as the margins."""
    edge = {"w_val": "single", "w_sz": 4, "w_space": 7, "w_color": colour}
    return make("w:pBdr", make("w:top", **edge), make("w:bottom", **edge)), shading(colour)


def shading(colour: str) -> Element:
    return make("w:shd", w_val="clear", w_color="auto", w_fill=colour)


def _words(style: Style, language: str = "") -> Iterator[Element]:
    if style.font:
        yield make("w:rFonts", w_ascii=style.font, w_hAnsi=style.font, w_cs=style.font, w_eastAsia=style.font)
    if style.bold is not None:
        yield value("w:b", int(style.bold))
    if style.italic:
        yield make("w:i")
    if style.struck:
        yield make("w:strike")
    if style.colour:
        yield value("w:color", style.colour)
    if style.size:
        yield value("w:sz", round(style.size * 2))
        yield value("w:szCs", round(style.size * 2))
    if style.underline:
        yield value("w:u", "single")
    if style.raised:
        yield value("w:vertAlign", "superscript")
    if language:
        yield make("w:lang", w_val=language, w_eastAsia=language, w_bidi="ar-SA")


def grid() -> Element:
    """The one style of tables: a strong rule over and under it, hairlines between its rows."""
    strong = {"w_val": "single", "w_sz": 8, "w_space": 0, "w_color": INK}
    thin = {"w_val": "single", "w_sz": 4, "w_space": 0, "w_color": RULE}
    edges = make("w:tblBorders", make("w:top", **strong), make("w:bottom", **strong), make("w:insideH", **thin))
    cells = make(
        "w:tblCellMar",
        make("w:left", w_w=60, w_type="dxa"),
        make("w:right", w_w=100, w_type="dxa"),
    )
    head = make(
        "w:tblStylePr",
        make("w:rPr", make("w:b")),
        make("w:tcPr", make("w:tcBorders", make("w:bottom", **strong))),
        w_type="firstRow",
    )
    return make(
        "w:style",
        value("w:name", "Figures Table"),
        value("w:basedOn", "TableNormal"),
        make("w:qFormat"),
        make("w:tblPr", edges, cells),
        head,
        w_type="table",
        w_styleId="FiguresTable",
        w_customStyle=1,
    )
