"""What of this room waits for a worker."""

from __future__ import annotations

from alongside.web.identity.acting import Acting
from alongside.web.today.items import Item


def on_today(acting: Acting) -> list[Item]:
    """What waits for the worker who asks, each once."""
    del acting
    return []
