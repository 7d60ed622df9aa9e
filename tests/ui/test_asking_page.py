"""How asking works, in the window: reached from Insights, with the months chosen, and printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.contact import Outcome
from app.services import contact, payments
from tests.office import Office, kronor
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window
from ui.pages.asking_page import AskingPage
from ui.pages.insights_page import InsightsPage
from ui.view_models import places

FIRST = date(2026, 1, 5)


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open the window on a firm with five customers who were called, paid, and came back in May."""
    office = Office.opened(tmp_path / "betalt.db", FIRST.isoformat())
    for number in range(5):
        who = office.customer(f"Bageri {number}")
        case = office.invoice(who, f"{number}-1", "1000", issued="2026-01-05", due="2026-01-25")
        office.sleep_until((FIRST + timedelta(days=30)).isoformat())
        contact.log_call(office.desk, [case], contact.Call(Outcome.CANNOT_PAY))
        payments.book_payment(office.desk, case, kronor("1000"))
        office.sleep_until("2026-05-10")
        office.invoice(who, f"{number}-2", "1000", issued="2026-05-10", due="2026-05-30")
        office.sleep_until(FIRST.isoformat())
    office.sleep_until("2026-11-18")
    with opened_window(office, qtbot) as found:
        yield found


def visit(opened: OpenWindow) -> AskingPage:
    """Go to Insights by its key and on by its link."""
    opened.press(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    insights = opened.window.page()
    assert isinstance(insights, InsightsPage)
    insights.asking.setFocus()
    opened.press(Qt.Key.Key_Space)
    opened.settle()
    found = opened.window.page()
    assert isinstance(found, AskingPage)
    return found


def test_it_is_reached_from_insights_and_esc_leads_back(opened: OpenWindow) -> None:
    found = visit(opened)
    titles = [label.text() for label in found.findChildren(QLabel)]
    assert "Hur fungerar vårt sätt att fråga?" in titles
    assert "5 av 5 kunder handlade igen efter en uppföljning" in titles
    assert found.standing() == "Räknat på 5 uppföljningar"
    opened.press(Qt.Key.Key_Escape)
    assert opened.window.place() == places.Insights()


def test_fewer_months_are_chosen_with_the_arrow_key(opened: OpenWindow, qtbot: QtBot) -> None:
    found = visit(opened)
    found.months.setFocus()
    opened.press(Qt.Key.Key_Left)
    said = "0 av 5 kunder handlade igen efter en uppföljning"  # 4 February and three months is 4 May
    qtbot.waitUntil(lambda: found.card("stayed").answer.title == said)


def test_it_is_saved_as_one_page(opened: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    found = visit(opened)
    found.out.outlets = SetOutlets(tmp_path)
    opened.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    paper = tmp_path / "2026-11-18_Vart-satt-att-fraga.pdf"
    qtbot.waitUntil(paper.is_file)
    opened.settle()
    assert paper.read_bytes().startswith(b"%PDF")
