"""``/people/<id>/``: one person."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.core import new_person_id
from alongside.web.identity.models import JudgementRow, PersonRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.publishing.models import GenerationRow, OutboxRow
from tests.web.people.conftest import SignIn, make_user
from tests.web.people.town import Town

QUERIES = 17  # of one page; look hard before you raise it


def page(client: Client, person_id: UUID, query: str = "") -> str:
    answer = client.get(f"/people/{person_id}/{query}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def without_tokens(html: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", html)


def region(html: str) -> str:
    """The page without what is of the moment: form tokens and who looked."""
    body = html[html.index("<main") : html.index('aria-labelledby="looked-h"')]
    return re.sub(r"\s+", " ", body)


def test_the_page_shows_who_what_and_where_from(town: Town, sign_in: SignIn) -> None:
    mila = town.person("cases", "school")
    first, second = list(town.owner)
    town.event(first, "2025-10-14", detail="from the health visitor")
    town.event(second, "2025-10-23", value=96, unit="%")
    town.link(first, second, 0.997, "given name", "birth date")
    town.publish()
    html = page(sign_in("worker"), mila)
    for text in ("Mila Varga-Lisle", "born 12 Mar 2019", "Half term", "96 %", "Case system"):
        assert text in html
    assert "Agrees with School on birth date, given name." in html
    assert "The same person: very likely, 99.7 %" in html
    assert "Joined from 2 records" in html
    assert html.count("This is wrong") >= 2


def test_what_was_known_later_and_corrected_says_so(town: Town, sign_in: SignIn) -> None:
    mila = town.person("hospital")
    (record,) = town.owner
    town.event(record, "2025-03-02", known_from="2025-10-20", detail="broken wrist")
    town.event(record, "2024-01-01", key="x", known_until="2024-03-03", detail="left arm")
    town.event(
        record, "2024-01-01", key="x", version=2, known_from="2024-03-03", detail="right arm"
    )
    town.event(record, "2024-02-02", known_until="2024-02-20", detail="somebody else")
    town.publish()
    html = page(sign_in("worker"), mila)
    assert "known 8 months later" in html
    assert "Corrected on 3 Mar 2024; before: 1 Jan 2024, Emergency visit: <bdi>left arm" in html
    assert "1 event was taken back by its source" in html
    assert "2 events" in html


@pytest.mark.parametrize("role", ["worker", "supervisor"])
def test_who_works_with_people_may_look(town: Town, sign_in: SignIn, role: str) -> None:
    mila = town.person()
    town.publish()
    assert sign_in(role).get(f"/people/{mila}/").status_code == 200


@pytest.mark.parametrize("role", ["analyst", "auditor", "nobody"])
def test_who_does_not_learns_nothing(town: Town, sign_in: SignIn, role: str) -> None:
    mila = town.person()
    town.publish()
    client = sign_in(role)
    shown = client.get(f"/people/{mila}/")
    missing = client.get(f"/people/{uuid4()}/")
    assert shown.status_code == missing.status_code == 404
    assert without_tokens(shown.content) == without_tokens(missing.content)


def test_a_sealed_person_and_a_missing_one_are_the_same_page(town: Town, sign_in: SignIn) -> None:
    sealed = town.person()
    town.publish()
    named = make_user("Named", "worker")
    town.seal(sealed, named)
    client = sign_in("supervisor")
    hidden = client.get(f"/people/{sealed}/")
    missing = client.get(f"/people/{new_person_id()}/")
    assert hidden.status_code == missing.status_code == 404
    assert without_tokens(hidden.content) == without_tokens(missing.content)
    assert sign_in(user=named).get(f"/people/{sealed}/").status_code == 200
    assert LedgerEntry.objects.filter(object_id=str(sealed), outcome="denied").count() == 1


def test_who_has_not_signed_in_is_sent_to_sign_in(town: Town) -> None:
    mila = town.person()
    town.publish()
    answer = Client().get(f"/people/{mila}/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=")


def test_every_look_is_in_the_ledger_with_its_as_of(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    town.publish()
    page(sign_in("worker"), mila, "?as_of=2024-07-01")
    entry = LedgerEntry.objects.get(object_id=str(mila))
    assert (entry.verb, entry.purpose, entry.outcome) == ("view_person", "casework", "allowed")
    assert entry.as_of is not None
    assert entry.as_of.date() == date(2024, 7, 2)  # the end of the first, in New York


def test_a_ledger_that_cannot_be_written_shows_nothing(
    town: Town, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mila = town.person()
    town.publish()

    def full(**_fields: object) -> None:
        raise DatabaseError("database or disk is full")

    client = sign_in("worker")
    monkeypatch.setattr(LedgerEntry.objects, "create", full)
    answer = client.get(f"/people/{mila}/")
    assert answer.status_code == 503
    assert b"Varga" not in answer.content


def test_the_ledger_is_written_before_the_first_row_is_read(
    town: Town, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mila = town.person()
    town.publish()
    order: list[str] = []
    write = DatabaseLedger.write
    monkeypatch.setattr(
        DatabaseLedger, "write", lambda self, entry: (order.append("ledger"), write(self, entry))
    )
    from alongside.timeline import OpenedPerson

    records = OpenedPerson.records
    monkeypatch.setattr(
        OpenedPerson, "records", lambda self: (order.append("read"), records(self))[1]
    )
    page(sign_in("worker"), mila)
    assert order[0] == "ledger"
    assert order.count("ledger") == 1


def test_sensitivity_hides_and_speaks_only_where_that_is_safe(town: Town, sign_in: SignIn) -> None:
    mila = town.person("cases", "clinic")
    first, second = list(town.owner)
    town.event(first, "2025-01-01")
    town.event(first, "2025-01-02", purposes=["supervision"], detail="for supervision")
    town.event(second, "2025-01-03", sensitivity=3, detail="methadone")
    town.publish()
    html = page(sign_in("worker"), mila)
    assert "methadone" not in html
    assert "Treatment" not in html
    assert "1 event<" in html or "1 event," in html
    assert "1 more event is hidden" in html  # the ordinary one of another purpose; not two
    supervisor = page(sign_in("supervisor"), mila)
    assert "methadone" in supervisor
    assert "for supervision" in page(sign_in("supervisor"), mila, "?purpose=supervision")


def test_a_restricted_life_leaves_no_trace_in_counts_or_filters(
    town: Town, sign_in: SignIn
) -> None:
    plain, secret = town.person("cases"), town.person("cases")
    for person in (plain, secret):
        (record,) = [key for key, (owner, *_rest) in town.owner.items() if owner == person]
        town.event(record, "2025-01-01")
    hidden_record = town.record(secret, "clinic", sensitivity=3)
    town.event(hidden_record, "2025-02-01", sensitivity=3)
    town.publish()
    client = sign_in("worker")
    pages = [region(page(client, person)) for person in (plain, secret)]
    one, other = (re.sub(r"[0-9a-f-]{36}|cases%3A\w+|\br\d\b", "", text) for text in pages)
    assert one == other


def test_a_purpose_that_is_not_hers_is_a_missing_page(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    town.publish()
    assert sign_in("worker").get(f"/people/{mila}/?purpose=audit").status_code == 404


def test_a_tombstone_redirects_those_who_may_see_the_living(town: Town, sign_in: SignIn) -> None:
    living = town.person()
    town.publish()
    old = PersonRow.objects.create(
        id=new_person_id(), minted_at=timezone.now(), merged_into_id=living
    )
    answer = sign_in("worker").get(f"/people/{old.id}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{living}/")
    assert sign_in("analyst").get(f"/people/{old.id}/").status_code == 404
    town.seal(living)
    assert sign_in("worker").get(f"/people/{old.id}/").status_code == 404


def test_a_sealed_relative_is_not_shown(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    dora = town.person(given_name="Dora", family_name="Varga", birth_on=date(1995, 1, 1))
    secret = town.person(given_name="Secret", family_name="Sealed")
    for person in (mila, dora, secret):
        town.stay(person)
    town.tie(mila, dora, "parent")
    town.tie(mila, secret, "sibling")
    town.publish()
    town.seal(secret)
    html = page(sign_in("worker"), mila)
    assert html.count("Dora Varga") == 2  # the household and the relationship
    assert "Secret" not in html
    assert str(secret) not in html


def test_a_protected_address_is_never_shown(town: Town, sign_in: SignIn) -> None:
    mila = town.person(address="1 Refuge Road", address_protected=True)
    town.stay(mila, address="1 Refuge Road")
    town.publish()
    html = page(sign_in("worker"), mila)
    assert "Refuge Road" not in html
    assert "ask by phone who is at home" in html
    other = town.person()
    town.publish()
    assert "ask by phone" not in page(sign_in("worker"), other)


def test_a_person_said_that_two_records_are_one(town: Town, sign_in: SignIn) -> None:
    mila = town.person("cases", "hospital")
    first, second = list(town.owner)
    town.publish()
    JudgementRow.objects.create(
        left_record=first,
        right_record=second,
        same=True,
        by=make_user("J. Castellanos", "worker"),
        reason="same mother, same phone",
        at=datetime(2026, 10, 20, tzinfo=UTC),
    )
    html = page(sign_in("worker"), mila)
    assert html.count("J. Castellanos confirmed it on") == 2
    assert "same mother, same phone" in html


def test_what_a_worker_did_shows_at_once_and_once(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    town.publish()
    now = timezone.now()
    OutboxRow.objects.create(
        kind="record_contested",
        person_id=mila,
        happened_at=now,
        known_at=now,
        purposes=["casework"],
        by="x",
    )
    html = page(sign_in("worker"), mila)
    assert html.count("<strong>Said to be wrong</strong>") == 1
    assert "1 event" in html
    assert "Said to be wrong" not in page(sign_in("worker"), mila, "?as_of=2024-01-01")


def test_without_joined_records_the_page_still_answers(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    town.publish()
    (town.agency.data / "warehouse" / f"{GenerationRow.objects.get().id}.duckdb").unlink()
    html = page(sign_in("worker"), mila)
    assert "The joined records cannot be read now" in html
    assert "Mila Varga-Lisle" in html  # the search index knows
    assert LedgerEntry.objects.filter(object_id=str(mila)).exists()


def test_old_joined_records_say_how_old(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    town.publish(received=timezone.now() - timedelta(days=30))
    html = page(sign_in("worker"), mila)
    assert "What people did in Alongside since is shown" in html


def test_fifty_lines_then_all_on_demand(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    (record,) = town.owner
    for n in range(62):
        town.event(record, date(2024, 1, 1) + timedelta(days=7 * n))
    town.publish()
    client = sign_in("worker")
    html = page(client, mila)
    assert html.count("<tr><td") == 50
    assert "Show all 62" in html
    assert page(client, mila, "?all=1").count("<tr><td") == 62


def test_filters_keep_what_fits_and_say_how_many(town: Town, sign_in: SignIn) -> None:
    mila = town.person("cases", "school")
    first, second = list(town.owner)
    for n in range(3):
        town.event(first, date(2025, 1, 1 + n))
    town.event(second, "2025-06-01", sensitivity=2)
    town.publish()
    client = sign_in("worker")
    for query, count in (
        ("?lane=School", "1 of 4 events"),
        ("?source=cases", "3 of 4 events"),
        ("?kind=attendance", "1 of 4 events"),
        ("?level=2", "1 of 4 events"),
        ("?from=2025-01-03", "2 of 4 events"),
        ("?lane=Nothing", "0 of 4 events"),
    ):
        assert count in page(client, mila, query), query


def test_htmx_gets_the_region_and_a_restored_page_is_whole(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    town.publish()
    client = sign_in("worker")
    part = client.get(f"/people/{mila}/?lane=Agency", headers={"HX-Request": "true"})
    text = part.content.decode()
    assert text.strip().startswith('<div class="region" id="events">')
    assert 'hx-swap-oob="innerHTML"' in text
    assert "HX-Request" in part["Vary"]
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<!doctype html>" in client.get(f"/people/{mila}/", headers=headers).content


def test_the_as_of_page_says_so_and_offers_no_complaint(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    (record,) = town.owner
    town.event(record, "2024-01-01")
    town.publish()
    html = page(sign_in("worker"), mila, "?as_of=2024-07-01")
    assert "What was known on 1 Jul 2024." in html
    assert "Back to today" in html
    assert "This is wrong" not in html


def test_before_anything_was_known_nobody_is_named(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    town.stay(mila)
    town.publish()
    html = page(sign_in("worker"), mila, "?as_of=2019-06-01")
    assert "Not known here on that day" in html
    assert "Varga" not in html


@pytest.mark.parametrize("query", ["?as_of=tomorrow", "?as_of=0000-00-00", "?from=x&level=9"])
def test_an_address_that_cannot_be_read_is_todays_page(
    town: Town, sign_in: SignIn, query: str
) -> None:
    mila = town.person()
    town.publish()
    html = page(sign_in("worker"), mila, query)
    assert "What was known on" not in html
    assert ("could not be read" in html) == ("as_of" in query)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 300,
        "مِيلَا فارغا",
        "🙂 Mila",
        "=cmd()|'/c calc'!A0",
        "<script>alert(1)</script>",
        "O'Nei & Söns",
    ],
)
def test_no_name_breaks_the_page(town: Town, sign_in: SignIn, name: str) -> None:
    mila = town.person(given_name=name, family_name="")
    (record,) = town.owner
    town.event(record, "2025-01-01", detail=name, unit=name, value=1)
    other = town.person(given_name=name)
    town.tie(mila, other, "sibling")
    town.publish()
    html = page(sign_in("worker"), mila)
    assert "<script>alert" not in html
    assert "=cmd()" in html or "=cmd" not in name


def test_the_number_of_queries_does_not_grow(town: Town, sign_in: SignIn) -> None:
    mila = town.person("cases", "school", "hospital")
    for record in list(town.owner):
        for n in range(20):
            town.event(record, date(2025, 1, 1) + timedelta(days=n))
    for n in range(6):
        other = town.person(given_name=f"Other{n}")
        town.tie(mila, other, "sibling")
        town.stay(other)
    town.stay(mila)
    town.publish()
    client = sign_in("worker")
    page(client, mila)
    with CaptureQueriesContext(connection) as queries:
        page(client, mila)
    seen = [query["sql"][:120] for query in queries.captured_queries]
    assert len(seen) <= QUERIES, "\n".join(seen)


DAYS = st.integers(1, 700)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(happened=DAYS, learnt=DAYS, ended=DAYS, joined=DAYS)
def test_what_was_learnt_after_the_day_does_not_move_its_page(
    town: Town, sign_in: SignIn, happened: int, learnt: int, ended: int, joined: int
) -> None:
    after = datetime(2024, 7, 2, 12)
    town.rows.clear()
    town.owner.clear()
    mila = town.person("cases", "school")
    first, second = list(town.owner)
    town.event(first, "2024-01-01", key="kept")
    town.event(second, "2024-02-02", key="changed")
    town.link(first, second, 0.9, "birth date")
    town.publish()
    client = sign_in("worker")
    address = "?as_of=2024-07-01"
    before = region(page(client, mila, address))
    later = after + timedelta(days=ended)
    town.rows["event"][1]["known_until"] = later
    town.event(second, "2024-02-02", key="changed", version=2, known_from=later, detail="new")
    town.event(
        first,
        date(2022, 8, 1) + timedelta(days=happened),
        known_from=after + timedelta(days=learnt),
    )
    town.rows["record"][1]["known_until"] = later
    town.record(
        mila, "school", key=second.split(":")[1], version=2, known_from=later, given_name="Other"
    )
    third = town.record(mila, "police", given_name="Third", linked=after + timedelta(days=joined))
    town.event(third, "2023-03-03", detail="of a record linked later")
    town.link(first, third, 0.99, "given name")
    town.publish()
    moved = region(page(client, mila, address))
    freshness = re.compile(r"Joined records as of [^.]+")
    assert freshness.sub("", moved) == freshness.sub("", before)
