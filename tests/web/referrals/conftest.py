"""A tiny office that can be refreshed, and workers who sign in without a second factor."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.actions.office import Office, open_office
from tests.web.referrals.screens import screens


@pytest.fixture
def office(tmp_path: Path, settings: Settings, db: None) -> Office:
    """An agency with two sources that the settings serve."""
    made = open_office(tmp_path / "office")
    settings.ALONGSIDE_AGENCY = made.agency
    settings.ALONGSIDE_MFA_REQUIRED = False
    return made


@pytest.fixture
def screening(office: Office) -> Office:
    """The office with joined records, deciding on referrals."""
    screens(office)
    office.refresh()
    return office
