"""From a number to a workspace with a file of so many rows, as the national street-level files have them."""

from __future__ import annotations

from pathlib import Path

import duckdb

ROWS = 10_000_000
AREAS, DISTRICTS, TYPES = 2_000, 6, 14
_MADE = """
COPY (SELECT
  md5(i::VARCHAR) || md5((i + 7)::VARCHAR) AS "Crime ID",
  '20' || (22 + i % 3) || '-' || lpad((1 + i // 3 % 12)::VARCHAR, 2, '0') AS "Month",
  'Northmoor Police' AS "Reported by", 'Northmoor Police' AS "Falls within",
  -1 + i % 997 / 9970 AS "Longitude", 52 + i % 991 / 9910 AS "Latitude", 'On or near Mill Lane' AS "Location",
  'E0190' || lpad((i % {areas})::VARCHAR, 4, '0') AS "LSOA code", 'Area ' || (i % {areas})::VARCHAR AS "LSOA name",
  'Type ' || (i // {areas} % {types})::VARCHAR AS "Crime type",
  'Under investigation' AS "Last outcome category", '' AS "Context"
FROM range({rows}) made(i)) TO '{file}' (HEADER)
"""
# what the engine itself takes for the same, written by hand: the workspace is its argument
BARE = """
import sys, tempfile
import duckdb
root = sys.argv[1]
engine = duckdb.connect(config={"memory_limit": "256MB", "temp_directory": tempfile.mkdtemp()})
engine.execute(f'''
SELECT rows.Month, areas.name, rows."Crime type", count(*)
FROM read_csv('{root}/sources/rows.csv', all_varchar=true, header=true) rows
JOIN read_csv('{root}/sources/areas.csv', header=true) areas ON areas.word = rows."LSOA name"
WHERE rows."Falls within" = 'Northmoor Police' GROUP BY ALL
''').fetchall()
"""


def workspace(root: Path, rows: int = ROWS) -> Path:
    """An office whose only dataset is counted from a file of so many rows."""
    (root / "sources").mkdir(parents=True)
    (root / "plan/datasets").mkdir(parents=True)
    (root / "plan/office.yaml").write_text("name: Office\n", "utf-8")
    file = root / "sources/rows.csv"
    duckdb.connect().execute(_MADE.format(areas=AREAS, types=TYPES, rows=rows, file=file))
    words = "".join(f"Area {area},district-{area % DISTRICTS}\n" for area in range(AREAS))
    (root / "sources/areas.csv").write_text(f"word,name\n{words}", "utf-8")
    (root / "plan/datasets/rows.yaml").write_text(_declared(), "utf-8")
    return root


def _declared() -> str:
    series = [(district, kind) for district in range(DISTRICTS) for kind in range(TYPES)]
    kinds = ", ".join(f"Type {kind}: type-{kind}" for kind in range(TYPES))
    lines = "".join(f"  district-{at}-type-{kind}: {{title: District {at} type {kind}}}\n" for at, kind in series)
    return (
        f"title: Crimes\nsource: Made for the benchmark\nunit: crimes\nfrequency: month\nseries:\n{lines}"
        "from:\n  file: sources/rows.csv\n  period: Month\n  where: {Falls within: Northmoor Police}\n  count: rows\n"
        f"  series: {{column: LSOA name, as: areas, by: {{column: Crime type, as: {{{kinds}}}}}}}\n"
    )
