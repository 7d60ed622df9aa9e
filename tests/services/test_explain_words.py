"""What the screen calls "kr": the firm's own currency, in every language."""

from datetime import date

import pytest

from app import i18n
from app.services.case_view import case_page
from app.services.desk import Desk
from tests.office import Office


@pytest.mark.parametrize(
    ("language", "total"), [("sv", "1 000,00 kr"), ("nb", "1 000,00 kr"), ("en", "1,000.00 kr")]
)
def test_a_swedish_firm_reads_kr_in_every_language(office: Office, language: str, total: str) -> None:
    case_id = office.invoice(office.customer("A AB"), "1", "1000", issued="2026-09-28", due="2026-10-28")
    desk = Desk(office.clock, office.desk.path)
    i18n.use(language)
    page = case_page(desk, case_id)
    assert page.total_text.replace("\u00a0", " ") == total
    assert page.case.invoice.due_on == date(2026, 10, 28)
