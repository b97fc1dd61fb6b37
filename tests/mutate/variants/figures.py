"""Sentences with figures and claims that the data support, and figures in another form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from pcpgen.prose.days import MONTHS
from tests.mutate.cells import cells
from tests.mutate.changes import Change, Files, Line, change, kinds_of, lines, one
from tests.mutate.variants.words import paragraphs

OTHER_WORDS = {
    "fell": ("went down", "dropped", "declined", "decreased", "has fallen", "came down"),
    "rose": ("went up", "increased", "grew", "climbed", "has risen"),
    "Fewer": ("A smaller number of",),
    "More": ("A larger number of",),
}


@dataclass(frozen=True)
class Run:
    """A series whose values are numbers, with the values by period as they stand."""

    name: str
    title: str
    values: tuple[tuple[str, str], ...]

    def way(self) -> str:
        """Whether it rose or fell on the period before the newest; empty where neither."""
        before, newest = (float(value) for _, value in self.values[-2:])
        return "rose" if newest > before else "fell" if newest < before else ""


def runs(files: Files, least: int = 1) -> list[Run]:
    """The series of at least so many periods that public words may name."""
    exempt = " ".join(re.findall(r"(?s)\{% exempt .*?endexempt", "\n".join(files.values())))
    known: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for cell in cells(files):
        known.setdefault((cell.dataset, cell.series), []).append((cell.period, cell.text))
    found = []
    for (dataset, series), values in known.items():
        defined = "".join(files.get(f"plan/{where}/{dataset}.yaml", "") for where in ("indicators", "datasets"))
        title = re.search(rf"^  {re.escape(series)}:\s*\{{?\s*title: \"?([A-Z][^,}}\"\n]*)", defined, re.MULTILINE)
        name = f"{dataset}.{series}"
        if title and len(values) >= least and name not in exempt and "base" not in defined:
            found.append(Run(name, title[1].strip(), tuple(values)))
    return found


def run(files: Files, chance: Random, least: int, form: str) -> Run | None:
    """A series all of whose periods are of one form."""
    known = [each for each in runs(files, least) if all(re.fullmatch(form, period) for period, _ in each.values)]
    return chance.choice(known) if known else None


def of_edition(files: Files) -> Iterator[Line]:
    """Paragraphs of a plan, whose figures may be of any time."""
    return (line for line in paragraphs(files) if re.match(r"plan/20\d\d-\d\d/(themes|pages)", line.file))


def told(files: Files, chance: Random, sentence: str) -> Change | None:
    line = one(chance, of_edition(files))
    return change(files, line, f"{line.text} {sentence}") if line else None


def month_in_words(files: Files, chance: Random) -> Change | None:
    """A figure of a month, with the month in words."""
    found = run(files, chance, 1, r"20\d\d-\d\d")
    if not found:
        return None
    period, _ = chance.choice(found.values)
    month = f"{MONTHS[int(period[5:]) - 1]} {period[:4]}"
    said = chance.choice(("In {} the count stood at {}.", "The count for {} was {}.", "For {}, it was {}."))
    return told(files, chance, said.format(month, f'{{{{ figure("{found.name}", "{period}") }}}}'))


def year_in_words(files: Files, chance: Random) -> Change | None:
    """Figures of two years, with the years in words."""
    found = run(files, chance, 2, r"20\d\d(/\d\d)?")
    if not found:
        return None
    at = chance.randrange(len(found.values) - 1)
    (one_year, _), (other, _) = found.values[at], found.values[at + 1]
    said = chance.choice(("In {} it was {}, and in {} {}.", "It was {1} in {0} and {3} in {2}."))
    figures = (f'{{{{ figure("{found.name}", "{year}") }}}}' for year in (one_year, other))
    return told(files, chance, said.format(one_year, next(figures), other, next(figures)))


def day_in_words(files: Files, chance: Random) -> Change | None:
    """A figure of a day, with the day in words."""
    found = run(files, chance, 1, r"20\d\d-\d\d-\d\d")
    if not found:
        return None
    period, _ = chance.choice(found.values)
    day = f"{int(period[8:])} {MONTHS[int(period[5:7]) - 1]} {period[:4]}"
    return told(files, chance, f'On {day} it was {{{{ figure("{found.name}", "{period}") }}}}.')


def change_with_its_direction(files: Files, chance: Random) -> Change | None:
    """A change on the period before, and the word for its direction."""
    found = run(files, chance, 2, r"20\d\d(/\d\d|-\d\d|-Q\d)?")
    way = found.way() if found else ""
    if not found or not way:
        return None
    (before, _), (newest, _) = found.values[-2:]
    word = chance.choice([way, *OTHER_WORDS[way]])
    said = f'The number {word}: {{{{ percent_change("{found.name}", "{before}", "{newest}") }}}}.'
    return told(files, chance, said)


def claim_of_a_number(files: Files, chance: Random) -> Change | None:
    """A claim that a number is above or below a limit, which it is."""
    found = run(files, chance, 1, ".*")
    if not found:
        return None
    value = float(found.values[-1][1])
    said = chance.choice(
        (
            (f"> {int(value * 0.9) - 1}", "It is still a large number."),
            (f">= {found.values[-1][1]}", "The limit is reached."),
            (f"< {int(value * 1.2) + 2}", "It is not so many."),
            (f"= {found.values[-1][1]}", "This is what the form asks for."),
        )
    )
    return told(files, chance, f'{{% claim "{found.name} {said[0]}" %}}{said[1]}{{% endclaim %}}')


def claim_of_another_way(files: Files, chance: Random) -> Change | None:
    """A claim that a series rose or fell, in words that do not name the way outright."""
    found = run(files, chance, 2, r"20\d\d(/\d\d)?")
    way = found.way() if found else ""
    if not found or not way:
        return None
    said = {
        "rose": ("There were more than in the year before.", "It has not fallen.", "The number is growing."),
        "fell": ("There were fewer than in the year before.", "It has not risen.", "The number is shrinking."),
    }
    sentence = chance.choice(said[way])
    return told(files, chance, f'{{% claim "{found.name} {way}" %}}{sentence}{{% endclaim %}}')


def direction_in_other_words(files: Files, chance: Random) -> Change | None:
    """A word for a direction is put otherwise."""
    pattern = re.compile(rf"\b({'|'.join(OTHER_WORDS)})\b(?! +(?:beyond|on|at)\b)(?![^{{]*\" *%\}})")
    found = [
        (line, match)
        for line in lines(files, ".md", "plan/", r"\{% claim|change\(")
        for match in pattern.finditer(line.text)
    ]
    if not found:
        return None
    line, match = chance.choice(found)
    after = line.text[: match.start()] + chance.choice(OTHER_WORDS[match[1]]) + line.text[match.end() :]
    return change(files, line, after)


def amount_in_another_unit(files: Files, chance: Random) -> Change | None:
    """An amount in £ million where its data are in £ thousand."""
    amounts = [name for name in _of_unit(files, "£ thousand") if _large(files, name)]
    if not amounts:
        return None
    name = chance.choice(amounts)
    newest = next(each.values[-1][0] for each in runs(files) if each.name == name)  # the newest row may be empty
    said = f'{{{{ figure("{name}", "{newest}", unit="£ million") }}}}'
    return told(files, chance, f"In all, {said} is spent.")


def figure_in_another_form(files: Files, chance: Random) -> Change | None:
    """A figure in words, rounded, or an amount in short."""
    amounts = set(_of_unit(files, "£ thousand"))
    counts = [
        each for each in runs(files) if re.fullmatch(r"[1-9]\d*", each.values[-1][1]) and each.name not in amounts
    ]
    if not counts or not amounts:
        return None
    found = chance.choice(counts)
    newest = f'"{found.name}", "{found.values[-1][0]}"'  # with its period: a plan that has ended takes in no newer one
    said = [f'The newest count is {{{{ figure({newest}, form="words") }}}}.']
    said += [f"It was {{{{ figure({newest}, nearest=10) }}}}."] if int(found.values[-1][1]) > 50 else []
    said += [
        f'It costs {{{{ figure("{chance.choice(sorted(amounts))}", form="{form}") }}}}.' for form in ("short", "long")
    ]
    return told(files, chance, chance.choice(said))


def change_without_its_sign(files: Files, chance: Random) -> Change | None:
    """A change by so many per cent, without its sign, behind a word for its direction."""
    found = run(files, chance, 2, r"20\d\d(/\d\d|-\d\d)?")
    way = found.way() if found else ""
    if not found or not way:
        return None
    (before, _), (newest, _) = found.values[-2:]
    form, word = ("rise", "risen") if way == "rose" else ("fall", "fallen")
    said = f'The number has {word} by {{{{ percent_change("{found.name}", "{before}", "{newest}", form="{form}") }}}}.'
    return told(files, chance, said)


def _of_unit(files: Files, unit: str) -> Sequence[str]:
    return [
        each.name
        for each in runs(files)
        for where in ("indicators", "datasets")
        if f"\nunit: {unit}\n" in files.get(f"plan/{where}/{each.name.partition('.')[0]}.yaml", "")
    ]


def _large(files: Files, name: str) -> bool:
    return any(float(each.values[-1][1]) >= 1000 for each in runs(files) if each.name == name)


def figure_in_a_note(files: Files, chance: Random) -> Change | None:
    """A note with a figure in it."""
    found = run(files, chance, 1, ".*")
    varied = {file.split("/")[1] for file in files if "/variations/" in file}  # where the page may be another
    pages = [each for each in of_edition(files) if "/pages/" in each.file and each.file.split("/")[1] not in varied]
    line = one(chance, [each for each in pages if "{%" not in each.text])
    if not found or not line:
        return None
    made = change(files, line, f"{line.text}[^counted]")
    assert made and made.content
    asked = f'{{{{ figure("{found.name}", "{found.values[-1][0]}") }}}}'  # the newest row may be empty
    note = f"\n[^counted]: {found.title}: {asked}.\n"
    text = made.content.decode().rstrip("\n") + "\n" + note
    return Change(made.file, made.line, made.before, made.after, text.encode("utf-8"))


KINDS = kinds_of(
    "figures",
    month_in_words,
    year_in_words,
    day_in_words,
    change_with_its_direction,
    claim_of_a_number,
    claim_of_another_way,
    direction_in_other_words,
    amount_in_another_unit,
    figure_in_another_form,
    change_without_its_sign,
    figure_in_a_note,
)
