"""A table file that cannot be trusted is refused, and the refusal says what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.statutes.table_file import Fault, TableFileError, read_table

SOUND = """
name = "reference_rate"
unit = "percent per year"
law = "9 §"
picked_by = "each day of the interest period"
known_through = 2031-12-31
period_months = 6

[[entry]]
valid_from = 2031-01-01
value = "-0.50"
source = "https://example.org/decision-2030-12"
law = "9 §"

[[entry]]
valid_from = 2031-07-01
value = "4.00"
source = "https://example.org/decision-2031-06"
law = "9 §"
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "reference_rate.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_file_becomes_a_table(tmp_path: Path) -> None:
    table = read_table(_file(tmp_path, SOUND), "SE")
    assert (table.name, table.country, table.known_through) == ("reference_rate", "SE", date(2031, 12, 31))
    assert [str(entry.value) for entry in table.entries] == ["-0.50", "4.00"]


@pytest.mark.parametrize(
    ("old", "new", "fault", "detail"),
    [
        ('name = "', "name = ", Fault.UNREADABLE, ""),
        ('picked_by = "each day of the interest period"\n', "", Fault.INCOMPLETE, "picked_by"),
        ('source = "https://example.org/decision-2031-06"\n', "", Fault.INCOMPLETE, "source"),
        ('"https://example.org/decision-2031-06"', '""', Fault.NO_SOURCE, "2031-07-01"),
        ('"4.00"', '"4,00"', Fault.BAD_VALUE, ""),
        ("known_through = 2031-12-31\n", "", Fault.NO_END, ""),
        ("period_months = 6", "read_on = 2031-03-01", Fault.NO_END, ""),
        ("known_through = 2031-12-31", "known_through = 2031-06-30", Fault.ENDS_TOO_EARLY, "2031-06-30"),
        ("valid_from = 2031-07-01", "valid_from = 2030-07-01", Fault.OUT_OF_ORDER, "2030-07-01"),
        ("valid_from = 2031-07-01", "valid_from = 2031-01-01", Fault.OUT_OF_ORDER, "2031-01-01"),
        ("valid_from = 2031-07-01", "valid_from = 2031-08-01", Fault.GAP, "2031-07-01"),
        ("known_through = 2031-12-31", "known_through = 2032-06-30", Fault.GAP, "2032-01-01"),
    ],
)
def test_a_damaged_file_is_refused_by_its_fault(
    tmp_path: Path, old: str, new: str, fault: Fault, detail: str
) -> None:
    assert old in SOUND
    with pytest.raises(TableFileError) as refused:
        read_table(_file(tmp_path, SOUND.replace(old, new)), "SE")
    assert (refused.value.file, refused.value.fault) == ("reference_rate.toml", fault)
    assert refused.value.detail == detail


def test_a_file_without_entries_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableFileError) as refused:
        read_table(_file(tmp_path, SOUND.split("[[entry]]", maxsplit=1)[0]), "SE")
    assert refused.value.fault is Fault.NO_ENTRIES


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableFileError) as refused:
        read_table(tmp_path / "absent.toml", "SE")
    assert (refused.value.file, refused.value.fault) == ("absent.toml", Fault.UNREADABLE)
