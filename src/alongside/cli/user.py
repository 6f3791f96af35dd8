"""``alongside user``."""

from __future__ import annotations

from pathlib import Path

import click

from alongside.cli.start import FOLDER, JSON, migrate, print_json, print_table, start_web

EMAIL = click.option("--email", required=True, help="The address she signs in with.")


@click.group(epilog="\b\nExample:  alongside user list my-agency")
def user() -> None:
    """Add people who sign in, and change their roles."""


@user.command(
    epilog='\b\nExample:  alongside user add . --email amara@example.org --name "Amara Whitlock"'
)
@FOLDER
@EMAIL
@click.option("--name", required=True, help="As colleagues and the ledger are to read it.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    default=["worker"],
    show_default=True,
    help="Repeat for several roles: worker, supervisor, analyst, auditor, or the agency's own.",
)
@click.option("--team", default="", help="Where she works; only shown.")
def add(folder: Path, email: str, name: str, roles: tuple[str, ...], team: str) -> None:
    """Add somebody who signs in.

    Prints her first password, once.
    """
    start_web(folder)
    migrate()
    from alongside.web.accounts import make_user

    password = make_user(name=name, email=email, roles=list(roles), team=team)
    click.echo(
        f"{email}  {password}\nThis password is shown once; she can change it after signing in."
    )


@user.command("list", epilog="\b\nExample:  alongside user list . --json")
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


@user.command(
    epilog="\b\nExample:  alongside user roles . --email amara@example.org --role supervisor"
)
@FOLDER
@EMAIL
@click.option("--role", "roles", multiple=True, required=True, help="Repeat for several roles.")
def roles(folder: Path, email: str, roles: tuple[str, ...]) -> None:
    """Give somebody exactly these roles.

    Roles that are not named are taken away. It counts from her next page on.
    """
    start_web(folder)
    migrate()
    from alongside.web.accounts import set_roles

    before, now = set_roles(email, list(roles))
    click.echo(f"{email}  before: {', '.join(before)}; now: {', '.join(now)}")


@user.command(epilog="\b\nExample:  alongside user close . --email amara@example.org")
@FOLDER
@EMAIL
def close(folder: Path, email: str) -> None:
    """Close the sign-in of somebody.

    It ends at once, also where she is signed in. What she did stays in the ledger.
    """
    start_web(folder)
    migrate()
    from alongside.web.accounts import set_active

    set_active(email, active=False)
    click.echo(f"{email}  can no longer sign in.")


@user.command("open", epilog="\b\nExample:  alongside user open . --email amara@example.org")
@FOLDER
@EMAIL
def open_again(folder: Path, email: str) -> None:
    """Open a sign-in that was closed."""
    start_web(folder)
    migrate()
    from alongside.web.accounts import set_active

    set_active(email, active=True)
    click.echo(f"{email}  can sign in again, with the password and roles from before.")


@user.command(epilog="\b\nExample:  alongside user password . --email amara@example.org")
@FOLDER
@EMAIL
def password(folder: Path, email: str) -> None:
    """Make a new password for somebody.

    Prints it once, and ends her sessions.
    """
    start_web(folder)
    migrate()
    from alongside.web.accounts import new_password

    click.echo(f"{email}  {new_password(email)}\nThis password is shown once.")
