"""What somebody asked her worklist for, read from the address and remembered."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from alongside.web.today.line import Line
from alongside.web.today.models import ChoiceRow

KINDS = {
    "clock": _("What has to be done in time"),
    "visit": _("Visits"),
    "waiting": _("What waits for me"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which lines to show; all of them where both are empty."""

    kind: str = ""
    case: str = ""

    def fits(self, line: Line) -> bool:
        """Whether a line is asked for."""
        return self.kind in ("", line.kind) and self.case in ("", line.case)

    @property
    def query(self) -> str:
        """The same as the end of an address; empty when everything is asked for."""
        said = {"kind": self.kind, "case": self.case}
        return urlencode({name: value for name, value in said.items() if value})

    def __bool__(self) -> bool:
        return bool(self.kind or self.case)


def read_asked(query: QueryDict) -> Asked:
    """Read an address; what cannot be read is left out, so that nothing is hidden by mistake."""
    kind = query.get("kind", "")
    return Asked(kind=kind if kind in KINDS else "", case=_key(query.get("case", "")))


def remembered(worker_id: str) -> Asked:
    """What she chose last."""
    row = ChoiceRow.objects.filter(worker_id=UUID(worker_id)).first()
    return Asked(kind=row.kind, case=row.case) if row else Asked()


def remember(worker_id: str, asked: Asked) -> None:
    """Keep her choice for the next time."""
    ChoiceRow.objects.update_or_create(
        worker_id=UUID(worker_id), defaults={"kind": asked.kind, "case": asked.case}
    )


def _key(said: str) -> str:
    try:
        return str(UUID(said))
    except ValueError:
        return ""
