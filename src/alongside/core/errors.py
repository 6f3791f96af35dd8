"""Errors that say what was seen, what was wanted and what to do."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The fixed exit codes of the command line."""

    OK = 0
    FAILED = 1  # something of ours broke: a traceback is kept in the log
    USAGE = 2  # the command was typed wrongly
    INPUT = 3  # a file or folder given to us holds a mistake
    REFUSED = 4  # access, an open question or a rule of the agency forbids it
    BUSY = 5  # somebody else holds the lease; try again later
    STORAGE = 6  # disk full, store missing or damaged


class AlongsideError(Exception):
    """A mistake a person can mend.

    Parameters
    ----------
    code : str
        Stable code such as ``AL-S012``; the letter names the room, the number the error.
    seen, wanted, do : str
        What was there, what should have been there, and the next step. None of them may
        carry a value from a real person's record.
    exit_code : ExitCode
        How the command line ends.
    """

    def __init__(
        self,
        code: str,
        *,
        seen: str,
        wanted: str = "",
        do: str = "",
        exit_code: ExitCode = ExitCode.INPUT,
    ) -> None:
        self.code, self.seen, self.wanted, self.do = code, seen, wanted, do
        self.exit_code = exit_code
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = [self.seen]
        if self.wanted:
            parts.append(f"Wanted: {self.wanted}")
        if self.do:
            parts.append(self.do)
        return f"{' '.join(_sentence(part) for part in parts)} ({self.code})"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":", "\n")) else f"{text}."
