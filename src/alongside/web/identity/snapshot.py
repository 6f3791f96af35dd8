"""The ledger as it stands around a few records, in the plain words that the rules take."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from alongside.actions.identity import PersonNow
from alongside.actions.judgements import Word
from alongside.privacy import Refusal
from alongside.privacy.access import AccessDenied
from alongside.web.identity.lookup import is_sealed
from alongside.web.identity.models import JudgementRow, MembershipRow, PersonRow
from alongside.web.people.models import Contest

CHUNK = 400  # below SQLite's limit of parameters in one statement


def person_of(record: str) -> UUID:
    """Whose record it is now.

    Raises
    ------
    AccessDenied
        When it is nobody's: as for somebody who may not be seen.
    """
    found = (
        MembershipRow.objects.filter(record_id=record, until_at__isnull=True)
        .values_list("person_id", flat=True)
        .first()
    )
    if found is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return found


def person_now(person_id: UUID) -> PersonNow:
    """A person with the records that are theirs now."""
    row = PersonRow.objects.get(id=person_id)
    records = MembershipRow.objects.filter(person_id=person_id, until_at__isnull=True)
    return PersonNow(
        id=row.id,
        minted_at=row.minted_at,
        records=frozenset(records.values_list("record_id", flat=True)),
        has_facts=_has_facts(person_id),
        sealed=is_sealed(person_id),
        living=row.merged_into_id is None,
    )


def _has_facts(person_id: UUID) -> bool:
    """Whether a worker wrote anything about somebody, so that their id should live on."""
    from alongside.web.facts.models import AboutRow  # facts rest on identity, not it on them

    written = AboutRow.objects.filter(person_id=person_id).exists()
    return written or Contest.objects.filter(person_id=person_id).exists()


def words_around(records: Iterable[str], *, without: UUID | None = None) -> list[Word]:
    """Judgements that stand about these records and about all that they tie together.

    ``without`` leaves out the words of one answer, to see what would hold if it were taken back.
    """
    words: dict[int, Word] = {}
    known: set[str] = set()
    ahead = set(records)
    while ahead:
        known |= ahead
        rows = [row for chunk in _chunks(sorted(ahead)) for row in _about(chunk)]
        for row in rows:
            if without is None or row.decision_id != without:
                words[row.id] = _word(row)
        ahead = {
            record for row in rows if row.same for record in (row.left_record, row.right_record)
        } - known
    return list(words.values())


def living_end(person_id: UUID) -> UUID:
    """The person that an id stands for today, itself or where its tombstones lead."""
    current = person_id
    while True:
        into = PersonRow.objects.filter(id=current).values_list("merged_into_id", flat=True).get()
        if into is None:
            return current
        current = into


def _about(records: list[str]) -> Iterable[JudgementRow]:
    return JudgementRow.objects.filter(
        Q(left_record__in=records) | Q(right_record__in=records), withdrawn_at__isnull=True
    ).select_related("by")


def _word(row: JudgementRow) -> Word:
    return Word(
        left=row.left_record,
        right=row.right_record,
        same=row.same,
        by=row.by.name,
        at=row.at,
        decision=row.decision_id,
    )


def _chunks(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))
