"""Which forms there are now, and which version something was filled with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alongside.agency.form_files import NAME, form_files
from alongside.core import AlongsideError
from alongside.forms import Form, form_from, lint_form, read_json
from alongside.web.agency import current_agency
from alongside.web.assessments.models import FilledRow, FormVersionRow
from alongside.web.identity.acting import Acting


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFile:
    """A form of the agency folder, with the bytes it was read from."""

    form: Form
    text: str

    @property
    def sha(self) -> str:
        """What names this very text."""
        return sha_of(self.text)


def sha_of(text: str) -> str:
    """The SHA-256 of a form's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def current_forms() -> dict[str, FormFile]:
    """The forms that can be filled in now, by name: the files as they are at this moment.

    A file that was broken since the start is left out; the version before it is in the database.
    """
    folder = current_agency().folder / "forms"
    found = {}
    for path in form_files(folder):
        stamp = path.stat()
        file = _read(path, stamp.st_mtime_ns, stamp.st_size)
        if file is not None:
            found[path.stem] = file
    return found


def current_form(name: str) -> FormFile:
    """One of them.

    Raises
    ------
    AlongsideError
        ``AL-U070`` when there is none of that name.
    """
    found = current_forms().get(name)
    if found is None:
        raise AlongsideError(
            "AL-U070",
            seen="There is no such form, or its file holds a mistake",
            wanted="a form of the agency folder",
            do="Choose another form, or mend the file: `alongside forms lint`",
        )
    return found


def version_of(file: FormFile, acting: Acting) -> FormVersionRow:
    """The row of this very text, kept from the first time that it is used."""
    row: FormVersionRow
    row, _made = FormVersionRow.objects.get_or_create(
        name=file.form.name,
        sha=file.sha,
        defaults={
            "version": file.form.version[:40],
            "title": file.form.title[:200],
            "text": file.text,
            "at": acting.now,
            "by_id": acting.access.worker.id,
        },
    )
    return row


def form_of(filled: FilledRow) -> Form:
    """The form as it was when this was begun."""
    row = filled.version
    return read_text(row.name, row.text)


@lru_cache(maxsize=128)
def read_text(name: str, text: str) -> Form:
    """The form of a kept text: it was sound when it was kept."""
    return form_from(json.loads(text), name=name)


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, _size: int) -> FormFile | None:
    data = path.read_bytes()
    found, faults = read_json(data)
    if faults or lint_form(found) or not NAME.fullmatch(path.stem):
        return None
    return FormFile(form=form_from(found, name=path.stem), text=data.decode("utf-8-sig"))
