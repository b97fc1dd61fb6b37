"""From an image of the workspace to a picture in a document."""

from __future__ import annotations

import base64

from pcpgen.document.picture import Picture
from pcpgen.model.page import Image


def picture(image: Image) -> Picture:
    data = f"data:{image.media};base64,{base64.b64encode(image.bytes).decode('ascii')}"
    return Picture(image.file, image.url, data, image.alt, image.width, image.height)
