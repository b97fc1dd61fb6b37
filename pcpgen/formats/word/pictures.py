"""From drawings and images to pictures within a line of a Word file, with their words for whoever does not see them."""

from __future__ import annotations

from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from pcpgen.document.drawing import Drawing
from pcpgen.document.picture import Picture
from pcpgen.formats.drawn import svg
from pcpgen.formats.word.drawings import png
from pcpgen.formats.word.growing import Growing
from pcpgen.formats.word.xml import MM, POINT, SPACES, Element, make

_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # by which Word knows that a picture has lines as well
WIDTH, HEIGHT = 168.0, 190.0  # millimetres that a picture has at most


def drawn(growing: Growing, drawing: Drawing, alternative: str) -> Element:
    """A drawing as dots that every program shows, with the lines that Word takes instead."""
    dots = _image(growing, png(drawing))
    number = growing.new_drawing()
    name = PackURI(f"/word/media/chart{number}.svg")
    lines = Part(name, "image/svg+xml", svg(drawing), growing.part.package)
    also = growing.part.relate_to(lines, RELATIONSHIP_TYPE.IMAGE)
    return _picture(number, dots, drawing.width * POINT, drawing.height * POINT, alternative, also)


def image(growing: Growing, picture: Picture, wide: float = WIDTH, high: float = HEIGHT) -> Element:
    """An image of the workspace, no larger than it may be in millimetres; at 96 dots to the inch else."""
    _, content = growing.given.images[picture.url]
    width, height = picture.width / 96 * 25.4, picture.height / 96 * 25.4
    scale = min(1.0, wide / width, high / height)
    size = (width * scale * MM, height * scale * MM)
    return _picture(growing.new_drawing(), _image(growing, content), *size, picture.alt)


def _image(growing: Growing, content: bytes) -> str:
    package = growing.part.package
    assert package is not None
    return growing.part.relate_to(package.get_or_add_image_part(BytesIO(content)), RELATIONSHIP_TYPE.IMAGE)


def _picture(number: int, dots: str, width: float, height: float, alternative: str, lines: str = "") -> Element:
    cx, cy = round(width), round(height)
    also = make("a:extLst", make("a:ext", make("asvg:svgBlip", r_embed=lines), uri=_SVG)) if lines else None
    shape = make(
        "pic:spPr",
        make("a:xfrm", make("a:off", x=0, y=0), make("a:ext", cx=cx, cy=cy)),
        make("a:prstGeom", make("a:avLst"), prst="rect"),
    )
    picture = make(
        "pic:pic",
        make(
            "pic:nvPicPr",
            make("pic:cNvPr", id=number, name=f"Picture {number}", descr=alternative),
            make("pic:cNvPicPr"),
        ),
        make("pic:blipFill", make("a:blip", also, r_embed=dots), make("a:stretch", make("a:fillRect"))),
        shape,
    )
    inline = make(
        "wp:inline",
        make("wp:extent", cx=cx, cy=cy),
        make("wp:docPr", id=number, name=f"Picture {number}", descr=alternative),
        make("wp:cNvGraphicFramePr", make("a:graphicFrameLocks", noChangeAspect=1)),
        make("a:graphic", make("a:graphicData", picture, uri=SPACES["pic"])),
        distT=0,
        distB=0,
        distL=0,
        distR=0,
    )
    return make("w:r", make("w:drawing", inline))
