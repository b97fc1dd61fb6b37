"""From a kind of file to where it stands and what is declared of its entries."""

from __future__ import annotations

from typing import NamedTuple

from pcpgen.schema.action import ACTIONS
from pcpgen.schema.data import ANY_INDICATOR, DATASET, GRADES, GROUPS, MAP
from pcpgen.schema.edition import ANY_STATEMENTS, ANY_THEME, EDITION, VARIATION
from pcpgen.schema.entry import Forms, Named, Shape
from pcpgen.schema.estate import ESTATE
from pcpgen.schema.issued import ERRATA, RECORD
from pcpgen.schema.law import CLOSURES, EXEMPTIONS, LAW, REGISTER
from pcpgen.schema.measures import NATIONAL_MEASURES
from pcpgen.schema.office import OFFICE
from pcpgen.schema.outline import ANY_PAPER, OUTLINE
from pcpgen.schema.page import ENTRY_PAGE, PROSE_PAGE
from pcpgen.schema.panel import BOARD_PAPER, PANEL, QUESTIONS, RECOMMENDATIONS, REPORT, WORKS
from pcpgen.schema.performance import PERFORMANCE
from pcpgen.schema.translation import TRANSLATION
from pcpgen.schema.words import words_of
from pcpgen.words.catalogue import shipped

TRANSLATED = "plan/**/*.cy.yaml"


class FileKind(NamedTuple):
    """Files of one kind: where they stand in a workspace, what they are for, what they hold."""

    name: str
    files: str  # a pattern, in which * is any name
    about: str
    holds: Shape | Named | Forms

    @property
    def is_prose(self) -> bool:
        """Whether its entries stand between two lines of hyphens, with words after them."""
        return self.files.endswith(".md")


FILES = (
    FileKind("office", "plan/office.yaml", "The office: its names, posts, address and colours.", OFFICE),
    FileKind("edition", "plan/*/edition.yaml", "An edition of the plan: its dates, levels, themes and parts.", EDITION),
    FileKind("theme", "plan/*/themes/*.yaml", "A theme of an edition: its statements, level by level.", ANY_THEME),
    FileKind(
        "statements", "plan/*/statements.yaml", "The statements of an edition that stand in no theme.", ANY_STATEMENTS
    ),
    FileKind(
        "national-measures",
        "plan/*/national-measures.yaml",
        "The national measures in an edition: which apply and why, their indicators, what each bears on.",
        NATIONAL_MEASURES,
    ),
    FileKind("page", "plan/*/pages/*.yaml", "A page of an edition that is made of entries.", ENTRY_PAGE),
    FileKind("prose-page", "plan/*/pages/*.md", "A page of an edition that is made of text.", PROSE_PAGE),
    FileKind("variation", "plan/*/variations/*.yaml", "A variation of a plan that is in force.", VARIATION),
    FileKind("indicator", "plan/indicators/*.yaml", "An indicator, and what its figures mean.", ANY_INDICATOR),
    FileKind("dataset", "plan/datasets/*.yaml", "Figures that are no indicator.", DATASET),
    FileKind("grades", "plan/grades.yaml", "The grades of indicators, themes and statements.", GRADES),
    FileKind(
        "performance",
        "plan/performance.yaml",
        "Tables of performance: indicators by times, with targets, ranks and grades.",
        PERFORMANCE,
    ),
    FileKind("actions", "plan/actions.yaml", "What is to be done, by whom and when, and how it went.", ACTIONS),
    FileKind("groups", "plan/groups.yaml", "Groups of similar areas.", GROUPS),
    FileKind("map", "plan/maps/*.yaml", "The outlines of areas, for maps: their file, source and licence.", MAP),
    FileKind("panel", "plan/panel/panel.yaml", "The Panel: its terms, rules and meetings.", PANEL),
    FileKind("report", "plan/panel/*/*.md", "A report to a meeting of the Panel.", REPORT),
    FileKind("questions", "plan/panel/questions.yaml", "The Panel’s questions and their answers.", QUESTIONS),
    FileKind(
        "recommendations",
        "plan/panel/recommendations.yaml",
        "What the Panel recommended, and the responses.",
        RECOMMENDATIONS,
    ),
    FileKind("board-paper", "plan/board/*/*.md", "A paper to a meeting of the Board.", BOARD_PAPER),
    FileKind("bibliography", "plan/bibliography.yaml", "The works that reports name or quote.", WORKS),
    FileKind("law", "plan/law.yaml", "Rows of the law that the program does not have, or has otherwise.", LAW),
    FileKind("holidays", "plan/holidays.yaml", "Days on which the office is closed.", CLOSURES),
    FileKind("exemptions", "plan/exemptions.yaml", "What the law lets a paper keep from the public.", EXEMPTIONS),
    FileKind("information", "plan/information.yaml", "Where the office publishes what the law asks for.", REGISTER),
    FileKind("words", "plan/words.yaml", "The program’s own words, said otherwise.", words_of(shipped().entries)),
    FileKind("translation", TRANSLATED, "The words of another file in one more language.", TRANSLATION),
    FileKind("outline", "plan/outlines/*.yaml", "A kind of document of the office’s own.", OUTLINE),
    FileKind("paper", "plan/*/*.md", "A paper of a kind that an outline declares.", ANY_PAPER),
    FileKind("record", "plan/issued/*/*/record.yaml", "What `pcpgen issue` notes; never changed by hand.", RECORD),
    FileKind("errata", "plan/issued/*/errata.yaml", "Mistakes in a document that stays as it was issued.", ERRATA),
    FileKind("estate", "estate.yaml", "Many offices whose documents are built together; it lies beside them.", ESTATE),
)
