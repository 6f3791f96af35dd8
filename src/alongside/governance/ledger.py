"""The audit ledger: who did what, to whom, why, when, from where."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from alongside.core import AlongsideError, ExitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger. It carries ids and reasons, never the content of a record."""

    at: datetime
    worker_id: str
    verb: str
    object_kind: str  # person, record, link, source, ledger ...
    object_id: str
    purpose: str
    reason: str = ""
    as_of: datetime | None = None
    outcome: str = "allowed"  # allowed or denied
    channel: str = "page"  # page, command, notebook
    address: str = ""  # network address the request came from

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a ledger entry needs an aware time")

    def canonical(self, number: int) -> bytes:
        """The bytes that are hashed: the same for the same entry on every machine."""
        values = [
            number,
            _instant(self.at),
            self.worker_id,
            self.verb,
            self.object_kind,
            self.object_id,
            self.purpose,
            self.reason,
            _instant(self.as_of),
            self.outcome,
            self.channel,
            self.address,
        ]
        return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


class Ledger(Protocol):
    """Where entries go. Implemented by the web's store."""

    def write(self, entry: Entry) -> None:
        """Write durably, or raise :class:`LedgerUnavailable`."""


class LedgerUnavailable(AlongsideError):
    """The ledger could not be written, so nothing may be shown."""

    def __init__(self) -> None:
        super().__init__(
            "AL-G001",
            seen="The ledger of views could not be written, so nothing is shown",
            do="Try again in a minute; if it stays, tell whoever runs Alongside",
            exit_code=ExitCode.STORAGE,
        )


def _instant(value: datetime | None) -> str | None:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None
