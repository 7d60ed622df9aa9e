"""An insurer's day is said on Today in time, until it is noted that the insurer knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.invoice import CaseId
from app.domain.partner import PartnerKind
from app.services import undoing
from app.services.facts import set_customer
from app.services.insurer_reports import note_reported, reports
from app.services.partners import add_partner, new_partner
from tests.office import Office
from tests.window import opened_window
from ui.pages.today_page import TodayPage
from ui.view_models import places
from ui.widgets.button import ActionButton

CASE = CaseId(1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an insured customer with an invoice due on 1 September, to be reported within 60 days."""
    office = Office.opened(tmp_path / "betalt.db", "2026-08-01")
    who = office.customer("Norrskärs Båtvarv HB")
    office.invoice(who, "10412", "24860", issued="2026-08-01", due="2026-09-01", reference="104125")
    set_customer(office.desk, who, {"insured_limit": "75000", "report_days": "60"})
    add_partner(office.desk, new_partner(PartnerKind.CREDIT_INSURER, "Trygg Kredit"))
    return office


def said(office: Office, day: str) -> list[str]:
    office.sleep_until(day)
    return [each.words for each in reports(office.desk)]


def test_it_is_said_from_two_weeks_before_until_it_is_done(office: Office) -> None:
    assert said(office, "2026-10-16") == []
    assert said(office, "2026-10-17") == [
        "Norrskärs Båtvarv HB, invoice 10412: tell Trygg Kredit by 31 October."
    ]
    assert said(office, "2026-11-18") == [
        "Norrskärs Båtvarv HB, invoice 10412: Trygg Kredit was to be told by 31 October."
    ]
    note_reported(office.desk, CASE)
    assert said(office, "2026-11-18") == []
    undoing.undo(office.desk)
    assert len(said(office, "2026-11-18")) == 1


def test_without_a_day_of_the_insurer_nothing_is_said(office: Office) -> None:
    set_customer(office.desk, office.case(CASE).customer.id, {"report_days": "unknown"})
    assert said(office, "2026-11-18") == []


def test_it_is_noted_on_today(office: Office, qtbot: QtBot) -> None:
    office.sleep_until("2026-10-28")
    with opened_window(office, qtbot, places.Today()) as opened:
        opened.settle()
        page = opened.window.page()
        assert isinstance(page, TodayPage)
        offer = page.offers.reports
        assert offer.words.text() == "1 faktura att anmäla till kreditförsäkraren"
        (done,) = (each for each in offer.findChildren(ActionButton) if each.text() == "Den är anmäld")
        done.setFocus()
        opened.press(Qt.Key.Key_Space)
        assert not offer.isVisible()
        opened.workplace.undo()
        opened.settle()
        assert offer.isVisible()
