"""Names of workers, asked for as they turn up and read in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from alongside.web.accounts.models import User


@dataclass(slots=True)
class WorkerNames:
    """Names by worker's id; what is nobody's id (``linkage``, ``source``) has none."""

    _wanted: set[str] = field(default_factory=set)
    _known: dict[str, str] = field(default_factory=dict)

    def want(self, ids: Iterable[object]) -> None:
        """Say whose names will be needed."""
        self._wanted.update(str(one) for one in ids if one is not None)

    def of(self, worker_id: object) -> str:
        """A name, empty when there is none. The first one reads all that are wanted."""
        key = str(worker_id)
        if key not in self._known:
            self._read(self._wanted | {key})
        return self._known[key]

    def _read(self, keys: set[str]) -> None:
        unread = keys - set(self._known)
        self._known.update(dict.fromkeys(unread, ""))
        rows = User.objects.filter(id__in=[key for key in unread if _is_id(key)])
        self._known.update({str(one): name for one, name in rows.values_list("id", "name")})
        self._wanted.clear()


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
