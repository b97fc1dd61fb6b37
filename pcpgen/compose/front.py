"""From an outline to the front of a document: its cover, or its head of facts; its notice and its footer."""

from __future__ import annotations

from collections.abc import Iterator

from pcpgen.blocks.setting import Setting
from pcpgen.blocks.wording import ended
from pcpgen.document.document import Cover, Head
from pcpgen.document.prose import Phrase
from pcpgen.model.outline import EVERY_PAPER, Fact, OutlinePaper
from pcpgen.model.period_words import day_words
from pcpgen.model.plan import Extension
from pcpgen.words.catalogue import Catalogue

LONGEST_FOOTER = 104  # characters that a page is wide


def front_of(setting: Setting) -> Cover | Head:
    """The cover of a published plan, or the head of a paper."""
    office, edition = setting.office, setting.subject.edition
    if setting.outline.cover:
        from pcpgen.blocks.themes import cover_row  # with the pages of a plan, which a paper has not

        level = edition.listed[-1] if edition and edition.listed else None
        rows = tuple(cover_row(setting, edition, theme, level) for theme in edition.themes) if edition else ()
        holder = office.posts[office.office_holder.value].title
        return Cover((holder, office.area), office.address, rows)
    above = setting.line(setting.outline.above) or _kind_and_id(setting)
    return Head(above, tuple(_facts(setting)), setting.subject.theme, setting.outline.title_under)


def _facts(setting: Setting) -> Iterator[tuple[str, str]]:
    """What the head says, in the outline's order; then what every paper says, where the outline does not place it."""
    asks, named = setting.outline.asks, []
    for fact in setting.outline.head:
        if isinstance(fact, Fact):
            label, says = setting.line(fact.label), setting.line(fact.says)
            yield from [(label, says)] if says else []
        elif fact.value in EVERY_PAPER:
            named.append(fact.value)
            yield from _of_every_paper(setting, fact.value)
        else:
            said = Phrase(setting.named(fact.value)).plain
            ask, is_draft = asks[fact.value], setting.subject.standing.status == "draft"
            yield from [((is_draft and ask.in_draft) or ask.label, said)] if said else []
    for key in EVERY_PAPER:
        if key not in named:
            yield from _of_every_paper(setting, key)


def _of_every_paper(setting: Setting, key: str) -> Iterator[tuple[str, str]]:
    """Who may read a paper, and how it stands."""
    say, standing = setting.say, setting.subject.standing
    if key == "access":
        yield from [(say.text("head.access"), setting.subject.access)] if setting.subject.access else []
        return
    known = [
        (say.text(f"head.{name}"), value)
        for name, value in (("version", standing.version), ("marking", standing.marking))
        if value
    ]
    if known or standing.status == "draft":
        yield say.text("head.status"), say.text(f"head.{standing.status}")
        yield from known


def notice_of(setting: Setting) -> str:
    """The notice on every page, which begins with the word DRAFT while the document is one."""
    say, standing, notice = setting.say, setting.subject.standing, setting.office.notice.value
    if standing.status == "final":
        return notice
    version = standing.version
    draft = say.text("notice.draft-version", version=version) if version else say.text("notice.draft")
    return f"{draft} {notice}".strip()


def subtitle_of(setting: Setting) -> str:
    """What goes with the title; of a paper of an office's own kind its kind and id, where the outline says nothing."""
    outline, edition = setting.outline, setting.subject.edition
    if outline.of == "paper" and not outline.subtitle:
        return _kind_and_id(setting)
    said = setting.line(outline.subtitle)
    if outline.cover and edition and edition.extensions:
        said = " ".join(filter(None, (ended(said) if said else "", _extended(setting.say, edition.extensions[-1]))))
    return said


def _extended(say: Catalogue, last: Extension) -> str:
    """Until when a plan runs longer than it was made for, and why."""
    until, day = day_words(say, last.until), day_words(say, last.decided)
    return say.text("edition.extended", until=until, day=day, why=ended(last.why))


def footer_of(setting: Setting) -> str:
    """The line at the foot of each page; a cover's is shorter where it would run into the page's number."""
    area, outline = setting.office.area, setting.outline
    if outline.footer:
        return setting.line(outline.footer)
    if not outline.cover:
        return f"{_kind_and_id(setting)} | {area}"
    title = setting.subject.title
    whole = " | ".join(filter(None, (title, setting.line(outline.subtitle), area)))
    return whole if len(whole) <= LONGEST_FOOTER else " | ".join(filter(None, (title, area)))


def _kind_and_id(setting: Setting) -> str:
    """What a document without a footer of its own is called; an id that is its day is said in words."""
    kind, paper = setting.line(setting.outline.title), setting.subject.paper
    if isinstance(paper, OutlinePaper) and paper.id == paper.day.isoformat():
        return f"{kind}, {day_words(setting.say, paper.day)}"
    return f"{kind} {paper.id if paper else setting.subject.title}"
