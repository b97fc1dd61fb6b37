"""What of an image file is published: each pixel and which way up, nothing said beside; what is broken is told."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from PIL import ExifTags, Image, ImageCms, ImageOps, PngImagePlugin

from pcpgen.load.pixels import Broken, pixels_of, size_of

SECRET = "Quillfeather"
MODES = {"png": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"), "jpeg": ("L", "RGB", "CMYK")}


def drawn(mode: str, width: int = 13, height: int = 7) -> Image.Image:
    """A picture of which no side is like another."""
    noise = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(3 * width * height))
    return noise.convert("L").convert("I").convert("I;16") if mode == "I;16" else noise.convert(mode)


def said_beside(mode: str, kind: str, turned: int = 1) -> bytes:
    """A file that tells of its maker in each way that its kind has."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = SECRET
    exif[ExifTags.Base.Orientation] = turned
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = SECRET
    made = io.BytesIO()
    if kind == "png":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", SECRET)
        words.add_itxt("XML:com.adobe.xmp", SECRET, zip=True)
        drawn(mode).save(made, "PNG", exif=exif, pnginfo=words)
    else:
        drawn(mode).save(made, "JPEG", exif=exif, comment=SECRET, quality=95)
    return made.getvalue() + SECRET.encode()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize(("mode", "kind"), [(mode, kind) for kind, modes in MODES.items() for mode in modes])
def test_pixels_stay_and_words_go(mode: str, kind: str) -> None:
    content = said_beside(mode, kind)
    found = pixels_of(content)
    assert (found.width, found.height, found.media) == (13, 7, f"image/{kind}")
    before, after = opened(content), opened(found.bytes)
    assert (after.mode, after.tobytes(), after.getpalette()) == (before.mode, before.tobytes(), before.getpalette())
    assert SECRET.encode() not in found.bytes and not after.getexif()
    assert {*after.info} <= {"jfif", "jfif_version", "jfif_density", "jfif_unit", "adobe", "adobe_transform", "dpi"}


@pytest.mark.parametrize("kind", MODES)
@pytest.mark.parametrize("turned", range(1, 9))
def test_it_stays_the_way_up_that_it_was(kind: str, turned: int) -> None:
    content = said_beside("RGB", kind, turned)
    found = pixels_of(content)
    before, after = ImageOps.exif_transpose(opened(content)), ImageOps.exif_transpose(opened(found.bytes))
    assert (after.size, after.tobytes()) == (before.size, before.tobytes())
    assert (found.width, found.height) == before.size
    assert SECRET.encode() not in found.bytes


def test_colours_stay_as_their_profile_says() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("PNG", "JPEG"):
        made = io.BytesIO()
        drawn("RGB").save(made, kind, icc_profile=profile)
        assert opened(pixels_of(made.getvalue()).bytes).info["icc_profile"] == profile


def test_previews_and_further_pictures_stay_behind() -> None:
    made, further = io.BytesIO(), io.BytesIO()
    drawn("RGB").save(made, "JPEG")
    drawn("L").save(further, "JPEG")
    content = made.getvalue()
    assert content[2:4] == b"\xff\xe0"
    preview = b"\xff\xe0" + struct.pack(">H", 16 + 3 * 4) + content[6:18] + b"\x02\x02" + b"SECRETsecret"
    found = pixels_of(content[:2] + preview + content[20:] + further.getvalue()).bytes
    assert found == pixels_of(content).bytes and b"SECRET" not in found


def broken(kind: str) -> dict[str, bytes]:
    content = said_beside("RGB", kind)
    half = len(content) // 2
    cut = (
        {f"cut at {at}": content[:at] for at in range(26, len(content) - len(SECRET) - 20, 23)} if kind == "png" else {}
    )
    return cut | {"half": content[:half] if kind == "png" else content[:-200], "no pixels": _without(content, kind)}


def _without(content: bytes, kind: str) -> bytes:
    return content.replace(b"IDAT", b"teXt") if kind == "png" else content[: content.index(b"\xff\xda")]


@pytest.mark.parametrize("kind", MODES)
def test_what_cannot_be_decoded_is_told(kind: str) -> None:
    for what, content in broken(kind).items():
        if size_of(content):
            with pytest.raises(Broken, match=r"ends too soon|damaged"):
                pixels_of(content)
                pytest.fail(what)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize(
    ("depth", "colour", "rows", "why"),
    [(8, 0, b"\0" * 6, None), (8, 0, b"\0" * 5, "other rows"), (8, 0, b"\0" * 9_000_000, "other rows"),
     (3, 0, b"\0" * 6, "no PNG"), (8, 5, b"\0" * 6, "no PNG"), (8, 2, b"\0" * 14, None)],
)  # fmt: skip
def test_a_png_holds_the_rows_that_it_announces(depth: int, colour: int, rows: bytes, why: str | None) -> None:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, depth, colour, 0, 0, 0))
    content = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    if why is None:
        assert pixels_of(content).bytes == content
        return
    with pytest.raises(Broken, match=why):
        pixels_of(content)


def test_any_damage_is_told_or_shown() -> None:
    chance = random.Random(3)
    for kind in MODES:
        content = said_beside("RGB", kind, 6)
        for _ in range(60):
            damaged = bytearray(content)
            for at in chance.sample(range(len(content)), 3):
                damaged[at] = chance.randrange(256)
            if size_of(bytes(damaged)) in ((13, 7), (7, 13)):
                try:
                    opened(pixels_of(bytes(damaged)).bytes)
                except Broken:
                    continue
