"""From a workspace that changes to its documents as they read now, and to whoever waits for the next change.

Nothing is written: pages stay in memory. What a mistake stops is shown as it read last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Condition, Lock, RLock

from pcpgen.compose.opendata import open_data
from pcpgen.document.document import Document
from pcpgen.formats import CannotRender
from pcpgen.formats.given import Given
from pcpgen.formats.pdf import Job
from pcpgen.formats.registry import FORMATS, write
from pcpgen.memory import Memory
from pcpgen.model.data import Dataset
from pcpgen.pipeline import Judged, images, judge
from pcpgen.serve.state import Shown, State, counted, since, state_of
from pcpgen.since import judge_with_last_commit
from pcpgen.values import dataclass


@dataclass(frozen=True, slots=True)
class Files:
    """A document's page, or what lies beside it, by name; or why it cannot be made.

    `changed` is the version since which the document reads so, `datasets` are those whose sources its open data names.
    """

    changed: int
    datasets: Mapping[str, Dataset]
    files: Mapping[str, bytes]
    failure: str = ""

    def is_of(self, shown: Shown) -> bool:
        return self.changed == shown.changed and self.datasets is shown.project.datasets


class Preview:
    """The state of a workspace as it is shown; the files of its documents, and who looks at them.

    Many threads read it; `renew` and `printed` change it, one at a time.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state = State()
        self._memory = Memory()
        self._pages: dict[str, int] = {}  # of documents that have been printed
        self._opened: Counter[str] = Counter()
        self._page: dict[str, Files] = {}
        self._beside: dict[str, Files] = {}
        self._sections: dict[str, Files] = {}
        self._changing = Lock()
        self._news = Condition()
        self._rendering = RLock()  # an office's own templates run in a fork, which shall find no template half read

    def page(self, shown: Shown) -> Files:
        """The page of a document, its words with their places."""
        return self._kept(self._page, shown, ("html",))

    def files(self, shown: Shown) -> Files:
        """The page with what lies beside it, such as its open data, which is made when it is asked for."""
        page = self.page(shown)
        names = tuple(name for name, format in FORMATS.items() if not format.asked and not format.beside)
        beside = self._kept(self._beside, shown, names)
        return page if page.failure else replace(beside, files={**page.files, **beside.files})

    def file(self, shown: Shown, name: str) -> bytes | None:
        """The page or one of the files beside it."""
        return self.page(shown).files.get(name) or self.files(shown).files.get(name)

    def _kept(self, kept: dict[str, Files], shown: Shown, formats: tuple[str, ...]) -> Files:
        with self._rendering:
            made = kept.get(shown.id)
            if made is None or not made.is_of(shown):
                made = kept[shown.id] = self._made(shown, formats)
        return made

    def _made(self, shown: Shown, names: tuple[str, ...]) -> Files:
        files: dict[str, bytes] = {}
        try:
            for name in names if shown.document else ():
                assert shown.document
                made = write(name, shown.document, self._given(shown, shown.document, True))
                files |= {file: content for file, content in made.items() if isinstance(content, bytes)}
        except CannotRender as cannot:
            return Files(shown.changed, shown.project.datasets, {}, str(cannot))
        return Files(shown.changed, shown.project.datasets, files)

    def section(self, shown: Shown, name: str) -> bytes | None:
        """One of the pages of a document's sections, or their style, which are made when they are asked for."""
        made = self.page(shown)
        if shown.document is None or made.failure or not shown.document.by_section:
            return None
        with self._rendering, suppress(CannotRender):
            sections = self._sections.get(shown.id)
            if sections is None or not sections.is_of(shown):
                given = replace(self._given(shown, shown.document, True), beside=(f"{shown.document.id}.html",))
                files = write("sections", shown.document, given)
                own = {file: content for file, content in files.items() if isinstance(content, bytes)}
                sections = self._sections[shown.id] = Files(shown.changed, shown.project.datasets, own)
            return sections.files.get(name)
        return None

    def job(self, shown: Shown) -> Job | None:
        """What the PDF of a document is made from, as in a build. Raises CannotRender."""
        if shown.document is None:
            return None
        with self._rendering:
            made = write("pdf", shown.document, self._given(shown, shown.document, False))
        return next(each for each in made.values() if isinstance(each, Job))

    def _given(self, shown: Shown, document: Document, places: bool) -> Given:
        own = self.root / "templates"
        tables = open_data(document, shown.project.datasets)
        return Given((own,) if own.is_dir() else (), images(shown.project), tables, places)

    @contextmanager
    def looking(self, id: str) -> Iterator[None]:
        """While somebody has a document open, its page is made before all others."""
        with self._news:
            self._opened[id] += 1
        try:
            yield
        finally:
            with self._news:
                self._opened[id] -= 1

    @property
    def opened(self) -> list[str]:
        with self._news:
            return [id for id, count in self._opened.items() if count > 0 and id in self.state.documents]

    def after(self, version: int, seconds: float) -> State:
        """The state as soon as it is another than the one of `version`, and after so many seconds in any case."""
        with self._news:
            self._news.wait_for(lambda: self.state.ended or self.state.version != version, seconds)
            return self.state

    def renew(self, changed: Collection[str] = ()) -> State:
        """Reads and judges the workspace anew, the document that is open first; `changed` are files."""
        anew = any(file.startswith("templates/") for file in changed)
        opened = self.opened
        with self._changing:
            if len(opened) == 1:
                self._renew_page(self.state.documents[opened[0]], anew)
            judged = _read(lambda: judge_with_last_commit(self.root, memory=self._memory))
            self._become(state_of(self.state, judged, self._pages, anew))
        return self.state

    def _renew_page(self, shown: Shown, anew: bool) -> None:
        """The page of one document, and nothing else; a mistake is told when all has been judged."""
        judged = _read(lambda: judge(self.root, shown.request, memory=self._memory))
        document = judged.documents.get(shown.request)
        if isinstance(document, Document) and not shown.pack:
            now = replace(shown, document=document, project=judged.project, stopped="")
            self._put(since(self.state.next, shown, now, anew))

    def printed(self, shown: Shown, pages: int) -> None:
        """A document has become a PDF of so many pages: those who look hear of it, and packs that it is in count it."""
        with self._changing:
            self._pages[shown.id] = pages
            state = self.state
            packs = (each for each in state.documents.values() if shown.id in each.papers)
            self._put(*(since(state.next, each, counted(each, state.documents, self._pages), False) for each in packs))

    def end(self) -> None:
        """Tells all who wait that there will be no more."""
        self._become(replace(self.state.next, ended=True))

    def _put(self, *shown: Shown) -> None:
        documents = {**self.state.documents, **{each.id: each for each in shown}}
        self._become(replace(self.state.next, documents=documents))

    def _become(self, state: State) -> None:
        """Takes a state; pages that somebody looks at are made before he hears of it."""
        for id in () if state.ended else self.opened:
            if id in state.documents:
                self.page(state.documents[id])
        with self._news:
            self.state = state
            self._news.notify_all()


def _read(judged: Callable[[], Judged]) -> Judged:
    """The workspace as judged; once more where a file went while it was read."""
    try:
        return judged()
    except OSError:
        return judged()
