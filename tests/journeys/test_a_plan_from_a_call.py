"""A plan from a call to its end, by keys alone: agreed, signed, not kept, ended in writing, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.history import CannotPay, LetterKind, Outcome, PlanEnded
from app.domain.invoice import CaseId
from app.domain.payment_plan import PlanState
from app.services import contact, plans, preview
from app.storage.firm import write_setting
from tests.keyboard import type_text
from tests.office import Office, kronor
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window
from ui.pages.letter_page import LetterPage
from ui.pages.plan_page import PlanPage
from ui.pages.today_page import TodayPage
from ui.view_models import places

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
CASE = CaseId(1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a trader with one late invoice, who has read in the bank file."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    yard = office.customer("Norrskärs Båtvarv HB")
    office.invoice(yard, "10412", "24000", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    bank_is_read(office, "2026-11-18", "2026-11-17")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def bank_is_read(office: Office, today: str, through: str) -> None:
    office.sleep_until(today)
    with office.desk.begin() as work:
        write_setting(work, "bank_read_through", through)
        work.commit()


def seen(opened: OpenWindow) -> str:
    labels = opened.window.page().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible()).replace("\xa0", " ")


def tab_to(opened: OpenWindow, name: str) -> None:
    """Press Tab until a field of this name has the focus."""
    for _stop in range(40):
        if opened.focus().accessibleName().startswith(name):
            return
        opened.press(Qt.Key.Key_Tab)
    raise AssertionError(name)


def cannot_pay(opened: OpenWindow, possible: str) -> PlanPage:
    """Call, note that the customer cannot pay now and what is possible, and come to the builder."""
    opened.press(Qt.Key.Key_C)
    type_text(opened.focus(), "Säsongen tog slut tidigt.")
    opened.press(Qt.Key.Key_5, ALT)
    tab_to(opened, "Hur mycket går")
    type_text(opened.focus(), possible)
    opened.press(Qt.Key.Key_Return, CTRL)
    opened.settle()
    page = opened.window.page()
    assert isinstance(page, PlanPage)
    return page


def test_a_call_becomes_a_signed_plan_and_all_of_it_is_undone(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    before = office.case(CASE)
    page = cannot_pay(opened, "6000")
    page.out.outlets = SetOutlets(tmp_path)
    assert "Från samtalet 18 november" in seen(opened)
    assert "Summan stämmer." in seen(opened)
    assert page.rows.row(0).amount == kronor("6000")

    opened.press(Qt.Key.Key_S, CTRL)
    opened.settle()
    (agreement,) = tmp_path.glob("*Avbetalningsplan*.pdf")
    words = preview.text(agreement.read_bytes()).replace("\xa0", " ")
    assert "6 000,00" in words
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    signed = office.case(CASE).plan
    assert signed is not None
    assert signed.state is PlanState.SIGNED
    assert isinstance(opened.window.page(), TodayPage)
    assert [(row.section, row.next_step) for row in office.work_list()] == [("waiting", "plan_call")]

    for _step in ("the signature", "the agreement", "the call"):
        opened.press(Qt.Key.Key_Z, CTRL)
        opened.settle()
    after = office.case(CASE)
    assert (after.plan, after.open, after.live_history) == (None, before.open, before.live_history)


def test_what_was_said_stays_when_the_plan_is_left_for_later(opened: OpenWindow, office: Office) -> None:
    cannot_pay(opened, "6000")
    opened.press(Qt.Key.Key_Escape)
    assert isinstance(opened.window.page(), TodayPage)
    said = [entry.event for entry in office.case(CASE).live_history if isinstance(entry.event, CannotPay)]
    assert said == [CannotPay(kronor("6000"))]
    assert office.work_list()[0].next_step == "plan"


@pytest.fixture
def missed(office: Office) -> Office:
    """Return the trader on the morning when a plan that two calls did not save may be ended."""
    wish = plans.PlanWish(3, date(2026, 11, 30))
    plans.sign(office.desk, plans.make(office.desk, plans.propose(office.desk, [CASE], wish)))
    for day in ("2026-12-04", "2026-12-07"):
        office.sleep_until(day)
        contact.log_call(office.desk, [CASE], contact.Call(Outcome.NO_ANSWER))
    bank_is_read(office, "2026-12-08", "2026-12-07")
    return office


def test_the_morning_leads_to_the_letter_that_ends_the_plan(
    missed: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    with opened_window(missed, qtbot, places.Today()) as opened:
        assert missed.work_list()[0].next_step == "plan_end"
        opened.press(Qt.Key.Key_L)
        opened.settle()
        page = opened.window.page()
        assert isinstance(page, LetterPage)
        page.out.outlets = SetOutlets(tmp_path)
        assert page.model.wish is not None
        assert page.model.wish.kind is LetterKind.PLAN_END
        opened.press(Qt.Key.Key_S, CTRL)
        opened.settle()
        (saved,) = tmp_path.glob("*Planen-avslutas*.pdf")
        words = preview.text(saved.read_bytes()).replace("\xa0", " ")
        assert "8 046,00 kr, som skulle ha kommit senast den 30 november" in " ".join(words.split())
        assert missed.case(CASE).plan is not None

        opened.press(Qt.Key.Key_Return)
        opened.settle()
        assert missed.case(CASE).plan is None
        assert [type(entry.event) for entry in missed.case(CASE).live_history][-1] is PlanEnded
        opened.press(Qt.Key.Key_Z, CTRL)
        opened.settle()
        assert missed.case(CASE).plan is not None


def test_the_button_of_the_plans_leads_to_the_same_letter(missed: Office, qtbot: QtBot) -> None:
    with opened_window(missed, qtbot, places.Plans()) as opened:
        page = opened.window.page()
        page.end_button.setFocus()  # type: ignore[attr-defined]
        opened.press(Qt.Key.Key_Space)
        opened.settle()
        letter = opened.window.page()
        assert isinstance(letter, LetterPage)
        assert letter.model.wish is not None
        assert letter.model.wish.kind is LetterKind.PLAN_END
