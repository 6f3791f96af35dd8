"""The reference page names every key that the code reads, and its example works."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from alongside.agency import (
    AddressBlock,
    Column,
    EventBlock,
    RecordBlock,
    RelationshipBlock,
    SourceFile,
    Table,
)
from alongside.privacy import PROTECTED_TRAITS

from .conftest import Desk

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "source-files.md").read_text(encoding="utf-8")
MODELS = (SourceFile, Table, RecordBlock, EventBlock, AddressBlock, RelationshipBlock, Column)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_stands_on_the_page(model: type[BaseModel]) -> None:
    missing = [name for name in model.model_fields if f"`{name}`" not in PAGE]
    assert missing == []


def test_every_protected_trait_stands_on_the_page() -> None:
    assert [trait for trait in PROTECTED_TRAITS if f"`{trait}`" not in PAGE] == []


def test_the_example_of_the_how_to_works(desk: Callable[..., Desk]) -> None:
    text = (DOCS / "how-to" / "map-a-source.md").read_text(encoding="utf-8")
    (mapping,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    d = desk(mapping)
    d.write(
        "referrals.csv",
        "referral_no,entered_on,child_name,child_dob,carer_name,received_on,why\n"
        '1,1/3/2024,"Byron, Ada",12/10/2015,"Byron, Anne",1/2/2024,N\n'
        '2,1/3/2024,"Lee, Al",5/6/2016,,1/2/2024,X\n',
    )
    (counts,) = d.take(4)
    assert (counts.accepted, counts.rejected) == (2, 0)
    assert d.rows("SELECT record_id FROM record ORDER BY 1") == ["s:1", "s:2", "s:carer-1"]
    assert d.rows("SELECT from_record, to_record FROM relationship") == [("s:carer-1", "s:1")]
    assert d.rows("SELECT detail FROM event ORDER BY 1") == ["another reason", "neglect"]
