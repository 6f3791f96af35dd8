"""A later delivery in which a system mends what it got wrong."""

from __future__ import annotations

import csv
from pathlib import Path

from alongside.core import AlongsideError

EVENTS_FILE = "housing_events.csv"


def deliver_correction(extracts: Path) -> Path:
    """Send the housing service's events again: an impossible date mended, an amount corrected.

    The first event dated on the 31st of February moves to the 28th, and the first amount of money
    is doubled. All else stays byte for byte, so that a refresh has two rows to change.

    Raises
    ------
    AlongsideError
        ``AL-M002`` when the folder holds no simulated housing events to correct.
    """
    path = extracts / EVENTS_FILE
    if not path.exists():
        raise AlongsideError(
            "AL-M002",
            seen=f"{path} is not there",
            wanted="the extracts of a simulated agency",
            do="Run `alongside simulate` first",
        )
    with path.open(encoding="latin-1", newline="") as handle:
        heading, *rows = csv.reader(handle, delimiter=";")
    day, amount = heading.index("Date"), heading.index("Amount")
    impossible = next((row for row in rows if row[day].startswith("31/02/")), None)
    if impossible is not None:
        impossible[day] = f"28/02/{impossible[day][-4:]}"
    paid = next(row for row in rows if row[amount] and row is not impossible)
    paid[amount] = f"{2 * float(paid[amount].replace(',', '.')):.2f}".replace(".", ",")
    with path.open("w", encoding="latin-1", newline="") as handle:
        writer = csv.writer(handle, delimiter=";", lineterminator="\r\n")
        writer.writerows([heading, *rows])
    return path
