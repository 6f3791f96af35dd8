"""A word as 64 bits, so that words far apart can be told apart without counting edits.

A bit stands for *has this letter*, or *has this digit at least once, twice, three times*. An
insertion or a deletion changes one bit at most, a substitution two: half of the bits that differ is
never more than the edits between two words. Signs beyond a-z and 0-9 have no bit; that keeps it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    from numpy.typing import NDArray

SIGNS = b"abcdefghijklmnopqrstuvwxyz0123456789"
LETTERS = 26
TIMES = 3  # how often a digit is counted


def register_sketch(con: duckdb.DuckDBPyConnection) -> None:
    """Make ``sketch(VARCHAR)``, a UBIGINT, known to a connection; NULL stays NULL."""
    from duckdb.func import PythonUDFType

    known = "SELECT 1 FROM duckdb_functions() WHERE function_name = 'sketch'"
    if not con.execute(known).fetchall():
        con.create_function("sketch", _sketched, ["VARCHAR"], "UBIGINT", type=PythonUDFType.ARROW)


def sketches(text: bytes, starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The bits of each word of ``text``; they lie between ``starts``."""
    import numpy as np

    number_of = np.full(256, len(SIGNS))
    number_of[np.frombuffer(SIGNS, dtype=np.uint8)] = np.arange(len(SIGNS))
    signs = number_of[np.frombuffer(text, dtype=np.uint8)]
    words, width = len(starts) - 1, len(SIGNS) + 1
    owner = np.repeat(np.arange(words), np.diff(starts))
    counts = np.bincount(owner * width + signs, minlength=words * width).reshape(words, width)
    bits = counts[:, :LETTERS] > 0
    digits = [counts[:, LETTERS:-1] >= times for times in range(1, TIMES + 1)]
    seen = np.hstack([bits, *digits, np.zeros((words, 8), dtype=bool)])
    packed: NDArray[np.uint64] = np.packbits(seen, axis=1, bitorder="little").view("<u8").ravel()
    return packed


def _sketched(words: Any) -> Any:
    import numpy as np
    import pyarrow as pa

    if isinstance(words, pa.ChunkedArray):
        words = words.combine_chunks()
    words = words.cast(pa.large_string())
    _, starts, text = words.buffers()
    at = np.frombuffer(starts, dtype=np.int64)[words.offset : words.offset + len(words) + 1]
    whole = text.to_pybytes() if text else b""
    return pa.array(sketches(whole[at[0] : at[-1]], at - at[0]))
