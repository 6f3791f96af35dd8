"""A draft for an extract never seen: which column is what, and that it works as it stands."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.core import AlongsideError
from alongside.sources import Draft, suggest

from .conftest import Desk

FIRST = ["Ana", "Luis", "Greta", "Jean", "Zoë", "Omar", "Ida", "Max"]
LAST = ["Ruiz", "Müller", "Dupont", "O'Neil", "Khan", "Lee", "Smith-Jones", "Byrne"]


def _values(kind: str, row: int) -> str:
    table: dict[str, Callable[[int], str]] = {
        "key": lambda n: f"K{n * 7919:06d}",
        "given_name": lambda n: FIRST[n % 8],
        "family_name": lambda n: LAST[n % 7],
        "full_name": lambda n: f"{LAST[n % 7]}, {FIRST[n % 8]}",
        "birth_on": lambda n: f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/{1950 + n % 60}",
        "happened": lambda n: f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/2023",
        "sex": lambda n: "MF"[n % 2],
        "address": lambda n: f"{n} High Street",
        "postcode": lambda n: f"{n * 37 % 99999:05d}",
        "place": lambda n: ["Soria", "Bonn", "Lyon", "Leeds"][n % 4],
        "phone": lambda n: f"+44 20 {n % 10000:04d} 1234",
        "email": lambda n: f"a{n}@mail.example",
        "id_number": lambda n: f"{n * 104729 % 10**9:09d}",
        "note": lambda n: f"She told the worker that her mother number {n} comes on Monday again",
        "race": lambda n: ["a", "b"][n % 2],
        "marital_status": lambda n: ["single", "married"][n % 2],
        "score": lambda n: str(n % 40),
    }
    return table[kind](row)


# Headings of extracts in four languages -> what they are.
EXTRACTS: dict[str, dict[str, str]] = {
    "english": {
        "ClientID": "key", "FName": "given_name", "LName": "family_name", "D.O.B.": "birth_on",
        "Gender": "sex", "Address Line 1": "address", "ZIP": "postcode", "Case notes": "note",
        "Race": "race", "PHQ9": "score",
    },
    "spanish": {
        "Nº expediente": "key", "NOMBRE": "given_name", "Apellidos": "family_name",
        "Fecha de nacimiento": "birth_on", "Sexo": "sex", "Dirección": "address",
        "Código Postal": "postcode", "Localidad": "place", "Teléfono": "phone",
        "Observaciones": "note", "Estado civil": "marital_status",
    },
    "german": {
        "Kundennummer": "key", "Vorname": "given_name", "Nachname": "family_name",
        "Geb.-Datum": "birth_on", "Geschlecht": "sex", "Straße": "address", "PLZ": "postcode",
        "Wohnort": "place", "E-Mail": "email", "Bemerkung": "note", "Termin": "happened",
    },
    "french": {
        "N° dossier": "key", "Prénom": "given_name", "Nom de famille": "family_name",
        "Date de naissance": "birth_on", "Sexe": "sex", "Adresse": "address",
        "Code postal": "postcode", "Ville": "place", "Courriel": "email",
        "Date de visite": "happened",
    },
}  # fmt: skip


def _write(folder: Path, name: str, headings: dict[str, str]) -> Path:
    path = folder / f"{name}.csv"
    lines = [";".join(headings)]
    lines += [";".join(f'"{_values(kind, n)}"' for kind in headings.values()) for n in range(60)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _found(draft: Draft) -> dict[str, str | None]:
    return {guess.name: guess.role or guess.trait for guess in draft.columns}


@pytest.mark.parametrize("language", sorted(EXTRACTS))
def test_columns_are_recognised_in_four_languages(tmp_path: Path, language: str) -> None:
    headings = EXTRACTS[language]
    draft = suggest(_write(tmp_path, language, headings))
    wanted = {name: None if kind in ("note", "score") else kind for name, kind in headings.items()}
    assert _found(draft) == wanted
    assert draft.delimiter == ";"
    assert 'date_order = "dmy"' in draft.text
    notes = [name for name, kind in headings.items() if kind == "note"]
    assert all(any(repr(name) in warning for warning in draft.warnings) for name in notes)


@pytest.mark.parametrize("language", sorted(EXTRACTS))
def test_a_draft_works_as_it_stands(
    desk: Callable[..., Desk], tmp_path: Path, language: str
) -> None:
    path = _write(tmp_path, language, EXTRACTS[language])
    d = desk(suggest(path).text)
    d.write(path.name, path.read_bytes())
    (counts,) = d.take()
    assert (counts.accepted, counts.rejected) == (60, 0)
    assert d.rows("SELECT count(*) FROM record WHERE birth_on IS NOT NULL") == [60]


def test_other_formats_are_drafted_too(desk: Callable[..., Desk], tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "pupils.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Attendance, spring")
        for row, cells in enumerate([["Pupil ID", "Surname", "Score"], ["A1", "Lee", 3]]):
            sheet.write_row(row + 2, 0, cells)
    assert _found(suggest(tmp_path / "pupils.xlsx")) == {
        "Pupil ID": "key",
        "Surname": "family_name",
        "Score": None,
    }
    pq.write_table(pa.table({"person_id": [1, 2], "dob": ["1990-01-02", "1991-02-03"]}),
                   tmp_path / "p.parquet")  # fmt: skip
    assert _found(suggest(tmp_path / "p.parquet")) == {"person_id": "key", "dob": "birth_on"}
    visit = {"resourceType": "Encounter", "id": "v", "subject": {"reference": "Patient/p"},
             "period": {"start": "2020-01-01"}}  # fmt: skip
    (tmp_path / "Encounter.ndjson").write_text(json.dumps(visit) + "\n")
    draft = suggest(tmp_path / "Encounter.ndjson")
    d = desk(draft.text)
    d.write("Encounter.ndjson", (tmp_path / "Encounter.ndjson").read_bytes())
    d.take()
    assert d.rows("SELECT record_id FROM event") == ["s:p"]


def test_dates_that_both_orders_read_are_a_question(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,visit date\n1,01/02/2020\n2,03/04/2021\n")
    assert any("day or month first" in warning for warning in suggest(tmp_path / "a.csv").warnings)


def test_an_unknown_ending_says_which_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"x")
    with pytest.raises(AlongsideError, match=r"\.csv.*AL-S009"):
        suggest(tmp_path / "a.docx")


# Files of others, on whose headings the words were not tuned; what a person would say they are.
SHARED: dict[str, dict[str, str]] = {
    "linkage/fake_1000.csv": {
        "unique_id": "key", "first_name": "given_name", "surname": "family_name",
        "dob": "birth_on", "city": "place", "email": "email",
    },
    "linkage/febrl/dataset4a.csv": {
        "rec_id": "key", "given_name": "given_name", "surname": "family_name",
        "address_1": "address", "suburb": "place", "postcode": "postcode",
        "date_of_birth": "birth_on", "soc_sec_id": "id_number",
    },
    "linkage/historical_figures_with_errors_50k.parquet": {
        "unique_id": "key", "full_name": "full_name", "first_name": "given_name",
        "surname": "family_name", "dob": "birth_on", "postcode_fake": "postcode",
        "gender": "sex",
    },
    "help/HELPrct.csv": {"id": "key", "sex": "sex", "racegrp": "race"},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SHARED))
def test_files_of_others_are_read_right_in_nine_columns_of_ten(name: str) -> None:
    default = Path(__file__).parents[2].parent / "shared" / "data"
    path = Path(os.environ.get("ALONGSIDE_SHARED_DATA", default)) / name
    if not path.exists():
        pytest.skip("the shared test data are not on this machine")
    found = _found(suggest(path))
    right = sum(SHARED[name].get(column) == role for column, role in found.items())
    assert right >= 0.9 * len(found)
