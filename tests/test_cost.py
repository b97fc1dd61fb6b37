"""The picture of cost against size: every measured value is a point of it, and no name lies over another."""

from __future__ import annotations

from lxml import etree

from tests.cost import HEIGHT, RIGHT, WIDTH, Line, drawing

LINES = (Line("documents", [(10, 4.0), (400, 160.0)]), Line("rows", [(1_000, 4.5), (10**6, 158.0)]))


def test_every_value_is_a_point_and_twice_the_size_at_twice_the_cost_climbs_alike() -> None:
    picture = etree.fromstring(drawing(LINES).encode())
    points = picture.findall(".//{*}circle")
    assert [point.findtext("{*}title") for point in points] == [
        "10 documents: 4.0 B",
        "400 documents: 160.0 B",
        "1,000 rows: 4.5 B",
        "1,000,000 rows: 158.0 B",
    ]
    (across, up), (further, higher) = ((float(str(each.get("cx"))), float(str(each.get("cy")))) for each in points[:2])
    assert 0 < across < further < WIDTH - RIGHT + 1 and 0 < higher < up < HEIGHT
    assert "400 cost 160.0 B" in str(picture.findtext("{*}desc"))


def test_names_at_the_ends_stand_apart() -> None:
    picture = etree.fromstring(drawing(LINES).encode())
    one, other = (
        float(str(each.get("y"))) for each in picture.findall(".//{*}text") if each.text in ("documents", "rows")
    )
    assert abs(one - other) >= 17
