"""What nobody may merge: a person with herself, with a tombstone, across a seal."""

from __future__ import annotations

import pytest

from alongside.core import AlongsideError
from alongside.privacy.access import AccessDenied
from alongside.web.facts.models import AboutRow
from alongside.web.identity.decide import join
from tests.web.casework import make_person, make_worker
from tests.web.facts.ground import Parted, make_parted
from tests.web.identity.ground import make_question, seal

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def parted() -> Parted:
    return make_parted()


def test_a_person_with_herself_stays_one_and_no_fact_moves(parted: Parted) -> None:
    before = list(AboutRow.objects.values())
    question = make_question("school:7", f"alongside:{parted.mila}")
    decision = join(question.id, parted.acting(), reason="the same")
    assert (decision.answer, decision.retired_id) == ("confirm", None)
    assert list(AboutRow.objects.values()) == before


def test_with_somebody_who_was_merged_yesterday_the_question_is_settled(parted: Parted) -> None:
    milla = make_person("Milla")
    question = make_question("school:7", f"alongside:{milla}")
    join(question.id, parted.acting(), reason="one child")
    with pytest.raises(AlongsideError, match="AL-G002"):
        join(question.id, parted.acting(), reason="again")
    assert not AboutRow.objects.filter(to_assign=True).exists()


def test_across_a_seal_the_worker_learns_nothing_and_the_named_one_is_refused(
    parted: Parted,
) -> None:
    milla, josef = make_person("Milla"), make_worker("Josef Lind", "supervisor")
    seal(milla, josef)
    question = make_question("school:7", f"alongside:{milla}")
    with pytest.raises(AccessDenied, match="AL-P002"):
        join(question.id, parted.acting(), reason="one child")
    with pytest.raises(AlongsideError, match="AL-C054"):
        join(question.id, parted.acting(josef), reason="one child")
