"""Terms in the window: what a customer's payments say, and a word before the due date where it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.party import CustomerId
from app.services import contact, payments, terms_nudge
from tests.office import Office, kronor
from tests.window import OpenWindow, opened_window, take_back
from ui.pages.customer_page import CustomerPage
from ui.pages.settings_page import SettingsPage
from ui.pages.today_page import TodayPage
from ui.view_models import places
from ui.widgets.button import ActionButton

LATE, NEW = CustomerId(1), CustomerId(2)


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open Today on a firm with a customer who paid five invoices nine days late and owes one in a week."""
    office = Office.opened(tmp_path / "betalt.db", "2026-01-05")
    who, new = office.customer("Brf Tvillinggaveln"), office.customer("Eva Ek")
    for number in range(5):
        issued = date(2026, 1, 12) + timedelta(weeks=4 * number)
        due, paid = issued + timedelta(days=10), issued + timedelta(days=19)
        office.sleep_until(paid.isoformat())
        case = office.invoice(
            who, str(number), "1000", issued=issued.isoformat(), due=due.isoformat(), due_agreed=True
        )
        payments.book_payment(office.desk, case, kronor("1000"), received_on=paid)
    office.sleep_until("2026-09-10")
    for number, owing in ((10, who), (11, new)):
        office.invoice(owing, str(number), "1000", issued="2026-08-31", due="2026-09-16", due_agreed=True)
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def customer(opened: OpenWindow, who: CustomerId) -> CustomerPage:
    opened.window.go(places.CustomerPlace(who))
    opened.settle()
    found = opened.window.page()
    assert isinstance(found, CustomerPage)
    return found


def today(opened: OpenWindow) -> TodayPage:
    opened.window.go(places.Today())
    opened.settle()
    found = opened.window.page()
    assert isinstance(found, TodayPage)
    return found


def turn_on(opened: OpenWindow) -> SettingsPage:
    """Tick the box in the settings with the space bar."""
    opened.window.go(places.Settings())
    opened.settle()
    found = opened.window.page()
    assert isinstance(found, SettingsPage)
    found.nudge.wanted.setFocus()
    opened.press(Qt.Key.Key_Space)
    opened.settle()
    return found


def test_the_page_of_a_customer_says_what_the_payments_tell_and_copies_a_word(opened: OpenWindow) -> None:
    terms = customer(opened, LATE).terms
    assert terms.isVisible()
    said = [label.text() for label in terms.findChildren(QLabel)]
    assert "0 av 5 betalda fakturor betalades inom 12 dagar vid 10 dagars betalningstid." in said
    terms.copy.setFocus()
    opened.press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text().startswith("Hej! Ett kort ord i god tid")


def test_of_a_new_customer_nothing_is_said(opened: OpenWindow) -> None:
    assert customer(opened, LATE).terms.isVisible()
    assert not customer(opened, NEW).terms.isVisible()


def test_the_word_stands_on_today_once_it_is_wanted_and_leads_to_the_customer(opened: OpenWindow) -> None:
    assert not today(opened).offers.nudges.isVisible()
    turn_on(opened)
    nudges = today(opened).offers.nudges
    assert nudges.words.text() == "1 faktura kan behöva ett ord före förfallodagen"
    (line,) = nudges.findChildren(ActionButton)
    assert line.text() == "Brf Tvillinggaveln: faktura 10 förfaller 16 sep."
    line.setFocus()
    opened.press(Qt.Key.Key_Space)
    assert opened.window.place() == places.CustomerPlace(LATE)


def test_the_line_goes_away_with_a_note_and_comes_back_when_it_is_undone(opened: OpenWindow) -> None:
    turn_on(opened)
    page = today(opened)
    view = customer(opened, LATE).model.view
    assert view is not None
    case_ids = view.case_ids
    opened.window.go(places.Today())
    opened.workplace.act(lambda desk: contact.take_note(desk, case_ids, "Skickade ett ord."))
    opened.settle()
    assert not page.offers.nudges.isVisible()
    take_back(opened)
    assert page.offers.nudges.isVisible()


def test_turning_it_on_can_be_taken_back(opened: OpenWindow) -> None:
    settings = turn_on(opened)
    assert terms_nudge.nudge_offered(opened.office.desk)
    take_back(opened)
    assert not terms_nudge.nudge_offered(opened.office.desk)
    assert not settings.nudge.wanted.isChecked()
