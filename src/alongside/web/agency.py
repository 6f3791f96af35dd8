"""The agency that this process serves."""

from __future__ import annotations

from django.conf import settings

from alongside.agency import Agency
from alongside.core import AlongsideError


def current_agency() -> Agency:
    """The agency of the settings.

    Raises
    ------
    AlongsideError
        ``AL-U001`` when no agency folder was named.
    """
    agency = settings.ALONGSIDE_AGENCY
    if not isinstance(agency, Agency):
        raise AlongsideError(
            "AL-U001",
            seen="No agency folder was named",
            wanted="the variable ALONGSIDE_AGENCY",
            do="Start with `alongside serve DIR`",
        )
    return agency
