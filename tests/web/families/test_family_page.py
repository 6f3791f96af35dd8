"""/people/<id>/family/: the drawing of a day, the same in words, and what nobody may see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from alongside.core import AlongsideError
from alongside.privacy.roles import DEFAULT_ROLES
from alongside.web.families.models import RelationshipEndRow, RelationshipRow
from alongside.web.families.saying import (
    end_relationship,
    say_relationship,
    withdraw_relationship,
)
from alongside.web.identity.models import SealRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.publishing.models import OutboxRow
from tests.web.casework import NOW, acting_for, make_person, make_worker, signed_in

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def mila() -> UUID:
    return make_person("Mila", birth_on=date(2019, 3, 12))


@pytest.fixture
def dora() -> UUID:
    return make_person("Dora", birth_on=date(1994, 5, 1))


def page(person_id: UUID, query: str = "", role: str = "worker", team: str = "North") -> str:
    client = signed_in(make_worker("Amara Whitlock" if role == "worker" else "Josef Lind", role))
    answer = client.get(f"/people/{person_id}/family/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def said(one: UUID, kind: str, other: UUID, **more: object) -> RelationshipRow:
    acting = acting_for(make_worker("Amara Whitlock"))
    return say_relationship(acting, one, kind, other, **more)  # type: ignore[arg-type]


def test_an_empty_family_says_what_comes_next(mila: UUID) -> None:
    html = page(mila)
    assert "Nobody is known to be related" in html
    assert "Add a relationship" in html


def test_what_a_worker_said_is_drawn_and_told_with_her_name(mila: UUID, dora: UUID) -> None:
    said(dora, "mother", mila, told_by="Dora herself")
    html = page(mila)
    assert f'href="/people/{dora}/"' in html
    assert "Dora Hartmann is the mother of Mila Hartmann." in html
    assert "Dora herself, written down by Amara Whitlock" in html
    assert 'role="img"' in html


def test_the_same_tie_is_on_both_pages_and_both_timelines(mila: UUID, dora: UUID) -> None:
    said(dora, "mother", mila)
    assert "is the mother of" in page(dora)
    told = OutboxRow.objects.filter(kind="relationship_said")
    assert {row.person_id for row in told} == {mila, dora}
    assert not any("mother" in str(vars(row)) for row in told)


def test_a_family_of_an_earlier_day(mila: UUID, dora: UUID) -> None:
    aron = make_person("Aron", birth_on=date(1990, 1, 1))
    said(dora, "married", aron, from_on=date(2017, 1, 1))
    said(dora, "divorced", aron, from_on=date(2023, 1, 1))
    said(dora, "mother", mila)
    before, after = page(mila, "?on=2020-06-01"), page(mila)
    assert "g-slash" not in before
    assert after.count("g-slash") == 2
    assert "Back to today" in before


def test_a_day_that_cannot_be_read_is_said(mila: UUID) -> None:
    assert "The day could not be read" in page(mila, "?on=yesterday")


def test_every_look_is_in_the_ledger(mila: UUID) -> None:
    page(mila)
    assert LedgerEntry.objects.filter(object_kind="family", object_id=str(mila)).count() == 1


def test_a_sealed_relative_leaves_no_gap(mila: UUID, dora: UUID) -> None:
    hidden = make_person("Ilona", birth_on=date(1970, 1, 1))
    said(dora, "mother", mila)
    before = page(mila)
    said(hidden, "mother", dora)
    supervisor = make_worker("Josef Lind", "supervisor")
    seal = SealRow.objects.create(person_id=hidden, by="test", reason="x", sealed_at=NOW)
    seal.named.set([supervisor])
    now = page(mila)
    assert "Ilona" not in now
    assert str(hidden) not in now
    assert before.count("g-symbol") == now.count("g-symbol")
    assert "Ilona" in page(mila, role="supervisor")


def test_a_sealed_parent_is_not_betrayed_by_a_refusal(mila: UUID, dora: UUID) -> None:
    hidden = make_person("Ilona", birth_on=date(1990, 1, 1))
    said(hidden, "parent", mila)
    said(dora, "mother", mila)
    SealRow.objects.create(person_id=hidden, by="test", reason="x", sealed_at=NOW)
    said(make_person("Aron", birth_on=date(1991, 1, 1)), "father", mila)
    html = page(mila)
    assert html.count('class="g-person"') == 3


def test_files_carry_what_is_drawn_and_are_in_the_ledger(mila: UUID, dora: UUID) -> None:
    said(dora, "mother", mila)
    client = signed_in(make_worker("Amara Whitlock"))
    svg = client.get(f"/people/{mila}/family/family.svg")
    assert svg["Content-Type"] == "image/svg+xml"
    assert b"href=" not in svg.content.replace(b"http://www.w3.org", b"")
    ged = client.get(f"/people/{mila}/family/family.ged").content.decode()
    assert "1 NAME Dora" in ged
    reasons = LedgerEntry.objects.filter(object_kind="family").values_list("reason", flat=True)
    assert {"exported as svg", "exported as gedcom"} <= set(reasons)


@pytest.mark.parametrize("path", ["", "family.svg", "family.ged", "add/"])
def test_a_stranger_to_people_learns_nothing(mila: UUID, path: str) -> None:
    client = signed_in(make_worker("Ines Kahn", "auditor"))
    assert client.get(f"/people/{mila}/family/{path}").status_code == 404


def test_a_guessed_id_is_nobody() -> None:
    client = signed_in(make_worker("Amara Whitlock"))
    guessed = "01931c5e-8a2b-7c3d-9e4f-5a6b7c8d9e0f"
    assert client.get(f"/people/{guessed}/family/").status_code == 404


def test_who_may_look_but_not_work_on_cases_is_told_so(
    mila: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = DEFAULT_ROLES["worker"]
    monkeypatch.setitem(
        DEFAULT_ROLES, "worker", replace(worker, verbs=worker.verbs - {"work_cases"})
    )
    client = signed_in(make_worker("Amara Whitlock"))
    assert client.get(f"/people/{mila}/family/").status_code == 200
    assert client.get(f"/people/{mila}/family/add/").status_code == 403
    assert client.post(f"/people/{mila}/family/new-person/", {}).status_code == 403


@pytest.mark.parametrize(
    ("code", "kind", "first", "second"),
    [
        ("AL-N003", "mother", "mila", "mila"),
        ("AL-N003", "close", "mila", "mila"),
        ("AL-N001", "mother", "mila", "dora"),
        ("AL-N004", "mother", "mila", "ilona"),
        ("AL-N001", "adoptive_parent", "mila", "dora"),
        ("AL-U112", "mother", "dora", "mila"),
        ("AL-U110", "enemy", "dora", "mila"),
    ],
)
def test_what_no_family_is(
    code: str, kind: str, first: str, second: str, mila: UUID, dora: UUID
) -> None:
    said(dora, "mother", mila)
    ids = {"mila": mila, "dora": dora, "ilona": make_person("Ilona", birth_on=date(1970, 1, 1))}
    with pytest.raises(AlongsideError, match=code):
        said(ids[first], kind, ids[second])
    assert RelationshipRow.objects.count() == 1


def test_her_own_grandmother_is_refused(mila: UUID, dora: UUID) -> None:
    ilona = make_person("Ilona")
    said(dora, "mother", mila)
    said(ilona, "mother", dora)
    with pytest.raises(AlongsideError, match="AL-N001"):
        said(mila, "parent", ilona)


def test_a_third_birth_parent_is_refused_and_an_adoptive_one_is_not(mila: UUID, dora: UUID) -> None:
    said(dora, "mother", mila)
    said(make_person("Aron"), "father", mila)
    with pytest.raises(AlongsideError, match="AL-N005"):
        said(make_person("Ben"), "father", mila)
    said(make_person("Ilona"), "adoptive_parent", mila)


def test_days_that_cannot_be(mila: UUID, dora: UUID) -> None:
    tomorrow = NOW.date() + timedelta(1)
    for days in (
        {"from_on": tomorrow},
        {"from_on": date(2020, 1, 2), "until_on": date(2020, 1, 1)},
    ):
        with pytest.raises(AlongsideError, match="AL-U111"):
            said(dora, "close", mila, **days)


def test_an_end_keeps_what_was_before(mila: UUID, dora: UUID) -> None:
    row = said(dora, "foster_parent", mila, from_on=date(2020, 1, 1))
    acting = acting_for(make_worker("Amara Whitlock"))
    end_relationship(acting, row, ended_on=date(2022, 1, 1), reason="The placement ended")
    assert "g-foster" in page(mila, "?on=2021-01-01")
    assert "g-foster" not in page(mila).split('class="g-key"')[0]
    with pytest.raises(AlongsideError, match="AL-U113"):
        withdraw_relationship(acting, row, reason="Again")


def test_what_was_withdrawn_is_in_no_drawing_and_in_the_table_of_rows(
    mila: UUID, dora: UUID
) -> None:
    row = said(dora, "mother", mila)
    withdraw_relationship(
        acting_for(make_worker("Amara Whitlock")), row, reason="It is another Dora"
    )
    assert "Nobody is known to be related" in page(mila)
    assert RelationshipEndRow.objects.get(relationship=row).reason == "It is another Dora"
    said(dora, "mother", mila)  # and it can be said again


def test_the_form_says_it_in_both_directions(mila: UUID, dora: UUID) -> None:
    client = signed_in(make_worker("Amara Whitlock"))
    address = f"/people/{mila}/family/add/?other={dora}"
    html = client.get(address).content.decode()
    assert "Dora Hartmann is the mother of " in html
    answer = client.post(address, {"kind": "of-mother", "told_by": "Dora"})
    assert answer.status_code == 302
    row = RelationshipRow.objects.get()
    assert (row.one_id, row.kind, row.other_id) == (dora, "mother", mila)


def test_a_refusal_on_the_form_keeps_what_was_chosen(mila: UUID, dora: UUID) -> None:
    said(dora, "mother", mila)
    client = signed_in(make_worker("Amara Whitlock"))
    answer = client.post(f"/people/{mila}/family/add/?other={dora}", {"kind": "of-mother"})
    assert answer.status_code == 409
    assert "AL-U112" in answer.content.decode()
    assert "checked" in answer.content.decode()


def test_somebody_in_no_record_is_written_down_first(mila: UUID) -> None:
    client = signed_in(make_worker("Amara Whitlock"))
    answer = client.post(f"/people/{mila}/family/new-person/", {"given_name": "", "sex": "male"})
    assert answer.status_code == 302
    assert client.post(answer["Location"], {"kind": "of-father"}).status_code == 302
    assert ">?</text>" in page(mila)


def test_ending_from_the_page(mila: UUID, dora: UUID) -> None:
    row = said(dora, "close", mila)
    client = signed_in(make_worker("Amara Whitlock"))
    address = f"/people/{mila}/family/{row.key}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"what": "ended", "reason": "x"}).status_code == 422
    gone = client.post(address, {"what": "withdrawn", "reason": "Misheard"})
    assert gone.status_code == 302
    other = make_person("Else")
    assert client.get(f"/people/{other}/family/{row.key}/").status_code == 404


@pytest.mark.parametrize("name", ["<b>x</b>", "=1+1", "x" * 300, "علي", "👩‍👧"])
def test_a_name_is_text_on_the_page_and_in_the_files(mila: UUID, name: str) -> None:
    said(make_person(name, birth_on=date(1990, 1, 1)), "parent", mila)
    html = page(mila)
    assert "<b>x</b>" not in html
    client = signed_in(make_worker("Amara Whitlock"))
    assert "<b>x" not in client.get(f"/people/{mila}/family/family.svg").content.decode()
