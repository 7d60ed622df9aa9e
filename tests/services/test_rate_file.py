"""A table file of the user's: compared with what is known, checked row by row, added as one action."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app import i18n
from app.domain.errors import RuleError
from app.domain.table_row import RowError
from app.resources import resource
from app.services import undoing
from app.services.errors import RateFileError
from app.services.explain.errors import error
from app.services.rate_file import accept_table_file, read_table_file
from tests.office import Office

ENTRY = '\n[[entry]]\nvalid_from = {day}\nvalue = "{value}"\nsource = "https://example.org/"\nlaw = "9 §"\n'
JANUARY = date(2027, 1, 1)


def newer(tmp_path: Path, *, value: str = "2.50", old: str = "", new: str = "") -> Path:
    """Write our own file of the reference rate with one half-year more, and one text in it changed."""
    text = resource("statutes", "se", "reference_rate.toml").read_text(encoding="utf-8")
    text = text.replace("known_through = 2026-12-31", "known_through = 2027-06-30")
    text += ENTRY.format(day=JANUARY, value=value)
    path = tmp_path / "reference_rate.toml"
    path.write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return path


def test_a_newer_file_adds_what_is_new_and_undo_takes_it_away(office: Office, tmp_path: Path) -> None:
    found = read_table_file(office.desk, newer(tmp_path))
    assert (found.country, len(found.lines), found.same) == ("SE", 1, 25)
    assert office.desk.statutes.table("SE", "reference_rate").known_through == date(2026, 12, 31)
    accept_table_file(office.desk, found)
    table = office.desk.statutes.table("SE", "reference_rate")
    assert (table.on(JANUARY).value, table.known_through) == (Decimal("2.50"), date(2027, 6, 30))
    undoing.undo(office.desk)
    assert office.desk.statutes.table("SE", "reference_rate").known_through == date(2026, 12, 31)


def test_a_correction_in_a_file_is_shown_with_the_figure_it_replaces(office: Office, tmp_path: Path) -> None:
    i18n.use("sv")
    # The last row of our own file is that of 2026 H2.
    last = 'valid_from = 2026-07-01\nvalue = "2.00"'
    path = newer(tmp_path, old=last, new=last.replace("2.00", "1.50"))
    found = read_table_file(office.desk, path)
    assert [("1,50" in line, "2,00" in line) for line in found.lines] == [(True, True), (False, False)]
    accept_table_file(office.desk, found)
    table = office.desk.statutes.table("SE", "reference_rate")
    assert [str(old.value) for old in table.corrected] == ["2.00"]


def test_a_file_that_only_knows_more_days_confirms_the_last_figure(office: Office, tmp_path: Path) -> None:
    text = resource("statutes", "no", "inkassosats.toml").read_text(encoding="utf-8")
    path = tmp_path / "sats.toml"
    path.write_text(
        text.replace("known_through = 2026-12-31", "known_through = 2027-12-31"), encoding="utf-8"
    )
    accept_table_file(office.desk, read_table_file(office.desk, path))
    assert office.desk.statutes.table("NO", "inkassosats").on(date(2027, 12, 31)).value == 750


def test_a_name_that_both_countries_use_is_told_by_its_law(office: Office, tmp_path: Path) -> None:
    text = resource("statutes", "no", "b2b_late_compensation.toml").read_text(encoding="utf-8")
    path = tmp_path / "compensation.toml"
    more = ENTRY.format(day=JANUARY, value="440")
    path.write_text(
        text.replace("known_through = 2026-12-31", "known_through = 2027-06-30") + more, encoding="utf-8"
    )
    assert read_table_file(office.desk, path).country == "NO"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name = "reference_rate"', 'name = "other"', "unknown_table"),
        ('source = "https://example.org/"', 'source = ""', "no_source"),
        ("valid_from = 2027-01-01", "valid_from = 2027-02-01", "gap"),
        ('value = "2.50"', 'value = "two"', "bad_value"),
        ('value = "2.50"', 'value = "NaN"', "bad_value"),
        ("valid_from = 2027-01-01", 'valid_from = "2027-01-01"', "bad_value"),
        ("period_months = 6", "period_months = 600", "bad_value"),
        ("known_through = 2027-06-30", "known_through = 9999-12-31", "bad_value"),
        ('unit = "percent per year"', "", "incomplete"),
        ("[[entry]]", "[[row]]", "no_entries"),
        ("name = ", "name ", "unreadable"),
    ],
)
def test_a_damaged_file_is_refused_in_a_sentence(
    office: Office, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    with pytest.raises(RateFileError) as refused:
        read_table_file(office.desk, newer(tmp_path, old=old, new=new))
    assert refused.value.fault == fault
    assert "reference_rate.toml" in error(refused.value)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"x" * (1024 * 1024 + 1), b"entry = 5", b"entry = ['a']"]
)
def test_what_is_no_table_at_all_is_refused(office: Office, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "noise.toml"
    path.write_bytes(content)
    with pytest.raises(RateFileError):
        read_table_file(office.desk, path)


def test_our_own_file_brings_nothing_new(office: Office) -> None:
    with pytest.raises(RateFileError) as refused:
        read_table_file(office.desk, resource("statutes", "se", "reference_rate.toml"))
    assert refused.value.fault == "nothing_new"


def test_a_figure_in_a_file_is_checked_like_one_typed_by_hand(office: Office, tmp_path: Path) -> None:
    with pytest.raises(RowError):
        read_table_file(office.desk, newer(tmp_path, value="2.25"))


def test_a_file_that_is_not_there_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(RuleError):
        read_table_file(office.desk, tmp_path / "absent.toml")
