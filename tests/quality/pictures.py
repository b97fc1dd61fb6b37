"""From the built plan to pictures of it: each PDF page, and the web page in two widths, for looking at.

python -m tests.quality.pictures out out/pictures
"""

from __future__ import annotations

WIDTHS = (320, 1280)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
