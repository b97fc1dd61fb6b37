"""From this machine to whether it can print: versions of the renderer and of Pango, and one page made for a trial."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile

from pcpgen import fonts
from pcpgen.formats import CannotRender
from pcpgen.formats.pdf import Job, Renderer, environment
from pcpgen.values import dataclass

SECONDS = 60
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Trial</title>'
    f"<style>body {{ font-family: '{fonts.FAMILY}' }}</style></head><body><h1>Trial</h1><p>One page.</p></body></html>"
)
_ASK = """
import json
import weasyprint
from weasyprint.text.ffi import pango
number = pango.pango_version()
print(json.dumps([weasyprint.__version__, f"{number // 10000}.{number // 100 % 100}.{number % 100}"]))
"""


@dataclass(frozen=True, slots=True)
class Printer:
    """What prints; `failure` says why nothing does."""

    weasyprint: str = ""
    pango: str = ""
    failure: str = ""


def probe() -> Printer:
    """Asks the renderer for its versions and for a page, each in a process of its own, as a build does."""
    weasyprint, pango = libraries()
    try:
        with Renderer() as renderer:
            renderer.pdf(Job(PAGE, {}))
    except CannotRender as cannot:
        return Printer(weasyprint, pango, str(cannot))
    return Printer(weasyprint, pango)


def libraries() -> tuple[str, str]:
    """The versions of WeasyPrint and of the system's Pango, by a process of its own; empty where one is missing."""
    with tempfile.TemporaryDirectory(prefix="pcpgen-") as folder:
        command = [sys.executable, "-I", "-X", "utf8", "-c", _ASK]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, cwd=folder, env=environment(folder))
            weasyprint, pango = json.loads(done.stdout.decode("utf-8").splitlines()[-1])
        except (OSError, subprocess.TimeoutExpired, ValueError, IndexError):
            return "", ""
    return weasyprint, pango
