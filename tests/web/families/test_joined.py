"""What sources declare is in the family too; addresses only suggest, and protected ones do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.test import Client

from alongside.web.families.saying import say_relationship
from tests.web.casework import acting_for, make_worker
from tests.web.people.town import Town

SignIn = Callable[..., Client]


def page(person_id: UUID, query: str = "") -> str:
    client = Client()
    client.force_login(make_worker("Amara Whitlock"))
    answer = client.get(f"/people/{person_id}/family/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def family(town: Town) -> tuple[UUID, UUID, UUID]:
    mila = town.person(given_name="Mila", family_name="Varga", birth_on=date(2019, 3, 12))
    dora = town.person(given_name="Dora", family_name="Varga", birth_on=date(1994, 1, 9))
    ilona = town.person(given_name="Ilona", family_name="Varga", birth_on=date(1968, 1, 9))
    return mila, dora, ilona


def test_a_source_s_relationship_is_drawn_and_says_which_source(town: Town) -> None:
    mila, dora, ilona = family(town)
    town.tie(mila, dora, "parent_of")
    town.tie(dora, mila, "child_of")
    town.tie(dora, ilona, "parent_of")
    town.publish()
    html = page(mila)
    assert html.count('class="g-person"') == 3
    assert "Dora Varga is a parent of Mila Varga." in html
    assert "Case system" in html


def test_who_shared_an_address_is_dashed_and_says_who_computed_it(town: Town) -> None:
    mila, dora, _ilona = family(town)
    town.stay(mila, address="4 Weir Court, Northmere")
    town.stay(dora, address="4 Weir Court, Northmere", until_on=date(2024, 1, 1))
    town.publish()
    assert "g-inferred" not in page(mila)
    html = page(mila, "?on=2023-06-01")
    assert "g-home g-inferred" in html
    assert "Computed from addresses in the joined records" in html
    assert "4 Weir Court" in html


def test_a_protected_address_is_shown_nowhere(town: Town) -> None:
    mila = town.person(given_name="Mila", birth_on=date(2019, 3, 12), address_protected=True)
    dora = town.person(given_name="Dora", birth_on=date(1994, 1, 9))
    town.stay(mila, address="4 Weir Court")
    town.stay(dora, address="4 Weir Court")
    town.publish()
    assert "Weir Court" not in page(mila)


def test_a_relative_whose_address_is_protected_is_in_no_home(town: Town) -> None:
    mila = town.person(given_name="Mila", birth_on=date(2019, 3, 12))
    dora = town.person(given_name="Dora", birth_on=date(1994, 1, 9), address_protected=True)
    town.stay(mila, address="4 Weir Court")
    town.stay(dora, address="4 Weir Court")
    town.publish()
    html = page(mila)
    assert "Weir Court" not in html
    assert "live together" not in html


def test_what_sources_and_a_worker_say_the_other_way_round_is_listed_not_drawn(
    town: Town,
) -> None:
    mila, dora, _ilona = family(town)
    town.tie(dora, mila, "parent_of")  # a clerk mixed them up
    town.tie(mila, dora, "child_of")
    town.publish()
    html = page(mila)
    assert "Said, but not drawn" in html
    say_relationship(acting_for(make_worker("Amara Whitlock")), dora, "adoptive_parent", mila)
    html = page(mila)
    assert html.count('class="g-person"') == 2
    assert "Dora Varga adopted Mila Varga." in html


def test_a_sealed_relative_of_a_source_is_nowhere(town: Town) -> None:
    mila, dora, ilona = family(town)
    town.tie(mila, dora, "parent_of")
    town.tie(dora, ilona, "parent_of")
    town.publish()
    town.seal(ilona)
    html = page(mila)
    assert "Ilona" not in html
    assert html.count('class="g-person"') == 2


def test_a_brother_without_known_parents_is_told_and_not_drawn(town: Town) -> None:
    mila, dora, _ilona = family(town)
    town.tie(mila, dora, "sibling_of")
    town.publish()
    html = page(mila)
    assert "Dora Varga: brother or sister of Mila Varga." in html
    assert 'class="g-person"' not in html
