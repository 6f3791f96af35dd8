"""``…/advice/``, the API and the command line: one door, whatever one comes through."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from alongside.agency import read_agency
from alongside.core import AlongsideError
from alongside.governance import ModelState
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.decisions.command import advise_for_command
from alongside.web.decisions.models import AdviceShownRow
from alongside.web.decisions.points import Point
from alongside.web.decisions.serving import Answer, ask_model
from alongside.web.ledger.models import LedgerEntry
from alongside.web.models.life import move
from alongside.web.models.models import ModelVersion
from alongside.web.publishing.models import OutboxRow
from tests.web.decisions.conftest import DECISION, JUDGEMENT, Case
from tests.web.decisions.screening import BASE, ESTIMATE, HIGH, LOW, ago, close, release
from tests.web.people.conftest import SignIn

NUMBERS = [round(100 * share) for share in (ESTIMATE, LOW, HIGH, BASE)]


def numbers_in(text: str) -> list[int]:
    """Which numbers of the estimate the words of an answer hold."""
    kept_out = "value|data-worker|href|action|src|d"
    text = re.sub(rf'(?:{kept_out})="[^"]*"', "", text)
    return [number for number in NUMBERS if re.search(rf"(?<![\d.]){number}(?!\d)", text)]


def judge(client: Client, case: Case, **said: str) -> None:
    assert client.post(f"{case.url}judgement/", JUDGEMENT | said).status_code == 302


def test_advice_after_her_own_judgement(case: Case, client: Client, released: None) -> None:
    judge(client, case)
    answer = client.post(f"{case.url}advice/")
    assert (answer.status_code, answer["Location"]) == (302, f"{case.url}#advice")
    html = client.get(case.url).content.decode()
    assert "Of 100 referrals like this, about <b>77</b> had harm confirmed within a year" in html
    assert "<b>68 to 86</b>" in html
    assert "Of all referrals it was <b>63</b>" in html
    assert "So for about 23 of 100 it was otherwise" in html
    assert "1 call to the home in the last year" in html
    assert "Who asked for help" in html
    assert "A safety plan with the person" in html
    assert "I did not use it" in html
    shown = AdviceShownRow.objects.get()
    assert (shown.model_name, shown.model_version, shown.abstained) == ("harm", 1, False)


def test_opening_is_one_row_one_line_of_the_ledger_and_one_event_of_the_system(
    case: Case, client: Client, released: None
) -> None:
    judge(client, case)
    client.post(f"{case.url}advice/")
    client.post(f"{case.url}advice/")
    client.get(case.url)
    assert AdviceShownRow.objects.count() == 1
    opened = OutboxRow.objects.get(kind="advice_opened")
    assert (opened.origin, opened.code, opened.person_id) == ("advice", "cases:ref-1", case.mila)
    assert set(opened.purposes) == {"casework", "supervision"}
    assert LedgerEntry.objects.filter(verb="view_advice", object_id=str(case.mila)).count() == 3


def test_the_reasons_add_up_on_the_page(case: Case, client: Client, released: None) -> None:
    judge(client, case)
    client.post(f"{case.url}advice/")
    html = client.get(f"{case.url}advice/").content.decode()
    found = re.search(
        r"(\d+) for all, (\d+) up, (\d+) down, and (\d+) (up|down) from everything else make (\d+)",
        html,
    )
    assert found is not None
    base, up, down, rest, way, made = found.groups()
    signed = int(rest) if way == "up" else -int(rest)
    assert int(base) + int(up) - int(down) + signed == int(made) == 77
    shown = [int(n) for n in re.findall(r'<span class="num">\+(\d+)', html)]
    assert sum(shown) == int(up)


def shut_unjudged(case: Case, client: Client, josef: User) -> None:
    release(josef)


def shut_decided(case: Case, client: Client, josef: User) -> None:
    release(josef)
    judge(client, case)
    client.post(f"{case.url}decision/", DECISION)


def shut_elsewhere(case: Case, client: Client, josef: User) -> None:
    release(josef)
    judge(client, case)
    close(case.town, case.mila)
    case.town.publish()


def shut_no_model(case: Case, client: Client, josef: User) -> None:
    judge(client, case)


def shut_tested(case: Case, client: Client, josef: User) -> None:
    judge(client, case)
    release(josef, ModelState.TESTED)


def shut_paused(case: Case, client: Client, josef: User) -> None:
    release(josef)
    judge(client, case)
    client.post(f"{case.url}advice/")
    from django.utils import timezone

    from alongside.web.accounts.workers import worker_from

    move(
        ModelVersion.objects.get(),
        ModelState.PAUSED,
        worker=worker_from(josef),
        reason="The police sends late",
        now=timezone.now(),
    )


def shut_by_the_person(case: Case, client: Client, josef: User) -> None:
    release(josef)
    judge(client, case)
    client.post(f"{case.url}advice/")
    client.post(f"{case.url}no-advice/", {"unwanted": "on", "said_by_client": "on"})


def shut_by_the_agency(case: Case, client: Client, josef: User) -> None:
    release(josef)
    judge(client, case)
    path = case.town.agency.folder / "agency.toml"
    path.write_text("advice = false\n" + path.read_text())
    settings.ALONGSIDE_AGENCY = case.town.agency = read_agency(case.town.agency.folder)


def shut_by_a_join(case: Case, client: Client, josef: User) -> None:
    release(josef)
    judge(client, case)
    client.post(f"{case.url}advice/")
    join_with_another(case, josef)


def shut_by_a_split(case: Case, client: Client, josef: User) -> None:
    release(josef)
    judge(client, case)
    client.post(f"{case.url}advice/")
    split_off(case, josef)


def shut_stale(case: Case, client: Client, josef: User) -> None:
    release(josef)
    judge(client, case)
    client.post(f"{case.url}advice/")
    from datetime import timedelta

    from django.db.models import F

    from alongside.web.publishing.models import GenerationRow

    GenerationRow.objects.update(received_until=F("received_until") - timedelta(days=8))


DOORS: dict[str, tuple[Callable[[Case, Client, User], None], str]] = {
    "not judged": (shut_unjudged, "AL-G020"),
    "decided": (shut_decided, "AL-G021"),
    "closed elsewhere": (shut_elsewhere, "AL-G021"),
    "no model": (shut_no_model, "AL-G022"),
    "only tested": (shut_tested, "AL-G022"),
    "paused": (shut_paused, "AL-G023"),
    "the person wants none": (shut_by_the_person, "AL-G024"),
    "the agency wants none": (shut_by_the_agency, "AL-G024"),
    "joined since": (shut_by_a_join, "AL-G025"),
    "split since": (shut_by_a_split, "AL-G025"),
    "stale": (shut_stale, "AL-G026"),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_closed_door_is_403_and_no_number_by_every_path(
    case: Case, client: Client, amara: User, josef: User, door: str
) -> None:
    shut, code = DOORS[door]
    shut(case, client, josef)
    for method in (client.post, client.get):
        part = method(f"{case.url}advice/")
        assert part.status_code == 403
        assert numbers_in(part.content.decode()) == []
        assert code in part.content.decode() or method is client.get
        program = method(case.api)
        assert program.status_code == 403
        assert set(program.json()) == {"code", "seen", "do"}
        assert program.json()["code"] == code
        assert numbers_in(program.content.decode()) == []
    page = client.get(case.url)
    assert page.status_code == 200
    assert numbers_in(page.content.decode()) == []
    assert "Advice from the system" not in page.content.decode()
    with pytest.raises(AlongsideError) as refused:
        advise_for_command("screening", "cases", "ref-1", email=amara.email, reason="screening")
    assert refused.value.code == code
    assert numbers_in(str(refused.value)) == []


def test_reading_again_is_for_who_opened_it(case: Case, client: Client, released: None) -> None:
    judge(client, case)
    for path in (f"{case.url}advice/", case.api):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "AL-G027" in answer.content.decode()
        assert numbers_in(answer.content.decode()) == []
    assert not AdviceShownRow.objects.exists()


def test_programs_and_the_command_line_get_the_same_advice(
    case: Case, client: Client, amara: User, released: None
) -> None:
    judge(client, case)
    said = client.post(case.api).json()
    assert (said["estimate"], said["low"], said["high"]) == (ESTIMATE, LOW, HIGH)
    total = 100 * said["base"] + sum(one["points"] for one in said["reasons"]) + said["rest"]
    assert total == pytest.approx(100 * said["estimate"], abs=1e-9)
    assert client.get(case.api).json() == said
    sentences, values = advise_for_command(
        "screening", "cases", "ref-1", email=amara.email, reason="screening"
    )
    assert values == said
    assert "about 77 (68 to 86) had harm confirmed within a year" in " ".join(sentences)
    assert str(case.mila) not in json.dumps(values)
    assert set(
        LedgerEntry.objects.filter(verb="view_advice").values_list("channel", flat=True)
    ) == {
        "api",
        "command",
    }


def test_a_record_that_came_since_is_named_and_not_in_it(
    case: Case, client: Client, released: None
) -> None:
    judge(client, case)
    police = next(one for one in case.town.owner if one.startswith("police"))
    case.town.event(police, ago(40), known_from=ago(0), detail="a late report")
    case.town.publish()
    client.post(f"{case.url}advice/")
    html = client.get(case.url).content.decode()
    assert "1 entry of the record came after that day; it is not in it." in html
    assert "1 call to the home in the last year" in html  # and not 2
    assert "a late report" in html  # the fact itself is never hidden


def test_where_the_model_abstains_it_says_why_and_nothing_was_seen(
    case: Case, client: Client, josef: User
) -> None:
    release(josef, needs_sources=("hospital",))
    judge(client, case)
    client.post(f"{case.url}advice/")
    html = client.get(case.url).content.decode()
    assert "The system has no estimate here." in html
    assert numbers_in(html) == []
    assert "I did not use it" not in html
    assert AdviceShownRow.objects.get().abstained


def test_a_model_changed_by_a_byte_is_no_advice_and_the_page_stays(
    case: Case, client: Client, released: None
) -> None:
    judge(client, case)
    client.post(f"{case.url}advice/")
    kept = ModelVersion.objects.get()
    other = bytes(kept.released).replace(b"0.77", b"0.76")
    ModelVersion.objects.update(released=other)
    from alongside.web.models import serving

    serving._parsed.cache_clear()
    page = client.get(case.url)
    assert page.status_code == 200
    html = page.content.decode()
    assert "AL-R001" in html
    assert numbers_in(html) == []
    assert "argument; children asleep" in html
    assert client.post(f"{case.url}advice/").status_code == 503
    assert client.get(case.api).json()["code"] == "AL-R001"
    assert client.post(f"{case.url}decision/", DECISION | {"used": "not_used"}).status_code == 302


def test_a_colleague_judges_first_too(
    case: Case, client: Client, sign_in: SignIn, released: None
) -> None:
    judge(client, case)
    client.post(f"{case.url}advice/")
    colleague = sign_in("worker")
    assert colleague.post(f"{case.url}advice/").status_code == 403
    html = colleague.get(case.url).content.decode()
    assert numbers_in(html) == []
    assert "Dora called herself" not in html
    judge(colleague, case, why="The school calls often")
    assert colleague.post(f"{case.url}advice/").status_code == 302
    assert "Dora called herself" in colleague.get(case.url).content.decode()


def test_strangers_get_nothing(case: Case, sign_in: SignIn, released: None) -> None:
    for path in (f"{case.url}advice/", case.api):
        assert sign_in("analyst").post(path).status_code == 404
        assert Client().post(path).status_code == 302
    case.town.seal(case.mila)
    assert sign_in("worker").post(case.api).status_code == 404


def join_with_another(case: Case, josef: User) -> None:
    """Somebody else's page is joined with Mila's."""
    from alongside.web.identity.decide import join
    from tests.web.identity.ground import acting_as, make_person, make_question

    make_person("hospital:other")
    record = next(one for one in case.town.owner if one.startswith("cases"))
    question = make_question(record, "hospital:other")
    from django.utils import timezone

    join(question.id, acting_as(josef, at=timezone.now()), reason="The same child")


def split_off(case: Case, josef: User) -> None:
    """The police's record is somebody else."""
    from django.utils import timezone

    from alongside.web.identity.decide import split
    from tests.web.identity.ground import acting_as

    police = next(one for one in case.town.owner if one.startswith("police"))
    split({police}, acting_as(josef, at=timezone.now()), reason="Her cousin")


def test_a_pause_that_comes_while_the_model_is_asked_is_in_time(
    case: Case,
    client: Client,
    released: None,
    josef: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judge(client, case)

    def ask_slowly(point: Point) -> Answer:
        answer = ask_model(point)
        supervisor = worker_from(josef)
        version = ModelVersion.objects.get()
        move(version, ModelState.PAUSED, worker=supervisor, reason="odd", now=timezone.now())
        return answer

    monkeypatch.setattr("alongside.web.decisions.advice.ask_model", ask_slowly)
    answer = client.post(case.api)
    assert answer.status_code == 403
    assert numbers_in(answer.content.decode()) == []
    assert not AdviceShownRow.objects.exists()
