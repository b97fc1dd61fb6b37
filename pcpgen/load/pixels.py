"""From an image file to what of it is published: its pixels, colours and which way up, and nothing that is said beside.

Blocks of text, EXIF (where, when and with what a photograph was taken), previews of what was cut off and whatever
follows the end stay behind. A file is decoded before it is believed.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import Literal

from pcpgen.values import dataclass

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SHOWN = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"IDAT", b"IEND")
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a pixel, by the type of colour
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_SCAN_END = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_ALONE = {0x01, *range(0xD0, 0xD8)}  # marks of a JPEG that nothing belongs to
_ORIENTATION = 0x0112


class Broken(Exception):
    """The file is no image, or cannot be decoded; says which."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """What is published of an image, as wide and as high as it is shown."""

    media: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    bytes: bytes


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height by the file's own header, or None for what is neither PNG nor JPEG."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(_JPEG):
        for marker, segment in _segments(content):
            if marker in (0xC0, 0xC1, 0xC2) and len(segment) >= 9:  # start of frame: the ones that browsers show
                height, width = struct.unpack(">HH", segment[5:9])
                return width, height
    return None


def pixels_of(content: bytes) -> Pixels:
    """What is published of an image that `size_of` knows. Raises Broken where it cannot be decoded."""
    is_png = content.startswith(_PNG)
    bare = _bare_png(content) if is_png else _bare_jpeg(content, 1)
    turned = _turned(content) if not is_png or b"eXIf" in content else 1
    if not is_png:
        _decode(bare)
        bare = _bare_jpeg(content, turned)
    elif turned > 1:
        bare = _upright(bare, turned)
        turned = 1
    size = size_of(bare)
    assert size
    width, height = size if turned < 5 else reversed(size)
    return Pixels("image/png" if is_png else "image/jpeg", width, height, bare)


# PNG --------------------------------------------------------------------------------------------------------------


def _bare_png(content: bytes) -> bytes:
    """The blocks that show something, each as it stands and in its order."""
    kept = [_PNG]
    data = []
    at = len(_PNG)
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        kind, block = content[at + 4 : at + 8], content[at:end]
        if len(block) < end - at or zlib.crc32(block[4:-4]) != int.from_bytes(block[-4:], "big"):
            raise Broken("ends too soon, or was damaged on its way")
        if kind in _SHOWN:
            kept.append(block)
        elif not kind[0] & 0x20:  # a critical block that no decoder knows
            raise Broken("is no PNG that browsers show")
        if kind == b"IDAT":
            data.append(block[8:-4])
        if kind == b"IEND":
            _inflate(content[16:29], data)
            return b"".join(kept)
        at = end
    raise Broken("ends too soon")


def _inflate(header: bytes, data: list[bytes]) -> None:
    """Raises Broken where the data are not exactly the rows that the header announces."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if depth not in _DEPTHS.get(colour, ()):
        raise Broken("is no PNG that browsers show")
    passes = _ADAM7 if interlaced else ((0, 0, 1, 1),)
    wanted = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        wanted += rows * (1 + (columns * depth * _SAMPLES[colour] + 7) // 8) if columns > 0 and rows > 0 else 0
    reader, got = zlib.decompressobj(), 0
    try:
        for part in data:
            while part and got <= wanted:
                got += len(reader.decompress(part, 1 << 20))
                part = reader.unconsumed_tail
        got += len(reader.flush()) if got <= wanted else 0
    except zlib.error as error:
        raise Broken("was damaged on its way") from error
    if got != wanted:
        raise Broken("holds other rows than it says")


def _upright(content: bytes, turned: int) -> bytes:
    """A PNG that is shown turned, with its pixels turned."""
    from PIL import Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }  # fmt: skip
    made = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=["PNG"]) as image:
        image.transpose(turns[turned]).save(made, "PNG")
    return _bare_png(made.getvalue())


# JPEG -------------------------------------------------------------------------------------------------------------


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each mark with what belongs to it, in bytes from the mark on; of a scan also its data."""
    at = 2
    while at + 2 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:  # a filling
            at += 1 if marker == 0xFF else 2
            continue
        if marker == 0xD9:
            yield marker, content[at : at + 2]
            return
        if at + 4 > len(content):
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if end < at + 4 or end > len(content):
            return
        if marker == 0xDA:
            found = _SCAN_END.search(content, end)
            end = found.start() if found else len(content)
        yield marker, content[at:end]
        at = end


def _bare_jpeg(content: bytes, turned: int) -> bytes:
    """The segments that show something, and in place of EXIF which way up it is, where that is another."""
    kept = [b"\xff\xd8"]
    for marker, segment in _segments(content):
        if marker == 0xE0 and segment[4:9] == b"JFIF\0" and len(segment) >= 16:
            kept.append(b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0")  # without a preview
        elif marker == 0xEE and segment[4:9] == b"Adobe" and len(segment) >= 16:
            kept.append(b"\xff\xee\x00\x0e" + segment[4:16])
        elif (marker == 0xE2 and segment[4:16] == b"ICC_PROFILE\0") or 0xC0 <= marker < 0xE0:
            kept.append(segment)
    if kept[-1] != b"\xff\xd9":
        raise Broken("ends too soon, or was damaged on its way")
    if turned > 1:
        kept.insert(1, _exif(turned))
    return b"".join(kept)


def _exif(turned: int) -> bytes:
    """A block that says which way up the picture is, and nothing else."""
    entry = struct.pack(">HHHIHH", 1, _ORIENTATION, 3, 1, turned, 0)
    block = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block


# Both -------------------------------------------------------------------------------------------------------------


def _turned(content: bytes) -> int:
    """Which way up it is, from 1 to 8 as EXIF counts, by its EXIF."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as image:
                turned = image.getexif().get(_ORIENTATION, 1)
        except Exception:  # whatever a decoder makes of hostile bytes, they do not say which way up
            return 1
    return turned if isinstance(turned, int) and 1 <= turned <= 8 else 1


def _decode(content: bytes) -> None:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content), formats=["JPEG"]) as image:
                image.load()
        except Exception as error:  # whatever it is that a decoder stumbles over, the file is what is broken
            raise Broken("ends too soon, or was damaged on its way") from error
