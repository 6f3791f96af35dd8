"""A served agency that screens referrals, with a released model.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alongside.cli.start import migrate, start_web
from tests.journeys.small_town import filled_site


@contextmanager
def screening_site(folder: Path) -> Iterator[str]:
    """The address of a server of the town."""
    with filled_site(folder, by="tests.journeys.screening_town") as address:
        yield address


def fill(folder: Path, password: str, emails: dict[str, str]) -> None:
    """Mila's referral waits and seven others; the model is released, three people sign in."""
    start_web(folder)
    migrate()
    from alongside.risk.helped import Helped
    from alongside.web.accounts.models import User
    from alongside.web.agency import current_agency
    from tests.web.decisions.screening import ago, close, refer, release, screens
    from tests.web.models.small_card import small_card
    from tests.web.people.mila import move_in
    from tests.web.people.town import Town

    for role, email in emails.items():
        name = email.split("@")[0].capitalize()
        User.objects.create_user(email, password, name=name, roles=[role])
    town = Town(current_agency())
    screens(town)
    mila = move_in(town)
    for event in [one for one in town.rows["event"] if one["kind"] == "referral"]:
        close(town, mila, key=event["source_key"])
    refer(town, mila, days=1, key="R-2026-118", detail="from the school; she comes without lunch")
    others = (
        ("Aron", "Dekker", 4),
        ("Ilona", "Szabo", 0),
        ("Noor", "Haddad", 0),
        ("Emil", "Rask", 0),
        ("Pia", "Holm", 0),
        ("Jonas", "Berg", 0),
    )
    for given, family, days in others:
        person = town.person(given_name=given, family_name=family)
        record = next(one for one, owner in town.owner.items() if owner[0] == person)
        town.event(record, ago(90), kind="assessment", detail="closed with a plan")
        refer(town, person, days=days, key=f"R-2026-{given}")
    refer(town, town.person(given_name="Tess", family_name="Quill"), days=0, key="R-2026-Tess")
    town.publish()
    before = Helped(
        support="violence:safety_plan",
        low=0.5,
        high=1.01,
        with_cases=123,
        with_events=17,
        without_cases=904,
        without_events=190,
    )
    release(User.objects.get(email=emails["supervisor"]), card=small_card(), helped=(before,))


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sys.argv[2], dict(pair.split("=") for pair in sys.argv[3:]))
