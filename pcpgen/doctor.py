"""From this machine to what the program finds on it, what is missing, and how that is put right."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from pcpgen import __version__, fonts
from pcpgen.formats.probe import Printer, probe
from pcpgen.patterns import pattern
from pcpgen.values import dataclass

PYTHON = (3, 11)
_REQUIRED = pattern(r"(?P<name>[A-Za-z0-9._-]+)>=(?P<least>[0-9.]+)$")
REMEDIES = {
    "pango": {
        "Debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0",
        "macOS": "brew install pango",
        "Windows": "install MSYS2, run pacman -S mingw-w64-x86_64-pango in its shell, and set "
        r"WEASYPRINT_DLL_DIRECTORIES to C:\msys64\mingw64\bin",
    },
    "python": {
        "Debian": "sudo apt-get install python3 python3-venv, of Debian 12 or Ubuntu 24.04 or newer",
        "macOS": "brew install python",
        "Windows": "install Python 3.11 or newer from python.org",
    },
    "git": {
        "Debian": "sudo apt-get install git",
        "macOS": "xcode-select --install",
        "Windows": "install Git for Windows",
    },
}
ANYWHERE = "python -m pip install --upgrade pcpgen"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for: what was found, and where something is missing how to put it right.

    `needed` says what cannot be done without it; empty where everything else can.
    """

    name: str
    found: str
    wrong: str = ""
    remedy: str = ""
    needed: str = ""


def examine(system: str = "", printer: Printer | None = None) -> tuple[Finding, ...]:
    """All that building needs, in order; the remedies are those of the system."""
    system = system or this_system()
    return (
        Finding("pcpgen", f"{__version__}, in {Path(__file__).parent}"),
        _python(system),
        *_libraries(),
        *_printing(system, printer or probe()),
        _fonts(),
        _git(system),
    )


def this_system() -> str:
    """Whose remedies hold here: a Linux is taken for a Debian."""
    return {"Darwin": "macOS", "Windows": "Windows"}.get(platform.system(), "Debian")


def _python(system: str) -> Finding:
    old = sys.version_info[:2] < PYTHON
    return Finding(
        "Python",
        f"{platform.python_version()}, {sys.executable}",
        f"Python {PYTHON[0]}.{PYTHON[1]} or newer is asked for" if old else "",
        _remedy("python", system) if old else "",
        "everything",
    )


def _libraries() -> Iterator[Finding]:
    """Those that the program asks for, each with the oldest version that will do."""
    for requirement in _required():
        wanted = _REQUIRED.match(requirement.replace(" ", ""))
        if wanted is None or wanted["name"].lower() == "weasyprint":  # an extra; or told of with Pango
            continue
        try:
            here = version(wanted["name"])
        except PackageNotFoundError:
            yield Finding(wanted["name"], "not installed", f"{wanted['least']} or newer is asked for", ANYWHERE, "it")
            continue
        old = _numbers(here) < _numbers(wanted["least"])
        wrong = f"{wanted['least']} or newer is asked for" if old else ""
        yield Finding(wanted["name"], here, wrong, ANYWHERE if old else "", "it")


def _required() -> list[str]:
    try:
        return requires("pcpgen") or []
    except PackageNotFoundError:  # run from its folder, without having been installed
        return []


def _numbers(written: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", written.partition("+")[0]))


def _printing(system: str, printer: Printer) -> Iterator[Finding]:
    """The renderer and the library that it sets text with."""
    try:
        installed = printer.weasyprint or version("weasyprint")
    except PackageNotFoundError:
        yield Finding("WeasyPrint", "not installed", "no PDF can be made", ANYWHERE, "PDF")
        return
    yield Finding("WeasyPrint", installed)
    if not printer.pango:
        yield Finding("Pango", "not found", printer.failure or "no PDF can be made", _remedy("pango", system), "PDF")
    else:
        yield Finding("Pango", printer.pango)
        trial = "no page can be printed" if printer.failure else "printed"
        yield Finding("A page for a trial", trial, printer.failure, ANYWHERE if printer.failure else "", "PDF")


def _fonts() -> Finding:
    files = [fonts.file(weight, ending) for weight in fonts.WEIGHTS for ending in ("ttf", "woff2")]
    lacking = [path.name for path in (*files, fonts.italic("ttf"), fonts.italic("woff2")) if not path.is_file()]
    wrong = f"{', '.join(lacking)} missing" if lacking else ""
    return Finding("Typeface", f"{fonts.FAMILY}, which comes with the program", wrong, ANYWHERE if wrong else "", "it")


def _git(system: str) -> Finding:
    """Wanted to tell what has changed; nothing else asks for it."""
    found = shutil.which("git")
    if found is None:
        lacks = "pcpgen diff, and what check tells of changes since the last commit, ask for it"
        return Finding("git", "not found", lacks, _remedy("git", system))
    try:
        done = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=10)
        return Finding("git", done.stdout.strip().removeprefix("git version "))
    except (OSError, subprocess.TimeoutExpired):
        return Finding("git", "does not start", "pcpgen diff asks for it", _remedy("git", system))


def _remedy(what: str, system: str) -> str:
    return REMEDIES[what][system]
