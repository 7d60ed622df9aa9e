"""Notes have served their time: Today offers calmly to erase them, once a year, and asks before it does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services import contact, payments, retention
from tests.office import Office, kronor
from tests.window import OpenWindow, opened_window
from ui.pages.tidy_offer import TidyOffer
from ui.pages.today_page import TodayPage
from ui.view_models import places


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a trader with a note about an invoice that was paid more than two years ago."""
    office = Office.opened(tmp_path / "betalt.db", "2028-09-01")
    who = office.customer("Acme AB")
    paid = office.invoice(who, "10412", "1000", issued="2028-09-01", due="2028-10-01")
    contact.take_note(office.desk, [paid], "Attest på måndagar")
    payments.book_payment(office.desk, paid, kronor("1000"))
    office.sleep_until("2031-02-13")
    office.invoice(who, "10431", "1250", issued="2030-12-01", due="2031-01-02")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def offer(opened: OpenWindow) -> TidyOffer:
    page = opened.window.page()
    assert isinstance(page, TodayPage)
    return page.offers.tidy


def test_the_offer_is_read_below_the_list_and_taken(opened: OpenWindow) -> None:
    assert offer(opened).words.text() == "1 anteckning om avslutade ärenden har funnits så länge som du valt."
    opened.press(Qt.Key.Key_Tab)
    assert opened.focus() is offer(opened).erase
    opened.press(Qt.Key.Key_Space)
    dialog = offer(opened).dialog
    assert dialog is not None
    assert "Det går inte att ångra." in dialog.words()
    dialog.accept()
    opened.settle()
    assert not offer(opened).isVisible()
    assert retention.old_note_count(opened.office.desk) == 0


def test_the_offer_rests_for_a_year_when_it_is_put_off(office: Office, qtbot: QtBot) -> None:
    with opened_window(office, qtbot, places.Today()) as opened:
        offer(opened).later.setFocus()
        opened.press(Qt.Key.Key_Space)
        assert not offer(opened).isVisible()
    with opened_window(office, qtbot, places.Today()) as again:
        assert not offer(again).isVisible()
    assert retention.old_note_count(office.desk) == 1, "nothing was erased"


def test_the_offer_comes_with_the_day_on_which_it_is_due(office: Office, qtbot: QtBot) -> None:
    office.sleep_until("2030-09-01")
    with opened_window(office, qtbot, places.Today()) as opened:
        assert not offer(opened).isVisible()
        office.sleep_until("2030-09-02")
        opened.go(places.Invoices())
        opened.go(places.Today())
        assert offer(opened).isVisible()
