"""From a project to what the documents of each kind are about, and to what an outline of the kind may name.

A kind is about editions, reports on a theme, reports on a variation, papers to a board, recommendations, meetings,
issued documents, or papers of an office's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cache, partial
from typing import TypeAlias

from pcpgen.blocks.colour import tint
from pcpgen.blocks.difference import State, difference
from pcpgen.blocks.exempt import access
from pcpgen.blocks.periods import day_words
from pcpgen.blocks.prose import compose_phrase
from pcpgen.blocks.redline import Voice
from pcpgen.blocks.subject import INK, SHADE, Named, Subject, Varying
from pcpgen.blocks.titles import titles_of
from pcpgen.blocks.wording import ended
from pcpgen.document.document import ThemeStyle
from pcpgen.document.prose import Inline, phrase
from pcpgen.editions.reading import read_tree_of
from pcpgen.editions.variation import Varied, vary
from pcpgen.editions.varied import varied_edition
from pcpgen.figures.data import Data
from pcpgen.load.outlines import outline_of, shipped_kinds
from pcpgen.model import plan as model
from pcpgen.model.board import BoardPaper
from pcpgen.model.issued import Issued
from pcpgen.model.outline import Of, OutlinePaper
from pcpgen.model.period import parse_date
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Meeting, Panel, PanelReport, Part, Report, VariationReport
from pcpgen.model.variation import Variation
from pcpgen.prose.tree import Expression, Source
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

Subjects: TypeAlias = Callable[[Project, model.Office, str, Data], Iterator["Declared"]]

_OFFICE = {
    "office.name": "the office's name",
    "office.area": "its area",
    "office.force": "its force",
    "office.holder": "the title of the post that the office is for",
    "panel.name": "what the Panel is called",
    "board.name": "what the Board is called",
}
_PLAN = {
    "edition.title": "the plan's title",
    "edition.subtitle": "its years",
    "edition.day": "since when it is in force",
    "edition.themes": "the titles of its themes in a row",
}
_PANEL = {"panel.contact": "whom to ask about papers for the Panel"}
_PAPER = {"paper.title": "the paper's title", "paper.day": "its day"}


@dataclass(frozen=True, slots=True)
class Declared:
    """A document that the workspace declares; what it is about is made when it is wanted.

    `answers` are the requests that it is the answer to: "plan 2017-20", and "plan" while that edition is in force.
    Where it has several, the first names it wholly and the others while it is the latest or the one in force.
    `counts` are the papers whose pages it counts: the first request of each, by the id of its report.
    """

    answers: tuple[str, ...]
    kind: str
    subject: Callable[[], Subject]
    draft: bool = False  # so that it cannot be issued
    parts: tuple[Part, ...] = ()
    counts: Mapping[str, str] = field(default_factory=dict)
    about: object = None  # what the workspace says of it, on which it rests


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind can be about: its subjects, what is there for blocks, what an outline may name, what it must place.

    `must` holds blocks, the author's headings, as "# Background", and what sections are repeated for, as
    "each: objective": without them something that was written would be lost without a word.
    """

    subjects: Subjects
    has: tuple[str, ...]
    paths: Mapping[str, str]
    must: tuple[str, ...] = ()


def office_names(office: model.Office) -> dict[str, Named]:
    """What every outline may name; nothing where the office does not say which post it is for."""
    holder = office.posts.get(office.office_holder.value)
    return {
        "office.name": office.name,
        "office.area": office.area,
        "office.force": office.force,
        "office.holder": holder.title if holder else "",
        "panel.name": office.panel,
        "board.name": office.board,
    }


def _edition_names(say: Catalogue, edition: model.Edition) -> dict[str, Named]:
    return {
        "edition.title": edition.title.value,
        "edition.subtitle": edition.subtitle,
        "edition.day": day_words(say, edition.in_force),
        "edition.themes": say.listed([theme.title.value for theme in edition.themes]),
    }


def _contact(say: Catalogue, panel: Panel) -> dict[str, Named]:
    return {"panel.contact": say.text("panel.contact", post=panel.contact_post, office=panel.contact_office)}


def _style(office: model.Office, theme: model.Theme, order: int = 0) -> ThemeStyle:
    hue = office.colours[theme.colour.value].hex
    return ThemeStyle(theme.id, hue, tint(hue), order)


def _plain(id: str) -> tuple[ThemeStyle, ...]:
    """The colours of a document that has no theme."""
    return (ThemeStyle(id, INK, SHADE, 0),)


# -- editions


def _editions(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each edition, and each as it would read with each of its variations; the one in force needs no name."""
    in_force = office.edition.value if office.edition else max(project.editions, default="")
    for name, edition in project.editions.items():
        answers = (f"{kind} {name}", *([kind] if name == in_force else []))
        yield Declared(answers, kind, partial(_edition, project, office, kind, edition), edition.draft, about=edition)
    for name, edition in project.editions.items():
        for id, variation in edition.variations.items():
            subject = partial(_varied, project, office, kind, edition, variation)
            yield Declared((f"{kind} {name}+{id}",), kind, subject, draft=True, about=(edition, variation))


def _varied(project: Project, office: model.Office, kind: str, edition: model.Edition, variation: Variation) -> Subject:
    made = varied_edition(edition, variation, made_variation(project, edition, variation))
    return _edition(project, office, kind, made)


def _edition(project: Project, office: model.Office, kind: str, edition: model.Edition) -> Subject:
    return Subject(
        id=f"{kind}-{edition.id}",
        title=edition.title.value,
        day=edition.in_force,
        names=office_names(office) | _edition_names(project.catalogue, edition),
        theme="",
        themes=tuple(_style(office, theme, order) for order, theme in enumerate(edition.themes)),
        standing=edition.standing,
        edition=edition,
    )


def made_variation(project: Project, edition: model.Edition, variation: Variation) -> Varied:
    """A variation made, in which nothing is wrong."""
    made = vary(edition, read_tree_of(project, edition), variation)
    assert isinstance(made, Varied)  # the checks have seen to it
    return made


# -- reports to the Panel


def _reports(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each report on a theme; the latest of each theme answers to the theme alone."""
    latest = {report.theme.value: report for report in sorted(project.reports, key=lambda each: each.meeting)}
    for report in project.reports:
        edition = edition_at(project, report.meeting)
        if edition and project.panel:
            request = f"{kind} {report.theme}"
            alone = [request] if latest[report.theme.value] is report else []
            yield Declared(
                (f"{request} {report.meeting}", *alone),
                kind,
                partial(_report, project, office, edition, report),
                report.standing.status == "draft",
                report.parts,
                about=report,
            )


def _report(project: Project, office: model.Office, edition: model.Edition, report: Report) -> Subject:
    theme = next(each for each in edition.themes if each.id == report.theme.value)
    assert project.panel is not None  # its register has named the report
    say = project.catalogue
    names: dict[str, Named] = {
        "theme.title": theme.title.value,
        "paper.title": report.title,
        "paper.item": report.item,
        "paper.day": day_words(say, report.meeting),
        "paper.as-at": day_words(say, report.as_at),
    }
    return Subject(
        id=f"panel-{report.meeting.isoformat()}-{theme.id}",
        title=report.title,
        day=report.meeting,
        names=office_names(office) | _edition_names(say, edition) | _contact(say, project.panel) | names,
        theme=theme.id,
        themes=(_style(office, theme),),
        standing=report.standing,
        access=access(say, report.parts),
        figures_of=report.as_at,
        parts=report.parts,
        notes=report.notes,
        works=tuple(id.value for id in report.bibliography) or tuple(project.works),
        left_out=report.left_out,
        edition=edition,
        plan_theme=theme,
        panel=project.panel,
        paper=report,
    )


def _variation_reports(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each report that sends a variation to the Panel; the latest on each variation answers without its meeting."""
    ordered = sorted(project.variation_reports, key=lambda each: each.meeting)
    latest = {report.variation.value: report for report in ordered}
    for report in project.variation_reports if project.panel else ():
        request = f"{kind} {report.variation}"
        alone = [request] if latest[report.variation.value] is report else []
        yield Declared(
            (f"{request} {report.meeting}", *alone),
            kind,
            partial(_variation_report, project, office, report, data),
            report.standing.status == "draft",
            report.parts,
            about=report,
        )


def _variation_report(project: Project, office: model.Office, report: VariationReport, data: Data) -> Subject:
    edition = project.editions[report.edition.value]
    variation = edition.variations[report.variation.value]
    assert project.panel is not None  # its register has named the report
    say = project.catalogue
    names: dict[str, Named] = {
        "variation.title": variation.title.value,
        "variation.why": ended(variation.why.value),
        "paper.title": report.title,
        "paper.item": report.item,
        "paper.day": day_words(say, report.meeting),
        "paper.appendix": report.appendix,
        "law.title": project.works[report.law.value].title,
    }
    theme = edition.themes[0]
    return Subject(
        id=f"panel-{report.meeting.isoformat()}-{report.id}",
        title=report.title,
        day=report.meeting,
        names=office_names(office) | _edition_names(say, edition) | _contact(say, project.panel) | names,
        theme=theme.id,
        themes=(_style(office, theme),),
        standing=report.standing,
        access=access(say, report.parts),
        figures_of=report.meeting,
        parts=report.parts,
        notes=report.notes,
        works=tuple(id.value for id in (*report.bibliography, report.law)),
        edition=edition,
        panel=project.panel,
        paper=report,
        varying=cache(partial(_varying, project, edition, variation, data)),
    )


def _varying(project: Project, edition: model.Edition, variation: Variation, data: Data) -> Varying:
    made = made_variation(project, edition, variation)
    varied = varied_edition(edition, variation, made)
    title = edition.title.value
    before = State(title, made.before, Voice(data, titles_of(project, edition)))
    after = State(title, made.after, Voice(data, titles_of(project, varied)))
    return Varying(edition, varied, variation, difference(project.catalogue, before, after))


# -- papers to the Board


def _board_papers(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    for paper in project.board_papers:
        subject = partial(_board_paper, project, office, paper)
        draft = paper.standing.status == "draft"
        yield Declared((f"{kind} {paper.id}",), kind, subject, draft, paper.parts, about=paper)


def _board_paper(project: Project, office: model.Office, paper: BoardPaper) -> Subject:
    names: dict[str, Named] = {
        "paper.title": paper.title,
        "paper.day": day_words(project.catalogue, paper.day),
        "paper.sender": paper.sender.value,
        "paper.contact": paper.contact,
    }
    return Subject(
        id=f"board-{paper.day.isoformat()}-{paper.id}",
        title=paper.title,
        day=paper.day,
        names=office_names(office) | names,
        theme="board",
        themes=_plain("board"),
        standing=paper.standing,
        parts=paper.parts,
        notes=paper.notes,
        works=tuple(id.value for id in paper.works),
        paper=paper,
    )


# -- recommendations, meetings, what was issued


def _responses(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each report of the Panel that made recommendations; the latest answers without its date."""
    for report in project.panel_reports if project.panel else ():
        alone = [kind] if report.date == max(each.date for each in project.panel_reports) else []
        subject = partial(_response, project, office, kind, report)
        yield Declared((f"{kind} {report.date}", *alone), kind, subject, about=report)


def _response(project: Project, office: model.Office, kind: str, report: PanelReport) -> Subject:
    assert project.panel is not None  # there are none without a Panel
    say, edition = project.catalogue, project.editions[report.edition.value]
    many, waiting = len(report.recommendations), sum(each.response is None for each in report.recommendations)
    answered = say.counted("response.answered", many - waiting)
    owed = say.counted("response.waiting", waiting, answered=answered) if waiting else f"{answered}."
    names: dict[str, Named] = {
        "report.day": day_words(say, report.date),
        "report.on": report.on,
        "report.subject": f"{report.on[:1].upper()}{report.on[1:]}",
        "report.law": ended(report.law),
        "report.made": say.counted("response.made", many),
        "report.answered": owed,
    }
    return Subject(
        id=f"{kind}-{report.date.isoformat()}",
        title="",
        day=report.date,
        names=office_names(office) | _edition_names(say, edition) | _contact(say, project.panel) | names,
        theme=edition.themes[0].id,
        themes=(_style(office, edition.themes[0]),),
        figures_of=report.date,
        edition=edition,
        panel=project.panel,
        panel_report=report,
    )


def _packs(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each meeting of the Panel that takes papers."""
    for meeting in project.panel.meetings if project.panel else ():
        reports = [each for each in project.reports if each.meeting == meeting.date]
        papers = {each.id: f"panel-report {each.theme} {each.meeting}" for each in reports}
        sent = [each for each in project.variation_reports if each.meeting == meeting.date]
        papers |= {each.id: f"variation-report {each.variation} {each.meeting}" for each in sent}
        if papers:
            subject = partial(_pack, project, office, kind, meeting, len(papers))
            yield Declared((f"{kind} {meeting.date}",), kind, subject, counts=papers, about=meeting)


def _pack(project: Project, office: model.Office, kind: str, meeting: Meeting, papers: int) -> Subject:
    assert project.panel is not None  # it holds the meeting
    say = project.catalogue
    names: dict[str, Named] = {
        "meeting.day": day_words(say, meeting.date),
        "meeting.access": say.text("pack.public" if meeting.public else "pack.exempt"),
        "meeting.papers": say.counted("pack.papers", papers),
    }
    return Subject(
        id=f"{kind}-{meeting.date.isoformat()}",
        title="",
        day=meeting.date,
        names=office_names(office) | _contact(say, project.panel) | names,
        theme="",
        themes=(),
        panel=project.panel,
        meeting=meeting,
    )


def _errata(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    """Each issued document that has errata."""
    for id, issued in project.issued.items():
        if issued.errata:
            yield Declared((f"{kind} {id}",), kind, partial(_slip, project, office, kind, issued))


def _slip(project: Project, office: model.Office, kind: str, issued: Issued) -> Subject:
    noted = project.catalogue.counted("errata.noted", len(issued.errata))
    names: dict[str, Named] = {"document.title": issued.latest.title, "errata.noted": noted}
    return Subject(
        id=f"{kind}-{issued.latest.document}",
        title="",
        day=parse_date(max(each.date for each in issued.errata)),
        names=office_names(office) | names,
        theme=kind,
        themes=_plain(kind),
        issued=issued,
    )


# -- papers of an office's own kinds


def _outline_papers(project: Project, office: model.Office, kind: str, data: Data) -> Iterator[Declared]:
    for paper in project.outline_papers:
        if paper.kind == kind:
            subject = partial(paper_subject, project, office, kind, paper)
            draft = paper.standing.status == "draft"
            yield Declared((f"{paper.kind} {paper.id}",), kind, subject, draft, paper.parts, about=paper)


def paper_subject(project: Project, office: model.Office, kind: str, paper: OutlinePaper) -> Subject:
    """What a paper of a kind of the office's own is about: itself, and the plan that is in force on its day."""
    edition = edition_at(project, paper.day)
    of_plan = _edition_names(project.catalogue, edition) if edition else {}
    names: dict[str, Named] = {
        "paper.title": paper.title.value,
        "paper.id": paper.id,
        "paper.day": day_words(project.catalogue, paper.day),
    }
    return Subject(
        id=f"{kind}-{paper.id}",
        title=paper.title.value,
        day=paper.day,
        names={**office_names(office), **of_plan, **names, **paper.entries},
        theme=kind,
        themes=_plain(kind),
        standing=paper.standing,
        access=access(project.catalogue, paper.parts),
        figures_of=paper.day,
        parts=paper.parts,
        notes=paper.notes,
        works=tuple(id.value for id in paper.works),
        left_out=paper.left_out,
        edition=edition,
        paper=paper,
    )


_OF_MEETING = {"paper.item": "the number of its item on the agenda", "paper.as-at": "as at when its figures are"}
_OF_VARIATION = {
    "variation.title": "the variation's title",
    "variation.why": "why it is made",
    "paper.appendix": "the title of the appendix that holds what is varied",
    "law.title": "the act under which the plan is issued",
}
_OF_RESPONSE = {
    "report.day": "the day of the Panel's report",
    "report.on": "what it was on",
    "report.subject": "the same with a capital letter",
    "report.law": "the law by which it is answered",
    "report.made": "how many recommendations it made",
    "report.answered": "how many have been answered, and how many wait",
}
_OF_PACK = {
    "meeting.day": "the day of the meeting",
    "meeting.access": "whether it is public",
    "meeting.papers": "how many papers it takes",
    "meeting.pages": "how many pages they have",
}
_OF_SLIP = {"document.title": "the title of the document", "errata.noted": "how many errata it has"}
_OF_BOARD = {"paper.sender": "whose paper it is", "paper.contact": "whom to ask about it"}

_IN_REPORT = ("# background", "each: objective", "# next steps", "# appendix")  # what its author writes

KINDS: Mapping[Of, Kind] = {
    "edition": Kind(_editions, ("edition", "part"), {**_OFFICE, **_PLAN}, ("part",)),
    "report": Kind(
        _reports,
        ("edition", "plan_theme", "left_out", "recommendations", "terms"),
        {**_OFFICE, **_PLAN, **_PANEL, **_PAPER, **_OF_MEETING, "theme.title": "the theme's title"},
        (
            "recommendations",
            "left-out",
            "open-questions",
            "# background",
            "each: objective",
            "# next steps",
            "# appendix",
        ),
    ),
    "variation": Kind(
        _variation_reports,
        ("edition", "varying", "terms"),
        {**_OFFICE, **_PLAN, **_PANEL, **_PAPER, **_OF_MEETING, **_OF_VARIATION},
        ("varied-pages", "marked-pages", "each: own-heading"),
    ),
    "recommendations": Kind(
        _responses, ("edition", "panel_report"), {**_OFFICE, **_PLAN, **_PANEL, **_OF_RESPONSE}, ("responses",)
    ),
    "meeting": Kind(_packs, ("meeting",), {**_OFFICE, **_PANEL, **_OF_PACK}, ("agenda",)),
    "board-paper": Kind(
        _board_papers, ("appendices",), {**_OFFICE, **_PAPER, **_OF_BOARD}, ("appendices", "each: own-heading")
    ),
    "issued": Kind(_errata, ("version",), {**_OFFICE, **_OF_SLIP}, ("errata",)),
    "paper": Kind(
        _outline_papers,
        ("edition", "left_out"),
        {**_OFFICE, **_PLAN, **_PAPER, "paper.id": "the paper's id"},
    ),
}


def declared(project: Project, office: model.Office, data: Data) -> Iterator[Declared]:
    """Every document of the workspace, kind by kind, each in the order of its register."""
    for kind, of in _kinds(project).items():
        yield from KINDS[of].subjects(project, office, kind, data)


def _kinds(project: Project) -> dict[str, Of]:
    """What each kind is about, the program's and the office's own, in the order of what they are about."""
    known = {**shipped_kinds(), **{id: outline.of for id, outline in project.outlines.items()}}
    order = list(KINDS)
    return dict(sorted(known.items(), key=lambda each: (order.index(each[1]), each[0])))


def kinds(project: Project, office: model.Office) -> dict[str, str]:
    """What the documents of each kind are called, by its id."""
    names = office_names(office)

    def named(what: Source) -> tuple[Inline, ...]:
        return phrase(str(names.get(str(what.arguments[0]), "")) if isinstance(what, Expression) else "").content

    return {id: compose_phrase(outline_of(project.outlines, id).plural, named).plain for id in _kinds(project)}
