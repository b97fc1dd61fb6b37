"""From the parts to the whole: the workspace as one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date

from pcpgen.model.action import Actions
from pcpgen.model.board import BoardPaper
from pcpgen.model.data import Dataset, Group, Observations, Revisions
from pcpgen.model.extraction import Extracted
from pcpgen.model.grade import Grades
from pcpgen.model.information import Register
from pcpgen.model.issued import Issued
from pcpgen.model.law import Law
from pcpgen.model.outline import Outline, OutlinePaper
from pcpgen.model.page import Image
from pcpgen.model.performance import PerformanceTable
from pcpgen.model.plan import Edition, Indicator, Office
from pcpgen.model.report import Exemptions, Panel, PanelReport, Question, Report, VariationReport, Work
from pcpgen.place import Source
from pcpgen.prose.passage import Passage, passages_in
from pcpgen.values import dataclass, held_by
from pcpgen.words.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Project:
    """What could be understood of `plan/` and `data/`; `sources` holds every text that was read."""

    office: Office | None
    catalogue: Catalogue  # the program's own words, as the office says them
    editions: Mapping[str, Edition]
    indicators: Mapping[str, Indicator]
    datasets: Mapping[str, Dataset]
    groups: Mapping[str, Group]
    observations: Observations
    revisions: Revisions
    panel: Panel | None
    reports: tuple[Report, ...]
    variation_reports: tuple[VariationReport, ...]
    questions: Mapping[str, Question]
    works: Mapping[str, Work]
    closures: Mapping[date, str]  # days on which the office is closed besides weekends and bank holidays
    exemptions: Exemptions | None
    panel_reports: tuple[PanelReport, ...]
    issued: Mapping[str, Issued]  # by the id of the document
    sources: Mapping[str, Source]
    inputs: Mapping[str, str]  # every file that was read, by the sha256 of its content
    grades: Grades | None = None
    performance: Mapping[str, PerformanceTable] = field(default_factory=dict)
    actions: Actions | None = None
    in_private: bool = False  # whether papers are composed for readers in private, with what is exempt
    law: Law = field(default_factory=lambda: Law({}, {}, {}))
    board_papers: tuple[BoardPaper, ...] = ()
    outlines: Mapping[str, Outline] = field(default_factory=dict)  # kinds of document of the office's own
    outline_papers: tuple[OutlinePaper, ...] = ()
    information: Register | None = None  # where it publishes what the law asks for
    images: Mapping[str, Image] = field(default_factory=dict)  # that prose shows, by file
    language: str = ""  # in which it is read, where that is not the one in which it is written
    older: frozenset[str] = frozenset()  # files whose words have changed since they were translated
    extracted: Mapping[str, Extracted] = field(default_factory=dict)  # records of extracts, by dataset
    published: Mapping[str, str] = field(default_factory=dict)  # the files that they read, by the sums of now

    @property
    def texts(self) -> Mapping[str, str]:
        """Every text that was read, by its file."""
        return {name: source.text for name, source in self.sources.items()}

    @property
    def worded(self) -> Iterator[Source]:
        """The files of `plan/` that were read, which hold its words; those of data are not looked at."""
        return (self.sources[file] for file in self.sources if file.startswith("plan/"))

    @property
    def passages(self) -> Iterator[Passage]:
        """Everything that its authors wrote, wherever it stands."""
        return (passage for held in self.written for passage in passages_in(held))

    @property
    def written(self) -> Iterator[object]:
        """What holds that, such as a page or a paper, each as it may change by itself."""
        yield self.office
        for edition in self.editions.values():
            for held in held_by(edition):
                yield from held if held is edition.themes else held.values() if held is edition.pages else (held,)
        yield from (self.indicators, self.panel, self.questions, self.works, self.law, *self.papers)
        yield from (self.panel_reports, self.grades, self.exemptions, self.actions)

    @property
    def papers(self) -> tuple[Report | VariationReport | BoardPaper | OutlinePaper, ...]:
        """Every paper, for a meeting of the Panel or of the Board, or of a kind of the office's own."""
        return (*self.reports, *self.variation_reports, *self.board_papers, *self.outline_papers)

    @property
    def to_panel(self) -> tuple[Report | VariationReport, ...]:
        """Every report to the Panel, of whatever kind."""
        return (*self.reports, *self.variation_reports)


def alone_in(project: Project) -> tuple[str, ...]:
    """The languages in which single editions and papers are written alone."""
    standings = (each.standing.language for each in (*project.editions.values(), *project.papers))
    return tuple(dict.fromkeys(filter(None, standings)))


def edition_at(project: Project, day: date) -> Edition | None:
    """The edition in force on a day: the latest that had begun; while there was none, the latest draft of that day."""
    begun = [each for each in project.editions.values() if each.in_force <= day]
    final = [each for each in begun if not each.draft]
    return max(final or begun, key=lambda each: each.in_force, default=None)


def posts_of(project: Project) -> dict[str, str]:
    """The titles of the posts that the office declares, and of the one that the Panel's register names, by each of
    their names: its id, its title as its own file has it, its title in the language in which the project is read.
    """
    posts, panel = project.office.posts if project.office else {}, project.panel
    called = [(post.written or post.title, post.title) for post in posts.values()]
    if panel and panel.contact_post:
        called.append((panel.contact_written or panel.contact_post, panel.contact_post))
    return {**{id: post.title for id, post in posts.items()}, **dict(called), **{title: title for _, title in called}}
