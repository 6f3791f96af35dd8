"""Who signs in, with what, and what she may do.

Sign-in itself is allauth's; this app adds the roles, the second factor that staff need, and the
step from a signed-in user to a :class:`alongside.privacy.Worker`. It refuses a superuser: nobody
may see everything.
"""

from __future__ import annotations


def make_user(*, name: str, email: str, roles: list[str], team: str = "") -> str:
    """Make somebody who may sign in; return her first password.

    Raises
    ------
    AlongsideError
        ``AL-U021`` for a role the agency does not have, ``AL-U022`` for an address in use.
    """
    from alongside.web.accounts.making import make

    return make(name=name, email=email, roles=roles, team=team)


def new_password(email: str) -> str:
    """Make a new random password for somebody, end her sessions, and return it.

    Raises
    ------
    AlongsideError
        ``AL-U023`` when nobody signs in with that address.
    """
    from alongside.web.accounts.making import renew

    return renew(email)


def set_roles(email: str, roles: list[str]) -> tuple[list[str], list[str]]:
    """Give somebody exactly these roles; return those before and those now.

    Raises
    ------
    AlongsideError
        ``AL-U021`` for a role the agency does not have, ``AL-U023`` for an unknown address.
    """
    from alongside.web.accounts import making

    return making.set_roles(email, roles)


def set_active(email: str, *, active: bool) -> None:
    """Close somebody's sign-in, which ends her sessions, or open it again.

    Raises
    ------
    AlongsideError
        ``AL-U023`` when nobody signs in with that address.
    """
    from alongside.web.accounts import making

    making.set_active(email, active=active)
