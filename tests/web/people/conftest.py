"""A town of made-up people, and workers who sign in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from alongside.web.accounts.models import User
from tests.web.people.town import Town, write_town

SignIn = Callable[..., Client]


@pytest.fixture
def town(tmp_path: Path, settings: Settings, db: None) -> Town:
    """An agency with five sources and nobody in it yet."""
    agency = write_town(tmp_path / "agency")
    settings.ALONGSIDE_AGENCY = agency
    settings.ALONGSIDE_MFA_REQUIRED = False
    settings.TIME_ZONE = agency.file.time_zone
    return Town(agency)


@pytest.fixture
def amara(town: Town) -> User:
    """A worker."""
    return make_user("Amara Whitlock", "worker")


@pytest.fixture
def sign_in(town: Town) -> SignIn:
    """Sign in as a new user with these roles, or as a given user."""

    def _sign_in(*roles: str, user: User | None = None) -> Client:
        client = Client()
        client.force_login(user or make_user(f"{' '.join(roles)} person", *roles))
        return client

    return _sign_in


def make_user(name: str, *roles: str) -> User:
    """A user with these roles."""
    email = f"{name.lower().replace(' ', '.')}.{User.objects.count()}@example.org"
    return User.objects.create(email=email, name=name, roles=list(roles))
