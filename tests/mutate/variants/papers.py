"""Papers, plans and works that an office adds, and words of its own."""

from __future__ import annotations

import re
from random import Random

from tests.mutate.changes import Change, Files, kinds_of, rewrite
from tests.mutate.variants.words import paragraphs

STAGES = ("consulted", "draft", "to-panel", "panel-report", "response", "issued")


def paper_with_a_decision(files: Files, chance: Random) -> Change | None:
    """A new paper to the Board, which asks for a decision."""
    known = [file for file in sorted(files) if re.match(r"plan/board/20\d\d-\d\d-\d\d/[a-z-]+\.md", file)]
    if not known:
        return None
    paper = chance.choice(known)
    kept = re.findall(r"(?m)^(?:from|contact|marking): .*$", files[paper])
    title = 'title: How lost keys are found\nversion: "0.1"\nstatus: draft'
    recommend = (
        "recommend: |\n  That the members:\n\n  (a) agree to the new list of keys; and\n  (b) note what it costs."
    )
    body = (
        '# Purpose\n\nKeys are lost.\n\n# Recommendation\n\n{{ repeat("recommendation") }}\n\n'
        "# Options\n\n1. keep the list as it is\n2. write a new one\n\nThe second is better, and takes a week.\n\n"
        "# Next steps\n\nThe list is written as soon as it is agreed.\n"
    )
    text = "\n".join(["---", "paper: board", *kept, title, recommend, "---", "", body])
    return rewrite(files, {f"{paper.rpartition('/')[0]}/lost-keys.md": text})


def edition_added(files: Files, chance: Random) -> Change | None:
    """A smaller plan for a later time, still a draft."""
    known = [file for file in sorted(files) if re.fullmatch(r"plan/20\d\d-\d\d/edition\.yaml", file)]
    colour = re.search(r"(?m)^colours:.*\n  ([a-z]+):", files.get("plan/office.yaml", ""))
    if not known or not colour:
        return None
    text = (
        "title: Safe and Sound 2036-40\nstatus: draft\nperiod: 2036-04-01..2040-03-31\ndates: {in_force: 2036-04-01}\n"
        "vision: Nobody is left alone\nlevels:\n  aims: {name: Aim, plural: Aims, per: theme}\nthemes: [doorsteps]\n"
        "parts: [contents, plan-on-a-page, themes, means]\n"
        "contents_by_law: {objectives: themes, policing: themes, resources: means, reporting: themes, "
        "measuring: themes, services: themes, grants: means}\n"
        f"stages: {{{', '.join(f'{stage}: {{not_recorded: It is still to come}}' for stage in STAGES)}}}\n"
    )
    theme = f"title: Doorsteps\ncolour: {colour[1]}\naims:\n  open-doors: Doors are opened to whoever knocks\n"
    return rewrite(
        files,
        {
            "plan/2036-40/edition.yaml": text,
            "plan/2036-40/themes/doorsteps.yaml": theme,
            "plan/2036-40/themes/doorsteps.md": "Whoever comes to a door is let in. All else is still open.\n",
            "plan/2036-40/pages/means.md": "---\nkind: text\ntitle: Means\n---\n\nCosts are worked out in winter.\n",
        },
    )


def work_added(files: Files, chance: Random) -> Change | None:
    """A work in the bibliography, and a paper that names it."""
    file = "plan/bibliography.yaml"
    papers = [f for f in sorted(files) if re.search(r"(?m)^bibliography: \[", files[f]) and f.endswith(".md")]
    if file not in files or not papers:
        return None
    paper = chance.choice(papers)
    told = (
        '\nkeys-guide:\n  title: "Keys and locks: a guide (3rd edition)"\n  where: The Stationery Office\n'
        "  date: 2009-06\n  url: https://www.example.org/keys\n"
    )
    named = re.sub(r"(?m)^bibliography: \[", "bibliography: [keys-guide, ", files[paper], count=1)
    return rewrite(files, {file: files[file].rstrip("\n") + "\n" + told, paper: named})


def passage_made_exempt(files: Files, chance: Random) -> Change | None:
    """A further passage of a paper is exempt."""
    known = re.findall(r"(?m)^  (\w+): ", files.get("plan/exemptions.yaml", "").partition("paragraphs:")[2])
    papers = [f for f in sorted(files) if f.startswith("plan/panel/20") and re.search(r"(?m)^report: theme$", files[f])]
    if not known or not papers:
        return None
    file = chance.choice(papers)
    heads = [match.end() for match in re.finditer(r"(?m)^# (Background|Priority: .*|Next steps)\n", files[file])]
    at = chance.choice(heads)
    passage = (
        f'\n{{% exempt "{known[0]}" "names are known" %}}\n\nThe owner of the key is known.\n\n{{% endexempt %}}\n'
    )
    told = "\nWhat is said here of keys holds for the whole area.\n" + passage
    return rewrite(files, {file: files[file][:at] + told + files[file][at:]})


def words_of_the_office(files: Files, chance: Random) -> Change | None:
    """The office says some of the program's words otherwise."""
    if "plan/words.yaml" in files:
        return None
    words = "indicator.label: What we watch\nnotes.heading: {one: Remark, other: Remarks}\n"
    return rewrite(files, {"plan/words.yaml": words})


def spelling_of_the_house(files: Files, chance: Random) -> Change | None:
    """The house spells a word in its own way, and a new page uses it so."""
    office = files["plan/office.yaml"]
    if "\nspelling:" in office:
        text = re.sub(r"(?m)^(spelling:.*\n)", r"\1  co-operate: [cooperate with us]\n", office)
    else:
        text = office.rstrip("\n") + "\nspelling:\n  co-operate: [cooperate with us]\n"
    return rewrite(files, {"plan/office.yaml": text})


def tile_added(files: Files, chance: Random) -> Change | None:
    """A tile with a figure and its caption, or with words alone."""
    known = [f for f in sorted(files) if "/pages/" in f and "\n    tiles:\n" in files[f]]
    if not known:
        return None
    file = chance.choice(known)
    tile = "      - say: Nobody is turned away at a counter\n        size: wide\n"
    return rewrite(files, {file: files[file].replace("\n    tiles:\n", f"\n    tiles:\n{tile}", 1)})


def kind_of_the_office(files: Files, chance: Random) -> Change | None:
    """A kind of document of the office's own, and a paper of that kind."""
    post = re.search(r"(?m)^office_holder: (\S+)$", files["plan/office.yaml"])
    if not post:
        return None
    outline = (
        "title: Decision notice\nfolder: plan/decisions\ndated: decided\n"
        "asks:\n  decided: {a: day, label: Decided on}\n"
        "  by: {a: post, label: Decided by}\n  request: {a: prose}\nhead: [decided, by]\nsections:\n"
        "  - title: Request\n    says: ['{{ the(\"request\") }}']\n  - {title: Background, then: author}\n"
    )
    paper = (
        f"---\ntitle: Keys for the counters\ndecided: 2019-02-20\nby: {post[1]}\n"
        "request: That each counter have a key.\n---\n\n"
        "# Background\n\nCounters were closed at noon, since one key served them all.\n"
    )
    return rewrite(files, {"plan/outlines/decision-notice.yaml": outline, "plan/decisions/keys.md": paper})


def grades_given(files: Files, chance: Random) -> Change | None:
    """The office begins to grade its indicators."""
    colours = re.findall(r"(?m)^  ([a-z]+): +\"#", files.get("plan/office.yaml", ""))
    known = [f for f in sorted(files) if f.startswith("plan/indicators/") and "\nas_at: " in files[f]]
    if "plan/grades.yaml" in files or not colours or not known:
        return None
    told = []
    for file in known:
        day = re.search(r"(?m)^as_at: (\S+)$", files[file])
        name = file.rpartition("/")[2].removesuffix(".yaml")
        if day:
            grade = f"{{date: {day[1]}, grade: meets, by: {_holder(files)}, rationale: It is as it was a year before}}"
            told.append(f"  {name}:\n    - {grade}\n")
    scale = "".join(
        f"  {name}: {{word: {name.capitalize()}, shape: {shape}, colour: {colours[0]}}}\n"
        for name, shape in (("exceeds", "up"), ("meets", "level"), ("below", "down"))
    )
    return rewrite(files, {"plan/grades.yaml": f"scale:\n{scale}grades:\n{''.join(told)}"})


def _holder(files: Files) -> str:
    found = re.search(r"(?m)^office_holder: (\S+)$", files["plan/office.yaml"])
    return found[1] if found else ""


def recommendation_in_parts(files: Files, chance: Random) -> Change | None:
    """What a paper asks for, in two parts with letters."""
    known = [f for f in sorted(files) if re.search(r"(?m)^recommend: That [^\n]*\.$", files[f])]
    if not known:
        return None
    file = chance.choice(known)
    told = "recommend: |\n  That the members:\n\n  (a) note this paper; and\n  (b) say what they wish to see next."
    return rewrite(files, {file: re.sub(r"(?m)^recommend: .*$", told, files[file], count=1)})


def section_added(files: Files, chance: Random) -> Change | None:
    """A heading within the text of a paper, and a paragraph that others lead to."""
    papers = [f for f in sorted(files) if re.match(r"plan/(panel|board)/20", f) and "\n# Background\n" in files[f]]
    if not papers:
        return None
    file = chance.choice(papers)
    line = next((each for each in paragraphs(files, file)), None)
    if not line:
        return None
    rows = files[file].split("\n")
    rows[line.at] += '\n\nKeys are counted each spring. {#keys}\n\nAs {{ see("keys") }} says, this is done by hand.'
    return rewrite(files, {file: "\n".join(rows)})


KINDS = kinds_of(
    "papers",
    paper_with_a_decision,
    edition_added,
    work_added,
    passage_made_exempt,
    words_of_the_office,
    spelling_of_the_house,
    tile_added,
    kind_of_the_office,
    grades_given,
    recommendation_in_parts,
    section_added,
)
