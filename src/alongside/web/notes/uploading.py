"""Take files as they come over the line: encrypted at once, and no further than the limit.

Django's own handlers would put a large upload plain into the folder for temporary files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from alongside.core import AlongsideError
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.documents import keep_document, most_bytes, receive, too_large
from alongside.web.notes.models import DocumentRow, NoteRow
from alongside.web.notes.vault import Incoming

AT_ONCE = 20  # files of the largest size in one form: more is not read at all


class Arrived(UploadedFile):  # type: ignore[type-arg]
    """A file that arrived whole, in the vault."""

    def __init__(self, incoming: Incoming, name: str) -> None:
        super().__init__(name=name, size=incoming.size)
        self.incoming, self.whole_name = incoming, name  # Django cuts names at 255 letters


class IntoVault(FileUploadHandler):
    """Encrypts each file of a form as it arrives; ``refused`` are the names that were too large."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.refused: list[str] = []
        self._incoming: Incoming | None = None
        self._begun: list[Incoming] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._incoming = receive()
        self._begun.append(self._incoming)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take the next bytes; the rest of a file that is too large is read past, and not kept."""
        incoming = self._incoming
        if incoming is None:
            raise SkipFile
        incoming.write(raw_data)
        if incoming.size > most_bytes():
            self.refused.append(self.file_name or "")
            incoming.drop_part()
            raise SkipFile

    def file_complete(self, file_size: int) -> Arrived | None:
        """Hand the file over."""
        incoming, self._incoming = self._incoming, None
        return Arrived(incoming, self.file_name or "") if incoming else None

    def tidy(self) -> None:
        """Leave nothing of a file that was not kept, whatever ended the request."""
        for incoming in self._begun:
            incoming.drop_part()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file of a form."""

    name: str
    row: DocumentRow | None = None
    refused: AlongsideError | None = None


def keep_arrived(
    opened: OpenedCase,
    files: Iterable[Any],
    handler: IntoVault,
    *,
    people: list[UUID] | None,
    sensitivity: int | None,
    note: NoteRow | None = None,
) -> list[Outcome]:
    """Keep every file that can be; one that cannot does not hold the others up."""
    found = []
    for file in files:
        try:
            row = keep_document(
                opened,
                file.whole_name,
                file.incoming,
                people=people,
                sensitivity=sensitivity,
                note=note,
            )
            found.append(Outcome(name=row.name, row=row))
        except AccessDenied:
            raise
        except AlongsideError as refused:
            found.append(Outcome(name=file.whole_name, refused=refused))
    return found + [Outcome(name=name, refused=too_large()) for name in handler.refused]
