"""Disclosure control: the worked oracle, tables of every shape, and an outside judge who reckons from what is shown."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from random import Random

import numpy as np
import pytest

from pcpgen.figures import disclosure
from pcpgen.figures.disclosure import Sum
from tests.cases import first_quick
from tests.suppression import given_away, keep_back

Counts = Mapping[str, int]


def table(base: Mapping[tuple[str, ...], int], *lengths: int) -> tuple[dict[str, int], list[Sum]]:
    """A table of any number of dimensions with all its totals; a cell's id names its place in each, "t" for a total."""
    heads = [[*map(str, range(length)), "t"] for length in lengths]
    counts = {
        ",".join(at): sum(
            n for cell, n in base.items() if all(one in ("t", other) for one, other in zip(at, cell, strict=True))
        )
        for at in itertools.product(*heads)
    }
    sums = [
        Sum(",".join(at), tuple(",".join((*at[:way], str(each), *at[way + 1 :])) for each in range(lengths[way])))
        for way in range(len(lengths))
        for at in itertools.product(*(["t"] if one == way else heads[one] for one in range(len(lengths))))
    ]
    return counts, sums


def grid(*rows: tuple[int, ...]) -> tuple[dict[str, int], list[Sum]]:
    base: dict[tuple[str, ...], int] = {
        (str(i), str(j)): count for i, row in enumerate(rows) for j, count in enumerate(row)
    }
    return table(base, len(rows), len(rows[0]))


def judged(counts: Counts, sums: Sequence[Sum], hidden: Collection[str]) -> dict[str, float]:
    """How many whole numbers each hidden cell could be, as an integer program reckons it from the shown ones."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # here, since it takes long

    column = {cell: at for at, cell in enumerate(sorted(hidden))}
    rows, right = [], []
    for each in sums:
        row, known = np.zeros(len(column)), 0
        for cell, sign in (*((part, 1) for part in each.parts), (each.whole, -1)):
            if cell in column:
                row[column[cell]] += sign
            else:
                known += sign * counts[cell]
        if row.any():
            rows.append(row)
            right.append(-known)
    within = LinearConstraint(np.array(rows), right, right) if rows else ()
    ends: dict[str, float] = {}
    for cell, at in column.items():
        toward = np.zeros(len(column))
        toward[at] = 1
        found = [
            milp(sign * toward, constraints=within, integrality=np.ones(len(column)), bounds=Bounds(0, 10_000))
            for sign in (1, -1)
        ]
        ends[cell] = round(-found[1].fun) - round(found[0].fun) + 1
    return ends


def random_grid(random: Random) -> tuple[dict[str, int], list[Sum]]:
    most = random.choice((4, 8, 15, 60))
    return grid(
        *(
            tuple(random.randint(0, most) for _ in range(width))
            for width in [random.randint(1, 5)]
            for _ in range(random.randint(1, 5))
        )
    )


WORKED = grid((12, 3, 8), (20, 15, 9), (7, 11, 10))


def test_the_worked_oracle() -> None:
    counts, sums = WORKED
    assert [counts[total] for total in ("0,t", "1,t", "2,t", "t,0", "t,1", "t,2", "t,t")] == [
        23,
        44,
        28,
        39,
        29,
        27,
        95,
    ]
    assert keep_back(counts, sums, 5) == {"0,1", "0,2", "2,1", "2,2"}


def test_a_small_count_alone_is_given_away_by_its_totals() -> None:
    counts, sums = WORKED
    assert given_away(counts, sums, {"0,1"}, 5) == ("0,1",)
    assert given_away(counts, sums, {"0,1", "0,2"}, 5) == ("0,1", "0,2")  # by the columns
    assert given_away(counts, sums, {"0,1", "0,2", "2,1", "2,2"}, 5) == ()


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ((12, 3, 8), {"b", "c"}),
        ((12, 30, 8), set()),
        ((3, 4, 50), {"a", "b"}),  # together 7, so each is 0 to 7
        ((1, 2, 50), {"a", "b", "c"}),  # together 3: each would be 0 to 3, four numbers
        ((0, 3, 8), {"b", "c"}),  # a nought hides nobody
        ((0, 3), {"b", "all"}),  # nothing else is there
        ((3,), {"a", "all"}),
    ],
)
def test_a_row_with_its_total(parts: tuple[int, ...], hidden: set[str]) -> None:
    names = ("a", "b", "c")[: len(parts)]
    counts = {**dict(zip(names, parts, strict=True)), "all": sum(parts)}
    assert keep_back(counts, [Sum("all", names)], 5) == hidden


def test_nought_is_kept_back_where_the_office_says_so() -> None:
    counts = {"a": 0, "b": 9, "c": 20, "all": 29}
    sums = [Sum("all", ("a", "b", "c"))]
    assert keep_back(counts, sums, 5) == frozenset()
    assert keep_back(counts, sums, 5, zero=True) == {"a", "b"}


def test_without_a_total_nothing_else_is_lost() -> None:
    assert keep_back({"a": 12, "b": 3}, [], 5) == {"b"}


def test_a_threshold_of_one_hides_nothing() -> None:
    assert keep_back(*WORKED, 1) == frozenset()


@pytest.mark.parametrize(("women", "hidden"), [(40, {"a", "b"}), (12, {"a", "c"})])
def test_a_part_of_a_group_is_known_to_be_no_larger_than_the_group(women: int, hidden: set[str]) -> None:
    """a and b make 14, and a is 5 at most. Were b 12 at most, a would be 2 to 5 beside it."""
    counts = {"a": 3, "b": 11, "c": 30, "all": 44, "young": 5, "women": women}
    sums = [Sum("all", ("a", "b", "c"))]
    assert keep_back(counts, sums, 5, within={"a": "young", "b": "women"}) == hidden


@pytest.mark.parametrize("seed", range(20))
def test_cells_that_no_sum_holds_are_judged_alike_with_the_solver_and_without(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(seed)
    counts = {str(cell): chance.randint(0, 12) for cell in range(9)}
    within = {part: whole for part, whole in zip("123456", "004075", strict=True) if counts[part] <= counts[whole]}
    without = keep_back(counts, [], 5, within=within), given_away(counts, [], ["1", "3", "4"], 5, within)
    monkeypatch.setattr(disclosure, "_free", lambda *_: False)
    assert without == (keep_back(counts, [], 5, within=within), given_away(counts, [], ["1", "3", "4"], 5, within))


def test_no_solver_is_loaded_for_what_can_be_told_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure, "_reckoning", lambda *_: pytest.fail("a solver was loaded"))
    assert keep_back({"all": 12, "women": 4}, [], 5, within={"women": "all"}) == {"women"}


def test_a_difference_gives_nothing_away_either() -> None:
    """whole − less = difference, as less + difference = whole."""
    counts = {"whole": 40, "less": 3, "difference": 37}
    assert keep_back(counts, [Sum("whole", ("less", "difference"))], 5) == {"less", "difference"}


def test_a_total_of_totals_is_reckoned_with() -> None:
    """Were ab hidden in place of b, all − cd would tell it."""
    counts = {"a": 3, "b": 90, "ab": 93, "c": 20, "d": 30, "cd": 50, "all": 143}
    sums = [Sum("ab", ("a", "b")), Sum("cd", ("c", "d")), Sum("all", ("ab", "cd"))]
    assert keep_back(counts, sums, 5) == {"a", "b"}
    assert given_away(counts, sums, {"a", "ab"}, 5) == ("a", "ab")


def test_no_cell_hides_behind_one_that_was_issued_before() -> None:
    """The worked table, of which the 8 of the first row has been published: the 12 has to go in its place."""
    counts, sums = WORKED
    hidden = keep_back(counts, sums, 5, known=("0,2",))
    assert hidden == {"0,0", "0,1", "2,0", "2,1"}
    assert given_away(counts, sums, hidden, 5) == ()


def test_what_was_issued_itself_stays_kept_back_and_hides_nothing() -> None:
    counts = {"a": 3, "b": 4, "c": 50, "all": 57}
    assert keep_back(counts, [Sum("all", ("a", "b", "c"))], 5, known=("a",)) == {"a", "b", "c"}


def test_an_earlier_issue_can_give_away_what_this_one_hides() -> None:
    """The table of before showed the second row of the worked one by other cells."""
    counts, sums = WORKED
    hidden = keep_back(counts, sums, 5)
    shown_before = {"2,1"}
    assert given_away(counts, sums, hidden - shown_before, 5) == ("0,1", "0,2", "2,2")


def tables(seed: int, many: int) -> list[tuple[dict[str, int], list[Sum], bool]]:
    random = Random(seed)
    return [(*random_grid(random), random.random() < 0.2) for _ in range(many)]


def assert_safe(counts: Counts, sums: Sequence[Sum], zero: bool = False) -> None:
    hidden = keep_back(counts, sums, 5, zero)
    assert {cell for cell, count in counts.items() if 0 < count < 5 or (zero and count == 0)} <= hidden
    narrow = {cell: could for cell, could in judged(counts, sums, hidden).items() if could < 5}
    assert narrow == {}, counts
    assert given_away(counts, sums, hidden, 5) == ()


@pytest.mark.slow
@pytest.mark.parametrize("seed", first_quick(range(4)))
def test_an_integer_program_cannot_narrow_what_is_kept_back(seed: int) -> None:
    for counts, sums, zero in tables(seed, 25):
        assert_safe(counts, sums, zero)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_nor_of_a_thousand_tables(seed: int) -> None:
    for counts, sums, zero in tables(seed, 50):
        assert_safe(counts, sums, zero)


@pytest.mark.slow
@pytest.mark.parametrize("seed", first_quick(range(3)))
def test_nor_of_tables_in_three_dimensions(seed: int) -> None:
    """There a cell stands in three sums, and no network can be made of them."""
    random = Random(seed)
    for _ in range(8):
        lengths = [random.randint(1, 3) for _ in range(3)]
        most = random.choice((4, 9, 30, 100))
        cells = itertools.product(*(map(str, range(length)) for length in lengths))
        assert_safe(*table({cell: random.randint(0, most) for cell in cells}, *lengths))


@pytest.mark.slow
@pytest.mark.parametrize("seed", first_quick(range(3)))
def test_the_judge_and_the_program_find_the_same_cells_given_away(seed: int) -> None:
    """Whatever is hidden, at random: the program's own measure is exact where a table has two dimensions."""
    random = Random(seed)
    for _ in range(10):
        counts, sums = random_grid(random)
        hidden = {cell for cell in counts if random.random() < 0.4}
        narrow = {cell for cell, could in judged(counts, sums, hidden).items() if could < 5}
        assert set(given_away(counts, sums, hidden, 5)) == narrow


def test_the_order_of_the_cells_changes_nothing_that_is_lost() -> None:
    counts, sums = WORKED
    turned = dict(reversed(list(counts.items())))
    assert keep_back(turned, sums[::-1], 5) == keep_back(counts, sums, 5)


@pytest.mark.slow
def test_a_cube_with_one_small_count_loses_the_corners_of_one_smaller_cube() -> None:
    cells = itertools.product("0123", repeat=3)
    counts, sums = table({cell: 3 if cell == ("0", "0", "0") else 20 for cell in cells}, 4, 4, 4)
    assert len(keep_back(counts, sums, 5)) == 8
    assert_safe(counts, sums)


@pytest.mark.slow
@pytest.mark.parametrize("seed", first_quick(range(2)))
def test_no_cell_is_hidden_for_nothing(seed: int) -> None:
    """Any of those that are not small, shown again, would give one away."""
    random = Random(seed)
    for counts, sums in (random_grid(random) for _ in range(12)):
        hidden = keep_back(counts, sums, 5)
        besides = [cell for cell in hidden if not 0 < counts[cell] < 5]
        assert all(given_away(counts, sums, hidden - {cell}, 5) for cell in besides)


def test_a_part_that_nothing_can_hide_keeps_no_other_from_being_hidden() -> None:
    counts = {"a": 3, "all": 3, "b": 2, "c": 9, "d": 30, "both": 41, "whole": 44}
    sums = [Sum("all", ("a",)), Sum("both", ("b", "c", "d")), Sum("whole", ("all", "both"))]
    hidden = keep_back(counts, sums, 5, known=("all", "both", "whole"))
    assert given_away(counts, sums, hidden, 5) == ("a", "all")


def test_cells_are_chosen_alike_whatever_their_names_come_in() -> None:
    """Of ways that cost the same the one is taken whose cells' ids come first in a fixed order of their own."""
    counts, sums = grid(*((9, 9, 9, 9),) * 3, (9, 9, 9, 3))
    first = keep_back(counts, sums, 5)
    random = Random(1)
    for _ in range(5):
        cells, rows = list(counts.items()), list(sums)
        random.shuffle(cells)
        random.shuffle(rows)
        assert keep_back(dict(cells), rows, 5) == first


@pytest.mark.slow
def test_the_solver_says_nothing() -> None:
    """A line of its own would make what `check --format json` prints no JSON."""
    code = "from pcpgen.figures.disclosure import Counts, Sum, kept_back_of as kept; "
    code += "kept(Counts({'a': 3, 'b': 3}, [Sum('b', ('a',))]), ['a', 'b'], 5)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (ran.stdout, ran.stderr) == (b"", b"")
