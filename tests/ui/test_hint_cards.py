"""Hints beside an invoice, a customer and a call: shown with their facts, and put away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.history import Outcome, UnpaidReason
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.services.contact import Call, log_call
from app.services.reason_paths import give_reason
from tests.keyboard import type_text
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.pages.call_panel import CallPanel
from ui.pages.customer_page import CustomerPage
from ui.pages.invoice_page import InvoicePage
from ui.pages.new_invoice_page import NewInvoicePage
from ui.view_models import places

CASE, WHO = CaseId(1), CustomerId(1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a customer who broke two promises on one late invoice."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    who = office.customer("Norrskärs Båtvarv", terms="15 dagar")
    office.invoice(who, "10412", "24860", issued="2026-09-01", due="2026-09-15")
    for made, by in (("2026-10-01", date(2026, 10, 9)), ("2026-10-20", date(2026, 10, 30))):
        office.sleep_until(made)
        log_call(office.desk, [CASE], Call(Outcome.PROMISED, by=by))
    office.sleep_until("2026-11-18")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.InvoicePlace(CASE)) as found:
        found.settle()
        yield found


def words(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]
    return "\n".join(labels)


def page(opened: OpenWindow, kind: type[QWidget]) -> QWidget:
    found = opened.window.findChild(kind)
    assert isinstance(found, kind)
    return found


def test_an_invoice_shows_why_it_is_unpaid_and_what_to_look_at(opened: OpenWindow, office: Office) -> None:
    card = page(opened, InvoicePage).case_hints  # type: ignore[attr-defined]
    assert "OCR eller KID saknas." in words(card)
    give_reason(office.desk, [CASE], UnpaidReason.WAITING_FOR_APPROVAL)
    opened.go(places.Today())
    opened.go(places.InvoicePlace(CASE))
    assert "Väntar på attest\nRing igen 25 november, då den bör vara attesterad." in words(card)


def test_hints_of_difficulty_stand_on_the_customer_the_invoice_and_the_call(opened: OpenWindow) -> None:
    said = "Kan ha det svårt med pengarna\nTvå löften hölls inte, det senaste till 30 oktober."
    assert said in words(page(opened, InvoicePage))
    opened.workplace.actions["call"].trigger()
    opened.settle()
    panel = opened.window.panel()
    assert isinstance(panel, CallPanel)
    assert said in words(panel)
    opened.go(places.CustomerPlace(WHO))
    assert said in words(page(opened, CustomerPage))


def test_hints_put_away_are_gone_everywhere(opened: OpenWindow) -> None:
    card = page(opened, InvoicePage).trouble  # type: ignore[attr-defined]
    card.away.click()
    opened.settle()
    assert not card.isVisible()
    opened.go(places.CustomerPlace(WHO))
    assert "svårt med pengarna" not in words(page(opened, CustomerPage))


def test_a_new_invoice_is_remarked_on_while_it_is_typed(opened: OpenWindow) -> None:
    opened.go(places.NewInvoicePlace(WHO))
    shown = page(opened, NewInvoicePage)
    assert isinstance(shown, NewInvoicePage)
    assert not shown.remarks.isVisible()
    for field, text in (
        (shown.number, "10413"), (shown.amount, "24860"), (shown.issued_on, "2026-09-01"),
        (shown.due_on, "2026-09-15"),
    ):  # fmt: skip
        type_text(field, text)
    opened.settle()
    assert "Samma kund, belopp och dag står på faktura 10412." in words(shown.remarks)
    assert "Villkoren ger 15 dagar, alltså 2026-09-16" in words(shown.remarks)
