"""Take away files that no row names: what a crash left behind."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from alongside.web.notes.models import DocumentRow
from alongside.web.notes.vault import PART
from alongside.web.notes.vault_place import documents_folder

A_DAY = timedelta(days=1)


def sweep_orphans(*, now: datetime, older_than: timedelta = A_DAY) -> int:
    """Delete files without a row that are older than any upload lasts; how many there were.

    Files that the vault did not name are left alone.
    """
    folder = documents_folder()
    if not folder.is_dir():
        return 0
    last = (now - older_than).timestamp()
    old = [path for path in folder.iterdir() if path.stat().st_mtime < last]
    keys = {path: key for path in old if (key := _key_of(path))}
    kept = set(DocumentRow.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    orphans = [path for path, key in keys.items() if key not in kept or path.suffix == PART]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _key_of(path: Path) -> UUID | None:
    try:
        return UUID(path.name.removesuffix(PART))
    except ValueError:
        return None
