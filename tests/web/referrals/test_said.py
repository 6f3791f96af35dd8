"""Somebody whom a worker wrote down is there at once, and after any refresh."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from alongside.core import AlongsideError
from alongside.timeline import read_query
from alongside.web.accounts.workers import worker_from
from alongside.web.identity.models import MembershipRow, ProposalRow, SaidPersonRow
from alongside.web.identity.said import Said, mint_person, say_person
from alongside.web.identity.search import find_people
from tests.actions.office import Office
from tests.web.casework import acting_for, make_worker, signed_in


def found(text: str) -> set[UUID]:
    worker = worker_from(make_worker("Amara Whitlock"))
    return {one.person_id for one in find_people(read_query(text), worker)}


def mint(office: Office, **said: object) -> UUID:
    amara = make_worker("Amara Whitlock")
    return mint_person(acting_for(amara, now=office.now), Said(**said))


def test_a_new_person_is_found_at_once_after_a_refresh_and_without_a_warehouse(
    office: Office,
) -> None:
    office.refresh()
    minted = mint(office, given_name="Zebedee", family_name="Okonkwo", birth_on=date(2020, 2, 2))
    assert found("Zebedie Okonkwo") == {minted}
    client = signed_in(make_worker("Amara Whitlock"))
    assert "Zebedee Okonkwo" in client.get(f"/people/{minted}/").content.decode()
    assert office.refresh().changed
    once = office.hashes()
    assert found("Zebedee Okonkwo") == {minted}
    assert "Zebedee Okonkwo" in client.get(f"/people/{minted}/").content.decode()
    shutil.rmtree(office.agency.data / "warehouse")
    office.refresh()
    assert found("Zebedee Okonkwo") == {minted}
    assert office.people()[f"alongside:{minted}"] == str(minted)
    assert office.hashes()["record"] == once["record"]


def test_a_second_record_of_a_known_child_is_asked_about_and_never_merged(office: Office) -> None:
    office.refresh()
    known = office.people()["cases:1"]
    minted = mint(
        office,
        given_name="Mila",
        family_name="Varga",
        birth_on=date(2015, 3, 12),
        address="4 Weir Court",
        phone="0700 900 111",
    )
    office.refresh()
    assert office.people()[f"alongside:{minted}"] == str(minted) != known
    asked = ProposalRow.objects.get(kind="merge")
    assert f"alongside:{minted}" in (asked.left_record, asked.right_record)


def test_what_is_said_later_stands_beside_what_was_said_first(office: Office) -> None:
    minted = mint(office, given_name="", family_name="Varga")
    office.refresh()
    amara = acting_for(make_worker("Amara Whitlock"), now=office.now + timedelta(hours=1))
    say_person(amara, minted, Said(given_name="Bela", family_name="Varga"))
    office.refresh()
    versions = office.rows(
        "SELECT version, given_name, known_until IS NULL FROM record "
        f"WHERE record_id = 'alongside:{minted}' ORDER BY version"
    )
    assert versions == [(1, None, False), (2, "Bela", True)]
    assert minted in found("Bela Varga")


def test_an_unborn_child_has_no_birth_date_and_says_when_it_is_expected(office: Office) -> None:
    expected = office.now.date() + timedelta(days=90)
    minted = mint(office, family_name="Varga", expected_on=expected)
    client = signed_in(make_worker("Amara Whitlock"))
    for _ in range(2):
        page = client.get(f"/people/{minted}/").content.decode()
        assert "xpected on" in page
        office.refresh()
    assert office.rows(f"SELECT birth_on FROM person WHERE person_id = '{minted}'") == [(None,)]


@pytest.mark.parametrize(
    "said",
    [
        {"birth_on": date(2099, 1, 1)},
        {"expected_on": date(2099, 1, 1)},
        {"expected_on": date(2026, 2, 1), "birth_on": date(2026, 1, 1)},
    ],
)
def test_days_that_cannot_be_are_refused_and_nobody_is_written_down(
    office: Office, said: dict[str, date]
) -> None:
    with pytest.raises(AlongsideError, match="AL-U050"):
        mint(office, given_name="Mila", **said)
    assert not SaidPersonRow.objects.exists()
    assert not MembershipRow.objects.exists()


def test_what_was_said_cannot_be_changed_in_the_database(office: Office) -> None:
    mint(office, given_name="Mila")
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE identity_said SET given_name = 'Other'")


@pytest.mark.parametrize("name", ["x" * 300, "מירה‎ כהן", "🦊 Fox", "=1+1", "<b>Mila</b>"])
def test_any_name_is_kept_as_it_was_said(office: Office, name: str) -> None:
    minted = mint(office, given_name=name)
    client = signed_in(make_worker("Amara Whitlock"))
    office.refresh()
    page = client.get(f"/people/{minted}/").content.decode()
    assert "<b>Mila" not in page
    assert SaidPersonRow.objects.get(person_id=minted).given_name == name
