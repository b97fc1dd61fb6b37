"""From `plan/passages/` to the text that several documents use, put where each asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcpgen.load.fields import ID
from pcpgen.load.files import Folder
from pcpgen.load.rules import EMPTY_TEXT, UNKNOWN_FILE
from pcpgen.load.translation import body_in_language
from pcpgen.model.ids import id_near
from pcpgen.place import Place
from pcpgen.problems import Problem, problem, unknown_id
from pcpgen.prose.passage import Passage, typed
from pcpgen.prose.reading import read_prose
from pcpgen.prose.rules import MALFORMED_EXPRESSION
from pcpgen.prose.tree import Block, Expression, Insertion, Paragraph, Source
from pcpgen.prose.walk import lines_of
from pcpgen.rules import MALFORMED_ID, Rule

NOT_REUSED = Rule(
    "not-reused",
    "A passage for several documents that none of them uses",
    "Words that stand in no document are read by nobody, and are thought to be published.",
    "Write reuse and its name where it belongs, or delete its file.",
    "warning",
)

PASSAGES = "plan/passages"
REUSE = "reuse"


def with_reused(folder: Folder, blocks: Sequence[Block[Source]], named: bool = False) -> tuple[Block[Source], ...]:
    """The blocks, with the text of each passage where it is asked for in a paragraph of its own."""
    found: list[Block[Source]] = []
    for block in blocks:
        leaf = block.leaf if isinstance(block, Insertion) else None
        if isinstance(leaf, Expression) and leaf.name == REUSE:
            found += _passage(folder, leaf, named)
        else:
            found.append(block)
    return tuple(found)


def reusing(folder: Folder, passage: Passage) -> Passage:
    """A passage with what it asks for from others."""
    if all(expression.name != REUSE for expression in passage.expressions):
        return passage
    blocks = with_reused(folder, passage.blocks)
    return Passage(blocks, "\n\n".join(typed(line) for line in lines_of(blocks)), passage.place)


def _passage(folder: Folder, asked: Expression, named: bool) -> tuple[Block[Source], ...]:
    """The text of a passage; an empty paragraph where there is none, which is told where it is asked for."""
    id = str(asked.arguments[0])
    known = [name.removesuffix(".md") for name in folder.names(PASSAGES, ".md")]
    if id not in known:
        folder.problems.append(unknown_id(f"passage in {PASSAGES}", id, asked.place, known))
        return (Paragraph((), asked.place),)
    source = folder.sources.get(f"{PASSAGES}/{id}.md") or folder.text(f"{PASSAGES}/{id}.md")
    if source is None:
        return (Paragraph((), asked.place),)
    text, begin, read = body_in_language(folder, source, source.text, Place(source.file))
    passage, problems = read_prose(text, begin, read, named=named)
    folder.problems += [*problems, *_nested(passage)]
    if not source.text.strip():
        folder.problems.append(problem(EMPTY_TEXT, Place(source.file), "the passage holds no words"))
    return passage.blocks


def _nested(passage: Passage) -> Iterator[Problem]:
    for expression in passage.expressions:
        if expression.name == REUSE:
            message = "a passage asks for another passage"
            yield problem(MALFORMED_EXPRESSION, expression.place, message, "Write both where they are used.")


def note_unused(folder: Folder) -> None:
    """Passages that no document asks for, and what else lies beside them."""
    for name in folder.names(PASSAGES):
        place, id = Place(f"{PASSAGES}/{name}"), name.removesuffix(".md")
        if not name.endswith(".md"):
            order = f"Save a passage as Markdown; move anything else out of {PASSAGES}/."
            folder.problems.append(problem(UNKNOWN_FILE, place, f"nothing reads {name}", order))
        elif not ID.fullmatch(id):
            order = f"Rename the file to {id_near(id)}.md."
            folder.problems.append(problem(MALFORMED_ID, place, f'"{id}" is no id', order))
        elif place.file not in folder.sources:
            folder.problems.append(problem(NOT_REUSED, place, f"no document uses the passage {id}"))
