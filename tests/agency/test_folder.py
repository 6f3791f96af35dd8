import pytest

from alongside.agency import AgencyMistakes, read_agency, write_agency
from alongside.core import AlongsideError, Sensitivity

SOURCE = """
title = "Hotline"
lane = "Agency"
[tables.calls]
format = "csv"
path = "calls*.csv"
[[record]]
name = "child"
key = ["child_id"]
given_name = "first"
birth_on = { column = "born", format = "%d/%m/%Y" }
traits = { race = "race" }
purposes = ["casework"]
[[event]]
of = "child"
kind = "referral"
says = "Referral"
happened = "called_on"
purposes = ["casework", "analysis"]
"""


@pytest.fixture
def folder(tmp_path):
    write_agency(tmp_path / "agency", name='Say "hello"')
    return tmp_path / "agency"


def test_what_init_writes_is_sound(folder):
    agency = read_agency(folder)
    assert agency.file.name == 'Say "hello"'
    assert set(agency.file.role_table()) == {"worker", "supervisor", "analyst", "auditor"}
    assert agency.data == (folder / "data").resolve()
    assert (folder / ".gitignore").read_text() == "data/\nextracts/\n"


def test_init_never_overwrites(folder):
    before = (folder / "agency.toml").read_text()
    with pytest.raises(AlongsideError, match="AL-A002"):
        write_agency(folder)
    assert (folder / "agency.toml").read_text() == before


def test_a_source_is_read_and_a_string_names_a_column(folder):
    (folder / "sources" / "hotline.toml").write_text(SOURCE)
    source = read_agency(folder).sources["hotline"]
    assert source.record_block("child").given_name.column == "first"
    assert source.table_of(source.event[0]) == "calls"
    assert read_agency(folder).says("hotline", "referral") == "Referral"


def test_restricted_events_are_not_even_said_to_be_hidden(folder):
    file = read_agency(folder).file
    assert [file.says_hidden(level) for level in Sensitivity] == [True, True, False]


MISTAKES = [
    # what is written instead, what the message names
    (("birth_on = {", "birth_onn = {"), "record.0.birth_onn: saw an unknown key"),
    (('key = ["child_id"]', ""), "give either key"),
    (('of = "child"', 'of = "adult"'), "no record named 'adult'"),
    (("traits = { race", "traits = { shoe"), "'shoe' is no protected trait"),
    (('"analysis"]', '"marketing"]'), "saw 'marketing'; wanted a purpose of agency.toml"),
    (('format = "csv"', 'format = "pdf"'), "tables.calls.format: saw 'pdf'"),
    (('path = "calls*.csv"', ""), "a csv table needs path"),
    (("[tables.calls]", "[tables.calls"), "wanted TOML in UTF-8"),
]


@pytest.mark.parametrize(("change", "says"), MISTAKES)
def test_a_mistake_names_file_key_what_was_seen_and_what_was_wanted(folder, change, says):
    (folder / "sources" / "hotline.toml").write_text(SOURCE.replace(*change))
    with pytest.raises(AgencyMistakes) as caught:
        read_agency(folder)
    assert "sources/hotline.toml" in str(caught.value)
    assert says in str(caught.value)


def test_every_mistake_of_every_file_is_reported_at_once(folder):
    (folder / "agency.toml").write_text('name = ""\ntime_zone = "Mars/Base"\npurposes = {}\n')
    (folder / "sources" / "a.toml").write_text("title = 3\n")
    (folder / "sources" / "B-2.toml").write_text(SOURCE)
    with pytest.raises(AgencyMistakes) as caught:
        read_agency(folder)
    found = {(mistake.file, mistake.key) for mistake in caught.value.mistakes}
    assert found >= {
        ("agency.toml", "name"),
        ("agency.toml", "time_zone"),
        ("agency.toml", "purposes"),
        ("sources/a.toml", "title"),
        ("sources/a.toml", "lane"),
        ("sources/B-2.toml", ""),
    }


def test_a_purpose_of_a_role_has_to_be_declared(folder):
    text = (folder / "agency.toml").read_text()
    text += '\n[roles.spy]\nverbs = ["view_person"]\npurposes = ["gossip"]\n'
    (folder / "agency.toml").write_text(text)
    with pytest.raises(AgencyMistakes, match="gossip"):
        read_agency(folder)


def test_a_folder_without_agency_file_says_so(tmp_path):
    with pytest.raises(AgencyMistakes, match="no such file"):
        read_agency(tmp_path)
