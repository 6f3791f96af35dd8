import time
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from alongside.core import AlongsideError
from alongside.governance import Entry, LedgerUnavailable
from alongside.web.ledger.heads import head_path
from alongside.web.ledger.models import LedgerBatch, LedgerEntry
from alongside.web.ledger.store import DatabaseLedger, seal_pending, verify_ledger

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def write(count):
    for number in range(count):
        DatabaseLedger().write(
            Entry(
                at=NOW + timedelta(minutes=number),
                worker_id="w",
                verb="view_person",
                object_kind="person",
                object_id=f"p{number}",
                purpose="casework",
                as_of=NOW,
            )
        )


@pytest.fixture
def sealed(agency):
    """Three seals over nine entries."""
    for _ in range(3):
        write(3)
        seal_pending(timezone.now())


def test_an_untouched_ledger_verifies(sealed):
    assert verify_ledger() == []
    assert seal_pending(timezone.now()) is None


def edit(first):
    LedgerEntry.objects.filter(id=first + 4).update(worker_id="somebody else")


def remove(first):
    LedgerEntry.objects.filter(id=first + 4).delete()


def cut_off(first):
    LedgerBatch.objects.filter(number=3).delete()
    LedgerEntry.objects.filter(id__gte=first + 6).delete()


def swap(first):
    one, other = LedgerEntry.objects.get(id=first), LedgerEntry.objects.get(id=first + 1)
    LedgerEntry.objects.filter(id=first).update(object_id=other.object_id, at=other.at)
    LedgerEntry.objects.filter(id=first + 1).update(object_id=one.object_id, at=one.at)


def drop_seal(first):
    LedgerBatch.objects.filter(number=2).delete()


def smuggle(first):
    """An entry before the first one that was ever sealed."""
    copy = LedgerEntry.objects.get(id=first)
    copy.pk = first - 1
    copy.save(force_insert=True)


def seal_anew(first):
    """The end is cut off, and what follows is sealed as if nothing had been."""
    cut_off(first)
    write(3)
    seal_pending(timezone.now())


# what is done, counted from the first entry; the entries that are named
TAMPERED = [
    (edit, [4]),
    (remove, [4]),
    (cut_off, [8]),
    (swap, [0, 1]),
    (smuggle, [-1]),
    (seal_anew, [8]),
    (drop_seal, [None, 5]),
]


@pytest.mark.parametrize(("tamper", "named"), TAMPERED)
def test_whatever_is_done_to_the_ledger_is_named(sealed, tamper, named):
    first = LedgerEntry.objects.order_by("id").first().pk
    tamper(first)
    entries = [None if one.entry is None else one.entry - first for one in verify_ledger()]
    assert entries == named


def test_a_head_kept_elsewhere_finds_a_cut_off_end_that_the_local_copy_hides(sealed, tmp_path):
    elsewhere = tmp_path / "head.txt"
    elsewhere.write_text(head_path().read_text())
    first = LedgerEntry.objects.order_by("id").first().pk
    cut_off(first)
    head_path().unlink()
    assert verify_ledger() == []
    assert [(one.kind, one.entry) for one in verify_ledger(elsewhere)] == [("cut off", first + 8)]


def test_an_old_copy_of_the_heads_stays_good(sealed, tmp_path):
    elsewhere = tmp_path / "head.txt"
    elsewhere.write_text(head_path().read_text())
    write(2)
    seal_pending(timezone.now())
    assert verify_ledger(elsewhere) == []


def test_another_file_is_not_taken_for_the_heads(sealed, tmp_path):
    (tmp_path / "other.txt").write_text("Dear auditor,\n")
    with pytest.raises(AlongsideError, match="AL-U040"):
        verify_ledger(tmp_path / "other.txt")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_an_entry_that_is_still_being_written_is_waited_for(agency, transactional_db):
    """A number is handed out before its commit: a seal may not step over it."""
    begun = Event()

    def slow_writer():
        with transaction.atomic():
            write(1)
            begun.set()
            time.sleep(0.5)
        connection.close()

    writer = Thread(target=slow_writer)
    writer.start()
    begun.wait(10)
    write(1)
    seal_pending(timezone.now())
    writer.join()
    assert LedgerBatch.objects.get().last == LedgerEntry.objects.order_by("-id").first().pk
    assert verify_ledger() == []


def test_a_ledger_that_cannot_be_written_denies(agency):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE ledger_ledgerentry")
    with pytest.raises(LedgerUnavailable):
        write(1)
