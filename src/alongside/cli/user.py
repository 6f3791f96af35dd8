"""``alongside user``."""

from __future__ import annotations

from pathlib import Path

import click

from alongside.cli.start import FOLDER, JSON, migrate, print_json, print_table, start_web


@click.group()
def user() -> None:
    """Add people who sign in, and change their roles."""


@user.command(
    epilog='Example:  alongside user add . --email amara@example.org --name "Amara Whitlock"'
)
@FOLDER
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, default=["worker"], show_default=True)
@click.option("--team", default="")
def add(folder: Path, email: str, name: str, roles: tuple[str, ...], team: str) -> None:
    """Add somebody; prints a first password once."""
    start_web(folder)
    migrate()
    from alongside.web.accounts import make_user

    password = make_user(name=name, email=email, roles=list(roles), team=team)
    click.echo(f"{email}  {password}\nThis password is shown once. Change it after signing in.")


@user.command("list", epilog="Example:  alongside user list . --json")
@FOLDER
@JSON
def list_users(folder: Path, as_json: bool) -> None:
    """List who may sign in, with their roles."""
    start_web(folder)
    migrate()
    from alongside.web.accounts.models import User

    rows = [
        {"email": one.email, "name": one.name, "roles": one.roles, "active": one.is_active}
        for one in User.objects.order_by("email")
    ]
    if as_json:
        print_json(rows)
    else:
        head = ["email", "name", "roles", "active"]
        print_table(
            head, [[r["email"], r["name"], ", ".join(r["roles"]), r["active"]] for r in rows]
        )


@user.command(epilog="Example:  alongside user password . --email amara@example.org")
@FOLDER
@click.option("--email", required=True)
def password(folder: Path, email: str) -> None:
    """Make a new password for somebody who lost hers; prints it once."""
    start_web(folder)
    migrate()
    from alongside.web.accounts import new_password

    click.echo(f"{email}  {new_password(email)}\nThis password is shown once.")
