"""From two states of a plan to what differs: changed texts as redlines, figures that differ, a summary in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from pcpgen.blocks.redline import Voice, redline, title_runs
from pcpgen.document.prose import Shown
from pcpgen.document.redline import Redline
from pcpgen.editions.changes import Add, Change, Move, Remove, Replace, Reword, aligned, compare
from pcpgen.editions.tree import ROOT, Node, Tree
from pcpgen.model.period_words import period_words
from pcpgen.model.plan import in_a_sentence
from pcpgen.prose.tree import Expression
from pcpgen.values import dataclass
from pcpgen.words.catalogue import Catalogue

_LONGEST_NAME = 8  # words of a text that has no title


@dataclass(frozen=True)
class State:
    """A plan at one time: what it is called, its texts, and what says its figures."""

    name: str
    tree: Tree
    voice: Voice


@dataclass(frozen=True)
class FigureDifference:
    """A figure of which the same words ask in both states, and which is not the same in both."""

    title: str
    before: Shown
    after: Shown
    nodes: tuple[str, ...]  # where it stands


@dataclass(frozen=True)
class Difference:
    """Two states, the changes that make the one the other, and the figures that differ though the words do not."""

    say: Catalogue
    before: State
    after: State
    changes: tuple[Change, ...]
    figures: tuple[FigureDifference, ...]

    @cached_property
    def by_node(self) -> Mapping[str, tuple[Change, ...]]:
        found: dict[str, tuple[Change, ...]] = {}
        for each in self.changes:
            found[each.node] = (*found.get(each.node, ()), each)
        return found

    def of(self, id: str, *kinds: type[Change]) -> bool:
        return any(isinstance(each, kinds) for each in self.by_node.get(id, ()))


def difference(say: Catalogue, before: State, after: State) -> Difference:
    """What differs between two states; what has only moved goes by its earlier id in both."""
    same = State(after.name, aligned(before.tree, after.tree), after.voice)
    return Difference(say, before, same, compare(before.tree, same.tree), tuple(_figures(say, before, same)))


# -- figures


def _figures(say: Catalogue, before: State, after: State) -> Iterator[FigureDifference]:
    """The figures that differ, each once with all its places."""
    found: dict[tuple[str, str, str], list[str]] = {}
    shown: dict[tuple[str, str, str], tuple[Expression, Shown, Shown]] = {}
    for id, new in after.tree.by_id.items():
        old = before.tree.by_id.get(id)
        if not (old and old.body and new.body):
            continue
        asked = {each.raw: each for each in old.body.expressions}
        for expression in new.body.expressions:
            if expression.raw not in asked:
                continue
            for one, other in zip(_shown(before, asked[expression.raw]), _shown(after, expression), strict=False):
                if one.text != other.text:
                    key = (other.figure, one.text, other.text)
                    found.setdefault(key, []).append(id)
                    shown[key] = (expression, one, other)
    for key, nodes in found.items():
        expression, one, other = shown[key]
        yield FigureDifference(_title(say, after.voice, expression, other), one, other, tuple(dict.fromkeys(nodes)))


def _shown(state: State, expression: Expression) -> list[Shown]:
    return [inline for inline in state.voice.pieces(expression) if isinstance(inline, Shown)]


def _title(say: Catalogue, voice: Voice, expression: Expression, shown: Shown) -> str:
    """What a figure is called: its series, how it was made of it, and its period."""
    assert voice.data is not None  # else no figure was given
    series = voice.data.series(str(expression.arguments[0]))
    dataset = voice.data.datasets[str(expression.arguments[0]).partition(".")[0]].title
    made = "" if expression.name == "figure" else f" ({expression.name.replace('_', ' ')})"
    when = "" if shown.of.period.written == "undated" else f", {period_words(say, shown.of.period)}"
    return f"{dataset}: {series.title}{made}{when}"


# -- words


def called(say: Catalogue, tree: Tree, id: str) -> str:
    """A text as readers call it: its title in quotation marks, or what it is and how it begins."""
    node = tree.by_id[id]
    if node.title:
        of_kind = node.level == "page" and node.kind != say.text("kind.page")
        key = "text.of-kind" if of_kind else "text.titled"
        return (
            say.text(key, kind=in_a_sentence(node.kind), title=node.title)
            if of_kind
            else say.text(key, title=node.title)
        )
    if node.name.startswith("opening") and node.parent in tree:
        return say.text("text.opening", of=called(say, tree, node.parent))
    words = node.text.split()
    begun = " ".join(words[:_LONGEST_NAME])
    begun += " …" if len(words) > _LONGEST_NAME else ""
    return say.text("text.begun", kind=in_a_sentence(node.kind), words=begun)


def top_of(tree: Tree, id: str) -> str:
    """The page or theme that a text stands in."""
    while tree.by_id[id].parent != ROOT:
        id = tree.by_id[id].parent
    return id


def standing(say: Catalogue, tree: Tree, id: str) -> str:
    """Where a text stands: after which other, and in what."""
    node, before = tree.by_id[id], tree.before(id)
    within = called(say, tree, node.parent) if node.parent != ROOT else ""
    if within and tree.by_id[node.parent].parent != ROOT:
        within = say.text("place.on", text=within, page=called(say, tree, top_of(tree, id)))
    if not before:
        return say.text("place.beginning-of", text=within) if within else say.text("place.beginning")
    after = called(say, tree, before)
    if not within or after == say.text("text.opening", of=within):
        return say.text("place.after", text=after)
    return say.text("place.after-in", text=after, within=within)


_FATES: tuple[tuple[type[Change], str], ...] = (
    (Add, "difference.inserted"),
    (Remove, "difference.removed"),
    (Move, "difference.moved"),
    (Reword, "difference.reworded"),
    (Replace, "difference.replaced"),
)


def summary(found: Difference) -> str:
    """What differs, counted, in a sentence or two."""
    said = [
        found.say.counted(key, count)
        for kind, key in _FATES
        if (count := sum(type(each) is kind for each in found.changes))
    ]
    if not said and not found.figures:
        return found.say.text("difference.nothing")
    sentences = [f"{found.say.listed(said)}."] if said else [found.say.text("difference.no-text")]
    if found.figures:
        sentences.append(found.say.counted("difference.figures", len(found.figures)))
    return " ".join(sentences)


# -- texts in order, each with what became of it


def tops(found: Difference) -> tuple[str, ...]:
    """The themes and pages of both states in order."""
    return tuple(id for id, _ in _siblings(found, ROOT))


def redlines(found: Difference, top: str, number: str, whole: bool = False) -> tuple[Redline, ...]:
    """What became of a theme or page and of all that stands in it; the `whole` of it, or only what differs."""
    blocks: list[Redline] = []
    for id, here in _under(found, top):
        block = _block(found, id, here, f"{number}.{len(blocks) + 1}")
        node = found.after.tree.by_id.get(id)
        if block.changed or (whole and id != top and node and node.level != "note"):
            blocks.append(block)
    return tuple(blocks)


def _under(found: Difference, top: str) -> Iterator[tuple[str, bool]]:
    """A node and all under it in either state, in reading order, each with whether it stands there afterwards."""
    ahead = [(top, top in found.after.tree)]
    while ahead:
        id, here = ahead.pop()
        yield id, here
        if here:
            ahead += reversed(_siblings(found, id))
        elif found.of(id, Remove) or id not in found.after.tree:
            ahead += reversed([(child, False) for child in found.before.tree.children(id)])


def _siblings(found: Difference, parent: str) -> list[tuple[str, bool]]:
    """What stands under a node afterwards, and between it what stood there before and went, or went elsewhere."""
    merged = [(id, True) for id in found.after.tree.children(parent)]
    staying = {id for id, _ in merged}
    at = 0
    for id in found.before.tree.children(parent) if parent == ROOT or parent in found.before.tree else ():
        if id in staying:
            at = merged.index((id, True)) + 1
        else:
            merged.insert(at, (id, False))
            at += 1
    return merged


def _block(found: Difference, id: str, here: bool, number: str) -> Redline:
    old, new = found.before.tree.by_id.get(id), found.after.tree.by_id.get(id)
    away = not here and new is not None  # it stands elsewhere now, and is shown there
    say = found.say
    fates = [say.text("redline.moved-from-here")] if away else list(_fates(found, id))
    node = new or old
    assert node is not None
    if away:
        says: tuple[str, ...] = (say.text("redline.now-stands", place=standing(say, found.after.tree, id)),)
    else:
        says = tuple(_says(found, id, old, new))
    kind = node.kind or say.text("redline.text")
    return Redline(
        id=f"p-{number.replace('.', '-')}",
        number=number,
        node=id,
        label=say.text("redline.label", kind=kind, fates=say.listed(fates) if fates else say.text("redline.unchanged")),
        title=title_runs(old.title if old else "", new.title if new else ""),
        says=says,
        groups=() if away else redline(old, new, found.before.voice, found.after.voice),
        changed=bool(fates),
    )


_WORDS: tuple[tuple[type[Change], str], ...] = (
    (Add, "redline.was-inserted"),
    (Move, "redline.was-moved"),
    (Reword, "redline.was-reworded"),
    (Replace, "redline.was-replaced"),
)


def _fates(found: Difference, id: str) -> Iterator[str]:
    if id not in found.after.tree:
        yield found.say.text("redline.was-removed")
    for kind, key in _WORDS:
        if any(type(each) is kind for each in found.by_node.get(id, ())):
            yield found.say.text(key)


def _says(found: Difference, id: str, old: Node | None, new: Node | None) -> Iterator[str]:
    """What the marks within the text cannot tell."""
    say = found.say
    if old and new and found.of(id, Move):
        yield say.text("redline.moved-here", place=standing(say, found.before.tree, id))
    if old and new and old.level != new.level:
        yield say.text("redline.kind", before=_article(say, old.kind), after=_article(say, new.kind))
    if old and new and old.serves != new.serves:
        nothing = say.text("redline.serves-nothing")
        yield say.text("redline.serves", after=new.serves or nothing, before=old.serves or nothing)
    elif old and new and found.of(id, Reword) and (old.title, old.text.split()) == (new.title, new.text.split()):
        yield say.text("redline.form")


def _article(say: Catalogue, kind: str) -> str:
    vowel = kind[:1].lower() in tuple("aeiou")
    return say.text("article.vowel" if vowel else "article.consonant", noun=in_a_sentence(kind))
