"""An office that decides on referrals, for the tests of this room."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.test import Client

from tests.actions.office import Office
from tests.web.referrals.decision_file import SCREENING

STORY = "Mila came to school with a bruise"


def screens(office: Office) -> None:
    """Let the office decide on referrals."""
    (office.folder / "decisions").mkdir(exist_ok=True)
    (office.folder / "decisions" / "screening.toml").write_text(SCREENING)
    settings.ALONGSIDE_AGENCY = office.agency


def form(*people: Mapping[str, str], **plain: str) -> dict[str, str]:
    """What a browser posts: people's fields by their names in the form."""
    data = {"said": STORY, "came_in": "phone", "do": "keep", **plain}
    data["order"] = ",".join(str(number) for number in range(len(people)))
    for number, fields in enumerate(people):
        data |= {f"p{number}-{name}": value for name, value in fields.items()}
    return data


def keep(client: Client, *people: Mapping[str, str], **plain: str) -> str:
    """Keep a referral; gives the page of its decision."""
    answer = client.post("/referrals/new/", form(*people, **plain))
    assert answer.status_code == 302, answer.content.decode()[:4000]
    return str(answer["Location"])


def judge(client: Client, url: str) -> None:
    """Say what one thinks first."""
    answer = client.post(f"{url}judgement/", {"band": "10 to 19", "why": "A bruise on the arm"})
    assert answer.status_code == 302, answer.content.decode()[:4000]


def decide(client: Client, url: str, **data: object) -> int:
    """Sign a decision; gives the status."""
    return client.post(f"{url}decision/", {"reason": "I want to see her", **data}).status_code


def known(person_id: UUID | str, part: str = "child") -> dict[str, str]:
    """Somebody who was picked."""
    return {"person": str(person_id), "part": part}
