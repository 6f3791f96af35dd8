"""A supervisor seals a life by hand; a source's seal ends in the source."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.agency import read_agency
from alongside.core import AlongsideError
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.identity.sealing import seal_person, unseal_person
from alongside.web.ledger.models import LedgerEntry
from tests.actions.office import CLIENTS


@pytest.fixture
def josef(office):
    return User.objects.create_user("josef@example.org", None, name="J", roles=["supervisor"])


@pytest.fixture
def amara(office):
    return User.objects.create_user("amara@example.org", None, name="A", roles=["worker"])


def status(user, person, settings):
    settings.ALONGSIDE_MFA_REQUIRED = False
    client = Client()
    client.force_login(user)
    return client.get(f"/people/{person}/").status_code


def seal(person, user, named=("josef@example.org",), now=None):
    seal_person(person, worker_from(user), named=named, reason="own family", now=now)


def test_after_sealing_there_is_nothing_for_all_but_the_named(office, josef, amara, settings):
    office.refresh()
    mila = office.people()["cases:1"]
    assert status(amara, mila, settings) == 200
    seal(mila, josef, now=office.now)
    assert (status(amara, mila, settings), status(josef, mila, settings)) == (404, 200)
    unseal_person(mila, worker_from(josef), reason="over", now=office.now)
    assert status(amara, mila, settings) == 200
    verbs = LedgerEntry.objects.filter(worker_id=str(josef.pk)).values_list("verb", flat=True)
    assert {"seal_person", "unseal_person"} <= set(verbs)


def test_who_may_seal_and_what_is_refused(office, josef, amara):
    office.refresh()
    mila = office.people()["cases:1"]
    with pytest.raises(AccessDenied):
        seal(mila, amara, now=office.now)
    with pytest.raises(AlongsideError, match="AL-U030"):
        seal(mila, josef, named=(), now=office.now)
    with pytest.raises(AlongsideError, match="AL-U031"):
        seal(mila, josef, named=("nobody@example.org",), now=office.now)
    with pytest.raises(AlongsideError, match="AL-U032"):
        unseal_person(mila, worker_from(josef), reason="x", now=office.now)


def test_names_in_the_agency_file_count_at_once_and_a_sources_seal_ends_in_the_source(
    office, josef, settings
):
    office.refresh()
    hidden = office.people()["cases:4"]
    assert status(josef, hidden, settings) == 404
    with (office.folder / "agency.toml").open("a") as file:
        file.write('\n[seals]\nnamed = ["josef@example.org"]\n')
    settings.ALONGSIDE_AGENCY = read_agency(office.folder)
    assert status(josef, hidden, settings) == 200
    with pytest.raises(AlongsideError, match="AL-U033"):
        unseal_person(hidden, worker_from(josef), reason="x", now=office.now)
    office.write([*CLIENTS[:3], CLIENTS[3].replace(",yes,", ",,")])
    office.refresh()
    unseal_person(hidden, worker_from(josef), reason="the court said so", now=office.now)


def test_asking_for_nobody_is_in_the_ledger_like_asking_for_a_sealed_life(office, amara, settings):
    office.refresh()
    nobody = "01931c5e-0000-7000-8000-000000000001"
    for person in (nobody, office.people()["cases:4"]):
        assert status(amara, person, settings) == 404
        entry = LedgerEntry.objects.latest("id")
        assert (entry.object_id, entry.outcome, entry.verb) == (person, "denied", "view_person")


def test_a_past_view_shows_what_was_known_though_the_record_has_no_date_of_its_own(office):
    path = office.folder / "sources" / "cases.toml"
    text = path.read_text()
    record, event = text.split("[[event]]")
    path.write_text(record.replace('known = "entered"\n', "") + "[[event]]" + event)
    office.refresh()
    [(linked,)] = office.rows(
        "SELECT known_at::DATE::VARCHAR FROM membership WHERE record_id = 'cases:1'"
    )
    assert linked == "2021-02-01"
