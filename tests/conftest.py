"""What all tests share: the example office's plan, built once, and the rule that CI skips nothing."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from tests.workspaces import apart

ROOT = Path(__file__).parents[1]

# how long an example takes says what else the machine does, and nothing of the program
settings.register_profile("any machine", settings.default, deadline=None)
settings.load_profile("any machine")


@dataclass(frozen=True)
class Built:
    """One run of `pcpgen build-plan`: the files that it wrote."""

    html: Path
    pdf: Path


def build(folder: Path, *words: str, root: Path = ROOT) -> Built:
    """What a command of the installed program writes of the example office, or of a copy."""
    root = apart(root, folder.with_name(f"{folder.name}-of"))
    command = [str(Path(sys.executable).parent / "pcpgen"), "-C", str(root), *words, "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
    assert done.returncode == 0, f"it ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    others = "provenance.json", "index.html"
    paths = {path.suffix: path for path in map(Path, done.stdout.splitlines()) if path.name not in others}
    assert set(paths) == {".html", ".pdf"}, f"it wrote no page or no PDF:\n{done.stdout}"
    return Built(html=paths[".html"], pdf=paths[".pdf"])


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The plan in force, built once."""
    return build(tmp_path_factory.mktemp("plan"), "build-plan")


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The latest report on Communities, built once."""
    return build(tmp_path_factory.mktemp("report"), "panel-report", "--theme", "communities")


@pytest.fixture(scope="session")
def offenders(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The report on Offenders, an example made from open data, built once."""
    return build(tmp_path_factory.mktemp("offenders"), "panel-report", "--theme", "offenders")


@pytest.fixture(scope="session")
def board(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The paper to the Board of October 2021, built once."""
    return build(tmp_path_factory.mktemp("board"), "bcb-paper", "plan-development")


@pytest.fixture(scope="session")
def variation(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The report of February 2014 on a variation, built once."""
    return build(tmp_path_factory.mktemp("variation"), "panel-report", "--variation", "partnership-working")


@pytest.fixture(scope="session")
def differences(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What a variation changes, as a document of its own, built once."""
    states = ("2013-16", "2013-16+partnership-working")
    return build(tmp_path_factory.mktemp("differences"), "diff", *states, "--format", "html", "--format", "pdf")


# what the plan for 2017-20 said once: words as they are now, and words in their place
ONCE = (
    ("themes/communities.yaml", "the concerns of local people are known and dealt with", "local people are heard"),
    ("themes/communities.md", "Services should fit together, without duplication.", "Services should not overlap."),
    ("themes/victims.yaml", "  economical-support:", "  frugal-support:"),
    ("pages/finances.md", "### Victims", "### Victims and witnesses"),
    ("pages/business-intelligence.md", "Across the country,", "- Then\n- And now\n\nAcross the country,"),
)


@pytest.fixture(scope="session")
def revisions(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What has changed in the plan for 2017-20 since a revision in which words and figures were others, built once."""
    office = tmp_path_factory.mktemp("office")
    for folder in ("plan", "data"):
        shutil.copytree(ROOT / folder, office / folder)
    for name, now, once in ONCE:
        path = office / "plan/2017-20" / name
        path.write_text(_replaced(path.read_text("utf-8"), now, once), "utf-8")
    county = office / "data/county.csv"
    county.write_text(_replaced(county.read_text("utf-8"), "population,undated,,800000", "population,undated,,750000"))
    who = ["-c", "user.name=Office", "-c", "user.email=office@example.invalid"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Once"]):
        subprocess.run(["git", "-C", str(office), *who, *words], check=True, capture_output=True)
    for folder in ("plan", "data"):
        shutil.copytree(ROOT / folder, office / folder, dirs_exist_ok=True)
    formats = ("--format", "html", "--format", "pdf")
    return build(tmp_path_factory.mktemp("revisions"), "diff", "HEAD", "2017-20", *formats, root=office)


def _replaced(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new)


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The plan for 2013-16 with its measures and pledges, built once."""
    return build(tmp_path_factory.mktemp("older"), "build-plan", "--edition", "2013-16")


@pytest.fixture(scope="session")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The draft of the plan for 2021-24, built once."""
    return build(tmp_path_factory.mktemp("draft"), "build-plan", "--edition", "2021-24")


@pytest.fixture(scope="session")
def decision(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A paper of a kind that only its own office has, built once."""
    office = tmp_path_factory.mktemp("decisions") / "office"
    shutil.copytree(ROOT / "tests/small", office)
    shutil.copytree(ROOT / "tests/decisions", office, dirs_exist_ok=True)
    return build(tmp_path_factory.mktemp("decision"), "paper", "decision-notice", "2026-014", root=office)


@pytest.fixture(scope="session")
def northmoor(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A plan of another shape: statements under statements and in no theme, links, owners; built once."""
    return build(tmp_path_factory.mktemp("northmoor"), "build-plan", root=ROOT / "tests/offices/northmoor")


@pytest.fixture(scope="session")
def progress(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Its overview of grades, built once."""
    office = ROOT / "tests/offices/northmoor"
    return build(tmp_path_factory.mktemp("progress"), "paper", "progress", "2025-09-24", root=office)


@pytest.fixture(scope="session")
def quarterly(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A report on performance: a table of many columns, counts of grades, commentary and a chart; built once."""
    office = ROOT / "tests/offices/carrow"
    return build(tmp_path_factory.mktemp("quarterly"), "paper", "quarterly-report", "2025-10-21", root=office)


@pytest.fixture(scope="session")
def harm(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A paper to a Board with a table of performance and an indicator, built once."""
    return build(tmp_path_factory.mktemp("harm"), "bcb-paper", "harm", root=ROOT / "tests/offices/carrow")


@pytest.fixture(scope="session")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A decision notice with options and an exempt part, of the program's own kind; built once."""
    office = ROOT / "tests/offices/haddon"
    return build(tmp_path_factory.mktemp("notice"), "paper", "decision-notice", "2024-014", root=office)


@pytest.fixture(scope="session")
def annual(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An annual report, with each objective and indicator; built once."""
    office = ROOT / "tests/offices/haddon"
    return build(tmp_path_factory.mktemp("annual"), "paper", "annual-report", "2024-25", root=office)


@pytest.fixture(scope="session")
def reach(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A plan that was extended, with an indicator and a table of grants on its pages, built once."""
    return build(tmp_path_factory.mktemp("reach"), "build-plan", root=ROOT / "tests/offices/severn-reach")


@pytest.fixture(scope="session")
def progress_of_year(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Its annual report, of the figures as they were known on a day; built once."""
    office = ROOT / "tests/offices/severn-reach"
    return build(tmp_path_factory.mktemp("year"), "paper", "annual-report", "2024-25", root=office)


@pytest.fixture(scope="session")
def national(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A statement on the national measures, with two comparisons at once; built once."""
    office = ROOT / "tests/offices/tolland"
    return build(tmp_path_factory.mktemp("national"), "paper", "national-measures", "2025-q3", root=office)


@pytest.fixture(scope="session")
def both_languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All documents of an office in English and in Welsh, built once."""
    folder = tmp_path_factory.mktemp("gwynfa")
    office = apart(ROOT / "tests/offices/gwynfa", folder.with_name(f"{folder.name}-of"))
    command = [str(Path(sys.executable).parent / "pcpgen"), "-C", str(office), "build", "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=300)
    return folder


def _one_of(folder: Path, id: str) -> Built:
    return Built(folder / f"{id}/{id}.html", folder / f"{id}/{id}.pdf")


@pytest.fixture(scope="session")
def bilingual(both_languages: Path) -> Built:
    """The plan of that office in English."""
    return _one_of(both_languages, "plan-2025-29")


@pytest.fixture(scope="session")
def welsh(both_languages: Path) -> Built:
    """The same plan in Welsh."""
    return _one_of(both_languages, "plan-2025-29-cy")


@pytest.fixture(scope="session")
def welsh_report(both_languages: Path) -> Built:
    """A report to its Panel, in Welsh."""
    return _one_of(both_languages, "panel-2026-03-11-homes-cy")


@pytest.fixture(scope="session", autouse=True)
def offices_as_they_are() -> Iterator[None]:
    """No test leaves anything behind in an office of the tests: builds are made of copies."""
    before = _remembered()
    yield
    assert _remembered() == before


def _remembered() -> list[Path]:
    """What builds keep beside what they read."""
    offices = (ROOT / "tests/small", *ROOT.glob("tests/offices/*"))
    return sorted(each for office in offices for each in office.glob(".pcpgen/*"))


DOCUMENTS = (
    "plan",
    "report",
    "offenders",
    "variation",
    "differences",
    "revisions",
    "board",
    "older",
    "draft",
)
OTHERS = (
    "decision",
    "northmoor",
    "progress",
    "quarterly",
    "harm",
    "notice",
    "annual",
    "reach",
    "progress_of_year",
    "national",
    "bilingual",
    "welsh",
    "welsh_report",
)  # of offices that are not the example


@pytest.fixture(scope="session")
def documents(request: pytest.FixtureRequest) -> list[Built]:
    """All of them, for a judge that takes long to start."""
    return [request.getfixturevalue(name) for name in (*DOCUMENTS, *OTHERS)]


@pytest.fixture(scope="session", params=(*DOCUMENTS, *OTHERS))
def built(request: pytest.FixtureRequest) -> Built:
    """Each document in turn; a module about one of them asks for it by name."""
    found: Built = request.getfixturevalue(request.param)
    return found


def pytest_configure(config: pytest.Config) -> None:
    """What the program keeps in the cache of its user is in these tests nobody's; workers share that of the run."""
    if not hasattr(config, "workerinput"):
        if config.option.markexpr == "not slow" and _is_roomy(_MEMORY):
            os.environ["TMPDIR"], tempfile.tempdir = str(_MEMORY), None
        cache = tempfile.mkdtemp(prefix="pcpgen-tests-")
        os.environ["XDG_CACHE_HOME"] = cache
        config.add_cleanup(partial(shutil.rmtree, cache, ignore_errors=True))


_MEMORY = Path("/dev/shm")  # where quick tests copy their offices: a disk that others use as well makes each one wait


def _is_roomy(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > 4 << 30


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write expected texts anew, for a person to read")


def _is_the_example() -> bool:
    """Whether the repository still holds the example office, which another office replaces with its own."""
    return (ROOT / "plan/2017-20/edition.yaml").exists()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What holds no test that is asked for is not looked at: cases in folders, and modules that are slow as a whole.

    A module about the example's content is left out where another office stands in its place.
    """
    if collection_path.suffix != ".py":
        return (collection_path.is_dir() and not (collection_path / "__init__.py").exists()) or None
    marks = _MARKS.findall(collection_path.read_text("utf-8"))
    without = {"example"} if not _is_the_example() else set()
    without |= {"slow"} if config.option.markexpr == "not slow" else set()
    return any(mark in line for line in marks for mark in without) or None


_MARKS = re.compile(r"^pytestmark = (.*)", re.MULTILINE)  # of whole modules


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """So is a test about it; one that judges a document of the example is such a test."""
    for item in items:
        asked = {*getattr(item, "fixturenames", ())}
        callspec = getattr(item, "callspec", None)
        of_others = callspec is not None and callspec.params.get("built") in OTHERS
        if not of_others and not asked.isdisjoint({*DOCUMENTS, "documents"} | ({"built"} if callspec else set())):
            item.add_marker(pytest.mark.example)
    if not _is_the_example():
        left = [item for item in items if item.get_closest_marker("example")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


# where tests run, not where the program does that they try: it speaks otherwise in CI
if os.environ.pop("CI", "") == "true":
    os.environ["SKIP_NOTHING"] = "true"  # for the workers too


def _nothing_may_be_skipped() -> bool:
    return os.environ.get("SKIP_NOTHING") == "true"


def pytest_collection_finish() -> None:
    """What was imported stays until the end, so it is walked no more, and rubbish is looked for less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failed one: it would hide that something was never checked."""
    report = yield
    if _nothing_may_be_skipped() and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI skips nothing: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file, skipped while it is collected."""
    report = yield
    if _nothing_may_be_skipped() and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI skips nothing: {report.longrepr}"
    return report
