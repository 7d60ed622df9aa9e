"""Why an invoice is unpaid: chosen from its page with one key, and where it leads before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.history import Outcome, UnpaidReason
from app.domain.invoice import CaseId
from app.domain.reason_path import follows, reason_of
from app.services import reason_paths
from tests.keyboard import type_text
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.pages.call_panel import CallPanel
from ui.pages.dispute_panel import DisputePanel
from ui.pages.plan_page import PlanPage
from ui.pages.reason_panel import ReasonPanel
from ui.view_models import places

CASE = CaseId(1)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a customer with one late invoice."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    who = office.customer("Norrskärs Båtvarv")
    office.invoice(who, "10412", "24860", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    office.sleep_until("2026-11-18")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.InvoicePlace(CASE)) as found:
        yield found


def choosing(opened: OpenWindow, reason: UnpaidReason) -> ReasonPanel:
    """Open the panel with its key and choose a reason."""
    opened.settle()
    QTest.keyClick(opened.window.focusWidget() or opened.window, Qt.Key.Key_Y)
    opened.settle()
    panel = opened.window.panel()
    assert isinstance(panel, ReasonPanel)
    panel.pick.setCurrentIndex(panel.pick.findData(reason.value))
    opened.settle()
    return panel


def save(opened: OpenWindow, panel: ReasonPanel) -> None:
    QTest.keyClick(panel.pick, Qt.Key.Key_Return, CTRL)
    opened.settle()


def test_the_panel_says_where_a_reason_leads_before_it_is_saved(opened: OpenWindow, office: Office) -> None:
    panel = choosing(opened, UnpaidReason.WAITING_FOR_APPROVAL)
    assert panel.then.words.text() == "Ring igen 25 november, då den bör vara attesterad."
    type_text(panel.day, "2026-12-01")
    opened.settle()
    assert "1 december" in panel.then.words.text()
    save(opened, panel)
    assert opened.window.panel() is None
    assert office.case(CASE).live_history[-1].event == follows(
        office.case(CASE), UnpaidReason.WAITING_FOR_APPROVAL, date(2026, 11, 18), date(2026, 12, 1)
    )


def test_a_correction_is_marked_as_gone_out_from_the_same_panel(opened: OpenWindow, office: Office) -> None:
    save(opened, choosing(opened, UnpaidReason.WRONG_AMOUNT))
    panel = choosing(opened, UnpaidReason.WRONG_AMOUNT)
    assert panel.sent.isVisible()
    panel.copy_it.click()
    assert "Det var vårt fel." in QGuiApplication.clipboard().text()
    panel.sent.click()
    opened.settle()
    sheet = reason_paths.reason_sheet(office.desk, [CASE])
    assert (sheet.now, sheet.waits) == (UnpaidReason.WRONG_AMOUNT, False)


def test_without_a_reason_the_panel_asks_for_one(opened: OpenWindow, office: Office) -> None:
    panel = choosing(opened, UnpaidReason.HABIT)
    panel.pick.setCurrentIndex(0)
    save(opened, panel)
    assert panel.complaint.text() == "Välj en orsak först."
    assert reason_of(office.case(CASE)) is None


def test_a_day_that_lies_behind_is_refused_beside_the_field(opened: OpenWindow, office: Office) -> None:
    panel = choosing(opened, UnpaidReason.DISSATISFIED)
    type_text(panel.day, "2026-11-01")
    opened.settle()
    save(opened, panel)
    assert panel.complaint.text()
    assert reason_of(office.case(CASE)) is None


def test_who_is_dissatisfied_leads_to_the_dispute(opened: OpenWindow) -> None:
    save(opened, choosing(opened, UnpaidReason.DISSATISFIED))
    assert isinstance(opened.window.panel(), DisputePanel)


def test_who_cannot_pay_leads_to_a_plan(opened: OpenWindow) -> None:
    save(opened, choosing(opened, UnpaidReason.CANNOT_PAY))
    assert opened.window.findChild(PlanPage) is not None


def test_a_call_says_why_by_its_outcome_and_another_reason_can_be_chosen(
    opened: OpenWindow, office: Office
) -> None:
    opened.settle()
    opened.workplace.actions["call"].trigger()
    opened.settle()
    panel = opened.window.panel()
    assert isinstance(panel, CallPanel)
    panel.model.choose(Outcome.SAYS_PAID)
    opened.settle()
    why = panel.box.why
    assert why is not None and why.value() == UnpaidReason.PAID_ALREADY
    panel.model.choose(Outcome.PROMISED)
    opened.settle()
    why = panel.box.why
    assert why is not None and why.value() == ""
    why.setCurrentIndex(why.findData(UnpaidReason.FORGOTTEN.value))
    assert panel.model.save()
    opened.settle()
    assert reason_of(office.case(CASE)) is UnpaidReason.FORGOTTEN
