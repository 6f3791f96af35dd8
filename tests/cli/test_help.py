"""Every command explains itself with an example, and the first answer comes at once."""

from __future__ import annotations

import shlex
import statistics
import subprocess
import sys
import time

import click
import pytest
from click.testing import CliRunner

from alongside.cli.__main__ import alongside
from tests.cli.running import run
from tests.docs.command_line import commands

EVERY = {" ".join(words): (words, command) for words, command in commands()}
GOAL = 0.4  # seconds, on a machine that starts Python in BARE
BARE = 0.02


@pytest.mark.parametrize("name", [name for name in EVERY if name])
def test_help_shows_an_example_that_names_the_command(name: str) -> None:
    words, command = EVERY[name]
    done = CliRunner().invoke(alongside, [*words, "--help"])
    assert done.exit_code == 0
    _, mark, example = done.output.partition("Example:")
    assert mark
    assert f"alongside {name}" in example
    assert len(example.strip().splitlines()) == 1, "a wrapped example cannot be pasted"
    assert command.help


@pytest.mark.parametrize("name", [name for name in EVERY if name])
def test_every_option_says_what_it_means(name: str) -> None:
    _, command = EVERY[name]
    silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert silent == []


@pytest.mark.parametrize("name", [name for name in EVERY if name])
def test_the_example_can_be_typed(name: str) -> None:
    words, command = EVERY[name]
    if isinstance(command, click.Group):
        return
    line = (command.epilog or "").replace("\b", "").replace("Example:", "").partition(">")[0]
    typed = shlex.split(line.strip().removeprefix('eval "$(').removesuffix(')"'))
    given = typed[1 + len(words) :]
    # existence of files is the reader's matter; words and options are ours
    options = {opt for p in command.params for opt in p.opts if opt.startswith("-")}
    assert {word for word in given if word.startswith("--")} <= options


def test_the_first_help_comes_at_once() -> None:
    bare = min(_seconds([sys.executable, "-c", "pass"]) for _ in range(5))
    ours = statistics.median(
        _seconds([sys.executable, "-m", "alongside.cli", "--help"]) for _ in range(5)
    )
    # a slower or busier machine starts Python later too, and is allowed as much more
    assert ours < GOAL * max(1, bare / BARE)


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_ALONGSIDE_COMPLETE" in done.stdout
