"""Carry an act out; a mistake that can be mended goes back to the form."""

from __future__ import annotations

from collections.abc import Callable

from alongside.core import AlongsideError
from alongside.governance import LedgerUnavailable
from alongside.privacy.access import AccessDenied


def try_to(act: Callable[[], object]) -> AlongsideError | None:
    """What refused the act, for the form to say; no right and no ledger have pages of their own."""
    try:
        act()
    except (AccessDenied, LedgerUnavailable):
        raise
    except AlongsideError as error:
        return error
    return None
