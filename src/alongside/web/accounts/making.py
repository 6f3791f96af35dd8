"""Make people who may sign in, change what they may do, and close their sign-in.

Each of these is an entry of the ledger: who may look decides what looking is worth.
"""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from alongside.core import AlongsideError
from alongside.governance import Entry
from alongside.web.accounts.models import User
from alongside.web.agency import current_agency
from alongside.web.ledger.store import DatabaseLedger


@transaction.atomic
def make(*, name: str, email: str, roles: list[str], team: str) -> str:
    """Make a user with known roles and a random password."""
    _check(roles)
    if User.objects.filter(email=email.lower()).exists():
        raise AlongsideError(
            "AL-U022",
            seen="Somebody signs in with that address already",
            do="Change her roles with `alongside user roles`; see `alongside user list`",
        )
    password = _random()
    user = User.objects.create_user(email, password, name=name, roles=roles, team=team)
    _note(user, "added_worker", ", ".join(roles))
    return password


@transaction.atomic
def renew(email: str) -> str:
    """Give somebody a new password; sessions made with the old one end."""
    user = _find(email)
    password = _random()
    user.set_password(password)
    user.save(update_fields=["password"])
    _note(user, "renewed_password", "")
    return password


@transaction.atomic
def set_roles(email: str, roles: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give somebody exactly these roles; return those before and those now."""
    _check(roles)
    user = _find(email)
    before, user.roles = list(user.roles), list(roles)
    user.save(update_fields=["roles"])
    _note(user, "changed_roles", f"{', '.join(before)} -> {', '.join(roles)}")
    return before, list(roles)


@transaction.atomic
def set_active(email: str, *, active: bool) -> None:
    """Close somebody's sign-in, which ends her sessions, or open it again."""
    user = _find(email)
    user.is_active = active
    user.save(update_fields=["is_active"])
    _note(user, "opened_sign_in" if active else "closed_sign_in", "")


def _check(roles: Sequence[str]) -> None:
    known = current_agency().file.role_table()
    unknown = [role for role in roles if role not in known]
    if unknown or not roles:
        raise AlongsideError(
            "AL-U021",
            seen=f"The role {', '.join(unknown) or '(none)'} is not known",
            wanted=f"one of {', '.join(known)}",
            do="Roles are the table [roles] of agency.toml, or the built-in ones",
        )


def _find(email: str) -> User:
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        raise AlongsideError(
            "AL-U023",
            seen="Nobody signs in with that address",
            do="See `alongside user list`",
        )
    return user


def _note(user: User, verb: str, reason: str) -> None:
    DatabaseLedger().write(
        Entry(
            at=timezone.now(),
            worker_id=f"command line ({getpass.getuser()})"[:64],
            verb=verb,
            object_kind="worker",
            object_id=str(user.pk),
            purpose="administration",
            reason=reason,
            channel="command",
        )
    )


def _random() -> str:
    """Four groups of letters and digits that can be told apart when read aloud (80 bits)."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
