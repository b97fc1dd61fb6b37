"""From words that are no verb, option or choice to the ones that were meant."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, TypeGuard

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
    """The verbs of the command line, each in its room; of one that there is not, the likeliest is named."""

    def __init__(self, *given: Any, rooms: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        self._rooms = rooms

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._rooms)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._rooms and cmd_name not in self.commands:
            room = vars(import_module(f"pcpgen.cli.{self._rooms[cmd_name]}"))
            self.add_command(next(each for each in room.values() if _is_verb(each, cmd_name)))
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        asked = args[0]
        alike = [verb for verb in self._rooms if asked in verb.split("-")]
        meant = [_ELSEWHERE[asked]] if asked in _ELSEWHERE else alike
        if asked not in self._rooms and not alike and asked in _kinds_of_paper(str(ctx.params.get("folder", "."))):
            meant = [f"paper {asked}"]
        if asked not in self._rooms and meant:
            said = " or ".join(f"'{verb}'" for verb in meant)
            raise click.UsageError(f"No such command '{asked}'. Did you mean {said}?", ctx)
        if asked not in self._rooms:
            for verb in self._rooms:  # click looks for the likeliest among those that it knows
                self.get_command(ctx, verb)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as wrong:
            if wrong.message.startswith("Got unexpected extra argument") and wrong.ctx:
                raise click.UsageError(wrong.message + _with_an_option(wrong.ctx.command), wrong.ctx) from None
            raise


def _kinds_of_paper(folder: str) -> set[str]:
    """The kinds of document that the verb paper builds: the program's, and those that a workspace has outlines of."""
    from pcpgen.load.outlines import OUTLINES, shipped_kinds
    from pcpgen.load.root import find_workspace

    root = find_workspace(Path(folder))
    own = (root / OUTLINES).glob("*.yaml") if root else ()
    return {*shipped_kinds(), *(path.stem for path in own)}


def _is_verb(value: object, name: str) -> TypeGuard[click.Command]:
    return isinstance(value, click.Command) and value.name == name


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
