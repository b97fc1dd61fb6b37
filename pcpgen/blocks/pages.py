"""From the pages of a plan to their sections: prose, forewords, facts and figures, what people say."""

from __future__ import annotations

from pcpgen.blocks.accounts import accounts
from pcpgen.blocks.forms import figure_pieces
from pcpgen.blocks.page import PageSetting, inline, note_mark, notes, page_setting, prose, pull_quote
from pcpgen.blocks.picture import picture
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.stated import links_page, statements_page
from pcpgen.blocks.subject import Made
from pcpgen.blocks.wording import shown
from pcpgen.document.blocks import Person, RankedList, Rankings, Remarks, Tile, TileColumn, TileGroup, Voices
from pcpgen.document.document import Section
from pcpgen.document.prose import Phrase, Shown, phrase, worded
from pcpgen.model.page import (
    AccountsSource,
    FactsSource,
    ForewordSource,
    LinksSource,
    Page,
    StatementsSource,
    SurveySource,
    TextSource,
    TileGroupSource,
    TileSource,
)
from pcpgen.prose.passage import Passage


def page(setting: Setting, number: str, after: int) -> Made:
    """The page of the section's item."""
    assert setting.item is not None and setting.subject.edition is not None  # the block needs them
    return Made(page=_page(page_setting(setting), setting.subject.edition.pages[setting.item.id]))


def _page(setting: PageSetting, page: Page) -> Section:
    match page:
        case TextSource():
            return _text(setting, page)
        case ForewordSource():
            return _foreword(setting, page)
        case FactsSource():
            return _facts(setting, page)
        case SurveySource():
            return _survey(setting, page)
        case AccountsSource():
            return accounts(setting, page)
        case StatementsSource():
            return statements_page(setting, page)
        case LinksSource():
            return links_page(setting, page)


def _text(setting: PageSetting, page: TextSource) -> Section:
    body = prose(setting, page.id, page.body, page.charts)
    blocks = (*pull_quote(setting, page.id, page.pull_quote), *body)
    return Section(page.id, (), blocks, notes=notes(setting, page), layout="text")


def _foreword(setting: PageSetting, page: ForewordSource) -> Section:
    post = setting.office.posts[page.post.value]
    blocks = (
        Person(post.title, post.body, picture(page.portrait) if page.portrait else None),
        *pull_quote(setting, page.id, page.pull_quote),
        *prose(setting, page.id, page.body),
    )
    return Section(page.id, (), blocks, notes=notes(setting, page), layout="foreword")


def _facts(setting: PageSetting, page: FactsSource) -> Section:
    groups = tuple(_group(setting, page.id, group, order) for order, group in enumerate(page.groups, 1))
    basis = (Remarks((inline(setting, page.id, page.basis),)),) if page.basis else ()
    foot = Section(f"{page.id}-foot", (), basis, notes=notes(setting, page), layout="foot")
    return Section(page.id, (), groups, (foot,), layout="facts")


def _group(setting: PageSetting, page: str, group: TileGroupSource, order: int) -> TileGroup:
    return TileGroup(
        id=f"{page}-{order}",
        title=group.title,
        layout=group.layout,
        begins_page=group.begins_page,
        tiles=tuple(_tile(setting, page, tile) for tile in group.tiles),
        columns=tuple(
            TileColumn(column.title, tuple(_tile(setting, page, tile) for tile in column.tiles))
            for column in group.columns
        ),
    )


def _tile(setting: PageSetting, page: str, tile: TileSource) -> Tile:
    return Tile(
        number=_number(setting, tile.number) if tile.number else None,
        unit=tile.unit,
        caption=inline(setting, page, tile.caption) if tile.caption else phrase(),
        also=inline(setting, page, tile.also) if tile.also else None,
        note=note_mark(setting, page, tile.note.value) if tile.note else None,
        wide=tile.wide,
        says=inline(setting, page, tile.says) if tile.says else None,
        before=tile.before,
    )


def _number(setting: PageSetting, passage: Passage) -> Shown:
    """The figure of a tile, which is one expression."""
    (piece,) = figure_pieces(passage.expressions[0], setting.data).content
    assert isinstance(piece, Shown)
    return piece


def _survey(setting: PageSetting, page: SurveySource) -> Section:
    base = setting.data.figure(page.base.value)
    based = worded(setting.data.catalogue, "plan.based-on", base=shown(base), unit=base.unit)
    lists = tuple(
        RankedList(each.title, tuple(inline(setting, page.id, item) for item in each.items), based)
        for each in page.lists
    )
    columns = _columns(tuple(inline(setting, page.id, voice) for voice in page.voices))
    voices = (Voices(page.voices_title, columns),) if columns else ()
    return Section(page.id, (), (Rankings(lists), *voices), layout="survey")


def _columns(voices: tuple[Phrase, ...]) -> tuple[tuple[Phrase, ...], ...]:
    """Voices in two columns, in order, cut where the columns come nearest to the same length."""
    lengths = [len(voice.plain) for voice in voices]
    cut = min(range(len(voices) + 1), key=lambda at: abs(sum(lengths[:at]) - sum(lengths[at:])))
    return tuple(column for column in (voices[:cut], voices[cut:]) if column)
