"""``alongside``: find the command, run it, and turn mistakes into messages and exit codes."""

from __future__ import annotations

import sys

import click

from alongside import __version__
from alongside.cli.lazy import LazyGroup, complain
from alongside.core import AlongsideError, ExitCode

COMMANDS = {
    "init": ("alongside.cli.init:init", "Write a new agency folder that works."),
    "demo": ("alongside.cli.demo:demo", "Make, fill and serve a made-up agency."),
    "sources": ("alongside.cli.sources:sources", "Draft and check the mapping of extracts."),
    "simulate": ("alongside.cli.simulate:simulate", "Write made-up extracts with known truth."),
    "refresh": ("alongside.cli.refresh:refresh", "Read what is new and join it to timelines."),
    "matrix": ("alongside.cli.matrix:matrix", "Write the rows that a model learns from."),
    "train": ("alongside.cli.train:train", "Train a model; it becomes a draft."),
    "evaluate": ("alongside.cli.evaluate:evaluate", "Try a model on the records of now."),
    "model": ("alongside.cli.model:model", "Read, release and pause models."),
    "advise": ("alongside.cli.advise:advise", "Ask for advice, after your own judgement."),
    "linkage": ("alongside.cli.linkage:linkage", "Measure and review who is who."),
    "person": ("alongside.cli.person:person", "Show one person, with access and ledger."),
    "clocks": ("alongside.cli.clocks:clocks", "Read deadlines, and recount after a change."),
    "audit": ("alongside.cli.audit:audit", "Verify the ledger of who looked."),
    "user": ("alongside.cli.user:user", "Add people who sign in, and change their roles."),
    "forms": ("alongside.cli.forms:forms", "Check and list the agency's forms."),
    "doctor": ("alongside.cli.doctor:doctor", "Check the machine, the folder and the stores."),
    "serve": ("alongside.cli.serve:serve", "Serve an agency in the browser."),
    "completion": ("alongside.cli.completion:completion", "Print shell completion to source."),
}

EPILOG = """
First steps:  alongside demo   |   alongside init my-agency
"""


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="alongside")
def alongside() -> None:
    """Join an agency's records into one timeline for each person; people decide."""


def main() -> None:
    """Run the command line; a user's mistake never prints a traceback."""
    try:
        alongside.main(prog_name="alongside", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped. Nothing half-done was kept.", err=True)
        sys.exit(ExitCode.FAILED)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except AlongsideError as error:
        complain(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(ExitCode.OK)


if __name__ == "__main__":
    main()
