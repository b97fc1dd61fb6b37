"""From the expressions that are declared to their page."""

from __future__ import annotations

from docs.reference.markdown import code, page, plain, table
from pcpgen.prose.expressions import DECLARED, MARKS, Declared

OPENING = """What may stand in double braces. Each argument is a name in quotation marks, and the options come after
it, as in `{{ figure("county.population", form="short") }}`. [The guide to the words](../guide/words.md) has examples
of each."""
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


def expressions_page() -> str:
    around = f"## Around your words\n\n{AROUND}\n\nThe marks: {', '.join(map(code, MARKS))}."
    return page("Expressions", OPENING, *map(_section, DECLARED), around)


def _section(declared: Declared) -> str:
    called = ", ".join(f'"{argument}"' for argument in declared.arguments)
    where = WHERE[declared.where] + (", in a paragraph of its own" if declared.alone else "")
    rows = [
        ("Written", code(f"{{{{ {declared.name}({called}) }}}}")),
        ("Gives", plain(declared.gives)),
        ("Takes", plain(declared.takes) or ", ".join(map(plain, declared.arguments))),
        ("Options", ", ".join(map(code, declared.options))),
        ("Forms", ", ".join(code(f'form="{form}"') for form in declared.forms)),
        ("Stands", where),
    ]
    return f"## {code(declared.name)}\n\n{table(('Of it', 'What is so'), rows)}"
