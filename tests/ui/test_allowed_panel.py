"""What I may and may not do: every step of a case, and the ways that lead there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.services.may_do import LATER, NO, YES
from tests.office import NORWEGIAN_FIRM, Office
from tests.window import OpenWindow, opened_window
from ui.pages.allowed_panel import AllowedPanel
from ui.pages.invoice_page import InvoicePage
from ui.pages.letter_page import LetterPage
from ui.pages.policy_page import PolicyPage
from ui.pages.rates_page import RatesPage
from ui.view_models import places
from ui.widgets.button import ActionButton


@pytest.fixture
def norway(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "no.db", "2026-12-15", NORWEGIAN_FIRM)


@pytest.fixture
def late(norway: Office) -> CaseId:
    who = norway.customer("Bryggen Kafé AS", country="NO")
    return norway.invoice(who, "2001", "25000.00", issued="2026-11-20", due="2026-12-10", currency="NOK")


@pytest.fixture
def opened(norway: Office, late: CaseId, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(norway, qtbot, places.InvoicePlace(late)) as found:
        found.settle()
        yield found


def panel(opened: OpenWindow) -> AllowedPanel:
    found = opened.window.panel()
    assert isinstance(found, AllowedPanel)
    return found


def answers(opened: OpenWindow) -> dict[str, tuple[str, str]]:
    return {line.step: (line.state, line.answer) for line in panel(opened).lines}


def test_one_key_shows_every_step_with_its_answer(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_R)
    found = answers(opened)
    assert found["friendly"] == (YES, "Ja, i dag")
    assert found["reminder_with_fee"] == (LATER, "Från 24 december")
    assert found["payment_demand"][0] == NO
    shown = [label.text() for label in panel(opened).findChildren(QLabel)]
    assert "Det är för tidigt för en avgift. Möjligt från 24 december 2026." not in shown
    assert "Inkassoforskriften §§ 1-2 og 1-3" in shown


def test_the_link_on_the_page_leads_there_too(opened: OpenWindow) -> None:
    page = opened.window.page()
    assert isinstance(page, InvoicePage)
    page.sums.may_do.click()
    opened.settle()
    assert panel(opened).lines


def test_rules_that_nobody_has_confirmed_lead_to_where_they_are(opened: OpenWindow, norway: Office) -> None:
    norway.sleep_until("2027-01-04")
    opened.press(Qt.Key.Key_R)
    assert answers(opened)["collection_warning"][0] == NO
    ways = [button for button in panel(opened).findChildren(ActionButton) if "satser" in button.text()]
    ways[0].click()
    opened.settle()
    assert isinstance(opened.window.page(), RatesPage)


def test_the_page_says_on_which_day_the_coming_steps_become_possible(tmp_path: Path, qtbot: QtBot) -> None:
    office = Office.opened(tmp_path / "se.db", "2026-11-18")
    yard = office.customer("Norrskärs Båtvarv")
    case_id = office.invoice(yard, "10430", "4800.00", issued="2026-10-20", due="2026-11-20")
    with opened_window(office, qtbot, places.InvoicePlace(case_id)) as opened:
        shown = [label.text() for label in opened.window.page().findChildren(QLabel)]
        assert "Vänlig påminnelse: från 21 november." in shown
        page = opened.window.page()
        assert isinstance(page, InvoicePage)
        page.sums.policy.click()
        opened.settle()
        assert isinstance(opened.window.page(), PolicyPage)


def test_a_day_whose_rate_is_unknown_says_so_beside_the_price(opened: OpenWindow) -> None:
    page = opened.window.page()
    assert isinstance(page, InvoicePage)
    page.sums.day.setFocus()
    page.sums.day.selectAll()
    page.sums.day.insert("2027-03-01")
    page.sums.day.textEdited.emit("2027-03-01")
    opened.settle()
    said = "Räntesatsen är känd bara till och med 31 december 2026. Ränta därefter är inte med."
    assert said in [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert page.sums.price()


def test_the_letter_page_leads_to_every_step_from_its_levels(opened: OpenWindow, late: CaseId) -> None:
    opened.go(places.LetterPlace((late,)))
    page = opened.window.page()
    assert isinstance(page, LetterPage)
    page.fields.may_do.click()
    opened.settle()
    assert answers(opened)["friendly"][0] == YES


def test_a_letter_that_waits_for_confirmed_rules_leads_to_them(
    opened: OpenWindow, norway: Office, late: CaseId
) -> None:
    norway.sleep_until("2027-01-04")
    opened.go(places.LetterPlace((late,)))
    page = opened.window.page()
    assert isinstance(page, LetterPage)
    page.model.choose_level(LetterKind.COLLECTION_WARNING)
    opened.settle()
    page.split.desk.way_out_asked.emit()
    opened.settle()
    assert isinstance(opened.window.page(), RatesPage)
