"""From the words that a workspace is begun with to warnings: those that nobody has written anew in what is final."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pcpgen.figures.data import Data
from pcpgen.kept import Kept, sum_of
from pcpgen.manifest import program
from pcpgen.model.board import BoardPaper
from pcpgen.model.outline import OutlinePaper
from pcpgen.model.project import Project
from pcpgen.model.report import Report, VariationReport
from pcpgen.patterns import pattern
from pcpgen.place import Place, Source
from pcpgen.problems import Problem, problem
from pcpgen.rules import Rule

STARTER_WORDS = Rule(
    "starter-words",
    "Words that a workspace was begun with",
    "They are an example, which pcpgen init wrote; readers would take them for what the office says.",
    "Write in your own words what belongs there, or take it out; of a notice, delete the entry.",
    "warning",
)

START = Path(__file__).parent.parent / "start"
MARK = "<# example #>"  # behind a line of `start/` whose words are an office's own to write
_ENTRY = pattern(r"^[\w-]+: ")
_ENDS = pattern(r"(?<=[.!?]) (?=[A-Z])")
_FILLED = pattern(r"<<.*?>>")
_JOINED = pattern(r'<<[^"]*"(.*)".*?>>')  # words that stand beside what is filled in


def check_starter_words(project: Project, data: Data) -> Iterator[Problem]:
    """The first such words of each file that a final document is made from: of a final plan whatever is no draft."""
    papers: Sequence[Report | VariationReport | BoardPaper | OutlinePaper]
    papers = (*project.reports, *project.variation_reports, *project.board_papers, *project.outline_papers)
    final = {each.place.file for each in papers if each.standing.status != "draft"}
    plans = [f"plan/{each.id}/" for each in project.editions.values() if not each.draft]
    if project.language or not (final or plans):
        return
    drafts = {each.place.file for each in papers}.difference(final)
    folders = ("plan/issued/", *(f"plan/{each.id}/" for each in project.editions.values() if each.draft))
    for source in project.worded:
        of_plan = plans and not source.file.startswith(folders) and source.file not in drafts
        if of_plan or source.file in final or source.file == "plan/office.yaml":
            key = sum_of(program(), source.file.rpartition(".")[2], source.sum)
            yield from CLEAN.unless_clean(key, _of_file(source))


CLEAN = Kept("checks/starter_words.py")  # files without such words, by the program that found none


def _of_file(source: Source) -> Iterator[Problem]:
    text, remarks = source.text, source.file.endswith(".yaml")
    even = " ".join(text.split())  # as an editor that fills lines anew leaves it, in whichever lines
    begun = (found.start() for sought, words in _examples() if sought in even for found in words.finditer(text))
    standing = (at for at in begun if not (remarks and "#" in text[text.rfind("\n", 0, at) + 1 : at]))
    first = min(standing, default=None)
    if first is None:
        return
    said = next(found[0] for _, words in _examples() if (found := words.match(text, first)))
    before, words = text[:first], " ".join(said.split())
    place = Place(source.file, before.count("\n") + 1, first - before.rfind("\n"), len(said.partition("\n")[0]))
    yield problem(STARTER_WORDS, place, f'nobody has written "{words}" anew: it is an example of pcpgen’s')


@lru_cache(1)
def _examples() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence of an example, as what stands in it whatever was filled in, and as a pattern."""
    rows = json.loads((START / "statements.json").read_text("utf-8"))
    lines = [row["narrative"] for row in rows]
    lines += [text for row in rows for level in row.values() if isinstance(level, list) for text in _texts(level)]
    for file in sorted((START / "office/plan").rglob("*.*")):
        marked = [line for line in file.read_text("utf-8").splitlines() if line.endswith(MARK)]
        lines += [_JOINED.sub(r"<<>>\1", _ENTRY.sub("", line.removesuffix(MARK).strip())) for line in marked]
    sentences = {sentence for line in lines for sentence in _ENDS.split(line)}
    return tuple(
        (max(parts, key=len), _pattern(parts)) for each in sorted(sentences) for parts in [_FILLED.split(each)]
    )


def _texts(level: list[Any]) -> list[str]:
    """The words of a statement, `[id, text]`, or of several."""
    return [each[1] for each in level] if isinstance(level[0], list) else [level[1]]


def _pattern(parts: list[str]) -> re.Pattern[str]:
    """What an author goes on within the sentence is his own; where its lines end is none of its words."""
    filled = r"(?:[^\n]|\n(?!\s))*?"
    said = filled.join(re.escape(each) for each in parts if each).replace(r"\ ", r"(?: +|\s*\n\s*)")
    return pattern(said + r"(?!(?:[,;:]|\s[(–-])?\s?[a-z](?![\w-]*:\s))")
