"""A tiny agency with two sources that a test can write and change, refreshed for real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alongside.actions.refresh import RefreshReport, refresh
from alongside.agency import Agency, read_agency, write_agency
from alongside.warehouse import content_hashes, open_reading
from alongside.web.publishing.store import DatabaseStore

CASES = """\
title = "Case system"
lane = "Agency"
[tables.clients]
format = "csv"
path = "clients.csv"
[[record]]
name = "client"
key = ["id"]
given_name = "given"
family_name = "family"
birth_on = "born"
address = "street"
phone = "phone"
sealed = { column = "sealed", values = { yes = "yes" }, other = "" }
known = "entered"
purposes = ["casework"]
[[event]]
of = "client"
kind = "referral"
says = "Referral"
key = ["id"]
happened = "referred"
known = "entered"
detail = "why"
purposes = ["casework"]
"""
SCHOOL = """\
title = "School"
lane = "School"
[tables.pupils]
format = "csv"
path = "school/*.csv"
[[record]]
name = "pupil"
key = ["number"]
given_name = "first"
family_name = "last"
birth_on = "dob"
address = "street"
phone = "phone"
known = "since"
purposes = ["casework"]
"""
CLIENTS_HEAD = "id,given,family,born,street,phone,sealed,entered,referred,why"
PUPILS_HEAD = "number,first,last,dob,street,phone,since"
CLIENTS = [
    "1,Mila,Varga,2015-03-12,4 Weir Court,0700 900 111,,2021-02-01,2021-02-01,school",
    "2,Teo,Varga,2019-08-30,4 Weir Court,0700 900 111,,2021-03-05,2021-03-04,police",
    "3,Orla,Quill,2011-11-11,9 Hollin Street,0700 900 222,,2022-01-10,2022-01-09,family",
    "4,Hidden,Child,2016-06-16,1 Nowhere Lane,0700 900 333,yes,2022-05-05,2022-05-05,court",
]
PUPILS = [
    "77,Mila,Varga,2015-03-12,4 Weir Court,0700 900 111,2020-09-01",
    "78,Orla,Quil,2011-11-11,9 Hollin Street,0700 900 222,2020-09-01",
    "79,Hidden,Child,2016-06-16,1 Nowhere Lane,0700 900 333,2022-09-01",
]


@dataclass
class Office:
    """The agency, its store, and a clock that a test moves."""

    folder: Path
    now: datetime = datetime(2026, 1, 10, 12, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.store = DatabaseStore()

    @property
    def agency(self) -> Agency:
        """The folder as it is now."""
        return read_agency(self.folder)

    def write(self, clients: list[str] | None = None, pupils: list[str] | None = None) -> None:
        """Write the extracts; ``None`` leaves one as it is."""
        for path, head, rows in (
            ("clients.csv", CLIENTS_HEAD, clients),
            ("school/2026.csv", PUPILS_HEAD, pupils),
        ):
            if rows is not None:
                target = self.folder / "extracts" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")

    def refresh(self, *, confirm_shrink: tuple[str, ...] = ()) -> RefreshReport:
        """Refresh a day later than the last time."""
        self.now += timedelta(days=1)
        return refresh(
            self.agency,
            self.store,
            now=lambda: self.now,
            confirm_shrink=frozenset(confirm_shrink),
        )

    def rows(self, query: str) -> list[tuple]:
        """Ask the current generation."""
        current = self.store.current()
        assert current is not None
        with open_reading(current.path) as con:
            return con.execute(query).fetchall()

    def hashes(self) -> dict[str, str]:
        """The content of the current generation."""
        current = self.store.current()
        assert current is not None
        with open_reading(current.path) as con:
            return content_hashes(con)

    def people(self) -> dict[str, str]:
        """Record id to person id, as filed in the generation."""
        return {
            record: str(person)
            for record, person in self.rows("SELECT record_id, person_id FROM membership")
        }


def open_office(folder: Path) -> Office:
    """An office with both sources and their first extracts, not refreshed yet."""
    write_agency(folder, name="Weirside")
    (folder / "sources" / "cases.toml").write_text(CASES)
    (folder / "sources" / "school.toml").write_text(SCHOOL)
    office = Office(folder)
    office.write(CLIENTS, PUPILS)
    return office
