"""``alongside completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(epilog='\b\nExample:  eval "$(alongside completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
def completion(shell: str) -> None:
    """Print shell completion to source."""
    from alongside.cli.__main__ import alongside

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - the three choices are built into click
    click.echo(kind(alongside, {}, "alongside", "_ALONGSIDE_COMPLETE").source())
