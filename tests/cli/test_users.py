"""Roles are given and taken, sign-ins closed and opened, each with an entry of the ledger."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.core import AlongsideError
from alongside.web.accounts import make_user, set_active, set_roles
from alongside.web.accounts.models import User
from alongside.web.ledger.models import LedgerEntry
from tests.web.people.conftest import town
from tests.web.people.town import Town

__all__ = ["town"]
EMAIL = "ada@example.org"


@pytest.fixture
def ada(town: Town) -> User:
    make_user(name="Ada Lindqvist", email=EMAIL, roles=["worker"])
    return User.objects.get(email=EMAIL)


def test_a_closed_sign_in_ends_at_once_and_comes_back(ada: User) -> None:
    browser = Client()
    browser.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/people/").status_code == 200
    set_active(EMAIL, active=False)
    assert browser.get("/people/").status_code == 302
    set_active(EMAIL, active=True)
    ada.refresh_from_db()
    assert ada.is_active


def test_roles_count_from_the_next_page_on(ada: User) -> None:
    browser = Client()
    browser.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/ledger/").status_code == 404
    assert set_roles(EMAIL, ["auditor"]) == (["worker"], ["auditor"])
    assert browser.get("/ledger/").status_code == 200
    assert browser.get("/people/").status_code == 404


def test_a_role_that_is_none_changes_nothing(ada: User) -> None:
    with pytest.raises(AlongsideError, match="AL-U021"):
        set_roles(EMAIL, ["worker", "boss"])
    ada.refresh_from_db()
    assert ada.roles == ["worker"]


def test_each_change_is_an_entry_without_the_password(ada: User) -> None:
    set_roles(EMAIL, ["worker", "supervisor"])
    set_active(EMAIL, active=False)
    rows = LedgerEntry.objects.filter(object_id=str(ada.pk)).order_by("id")
    assert [(row.verb, row.reason) for row in rows] == [
        ("added_worker", "worker"),
        ("changed_roles", "worker -> worker, supervisor"),
        ("closed_sign_in", ""),
    ]
    assert {row.channel for row in rows} == {"command"}
