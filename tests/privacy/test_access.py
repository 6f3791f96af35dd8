from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from alongside.core import Sensitivity
from alongside.privacy import DEFAULT_ROLES, Access, Refusal, Verb, Worker, can, visible_events
from alongside.privacy.access import AccessDenied, Guarded, check_can, roles_named

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PERSON = Guarded(person_id="p1")
SEALED = Guarded(person_id="p1", sealed=True)


def worker(*roles, named_on=()):
    return Worker(
        id="w", name="W", roles=roles_named(roles, DEFAULT_ROLES), named_on=frozenset(named_on)
    )


# role, verb, thing, purpose -> answer (None is yes)
TABLE = [
    ("worker", Verb.VIEW_PERSON, PERSON, "casework", None),
    ("worker", Verb.VIEW_PERSON, SEALED, "casework", Refusal.NOT_YOURS),
    ("worker", Verb.VIEW_PERSON, PERSON, "supervision", Refusal.NOT_YOURS),
    ("worker", Verb.SEAL_PERSON, PERSON, "casework", Refusal.READ_ONLY),
    ("supervisor", Verb.SEAL_PERSON, PERSON, "supervision", None),
    ("analyst", Verb.VIEW_PERSON, PERSON, "analysis", Refusal.NOT_YOURS),
    ("auditor", Verb.VIEW_PERSON, PERSON, "audit", Refusal.NOT_YOURS),
    ("auditor", Verb.VIEW_LEDGER, None, "audit", None),
    ("worker", Verb.VIEW_LEDGER, None, "casework", Refusal.NOT_YOURS),
    ("nobody", Verb.VIEW_SOURCES, None, None, Refusal.NOT_YOURS),
]


@pytest.mark.parametrize(("role", "verb", "thing", "purpose", "answer"), TABLE)
def test_the_table_of_roles_decides(role, verb, thing, purpose, answer):
    assert can(worker(role), verb, thing, purpose=purpose) is answer


def test_only_those_named_on_a_seal_open_it():
    named = worker("worker", named_on={"p1"})
    assert can(named, Verb.VIEW_PERSON, SEALED, purpose="casework") is None
    assert can(worker("supervisor"), Verb.VIEW_PERSON, SEALED) is Refusal.NOT_YOURS


def test_hidden_and_missing_give_the_same_words():
    with pytest.raises(AccessDenied) as hidden:
        check_can(worker("worker"), Verb.VIEW_PERSON, SEALED)
    assert str(hidden.value) == str(AccessDenied(Refusal.NOT_YOURS))


def test_access_without_purpose_or_zone_cannot_exist():
    with pytest.raises(ValueError, match="purpose"):
        Access(worker=worker("worker"), purpose="", as_of=NOW)
    with pytest.raises(ValueError, match="aware"):
        Access(worker=worker("worker"), purpose="casework", as_of=datetime(2026, 1, 1))


@dataclass
class Row:
    sensitivity: Sensitivity
    purposes: frozenset


def test_purpose_and_clearance_both_have_to_allow_an_event():
    rows = [
        Row(Sensitivity.ORDINARY, frozenset({"casework"})),
        Row(Sensitivity.RESTRICTED, frozenset({"casework"})),
        Row(Sensitivity.ORDINARY, frozenset({"analysis"})),
        Row(Sensitivity.ORDINARY, frozenset()),  # a forgotten purpose denies
    ]
    access = Access(worker=worker("worker"), purpose="casework", as_of=NOW)
    assert visible_events(rows, access) == ([rows[0]], 3)
    stranger = Access(worker=worker("worker"), purpose="audit", as_of=NOW)
    assert visible_events(rows, stranger) == ([], 4)
