"""Series, indicators and their definitions: new ones, other names, and what may be said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from random import Random

from tests.mutate.cells import cells, joined, split
from tests.mutate.changes import Change, Files, Line, kinds_of, lines, one, rewrite, turned
from tests.mutate.variants.data import tables, twin
from tests.mutate.variants.figures import of_edition, runs

WHERE = ("plan/indicators/", "plan/datasets/")


def definitions(files: Files, holding: str) -> Iterator[Line]:
    for under in WHERE:
        yield from lines(files, ".yaml", under, holding)


def renamed(files: Files, pattern: str, instead: str, under: str = "") -> dict[str, str]:
    """The files in which a name is put otherwise."""
    compiled = re.compile(pattern, re.MULTILINE)
    return {
        file: compiled.sub(instead, text)
        for file, text in files.items()
        if file.startswith(under) and "README" not in file
    }


def series_renamed(files: Files, chance: Random) -> Change | None:
    """A series has another name, and all that names it."""
    known = [file for file in tables(files) if files[file].startswith("series,")]
    file = chance.choice(known)
    name = chance.choice(sorted({cell.series for cell in cells(files) if cell.line.file == file}))
    dataset, defining = file.removeprefix("data/").removesuffix(".csv"), twin(files, file)
    other = f"{name}-anew"
    if any(re.search(rf"(?m)^(?:dataset|  of|  population): {dataset}$", text) for text in files.values()):
        return None  # its page lists the rows by their names alone, and rates find their population by the same name
    after = renamed(files, rf"\b{re.escape(dataset)}\.{re.escape(name)}\b(?!-)", f"{dataset}.{other}", "plan/")
    after[file] = re.sub(rf"(?m)^{re.escape(name)},", f"{other},", files[file])
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])(?=[\],:}}\s]|$)")
    text = after[defining].replace(f"\n  {name}:", f"\n  {other}:", 1)
    after[defining] = re.sub(
        r"(?m)(?<=headline: )\S+|(?<=_of: )\[[^\]]*\]|(?<=_of: )[a-z0-9-]+|(?<=beside: )[a-z0-9-]+",
        lambda m: word.sub(other, m[0]),
        text,
    )
    return rewrite(files, after)


def indicator_renamed(files: Files, chance: Random) -> Change | None:
    """An indicator with data has another name, and all that names it."""
    known = [f for f in tables(files) if twin(files, f).startswith("plan/indicators/") and "-" in f]
    if not known:
        return None
    file = chance.choice(known)
    name = file.removeprefix("data/").removesuffix(".csv")
    other = f"{name}-anew"
    pattern = rf"(?<![\w/-]){re.escape(name)}(?=[.\"\],;:)]|-chart|-table|-rates|\s*$)"
    after: dict[str, str | None] = {**renamed(files, pattern, other, "plan/")}
    for old, new in ((file, f"data/{other}.csv"), (f"plan/indicators/{name}.yaml", f"plan/indicators/{other}.yaml")):
        after[new] = after.pop(old, files[old])
        after[old] = None
    return rewrite(files, after)


def series_added(files: Files, chance: Random) -> Change | None:
    """A new series with a value for each period, in no total."""
    known = [f for f in tables(files) if files[f].startswith("series,period,qualifier,value,note\n")]
    known = [f for f in known if re.search(r"(?m)^unit: ", files[twin(files, f)])]
    known = [f for f in known if "\nfrom:\n" not in files[twin(files, f)]]  # its publisher's file is to be read again
    if not known:
        return None
    file = chance.choice(known)
    if any(re.search(rf"(?m)^dataset: {file[5:-4]}$", text) for text in files.values()):
        return None  # its page prints every series
    head, *rows = files[file].rstrip("\n").split("\n")
    body = [split(row) for row in rows]
    first = body[0][0]
    added = [joined(["elsewhere", row[1], "", f"{7 + at % 3}", ""]) for at, row in enumerate(body) if row[0] == first]
    defining = files[twin(files, file)]
    at = re.search(r"(?m)^series:\n", defining)
    assert at
    text = f"{defining[: at.end()]}  elsewhere: {{title: Elsewhere in the area}}\n{defining[at.end() :]}"
    return rewrite(files, {file: "\n".join([head, *rows, *added]) + "\n", twin(files, file): text})


def with_total(files: Files, chance: Random, off: int, row: str, marked: str) -> Change | None:
    """The change by which a table prints a total that was computed."""
    known = []
    for file in tables(files):
        total = re.search(
            r"(?m)^  ([a-z0-9-]+): \{title: [^{}\[]+, total_of: \[([a-z0-9, -]+)\]\}$", files[twin(files, file)]
        )
        if (
            total
            and files[file].startswith("series,period,qualifier,value,note\n")
            and f"\n{total[1]}," not in files[file]
        ):
            known.append((file, total))
    if not known:
        return None
    file, total = chance.choice(known)
    parts = total[2].split(", ")
    values: dict[str, list[str]] = {}
    for cell in cells(files):
        if cell.line.file == file and cell.series in parts:
            values.setdefault(cell.period, []).append(cell.text)
    if any(len(each) != len(parts) or not all(value.isdigit() for value in each) for each in values.values()):
        return None
    added = "\n".join(row.format(total[1], period, sum(map(int, each)) + off) for period, each in values.items())
    defined = files[twin(files, file)].replace(total[0], total[0].removesuffix("}") + marked + "}", 1)
    return rewrite(files, {file: files[file].rstrip("\n") + f"\n{added}\n", twin(files, file): defined})


def total_printed(files: Files, chance: Random) -> Change | None:
    """A total that was computed is printed by the source, too."""
    return with_total(files, chance, 0, "{},{},,{},", "")


def total_rounded(files: Files, chance: Random) -> Change | None:
    """A printed total is one off its parts, since its source rounds, which is said."""
    return with_total(files, chance, 1, "{},{},,{},Rounded by the source", ", rounded: true")


def twin_declared(files: Files, chance: Random) -> Change | None:
    """Another dataset holds the same quantity, and says so."""
    found = [each for each in runs(files) if re.fullmatch(r"20\d\d(/\d\d)?", each.values[-1][0])]
    if not found:
        return None
    series = chance.choice(found)
    period, value = series.values[-1]
    unit = re.search(rf"(?m)^  {series.name.partition('.')[2]}: .*unit: ([a-z]+)", files[_defining(files, series.name)])
    common = re.search(r"(?m)^unit: (.*)$", files[_defining(files, series.name)])
    if not unit and not common:
        return None
    told = unit[1] if unit else common[1] if common else ""
    text = (
        f"title: Counted elsewhere\nsource: Another count\nseries:\n"
        f"  again: {{title: The same again, unit: {told}, same_as: {series.name}}}\n"
    )
    row = f"series,period,qualifier,value,note\nagain,{period},,{value},\n"
    return rewrite(files, {"data/elsewhere.csv": row, "plan/datasets/elsewhere.yaml": text})


def _defining(files: Files, series: str) -> str:
    return twin(files, f"data/{series.partition('.')[0]}.csv")


def dataset_added(files: Files, chance: Random) -> Change | None:
    """A new dataset, and a sentence with its figure."""
    line = one(chance, of_edition(files))
    if not line:
        return None
    defined = "title: Bridges\nsource: Counted\nseries:\n  open: {title: Bridges that are open, unit: bridges}\n"
    rows = files[line.file].split("\n")
    rows[line.at] += ' The area has {{ figure("bridges.open") }} open bridges.'
    return rewrite(
        files,
        {
            "data/bridges.csv": "series,period,qualifier,value,note\nopen,2024,,14,\n",
            "plan/datasets/bridges.yaml": defined,
            line.file: "\n".join(rows),
        },
    )


def indicator_added(files: Files, chance: Random) -> Change | None:
    """A new indicator with its data, which a theme that no report is about names."""
    reported = " ".join(re.findall(r"(?m)^theme: (\S+)$", "\n".join(files.values())))
    known = [
        line
        for line in lines(files, ".yaml", "plan/", r"^indicators: \[[a-z0-9-]+")
        if line.file.rpartition("/")[2].removesuffix(".yaml") not in reported
    ]
    line = one(chance, known)
    if not line:
        return None
    defined = (
        "title: Lights that are out\nmeasures: lamps reported as dark\nunit: lamps\ngood: down\n"
        "source: Counted for the tests\nas_at: 2019-12-31\nchart: line\nseries:\n  all: {title: All lamps}\n"
    )
    values = "".join(f"all,{2012 + at},,{value},\n" for at, value in enumerate((41, 38, 44, 39, 35, 37, 36, 33)))
    rows = files[line.file].split("\n")
    rows[line.at] = line.text.replace("]", ", dark-lamps]")
    return rewrite(
        files,
        {
            "data/dark-lamps.csv": "series,period,qualifier,value,note\n" + values,
            "plan/indicators/dark-lamps.yaml": defined,
            line.file: "\n".join(rows),
        },
    )


def put_in(files: Files, chance: Random, texts: Mapping[str, str], holding: str = "") -> Change | None:
    """The change that puts an entry before the series of an indicator with data."""
    known = [twin(files, f) for f in tables(files) if "/indicators/" in twin(files, f) and holding in files[f]]
    known = [f for f in known if not re.search(rf"(?m)^({'|'.join(texts)}):", files[f])]
    if not known:
        return None
    file = chance.choice(sorted(known))
    key = chance.choice(sorted(texts))
    return rewrite(files, {file: re.sub(r"(?m)^series:", f"{key}: {texts[key]}\nseries:", files[file], count=1)})


def break_declared(files: Files, chance: Random) -> Change | None:
    """A break in a series before the periods that are compared, with its reason."""
    written = "".join(line.text for line in lines(files, ".md", "plan/", "12 months"))
    known = []
    for file in tables(files):
        periods = sorted({cell.period for cell in cells(files) if cell.line.file == file})
        defining = twin(files, file)
        bare = "breaks: []" in files[defining] or "breaks:" not in files[defining]
        compared = f"{file[5:-4]}." in written
        if (
            "/indicators/" in defining
            and bare
            and not compared
            and len(periods) >= 24
            and re.fullmatch(r"20\d\d-\d\d", periods[0])
        ):
            known.append((defining, periods[4]))
    if not known:
        return None
    file, period = chance.choice(known)
    text = files[file].replace("breaks: []\n", "").rstrip("\n")
    told = f"\nbreaks:\n  - date: {period}-01\n    why: The register was kept in another way before\n"
    return rewrite(files, {file: text + told})


def definition_dated(files: Files, chance: Random) -> Change | None:
    """What is counted, by the day from which it has been so."""
    said = "\n  - {from: 2010-04-01, says: Each case is counted once}"
    return put_in(files, chance, {"definitions": said})


def kept_back_otherwise(files: Files, chance: Random) -> Change | None:
    """Another limit under which counts are kept back, where no count is that small."""
    return put_in(files, chance, {"suppress": "3"}, "series,period,qualifier,value,note")


def compared_otherwise(files: Files, chance: Random) -> Change | None:
    """Monthly figures are set against the twelve months before as well."""
    known = [twin(files, f) for f in tables(files) if "/indicators/" in twin(files, f) and files[f].count("-12") >= 2]
    known = [
        f for f in known if "compare:" not in files[f] and "additive: true" in files[f] and "window" not in files[f]
    ]
    if not known:
        return None
    file = chance.choice(sorted(known))
    usual = "compare: [same-period-last-year, previous-period]"  # the first is what claims and sentences are held to
    return rewrite(files, {file: files[file].replace("\nseries:", f"\n{usual}\nseries:", 1)})


def chart_of_another_kind(files: Files, chance: Random) -> Change | None:
    """An indicator has no chart, or lines in place of bars."""
    drawn = definitions(files, r"^chart: (line|bars|multiples|xmr)$")
    found = [line for line in drawn if "xmr:" not in files[line.file]]
    kind = chance.choice(("none", "none", "multiples"))
    return turned(files, chance, iter(found), lambda text: f"chart: {kind}")


def title_reworded(files: Files, chance: Random) -> Change | None:
    """A series has a longer title, with a comma and brackets, in quotation marks."""
    found = definitions(files, r"^  [a-z0-9-]+: \{title: [A-Z][A-Za-z ]+[,}]")

    def turn(text: str) -> str:
        return re.sub(r"title: ([A-Z][A-Za-z ]+)(?=[,}])", r'title: "\1, as recorded (all ages)"', text, count=1)

    return turned(files, chance, found, turn)


def source_with_signs(files: Files, chance: Random) -> Change | None:
    """A source with a colon, a year and a table's number, in quotation marks."""
    found = definitions(files, r"^source: [A-Z][^:#\"]*$")
    return turned(
        files, chance, found, lambda text: re.sub(r": (.*)$", r': "\1: Statistics 2018/19, table 2.3 (#4)"', text)
    )


KINDS = kinds_of(
    "definitions",
    series_renamed,
    indicator_renamed,
    series_added,
    total_printed,
    total_rounded,
    twin_declared,
    dataset_added,
    indicator_added,
    break_declared,
    definition_dated,
    kept_back_otherwise,
    compared_otherwise,
    chart_of_another_kind,
    title_reworded,
    source_with_signs,
)
