"""Settings › Follow-up: steps that can be changed within the law, their days shown, everything undoable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.invoice import CaseId
from app.domain.party import CustomerKind
from app.domain.procedure import proposed
from app.domain.step import Step
from tests.keyboard import type_text
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.pages.policy_fees import FeeRow
from ui.pages.policy_page import PolicyPage
from ui.view_models import places

CTRL = Qt.KeyboardModifier.ControlModifier
BUSINESS = CustomerKind.BUSINESS


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "betalt.db", "2026-11-18")


@pytest.fixture
def late(office: Office) -> CaseId:
    yard = office.customer("Norrskärs Båtvarv")
    return office.invoice(yard, "10412", "4800.00", issued="2026-10-16", due="2026-11-16", fee_agreed=True)


@pytest.fixture
def opened(office: Office, late: CaseId, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Policy()) as found:
        found.settle()
        yield found


def page(opened: OpenWindow) -> PolicyPage:
    found = opened.window.page()
    assert isinstance(found, PolicyPage)
    return found


def seen(opened: OpenWindow) -> str:
    return "\n".join(label.text() for label in page(opened).findChildren(QLabel) if label.isVisible())


def act_on(office: Office, case_id: CaseId) -> str:
    query = "SELECT act_on FROM case_summary WHERE invoice_id = ?"
    return str(office.desk.database.connection.execute(query, (case_id,)).fetchone()[0])


def store(opened: OpenWindow) -> None:
    """Wait for the example, then let the pause after typing pass at once."""
    opened.settle()
    page(opened).model.settle()
    opened.settle()


def test_the_proposal_is_shown_with_the_days_it_comes_to(opened: OpenWindow) -> None:
    assert [row.rung for row in page(opened).rows] == list(proposed("SE", BUSINESS))
    assert page(opened).example.text().startswith("En faktura som förföll 2 november:")
    assert not page(opened).restore.isEnabled()


def test_a_changed_day_moves_the_open_cases_and_undo_moves_them_back(
    opened: OpenWindow, office: Office, late: CaseId
) -> None:
    assert act_on(office, late) == "2026-11-19"
    page(opened).rows[0].days.setFocus()
    opened.press(Qt.Key.Key_Up)
    assert "6 november" in page(opened).example.text()
    store(opened)
    assert act_on(office, late) == "2026-11-20"
    assert page(opened).restore.isEnabled()
    page(opened).back.setFocus()
    opened.press(Qt.Key.Key_Z, CTRL)
    assert act_on(office, late) == "2026-11-19"
    assert page(opened).rows[0].days.value() == 3


def test_a_step_against_the_law_is_said_beside_it_and_not_stored(opened: OpenWindow, office: Office) -> None:
    page(opened).rows[4].pay_in.setValue(7)
    store(opened)
    assert "Det här brevet ger minst 8 dagar att betala. (Inkassolagen (1974:182) 5 §)" in seen(opened)
    assert not office.desk.procedures
    page(opened).rows[4].pay_in.setValue(8)
    store(opened)
    assert "minst 8 dagar" not in seen(opened)
    assert office.desk.procedures["SE", BUSINESS][4].pay_in == 8


def test_a_step_is_left_out_and_put_back(opened: OpenWindow, office: Office) -> None:
    page(opened).model.remove(1)
    store(opened)
    assert [rung.step for rung in office.desk.procedures["SE", BUSINESS]][:2] == [Step.CALL, Step.REMINDER]
    assert page(opened).model.missing_letters() == (Step.FRIENDLY,)
    page(opened).model.add_letter(Step.FRIENDLY)
    store(opened)
    assert not office.desk.procedures
    assert len(page(opened).rows) == 6


def test_a_call_is_added_after_a_step(opened: OpenWindow, office: Office) -> None:
    page(opened).model.add(0)
    store(opened)
    days = [(row.rung.step, row.days.value()) for row in page(opened).rows[:3]]
    assert days == [(Step.CALL, 3), (Step.CALL, 4), (Step.FRIENDLY, 7)]
    page(opened).model.add(3)
    store(opened)
    assert page(opened).rows[4].rung.after_deadline == 1


def test_a_step_after_a_letter_can_count_from_its_day_to_pay(opened: OpenWindow, office: Office) -> None:
    page(opened).model.count_from(2, letter=True)
    store(opened)
    rung = office.desk.procedures["SE", BUSINESS][2]
    assert (rung.after_due, rung.after_deadline) == (None, 15)
    page(opened).model.count_from(2, letter=False)
    store(opened)
    assert not office.desk.procedures


def test_the_proposal_comes_back_with_a_button(opened: OpenWindow, office: Office) -> None:
    page(opened).rows[0].days.setValue(5)
    store(opened)
    page(opened).restore.click()
    opened.settle()
    assert page(opened).rows[0].days.value() == 3
    assert not office.desk.procedures


def test_each_country_and_kind_has_its_own_steps(opened: OpenWindow) -> None:
    page(opened).model.choose(law="NO")
    opened.settle()
    assert [row.rung for row in page(opened).rows] == list(proposed("NO", BUSINESS))
    page(opened).model.choose(kind="consumer")
    opened.settle()
    assert [row.rung for row in page(opened).rows] == list(proposed("NO", CustomerKind.CONSUMER))


def fee(opened: OpenWindow, key: str) -> FeeRow:
    return next(row for row in page(opened).findChildren(FeeRow) if row.line.key == key)


def test_a_fee_of_ones_own_is_stored_as_its_field_is_left(opened: OpenWindow, office: Office) -> None:
    field = fee(opened, "reminder_fee").amount
    assert field.text() == "60\u00a0kr"
    field.setFocus()
    field.selectAll()
    type_text(field, "45")
    opened.press(Qt.Key.Key_Tab)
    assert str(office.desk.statutes.own_fees["SE", "reminder_fee"]) == "45.00"
    assert "Högst 60" in fee(opened, "reminder_fee").taken.accessibleDescription()


def test_a_fee_above_the_law_is_refused_beside_its_field(opened: OpenWindow, office: Office) -> None:
    field = fee(opened, "reminder_fee").amount
    field.setFocus()
    field.selectAll()
    type_text(field, "61")
    opened.press(Qt.Key.Key_Tab)
    assert "Lagen tillåter högst 60\u00a0kr. (Lag (1981:739) 2 och 4 §§)" in seen(opened)
    assert not office.desk.statutes.own_fees


def test_a_fee_can_be_left_out_altogether(opened: OpenWindow, office: Office) -> None:
    fee(opened, "plan_fee").taken.click()
    opened.settle()
    assert office.desk.statutes.own_fees["SE", "plan_fee"] == 0
    assert not fee(opened, "plan_fee").amount.isVisible()
    fee(opened, "plan_fee").taken.click()
    opened.settle()
    assert not office.desk.statutes.own_fees
