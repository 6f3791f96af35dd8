"""Write an agency folder that works from the first minute."""

from __future__ import annotations

from pathlib import Path

from alongside.core import AlongsideError
from alongside.forms import shipped_forms

AGENCY_TOML = """\
# Who we are. Every key is explained in docs/reference/agency-folder.md.
name = "{name}"
jurisdiction = "us-example"
time_zone = "America/New_York"
languages = ["en"]
{demo}
# Why anybody may look at a record. A kind of event names the purposes it may be used for;
# forgetting one denies.
[purposes]
casework = "Work with this person and household"
supervision = "Support and check that work"
analysis = "Learn from many records without names"
audit = "Check who looked at what"

# How records are joined. Pairs at or above `threshold` are joined, pairs between `review_from`
# and `threshold` are a question for a worker.
[linkage]
threshold = 0.5
review_from = 0.2
household_at_most = 12
institutions = []

# May a page say that something is hidden? For restricted events even that would give it away.
[sensitivity.sensitive]
say_hidden = true
[sensitivity.restricted]
say_hidden = false
"""

GITIGNORE = "data/\nextracts/\n"


def write_agency(
    folder: Path, *, name: str = "Northmere Children and Families", demo: bool = False
) -> list[Path]:
    """Write ``agency.toml``, ``sources/``, ``forms/`` and ``.gitignore``; return what was written.

    Raises
    ------
    AlongsideError
        ``AL-A002`` when the folder holds an agency already; nothing is overwritten.
    """
    if (folder / "agency.toml").exists():
        raise AlongsideError(
            "AL-A002",
            seen=f"{folder} holds an agency already",
            wanted="an empty or new folder",
            do="Choose another folder; nothing was changed",
        )
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    text = AGENCY_TOML.format(
        name=name.replace("\\", "\\\\").replace('"', '\\"'), demo="demo = true\n" if demo else ""
    )
    files = {folder / "agency.toml": text, folder / ".gitignore": GITIGNORE}
    for path, content in files.items():
        path.write_text(content, encoding="utf-8")
    return [*files, *_write_forms(folder / "forms")]


def _write_forms(folder: Path) -> list[Path]:
    """The forms that come with the product: the agency's own from now on."""
    folder.mkdir(exist_ok=True)
    for name, data in shipped_forms().items():
        (folder / f"{name}.json").write_bytes(data)
    return sorted(folder.glob("*.json"))
