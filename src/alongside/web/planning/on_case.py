"""What this room shows on a case's page."""

from __future__ import annotations

from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.parts import CasePart


def on_case(opened: OpenedCase) -> tuple[CasePart, ...]:
    """The cards of this room."""
    del opened
    return ()
