"""What is wrong with a form, in words that whoever writes it can act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.core import AlongsideError


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One mistake of a form. ``link_id`` is empty for the form itself."""

    code: str  # AL-F0nn
    link_id: str
    seen: str
    wanted: str

    def __str__(self) -> str:
        where = f"item {self.link_id}: " if self.link_id else ""
        return f"{where}saw {self.seen}; wanted {self.wanted} ({self.code})"


class FormMistakes(AlongsideError):
    """Every mistake of a form; ``findings`` lists them. Carries the code of the first."""

    def __init__(self, name: str, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        lines = "".join(f"\n  {one}" for one in findings)
        count = f"{len(findings)} mistake{'s' if len(findings) > 1 else ''}"
        super().__init__(
            findings[0].code,
            seen=f"{count} in the form {name}:{lines}\n",
            do="Mend the form and try again",
        )
