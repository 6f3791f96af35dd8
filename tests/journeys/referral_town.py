"""A served agency that takes referrals: Mila's town, a decision that leads to cases.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alongside.cli.start import migrate, start_web
from tests.journeys.small_town import filled_site
from tests.web.referrals.decision_file import SCREENING


@contextmanager
def referral_site(folder: Path) -> Iterator[str]:
    """The address of a server of the town."""
    with filled_site(folder, by="tests.journeys.referral_town") as address:
        yield address


def fill(folder: Path, password: str, emails: dict[str, str]) -> None:
    """Mila's family is known; three people of one team sign in."""
    (folder / "decisions").mkdir(exist_ok=True)
    (folder / "decisions" / "screening.toml").write_text(SCREENING)
    start_web(folder)
    migrate()
    from alongside.web.accounts.models import User
    from alongside.web.agency import current_agency
    from tests.web.people.mila import move_in
    from tests.web.people.town import Town

    for role, email in emails.items():
        name = email.split("@")[0].capitalize()
        User.objects.create_user(email, password, name=name, roles=[role], team="North")
    town = Town(current_agency())
    move_in(town)
    long = town.person(given_name="x" * 300, family_name="Overfull")
    town.stay(long, "h9")
    for number in range(6):
        one = town.person(given_name=f"Sibling {number}", family_name="مירה Overfull 🦊")
        town.stay(one, "h9")
    town.publish()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sys.argv[2], dict(pair.split("=") for pair in sys.argv[3:]))
