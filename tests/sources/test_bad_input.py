"""What arrives is bad: nothing is lost, the rest goes on, and the message says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.core import AlongsideError, ExitCode
from alongside.sources import keep

from .conftest import CLIENTS, Desk

HEAD = "id,given,family,born\n"
REJECTS = "SELECT line, column_name, code FROM reject ORDER BY line, code"
NAMES = "SELECT given_name FROM record WHERE known_until IS NULL ORDER BY source_key"


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_named_and_changes_nothing(
    desk: Callable[..., Desk], content: bytes
) -> None:
    d = desk()
    d.write("clients.csv", HEAD + "1,Ada,Byron,10/12/1915\n")
    d.take(1)
    before = d.hashes()
    d.write("clients.csv", content)
    with pytest.raises(AlongsideError, match=r"clients.csv is empty.*AL-S001"):
        d.take(2)
    assert d.hashes() == before


def test_a_missing_column_is_named_with_the_nearest_one(desk: Callable[..., Desk]) -> None:
    d = desk()
    d.write("clients.csv", "id,givn,family\n1,Ada,Byron\n")
    with pytest.raises(AlongsideError) as caught:
        d.take()
    assert caught.value.code == "AL-S002"
    assert "'born'" in caught.value.seen
    assert "'given' (near: 'givn')" in caught.value.seen
    assert d.rows("SELECT count(*) FROM record") == [0]


def test_a_declared_encoding_that_does_not_fit_stops(desk: Callable[..., Desk]) -> None:
    d = desk(CLIENTS.replace('format = "csv"', 'format = "csv"\nencoding = "utf-8"'))
    d.write("clients.csv", (HEAD + "1,Zoë,Müller,1/1/2000\n").encode("latin-1"))
    with pytest.raises(AlongsideError, match=r"line 2.*encoding = .*AL-S003"):
        d.take()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_and_reported(
    desk: Callable[..., Desk], encoding: str, delimiter: str
) -> None:
    d = desk()
    text = "id,given,family,born\n1,Zoë,Müller,1/1/2000\n2,José,Ibáñez,2/1/2000\n"
    d.write("clients.csv", text.replace(",", delimiter).encode(encoding))
    (counts,) = d.take()
    assert counts.delimiter == delimiter
    assert (counts.encoding or "").startswith(encoding[:5])
    assert d.rows(NAMES) == ["Zoë", "José"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "Hélène è là"), ("cp1251", "Мария Петрова"), ("cp1253", "Ζωή Παπαδοπούλου")],
)
def test_an_older_encoding_is_guessed_from_its_letters(
    desk: Callable[..., Desk], encoding: str, name: str
) -> None:
    d = desk()
    text = HEAD + "".join(f"{n},{name},B,\n" for n in range(30))
    d.write("clients.csv", text.encode(encoding))
    (counts,) = d.take()
    assert counts.encoding == encoding
    assert d.rows("SELECT DISTINCT given_name FROM record") == [name]


def test_a_null_byte_puts_its_row_aside(desk: Callable[..., Desk]) -> None:
    d = desk()
    d.write("clients.csv", HEAD + "1,Ada,Byron,1/1/2000\n2,G\0race,Hopper,1/1/2000\n3,Al,T,\n")
    (counts,) = d.take()
    assert (counts.read, counts.accepted, counts.rejected) == (3, 2, 1)
    assert d.rows(REJECTS) == [(3, None, "AL-S109")]


def test_rows_of_another_width_are_rejects_with_their_lines(desk: Callable[..., Desk]) -> None:
    d = desk()
    rows = ["1,Ada,Byron,1/1/2000", "2,too,few", "3,Al,Turing,1/1/2000", "4,a,b,1/1/2000,more",
            "5,Grace,Hopper,31/02/2020"]  # fmt: skip
    d.write("clients.csv", HEAD + "\n".join(rows) + "\n")
    (counts,) = d.take()
    assert (counts.read, counts.accepted, counts.rejected) == (5, 2, 3)
    assert d.rows(REJECTS) == [(3, None, "AL-S108"), (5, None, "AL-S108"), (6, "born", "AL-S103")]
    assert d.rows("SELECT line FROM record ORDER BY line") == [2, 4]


def test_lines_are_right_behind_cells_of_several_lines(desk: Callable[..., Desk]) -> None:
    d = desk()
    d.write("clients.csv", HEAD + '1,"A\nda",Byron,1/1/2000\n\n2,"x ""y""",Hopper,31/02/2020\n')
    d.take()
    assert d.rows(REJECTS) == [(5, "born", "AL-S103")]
    assert d.rows(NAMES) == ["A\nda"]


def test_a_quotation_mark_that_never_closes_costs_one_line(desk: Callable[..., Desk]) -> None:
    d = desk()
    rows = ["1,Ada,Byron,1/1/2000", '2,"Al,Turing,1/1/2000', *(f"{n},G,H," for n in range(3, 2000))]
    d.write("clients.csv", HEAD + "\n".join(rows) + "\n")
    (counts,) = d.take()
    assert (counts.read, counts.accepted, counts.rejected) == (1999, 1998, 1)
    assert d.rows(REJECTS) == [(3, None, "AL-S114")]


@pytest.mark.parametrize(
    ("order", "text", "day"),
    [
        ("dmy", "1/2/20", "2020-02-01"),
        ("mdy", "1/2/20", "2020-01-02"),
        ("dmy", "1/2/31", "1931-02-01"),  # received in 2024: no year after that
        ("ymd", "20200201", "2020-02-01"),
        ("dmy", "31/02/2020", "AL-S103"),
        ("mdy", "13/13/2020", "AL-S103"),
        ("ymd", "1/2/2020", "AL-S113"),
        ("dmy", "1/2/0192", "AL-S103"),
        ("dmy", "-020-01-01", "AL-S103"),
        ("dmy", "2020-2-1BC", "AL-S103"),
        ("dmy", "2020-02-30", "AL-S103"),
        ("ymd", "2020-02-29", "2020-02-29"),
    ],
)
def test_a_date_is_read_as_declared_or_put_aside(
    desk: Callable[..., Desk], order: str, text: str, day: str
) -> None:
    d = desk(CLIENTS.replace('"dmy"', f'"{order}"'))
    d.write("clients.csv", f"{HEAD}1,Ada,Byron,{text}\n")
    d.take()
    assert d.rows("SELECT birth_on::VARCHAR FROM record UNION ALL SELECT code FROM reject") == [day]


def test_a_key_twice_with_other_content_keeps_the_first(desk: Callable[..., Desk]) -> None:
    d = desk()
    d.write("clients.csv", HEAD + "1,Ada,Byron,\n1,Ada,King,\n2,Al,Turing,\n2,Al,Turing,\n")
    (counts,) = d.take()
    assert d.rows("SELECT family_name FROM record ORDER BY 1") == ["Byron", "Turing"]
    assert d.rows(REJECTS) == [(3, None, "AL-S102")]
    assert (counts.read, counts.accepted, counts.rejected) == (4, 3, 1)


def test_an_empty_key_is_a_reject_and_an_empty_row_is_not(desk: Callable[..., Desk]) -> None:
    d = desk()
    d.write("clients.csv", HEAD + ",Ada,Byron,\n,,,\n3,Al,,\n")
    (counts,) = d.take()
    assert (counts.accepted, counts.rejected, counts.left_out) == (1, 1, 1)
    assert d.rows(REJECTS) == [(2, "id", "AL-S101")]


NAMES_OF_LIFE = [
    "x" * 300,
    "محمد",
    "‏שרה‏",
    "Zoë 👩‍👧",
    '=HYPERLINK("http://e.test")',
    "O'Brien",
    "null",
]


def test_names_of_every_kind_stay_as_they_are(desk: Callable[..., Desk]) -> None:
    d = desk()
    lines = [
        f'{n},"{name.replace(chr(34), chr(34) * 2)}",B,' for n, name in enumerate(NAMES_OF_LIFE)
    ]
    d.write("clients.csv", HEAD + "\n".join(lines) + "\n")
    d.take()
    assert d.rows(NAMES) == NAMES_OF_LIFE


def test_an_extract_that_shrinks_stops_and_asks(desk: Callable[..., Desk]) -> None:
    d = desk()
    rows = [f"{n},Ada,Byron,\n" for n in range(100)]
    d.write("clients.csv", HEAD + "".join(rows))
    d.take(1)
    before = d.hashes()
    d.write("clients.csv", HEAD + "".join(rows[:10]))
    with pytest.raises(AlongsideError, match=r"from 100 accepted rows to 10.*AL-S006") as caught:
        d.take(2)
    assert caught.value.exit_code is ExitCode.REFUSED
    assert d.hashes() == before
    d.take(3, confirm=True)
    assert d.rows("SELECT count(*) FROM record WHERE known_until IS NULL") == [10]


@pytest.mark.parametrize("how", ["swapped", "grown", "gone"])
def test_a_file_that_moves_while_it_is_read_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    path, store = tmp_path / "export.csv", tmp_path / "store"
    path.write_text("a,b\n1,2\n")
    acts: dict[str, Callable[[], object]] = {
        "swapped": lambda: _other(tmp_path).replace(path),
        "grown": lambda: path.write_text("a,b\n1,2\n3,4\n"),
        "gone": path.unlink,
    }
    monkeypatch.setattr(os, "fstat", _act_after_first(os.fstat, acts[how]))
    with pytest.raises(AlongsideError, match="AL-S004"):
        keep(path, store=store, source="s")
    assert not any(file.is_file() for file in store.rglob("*"))


def _other(folder: Path) -> Path:
    other = folder / "other.csv"
    other.write_text("a,b\n9,9\n9,9\n")
    return other


def _act_after_first(
    real: Callable[..., object], act: Callable[[], object]
) -> Callable[..., object]:
    calls: list[int] = []

    def wrapped(*arguments: object) -> object:
        answer = real(*arguments)
        if not calls:
            calls.append(1)
            act()
        return answer

    return wrapped


def test_a_full_disk_is_said_and_the_partial_copy_removed(tmp_path: Path) -> None:
    big = tmp_path / "big.csv"
    big.write_bytes(b"a,b\n" + b"1,2\n" * 100_000)
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from alongside.sources import keep\n"
        "from alongside.core import AlongsideError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: keep(Path(sys.argv[1]), store=Path(sys.argv[2]), source='s')\n"
        "except AlongsideError as error: print(error.code, int(error.exit_code))\n"
    )
    store = tmp_path / "store"
    done = subprocess.run(
        [sys.executable, "-c", program, str(big), str(store)], capture_output=True, text=True
    )
    assert done.stdout.split() == ["AL-S005", str(int(ExitCode.STORAGE))], done.stderr
    assert not any(file.is_file() for file in store.rglob("*"))
