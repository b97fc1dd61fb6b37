"""From an image file to its bytes and pixels; formats that can carry active content are refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.pixels import Broken, pixels_of, size_of
from pcpgen.load.rules import MISSING_FILE, UNREADABLE_FILE
from pcpgen.model.page import Image
from pcpgen.model.text import Text
from pcpgen.problems import problem
from pcpgen.prose.passage import Passage
from pcpgen.prose.rules import MISSING_ALTERNATIVE
from pcpgen.prose.walk import pictures_in
from pcpgen.rules import FILE_TOO_LARGE, Rule

IMAGE_FORMAT = Rule(
    "image-format",
    "An image that cannot be used",
    "Only PNG and JPEG files, up to 2 MiB and 4,000 pixels a side, are safe to pass on.",
    "Save the image as PNG or JPEG, smaller if need be.",
)

_REMEDIES = {
    MISSING_FILE: "Put the image there, or write the name that it has; capital letters count.",
    FILE_TOO_LARGE: "Save the image smaller: 2,000 pixels across are enough for the whole width of paper.",
    UNREADABLE_FILE: "Put the image itself there.",
}

LARGEST = 2 << 20  # bytes
WIDEST = 4_000  # pixels a side


def read_image(fields: Fields, folder: Folder) -> Image | None:
    """The image that an entry `{file: …, alt: …}` names, or None with the problem noted."""
    file = fields.text("file")
    alt = fields.words("alt")
    if file.value and "alt" not in fields:
        message = f"the image {file.value} has no text alternative"
        fields.problems.append(problem(MISSING_ALTERNATIVE, file.place, message))
    if not file.value or not _inside(file, fields):
        return None
    return _image(folder, file, alt)


def read_pictures(folder: Folder, written: Iterable[Passage]) -> dict[str, Image]:
    """The images that passages show, each by its file; one that cannot be shown is told where it is named first."""
    found: dict[str, Image | None] = {}
    if not any("![" in source.text for source in folder.sources.values()):
        return {}
    for passage in written:
        for picture in pictures_in(passage.blocks):
            if picture.file not in found:
                found[picture.file] = _image(folder, Text(picture.file, picture.place), "")
    return {file: image for file, image in found.items() if image}


def _image(folder: Folder, file: Text, alt: str) -> Image | None:
    """The image of a file below `plan/`, or None with the problem noted where it is named."""
    told = len(folder.problems)
    content = folder.content(f"plan/{file.value}", LARGEST, file.place)
    if content is None:
        wrong = folder.problems[told:]
        folder.problems[told:] = [replace(each, remedy=_REMEDIES.get(each.rule, each.remedy)) for each in wrong]
        return None
    size = size_of(content)
    if size is None:
        _told(folder, file, "is neither PNG nor JPEG")
        return None
    if max(size) > WIDEST or min(size) < 1:
        _told(folder, file, f"has {size[0]} by {size[1]} pixels; {WIDEST:,} a side are the most")
        return None
    try:
        pixels = pixels_of(content)
    except Broken as broken:
        _told(folder, file, f"cannot be decoded: it {broken}")
        return None
    return Image(file.value, pixels.bytes, pixels.media, pixels.width, pixels.height, alt)


def _told(folder: Folder, file: Text, why: str) -> None:
    folder.problems.append(problem(IMAGE_FORMAT, file.place, f"{file.value} {why}"))


def _inside(file: Text, fields: Fields) -> bool:
    """Whether the name leads to a file below `plan/`: no step up, no absolute path."""
    steps = file.value.split("/")
    if all(step not in ("", ".", "..") for step in steps) and "\\" not in file.value and ":" not in file.value:
        return True
    message = f'"{file.value}" leads out of plan/'
    fields.problems.append(
        problem(UNREADABLE_FILE, file.place, message, "Name a file below plan/, such as images/mark.png.")
    )
    return False
