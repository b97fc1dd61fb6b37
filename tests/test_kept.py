"""What was made of a text is not made again while its makers are the same; what is wrong with one is told each time."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from pcpgen import kept
from pcpgen.checks import by_dataset, figures, likeness, plan, plausible, starter_words, typed
from pcpgen.figures.data import Data, Sums
from pcpgen.formats import style
from pcpgen.kept import Kept, sum_of
from pcpgen.load import columns, datasets, edition, files, packed, pages, sound, table, tree, yaml_text
from pcpgen.load.fields import Fields
from pcpgen.load.files import Folder
from pcpgen.load.packed import packed_values, unpacked_values
from pcpgen.load.workspace import read_folder, read_workspace
from pcpgen.model.columns import Column
from pcpgen.model.data import Dataset, Observation
from pcpgen.model.plan import Edition
from pcpgen.model.project import Project
from pcpgen.model.text import Text
from pcpgen.place import NOWHERE, Place, Source
from pcpgen.problems import Problem
from pcpgen.prose import proof, reading
from pcpgen.prose.passage import Passage
from pcpgen.values import is_waiting
from pcpgen.words import catalogue
from tests.test_golden import WORKSPACES
from tests.test_layers import imports
from tests.workspaces import change, copy_small, in_welsh

CLEAN, SLIP = "Boats go missing from the harbour.", "Boats go go missing from from the harbour."
STORES: list[tuple[ModuleType, str]] = [
    (proof, "CLEAN"),
    (typed, "CLEAN"),
    (yaml_text, "TREES"),
    (catalogue, "CATALOGUES"),
    (reading, "PASSAGES"),
    (style, "BARE"),
    (likeness, "CLEAN"),
]
BY_PROGRAM: list[tuple[ModuleType, str]] = [
    (table, "TABLES"),
    (sound, "SOUND"),
    (sound, "FOLDERS"),
    (plan, "WORDED"),
    (plausible, "CLEAN"),
    (starter_words, "CLEAN"),
    (figures, "ADDED_UP"),
]  # whichever module decides


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Ends a run, with what it keeps, and begins another."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def begin() -> None:
        for module, name in STORES + BY_PROGRAM:
            old = getattr(module, name)
            if old._new:
                old.write()
            monkeypatch.setattr(module, name, Kept(*old.makers))
        forget()

    def forget() -> None:
        proof._slips_in.cache_clear()
        yaml_text._grown.cache_clear()
        reading._known_prose.cache_clear()
        style.bare.cache_clear()

    for module, name in STORES + BY_PROGRAM:
        monkeypatch.setattr(module, name, Kept(*getattr(module, name).makers))
    forget()
    yield begin
    forget()


def slips(words: str) -> list[str]:
    found = proof.proof_words(words, Place("plan/office.yaml"), Source("plan/office.yaml", words))
    return [each.message for each in found]


def test_a_clean_line_is_not_judged_again(run: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    assert slips(CLEAN) == []
    run()
    monkeypatch.setattr(proof, "slips", lambda text: pytest.fail("judged again"))
    assert slips(CLEAN) == []


def test_a_line_with_a_slip_is_told_in_every_run(run: Callable[[], None]) -> None:
    first = slips(SLIP)
    assert len(first) == 2
    run()
    assert slips(SLIP) == first


def test_of_a_quotation_that_goes_on_nothing_is_kept(run: Callable[[], None]) -> None:
    assert proof._slips_in("She said: ‘Nobody came.", True) == ()
    run()
    told = [each.message for each in proof._slips_in("She said: ‘Nobody came.", False)]
    assert told == ["this quotation mark is never closed"]


def test_a_number_that_is_typed_is_found_in_every_run(run: Callable[[], None]) -> None:
    for _ in range(2):
        assert typed.numbers("We hired 62 officers.") == ((9, 11),)
        assert typed.numbers(CLEAN) == ()
        run()
    assert typed.CLEAN.get(sum_of(CLEAN)) is not None and typed.CLEAN.get(sum_of("We hired 62 officers.")) is None


def test_words_that_a_workspace_is_begun_with_are_told_in_every_run_and_other_files_searched_once(
    run: Callable[[], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    searched: list[str] = []
    usual = starter_words._of_file

    def search(source: Source) -> Iterator[Problem]:
        searched.append(source.file)
        yield from usual(source)

    def told() -> list[str]:
        searched.clear()
        project, _ = read_workspace(office)
        found = starter_words.check_starter_words(project, Data.of(project))
        return [str(each.place) for each in found]

    def given(words: str) -> None:
        file.write_text(f"---\nkind: text\ntitle: Money\n---\n\n{words}\n", "utf-8")

    monkeypatch.setattr(starter_words, "_of_file", search)
    office = copy_small(tmp_path / "office")
    file = office / "plan/2025-29/pages/money.md"
    begun = min((sought for sought, words in starter_words._examples() if words.fullmatch(sought)), key=len)
    given(begun)
    assert told() == ["plan/2025-29/pages/money.md:6:1"]
    assert len(searched) > 1
    run()
    assert told() == ["plan/2025-29/pages/money.md:6:1"]
    assert searched == ["plan/2025-29/pages/money.md"]
    given("It is for boats.")
    assert told() == [] and searched == ["plan/2025-29/pages/money.md"]
    run()
    assert told() == [] and searched == []
    monkeypatch.setattr(starter_words, "program", lambda: "another")
    assert told() == [] and len(searched) > 1


YAML = """title: "Harbour watch"  # by night
levels:
  - key: aims
    one: true
  - {key: outcomes, one: no}
note: >
  two
  lines
empty: []
none:
"""


def test_a_tree_is_taken_back_with_its_places_for_whatever_file(
    run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, problems = yaml_text.read_tree(Source("plan/a.yaml", YAML))
    assert isinstance(first, tree.Mapping) and not problems
    below, _ = yaml_text.read_tree(Source("plan/b.md", f"---\n{YAML}---\n"), text=YAML, first_line=2)
    run()
    monkeypatch.setattr("pcpgen.load.parsing.parsed", lambda *given: pytest.fail("read again"))
    assert yaml_text.read_tree(Source("plan/a.yaml", YAML)) == (first, [])
    again, _ = yaml_text.read_tree(Source("plan/c.yaml", YAML))
    assert isinstance(again, tree.Mapping) and again != first
    assert [key.place for key, _ in again.entries] == [
        key.place._replace(file="plan/c.yaml") for key, _ in first.entries
    ]
    assert [key.quoted for _, key in first.entries[:1]] == [True]  # type: ignore[union-attr]
    assert yaml_text.read_tree(Source("plan/b.md", f"---\n{YAML}---\n"), text=YAML, first_line=2) == (below, [])


PROSE = """Boats go *missing* from **the [harbour](https://example.org "by night")**,[^1]
and {{ figure("boats.lost", unit="boats") }} came back.\\
Nobody slept.

## By night {#night}

3. One {#one}
4. Two

    - *Three*

> Nobody came.
>
> — A master

| Boat | Lost |
| --- | --- |
| *Ann* | 2 |

: What is lost {#lost}

![The bridge](images/bridge.jpg "At low tide")

{{ chart("boats") }}
"""


def passage(text: str, file: str = "plan/a.md", time: int = 0) -> tuple[Passage, list[str]]:
    """The passage of a text that stands twice in its file, read where it stands for the first or the second time."""
    begin = Place(file, text.count("\n") * time + 1)
    found, problems = reading.read_prose(text, begin, Source(file, text * 2), named=True)
    return found, [each.message for each in problems]


def test_a_passage_is_taken_back_with_its_places_for_whatever_file(
    run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, problems = passage(PROSE)
    lower = passage(PROSE, time=1)
    assert (problems, len(first.blocks), len(first.leaves)) == ([], 7, 3) and lower[0] != first
    run()
    monkeypatch.setattr(reading, "parse_prose", lambda *given: pytest.fail("read again"))
    assert passage(PROSE) == (first, []) and passage(PROSE, time=1) == lower
    again, _ = passage(PROSE, "plan/b.md")
    assert repr(again) == repr(first).replace("plan/a.md", "plan/b.md") != repr(first)


def test_a_style_is_taken_back(run: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    css = 'a::before {\n  content: "; a";  /* said */\n  width: 1em;\n}\n\nb,\ni { margin: 0 }\n'
    bare = style.bare(css)
    assert bare == 'a::before{content:"; a";width:1em}b,i{margin:0}'
    run()
    monkeypatch.setattr(style, "_squeezed", lambda block: pytest.fail("squeezed again"))
    assert style.bare(css) == bare


def test_what_is_wrong_in_a_passage_is_told_in_every_run(run: Callable[[], None]) -> None:
    for _ in range(2):
        assert passage(SLIP)[1] == passage(SLIP)[1] != []
        assert passage("<b>Boats</b> go missing.")[1] == ["<b> is HTML"]
        run()


def alike(*words: str) -> list[str]:
    """What is said of sentences that stand on lines of their own: the first two are statements."""
    texts = [Text(each, Place("plan/a.yaml", line)) for line, each in enumerate(words, 1)]
    found = (*likeness.near_duplicates(texts[:2], texts[2:]), *plan.worded_once(texts))
    return [f"{each.place.line} {each.rule.id}" for each in found]


def test_statements_in_which_none_is_like_another_are_not_compared_again(
    run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = CLEAN, "Nobody sleeps in the villages at the foot of the hill.", "The office pays for all of it."
    near = f"Many {apart[0][0].lower()}{apart[0][1:]}"
    for _ in range(2):
        assert alike(*apart) == []
        assert alike(*apart, near) == ["4 near-duplicate"]
        assert alike(*apart, apart[0]) == ["4 duplicate-statement"]
        assert alike(apart[0], apart[1], near, apart[2]) == ["3 near-duplicate"]
        assert alike(apart[0], near, apart[1]) == ["2 near-duplicate"]
        assert alike(apart[1], apart[2], apart[0], near) == []
        run()
    monkeypatch.setattr(likeness, "_folded", lambda text: pytest.fail("compared again"))
    likeness.sentences.cache_clear()
    assert alike(*apart) == []


DESCRIPTION = """title: Boats
source: Invented for the tests
unit: boats
frequency: financial year
series:
  lost: {title: Boats lost, decimals: 0}
  found: {title: Boats found, total_of: [lost], design: 1.20}
"""
ROWS = """series,period,qualifier,value,flag,note
lost,2024/25,,11,p,
lost,2025/26,about,12.50,,late
found,2025/26,,12.50,,
"""
HISTORY = "series,period,old,new,date,reason\nlost,2024/25,10,11,2026-01-05,counted again\n"


@pytest.fixture
def boats(tmp_path: Path) -> Path:
    """A dataset with its history, and nothing beside."""
    root = tmp_path / "office"
    texts = {"plan/datasets/boats.yaml": DESCRIPTION, "data/boats.csv": ROWS, "data/revisions/boats.csv": HISTORY}
    for file, text in texts.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
    return root


def known(project: Project) -> list[str]:
    """All that was read of datasets and editions, to the letter."""
    rows = {id: [*each.items()] for id, each in project.observations.items()}
    return list(map(repr, (project.indicators, project.datasets, rows, project.revisions, project.editions)))


def read(root: Path) -> tuple[list[str], list[str]]:
    project, problems = read_workspace(root)
    return known(project), [f"{each.place}: {each.message}" for each in problems if "boats" in each.place.file]


def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by what is read of descriptions and tables, and not taken back."""
    found: list[str] = []
    usual, dataset = columns.read_columns, datasets._dataset

    def read_columns(source: Source, *given: object) -> dict[str, Column]:
        read = usual(source, *given)  # type: ignore[arg-type]
        found.append(source.file)
        return {**read}

    def make(name: str, fields: Fields, indicator: bool = False) -> Dataset:
        found.extend([name] if "map" not in fields else [])
        return dataset(name, fields, indicator)

    monkeypatch.setattr(table, "read_columns", read_columns)
    monkeypatch.setattr(datasets, "_dataset", make)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", WORKSPACES)
def test_what_was_read_is_taken_back_as_it_was(
    name: str, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    new = made(monkeypatch)
    first, problems = read_workspace(WORKSPACES[name])
    assert new
    run()
    new.clear()
    again, told = read_workspace(WORKSPACES[name])
    assert (known(again), told) == (known(first), problems)
    assert new == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/boats.csv", ",about,12.50,", ",about,12.5,"),
        ("data/boats.csv", "late", "very late"),
        ("data/boats.csv", ",p,", ",e,"),
        ("data/boats.csv", "about", "almost"),
        ("data/boats.csv", "lost,2025/26", "lost,2026/27"),
        ("data/boats.csv", "lost,2024/25,,11,p,\n", "lost,2024/25,,11,p,\nfound,2024/25,,11,p,\n"),
        ("plan/datasets/boats.yaml", "decimals: 0", "decimals: 1"),
        ("plan/datasets/boats.yaml", "1.20", "1.2"),
        ("plan/datasets/boats.yaml", "unit: boats", "unit: ships"),
        ("plan/datasets/boats.yaml", "frequency: financial year\n", "\n"),
        ("data/revisions/boats.csv", "counted", "we counted"),
    ],
)
def test_what_is_changed_of_a_dataset_is_read_anew(
    file: str, old: str, new: str, boats: Path, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(boats)
    assert first[1] == []
    run()
    assert read(boats) == first
    change(boats, file, old, new)
    after = read(boats)
    monkeypatch.setenv("XDG_CACHE_HOME", str(boats.parent / "empty"))
    run()
    assert read(boats) == after != first


THEME, PAGE, PASSAGE = "plan/2025-29/themes/harbour.yaml", "plan/2025-29/pages/money.md", "plan/passages/quays.md"


@pytest.fixture
def marsh(tmp_path: Path) -> Path:
    """The tiny office, with a page of facts, and one that shows a passage of several documents."""
    office = copy_small(tmp_path / "office")
    facts = """kind: facts
title: Facts
basis: As counted
groups:
  - title: Money
    tiles: [{number: '{{ figure("budget.spending") }}', caption: for the quays, size: wide}]
notes: {old: An old note}
"""
    shared = '---\nkind: text\ntitle: Shared\n---\n\n{{ reuse("quays") }}\n'
    texts = {"facts.yaml": facts, "shared.md": shared}
    for name, text in texts.items():
        (office / "plan/2025-29/pages" / name).write_text(text, "utf-8")
    (office / PASSAGE).parent.mkdir()
    (office / PASSAGE).write_text("It is so on every quay.\n", "utf-8")
    change(office, "plan/2025-29/edition.yaml", "themes, money]", "themes, money, facts, shared]")
    return office


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (THEME, "each slipway", "every slipway"),
        (THEME, "# The harbour.", "# The harbour.\n"),
        (THEME, "patrol-quays: The force", "patrol-quays: Our force"),
        ("plan/2025-29/themes/harbour.md", "\n", " Even so.\n"),
        (PAGE, "The office", "Our office"),
        (PAGE, 'share("budget.quays")', 'share("budget.quays", decimals=1)'),
        ("plan/2025-29/pages/facts.yaml", "size: wide", "size: usual"),
        ("plan/2025-29/pages/facts.yaml", "for the quays", "for *all* quays"),
        ("plan/2025-29/pages/shared.md", "title: Shared", "title: Ours"),
        (PASSAGE, "every quay", "each quay"),
        ("plan/2025-29/edition.yaml", "per: theme}", "per: theme, one: true}"),
        ("plan/2025-29/edition.yaml", "commitments: {", "themes: {name: Priority}\n  commitments: {"),
    ],
)
def test_what_is_changed_of_an_edition_is_read_anew(
    file: str, old: str, new: str, marsh: Path, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_of() -> tuple[list[str], list[str]]:
        project, problems = read_workspace(marsh)
        return known(project), [f"{each.place}: {each.message}" for each in problems]

    first = all_of()
    assert first[1] == []
    run()
    assert all_of() == first
    change(marsh, file, old, new)
    after = all_of()
    monkeypatch.setenv("XDG_CACHE_HOME", str(marsh.parent / "empty"))
    run()
    assert all_of() == after != first


def test_of_an_edition_only_what_has_changed_is_read_anew(
    marsh: Path, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    new: list[str] = []
    entries, prose, of_theme = pages._entry_page, pages._prose_page, edition._entries_of_theme

    def noted(usual: Callable[..., object], at: int) -> Callable[..., object]:
        def make(*given: object) -> object:
            source = given[at]
            assert isinstance(source, Source)
            new.append(Path(source.file).name)
            return usual(*given)

        return make

    monkeypatch.setattr(pages, "_entry_page", noted(entries, 1))
    monkeypatch.setattr(pages, "_prose_page", noted(prose, 1))
    monkeypatch.setattr(edition, "_entries_of_theme", noted(of_theme, 4))

    def made_anew() -> list[str]:
        new.clear()
        read_workspace(marsh)
        run()
        return new

    assert made_anew() == ["harbour.yaml", "high-street.yaml", "money.md", "facts.yaml", "shared.md"]
    assert made_anew() == ["shared.md"]  # as each time, since it shows what lies in another file
    change(marsh, THEME, "each slipway", "every slipway")
    assert made_anew() == ["harbour.yaml", "shared.md"]
    change(marsh, "plan/2025-29/edition.yaml", "# One edition", "# An edition")
    change(marsh, "plan/2025-29/edition.yaml", "title: ", "\ntitle: ")
    assert made_anew() == ["shared.md"]
    monkeypatch.setattr(sound, "program", lambda: "another")
    assert made_anew() == ["harbour.yaml", "high-street.yaml", "money.md", "facts.yaml", "shared.md"]


def all_that_was_read(root: Path) -> tuple[list[str], list[str], dict[str, str], dict[str, str], list[str]]:
    """What is known of a workspace, its texts, their sums and languages, and what is wrong, in the order found."""
    folder = Folder(root)
    project = read_folder(folder)
    texts = [f"{each.file} {each.is_english} {each.text}" for each in project.sources.values()]
    told = [f"{each.place}: {each.message}" for each in folder.problems]
    return known(project), texts, dict(project.inputs), folder.written, told


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The editions that are not taken as an earlier run has read them."""
    new: list[str] = []
    usual = edition._read_edition

    def noted(folder: Folder, id: str) -> Edition | None:
        new.append(id)
        return usual(folder, id)

    monkeypatch.setattr(edition, "_read_edition", noted)
    return new


def test_an_edition_in_whose_folder_nothing_has_changed_is_taken_as_it_was_read(
    tmp_path: Path, run: Callable[[], None], read_anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = copy_small(tmp_path / "office")
    shutil.copytree(office / "plan/2025-29", office / "plan/2029-33")
    first = all_that_was_read(office)
    run()
    assert read_anew == ["2025-29", "2029-33"] and all_that_was_read(office) == first
    assert read_anew == ["2025-29", "2029-33"]
    change(office, "plan/2029-33/pages/money.md", "The office", "Our office")
    run()
    assert all_that_was_read(office)[0] != first[0] and read_anew[2:] == ["2029-33"]
    monkeypatch.setattr(sound, "program", lambda: "another")
    all_that_was_read(office)
    assert read_anew[3:] == ["2025-29", "2029-33"]


def link_page(plan: Path) -> None:
    (plan / "pages/money.md").rename(plan.parents[1] / "there")
    (plan / "pages/money.md").symlink_to("../../../there")


def link_folder(plan: Path) -> None:
    plan.rename(plan.parents[1] / "there")
    plan.symlink_to("../there")


def say_welsh(plan: Path) -> None:
    (plan / "edition.yaml").write_text(f"language: cy\n{(plan / 'edition.yaml').read_text('utf-8')}", "utf-8")


STRANGE: list[Callable[[Path], object]] = [
    link_page,
    link_folder,
    say_welsh,
    lambda plan: change(plan, "../office.yaml", "name:", "languages: [cy, en]\nname:"),
    lambda plan: (plan / "pages/stray.md").write_text("It lies about.\n"),
    lambda plan: (plan / "pages/money.cy.md").write_text("Arian.\n"),
    lambda plan: (plan / "stray.yaml").write_text("a: b\n"),
    lambda plan: (plan / "variations").write_text("No folder.\n"),
    lambda plan: (plan / "pages/money.md").write_bytes(b"---\nkind: text\ntitle: \xa3\n---\n\nWords.\n"),
    lambda plan: (plan / "pages/money.md").rename(plan / "pages/money.MD"),
    lambda plan: (plan / "pages").rename(plan.parents[1] / "there"),
    lambda plan: (plan / "themes/harbour.md").unlink(),
    lambda plan: (plan / "pages/stray.md").mkdir(),
    lambda plan: change(plan, "pages/money.md", "\n", "\r\n"),
]


@pytest.mark.parametrize("strange", STRANGE)
def test_what_else_lies_in_an_editions_folder_is_told_though_it_was_kept_before(
    strange: Callable[[Path], object], tmp_path: Path, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = copy_small(tmp_path / "office")
    first = all_that_was_read(office)
    run()
    strange(office / "plan/2025-29")
    found = [all_that_was_read(office)]
    run()
    found.append(all_that_was_read(office))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))
    run()
    assert found == [all_that_was_read(office)] * 2 and found[0] != first


def test_the_themes_and_pages_of_an_edition_are_unpacked_when_somebody_asks_for_them(
    tmp_path: Path, run: Callable[[], None]
) -> None:
    office = copy_small(tmp_path / "office")
    read_workspace(office)
    run()
    (taken,) = read_workspace(office)[0].editions.values()
    assert is_waiting(taken) and taken.levels and is_waiting(taken)
    assert list(taken.pages) == ["money"] and not is_waiting(taken)
    for cls, soon in packed._SOON.items():
        late = cls.__dataclass_fields__.keys() - {*soon}
        assert not any(hasattr(cls, name) for name in late)  # so that it is asked for


def test_editions_that_rest_on_what_lies_elsewhere_are_not_kept_whole(
    marsh: Path, run: Callable[[], None], read_anew: list[str]
) -> None:
    shutil.copytree(marsh / "plan/2025-29", marsh / "plan/2029-33")  # the passage has been read when it comes
    for _ in range(2):
        all_that_was_read(marsh)
        run()
    assert read_anew == ["2025-29", "2029-33"] * 2


def test_of_an_edition_beside_much_else_no_more_is_read_than_is_asked_for(
    tmp_path: Path, run: Callable[[], None], read_anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as hundreds of photographs that somebody has put there."""
    office = copy_small(tmp_path / "office")
    photographs = office / "plan/2025-29/photographs"
    photographs.mkdir()
    for number in range(3):
        (photographs / f"{number}.jpg").write_bytes(bytes(4_000))
    monkeypatch.setattr(files, "FOLDER_LIMIT", 10_000)
    for _ in range(2):
        all_that_was_read(office)
        run()
    assert read_anew == ["2025-29"] * 2 and Folder(office).all_in("plan/2025-29") is None


def test_what_changes_while_an_edition_is_read_is_not_kept_as_what_it_was(
    tmp_path: Path, run: Callable[[], None], read_anew: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = copy_small(tmp_path / "office")
    page, usual = office / "plan/2025-29/pages/money.md", Folder.all_in
    before = page.read_bytes()

    def seen(folder: Folder, where: str) -> dict[str, bytes] | None:
        contents = usual(folder, where)
        change(office, "plan/2025-29/pages/money.md", "The office", "Our office")
        return contents

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "all_in", seen)
        all_that_was_read(office)
    run()
    page.write_bytes(before)
    assert "Our office" not in str(all_that_was_read(office)) and read_anew == ["2025-29"] * 2


def test_in_another_language_an_edition_is_not_taken_as_it_was_read(
    tmp_path: Path, run: Callable[[], None], read_anew: list[str]
) -> None:
    office = in_welsh(copy_small(tmp_path / "office"))
    first = known(read_workspace(office, "cy")[0])
    for _ in range(2):
        read_workspace(office)
        run()
    assert known(read_workspace(office, "cy")[0]) == first and read_anew == ["2025-29"] * 3


def test_translations_in_an_edition_are_noted_once_whoever_looks_when(tmp_path: Path, run: Callable[[], None]) -> None:
    office, where = copy_small(tmp_path / "office"), "plan/2025-29/pages"
    (office / where / "money.cy.md").write_text("Arian.\n", "utf-8")
    for first, last in (([], []), ([where], []), ([], [where])):
        folder = Folder(office)
        for each in first:
            folder.names(each)
        edition.read_edition(folder, "2025-29")
        for each in last:
            folder.names(each)
        assert folder.translations == [f"{where}/money.cy.md"]
        run()


def test_a_wrong_name_in_an_edition_is_told_whoever_has_seen_it_first(tmp_path: Path, run: Callable[[], None]) -> None:
    office = copy_small(tmp_path / "office")
    (office / "plan/2025-29/notes.yml").write_text("a: b\n")
    for folder in (Folder(office), Folder(office)):
        folder.names("plan/2025-29")
        edition.read_edition(folder, "2025-29")
        run()
    again = Folder(office)
    edition.read_edition(again, "2025-29")
    again.names("plan/2025-29")
    assert [each.message for each in again.problems] == ["notes.yml ends in .yml, where .yaml is asked for"]


def test_what_is_wrong_with_a_page_is_told_in_every_run(marsh: Path, run: Callable[[], None]) -> None:
    change(marsh, THEME, "colour: slate", "color: slate")
    change(marsh, PAGE, "title: Money", "titel: Money")
    first = [f"{each.place}: {each.message}" for each in read_workspace(marsh)[1]]
    assert {each.partition(":")[0] for each in first} == {THEME, PAGE}
    run()
    assert [f"{each.place}: {each.message}" for each in read_workspace(marsh)[1]] == first


def test_what_lies_in_another_file_is_not_packed() -> None:
    page = Text("Money", Place("plan/a.yaml", 2, 8, 5))
    assert unpacked_values(packed_values((page, NOWHERE), "plan/a.yaml"), "plan/b.yaml") == (
        Text("Money", Place("plan/b.yaml", 2, 8, 5)),
        NOWHERE,
    )
    with pytest.raises(KeyError):
        packed_values((page, Place("plan/b.yaml")), "plan/a.yaml")


def test_what_is_kept_is_what_the_first_language_says(boats: Path, run: Callable[[], None]) -> None:
    translated, english = known(read_workspace(boats, "cy")[0]), read(boats)[0]
    run()
    assert known(read_workspace(boats, "cy")[0]) == translated != english
    assert read(boats)[0] == english


def test_what_is_kept_of_a_dataset_is_the_programs_own(
    boats: Path, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(boats)
    run()
    new = made(monkeypatch)
    read(boats)
    assert new == []
    for module in (table, sound):
        monkeypatch.setattr(module, "program", lambda: "another")
    read(boats)
    assert new == ["boats", "data/boats.csv"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("data/boats.csv", "12.50,,late", "l2,,late", 'data/boats.csv:3:20: "l2" is no number'),
        ("data/boats.csv", "lost,2024/25", "lots,2024/25", 'data/boats.csv:2:1: no series is called "lots"'),
        ("data/revisions/boats.csv", "10,11", "10,12", "data/revisions/boats.csv:2:17: boats.lost"),
        ("plan/datasets/boats.yaml", "frequency", "freqency", "plan/datasets/boats.yaml:4:1: "),
        ("plan/datasets/boats.yaml", "[lost]", "[lots]", "plan/datasets/boats.yaml:7:42: no series"),
    ],
)
def test_what_is_wrong_with_a_dataset_is_told_in_every_run(
    file: str, old: str, new: str, told: str, boats: Path, run: Callable[[], None]
) -> None:
    change(boats, file, old, new)
    first = read(boats)
    for _ in range(2):
        assert any(each.startswith(told) for each in first[1]), first[1]
        run()
        assert read(boats) == first


def test_a_dataset_whose_kept_bytes_are_damaged_is_read_anew(
    boats: Path, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(boats)
    run()
    new = made(monkeypatch)
    for module, name in BY_PROGRAM[:2]:
        file = boats.parent / "pcpgen" / getattr(module, name).name
        content = file.read_bytes()
        file.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    assert read(boats) == first
    assert new == ["boats", "data/boats.csv"]


def test_the_rows_of_a_long_table_are_not_kept(
    boats: Path, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "LONGEST", len(ROWS) - 1)
    first = read(boats)
    run()
    new = made(monkeypatch)
    assert read(boats) == first and new == ["data/boats.csv"]


def test_totals_that_add_up_are_not_added_up_again_and_others_are_told_in_every_run(
    boats: Path, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[str] = []
    usual = Data.printed_total

    def printed_total(data: Data, total: Observation) -> Sums | None:
        added.append(total.series)
        return usual(data, total)

    def told() -> list[str]:
        added.clear()
        project, _ = read_workspace(boats)
        return [each.message.partition(",")[0] for each in figures.check_data(project, Data.of(project))]

    monkeypatch.setattr(Data, "printed_total", printed_total)
    assert (told(), added) == ([], ["boats.found"])
    run()
    assert (told(), added) == ([], [])
    change(boats, "data/boats.csv", "found,2025/26,,12.50", "found,2025/26,,12.60")
    for _ in range(2):
        assert (told(), added) == (["boats.found for 2025/26 is 12.60"], ["boats.found"])
        run()
    change(boats, "data/boats.csv", "12.60", "12.50")
    change(boats, "plan/datasets/boats.yaml", "decimals: 0", "decimals: 1")
    assert (told(), added) == ([], ["boats.found"])
    monkeypatch.setattr(by_dataset, "program", lambda: "another")
    assert (told(), added) == ([], ["boats.found"])


@pytest.mark.slow
@pytest.mark.parametrize("file", ["plan/indicators/burglary.yaml", "plan/indicators/burglary.cy.yaml"])
def test_what_is_known_of_a_dataset_in_another_language_rests_on_both_files_of_its_description(file: str) -> None:
    project, _ = read_workspace(WORKSPACES["gwynfa"], "cy")
    other = replace(project, sources={**project.sources, file: Source(file, "title: Another")})
    known, anew = (by_dataset.sum_of_dataset(each, each.datasets["burglary"]) for each in (project, other))
    assert known and anew and known != anew


def test_what_is_wrong_in_a_file_is_told_in_every_run(run: Callable[[], None]) -> None:
    wrong = Source("plan/office.yaml", "title: one\ntitle: two\n")
    first = yaml_text.read_tree(wrong)
    assert [each.rule.id for each in first[1]] == ["duplicate-key"]
    run()
    assert yaml_text.read_tree(wrong) == first


def test_damage_and_other_makers_begin_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    store = Kept("prose/slips.py")
    store.add(sum_of(CLEAN), b"made")
    store.write()
    assert Kept("prose/slips.py").get(sum_of(CLEAN)) == b"made"
    assert Kept("prose/slips.py", "yaml").get(sum_of(CLEAN)) is None
    file = tmp_path / "pcpgen" / store.name
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert Kept("prose/slips.py").get(sum_of(CLEAN)) is None


def test_damage_to_any_byte_is_seen_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = {sum_of("first"): b"made first", sum_of("second"): b"made second", sum_of("clean"): b""}
    store = Kept("prose/slips.py")
    for key, each in made.items():
        store.add(key, each)
    store.write()
    file = tmp_path / "pcpgen" / store.name
    content = file.read_bytes()
    damaged = [content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :] for at in range(len(content))]
    for each in (*damaged, *(content[:at] for at in range(len(content)))):
        found = {key: kept._Entries(each).get(key) for key in made}
        assert all(found[key] in (made[key], None) for key in made) and found != made
    for at in (len(content) - 1, len(content) - 5, len(content) - len(b"made second")):  # and stays so, written anew
        file.write_bytes(content[:at])
        other = Kept("prose/slips.py")
        other.add(sum_of("third"), b"made third")
        other.write()
        lies = [Kept("prose/slips.py").get(sum_of(each)) for each in ("first", "second", "clean", "third")]
        assert lies == [b"made first", None, b"", b"made third"]
    file.write_bytes(content[:-1] + b"?")  # of the second
    store = Kept("prose/slips.py")
    assert store.get(sum_of("first")) == b"made first" and store.get(sum_of("second")) is None
    store.add(sum_of("second"), b"made again")
    store.write()
    again = Kept("prose/slips.py")
    assert [again.get(key) for key in made] == [b"made first", b"made again", b""]


@pytest.mark.parametrize("damage", [lambda content: content[:-11], lambda content: content[:-1] + b"?"])
def test_damage_goes_on_to_show_when_more_is_written(
    damage: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sums of what was there are taken over with it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    store = Kept("prose/slips.py")
    store.add(sum_of("first"), b"made first")
    store.add(sum_of("second"), b"made second")
    store.write()
    file = tmp_path / "pcpgen" / store.name
    file.write_bytes(damage(file.read_bytes()))
    store = Kept("prose/slips.py")
    store.add(sum_of("third"), b"made third")
    store.write()
    again = Kept("prose/slips.py")
    assert [again.get(sum_of(each)) for each in ("first", "second", "third")] == [b"made first", None, b"made third"]


def test_where_too_much_is_kept_what_this_run_used_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    store = Kept("prose/slips.py")
    for line in ("first", "second"):
        store.add(sum_of(line), bytes(1000))
    store.write()
    monkeypatch.setattr(kept, "MOST", 2500)
    store = Kept("prose/slips.py")
    assert store.get(sum_of("first"))
    store.add(sum_of("third"), bytes(1000))
    store.write()
    known = [Kept("prose/slips.py").get(sum_of(line)) is not None for line in ("first", "second", "third")]
    assert known == [True, False, True]


def test_no_more_is_kept_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(kept, "MOST", 2500)
    for lines in (["first", "second", "third"], ["third", "fourth", "first"]):
        store = Kept("prose/slips.py")
        for line in lines:
            if store.get(sum_of(line)) is None:
                store.add(sum_of(line), bytes(1000))
        store.write()
        found = [
            Kept("prose/slips.py").get(sum_of(line)) is not None for line in ("first", "second", "third", "fourth")
        ]
        assert found == ([True, True, False, False] if lines[0] == "first" else [True, False, True, False])


def test_what_another_process_has_written_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    one, other = Kept("prose/slips.py"), Kept("prose/slips.py")
    for store, line in ((one, "first"), (other, "second")):
        assert store.get(sum_of(line)) is None
        store.add(sum_of(line), b"made")
    one.write()
    other.write()
    assert [Kept("prose/slips.py").get(sum_of(line)) for line in ("first", "second")] == [b"made", b"made"]


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    store = Kept("prose/slips.py")
    store.add(sum_of("first"), b"made")
    store.write()
    (tmp_path / "pcpgen" / store.name).unlink()
    store.write()
    assert not (tmp_path / "pcpgen" / store.name).exists()
    store.add(sum_of("second"), b"made")
    store.write()
    assert Kept("prose/slips.py").get(sum_of("second")) == b"made"


# what no more than carries a value, a problem or a rule decides nothing about what is found
_CARRY = {
    "patterns", "rules", "kept", "place", "problems", "values", "manifest", "prose.rules", "load.rules", "model.text",
    "memory", "languages", "load.tree", "prose.tree", "load.encoding", "load.names", "prose.passage", "prose.walk",
    "prose.expressions",
}  # fmt: skip


@pytest.mark.parametrize(
    ("module", "name"), STORES, ids=["slips", "numbers", "trees", "words", "passages", "styles", "likeness"]
)
def test_no_module_that_decides_what_is_made_is_left_out(module: ModuleType, name: str) -> None:
    package = Path(kept.__file__).parent
    makers = {each for each in getattr(module, name).makers if each.endswith(".py")}
    used = {used.removeprefix("pcpgen.") for each in makers for used in imports(package / each)}
    assert Path(str(module.__file__)).relative_to(package).as_posix() in makers
    assert used - {each.removesuffix(".py").replace("/", ".") for each in makers} <= _CARRY
