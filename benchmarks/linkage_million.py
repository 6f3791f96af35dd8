"""A million made-up records: made fast, joined in a process of its own, and asked about.

``python -m benchmarks.linkage_million ours`` (or ``peer``) prints what one run took, as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from alongside.agency.agency_file import LinkageEntry
from alongside.linkage import Candidate, LinkageModel, find_matches, link_records
from alongside.linkage.evaluate import evaluate
from alongside.warehouse import make_durable, open_reading
from benchmarks.agency import CACHE
from benchmarks.linkage_peer import plain_splink
from benchmarks.linkage_sets import load

RECORDS = int(os.environ.get("BENCH_RECORDS", "1000000"))
QUESTIONS = 200
SEED = 1
TUTORIAL = 0.95  # the threshold of Splink's own tutorial
PLACE = CACHE / f"million-{RECORDS}"
MADE, MODEL, GENERATION = PLACE / "records.parquet", PLACE / "model", PLACE / "joined.duckdb"


def run_apart(who: str) -> dict[str, Any]:
    """Join the million in a new process, so that its memory is its own."""
    made_million()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.linkage_million", who],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def answer_times() -> dict[str, Any]:
    """How long one new record takes, asked of a published generation, one question at a time."""
    if not GENERATION.exists():
        run_apart("ours")
    model = LinkageModel.from_bytes(MODEL.read_bytes())
    con = open_reading(GENERATION)
    asked = _questions(con)
    find_matches(con.cursor(), model, asked[0][1])  # the first opens the file
    times, found = [], 0
    for record, candidate in asked:
        begun = time.perf_counter()
        matches = find_matches(con.cursor(), model, candidate)
        times.append(1000 * (time.perf_counter() - begun))
        found += record in {match.record_id for match in matches}
    con.close()
    return {
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "median_ms": round(statistics.median(times), 1),
        "found": found / len(asked),
        "queries": len(asked),
    }


def _questions(con: Any) -> list[tuple[str, Candidate]]:
    """Records that are there, each as somebody might type it: a letter wrong, a day off."""
    rows = con.execute(
        f"""SELECT record_id, given_name, family_name, birth_on, sex, address, postcode, phone
            FROM record WHERE given_name IS NOT NULL AND family_name IS NOT NULL
              AND birth_on IS NOT NULL
            ORDER BY hash(record_id) LIMIT {QUESTIONS}"""
    ).fetchall()
    asked = []
    for number, (record, given, family, born, sex, address, postcode, phone) in enumerate(rows):
        asked.append(
            (
                record,
                Candidate(
                    given_name=given,
                    family_name=family[:-1] + "e" if number % 2 else family,
                    birth_on=born + timedelta(days=number % 5 == 0),
                    sex=sex,
                    address=address,
                    postcode=postcode,
                    phone=phone if number % 3 else None,
                ),
            )
        )
    return asked


def made_million() -> None:
    """Write the records and their truth once: a table of people in households, then copies.

    A person has one to five records. Of these, in each field on its own: 6 % have one letter or
    digit changed, 3 % are empty, 15 % bear an older address. Names follow Zipf's law, as the names
    of real people do.
    """
    if MADE.exists():
        return
    import duckdb

    PLACE.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect()
    con.execute(_PEOPLE.format(people=RECORDS))
    part = MADE.with_suffix(".part")
    con.execute(f"COPY ({_COPIES.format(records=RECORDS)}) TO '{part}' (FORMAT parquet)")
    con.close()
    part.rename(MADE)


# chance: a share between 0 and 1 that depends on nothing but its arguments
_PEOPLE = """
    CREATE MACRO chance(a, b) AS (hash(a, b, 'million') % 1000003) / 1000003.0;
    CREATE MACRO syllable(n) AS substr('bcdfghklmnprstvw', 1 + (n % 16)::INT, 1)
        || substr('aeiou', 1 + ((n // 16) % 5)::INT, 1);
    CREATE MACRO word(n, salt) AS syllable(hash(n, salt, 1) % 80) || syllable(hash(n, salt, 2) % 80)
        || substr('lnrstkmd', 1 + (hash(n, salt, 3) % 8)::INT, 1)
        || CASE WHEN n % 3 = 0 THEN syllable(hash(n, salt, 4) % 80) ELSE '' END;
    CREATE MACRO drawn(share, many) AS floor(20 * pow((many + 20) / 20, share))::BIGINT;
    CREATE TABLE people AS
    SELECT n AS person, n // 3 AS home, 1 + floor(5 * pow(chance(n, 'copies'), 1.7))::INT AS copies,
        word(drawn(chance(n, 'given'), 4000), 'g') AS given_name,
        word(drawn(chance(CASE WHEN chance(n, 'apart') < .3 THEN -n ELSE n // 3 END, 'family'),
                   60000), 'f') AS family_name,
        DATE '1930-01-01' + floor(chance(n, 'born') * 34000)::INT AS birth_on,
        CASE WHEN chance(n, 'sex') < .5 THEN 'f' ELSE 'm' END AS sex,
        printf('07%08d', (hash(n // 3, 'phone') % 100000000)::BIGINT) AS phone,
        printf('%09d', (hash(n, 'number') % 1000000000)::BIGINT) AS id_number
    FROM range({people}) t(n)"""
_COPIES = """
    WITH copied AS (
        SELECT p.*, i, person::VARCHAR || '-' || i AS id,
            CASE WHEN chance(id, 'moved') < .15 THEN hash(home, i) % 400000 ELSE home END AS lives
        FROM people p, range(5) c(i) WHERE i < copies),
    garbled AS (
        SELECT *, 1 + (hash(id, 'where') % 5)::INT AS spot,
            substr('aeioustnr', 1 + (hash(id, 'letter') % 9)::INT, 1) AS letter FROM copied)
    SELECT id, person::VARCHAR AS truth,
        CASE WHEN chance(id, 'g') < .03 THEN NULL WHEN chance(id, 'g') < .09
             THEN substr(given_name, 1, spot - 1) || letter || substr(given_name, spot + 1)
             ELSE given_name END AS given_name,
        CASE WHEN chance(id, 'f') < .03 THEN NULL WHEN chance(id, 'f') < .09
             THEN substr(family_name, 1, spot - 1) || letter || substr(family_name, spot + 1)
             ELSE family_name END AS family_name,
        CASE WHEN chance(id, 'd') < .03 THEN NULL
             WHEN chance(id, 'd') < .06 THEN birth_on + (hash(id, 'off') % 9)::INT + 1
             WHEN chance(id, 'd') < .09 AND day(birth_on) <= 12
             THEN make_date(year(birth_on), day(birth_on), month(birth_on))
             ELSE birth_on END AS birth_on,
        sex,
        (1 + hash(lives, 'house') % 120)::VARCHAR || ' ' || word(hash(lives, 's') % 20000, 's')
            || ' street' AS address,
        printf('%05d', (hash(lives, 'post') % 12000)::BIGINT) AS postcode,
        CASE WHEN chance(id, 'p') < .4 THEN NULL ELSE phone END AS phone,
        CASE WHEN chance(id, 'n') < .5 THEN NULL ELSE id_number END AS id_number
    FROM garbled ORDER BY hash(id) LIMIT {records}"""


def _run(who: str) -> dict[str, Any]:
    folder = PLACE / who
    shutil.rmtree(folder, ignore_errors=True)
    con, generation = load(folder, f"SELECT * FROM '{MADE}'")
    begun = time.perf_counter()
    if who == "ours":
        settings = LinkageEntry()
        linked = link_records(con, model=None, settings=settings, seed=SEED, anew=True)
        joined: dict[str, Any] = {r: n for n, group in enumerate(linked.clusters) for r in group}
    else:
        [joined] = plain_splink(con, thresholds=[TUTORIAL], seed=SEED)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    truth = dict(con.execute("SELECT record_id, truth FROM truth").fetchall())
    con.close()
    if who == "ours":
        MODEL.write_bytes(linked.model.to_bytes())
        make_durable(generation).path.replace(GENERATION)
    shutil.rmtree(folder, ignore_errors=True)
    return {
        "rate": round(RECORDS / seconds),
        "rss_gb": round(peak / 2**20, 2),
        "f1": evaluate(joined, truth, seed=SEED, resamples=1).pairs.f1.value,
    }


if __name__ == "__main__":
    print(json.dumps(_run(Path(sys.argv[1]).name)))
