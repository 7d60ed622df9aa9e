"""Names of files: readable, safe everywhere, and about nobody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.file_name import file_name

SENT_ON = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("kind", "number", "more", "language", "name"),
    [
        ("reminder", "10412", 1, "sv", "2026-11-18_Paminnelse_10412+1.pdf"),
        ("reminder", "10412", 0, "sv", "2026-11-18_Paminnelse_10412.pdf"),
        ("reminder", "10412", 0, "nb", "2026-11-18_Purring_10412.pdf"),
        ("friendly", "F/2026-7", 0, "en", "2026-11-18_Friendly-reminder_F-2026-7.pdf"),
        ("plan", "2026-04", 0, "sv", "2026-11-18_Avbetalningsplan_2026-04.pdf"),
    ],
)
def test_a_file_is_named_by_day_kind_and_first_number(
    kind: str, number: str, more: int, language: str, name: str
) -> None:
    assert file_name(SENT_ON, kind, number, more, language=language) == name


@given(st.text())
def test_no_number_leads_out_of_the_folder_or_beyond_what_file_systems_take(number: str) -> None:
    name = file_name(SENT_ON, "reminder", number, language="sv")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+.")
    assert name.count(".") == 1
    assert len(name) < 80
