"""From the verbs to the manual page: every verb and option is there, and no line is taken for a request of troff."""

from __future__ import annotations

import click
from click.testing import CliRunner

from pcpgen.cli import cli
from pcpgen.cli.manual import man_page, verbs


def test_every_verb_and_option_is_in_the_manual_page() -> None:
    said = CliRunner().invoke(cli, ["man"])
    assert said.exit_code == 0 and said.stdout == man_page(cli)
    plain = said.stdout.replace("\\-", "-")
    for verb in cli.list_commands(click.Context(cli)):
        assert f"\n.SS pcpgen {verb} " in plain
    for each in verbs(cli):
        assert [names for names, _ in each.options if f"\n.B {names}\n" not in plain] == []
    assert "\n.SH EXIT CODES\n" in plain and "\n.SH EXAMPLES\n" in plain


def test_what_begins_with_a_point_or_holds_a_stroke_is_printed() -> None:
    @click.group(help="Does it.", epilog="\b\nExamples:\n  .hidden\n")
    def program() -> None: ...

    @program.command(help=".first is read, C:\\plan too.\n\nAnd so on.", epilog="'quoted'")
    def verb() -> None: ...

    page = man_page(program)
    assert "\n.SS pcpgen verb [OPTIONS]\n.PP\n\\&.first is read, C:\\eplan too.\n.PP\nAnd so on.\n" in page
    assert "\n\\&'quoted'\n" in page
    assert "\n.SH EXAMPLES\n.PP\n.nf\n  .hidden\n.fi\n" in page
