"""A served agency with a family of long and foreign names, for notes and documents.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.cli.start import migrate, start_web
from tests.journeys.small_town import FORMULA, filled_site

if TYPE_CHECKING:
    from alongside.web.cases.opening import OpenedCase

TITLE = "Mila and Theo Hartmann"
EMPTY = "The Osman family"
OTHER = "noor@demo.example"  # a worker of the same team
LONG = "Mila-Sophie Annabelle " * 14
ODD = f"<b>not bold</b> {FORMULA} \u05de\u05d9\u05dc\u05d4 \U0001f3e1"


@contextmanager
def notes_site(folder: Path) -> Iterator[str]:
    """The address of a server of the town."""
    with filled_site(folder, by="tests.journeys.notes_town") as address:
        yield address


def fill(folder: Path, password: str, emails: dict[str, str]) -> None:
    """Three sign-ins and one more worker; a case full of notes, and one without any."""
    start_web(folder)
    migrate()
    from alongside.web.accounts.models import User

    names = {"worker": "Amara Whitlock", "supervisor": "Josef Lang", "auditor": "Ines Roth"}
    made = {
        role: User.objects.create_user(
            email, password, name=names[role], roles=[role], team="North"
        )
        for role, email in emails.items()
    }
    User.objects.create_user(OTHER, password, name="Noor Said", roles=["worker"], team="North")
    _families(made["worker"])


def _families(worker: object) -> None:
    from django.utils import timezone

    from alongside.web.accounts.models import User
    from tests.web.casework import make_case, reopen_at

    assert isinstance(worker, User)
    now = timezone.now()
    full = make_case(worker, title=TITLE, children=["Mila", LONG[:150]], now=now)
    make_case(worker, title=EMPTY, children=["Ayan"], now=now)
    _write(reopen_at(full, worker, now=timezone.now()))


def _write(opened: OpenedCase) -> None:
    from alongside.web.notes.documents import add_document, withdraw_document
    from alongside.web.notes.keeping import amend_note, write_note

    first = write_note(opened, text="Theo was at school all week.", kind="call")
    amend_note(opened, first, text="He was ill on Friday.", reason="Dora rang again")
    write_note(opened, text=f"{ODD}\n\n{LONG * 8}", kind="visit", title=(ODD + LONG)[:160])
    names = ("letter from the school.pdf", LONG[:290] + ".pdf", "מכתב 🏡.pdf")
    rows = [add_document(opened, name, io.BytesIO(b"%PDF-1.7\n")) for name in names]
    gone = add_document(opened, "of the neighbours.pdf", io.BytesIO(b"%PDF-1.7\n"))
    withdraw_document(opened, gone, reason=f"Not this family {ODD}")
    assert len(rows) == 3


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sys.argv[2], dict(pair.split("=") for pair in sys.argv[3:]))
