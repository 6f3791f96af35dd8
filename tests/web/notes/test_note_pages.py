"""Each page of notes: it works, a team mate reads, another team finds nothing there."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from alongside.web.accounts.models import User
from alongside.web.cases.models import AssignmentRow, StepRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.models import AboutRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.notes.drafting import Written, save_draft
from alongside.web.notes.keeping import write_note
from alongside.web.notes.last import last_notes
from alongside.web.notes.models import NoteRow
from alongside.web.notes.on_case import on_case
from alongside.web.notes.on_record import on_record
from alongside.web.notes.on_today import on_today
from alongside.web.notes.reading import KEPT
from tests.web.casework import acting_for, make_case, make_worker, reopen_at, signed_in

pytestmark = pytest.mark.usefixtures("agency")
LONG = "Mila " * 60
ODD = '<script>alert(1)</script> =HYPERLINK("http://x") \u05de\u05d9\u05dc\u05d4 🏡'


@pytest.fixture
def opened(agency: object) -> OpenedCase:
    amara = make_worker("Amara Whitlock")
    return reopen_at(make_case(amara), amara, now=timezone.now())


@pytest.fixture
def amara(opened: OpenedCase) -> Client:
    return signed_in(make_worker("Amara Whitlock"))


def at(opened: OpenedCase, end: str = "") -> str:
    return f"/cases/{opened.key}/notes/{end}"


def sent(opened: OpenedCase, text: str, **more: object) -> dict[str, object]:
    return {
        "text": text,
        "kind": "visit",
        "happened_at": "2026-03-03T15:00",
        "people": [str(opened.focus[0])],
        "sensitivity": "2",
        "revision": 0,
        "writer": opened.acting.access.worker.id,
    } | more


def pages(opened: OpenedCase, note: NoteRow) -> dict[str, str]:
    return {
        "notes": at(opened),
        "documents": at(opened, "documents/"),
        "note": at(opened, f"{note.key}/"),
    }


@pytest.mark.parametrize("page", ["notes", "documents", "note"])
def test_a_team_mate_reads_and_another_team_finds_nothing(opened: OpenedCase, page: str) -> None:
    address = pages(opened, write_note(opened, text="Seen"))[page]
    assert signed_in(make_worker("Amara Whitlock")).get(address).status_code == 200
    assert signed_in(make_worker("Ben Osei")).get(address).status_code == 200
    assert signed_in(make_worker("Cleo Brandt", team="South")).get(address).status_code == 404
    assert signed_in(make_worker("Ines Roth", "auditor")).get(address).status_code == 404


@pytest.mark.parametrize("end", ["new/", "{new}/write/", "{new}/save/", "documents/"])
def test_a_team_mate_changes_nothing(opened: OpenedCase, end: str) -> None:
    ben = signed_in(make_worker("Ben Osei"))
    cleo = signed_in(make_worker("Cleo Brandt", team="South"))
    address = at(opened, end.format(new=uuid4()))
    act = "get" if end == "new/" else "post"
    for client, status in ((ben, 403), (cleo, 404)):
        writer = client.session["_auth_user_id"]
        data = sent(opened, "Not mine", writer=writer)
        assert getattr(client, act)(address, data).status_code == status
    assert not NoteRow.objects.exists()


def test_opening_a_note_is_in_the_ledger(opened: OpenedCase, amara: Client) -> None:
    note = write_note(opened, text="Seen")
    amara.get(at(opened, f"{note.key}/"))
    assert LedgerEntry.objects.filter(object_kind="note", object_id=str(note.key)).exists()


def test_a_new_note_has_its_address_before_anything_is_saved(
    opened: OpenedCase, amara: Client
) -> None:
    answer = amara.get(at(opened, "new/?kind=call"))
    assert answer.status_code == 302
    page = amara.get(answer["Location"])
    assert b'<option value="call" selected>' in page.content
    assert not NoteRow.objects.exists()


def test_a_note_is_saved_kept_and_read_without_any_script(
    opened: OpenedCase, amara: Client
) -> None:
    write = at(opened, f"{uuid4()}/write/")
    page = amara.post(write, sent(opened, "She was", act="save"), follow=True)
    assert page.context["row"].revision == 1
    assert b"Saved at" in page.content
    kept = amara.post(write, sent(opened, "She was glad", revision=1, act="keep"), follow=True)
    assert b"She was glad" in kept.content
    assert NoteRow.objects.get().state == KEPT
    assert amara.get(write, follow=True).redirect_chain  # a kept note is read, not written


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"people": []}, "whom it is about"),
        ({"text": " "}, "a text"),
        ({"happened_at": "2999-01-01T10:00"}, "later than now"),
        ({"happened_at": "the day before"}, "Write a day and an hour"),
    ],
)
def test_what_cannot_be_kept_yet_is_saved_and_said(
    opened: OpenedCase, amara: Client, more: dict[str, object], says: str
) -> None:
    data = sent(opened, "She was glad") | {"act": "keep"} | more
    page = amara.post(at(opened, f"{uuid4()}/write/"), data)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert NoteRow.objects.get().state != KEPT
    assert page.context["revision"] == 1


def test_a_press_that_is_sent_twice_keeps_one_note(opened: OpenedCase, amara: Client) -> None:
    write = at(opened, f"{uuid4()}/write/")
    for _ in range(2):
        amara.post(write, sent(opened, "Once", act="keep"))
    assert NoteRow.objects.get().state == KEPT
    assert StepRow.objects.filter(kind="note_written").count() == 1


def test_whose_role_was_taken_away_saves_nothing_any_more(
    opened: OpenedCase, amara: Client
) -> None:
    save = at(opened, f"{uuid4()}/save/")
    amara.post(save, sent(opened, "While I might"))
    User.objects.filter(name="Amara Whitlock").update(roles=[])
    assert amara.post(save, sent(opened, "And after", revision=1)).status_code == 404
    assert NoteRow.objects.get().text == "While I might"


def test_who_handed_the_case_over_may_finish_what_she_began(
    opened: OpenedCase, amara: Client
) -> None:
    write = at(opened, f"{uuid4()}/write/")
    amara.post(write, sent(opened, "My last visit", act="save"))
    AssignmentRow.objects.update(state="ended")
    amara.post(write, sent(opened, "My last visit", revision=1, act="keep"))
    assert NoteRow.objects.get().state == KEPT
    assert amara.get(at(opened, "new/")).status_code == 403


def test_a_draft_is_thrown_away(opened: OpenedCase, amara: Client) -> None:
    draft = save_draft(opened, uuid4(), Written(text="Nothing"), revision=0)
    josef = signed_in(make_worker("Josef Lang", "supervisor"))
    assert josef.post(at(opened, f"{draft.key}/discard/")).status_code == 404
    page = amara.post(at(opened, f"{draft.key}/discard/"), follow=True)
    assert "The draft was thrown away." in page.content.decode()
    assert not NoteRow.objects.exists()


def test_an_hour_that_the_clocks_skipped_is_asked_again(
    opened: OpenedCase, amara: Client, settings
) -> None:
    agency = settings.ALONGSIDE_AGENCY
    file = agency.file.model_copy(update={"time_zone": "Europe/Berlin"})
    settings.ALONGSIDE_AGENCY = agency.__class__(
        **{name: getattr(agency, name) for name in agency.__dataclass_fields__} | {"file": file}
    )
    data = sent(opened, "At night", happened_at="2026-03-29T02:30", act="keep")
    page = amara.post(at(opened, f"{uuid4()}/write/"), data)
    assert "there was no such hour" in page.content.decode()


def test_an_autosave_answers_with_the_revision(opened: OpenedCase, amara: Client) -> None:
    address = at(opened, f"{uuid4()}/save/")
    first = amara.post(address, sent(opened, "One"))
    second = amara.post(address, sent(opened, "One two", revision=1))
    assert (first.json()["revision"], second.json()["revision"]) == (1, 2)
    assert second.json()["says"].startswith("Saved at ")
    late = amara.post(address, sent(opened, "One three", revision=1))
    assert (late.status_code, late.json()["code"]) == (409, "AL-U090")
    assert NoteRow.objects.get().text == "One two"


def test_a_page_of_the_worker_before_saves_nothing_for_the_next(opened: OpenedCase) -> None:
    josef = signed_in(make_worker("Josef Lang", "supervisor"))
    answer = josef.post(at(opened, f"{uuid4()}/save/"), sent(opened, "Amara typed this"))
    assert answer.status_code == 401
    assert "HX-Redirect" not in answer
    assert not NoteRow.objects.exists()


def test_an_ended_session_is_said_and_not_followed(opened: OpenedCase) -> None:
    answer = Client().post(
        at(opened, f"{uuid4()}/save/"), sent(opened, "x"), headers={"HX-Request": "true"}
    )
    assert answer.status_code == 401
    assert "HX-Redirect" in answer


def _conflict(opened: OpenedCase, amara: Client) -> tuple[str, object]:
    write = at(opened, f"{uuid4()}/write/")
    amara.post(write, sent(opened, "From the office", act="save"))
    amara.post(write, sent(opened, "From the phone", revision=1, act="save"))
    return write, amara.post(write, sent(opened, "From the kitchen", revision=1, act="save"))


def test_two_texts_stand_side_by_side(opened: OpenedCase, amara: Client) -> None:
    _write, page = _conflict(opened, amara)
    assert page.status_code == 409
    text = page.content.decode()
    assert "From the phone" in text
    assert "From the kitchen" in text
    assert NoteRow.objects.get().text == "From the phone"


@pytest.mark.parametrize(
    ("choice", "stands"),
    [
        ("mine", ["From the kitchen"]),
        ("theirs", ["From the phone"]),
        ("both", ["From the phone", "another device", "From the kitchen"]),
    ],
)
def test_she_chooses_what_stands(
    opened: OpenedCase, amara: Client, choice: str, stands: list[str]
) -> None:
    write, page = _conflict(opened, amara)
    revision = page.context["revision"]
    data = sent(opened, "From the kitchen", revision=revision, choice=choice)
    amara.post(write, data)
    text = NoteRow.objects.get().text
    assert [text.index(one) for one in stands] == sorted(text.index(one) for one in stands)
    assert choice != "mine" or text == "From the kitchen"


def test_what_was_kept_meanwhile_is_amended_not_changed(opened: OpenedCase, amara: Client) -> None:
    write = at(opened, f"{uuid4()}/write/")
    amara.post(write, sent(opened, "From the phone", act="keep"))
    page = amara.post(write, sent(opened, "From the office", act="save"))
    assert page.status_code == 409
    target = at(opened, f"{page.context['target']}/write/")
    more = {"amends": page.context["amends"], "choice": "mine", "reason": "Both were mine"}
    amara.post(target, sent(opened, "From the office", **more))
    amara.post(target, sent(opened, "From the office", revision=1, act="keep", **more))
    first, second = NoteRow.objects.order_by("id")
    assert (first.text, second.text, second.amends) == ("From the phone", "From the office", first)


def test_markup_and_formulas_are_shown_as_they_were_typed(
    opened: OpenedCase, amara: Client
) -> None:
    note = write_note(opened, text=ODD + LONG, title=ODD)
    for address in (at(opened), at(opened, f"{note.key}/")):
        page = amara.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_restricted_note_is_not_there_nor_counted(opened: OpenedCase, amara: Client) -> None:
    josef = make_worker("Josef Lang", "supervisor")
    led = reopen_at(opened, josef, now=timezone.now())
    note = write_note(led, text="The refuge moved", sensitivity=3)
    assert amara.get(at(opened, f"{note.key}/")).status_code == 404
    page = amara.get(at(opened))
    assert page.context["page"].paginator.count == 0
    assert "refuge" not in page.content.decode()
    assert signed_in(josef).get(at(opened, f"{note.key}/")).status_code == 200
    assert last_notes(opened, 5) == []
    assert on_record(opened) == []
    assert not any(part.lines for part in on_case(opened))


def test_whom_a_note_waits_to_be_assigned_to_is_not_said(opened: OpenedCase) -> None:
    note = write_note(opened, text="Seen")
    AboutRow.objects.filter(fact_kind="note", fact_id=str(note.pk)).update(to_assign=True)
    (said,) = on_record(opened)
    assert said.people == ()


def test_a_draft_older_than_today_waits_on_the_worklist(opened: OpenedCase) -> None:
    user = make_worker("Amara Whitlock")
    save_draft(opened, uuid4(), Written(text="Half"), revision=0)
    now = timezone.now()
    assert on_today(acting_for(user, now=now)) == []
    (item,) = on_today(acting_for(user, now=now + timedelta(days=1)))
    assert (item.kind, item.who) == ("draft", "Mila and Theo Hartmann")
    assert item.href.endswith("/write/")
    assert on_today(acting_for(make_worker("Ben Osei"), now=now + timedelta(days=1))) == []


def test_the_worklist_asks_at_most_twice(opened: OpenedCase, django_assert_max_num_queries) -> None:
    acting = acting_for(make_worker("Amara Whitlock"), now=timezone.now() + timedelta(days=1))
    with django_assert_max_num_queries(2):
        on_today(acting)


def test_a_report_is_told_both_texts_and_when_each_was_known(opened: OpenedCase) -> None:
    from alongside.web.notes.keeping import amend_note

    when = timezone.now() - timedelta(days=2)
    first = write_note(opened, text="Theo was at school", kind="visit", happened_at=when)
    amend_note(opened, first, text="Theo was at home", reason="Dora rang")
    said = [(one.section, one.says, one.happened_at) for one in on_record(opened)]
    assert said == [
        ("visit", "Theo was at school", when),
        ("visit", "Amended (Dora rang): Theo was at home", when),
    ]


def test_the_last_notes_speak_with_their_newest_text(
    opened: OpenedCase, django_assert_num_queries
) -> None:
    from alongside.web.notes.keeping import amend_note

    first = write_note(opened, text="Theo was at school " * 30)
    amend_note(opened, first, text="At home", reason="Dora rang")
    write_note(opened, text="Rang the school", kind="call", happened_at=_hours_ago(3))
    with django_assert_num_queries(2):
        says = [one.says for one in last_notes(opened, 5)]
    assert says == ["Contact: amended: At home", "Call: Rang the school"]


def test_a_hundred_notes_cost_no_more_queries_than_two(
    opened: OpenedCase, amara: Client, django_assert_max_num_queries
) -> None:
    for number in range(25):
        write_note(opened, text=f"Note {number}")
    with django_assert_max_num_queries(40):
        page = amara.get(at(opened))
    assert len(page.context["lines"]) == 20


def _hours_ago(hours: int) -> datetime:
    return timezone.now() - timedelta(hours=hours)
