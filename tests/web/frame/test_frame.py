import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client

from alongside.core import AlongsideError, ExitCode
from alongside.governance import LedgerUnavailable
from alongside.web.accounts.workers import worker_from
from alongside.web.frame.rail import home_of, rail_for
from alongside.web.ledger.store import DatabaseLedger

HOMES = [
    ("worker", "/today/"),
    ("supervisor", "/today/"),
    ("analyst", "/sources/"),
    ("auditor", "/sources/"),
]


@pytest.mark.parametrize(("role", "home"), HOMES)
def test_everybody_starts_in_the_first_room_she_may_enter(user_of, client_of, role, home):
    assert home_of(worker_from(user_of(role))) == home
    assert client_of(role).get("/")["Location"] == home


def test_a_phone_has_five_rooms_at_hand_and_a_way_to_the_others(user_of):
    rail = rail_for(worker_from(user_of("worker")), "/sources/x/rejects/")
    assert [room.href for room in rail.at_hand] == [
        "/today/", "/cases/", "/people/", "/decisions/", "/referrals/",
    ]  # fmt: skip
    assert rail.is_further
    assert [room.href for room in rail.further if room.here] == ["/sources/"]
    assert rail_for(worker_from(user_of("analyst")), "/models/").further == []


def test_a_new_referral_is_offered_to_who_may_make_one(client_of):
    assert "New referral" in client_of("worker").get("/ledger/mine/").content.decode()
    assert "New referral" not in client_of("auditor").get("/ledger/mine/").content.decode()


@pytest.mark.parametrize("path", ["/accounts/login/", "/ledger/mine/", "/nothing/here/"])
def test_every_page_is_private_and_runs_only_our_own_scripts(client_of, path):
    answer = client_of("worker").get(path)
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    for forbidden in (" style=", "<style", " onclick=", "javascript:"):
        assert forbidden not in answer.content.decode()


def test_nothing_here_says_what_to_do_and_gives_a_code(client_of):
    answer = client_of("worker").get("/nothing/here/")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()
    assert "AL-P002" in answer.content.decode()


def test_light_or_dark_is_remembered_and_rendered_by_the_server(client_of):
    client = client_of("worker")
    answer = client.post("/theme/", {"theme": "dark"}, headers={"Referer": "http://x/ledger/mine/"})
    assert answer["Location"] == "/ledger/mine/"
    assert 'data-theme="dark"' in client.get("/ledger/mine/").content.decode()
    client.post("/theme/", {"theme": "<script>"})
    assert "data-theme" not in client.get("/ledger/mine/").content.decode()


def test_a_language_that_runs_the_other_way_turns_the_page_around(agency, settings):
    settings.LANGUAGES = [("ar", "العربية")]
    settings.LANGUAGE_CODE = "ar"
    page = Client().get("/accounts/login/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert "كلمة المرور" in page


def test_the_way_back_from_the_theme_never_leaves_the_site(client_of):
    for back in ("https://evil.example//evil.example/x", "//evil.example", "https://evil.example"):
        target = client_of("worker").post("/theme/", {}, headers={"Referer": back})["Location"]
        assert target.startswith("/")
        assert not target.startswith("//")


def test_a_form_from_elsewhere_is_refused_and_says_that_nothing_changed(user_of):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user_of("worker"))
    answer = client.post("/theme/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "nothing was changed" in answer.content.decode()


def test_the_health_page_says_nothing_but_that_it_lives(agency):
    answer = Client().get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_an_address_for_forms_only_says_so_when_it_is_typed_in(client_of):
    answer = client_of("worker").get("/theme/")
    assert answer.status_code == 405
    assert "AL-U405" in answer.content.decode()


def test_without_the_database_the_page_still_says_what_is_safe(client_of, monkeypatch):
    client = client_of("worker")
    client.raise_request_exception = False

    def down(self):
        raise OperationalError("the database is not there")

    monkeypatch.setattr(SessionStore, "load", down)
    answer = client.get("/ledger/mine/")
    assert answer.status_code == 500
    assert "all records are safe" in answer.content.decode()
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_what_breaks_shows_no_trace(client_of, monkeypatch):
    client = client_of("worker")
    client.raise_request_exception = False
    monkeypatch.setattr("alongside.web.ledger.views.page_of", lambda *given: 1 / 0)
    answer = client.get("/ledger/mine/")
    assert (answer.status_code, "ZeroDivision" in answer.content.decode()) == (500, False)
    assert "AL-U500" in answer.content.decode()


def test_nothing_is_shown_when_the_ledger_cannot_be_written(client_of, monkeypatch):
    def unavailable(self, entry):
        raise LedgerUnavailable

    monkeypatch.setattr(DatabaseLedger, "write", unavailable)
    answer = client_of("auditor").get("/ledger/")
    assert answer.status_code == 503
    assert "AL-G001" in answer.content.decode()


def test_a_busy_store_is_a_conflict_and_a_page(client_of, monkeypatch):
    error = AlongsideError("AL-X001", seen="Busy", do="Wait", exit_code=ExitCode.BUSY)

    def busy(*given):
        raise error

    monkeypatch.setattr("alongside.web.ledger.views.page_of", busy)
    answer = client_of("worker").get("/ledger/mine/")
    assert (answer.status_code, "AL-X001" in answer.content.decode()) == (409, True)


def test_a_null_byte_in_a_form_is_refused_before_any_store_sees_it(client_of) -> None:
    answer = client_of("worker").post(
        "/referrals/new/", "said=a%00b", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400
