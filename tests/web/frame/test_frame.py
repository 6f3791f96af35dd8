import pytest
from django.test import Client

from alongside.web.accounts.workers import worker_from
from alongside.web.frame.rail import home_of

HOMES = [
    ("worker", "/people/"),
    ("supervisor", "/people/"),
    ("analyst", "/sources/"),
    ("auditor", "/sources/"),
]


@pytest.mark.parametrize(("role", "home"), HOMES)
def test_everybody_starts_in_the_first_room_she_may_enter(user_of, client_of, role, home):
    assert home_of(worker_from(user_of(role))) == home
    assert client_of(role).get("/")["Location"] == home


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
