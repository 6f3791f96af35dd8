"""The tables of a generation, in one place. Everything a generation holds can be rebuilt.

Names shared by all tables: ``record_id`` is ``source:source_key`` of a person-like record;
``known_from``/``known_until`` is the half-open time in which the agency held a version to be true
(``known_until`` null: still). Instants are UTC (TIMESTAMP without zone, always UTC).
"""

SCHEMA_VERSION = 1

TABLES: dict[str, str] = {
    # what this generation is: id, built_at, schema_version, code_version, linkage_model ...
    "meta": "key VARCHAR PRIMARY KEY, value VARCHAR",
    # every file (or query result) that was ever ingested, in order of receipt
    "extract": """
        extract_id INTEGER, source VARCHAR, table_name VARCHAR, name VARCHAR, sha256 VARCHAR,
        received_at TIMESTAMP, rows_read BIGINT, accepted BIGINT, changed BIGINT, rejected BIGINT,
        encoding VARCHAR, delimiter VARCHAR""",
    # who: versions of person-like records
    "record": """
        record_id VARCHAR, source VARCHAR, source_key VARCHAR, block VARCHAR, version INTEGER,
        known_from TIMESTAMP, known_until TIMESTAMP, known_is_receipt BOOLEAN,
        given_name VARCHAR, family_name VARCHAR, birth_on DATE, birth_precision VARCHAR,
        died_on DATE, sex VARCHAR, address VARCHAR, postcode VARCHAR, place VARCHAR,
        phone VARCHAR, email VARCHAR, id_number VARCHAR, id_kind VARCHAR, language VARCHAR,
        sealed BOOLEAN, address_protected BOOLEAN,
        sensitivity UTINYINT, purposes VARCHAR[], row_hash UBIGINT, extract_id INTEGER,
        line BIGINT""",
    # protected traits, apart from who: read by audits of fairness only
    "trait": """
        record_id VARCHAR, trait VARCHAR, value VARCHAR, known_from TIMESTAMP,
        known_until TIMESTAMP, extract_id INTEGER""",
    # what happened: versions of events, by record
    "event": """
        event_id VARCHAR, record_id VARCHAR, source VARCHAR, source_key VARCHAR, version INTEGER,
        kind VARCHAR, happened_from TIMESTAMP, happened_until TIMESTAMP, precision VARCHAR,
        known_from TIMESTAMP, known_until TIMESTAMP, known_is_receipt BOOLEAN,
        value DOUBLE, unit VARCHAR, code VARCHAR, code_system VARCHAR, detail VARCHAR,
        sensitivity UTINYINT, purposes VARCHAR[], origin VARCHAR, lane VARCHAR,
        row_hash UBIGINT, extract_id INTEGER, line BIGINT""",
    # where somebody lived, from when until when
    "address": """
        record_id VARCHAR, source VARCHAR, source_key VARCHAR, address VARCHAR, postcode VARCHAR,
        place VARCHAR, from_on DATE, until_on DATE, protected BOOLEAN, known_from TIMESTAMP,
        known_until TIMESTAMP, row_hash UBIGINT, extract_id INTEGER, line BIGINT""",
    # declared ties between records
    "relationship": """
        source VARCHAR, source_key VARCHAR, kind VARCHAR, from_record VARCHAR, to_record VARCHAR,
        from_on DATE, until_on DATE, known_from TIMESTAMP, known_until TIMESTAMP,
        row_hash UBIGINT, extract_id INTEGER, line BIGINT""",
    # every bad row, kept, with its reason; `seen` is cut at 80 characters and never logged
    "reject": """
        source VARCHAR, table_name VARCHAR, block VARCHAR, name VARCHAR, line BIGINT,
        column_name VARCHAR, code VARCHAR, reason VARCHAR, seen VARCHAR, extract_id INTEGER""",
    # records as they are compared: plain letters, sounds, parts; none that is sealed
    "link_input": """
        record_id VARCHAR, row_hash UBIGINT, given VARCHAR, family VARCHAR, given_sound VARCHAR,
        family_sound VARCHAR, nick VARCHAR, dob VARCHAR, sex VARCHAR, id_number VARCHAR,
        email VARCHAR, email_local VARCHAR, address VARCHAR, house VARCHAR, street3 VARCHAR,
        postcode VARCHAR, postcode_area VARCHAR, place VARCHAR, place4 VARCHAR, phone VARCHAR""",
    # under which keys a prepared record is found, sorted by key
    "link_key": "key UBIGINT, record_id VARCHAR",
    # scored pairs of records that were thought likely enough to keep
    "link": """
        left_record VARCHAR, right_record VARCHAR, weight DOUBLE, probability DOUBLE,
        agreements VARCHAR""",
    # whose record it is, as the ledger said when this generation was published; `known_at` is
    # when the tie could be known: for the machine the record's own date, for a person hers
    "membership": """
        record_id VARCHAR, person_id UUID, from_at TIMESTAMP, known_at TIMESTAMP,
        linked_by VARCHAR""",
    # one line a person: the best of their records, for lists and the head of the page
    "person": """
        person_id UUID, given_name VARCHAR, family_name VARCHAR, birth_on DATE,
        birth_precision VARCHAR, died_on DATE, sex VARCHAR, language VARCHAR, records INTEGER,
        events INTEGER, sealed BOOLEAN, address_protected BOOLEAN""",
    # events by person, sorted so that a page reads one place
    "timeline": """
        person_id UUID, event_id VARCHAR, record_id VARCHAR, source VARCHAR, source_key VARCHAR,
        version INTEGER, kind VARCHAR, happened_from TIMESTAMP, happened_until TIMESTAMP,
        precision VARCHAR, known_from TIMESTAMP, known_until TIMESTAMP,
        known_is_receipt BOOLEAN, linked_at TIMESTAMP, value DOUBLE, unit VARCHAR, code VARCHAR,
        code_system VARCHAR, detail VARCHAR, sensitivity UTINYINT, purposes VARCHAR[],
        origin VARCHAR, lane VARCHAR""",
    # records by person, sorted likewise; closed versions too
    "person_record": """
        person_id UUID, linked_at TIMESTAMP, linked_by VARCHAR, record_id VARCHAR, source VARCHAR,
        version INTEGER, known_from TIMESTAMP, known_until TIMESTAMP, given_name VARCHAR,
        family_name VARCHAR, birth_on DATE, birth_precision VARCHAR, died_on DATE, sex VARCHAR,
        address VARCHAR, postcode VARCHAR, place VARCHAR, phone VARCHAR, email VARCHAR,
        id_number VARCHAR, id_kind VARCHAR, language VARCHAR, sealed BOOLEAN,
        address_protected BOOLEAN, sensitivity UTINYINT, purposes VARCHAR[]""",
    # who lived together when, and because of what
    "household": """
        household_id VARCHAR, person_id UUID, from_on DATE, until_on DATE, because VARCHAR,
        address VARCHAR, known_at TIMESTAMP""",
    # declared ties between people, both directions resolved
    "person_tie": """
        person_id UUID, other_id UUID, kind VARCHAR, from_on DATE, until_on DATE, source VARCHAR,
        known_at TIMESTAMP, known_until TIMESTAMP""",
    # the three below repeat what stands above, sorted by person, so that a page reads one place
    "person_stay": """
        person_id UUID, household_id VARCHAR, other_id UUID, name VARCHAR, birth_on DATE,
        sealed BOOLEAN, from_on DATE, until_on DATE, because VARCHAR, address VARCHAR,
        known_at TIMESTAMP""",
    "person_kin": """
        person_id UUID, other_id UUID, name VARCHAR, birth_on DATE, sealed BOOLEAN, kind VARCHAR,
        from_on DATE, until_on DATE, source VARCHAR, known_at TIMESTAMP, known_until TIMESTAMP""",
    "person_link": """
        person_id UUID, left_record VARCHAR, right_record VARCHAR, weight DOUBLE,
        probability DOUBLE, agreements VARCHAR""",
}
