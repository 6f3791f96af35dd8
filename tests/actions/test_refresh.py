"""A refresh reads what is new, joins it and publishes it whole, or changes nothing."""

from __future__ import annotations

import os
import shutil

import pytest

from alongside.actions.stores import Publication
from alongside.core import AlongsideError, ExitCode
from alongside.web.identity.models import (
    JudgementRow,
    MembershipRow,
    NameRow,
    PersonRow,
    ProposalRow,
    SealRow,
)
from alongside.web.people.models import Contest
from alongside.web.publishing.models import (
    GenerationRow,
    LeaseRow,
    OutboxRow,
    ReceiptRow,
    RunRow,
)
from tests.actions.office import CLIENTS, PUPILS


def state():
    """What the operational store holds of people, receipts and generations."""
    return (
        sorted(MembershipRow.objects.values_list("record_id", "person_id", "until_at")),
        sorted(ReceiptRow.objects.values_list("name", "sha256", "replaced_at")),
        sorted(GenerationRow.objects.values_list("id", flat=True)),
        sorted(PersonRow.objects.values_list("id", "merged_into_id")),
        NameRow.objects.count(),
    )


def test_the_first_refresh_joins_the_same_child_and_keeps_a_sealed_one_alone(office):
    report = office.refresh()
    people = office.people()
    assert people["cases:1"] == people["school:77"]
    assert people["cases:3"] == people["school:78"]
    assert people["cases:1"] != people["cases:2"]  # siblings at one address and phone
    assert people["cases:4"] != people["school:79"]  # sealed: never joined by itself
    assert [(run.source, run.read, run.accepted) for run in report.runs] == [
        ("cases", 4, 4),
        ("school", 3, 3),
    ]
    assert str(SealRow.objects.get().person_id) == people["cases:4"]


def test_households_come_from_shared_addresses_and_never_from_a_sealed_life(office):
    office.refresh()
    people = office.people()
    together = {
        str(row[0])
        for row in office.rows("SELECT person_id FROM household WHERE address ILIKE '4 weir%'")
    }
    assert together == {people["cases:1"], people["cases:2"]}
    sealed = office.rows(f"SELECT count(*) FROM household WHERE person_id = '{people['cases:4']}'")
    assert sealed == [(0,)]


def test_nothing_new_costs_nothing_and_changes_nothing(office):
    first = office.refresh()
    before = state()
    report = office.refresh()
    assert (report.changed, report.generation) == (False, first.generation)
    assert state() == before


def test_a_touched_file_is_read_once_and_then_known(office):
    office.refresh()
    path = office.folder / "extracts" / "clients.csv"
    os.utime(path, ns=(10**18, 10**18))
    assert not office.refresh().changed
    assert ReceiptRow.objects.get(name="clients.csv").modified_ns == 10**18


def test_a_changed_row_closes_its_version_and_what_was_believed_stays(office):
    office.refresh()
    moved = (
        CLIENTS[0].replace("4 Weir Court", "20 New Road").replace("2021-02-01,s", "2021-02-01,s")
    )
    office.write([moved, *CLIENTS[1:]])
    report = office.refresh()
    assert [(run.source, run.changed) for run in report.runs] == [("cases", 1)] or report.changed
    versions = office.rows(
        "SELECT version, address, known_until IS NULL FROM record WHERE record_id = 'cases:1' "
        "ORDER BY version"
    )
    assert versions == [(1, "4 Weir Court", False), (2, "20 New Road", True)]


def test_a_row_that_went_is_closed_and_the_person_stays_who_she_was(office):
    office.refresh()
    before = office.people()
    office.write(CLIENTS[:2] + CLIENTS[3:])
    office.refresh(confirm_shrink=("cases",))
    assert office.people() == before
    assert office.rows("SELECT known_until IS NULL FROM record WHERE record_id = 'cases:3'") == [
        (False,)
    ]


def test_new_records_join_without_training_and_change_no_id(office):
    office.refresh()
    before = office.people()
    office.write(pupils=[*PUPILS, "80,Teo,Varga,2019-08-30,4 Weir Court,0700 900 111,2024-09-01"])
    office.refresh()
    after = office.people()
    assert after["school:80"] == before["cases:2"]
    assert {record: after[record] for record in before} == before


def test_the_warehouse_can_be_deleted_and_comes_back_the_same(office):
    office.refresh()
    office.write([CLIENTS[0].replace("Mila", "Milla"), *CLIENTS[1:]])
    office.refresh()
    office.write(pupils=PUPILS[:2])
    office.refresh(confirm_shrink=("school",))
    OutboxRow.objects.create(
        kind="record_contested",
        person_id=office.people()["cases:1"],
        happened_at=office.now,
        known_at=office.now,
        purposes=["casework"],
        by="w",
    )
    office.refresh()
    before = office.hashes()
    shutil.rmtree(office.agency.data / "warehouse")
    report = office.refresh()
    assert report.changed
    assert office.hashes() == before


def test_a_changed_mapping_reads_everything_ever_received_anew(office):
    office.refresh()
    path = office.folder / "sources" / "cases.toml"
    path.write_text(path.read_text().replace('detail = "why"\n', ""))
    assert office.refresh().changed
    assert office.rows("SELECT DISTINCT detail FROM event") == [(None,)]


def test_what_a_worker_did_returns_to_the_timeline(office):
    office.refresh()
    person = office.people()["cases:1"]
    OutboxRow.objects.create(
        kind="record_contested",
        person_id=person,
        happened_at=office.now,
        known_at=office.now,
        sensitivity=2,
        purposes=["casework"],
        by="w",
    )
    assert office.refresh().changed
    found = office.rows(
        "SELECT person_id, kind, origin, sensitivity FROM timeline WHERE source = 'alongside'"
    )
    assert [(str(row[0]), *row[1:]) for row in found] == [(person, "record_contested", "worker", 2)]
    assert not office.refresh().changed


def test_a_workers_word_holds_against_every_later_refresh(office, django_user_model):
    worker = django_user_model.objects.create_user("w@example.org", None, name="W")
    office.refresh()
    mila = office.people()["cases:1"]
    apart = PersonRow.objects.create(
        id="01900000-0000-7000-8000-000000000001", minted_at=office.now
    )
    JudgementRow.objects.create(
        left_record="cases:1",
        right_record="school:77",
        same=False,
        by=worker,
        reason="different mothers",
        at=office.now,
    )
    MembershipRow.objects.filter(record_id="school:77").update(until_at=office.now)
    MembershipRow.objects.create(
        record_id="school:77", person=apart, from_at=office.now, known_at=office.now, by="w"
    )
    office.refresh()
    office.write(pupils=[*PUPILS, "81,Orla,Quill,2011-11-11,9 Hollin Street,,2025-01-01"])
    office.refresh()
    people = office.people()
    assert (people["cases:1"], people["school:77"]) == (mila, str(apart.id))


def test_two_people_who_carry_facts_are_a_question_and_never_merged(office, django_user_model):
    worker = django_user_model.objects.create_user("w@example.org", None, name="W")
    office.write(pupils=["77,Ann,Other,1980-01-01,1 Far Away,0700 123 123,2020-09-01", *PUPILS[1:]])
    office.refresh()
    people = office.people()
    for record in ("cases:1", "school:77"):
        Contest.objects.create(
            person_id=people[record],
            about_kind="record",
            about_id=record,
            about_says="",
            said="x",
            by=worker,
            at=office.now,
        )
    office.write(pupils=PUPILS)  # the school corrects itself: it was Mila all along
    office.refresh()
    after = office.people()
    assert (after["cases:1"], after["school:77"]) == (people["cases:1"], people["school:77"])
    question = ProposalRow.objects.get(kind="merge")
    assert {question.left_record, question.right_record} == {"cases:1", "school:77"}
    assert question.state == "open"


def test_a_question_that_is_none_any_more_is_overtaken_and_can_come_back(office):
    office.write(pupils=["77,Milla,Vargas,2015-12-03,4 Weir Ct,0700 900 119,2020-09-01"])
    office.refresh()
    asked = list(ProposalRow.objects.filter(state="open"))
    office.write(pupils=["77,Ann,Other,1980-01-01,1 Far Away,0700 123 123,2020-09-01"])
    office.refresh()
    assert not ProposalRow.objects.filter(
        state="open", id__in=[question.id for question in asked]
    ).exists()


@pytest.mark.parametrize("dies_in", ["ingest_all", "join_records", "make_durable", "publish"])
def test_a_refresh_that_dies_anywhere_leaves_everything_as_it_was(office, monkeypatch, dies_in):
    from alongside.actions import refresh as module

    office.refresh()
    before, hashes = state(), office.hashes()
    office.write([CLIENTS[0].replace("Mila", "Ludmila"), *CLIENTS[1:]])

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if dies_in == "publish":
            patch.setattr(office.store, "publish", die)
        else:
            patch.setattr(module, dies_in, die)
        with pytest.raises(KeyboardInterrupt):
            office.refresh()
    assert (state(), office.hashes()) == (before, hashes)
    assert office.refresh().changed
    assert len(list((office.agency.data / "warehouse").iterdir())) == 2


def test_half_a_publication_is_none(office, monkeypatch):
    office.refresh()
    before = state()
    office.write([CLIENTS[0].replace("Mila", "Ludmila"), *CLIENTS[1:]])
    monkeypatch.setattr("alongside.web.publishing.publish._write_questions", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        office.refresh()
    assert state() == before


def test_an_extract_that_shrinks_stops_and_asks_and_changes_nothing(office):
    rows = [
        f"{n},Given{n},Family{n},2010-01-01,{n} Road,,,2020-01-01,2020-01-01,x" for n in range(50)
    ]
    office.write(rows)
    office.refresh()
    before, hashes = state(), office.hashes()
    office.write(rows[:4])
    with pytest.raises(AlongsideError) as caught:
        office.refresh()
    assert caught.value.exit_code is ExitCode.REFUSED
    assert "confirm-shrink" in str(caught.value)
    assert (state(), office.hashes()) == (before, hashes)
    assert office.refresh(confirm_shrink=("cases",)).changed


def test_two_refreshes_at_once_the_second_is_told_to_wait(office):
    with office.store.lease("refresh"):
        with pytest.raises(AlongsideError) as caught:
            office.refresh()
        assert caught.value.exit_code is ExitCode.BUSY
    assert office.refresh().changed


def test_the_lease_of_a_dead_process_is_taken_over_at_once(office):
    office.refresh()
    with office.store.lease("refresh"):
        LeaseRow.objects.update(
            holder=LeaseRow.objects.get().holder.rsplit("/", 2)[0] + "/999999/1"
        )
    LeaseRow.objects.update_or_create(
        name="refresh",
        defaults={
            "holder": __import__("socket").gethostname()[:24] + "/999999/1",
            "until": office.now.replace(year=2100),
        },
    )
    office.refresh()


def test_only_two_generations_are_kept(office):
    for number in range(4):
        office.write([CLIENTS[0].replace("Mila", f"Mila{'abcd'[number]}"), *CLIENTS[1:]])
        office.refresh()
    assert len(list((office.agency.data / "warehouse").glob("*.duckdb"))) == 2
    assert GenerationRow.objects.count() == 4


def test_every_run_is_kept_with_its_counts(office):
    office.write([*CLIENTS, "5,Bad,Date,2015-02-31,,,,2022-01-01,2022-01-01,x"])
    office.refresh()
    run = RunRow.objects.get(source="cases")
    assert run.read == run.accepted + run.rejected + run.left_out == 5
    assert office.rows("SELECT line, column_name FROM reject") == [(6, "born")]


def test_a_publication_says_nothing_by_default():
    assert not Publication.__dataclass_fields__["identity"].default_factory()
