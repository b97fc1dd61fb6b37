"""From an office and an edition to problems of structure: references, completeness, colours, wording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pcpgen.blocks.colour import PAPER, contrast, tint
from pcpgen.blocks.links import bond, links_of
from pcpgen.checks.likeness import LEAST_WORDS, near_duplicates, sentences
from pcpgen.checks.passages import passages
from pcpgen.checks.quotes import misquoted, own_quotes, repeats
from pcpgen.checks.rules import COLOUR_CONTRAST
from pcpgen.figures.data import Data
from pcpgen.kept import Kept, sum_of
from pcpgen.load.rules import EMPTY_TEXT
from pcpgen.manifest import program
from pcpgen.model.page import ForewordSource, LinksSource, StatementsSource
from pcpgen.model.plan import THEMES, Edition, Level, Office, Theme, in_a_sentence
from pcpgen.model.project import Project
from pcpgen.model.text import Text
from pcpgen.patterns import pattern
from pcpgen.place import Place
from pcpgen.problems import Problem, first, problem, unknown_id
from pcpgen.prose.passage import Passage
from pcpgen.rules import DUPLICATE_KEY, MISSING_KEY, UNKNOWN_ID, Rule

DUPLICATE_STATEMENT = Rule(
    "duplicate-statement",
    "A statement worded twice",
    "Two copies of one sentence drift apart; one would be corrected and the other printed.",
    "Keep the statement in one place and refer to it.",
)

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3, for text of the documents' sizes

EditionCheck = Callable[[Project, Office, Edition], Iterator[Problem]]


def check_plan(project: Project, data: Data) -> Iterator[Problem]:
    """All problems of structure in each edition."""
    if (office := project.office) is None:
        return
    for edition in project.editions.values():
        for check in EDITION_CHECKS:
            yield from first(check(project, office, edition))


def references(project: Project, office: Office, edition: Edition) -> Iterator[Problem]:
    """Every id that a theme or page names exists."""
    for theme in edition.themes:
        if theme.colour.value and theme.colour.value not in office.colours:
            yield unknown_id("colour of the office", theme.colour.value, theme.colour.place, list(office.colours))
        for name in theme.indicators:
            if name.value not in project.indicators:
                yield unknown_id("indicator", name.value, name.place, list(project.indicators))
    known = [level.key for level in edition.levels if level.key != "indicators"]
    for page in edition.pages.values():
        asked: tuple[Text, ...] = (page.level,) if isinstance(page, StatementsSource) else ()
        if isinstance(page, LinksSource):
            asked = (page.rows, page.columns)
        may = known if isinstance(page, StatementsSource) else [*known, THEMES]
        for name in asked:
            if name.value and name.value not in may:
                yield unknown_id("level of the edition", name.value, name.place, may)
        if isinstance(page, ForewordSource) and page.post.value and page.post.value not in office.posts:
            yield unknown_id("post", page.post.value, page.post.place, list(office.posts))


def links(project: Project, office: Office, edition: Edition) -> Iterator[Problem]:
    """What a statement or theme serves exists, at a level that its own may serve; so do the posts that own it."""
    posts = list(office.posts)
    for theme in edition.themes:
        if edition.top:
            yield from _served(edition, edition.top, None, theme.serves)
        yield from _posts(posts, theme.owners)
    stated = [(theme, node) for theme in edition.themes for node in theme.nodes]
    for where, node in (*stated, *((None, node) for node in edition.nodes)):
        level = next(level for level in edition.levels if level.key == node.level)
        yield from _served(edition, level, where, node.serves)
        yield from _posts(posts, node.owners)


def _posts(posts: list[str], owners: Iterable[Text]) -> Iterator[Problem]:
    named: set[str] = set()
    for post in owners:
        if post.value and post.value not in posts:
            yield unknown_id("post", post.value, post.place, posts)
        elif post.value in named:
            yield problem(DUPLICATE_KEY, post.place, f'the owner "{post}" stands twice', "Leave it once.")
        named.add(post.value)


def _served(edition: Edition, level: Level, theme: Theme | None, serves: Sequence[Text]) -> Iterator[Problem]:
    """Each id that is neither of the plan as a whole nor of the theme, at the levels that `level` serves."""
    keys = {"themes", *(each.key for each in edition.levels)}
    if not keys.issuperset(level.serves):  # told at the level, and what stands there may be what is meant
        return
    known: list[str] = []
    names: list[str] = []
    for key in level.serves:
        served = edition.top if key == "themes" else next((each for each in edition.levels if each.key == key), None)
        if key == "themes":
            known += [each.id for each in edition.themes]
        elif served:
            known += [
                node.id for node in (edition.nodes if served.of_plan or not theme else theme.nodes) if node.level == key
            ]
        of_theme = " of this theme" if served and theme and not served.of_plan and key != "themes" else ""
        names.append(f"{in_a_sentence(served.name) if served else 'theme'}{of_theme}")
    taken: dict[str, Text] = {}
    for each in serves:
        if each.value and each.value not in known:
            yield unknown_id(" or ".join(names), each.value, each.place, known)
        elif each.value in taken:
            message = f'"{each}" stands twice in the list'
            yield problem(DUPLICATE_KEY, each.place, message, "Delete one of the two.")
        taken[each.value] = each


def completeness(project: Project, office: Office, edition: Edition) -> Iterator[Problem]:
    """The parts print every theme and every indicator, and nothing that the edition does not have."""
    parts = {part.value: part for part in edition.parts}
    if "themes" not in parts:
        message = 'the parts do not hold "themes", so no statement of the plan would be printed'
        yield problem(MISSING_KEY, edition.place, message, 'Add "themes" to the list of parts.')
    yield from _gathered(edition)
    if edition.indicator_level and "indicators" not in parts:
        message = 'the parts do not hold "indicators", so no indicator would be printed'
        yield problem(MISSING_KEY, edition.place, message, 'Add "indicators" to the list of parts.')
    if not edition.indicator_level and "indicators" in parts:
        message = 'the edition has no level "indicators"'
        yield problem(UNKNOWN_ID, parts["indicators"].place, message, 'Take "indicators" out of the list of parts.')
    if not edition.themes:
        yield problem(MISSING_KEY, edition.place, "the edition has no theme", "Add a theme.")
    if not edition.levels:
        yield problem(MISSING_KEY, edition.place, "the edition has no level", "Add a level of statements to levels.")


def _gathered(edition: Edition) -> Iterator[Problem]:
    """Each level of the plan as a whole is printed by one page, as nothing else prints it."""
    pages = [page for page in edition.pages.values() if isinstance(page, StatementsSource)]
    for level in edition.of_plan:
        shown = [page for page in pages if page.level.value == level.key]
        if not shown and not level.within:
            message = f"no page prints the statements of the level {level.plural}"
            remedy = f"Add a page with kind: statements and level: {level.key}, and list it in parts."
            yield problem(MISSING_KEY, level.place, message, remedy)
        for page in shown[1:]:
            message = f'the page "{shown[0].id}" prints the level {level.key} already'
            yield problem(DUPLICATE_KEY, page.level.place, message, "Delete one of the two.")


def matrices(project: Project, office: Office, edition: Edition) -> Iterator[Problem]:
    """No matrix of links is empty."""
    pages = [page for page in edition.pages.values() if isinstance(page, LinksSource)]
    links = links_of(edition, lambda node: node.id) if pages else None
    for page in pages:
        rows, columns = (links.things.get(name.value, ()) if links else () for name in (page.rows, page.columns))
        bonds = (bond(links, row, column) for row in rows for column in columns if links)
        if rows and columns and all(each == "not" for each in bonds):
            message = f"the matrix would be empty: nothing of {page.rows} serves anything of {page.columns}"
            remedy = "Write serves: beside what serves, or change rows: and columns: over."
            yield problem(EMPTY_TEXT, page.rows.place, message, remedy)


def distinct_ids(project: Project, office: Office, edition: Edition) -> Iterator[Problem]:
    """Ids that end up in one page's links are distinct."""
    taken: dict[str, str] = {part.value: f'the part "{part}"' for part in edition.parts}
    for node in edition.nodes:
        id, what = f"{node.level}-{node.id}", f'"{node.id}" of the plan'
        if id in taken:
            message = f"{what} has the same id as {taken[id]}"
            yield problem(DUPLICATE_KEY, node.place, message, "Give one of the two another id.")
        taken[id] = what
    for theme in edition.themes:
        names = [(theme.id, theme.place, f'the theme "{theme.id}"')]
        names += [
            (f"{theme.id}-{node.id}", node.place, f'"{node.id}" of the theme "{theme.id}"') for node in theme.nodes
        ]
        names += [
            (f"{theme.id}-{name}", name.place, f'the indicator "{name}" of the theme "{theme.id}"')
            for name in theme.indicators
        ]
        for id, place, what in names:
            if id in taken:
                twice = taken[id] == what
                message = f"{what} is listed twice" if twice else f"{what} has the same id as {taken[id]}"
                remedy = "Delete one of the two." if twice else "Give one of the two another id."
                yield problem(DUPLICATE_KEY, place, message, remedy)
            taken[id] = what


def colours(project: Project, office: Office, edition: Edition) -> Iterator[Problem]:
    """Each colour carries white text, and can be read on white and on its own tint."""
    for colour in office.colours.values():
        least = min(contrast(colour.hex, PAPER), contrast(colour.hex, tint(colour.hex)))
        if least < LEAST_CONTRAST:
            message = f'"{colour.name}" {colour.hex} has a contrast of {least:.1f}; {LEAST_CONTRAST} is the least'
            yield problem(COLOUR_CONTRAST, colour.place, message)


def edition_in_force(project: Project, office: Office, edition: Edition) -> Iterator[Problem]:
    if office.edition and office.edition.value not in project.editions:
        yield unknown_id("edition", office.edition.value, office.edition.place, list(project.editions))


def single_wording(project: Project, office: Office, edition: Edition) -> Iterator[Problem]:
    """No statement of the edition stands twice, letter case and punctuation aside."""
    return worded_once(_statements(edition))


_MARKS = pattern(r"[^\w ]+")


def worded_once(texts: Iterable[Text]) -> Iterator[Problem]:
    """No sentence of the texts stands twice."""
    every = tuple(texts)
    key = sum_of(program(), *(f"{text.place}\0{text.value}" for text in every))
    return WORDED.unless_clean(key, _worded_once(every))


WORDED = Kept("checks/plan.py")  # texts in which no sentence stands twice, by the program that found none


def _worded_once(texts: Iterable[Text]) -> Iterator[Problem]:
    earlier: dict[tuple[str, ...], Place] = {}
    for text in texts:
        for sentence, words in sentences(text.value):
            before = earlier.setdefault(words, text.place)
            if before != text.place and len(_MARKS.sub("", sentence).split()) >= LEAST_WORDS:  # an expression is one
                said = " ".join(sentence.split())
                message = f'"{said[:60]}{"…" if len(said) > 60 else ""}" stands here and at {before}'
                yield problem(DUPLICATE_STATEMENT, text.place, message)


def _statements(edition: Edition) -> Iterator[Text]:
    """What may stand once; a pull quote repeats its own page."""
    repeated = {quote.place for quote, text in own_quotes(edition) if repeats(quote, text)}
    for node in edition.stated:
        yield node.text
    for each in passages(edition):
        if each.passage.place not in repeated:
            yield from paragraphs(each.passage)


def quotes(project: Project, office: Office, edition: Edition) -> Iterator[Problem]:
    """A pull quote that repeats its own page does so word for word."""
    return misquoted(edition)


def paragraphs(passage: Passage) -> Iterator[Text]:
    """The paragraphs, items and cells of a passage, each with its place."""
    return (Text(words, place) for words, place in passage.typed_lines)


def likeness(project: Project, office: Office, edition: Edition) -> Iterator[Problem]:
    """No statement of the themes is nearly another, and none is quoted in prose in nearly its own words."""
    nodes = [node.text for node in edition.stated]
    return near_duplicates(nodes, (text for each in passages(edition) for text in paragraphs(each.passage)))


EDITION_CHECKS: tuple[EditionCheck, ...] = (
    references,
    links,
    completeness,
    matrices,
    distinct_ids,
    colours,
    edition_in_force,
    single_wording,
    likeness,
    quotes,
)
