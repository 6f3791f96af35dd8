"""Add a document to a case, read it back, or say that it should not be there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import BinaryIO, cast
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.core import AlongsideError, ExitCode
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.agency import current_agency
from alongside.web.cases.models import new_key
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step
from alongside.web.facts.about import say_about
from alongside.web.notes.kinds_of_file import KINDS, KindOfFile, kind_of_file, name_agrees
from alongside.web.notes.models import NAME, DocumentRow, NoteRow, WithdrawnRow
from alongside.web.notes.reading import level_of
from alongside.web.notes.scanning import check_harmless
from alongside.web.notes.vault import Incoming, SealedFile, damaged, unwrap, wrap
from alongside.web.notes.vault_place import documents_folder, master_key

MEGABYTE = 1_000_000
CHUNK = 1 << 16
JOINERS = "\u200c\u200d"  # of Persian and Hindi words, and of families in one emoji


def add_document(
    opened: OpenedCase,
    name: str,
    file: BinaryIO,
    *,
    people: Iterable[UUID] | None = None,
    sensitivity: int | None = None,
    note: NoteRow | None = None,
) -> DocumentRow:
    """Read a file in pieces and keep it encrypted. What is not said comes from the case.

    Raises
    ------
    AlongsideError
        ``AL-U093`` when it is too large, empty or of a kind that is not taken, ``AL-U094`` when it
        is harmful, ``AL-U095`` when it could not be looked at. Nothing of it is kept then.
    AccessDenied
        When the worker may not work on the case.
    """
    opened.check(Verb.WORK_CASES)
    incoming = receive()
    try:
        while chunk := file.read(CHUNK):
            incoming.write(chunk)
            if incoming.size > most_bytes():
                raise too_large()
    except BaseException:
        incoming.drop()
        raise
    return keep_document(opened, name, incoming, people=people, sensitivity=sensitivity, note=note)


def receive() -> Incoming:
    """A place for a file that begins to arrive."""
    return Incoming(documents_folder(), new_key())


def keep_document(
    opened: OpenedCase,
    name: str,
    incoming: Incoming,
    *,
    people: Iterable[UUID] | None = None,
    sensitivity: int | None = None,
    note: NoteRow | None = None,
) -> DocumentRow:
    """Look at a file that has arrived, and keep it with its row; or nothing of either.

    The file gets its name before the row is committed: a crash between the two leaves a file that
    ``sweep_orphans`` finds, never a row without its file.
    """
    try:
        opened.check(Verb.WORK_CASES)
        sha256 = incoming.close()
        kind = _looked_at(name, incoming)
        with transaction.atomic():
            row: DocumentRow = DocumentRow.objects.create(
                key=incoming.key,
                case=opened.row,
                note=note,
                name=tidy_name(name),
                kind=kind.name,
                size=incoming.size,
                sha256=sha256,
                wrapped_key=wrap(incoming.data_key, incoming.key, master_key()),
                sensitivity=_level(opened, sensitivity),
                by_id=opened.acting.access.worker.id,
                at=opened.acting.now,
            )
            _tell(opened, row, people)
            incoming.keep()
    except BaseException:
        incoming.drop()
        raise
    return row


def documents_of(opened: OpenedCase) -> QuerySet[DocumentRow]:
    """The documents that she may see, newest first; withdrawn ones only for supervisors."""
    rows = DocumentRow.objects.filter(case=opened.row, sensitivity__lte=level_of(opened))
    if not opened.may(Verb.SUPERVISE_CASES):
        rows = rows.filter(withdrawn=None)
    found: QuerySet[DocumentRow] = rows.select_related("by", "withdrawn__by").order_by("-at", "-id")
    return found


def open_document(opened: OpenedCase, key: UUID, *, reason: str = "") -> DocumentRow:
    """A document's row, once the ledger holds that it was opened.

    Raises
    ------
    AccessDenied
        The same for one that is not there, of another case, restricted or withdrawn.
    """
    row = documents_of(opened).filter(key=key).first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    opened.acting.note(Verb.VIEW_CASES, "document", str(key), reason=reason)
    return row


def read_document(row: DocumentRow) -> SealedFile:
    """The plain bytes of a document.

    Raises
    ------
    AlongsideError
        ``AL-U097`` when the file is not the one that was added.
    """
    data_key = unwrap(bytes(row.wrapped_key), row.key, master_key())
    file = SealedFile(documents_folder() / str(row.key), row.key, data_key)
    if file.size != row.size:
        file.close()
        raise damaged()
    return file


def withdraw_document(opened: OpenedCase, row: DocumentRow, *, reason: str) -> None:
    """Say that a document should not be there; it stays for who supervises the case.

    Raises
    ------
    AlongsideError
        ``AL-U098`` without a reason, or when it is withdrawn already.
    """
    opened.check(Verb.WORK_CASES)
    if not reason.strip() or WithdrawnRow.objects.filter(document=row).exists():
        raise AlongsideError(
            "AL-U098",
            seen="The document was not withdrawn",
            wanted="a reason, and a document that is not withdrawn yet",
            do="Say in a sentence why it should not be there",
        )
    with transaction.atomic():
        WithdrawnRow.objects.create(
            document=row,
            by_id=opened.acting.access.worker.id,
            at=opened.acting.now,
            reason=reason.strip(),
        )
        take_step(
            opened,
            "document_withdrawn",
            about=f"document:{row.pk}",
            sensitivity=row.sensitivity,
        )


def tidy_name(name: str) -> str:
    """A name without folders, and without signs that make it look like another one.

    Direction marks can make ``fdp.exe`` of ``exe.pdf``; letters that are written from right to
    left need none. A long name keeps its ending.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(one for one in last if one in JOINERS or not _unseen(one))
    shown = " ".join(shown.split())
    if len(shown) <= NAME:
        return shown
    stem, dot, ending = shown.rpartition(".")
    return stem[: NAME - len(ending) - 1] + dot + ending if dot else shown[:NAME]


def most_bytes() -> int:
    """How large a document may be, in bytes."""
    return current_agency().file.documents.max_mb * MEGABYTE


def too_large() -> AlongsideError:
    """What is said to who sends a file above the limit."""
    return _not_taken(
        f"This file is larger than {current_agency().file.documents.max_mb} MB",
        "Send a smaller picture, or part the document",
    )


def _looked_at(name: str, incoming: Incoming) -> KindOfFile:
    if incoming.size == 0:
        raise _not_taken("This file is empty", "Look whether it was saved where it comes from")
    if incoming.size > most_bytes():
        raise too_large()
    with incoming.reader() as file:
        check_harmless(file.pieces())
        kind = kind_of_file(cast(BinaryIO, file))
    if kind is None:
        raise _not_taken("What is in this file is of no kind that is taken", kinds_taken())
    if not name_agrees(tidy_name(name), kind):
        raise _not_taken(
            f"What is in this file is {kind.name}, and its name says otherwise", "Rename it"
        )
    return kind


def kinds_taken() -> str:
    """Every kind, for a sentence."""
    return "Documents can be " + ", ".join(KINDS)


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs")


def _level(opened: OpenedCase, wanted: int | None) -> int:
    return min(int(wanted or opened.row.sensitivity), level_of(opened))


def _tell(opened: OpenedCase, row: DocumentRow, people: Iterable[UUID] | None) -> None:
    part_of = {one.person_id for one in opened.people}
    chosen = [one for one in (opened.focus if people is None else people) if one in part_of]
    say_about("document", row.pk, chosen, acting=opened.acting, case=opened.row)
    take_step(
        opened,
        "document_added",
        people=chosen,
        about=f"document:{row.pk}",
        sensitivity=row.sensitivity,
    )


def _not_taken(seen: str, do: str) -> AlongsideError:
    return AlongsideError(
        "AL-U093",
        seen=f"{seen}, so it was not added",
        wanted=f"a document of up to {current_agency().file.documents.max_mb} MB",
        do=do,
        exit_code=ExitCode.REFUSED,
    )
