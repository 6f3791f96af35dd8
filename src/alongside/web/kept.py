"""Rows that are only ever added: what somebody signed stays as it was written."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from alongside.core import AlongsideError, ExitCode


class KeptRows(models.QuerySet[Any]):
    """A query that reads and adds, and refuses the rest."""

    def update(self, **_changes: Any) -> int:
        """Refuse, always."""
        raise kept_as_written()

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse, always."""
        raise kept_as_written()


class KeptRow(models.Model):
    """A row that can be added and read. Triggers of the database refuse a change as well."""

    objects: ClassVar[models.Manager[Any]] = KeptRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row.

        Raises
        ------
        AlongsideError
            ``AL-G030`` for a row that is there already.
        """
        if not self._state.adding:
            raise kept_as_written()
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse, always."""
        raise kept_as_written()


def kept_as_written() -> AlongsideError:
    """What is said to whoever would change what was signed."""
    return AlongsideError(
        "AL-G030",
        seen="What somebody judged or decided is kept as it was written",
        wanted="a new row beside it",
        do="Add a new judgement or withdraw the decision; the earlier stays to be read",
        exit_code=ExitCode.REFUSED,
    )
