from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from alongside.governance import Entry, LedgerUnavailable
from alongside.web.ledger.models import LedgerBatch, LedgerEntry
from alongside.web.ledger.store import DatabaseLedger, head_path, seal_pending, verify_ledger

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


@pytest.mark.parametrize("tamper", [edit, remove, cut_off, swap, drop_seal])
def test_whatever_is_done_to_the_ledger_shows(sealed, tamper):
    tamper(LedgerEntry.objects.order_by("id").first().pk)
    assert verify_ledger()


def test_a_head_kept_elsewhere_finds_a_cut_off_end_that_the_local_copy_hides(sealed, tmp_path):
    elsewhere = tmp_path / "head.txt"
    elsewhere.write_text(head_path().read_text())
    cut_off(LedgerEntry.objects.order_by("id").first().pk)
    head_path().unlink()
    assert verify_ledger() == []
    assert [one.kind for one in verify_ledger(elsewhere)] == ["head differs"]


def test_a_ledger_that_cannot_be_written_denies(agency):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE ledger_ledgerentry")
    with pytest.raises(LedgerUnavailable):
        write(1)
