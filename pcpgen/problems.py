"""From something wrong to words: the problem as a value, and the catalogue of all that can be wrong."""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal

from pcpgen.place import Place, Source
from pcpgen.values import dataclass

MOST = 100  # problems of one kind in one file that are told
LONGEST_WORD = 100  # characters of a word for which a likeness is sought
LONGEST = 500  # characters of a message or remedy


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong: a stable id, what it is, why it matters and what to do."""

    id: str
    title: str
    why: str
    remedy: str
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in plan or data, at its place. `remedy` is an order to the author, one sentence or two."""

    rule: Rule
    place: Place
    message: str
    remedy: str

    @property
    def order(self) -> tuple[Place, str, str]:
        return self.place, self.rule.id, self.message


def problem(rule: str, place: Place, message: str, remedy: str = "") -> Problem:
    """A problem by its rule's id; the rule's own remedy unless a nearer one is given.

    Both may quote what was read, so they are cut, and what no terminal should be sent is written out.
    """
    known = CATALOGUE[rule]
    return Problem(known, place, visible(message), visible(remedy) or known.remedy)


def unknown_id(kind: str, id: str, place: Place, known: Iterable[str]) -> Problem:
    """No `kind` has the id that was written; the remedy names those that exist, the likeliest first.

    Where ids have a folder, as in harbour/patrol-quays, the last part alone is as near as can be.
    """
    ids = tuple(dict.fromkeys(known))
    short = {each.rpartition("/")[2]: each for each in ids}
    near = f'Did you mean "{short[id]}"? ' if id in short else did_you_mean(id, ids)
    remedy = f"{near}Ids that exist: {listed(ids)}." if ids else "There is none; add one first."
    return problem("unknown-id", place, f'no {kind} has the id "{id}"', remedy)


def visible(text: str) -> str:
    """A text in one line, its middle left out where it is long, unseen characters written out as in <U+001B>."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 100]} … {text[-90:]}"
    return text if text.isprintable() else "".join(map(_visible, text))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line and column; of a kind that fills a file, the first and a word on the rest."""
    ordered = sorted(set(problems), key=lambda each: each.order)
    all_of = Counter((each.place.file, each.rule.id) for each in ordered)
    found: list[Problem] = []
    told: Counter[tuple[str, str]] = Counter()
    for each in ordered:
        kind = each.place.file, each.rule.id
        told[kind] += 1
        if told[kind] < MOST or all_of[kind] == MOST:
            found.append(each)
        elif told[kind] == MOST:
            found.append(replace(each, remedy=f"{each.remedy} There are more like this in the file."))
    return tuple(found)


def first(problems: Iterable[Problem]) -> list[Problem]:
    """As many of one kind as are told, and one more to tell that there are more; the rest is not even looked for."""
    return list(islice(problems, MOST + 1))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean "…"? ` with the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6) if len(word) <= LONGEST_WORD else []
    return f'Did you mean "{near[0]}"? ' if near else ""


def listed(words: Iterable[str], most: int = 12) -> str:
    """Words as a list that reads aloud, cut after `most`."""
    known = list(words)
    shown = ", ".join(known[:most])
    return f"{shown} and {len(known) - most} more" if len(known) > most else shown


def in_words(found: Problem, sources: Mapping[str, Source]) -> str:
    """The problem as the terminal shows it: place and message, the excerpt with a caret, the remedy."""
    place = found.place
    lines = [f"{visible(str(place))}: {found.rule.severity}: {found.message}  [{found.rule.id}]"]
    source = sources.get(place.file)
    text = source.lines if source else []
    if place.line <= len(text) and text[place.line - 1].strip():
        lines += _excerpt(text[place.line - 1], place)
    return "\n".join([*lines, f"   {found.remedy}"])


def counted(problems: Sequence[Problem]) -> str:
    """The line that ends a list of problems: 3 errors, 1 warning in 2 files."""
    of = {severity: sum(each.rule.severity == severity for each in problems) for severity in ("error", "warning")}
    said = [f"{count} {name}{'' if count == 1 else 's'}" for name, count in of.items() if count]
    files = len({found.place.file for found in problems})
    return f"{', '.join(said)} in {files} file{'' if files == 1 else 's'}."


def as_json(problems: Sequence[Problem], files: int) -> str:
    """The problems for another program, by `problems.schema.json`."""
    entries = [
        {
            "rule": found.rule.id,
            "severity": found.rule.severity,
            "file": visible(found.place.file),
            "line": found.place.line,
            "column": found.place.column,
            "length": found.place.length,
            "message": found.message,
            "why": found.rule.why,
            "remedy": found.remedy,
        }
        for found in problems
    ]
    return json.dumps({"version": 1, "files": files, "problems": entries}, ensure_ascii=False, indent=1) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """The problems as annotations on the lines of a change, as GitHub's workflow commands write them."""
    return "".join(
        f"::{found.rule.severity} file={_property(found.place.file)},line={found.place.line},col={found.place.column},"
        f"title={_property(found.rule.id)}::{_message(f'{found.message}. {found.remedy}')}\n"
        for found in problems
    )


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _excerpt(line: str, place: Place, width: int = 100) -> list[str]:
    """The line and a caret under it, a window of it where it is long; what could mislead is made visible."""
    start = max(0, place.column - 1 - width // 2) if len(line) > width else 0
    seen = line[start : start + width]
    ahead, gap = ("…", 1) if start else ("", 0)
    column = place.column - 1 - start
    before = sum(_columns(char) for char in seen[:column]) + gap
    under = max(1, sum(_columns(char) for char in seen[column : column + place.length]))
    shown = ahead + "".join(_visible(char) for char in seen) + ("…" if start + width < len(line) else "")
    return [f"{place.line:5} | {shown}", f"      | {' ' * before}{'^' * under}"]


def _visible(char: str) -> str:
    return " " if char == "\t" else char if char.isprintable() else f"<U+{ord(char):04X}>"


def _columns(char: str) -> int:
    """How many columns a terminal gives the character as `_visible` shows it."""
    if not char.isprintable() and char != "\t":
        return len(_visible(char))
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _catalogue(*rules: Rule) -> dict[str, Rule]:
    return {rule.id: rule for rule in rules}


CATALOGUE: Mapping[str, Rule] = _catalogue(
    # files
    Rule(
        "missing-file",
        "A file or folder is not there",
        "A part of the plan that cannot be read would be lost without a word.",
        "Add the file, or take its name out of the list that asks for it.",
    ),
    Rule(
        "unreadable-file",
        "A file cannot be read",
        "The file is a link, belongs to somebody else, or is no ordinary file.",
        "Put an ordinary file in its place that you may read.",
    ),
    Rule(
        "file-too-large",
        "A file is too large",
        "A file of this size is hardly text that somebody wrote, and would stall every build.",
        "Split the file, or keep what is not needed for the documents elsewhere.",
    ),
    Rule(
        "not-utf-8",
        "A file is not UTF-8 text",
        "Read in the wrong encoding, £ and ’ turn into other characters.",
        "Save the file as UTF-8. In Excel choose CSV UTF-8 (Comma delimited).",
    ),
    Rule(
        "mojibake",
        "Characters were garbled by a wrong encoding",
        "Text was saved as UTF-8 and opened as something else before, so Â£ stands for £.",
        "Type the character anew, and save the file as UTF-8.",
    ),
    Rule(
        "invisible-character",
        "An invisible character",
        "Characters that nobody sees can change the order of letters or hide text.",
        "Delete the invisible character.",
    ),
    Rule(
        "unknown-file",
        "A file that nothing uses",
        "A file in the wrong place, or misnamed, is a passage that nobody will read.",
        "Rename the file to the name that is asked for, or delete it.",
    ),
    # YAML
    Rule(
        "yaml-syntax",
        "The file is not well-formed YAML",
        "What follows the mistake cannot be understood.",
        "Compare the indentation and the quotation marks with the lines above.",
    ),
    Rule(
        "tab-indentation",
        "A tab where spaces belong",
        "YAML indents with spaces only; a tab looks alike and means nothing.",
        "Replace the tab by spaces.",
    ),
    Rule(
        "unquoted-colon",
        "A colon inside text without quotation marks",
        "A colon and a space begin a new entry unless the text stands in quotation marks.",
        'Put the whole text in quotation marks: "…".',
    ),
    Rule(
        "yaml-feature",
        "A part of YAML that plans do not use",
        "Anchors, aliases and tags make one passage mean another thing elsewhere, and can grow without end.",
        "Write the text out where it is wanted.",
    ),
    Rule(
        "duplicate-key",
        "The same entry twice",
        "Of two equal entries one would be lost without a word.",
        "Rename one of the two, or delete it.",
    ),
    Rule(
        "unknown-key",
        "An entry that nobody knows",
        "A misspelt name would be left out of the document without a word.",
        "Correct the name, or delete the entry.",
    ),
    Rule(
        "unknown-name",
        "A name in braces that nothing is put in for",
        "The braces would stand in the document as they are typed.",
        "Write only the names that the entry knows, each in braces.",
    ),
    Rule(
        "missing-name",
        "Words that leave out what they must say",
        "The figure or title that belongs there would be lost.",
        "Put the name, in braces, where it belongs in the sentence.",
    ),
    Rule(
        "missing-key",
        "An entry is missing",
        "The document cannot be whole without it.",
        "Add the entry.",
    ),
    Rule(
        "wrong-shape",
        "An entry has the wrong shape",
        "A list stands where text belongs, or the other way round.",
        "Write it in the shape that the message names.",
    ),
    Rule(
        "empty-text",
        "Nothing is written where words belong",
        "A heading without words under it reaches the public as a hole.",
        "Write the words, or take the entry out.",
    ),
    Rule(
        "malformed-id",
        "A name that is no id",
        "Ids end up in links and file names: small letters, digits and hyphens, up to 64.",
        "Use small letters, digits and hyphens only, such as engage-jointly.",
    ),
    Rule(
        "unknown-choice",
        "A word that is none of the choices",
        "Only the words listed have a meaning at this place.",
        "Use one of the words that the message lists.",
    ),
    Rule(
        "malformed-date",
        "A date that is none",
        "Dates are written year-month-day, so that no one takes March for April.",
        "Write the date as 2017-03-01.",
    ),
    Rule(
        "malformed-period",
        "A period that is none",
        "A figure without a certain period can be compared with nothing.",
        "Write 2017/18, 2019, 2019-05, 2019-Q2, year ending 2016-03, 2004..2013, 2016-03-31 or undated.",
    ),
    # the plan
    Rule(
        "unknown-id",
        "An id that nothing has",
        "A reference that leads nowhere would lose an objective or an indicator.",
        "Use an id that exists, or add what it should name.",
    ),
    Rule(
        "duplicate-statement",
        "A statement worded twice",
        "Two copies of one sentence drift apart; one would be corrected and the other printed.",
        "Keep the statement in one place and refer to it.",
    ),
    Rule(
        "unmet-content",
        "Something that the law has every plan contain is met by no part",
        "A plan that lacks one of its contents is not lawful.",
        "Add it to contents_by_law with the part that meets it, or with why_not: and the reason.",
    ),
    Rule(
        "missing-stage",
        "A final plan lacks the day of a stage",
        "A plan may not be issued before each step that the law asks for has been taken.",
        "Add the stage with its day under stages, or write status: draft.",
    ),
    Rule(
        "superseded-law",
        "Law is cited that is not in force at the document’s date",
        "A document that rests on law which has been replaced, or has not begun, misleads its readers.",
        "Cite the law that is in force.",
    ),
    Rule(
        "unmeasured",
        "A measure or pledge by which nobody could tell whether it was kept",
        "A reader must be able to judge success: from where, which way, how far, and by what measure.",
        "Add the entry that the message names, or the reason why there is none.",
    ),
    Rule(
        "target-held",
        "A target that is already reached",
        "A level that is held when the plan is made asks nobody for anything.",
        "Set a target beyond it, or write direction: hold if the level is to be kept.",
    ),
    Rule(
        "near-duplicate",
        "Two statements that are nearly the same",
        "One thing worded in two ways leaves the reader to guess which of the two holds.",
        "Keep one wording and refer to it; where two things are meant, word them apart.",
        "warning",
    ),
    Rule(
        "house-spelling",
        "A word that the office spells otherwise",
        "A body or thing spelt in two ways looks like two, and a search finds only one.",
        "Spell it as plan/office.yaml says.",
        "warning",
    ),
    Rule(
        "past-promise",
        "A promise whose month is past",
        "What should have happened before the paper’s own date is told as if it were still to come.",
        "Say what has happened since, or correct the month.",
        "warning",
    ),
    Rule(
        "colour-contrast",
        "A colour without enough contrast",
        "The law asks for a contrast of at least 4.5 between text and ground.",
        "Take a darker colour.",
    ),
    Rule(
        "missing-alternative",
        "An image without a text alternative",
        "Somebody who does not see the image must learn what it says.",
        "Add alt: with what the image tells.",
    ),
    Rule(
        "image-format",
        "An image that cannot be used",
        "Only PNG and JPEG files, up to 2 MiB and 4,000 pixels a side, are safe to pass on.",
        "Save the image as PNG or JPEG, smaller if need be.",
    ),
    Rule(
        "no-glyph",
        "A character that the typeface lacks",
        "It would print as an empty box.",
        "Use another character or a word.",
    ),
    Rule(
        "link-text",
        "A link whose words say nothing",
        "Read alone, as a screen reader lists links, “here” leads nowhere in particular.",
        "Let the link’s words name what it leads to.",
    ),
    Rule(
        "unsafe-prose",
        "Prose holds what the document may not carry",
        "Markup beyond Markdown can carry scripts or hidden content.",
        "Write it in Markdown: paragraphs, lists, headings, links, *emphasis*.",
    ),
    Rule(
        "unquoted-hash",
        "Words after a number sign that YAML leaves out",
        "In YAML a number sign after a blank begins a remark, so that the rest of the line would be lost.",
        'Put the whole text in quotation marks: "Deliver #1 approach".',
    ),
    Rule(
        "unknown-markup",
        "Marks that the document cannot show",
        "A mark that no reader knows would be printed as it is typed, or be lost.",
        "Write it in Markdown: paragraphs, lists, tables, headings, links, *emphasis*.",
    ),
    Rule(
        "heading-level",
        "A heading of the wrong level",
        "Readers who move by headings lose their way when a level is skipped.",
        "Begin with ## and go down one level at a time.",
    ),
    Rule(
        "unknown-note",
        "A note mark without its note, or a note without a mark",
        "A raised number must lead to its note and back.",
        "Add the note as [^name]: text, or delete the mark.",
    ),
    Rule(
        "literal-figure",
        "A figure typed into a sentence",
        "A typed number traces to nothing, and nobody notices when it is wrong or out of date.",
        'Put the number into data/ and refer to it: {{ figure("dataset.series") }}.',
        "warning",
    ),
    # expressions in prose
    Rule(
        "open-expression",
        "Double braces that are not closed",
        "In double braces speaks the program; it must know where the author goes on.",
        "Close the expression with }}.",
    ),
    Rule(
        "malformed-expression",
        "Double braces hold something the program cannot say",
        "Only a few expressions exist, so that prose can do no harm.",
        'Write for example {{ figure("county.population") }}.',
    ),
    Rule(
        "unknown-figure",
        "A figure that the data do not hold",
        "A number that cannot be traced to a cell is not printed.",
        "Correct the name, or add the row to the data.",
    ),
    Rule(
        "not-computable",
        "A figure that cannot be computed",
        "The cells that it needs are empty, nought or of different kinds.",
        "Check the cells that the message names.",
    ),
    Rule(
        "not-comparable",
        "Two figures that may not be set against each other",
        "A change over unequal or overlapping periods, or across a break in the series, says nothing.",
        "Compare periods of equal length, or print both values without a change.",
    ),
    Rule(
        "malformed-claim",
        "A claim that is not closed, or has no sentence",
        "The program must know which sentence the data have to support.",
        'Write {% claim "condition" %}the sentence{% endclaim %}.',
    ),
    Rule(
        "claim-fails",
        "A sentence that the data do not support",
        "What is said of the figures must be so when the figures change.",
        "Reword the sentence, or check the data.",
    ),
    # variations
    Rule(
        "idle-change",
        "A change that changes nothing",
        "The Panel would be asked to look at something that stays as it is.",
        "Write what the text is to become, or take the change out.",
    ),
    Rule(
        "contrary-changes",
        "Changes of one text that cannot all be made",
        "Which of them is meant, only the author can say.",
        "Keep one of the two.",
    ),
    # reports
    Rule(
        "unaccounted",
        "An objective, priority, indicator or answer that a report leaves out",
        "What a theme promises and its report does not mention is lost without a word.",
        "Write about it, or give the reason under # Left out.",
    ),
    # what is exempt
    Rule(
        "malformed-exempt",
        "An exempt passage that is not marked off rightly",
        "What is not marked off exactly might be published.",
        'Write {% exempt "3" "the reason" %} on a line of its own before it, and {% endexempt %} on one after it.',
    ),
    Rule(
        "exempt-reference",
        "A public sentence that leads to what is exempt",
        "Its words would tell what is kept back, and its link would lead nowhere.",
        "Reword the sentence, or mark it as exempt as well.",
    ),
    # meetings
    Rule(
        "unknown-holidays",
        "A year whose bank holidays nobody has listed",
        "Working days cannot be counted through a year that may hold a holiday, and papers would be late in law.",
        "Add the year’s bank holidays to plan/holidays.yaml.",
        "warning",
    ),
    # what was issued
    Rule(
        "issued-altered",
        "A file that is not as it was issued",
        "What readers were given must stay what they were given.",
        "Take the file back from the history; a correction is an erratum or a new version.",
    ),
    Rule(
        "issued-differs",
        "An issued document that would now read differently",
        "What was issued stays, and its readers must be told when it is overtaken.",
        "Issue it anew as the next version with pcpgen issue, or add an erratum.",
        "warning",
    ),
    Rule(
        "erratum-misses",
        "An erratum of words that were not issued",
        "Readers look for the words that a correction names.",
        "Quote the words as the issued version prints them, within one paragraph or row.",
    ),
    Rule(
        "given-away",
        "A small count that an issued document helps to tell",
        "Readers keep what was issued: a total or a neighbour from there can tell the count that is hidden here.",
        "Publish the group together with another, or leave the total out that tells it.",
    ),
    # data
    Rule(
        "csv-syntax",
        "The file is not a well-formed CSV",
        "An unclosed quotation mark swallows the rows after it.",
        "Close the quotation mark, or double it inside a cell.",
    ),
    Rule(
        "csv-separator",
        "The columns are not separated by commas",
        "With semicolons or tabs every row is one long cell.",
        "Save the file as CSV UTF-8 (Comma delimited).",
    ),
    Rule(
        "csv-columns",
        "The columns are not those declared",
        "A renamed or missing column would leave figures out.",
        "Write the first line as series,period,qualifier,value,note.",
    ),
    Rule(
        "csv-row",
        "A row has too many or too few cells",
        "Values have slipped into the wrong column.",
        "Write one cell for each column; put a cell with a comma in quotation marks.",
    ),
    Rule(
        "unknown-series",
        "A series that the dataset does not declare",
        "A figure without title and unit cannot be printed.",
        "Correct the name, or declare the series in the dataset’s file.",
    ),
    Rule(
        "period-frequency",
        "A period that the dataset does not have",
        "A month among years, or a year among months, would be compared with what it cannot be compared with.",
        "Correct the period, or the dataset’s frequency.",
    ),
    Rule(
        "duplicate-row",
        "The same series and period twice",
        "Of two values for one thing one is wrong.",
        "Delete the row that is wrong.",
    ),
    Rule(
        "malformed-number",
        "A value that is no number",
        "A cell is printed exactly or not at all; nothing is guessed.",
        "Write digits with at most one dot, such as 15136 or 58.3.",
    ),
    Rule(
        "empty-value",
        "An empty value without a reason",
        "A reader must learn why a figure is not there.",
        "Write the value, or say in the note why there is none.",
    ),
    Rule(
        "revision-differs",
        "A revision that the data deny",
        "A history that does not end in today’s value, or has a gap, explains nothing.",
        "Correct the cell or the history; add a line where the value was changed again.",
    ),
    Rule(
        "after-as-at",
        "A figure later than the date it is said to be of",
        "Readers trust that a document of a certain day knows nothing that came after it.",
        "Correct the date or the period; mark what is a forecast with the flag f.",
    ),
    Rule(
        "no-grade",
        "A grade that its rule cannot give",
        "A grade is worth what it rests on: a good direction, a range, and a trend that was tested.",
        "Give what the rule lacks, or record a judgement with grade:, by: and rationale:.",
    ),
    Rule(
        "no-limits",
        "An XmR chart that the data cannot carry",
        "Limits from rolling sums, or across gaps, would show a change where there is none, or hide one.",
        "Chart the figures of single periods that follow each other, or choose another chart.",
    ),
    Rule(
        "unreadable-doughnut",
        "A doughnut of too many parts, or with one too small",
        "More than four parts, or one under 3%, cannot be told from each other by their angles.",
        "Write bars instead of doughnut.",
    ),
    Rule(
        "conflicting-values",
        "One quantity with two values",
        "A reader who finds two figures for one thing trusts neither.",
        "Correct one of the two rows, or take same_as out if they are two things.",
    ),
    Rule(
        "total-differs",
        "A total that its parts deny",
        "A sum that does not add up reaches the public as a mistake.",
        "Check the parts and the total against the source.",
    ),
)
