"""From this machine and its shell to whether all is there that building needs, to completion and to the manual."""

from __future__ import annotations

import sys

import click

from pcpgen.cli.exits import CANNOT
from pcpgen.cli.verbs import OneOf

SHELLS = ("bash", "zsh", "fish")
WHERE = {
    "bash": 'Put this line into ~/.bashrc:  eval "$(pcpgen completion bash)"',
    "zsh": 'Put this line into ~/.zshrc:  eval "$(pcpgen completion zsh)"',
    "fish": "Write it once:  pcpgen completion fish > ~/.config/fish/completions/pcpgen.fish",
}


@click.command()
def doctor() -> None:
    """Say what this machine has of what building needs.

    Versions of Python, of each library, of WeasyPrint and Pango, the typeface; what is missing, and how to put that
    right on Debian or Ubuntu, on macOS or on Windows. One page is printed for a trial. Ends with 3 where something
    that is needed is missing.
    """
    from pcpgen.doctor import examine

    findings = examine()
    width = max(len(each.name) for each in findings) + 2
    for each in findings:
        click.echo(f"{each.name:{width}}{each.found}")
        if each.wrong:
            click.echo(f"{'':{width}}{each.wrong}. To put it right: {each.remedy}")
    wrong = [each for each in findings if each.wrong and each.needed]
    click.echo(f"Missing: {', '.join(each.name for each in wrong)}." if wrong else "All that building needs is here.")
    if wrong:
        sys.exit(CANNOT)


@click.command(epilog="\b\n" + "\n".join(WHERE.values()))
@click.argument("shell", type=OneOf(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes bash, zsh or fish complete verbs, options and ids."""
    from click.shell_completion import ShellComplete, get_completion_class

    found = get_completion_class(shell)
    assert found is not None  # the three come with click
    program = found(context.find_root().command, {}, "pcpgen", "_PCPGEN_COMPLETE")
    click.echo(ShellComplete.source(program))  # bash's own looks for a bash first, which need not be here


@click.command()
@click.pass_context
def man(context: click.Context) -> None:
    """Print the manual page, as `man` reads it.

    Save it as pcpgen.1 in a folder of manual pages, such as ~/.local/share/man/man1, and `man pcpgen` shows it.
    """
    from pcpgen.cli.manual import man_page

    program = context.find_root().command
    assert isinstance(program, click.Group)
    click.echo(man_page(program), nl=False)
