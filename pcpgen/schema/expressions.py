"""From the expressions that are declared, and from how periods are written, to their pages of the reference."""

from __future__ import annotations

from collections.abc import Mapping

from pcpgen.model.data import WINDOWS, Window
from pcpgen.model.period import Form, parse_period
from pcpgen.prose.expressions import DECLARED, MARKS, Declared
from pcpgen.schema.markdown import code, page, plain, table

OPENING = """What may stand in double braces. Each argument is a name in quotation marks, and the options come after
it, as in `{{ figure("county.population", form="short") }}`. What a period may be, `pcpgen reference periods` tells."""
WHERE = {
    "any": "anywhere in prose",
    "panel": "in a report to the Panel",
    "board": "in a paper to the Board",
    "paper": "in a paper",
    "outline": "in an outline",
}
AROUND = """Three marks stand around words of yours, and are not printed themselves. `{% claim "…" %}` … `{% endclaim
%}` holds a sentence against the data. `{% typed "why" %}` … `{% endtyped %}` says why a number in words is typed.
`{% in "cy" %}` … `{% endin %}` says in which language the words between them are."""
OF_PERIODS = """How a period is written, in data, in entries and in expressions. A series has figures of the periods of
its rows; counts are also added up over any longer period that rows fill."""
WRITTEN: Mapping[Form, str] = {
    Form.DAY: "2026-09-30",
    Form.MONTH: "2026-09",
    Form.QUARTER: "2026-Q3",
    Form.CALENDAR_YEAR: "2026",
    Form.FINANCIAL_YEAR: "2026/27",
    Form.YEAR_ENDING: "year ending 2026-09",
    Form.TWELVE_MONTHS: "12 months to 2026-09",
    Form.RANGE: "2026-04..2026-09",
    Form.UNDATED: "undated",
}
OF_WINDOWS = """In place of a period stands one of these words, and the period is then the newest for which there are
figures, or had been by the day of the paper: `{{ figure("burglary.all", "12 months") }}`. An indicator takes them as
its `window:`, and is then compared over such periods."""
NEWEST: Mapping[Window, str] = {
    "12 months": "the 12 months to the newest month",
    "quarter": "the newest quarter of a calendar year that is over",
    "year to date": "from April to the newest month",
    "financial year": "the newest year from April to March that is over",
    "calendar year": "the newest year from January to December that is over",
}


def expressions_page() -> str:
    """Each expression, with what it takes and gives, and an example."""
    around = f"## Around your words\n\n{AROUND}\n\nThe marks: {', '.join(map(code, MARKS))}."
    return page("Expressions", OPENING, *map(_section, DECLARED), around)


def _section(declared: Declared) -> str:
    called = ", ".join(f'"{argument}"' for argument in declared.arguments)
    where = WHERE[declared.where] + (", in a paragraph of its own" if declared.alone else "")
    rows = [
        ("Written", code(f"{{{{ {declared.name}({called}) }}}}")),
        ("Example", code(declared.example)),
        ("Gives", plain(declared.gives)),
        ("Takes", plain(declared.takes) or ", ".join(map(plain, declared.arguments))),
        ("Options", ", ".join(map(code, declared.options))),
        ("Forms", ", ".join(code(f'form="{form}"') for form in declared.forms)),
        ("Stands", where),
    ]
    return f"## {code(declared.name)}\n\n{table(('Of it', 'What is so'), rows)}"


def periods_page() -> str:
    """How each form of period is written and read aloud, and the words that stand for the newest."""
    written = [(form.value, code(text), plain(parse_period(text).words)) for form, text in WRITTEN.items()]
    newest = [(code(f'"{name}"'), NEWEST[name]) for name in WINDOWS]
    return page(
        "Periods",
        OF_PERIODS,
        table(("Period", "Written", "Printed"), written),
        f"## The newest of its kind\n\n{OF_WINDOWS}\n\n{table(('Written', 'Is'), newest)}",
    )
