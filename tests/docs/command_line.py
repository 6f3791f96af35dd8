"""The reference of the command line, written from the commands themselves.

``python -m tests.docs.command_line`` writes the page anew.
"""

# ruff: noqa: E501 - rows of tables

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from alongside.cli.__main__ import alongside

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "command-line.md"
HEAD = """\
# The command line

Written from the commands themselves by `python -m tests.docs.command_line`; a test fails when it
is out of date.

`DIR` is the agency folder; without it, the folder you stand in. Results go to standard output;
progress, notes and mistakes to standard error. How a command ends is in
[exit codes](exit-codes.md), what a mistake's code means in [errors](errors.md). Keys of `--json`
are listed [at the end](#keys-of---json) and stay.

Completion: `eval "$(alongside completion bash)"` (or `zsh`, `fish`) in your shell's start file.
"""
KEYS = """
## Keys of `--json`

| command | keys |
|---|---|
| `refresh` | `changed`, `generation`, `runs` (each `source`, `table`, `read`, `accepted`, `changed`, `rejected`, `left_out`, `note`), `counts` (`people`, `records`, `events`, `households`; empty when nothing changed), `unread` |
| `sources check` | a list; each `source`, `table`, `files`, `read`, `accepted`, `rejected`, `left_out`, `events`, `has_events`, `filled`, `faults` (each `column`, `code`, `reason`, `rows`), `problem` |
| `person show` | `person` (`id`, `given_name`, `family_name`, `birth_on`, `as_of`), `records` (each `record`, `source`, `known_from`, `linked_by`), `events` (each `happened_from`, `precision`, `kind`, `detail`, `value`, `unit`, `source`, `known_at`, `known_is_receipt`), `hidden` |
| `linkage review` | `open`, `page`, `questions` (each `kind`, `left`, `right`, `probability`) |
| `clocks list` | a list; each `rule`, `says`, `within`, `then`, `of_last_months`, `starts`, `stops`, `ends`, `source`, `url`, `checked_on` |
| `audit verify` | `entries`, `findings` (each `kind`, `batch`, `entry`) |
| `user list` | a list; each `email`, `name`, `roles`, `active` |
| `forms list` | a list; each `name`, `version`, `title`, `about`, `items` |
| `doctor` | a list; each `name`, `state` (`good`, `look`, `bad`), `says`, `do` |
"""


def commands() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with its words, groups before what they hold."""
    yield from _walk((), alongside)


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(words, one) for words, one in commands() if words) + KEYS


def _walk(
    words: tuple[str, ...], command: click.Command
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            one = command.get_command(context, name)
            assert one is not None
            yield from _walk((*words, name), one)


def _section(words: tuple[str, ...], command: click.Command) -> str:
    name = " ".join(("alongside", *words))
    if isinstance(command, click.Group):
        return f"\n## `{name}`\n\n{_help(command)}\n"
    usage = " ".join(command.collect_usage_pieces(click.Context(command)))
    example = (command.epilog or "").replace("\b", "").replace("Example:", "").strip()
    rows = [_option(one) for one in command.params if isinstance(one, click.Option)]
    table = "\n| option | means |\n|---|---|\n" + "".join(rows) if rows else ""
    mark = "##" if len(words) == 1 else "###"
    return (
        f"\n{mark} `{name}`\n\n{_help(command)}\n\n"
        f"    {name} {usage}\n{table}\nExample:\n\n    {example}\n"
    )


def _help(command: click.Command) -> str:
    paragraphs = (command.help or "").split("\n\n")
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)


def _option(option: click.Option) -> str:
    name = max(option.opts, key=len)
    value = "" if option.is_flag else f" {option.make_metavar(click.Context(click.Command('')))}"
    says = option.help or ""
    if option.required:
        says += " Required."
    elif option.show_default and option.default not in (None, ""):
        shown = option.default
        said = ", ".join(map(str, shown)) if isinstance(shown, list | tuple) else str(shown)
        says += f" Default: `{said}`."
    return f"| `{name}{value}` | {says} |\n".replace("|YYYY", "YYYY")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
