"""From a sentence with a change, or with two figures of one series, to warnings: its words go the other way."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcpgen.checks.sentences.comparators import COMPARED
from pcpgen.checks.sentences.directions import LEAST, Clause, Direction, clauses
from pcpgen.checks.sentences.reading import MARK
from pcpgen.checks.sentences.said import Said
from pcpgen.checks.sentences.sides import named_in
from pcpgen.checks.sentences.spoken import Spoken, later_less_earlier, successive
from pcpgen.checks.sentences.subjects import has_other_subject, is_elsewhere, own_words, speaks_of_other
from pcpgen.figures.evaluate import refusal_of
from pcpgen.patterns import pattern
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

CONTRARY_DIRECTION = Rule(
    "contrary-direction",
    "A word that goes the other way than the figure beside it",
    "Whoever reads the words believes the contrary of what the number says.",
    "Correct the word, or put what the word is about into a sentence of its own.",
    "warning",
)

_CONTRAST = pattern(
    r"\s*(?:and )?(?:but|yet|still|however|nevertheless|although|though|even though)\b(?!,? (?:only|by|just|not)\b)"
)
# what is told, behind a change, of another time
_OF_THEN = pattern(
    rf"{COMPARED.pattern}|\b(?:years?|months?|quarter) before\b|\blast year\b|\bearlier\b|\bpreviously\b"
)
_THAN = pattern(r"\s*(?:a |the )?(?:more|less|fewer|larger|smaller|greater|higher|lower)(?: \w+)? than\b")
_FROM_TO = pattern(
    rf"\b(?P<word>[Ff]rom) (?:[a-z]+ ){{0,2}}(?P<one>{MARK})[^.;:,{MARK}]{{0,40}}? to (?:[a-z]+ )?(?P<other>{MARK})"
)
_NEAR = 200  # characters of what a clause sets against another
_BEHIND_THAN = pattern(rf" than [^,;:.()–—{MARK}]{{0,{_NEAR}}}")
_LARGE = Decimal(5)  # per cent: what has changed by more is not stable


def check_changes(said: Said) -> Iterator[Problem]:
    """Each clause whose word for a direction is contrary to all that its figures tell of.

    Where the sentence's claim fails, that is told, and what its words say follows from it.
    """
    if len(said.figures) < 2 and not any(each.change is not None for each in said.figures):
        return
    found = tuple(_of_figures(said))
    if found and not any(refusal_of(each.condition, said.data, each.place) for each in said.line.claims):
        yield from found


def _of_figures(said: Said) -> Iterator[Problem]:
    backwards = list(_backwards(said))
    yield from backwards
    for own, figures in () if backwards else _groups(clauses(said.line.text), said):
        changes: list[tuple[Decimal, Spoken]] = [(each.change, each) for each in figures if each.change is not None]
        changes += [(moved, one) for one, _, moved in successive(figures)]
        own = [each for each in own if not _compares(each, figures, said)]
        wrong = _contrary(own, changes, said) if changes else None
        if wrong:
            place = said.place(wrong.at, len(wrong.word))
            message = f'the words say "{wrong.word}", and {_told(*changes[0])}'
            yield problem(CONTRARY_DIRECTION, place, message)


def _backwards(said: Said) -> Iterator[Problem]:
    """Each "from … to …" whose figures stand with the later one first: "fell from 39 to 58"."""
    for found in _FROM_TO.finditer(said.line.text):
        one, other = said.at(found.start("one")), said.at(found.start("other"))
        if one and other and later_less_earlier(one, other) and one.periods[0].order > other.periods[0].order:
            message = f'"from … to …" goes from {one.series} of {one.periods[0]} back to {other.periods[0]}'
            place = said.place(found.start("word"), len(found["word"]))
            yield problem(CONTRARY_DIRECTION, place, message, "Put the earlier figure first.")


def _compares(word: Direction, figures: list[Spoken], said: Said) -> bool:
    """Whether "fewer … than" sets an area against another, or an earlier figure against a later: no direction."""
    text = said.line.text
    than = -1 if word.strong else text.find(" than ", word.at, word.at + _NEAR)
    if than < 0 or not figures:
        return False
    compared = _BEHIND_THAN.match(text, than)
    if compared and named_in(compared[0], said.data.datasets[figures[0].series.partition(".")[0]]):
        return True
    before, behind = ([each for each in figures if (each.at < than) is side] for side in (True, False))
    if not before or not behind:
        return False
    one, other = before[-1], behind[0]
    return bool(later_less_earlier(one, other)) and one.periods[0].order < other.periods[0].order


def _groups(found: tuple[Clause, ...], said: Said) -> Iterator[tuple[list[Direction], list[Spoken]]]:
    """Clauses that belong together: one with a direction, and those beside it that only hold figures.

    A clause that tells of something else, such as "despite a rise in calls", and has no figure counts for nothing; nor
    does what goes before a "but".
    """
    words: list[Direction] = []
    held: list[Spoken] = []
    series = own_words({each.series for each in said.figures}, said.data)
    for clause, behind in zip(found, (*found[1:], None), strict=True):
        inside = _inside(clause, said)
        beside = clause.beside or _CONTRAST.match(clause.text) or (held and _OF_THEN.search(clause.text))
        apart = bool(beside) and not inside
        # "calls fell while reports rose, from 3 to 14", where the figures may be of either
        either = apart and bool(words) and not held and behind is not None and _only_holds(behind, said)
        own = [] if apart and not either else _of_series(clause, said.line.text, series, bool(inside))
        if either:
            words = words + own
            continue
        if (own and words) or clause.hard or (_CONTRAST.match(clause.text) and inside):
            yield words, held
            words, held = [], []
        words, held = words + own, held + inside
    yield words, held


def _inside(clause: Clause, said: Said) -> list[Spoken]:
    return [each for each in said.figures if clause.start <= each.at < clause.end]


def _only_holds(clause: Clause, said: Said) -> bool:
    """Whether a clause has figures and says nothing of a direction."""
    return not clause.directions and bool(_inside(clause, said))


def _of_series(clause: Clause, text: str, series: frozenset[str], has_figure: bool) -> list[Direction]:
    """The directions of a clause that are those of the figures' series, as far as can be told."""
    if not has_figure and (_THAN.match(text, clause.start) or is_elsewhere(clause, series)):
        return []  # "up 5%, more than was hoped for": how far it went, and not where
    return [
        each
        for each in clause.directions
        if not speaks_of_other(each, clause, text, series)
        and (has_figure or not has_other_subject(each, clause, series))
    ]


def _contrary(own: list[Direction], changes: list[tuple[Decimal, Spoken]], said: Said) -> Direction | None:
    """The first word of a clause that every change in it denies; none where its words differ among themselves."""
    moved = [change for change, _ in changes]
    if not own or len({(change > 0) - (change < 0) for change in moved}) != 1:
        return None
    ways = {_way(each, changes[0][1], said) for each in own}
    if len(ways) != 1 or (way := ways.pop()) is None:
        return None
    change, of = moved[0], changes[0][1]
    word = own[0]
    if way == 0:
        exact = word.word.startswith(("unchanged", "the same"))
        moves = change != 0 and (exact or (of.clear is True and abs(change) > _LARGE))
        return word if moves else None
    if change * way <= 0:
        return word
    least = LEAST.get(word.word.split()[0])
    return word if least is not None and change * (1 if least > 0 else -1) < abs(least) else None


def _way(word: Direction, of: Spoken, said: Said) -> int | None:
    """Up or down; for better or worse as the indicator has it, and nothing where it says neither."""
    if not word.judged:
        return word.way
    good = said.data.datasets[of.series.partition(".")[0]].good
    return {"up": word.way, "down": -word.way}.get(good)


def _told(change: Decimal, of: Spoken) -> str:
    if not change:
        return f"{of.series} did not change"
    return f"{of.series} {'rose' if change > 0 else 'fell'}"
