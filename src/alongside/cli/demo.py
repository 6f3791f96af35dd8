"""``alongside demo``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from alongside.cli.serve import run_server
from alongside.cli.start import Progress, migrate, start_web

PEOPLE = (
    ("Amara Whitlock", "amara@demo.example", ["worker"], "North"),
    ("Josef Castellanos", "josef@demo.example", ["supervisor"], "North"),
    ("Cleo Brandt", "cleo@demo.example", ["worker"], "South"),
    ("Priya Nayar", "priya@demo.example", ["analyst"], ""),
    ("Ines Okafor", "ines@demo.example", ["auditor"], ""),
)
SUPERVISOR, ANALYST = "josef@demo.example", "priya@demo.example"
FEWEST_A_CASE = 50  # people of the agency for each made-up case, up to
MOST_CASES = 48
RELEASED_BECAUSE = "Everybody here is made up: released so that the demo shows what advice is like"


@click.command(epilog="\b\nExample:  alongside demo --people 2000 --port 8080")
@click.option(
    "--people",
    default=20_000,
    show_default=True,
    type=click.IntRange(200, 1_000_000),
    help="How many to make up.",
)
@click.option(
    "--seed", default=7, show_default=True, help="The same seed gives the same made-up people."
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Where the server listens.",
)
@click.option(
    "--data",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-agency"),
    show_default=True,
    help="The agency folder; an existing one is served as it is.",
)
@click.option("--no-serve", is_flag=True, help="Stop before the server starts.")
def demo(people: int, seed: int, port: int, folder: Path, no_serve: bool) -> None:
    """Make, fill and serve a made-up agency.

    The first run prints five sign-ins with their passwords. A folder that holds an agency
    already is refreshed and served as it is.
    """
    fresh = not (folder / "agency.toml").exists()
    with Progress() as progress:
        if fresh:
            _make(folder, people=people, seed=seed, progress=progress)
        start_web(folder)
        migrate()
        signs = _sign_ins()
        from alongside.cli.refresh import run_refresh

        report = run_refresh(data=None, progress=progress)
        taught = _teach() if fresh else ""
        played = _play(people, seed=seed, progress=progress) if fresh else 0
    if report.changed:
        click.echo(", ".join(f"{count:,} {what}" for what, count in report.counts.items()))
    if taught:
        click.echo(taught)
    if played:
        click.echo(f"{played} families with a year of case work, as their workers wrote it down.")
    _welcome(signs, folder, port)
    if not no_serve:
        os.environ.setdefault("ALONGSIDE_PLAIN_HTTP", "1")
        run_server(host="127.0.0.1", port=port, workers=2)


def _make(folder: Path, *, people: int, seed: int, progress: Progress) -> None:
    """Write the made-up agency beside, then name it: a demo that is stopped leaves none."""
    import shutil

    from alongside.agency import write_agency
    from alongside.simulate import simulate_agency

    making = folder.with_name(f".{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    write_agency(making, demo=True)
    toml = making / "agency.toml"
    toml.write_text(toml.read_text() + '\n[seals]\nnamed = ["josef@demo.example"]\n')
    simulate_agency(making, people=people, seed=seed, progress=progress)
    making.rename(folder)


def _teach() -> str:
    """Keep the model that came with the package, released by the made-up supervisor."""
    from alongside.simulate.taught import NAME
    from alongside.web.models.command import keep_taught, release_for_command

    keep_taught(email=ANALYST)
    release_for_command(NAME, version=None, email=SUPERVISOR, reason=RELEASED_BECAUSE)
    return f"A model of made-up people, {NAME}, may advise once a worker has judged for herself."


def _play(people: int, *, seed: int, progress: Progress) -> int:
    """Play a year of made-up case work; how many families."""
    from alongside.web.made_up import play_year

    return play_year(cases=min(MOST_CASES, people // FEWEST_A_CASE), seed=seed, progress=progress)


def _sign_ins() -> list[tuple[str, str, str]]:
    """Make the sign-ins of the demo once: (e-mail, role, password)."""
    from alongside.web.accounts import make_user
    from alongside.web.accounts.models import User
    from alongside.web.agency import current_agency

    if not current_agency().file.demo or User.objects.exists():
        return []
    return [
        (email, roles[0], make_user(name=name, email=email, roles=roles, team=team))
        for name, email, roles, team in PEOPLE
    ]


def _welcome(signs: list[tuple[str, str, str]], folder: Path, port: int) -> None:
    click.echo()
    click.secho(f"http://127.0.0.1:{port}", bold=True)
    for email, role, password in signs:
        click.echo(f"  {role:11} {email:24} {password}")
    if signs:
        click.echo("These passwords are shown once. `alongside user password` makes a new one.")
    else:
        click.echo(f"Serving {folder}; sign in as before (`alongside user list {folder}`).")
