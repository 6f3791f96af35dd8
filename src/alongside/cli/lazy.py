"""A group that imports a command only when it runs, and the way mistakes are printed."""

from __future__ import annotations

import importlib
from typing import Any

import click

from alongside.core import AlongsideError


class LazyGroup(click.Group):
    """A click group whose commands are named as ``module:attribute`` with a line of help."""

    def __init__(self, *args: Any, commands_at: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command now."""
        entry = self.commands_at.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry[0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List names and lines of help without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in self.commands_at.items()])


def complain(error: AlongsideError) -> None:
    """Print a mistake: what was seen, what was wanted, what to do."""
    click.secho("Not done. ", fg="red", bold=True, nl=False, err=True)
    click.echo(str(error), err=True)
