"""An agency folder, workers of every role, and clients who are signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from alongside.agency import Agency, read_agency, write_agency
from alongside.web.accounts.models import User


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """Forget the rate limits that an earlier test used up."""
    cache.clear()


@pytest.fixture
def agency(tmp_path, settings: Settings, db: None) -> Agency:
    """A new agency that the settings serve; no second factor is asked for."""
    write_agency(tmp_path / "office")
    made = read_agency(tmp_path / "office")
    made.data.mkdir()
    settings.ALONGSIDE_AGENCY = made
    settings.ALONGSIDE_MFA_REQUIRED = False
    return made


@pytest.fixture
def user_of(agency: Agency) -> Callable[[str], User]:
    """The user of a role; made once a test."""

    def _user_of(role: str) -> User:
        user = User.objects.filter(email=f"{role}@example.org").first()
        return user or User.objects.create_user(
            f"{role}@example.org", "four calm words here", name=f"The {role}", roles=[role]
        )

    return _user_of


@pytest.fixture
def client_of(user_of: Callable[[str], User]) -> Callable[[str], Client]:
    """A signed-in client of a role."""

    def _client_of(role: str) -> Client:
        client = Client()
        client.force_login(user_of(role))
        return client

    return _client_of
