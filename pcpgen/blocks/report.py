"""What reports on a theme show beside their author's text: recommendations, terms, the theme in its plan, reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcpgen.blocks.links import by_level, level_called, themes_called
from pcpgen.blocks.numbers import asked, written
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made
from pcpgen.blocks.wording import closed, ended
from pcpgen.document.blocks import Block, Numbered
from pcpgen.document.prose import Phrase, Prose, listing, paragraph, phrase, worded
from pcpgen.lexicon import CLAUSE
from pcpgen.model.plan import in_a_sentence
from pcpgen.model.report import Report, VariationReport
from pcpgen.words.catalogue import Catalogue


def recommendations(setting: Setting, number: str, after: int) -> Made:
    """What the reader is asked to decide, and what goes with it."""
    report = setting.subject.paper
    assert isinstance(report, Report)  # the block needs one
    blocks: list[Block] = [asked(setting, f"{number}.{after + 1}", report.recommend)]
    if report.attached:
        at = f"{number}.{after + 2}"
        blocks.append(Numbered(f"p-{at.replace('.', '-')}", at, setting.prose(report.attached, "head", report.notes)))
    return Made(tuple(blocks))


def terms(setting: Setting, number: str, after: int) -> Made:
    """The items of the terms of reference under which a report is made."""
    report, panel = setting.subject.paper, setting.subject.panel
    assert isinstance(report, Report | VariationReport) and panel is not None  # the block needs them
    said = (
        ended(setting.say.text("terms.item", item=term.value, says=panel.terms[term.value].value))
        for term in report.terms
    )
    return Made(written(number, *said, after=after))


def theme_in_plan(setting: Setting, number: str, after: int) -> Made:
    """What the plan says of a theme at each level of one statement, and how many it has at each of the others."""
    return Made(written(number, *_in_plan(setting), after=after))


def _in_plan(setting: Setting) -> Iterator[Phrase]:
    edition, theme, say = setting.subject.edition, setting.subject.plan_theme, setting.say
    assert edition is not None and theme is not None  # the block needs them
    kind = themes_called(say, edition, 1)
    for level in edition.said_once:
        for node in theme.at(level.key):
            yield closed(worded(say, "theme.says", kind=kind, level=level.name, text=setting.said(node)))
    for key, things in by_level(setting.links.serves.get(theme.id, ())).items():
        called, titles = level_called(say, edition, key, len(things)), say.listed([each.title for each in things])
        yield phrase(say.text("theme.serves", kind=kind, level=called, things=titles))
    if not edition.listed:
        return
    first = edition.listed[0] if len(edition.listed) > 1 else None
    holds = say.listed([_counted(say, len(theme.at(level.key)), level.name, level.plural) for level in edition.listed])
    if first and theme.at(first.key) and not any(node.bound_to for node in theme.nodes):
        yield phrase(say.text("theme.holds-unassigned", kind=kind, statements=holds))
        for node in theme.at(first.key):
            yield closed(worded(say, "theme.level-says", level=first.name, text=setting.said(node)))
    else:
        yield phrase(say.text("theme.holds", kind=kind, statements=holds))


def _counted(say: Catalogue, count: int, one: str, many: str) -> str:
    """A count with the office's own noun: 1 objective, 14 objectives."""
    name = one if count == 1 else many
    if CLAUSE.fullmatch(name):
        return say.text("level.counted-under", n=f"{count:,}", name=name)
    return say.counted("level.counted", count, noun=in_a_sentence(name))


def left_out(setting: Setting, number: str, after: int) -> Made:
    """What the plan has and this document does not treat, with the reasons."""
    by_reason: dict[str, list[Phrase]] = {}
    for id, why in setting.subject.left_out.items():
        by_reason.setdefault(why.value, []).append(called(setting, id))
    return Made(written(number, *(_reason(setting, why, what) for why, what in by_reason.items()), after=after))


def _reason(setting: Setting, why: str, what: Sequence[Phrase]) -> Phrase | Prose:
    """A reason with what it holds of; once, where it holds of several things, which are listed under it."""
    if len(what) == 1:
        return worded(setting.say, "left-out.item", what=what[0], why=ended(why))
    opening = paragraph(worded(setting.say, "left-out.several", why=why.removesuffix(".")))
    return Prose((*opening.blocks, listing(what)))


def called(setting: Setting, id: str) -> Phrase:
    """What a theme, a statement or an indicator of the plan is called, by its id."""
    edition, theme, indicators = setting.subject.edition, setting.subject.plan_theme, setting.project.indicators
    themes = (theme,) if theme else edition.themes if edition else ()
    for node in edition.nodes if edition else ():
        if node.id == id:
            return setting.said(node)
    for each in themes:
        if each.id == id:
            return phrase(each.title.value)
        for node in each.nodes:
            if node.id == id:
                return setting.said(node)
    return phrase(indicators[id].title.value if id in indicators else id)
