"""Make people who may sign in."""

from __future__ import annotations

import secrets

from alongside.core import AlongsideError
from alongside.web.accounts.models import User
from alongside.web.agency import current_agency


def make(*, name: str, email: str, roles: list[str], team: str) -> str:
    """Make a user with known roles and a random password."""
    known = current_agency().file.role_table()
    unknown = [role for role in roles if role not in known]
    if unknown or not roles:
        raise AlongsideError(
            "AL-U021",
            seen=f"The role {', '.join(unknown) or '(none)'} is not known",
            wanted=f"one of {', '.join(known)}",
            do="Roles are the table [roles] of agency.toml, or the built-in ones",
        )
    if User.objects.filter(email=email.lower()).exists():
        raise AlongsideError(
            "AL-U022",
            seen="Somebody signs in with that address already",
            do="See `alongside user list`",
        )
    password = _random()
    User.objects.create_user(email, password, name=name, roles=roles, team=team)
    return password


def renew(email: str) -> str:
    """Give somebody a new password; sessions made with the old one end."""
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        raise AlongsideError(
            "AL-U023",
            seen="Nobody signs in with that address",
            do="See `alongside user list`",
        )
    password = _random()
    user.set_password(password)
    user.save(update_fields=["password"])
    return password


def _random() -> str:
    """Four groups of letters and digits that can be told apart when read aloud (80 bits)."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
