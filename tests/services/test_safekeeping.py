"""What a check remarks on that is no fault of the file."""

from __future__ import annotations

import pytest

from app import i18n
from app.services.safekeeping import check
from tests.office import Office


@pytest.mark.parametrize(("today", "remarked"), [("2027-04-01", False), ("2027-12-01", True)])
def test_a_table_read_more_than_a_year_ago_is_remarked_on_and_refuses_nothing(
    office: Office, today: str, remarked: bool
) -> None:
    """Standing tables have no end but the day they were read (decisions on tables of law)."""
    i18n.use("en")
    office.sleep_until(today)
    found = check(office.desk)
    assert found.ok
    assert any("Compared with it" in said for said in found.remarks) is remarked
    assert office.desk.statutes.table("SE", "reminder_fee_max").on(office.desk.today()).value == 60
