import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from alongside.core import AlongsideError
from alongside.web.accounts import make_user, new_password
from alongside.web.accounts.models import User

PASSWORD = "four calm words here"


def sign_in(email="worker@example.org", password=PASSWORD, client=None):
    client = client or Client()
    return client, client.post("/accounts/login/", {"login": email, "password": password})


def test_the_right_password_opens_the_first_room(user_of):
    user_of("worker")
    client, answer = sign_in()
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/")["Location"] == "/today/"


def test_a_wrong_password_says_nothing_about_who_exists(user_of):
    user_of("worker")
    _, wrong = sign_in(password="not this one at all")
    _, nobody = sign_in(email="nobody@example.org")
    assert wrong.status_code == nobody.status_code == 200
    said = [list(one.context["form"].non_field_errors()) for one in (wrong, nobody)]
    assert said[0] == said[1] != []


def test_eight_wrong_passwords_lock_even_the_right_one_out(user_of):
    user_of("worker")
    for _ in range(8):
        sign_in(password="not this one at all")
    client, answer = sign_in()
    assert answer.status_code == 429
    assert "Signing in is closed for 15 minutes" in answer.content.decode()
    assert client.get("/people/").status_code == 302


def test_being_locked_out_says_nothing_about_who_exists(user_of):
    user_of("worker")
    for email in ("worker@example.org", "nobody@example.org"):
        for _ in range(8):
            sign_in(email, "not this one at all")
    said = [sign_in(email)[1] for email in ("worker@example.org", "nobody@example.org")]
    assert said[0].content == said[1].content
    assert "AL-U429" in said[0].content.decode()


def test_many_addresses_tried_from_one_place_are_slowed_down(agency):
    for number in range(31):
        _, answer = sign_in(f"somebody{number}@example.org", "not this one at all")
    assert answer.status_code == 429
    assert "tried too often" in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/people/", "/sources/", "/review/", "/nothing/here/"])
def test_nobody_sees_anything_before_signing_in(agency, path):
    answer = Client().get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_partial_request_is_told_to_go_and_sign_in(agency):
    answer = Client().get("/people/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"][:16]) == (401, "/accounts/login/")


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "social/"])
def test_pages_of_the_library_that_we_do_not_open_are_not_there(client_of, path):
    assert client_of("worker").get(f"/accounts/{path}").status_code == 404


def test_staff_must_set_up_a_second_step_and_then_use_it(user_of, settings):
    settings.ALONGSIDE_MFA_REQUIRED = True
    user_of("worker")
    client, _ = sign_in()
    assert client.get("/people/")["Location"] == "/accounts/2fa/totp/activate/"
    answer = client.get("/accounts/2fa/totp/activate/")  # the password is asked for once more
    page = client.post(answer["Location"], {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
    assert answer.status_code == 302
    assert client.get("/people/").status_code == 200

    client, answer = sign_in()
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/people/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert client.get("/people/").status_code == 302
    code = code_for(secret, steps=1)  # a code is good for one sign-in only
    answer = client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/people/").status_code == 200


def test_turning_a_required_second_step_off_closes_every_page_at_once(user_of, settings):
    settings.ALONGSIDE_MFA_REQUIRED = True
    user_of("worker")
    client, _ = sign_in()
    client.get("/accounts/2fa/totp/activate/")
    page = client.post("/accounts/reauthenticate/", {"password": PASSWORD}, follow=True)
    page = client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/2fa/totp/activate/", {"code": code_for(page.context["form"].secret)})
    assert client.get("/people/").status_code == 200
    client.post("/accounts/2fa/totp/deactivate/")
    assert client.get("/people/")["Location"] == "/accounts/2fa/totp/activate/"


def code_for(secret, steps=0):
    counter = int(time.time()) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_a_new_user_gets_a_password_once_and_only_known_roles(agency):
    password = make_user(name="Amara", email="A@Example.org", roles=["worker"])
    assert sign_in("a@example.org", password)[1].status_code == 302
    with pytest.raises(AlongsideError, match="AL-U022"):
        make_user(name="Amara", email="a@example.org", roles=["worker"])
    with pytest.raises(AlongsideError, match="AL-U021"):
        make_user(name="Root", email="root@example.org", roles=["superuser"])
    assert not User.objects.filter(email="root@example.org").exists()


def test_a_new_password_ends_the_sessions_of_the_old_one(user_of):
    user_of("worker")
    client, _ = sign_in()
    assert client.get("/accounts/2fa/").status_code == 200
    fresh = new_password("worker@example.org")
    assert client.get("/accounts/2fa/").status_code == 302
    assert sign_in(password=fresh)[1].status_code == 302
    with pytest.raises(AlongsideError, match="AL-U023"):
        new_password("nobody@example.org")


def test_a_role_that_was_taken_away_ends_at_the_next_request(client_of, user_of):
    client = client_of("worker")
    assert client.get("/people/").status_code == 200
    User.objects.update(roles=[])
    assert client.get("/people/").status_code == 404


@pytest.mark.parametrize(
    "page", ["logout/", "password/change/", "2fa/", "reauthenticate/", "2fa/totp/activate/"]
)
def test_every_page_of_the_sign_in_can_be_read(client_of, page):
    assert client_of("worker").get(f"/accounts/{page}", follow=True).status_code == 200


def test_signing_out_ends_the_session(client_of):
    client = client_of("worker")
    client.post("/accounts/logout/")
    assert client.get("/people/").status_code == 302
