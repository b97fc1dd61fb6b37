"""From words that are no verb, option or choice to the ones that were meant."""

from __future__ import annotations

from typing import Any

import click

# what other programs call it
_ELSEWHERE = {
    "import": "intake",
    "lint": "check",
    "make": "build",
    "publish": "issue",
    "render": "build",
    "report": "panel-report",
    "test": "check",
    "validate": "check",
}


class Verbs(click.Group):
    """The verbs of the command line; of one that there is not, the likeliest is named."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        asked = args[0]
        alike = [verb for verb in self.commands if asked in verb.split("-")]
        meant = [_ELSEWHERE[asked]] if asked in _ELSEWHERE else alike
        if asked not in self.commands and meant:
            said = " or ".join(f"'{verb}'" for verb in meant)
            raise click.UsageError(f"No such command '{asked}'. Did you mean {said}?", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as wrong:
            if wrong.message.startswith("Got unexpected extra argument") and wrong.ctx:
                raise click.UsageError(wrong.message + _with_an_option(wrong.ctx.command), wrong.ctx) from None
            raise


def _with_an_option(command: click.Command) -> str:
    """How what was typed alone is to be named."""
    options = (each for each in command.params if isinstance(each, click.Option))
    named = [each.opts[0] for each in options if each.metavar == "ID" or each.type.name == "date"]
    return f". Name it with {' or '.join(named)}." if named else "."


class OneOf(click.Choice[str]):
    """One of a few words; of one that is none of them, the likeliest is named."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        from pcpgen.problems import did_you_mean

        return f"{super().get_invalid_choice_message(value, ctx)} {did_you_mean(str(value), self.choices)}".strip()
