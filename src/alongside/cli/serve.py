"""``alongside serve``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from alongside.cli.start import FOLDER, migrate, start_web


@click.command(epilog="\b\nExample:  alongside serve my-agency --port 8080")
@FOLDER
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Where the server listens.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The network address it listens on; the default is this machine only.",
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 32),
    help="Server processes.",
)
def serve(folder: Path, port: int, host: str, workers: int) -> None:
    """Serve an agency in the browser, until you press Ctrl-C."""
    start_web(folder)
    migrate()
    _recount()
    click.echo(f"http://{host}:{port}")
    run_server(host=host, port=port, workers=workers)


def _recount() -> None:
    """Count the clocks anew when the rules are others than at the last start."""
    from django.utils import timezone

    from alongside.web.clocks.recounting import recount_if_changed

    count = recount_if_changed(now=timezone.now())
    if count:
        says = f"The rules of clocks changed: counted those of {count:,} cases anew."
        click.echo(says, err=True)


def run_server(*, host: str, port: int, workers: int) -> None:
    """Become the web server; the environment names the agency."""
    arguments = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host,
        "--port", str(port), "--workers", str(workers), "--blocking-threads", "4",
        "--respawn-failed-workers", "--log-level", "warning",
        "alongside.web.wsgi:application",
    ]  # fmt: skip
    sys.stdout.flush()
    os.execv(sys.executable, arguments)  # noqa: S606 - our own interpreter, no shell
