"""From a difference between two states of a plan to the document that shows it, and to text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pcpgen.blocks.colour import tint
from pcpgen.blocks.difference import Difference, redlines, summary, tops
from pcpgen.blocks.numbers import headed, written
from pcpgen.blocks.picture import picture
from pcpgen.blocks.wording import after_article
from pcpgen.document.blocks import Block, TableBlock
from pcpgen.document.document import Document, Head, Section, ThemeStyle
from pcpgen.document.redline import Group, Redline, Run
from pcpgen.document.table import Row, Table
from pcpgen.editions.reading import slug
from pcpgen.model.plan import Edition, Office

_ABOUT = 8  # words kept on each side of a change on the terminal


def compose_comparison(office: Office, edition: Edition, found: Difference, tracked: bool = False) -> Document:
    """The document of what differs; `edition` is the later one, which gives title, date and colour.

    Where it is `tracked`, its changes are for a reader to accept or reject, as in Word.
    """
    say, before, after = found.say, found.before.name, found.after.name
    sections = _sections(edition, found, tracked)
    theme = edition.themes[0] if edition.themes else None
    hue = office.colours[theme.colour.value].hex if theme else ""
    return Document(
        id=f"diff-{slug(before)}-{slug(after)}",
        catalogue=say,
        title=say.text("difference.title", plan=after_article(say, edition.title.value)),
        subtitle=say.listed((before, after)),
        area=office.area,
        producer=office.name,
        notice=office.notice.value,
        footer=f"{say.text('difference.footer', title=edition.title, before=before, after=after)} | {office.area}",
        date=edition.in_force.isoformat(),
        front=Head(
            say.text("difference.body"),
            (
                (say.text("difference.before"), before),
                (say.text("difference.after"), after),
                (say.text("difference.what"), summary(found)),
            ),
            theme.id if theme else "",
        ),
        logo=picture(office.logo) if office.logo else None,
        themes=(ThemeStyle(theme.id, hue, tint(hue), 0),) if theme else (),
        sections=sections,
        notes=(),
        works=(),
    )


def _sections(edition: Edition, found: Difference, tracked: bool) -> tuple[Section, ...]:
    say = found.say
    plan = after_article(say, edition.title.value)
    says = say.text("difference.says", plan=plan, before=found.before.name, after=found.after.name)
    legend = "redline.legend-tracked" if tracked else "redline.legend"
    opening = written("1", f"{says} {summary(found)}", say.text(legend))
    sections = [headed("summary", "1", say.text("difference.summary"), "", opening)]
    for top in tops(found):
        number = f"{len(sections) + 1}"
        if blocks := tuple(replace(each, tracked=tracked) for each in redlines(found, top, number)):
            node = found.after.tree.by_id.get(top) or found.before.tree.by_id[top]
            sections.append(headed(f"changes-{top}", number, node.title or node.name, node.kind, blocks))
    if found.figures:
        sections.append(_figures(found, f"{len(sections) + 1}"))
    return tuple(sections)


def _figures(found: Difference, number: str) -> Section:
    say = found.say
    title, words = say.text("difference.figures-title"), say.text("difference.figures-says")
    columns = say.text("difference.before"), say.text("difference.after")
    rows = tuple(Row(each.title, (each.before, each.after)) for each in found.figures)
    table = Table("figures-that-differ", title, say.text("difference.figure"), columns, rows)
    blocks: tuple[Block, ...] = (*written(number, words), TableBlock(f"p-{number}-2", f"{number}.2", table))
    return headed("figures", number, title, "", blocks)


# -- text


def as_text(found: Difference) -> str:
    """What differs, for the terminal: a summary, then each changed text under its id."""
    lines = [f"{found.before.name} and {found.after.name}: {summary(found)}"]
    for top in tops(found):
        for block in redlines(found, top, ""):
            lines += ["", f"{block.node}  {block.label}{_title(block)}"]
            lines += [f"    {said}" for said in (*block.says, *_text(block.groups))]
    if found.figures:
        lines += ["", found.say.text("difference.figures-title")]
    for each in found.figures:
        lines.append(f"    {each.title}: {each.before.text} before, {each.after.text} after")
        lines.append(f"        in {', '.join(each.nodes)}")
    return "\n".join(lines)


def _title(block: Redline) -> str:
    return f": {_said(block.title)}" if block.title else ""


def _text(groups: Sequence[Group]) -> Iterator[str]:
    """The lines that changed; what stays between changes is cut short."""
    for group in groups:
        for line in group.lines:
            if line.fate != "same":
                yield f"{'- ' if group.kind == 'list' else ''}{_said(line.runs)}"


def _said(runs: Sequence[Run]) -> str:
    return " ".join(_marked(run, at == 0, at == len(runs) - 1) for at, run in enumerate(runs))


def _marked(run: Run, first: bool, last: bool) -> str:
    said = run.prose.plain
    if run.fate != "same":
        return f"[{run.fate}: {said}]"
    words = said.split()
    if len(words) <= 2 * _ABOUT or (first and last):
        return said
    if first:
        return " ".join(["…", *words[-_ABOUT:]])
    return " ".join([*words[:_ABOUT], "…", *(() if last else words[-_ABOUT:])])
