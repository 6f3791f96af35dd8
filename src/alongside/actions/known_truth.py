"""The truth of a simulated agency, row by row of a matrix. No real agency has one."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from alongside.agency import Agency

if TYPE_CHECKING:
    import duckdb

    from alongside.risk.card import Truth

ATTAINABLE = "p_{model}_best_reader"


def read_truth(con: duckdb.DuckDBPyConnection, agency: Agency, model: str) -> Truth | None:
    """What the simulator knows of the rows of the matrix built last on ``con``.

    ``None`` outside a simulated agency, for a model that it knows nothing of, and when a row is
    not in it.
    """
    path = agency.folder / "truth" / "referrals.csv"
    if not agency.file.demo or not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        known = {line["referral_no"]: line for line in csv.DictReader(file)}
    column = ATTAINABLE.format(model=model)
    keys = [row[0] for row in con.execute("SELECT source_key FROM mx_row ORDER BY row").fetchall()]
    lines = [known.get(key) for key in keys]
    found = [line for line in lines if line is not None and column in line]
    return _truth(found, column) if found and len(found) == len(lines) else None


def _truth(lines: list[dict[str, str]], column: str) -> Truth:
    import numpy as np

    from alongside.risk.card import Truth

    def numbers(name: str) -> np.ndarray:
        return np.array([float(line[name]) for line in lines])

    past = np.array([line["harm"] == "yes" for line in lines])
    harm = 1 - np.exp(-numbers("harms_in_a_year"))  # of one or more, at that rate
    return Truth(
        attainable=numbers(column),
        harm=np.where(past, 1.0, harm),
        reported=numbers("reported_probability"),
    )
