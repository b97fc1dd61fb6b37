"""From the register of actions to what a paper shows of it: tables, what has changed, and the tree under the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from pcpgen.blocks.links import posts
from pcpgen.blocks.numbers import paragraph_id
from pcpgen.blocks.setting import Setting
from pcpgen.blocks.subject import Made, Paper
from pcpgen.document.blocks import Block, Numbered, WordsBlock
from pcpgen.document.prose import Inline, Insert, Phrase, Prose, listing, paragraph, phrase, worded
from pcpgen.document.table import WordsRow, WordsTable
from pcpgen.model import plan as model
from pcpgen.model.action import Action, Actions, names_served
from pcpgen.model.board import BoardPaper
from pcpgen.model.outline import OutlinePaper
from pcpgen.model.period_words import day_in_cell, day_words, period_words
from pcpgen.model.project import Project, edition_at
from pcpgen.model.report import Report
from pcpgen.place import NOWHERE
from pcpgen.prose import tree
from pcpgen.values import dataclass


@dataclass(frozen=True)
class _Shown:
    """The register as it stood on a paper's day; `since` is that of the paper of the same kind before."""

    setting: Setting
    register: Actions
    day: date
    since: date | None

    @property
    def every(self) -> list[tuple[Action, tuple[Action, ...]]]:
        """Every action and milestone that there was, each with what it stands under."""
        return [(each, above) for each, above in self.register.every if each.agreed <= self.day]

    def is_done_since(self, action: Action) -> bool:
        """Whether it was done or given up by the day, and no paper before has said so."""
        return action.ended is not None and action.ended <= self.day and not (self.since and action.ended <= self.since)


def day_before(project: Project, paper: Paper | None) -> date | None:
    """The day of the newest paper of the same kind before one; None where there was none."""
    match paper:
        case OutlinePaper():
            day, days = paper.day, [each.day for each in project.outline_papers if each.kind == paper.kind]
        case Report():
            same = (each for each in project.reports if each.theme.value == paper.theme.value)
            day, days = paper.meeting, [each.meeting for each in same]
        case BoardPaper():
            day, days = paper.day, [each.day for each in project.board_papers]
        case _:
            return None
    return max((each for each in days if each < day), default=None)


def _shown(setting: Setting) -> _Shown | None:
    register, day = setting.project.actions, setting.subject.day
    if register is None or day is None:
        return None
    return _Shown(setting, register, day, day_before(setting.project, setting.subject.paper))


def actions_block(setting: Setting, what: str, id: str, number: str) -> Block:
    """What an author asks for in a paragraph of its own."""
    shown = _shown(setting)
    assert shown is not None  # the checks have seen to it
    return _BLOCKS[what](shown, id, number)


def open_actions(setting: Setting, number: str, after: int) -> Made:
    """What the register of actions has that is open on the document's day, each with its milestones, in a table."""
    return _made(setting, "open", number, after)


def done_actions(setting: Setting, number: str, after: int) -> Made:
    """What was done or given up since the paper of the same kind before, in a table."""
    return _made(setting, "done", number, after)


def changed_actions(setting: Setting, number: str, after: int) -> Made:
    """What is otherwise since then: new, done, given up, due on another day, overdue, of another status."""
    return _made(setting, "changed", number, after)


def actions_tree(setting: Setting, number: str, after: int) -> Made:
    """Themes and statements, the actions that serve them and their milestones, as a list in lists."""
    return _made(setting, "tree", number, after)


def _made(setting: Setting, what: str, number: str, after: int) -> Made:
    """Nothing where the office keeps no register."""
    shown, at = _shown(setting), f"{number}.{after + 1}"
    return Made((_BLOCKS[what](shown, paragraph_id(at), at),)) if shown else Made()


# -- tables


def _open(shown: _Shown, id: str, number: str) -> Block:
    """The actions that are open, each followed by its milestones that are."""
    rows = [(each, above) for each, above in shown.every if each.is_open(shown.day)]
    say = shown.setting.say
    return _table(shown, id, number, rows, say.text("actions.caption-open"), say.text("actions.none-open"))


def _done(shown: _Shown, id: str, number: str) -> Block:
    """What was done or given up since the paper before."""
    rows = [(each, above) for each, above in shown.every if shown.is_done_since(each)]
    since = day_words(shown.setting.say, shown.since) if shown.since else ""
    captions = ("actions.caption-done", "actions.none-done") if since else ("actions.caption-all", "actions.none-all")
    caption, none = (shown.setting.say.text(key, **({"day": since} if since else {})) for key in captions)
    return _table(shown, id, number, rows, caption, none)


def _table(
    shown: _Shown, id: str, number: str, rows: Sequence[tuple[Action, tuple[Action, ...]]], caption: str, none: str
) -> Block:
    say = shown.setting.say
    if not rows:
        return Numbered(id, number, paragraph(none))
    serves = any(each.serves or above for each, above in rows)
    most = max(len(each.owners) for each, _ in rows)
    heads = [say.text("actions.action")]
    heads += [say.text("actions.for")] if serves else []
    heads += [say.counted("statement.owner", most), say.text("actions.due"), say.text("actions.progress")]
    made_rows = tuple(_row(shown, each, above, serves) for each, above in rows)
    return WordsBlock(id, number, WordsTable(f"{id}-table", caption, tuple(heads), made_rows))


def _row(shown: _Shown, action: Action, above: tuple[Action, ...], serves: bool) -> WordsRow:
    say, none = shown.setting.say, phrase(shown.setting.say.text("actions.none"))
    head, aims = _called(shown, action), [_title(shown, *found) for found in _served(shown, action)]
    if above:
        head, aims = worded(say, "actions.milestone", what=head), [_called(shown, above[-1])]
    cells = [_in_lines(aims) or none] if serves else []
    owners = phrase(posts(shown.setting.office, action.owners))
    return WordsRow(head, (*cells, owners, _stands(shown, action), _progress(shown, action) or none))


def _called(shown: _Shown, action: Action) -> Phrase:
    return shown.setting.of_plan.inline(action.text, action.id)


def _stands(shown: _Shown, action: Action) -> Phrase:
    """Its due day, and under it how it stood."""
    say = shown.setting.say
    due = phrase(day_in_cell(say, action.due_on(shown.day)))
    return _in_lines([due, _status(shown, action)]) or due


def _status(shown: _Shown, action: Action) -> Phrase:
    say, own = shown.setting.say, action.status_on(shown.day)
    if action.ended and action.ended <= shown.day:
        day = day_words(say, action.ended)
        if action.why:
            why = shown.setting.of_plan.inline(action.why, action.id)
            return worded(say, "actions.stopped", day=day, why=why)
        return phrase(say.text("actions.done", day=day))
    if action.is_overdue(shown.day):
        late = _strong(phrase(say.text("actions.overdue")))
        return worded(say, "actions.overdue-and", late=late, status=own) if own else late
    return phrase(own or say.text("actions.open"))


def _progress(shown: _Shown, action: Action) -> Phrase | None:
    """How it went in the newest quarters, in the order that the office declares."""
    told = action.told_by(shown.day)
    newest = told[max(0, len(told) - shown.register.quarters) :]
    say = shown.setting.say
    lines = [
        worded(
            say,
            "actions.in-quarter",
            period=_strong(phrase(_first_capital(period_words(say, each.period)))),
            says=shown.setting.of_plan.inline(each.says, action.id),
        )
        for each in (reversed(newest) if shown.register.newest_first else newest)
    ]
    return _in_lines(lines)


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _strong(words: Phrase) -> Phrase:
    return Phrase((tree.Strong[Insert](words.content, NOWHERE),))


def _in_lines(lines: Sequence[Phrase]) -> Phrase | None:
    """Each in a line of its own; None where there is none."""
    parts: list[Phrase | Inline] = []
    for line in lines:
        parts += [tree.Break(NOWHERE), line] if parts else [line]
    return phrase(*parts) if parts else None


# -- what has changed


def _changed(shown: _Shown, id: str, number: str) -> Block:
    """What is otherwise than on the day of the paper before: new, moved, done, given up, overdue, of another status."""
    say, since = shown.setting.say, shown.since
    if since is None:
        return Numbered(id, number, paragraph(say.text("actions.first")))
    changes = [change for each, above in shown.every for change in _changes(shown, each, above, since)]
    if not changes:
        return Numbered(id, number, paragraph(say.text("actions.no-change", day=day_words(say, since))))
    lead = paragraph(say.text("actions.since", day=day_words(say, since)))
    return Numbered(id, number, Prose((*lead.blocks, listing(changes))))


def _changes(shown: _Shown, action: Action, above: tuple[Action, ...], since: date) -> Iterator[Phrase]:
    say, day, what = shown.setting.say, shown.day, _called(shown, action)
    if above:
        what = worded(say, "actions.milestone-of", what=what, action=_called(shown, above[0]))
    if shown.is_done_since(action):
        assert action.ended is not None  # as it has ended since
        ended = day_words(say, action.ended)
        if action.why:
            why = shown.setting.of_plan.inline(action.why, action.id)
            yield worded(say, "actions.now-stopped", action=what, day=ended, why=why)
        else:
            yield worded(say, "actions.now-done", action=what, day=ended)
        return
    if not action.is_open(day):
        return
    if action.agreed > since:
        yield worded(say, "actions.now-new", action=what, day=day_words(say, action.due_on(day)))
        return
    for at, moved in enumerate(action.moved):
        if since < moved.day <= day:
            later = action.moved[at + 1].was if at + 1 < len(action.moved) else action.due
            days = {"before": day_words(say, moved.was), "after": day_words(say, later)}
            why = shown.setting.of_plan.inline(moved.why, action.id)
            yield worded(say, "actions.now-due", action=what, why=why, **days)
    if action.is_overdue(day) and not action.is_overdue(since):
        yield worded(say, "actions.now-late", action=what, day=day_words(say, action.due_on(day)))
    before, after = action.status_on(since), action.status_on(day)
    if before and after != before:
        yield worded(say, "actions.now-other", action=what, before=before, after=after)


# -- the tree


@dataclass(frozen=True)
class _Branch:
    """What stands at one place of the tree: its words, and what stands beneath it."""

    said: Phrase
    beneath: dict[str, _Branch]


def _tree(shown: _Shown, id: str, number: str) -> Block:
    """Themes, statements, the actions that serve them and their milestones: those open, and those done since."""
    say = shown.setting.say
    root = _Branch(phrase(), {})
    for action in shown.register.actions.values():
        if action.agreed > shown.day or not (action.is_open(shown.day) or shown.is_done_since(action)):
            continue
        at = [_under(shown, root, edition, name) for edition, name in _served(shown, action)]
        for each in at or [_branch(root, "", _strong(phrase(say.text("actions.other"))))]:
            _put(shown, each, action)
    if not root.beneath:
        return Numbered(id, number, paragraph(say.text("actions.none-open")))
    lead = paragraph(say.text("actions.tree", day=day_words(say, shown.day)))
    return Numbered(id, number, Prose((*lead.blocks, _nested(_in_order(shown, root)))))


def _branch(at: _Branch, key: str, said: Phrase) -> _Branch:
    return at.beneath.setdefault(key, _Branch(said, {}))


def _by_name(shown: _Shown, edition: model.Edition) -> Mapping[str, model.Theme | model.Node]:
    """The themes and statements of an edition, gathered once for the document."""
    key, once = f"actions {edition.id}", shown.setting.once
    if key not in once:
        once[key] = edition.by_name
    found = once[key]
    assert isinstance(found, Mapping)
    return found


def _under(shown: _Shown, root: _Branch, edition: model.Edition, name: str) -> _Branch:
    """The place of a theme or statement, beneath the theme and the statements in which it stands."""
    within = name.rpartition("/")[0]
    at, names = root, _by_name(shown, edition)
    path = [name]
    while isinstance(thing := names[path[0]], model.Node) and thing.under:
        path.insert(0, f"{within}/{thing.under}")
    if within and within in names:
        path.insert(0, within)
    for each in path:
        said = _title(shown, edition, each)
        at = _branch(at, f"{edition.id} {each}", said if "/" in each else _strong(said))
    return at


def _put(shown: _Shown, at: _Branch, action: Action) -> None:
    """An action with its milestones, each with its owners and how it stands."""
    say = shown.setting.say
    owners = posts(shown.setting.office, action.owners)
    due = day_words(say, action.due_on(shown.day))
    said = worded(
        say, "actions.in-tree", action=_called(shown, action), owners=owners, due=due, status=_status(shown, action)
    )
    here = _branch(at, f"action {action.id}", said)
    for milestone in action.milestones:
        if milestone.agreed <= shown.day:
            _put(shown, here, milestone)


def _in_order(shown: _Shown, root: _Branch) -> _Branch:
    """Themes in the order of the plan in force; what belongs to none comes last."""
    edition = shown.setting.subject.edition or edition_at(shown.setting.project, shown.day)
    order = [f"{edition.id} {name}" for name in edition.by_name] if edition else []

    def rank(key: str) -> tuple[int, int]:
        return (0, order.index(key)) if key in order else (2 if not key else 1, 0)

    return _Branch(root.said, {key: root.beneath[key] for key in sorted(root.beneath, key=rank)})


def _nested(branch: _Branch) -> tree.List[Insert]:
    items = []
    for each in branch.beneath.values():
        blocks: tuple[tree.Block[Insert], ...] = paragraph(each.said).blocks
        items.append(tree.Item((*blocks, *([_nested(each)] if each.beneath else [])), NOWHERE))
    return tree.List("bullet", tuple(items), NOWHERE)


# -- what is served


def _served(shown: _Shown, action: Action) -> list[tuple[model.Edition, str]]:
    """What an action serves: its edition, which is that in force where it has it, and its name in it."""
    project = shown.setting.project
    newest = sorted(project.editions.values(), key=lambda each: each.in_force, reverse=True)
    in_force = shown.setting.subject.edition or edition_at(project, shown.day)
    found = []
    for wanted in action.serves:
        for edition in dict.fromkeys([*([in_force.id] if in_force else []), *(each.id for each in newest)]):
            if meant := names_served(_by_name(shown, project.editions[edition]), wanted.value):
                found.append((project.editions[edition], meant[0]))
                break
    return found


def _title(shown: _Shown, edition: model.Edition, name: str) -> Phrase:
    thing = edition.by_name[name]
    if isinstance(thing, model.Theme):
        return phrase(thing.title.value)
    return phrase(thing.short) if thing.short else shown.setting.said(thing)


_BLOCKS: Mapping[str, Callable[[_Shown, str, str], Block]] = {
    "open": _open,
    "done": _done,
    "changed": _changed,
    "tree": _tree,
}
