"""A payment plan without a mouse: five parts to the öre, a row changed, saved, signed, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.history import Outcome
from app.domain.invoice import CaseId
from app.domain.payment_plan import PlanState
from app.services import contact, drafts, preview
from app.services.contact import Call
from tests.keyboard import type_text
from tests.office import Office, kronor
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window
from ui.models.schedule_model import AMOUNT, DAY, LEFT
from ui.pages.plan_page import PlanPage
from ui.view_models import places
from ui.widgets.field import ReadField

CTRL = Qt.KeyboardModifier.ControlModifier
CASE = CaseId(1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a trader with the two late invoices of a boatyard."""
    office = Office.opened(tmp_path / "betalt.db", "2026-08-18")
    yard = office.customer("Norrskärs Båtvarv HB")
    for number, amount, issued, due in (
        ("10412", "25900", "2026-08-18", "2026-09-17"),
        ("10427", "15400", "2026-09-16", "2026-10-16"),
    ):
        office.sleep_until(issued)
        office.invoice(
            yard, number, amount, issued=issued, due=due, due_agreed=True, reference=number + "2005"
        )
    office.sleep_until("2026-11-18")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def plan(opened: OpenWindow) -> PlanPage:
    opened.press(Qt.Key.Key_A)
    opened.settle()
    page = opened.window.page()
    assert isinstance(page, PlanPage)
    return page


def parts(opened: OpenWindow, count: int) -> None:
    """Type how many parts there are to be."""
    opened.focus().selectAll()  # type: ignore[attr-defined]
    type_text(opened.focus(), str(count))
    opened.press(Qt.Key.Key_Return)
    opened.settle()


def table(page: PlanPage) -> list[tuple[str, str, str]]:
    """Read day, amount and what is left of every row."""
    model = page.rows
    cells = [
        tuple(str(model.index(row, column).data()).replace("\xa0", " ") for column in (DAY, AMOUNT, LEFT))
        for row in range(model.rowCount())
    ]
    return [(day, amount, left) for day, amount, left in cells]


def edit(opened: OpenWindow, page: PlanPage, row: int, column: int, words: str) -> None:
    """Go to a cell, press F2, write, and press Enter."""
    page.table.setFocus()
    page.table.setCurrentIndex(page.rows.index(row, column))
    opened.press(Qt.Key.Key_F2)
    (field,) = page.table.viewport().findChildren(ReadField)
    field.selectAll()
    type_text(field, words)
    field.setFocus()
    opened.press(Qt.Key.Key_Return)
    opened.settle()


def seen(opened: OpenWindow) -> str:
    labels = opened.window.page().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible()).replace("\xa0", " ")


def test_five_parts_sum_to_the_ore_and_are_signed(opened: OpenWindow, office: Office, tmp_path: Path) -> None:
    page = plan(opened)
    page.out.outlets = SetOutlets(tmp_path)
    parts(opened, 5)
    assert table(page) == [
        ("mån 30 nov 2026", "8 375,00", "33 504,18"),
        ("ons 30 dec 2026", "8 375,00", "25 129,18"),
        ("fre 29 jan 2027", "8 375,00", "16 754,18"),
        ("fre 26 feb 2027", "8 375,00", "8 379,18"),
        ("ons 31 mar 2027", "8 379,18", "0,00"),
    ]
    assert "Summan stämmer." in seen(opened)
    assert "4 × 8 375,00 kr + 8 379,18 kr = 41 879,18 kr" in seen(opened)
    said = "Fem betalningar på 8 375 kr, sista bankdagen varje månad. Då är allt klart den 31 mars."
    assert said in seen(opened)

    opened.press(Qt.Key.Key_S, CTRL)
    opened.settle()
    assert "Påskriven?" in seen(opened)
    (saved,) = tmp_path.glob("*Avbetalningsplan*.pdf")
    assert "8 379,18" in preview.text(saved.read_bytes()).replace("\xa0", " ")
    assert office.open(CASE) == "25900.00"

    opened.press(Qt.Key.Key_Return)
    opened.settle()
    signed = office.case(CASE).plan
    assert signed is not None
    assert signed.state is PlanState.SIGNED
    assert signed.total == kronor("41879.18")

    opened.press(Qt.Key.Key_Z, CTRL)
    printed = office.case(CASE).plan
    assert printed is not None
    assert printed.state is PlanState.PRINTED


def test_a_changed_amount_is_held_and_the_rest_is_spread(opened: OpenWindow) -> None:
    page = plan(opened)
    edit(opened, page, 0, AMOUNT, "10000")
    assert [amount for _day, amount, _left in table(page)] == ["10 000,00", "15 939,00", "15 940,18"]
    assert [page.rows.row(row).locked for row in range(3)] == [True, False, False]


def test_a_day_without_bank_is_moved_to_the_next_one(opened: OpenWindow) -> None:
    page = plan(opened)
    edit(opened, page, 1, DAY, "2026-12-24")
    assert [day for day, _amount, _left in table(page)] == [
        "mån 30 nov 2026",
        "mån 28 dec 2026",
        "fre 29 jan 2027",
    ]


def test_a_wrong_sum_cannot_be_saved_until_it_is_mended(opened: OpenWindow, office: Office) -> None:
    page = plan(opened)
    for row in range(3):
        edit(opened, page, row, AMOUNT, "10000")
    assert "11 879,18 kr saknas." in seen(opened)
    assert not page.save_button.isEnabled()
    opened.press(Qt.Key.Key_Return, CTRL)
    assert office.case(CASE).plan is None

    page.sum_bar.mend.setFocus()
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    assert "Summan stämmer." in seen(opened)
    assert table(page)[-1][1:] == ("21 879,18", "0,00")
    assert page.save_button.isEnabled()


def test_an_amount_each_time_sets_the_number_of_parts(opened: OpenWindow) -> None:
    page = plan(opened)
    page.fields.each.setFocus()
    page.fields.each.selectAll()
    type_text(page.fields.each, "8420")
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    assert page.fields.count.value() == 5
    assert [amount for _day, amount, _left in table(page)] == [*["8 420,00"] * 4, "8 199,18"]


def test_the_fee_is_never_ticked_beforehand_and_says_its_limit(opened: OpenWindow) -> None:
    page = plan(opened)
    assert page.fields.fee.currentText() == "Ingen avgift"
    assert "Högst 170 kr, för en skriftlig plan över allt som är kvar." in seen(opened)
    page.fields.fee.setFocus()
    opened.press(Qt.Key.Key_Down)
    opened.settle()
    assert "42 049,18 kr" in seen(opened)


def test_an_invoice_can_be_left_out_and_one_always_stays(opened: OpenWindow) -> None:
    page = plan(opened)
    first, second = page.included.invoices.rows()
    second.setFocus()
    opened.press(Qt.Key.Key_Space)
    opened.settle()
    assert page.model.case_ids == (CASE,)
    assert not first.isEnabled()


def test_what_the_customer_said_is_possible_is_where_the_builder_starts(
    opened: OpenWindow, office: Office
) -> None:
    contact.log_call(office.desk, [CASE], Call(Outcome.CANNOT_PAY, amount=kronor("6000")))
    opened.go(places.PlanPlace((CASE,)))
    opened.settle()
    page = opened.window.page()
    assert isinstance(page, PlanPage)
    assert "Från samtalet 18 november" in seen(opened)
    assert page.rows.row(0).amount == kronor("6000")


def test_a_printed_plan_is_asked_about_when_the_builder_opens_again(
    opened: OpenWindow, office: Office
) -> None:
    plan(opened)
    opened.press(Qt.Key.Key_Return, CTRL)
    opened.settle()
    assert opened.window.status.words() == "Planen med Norrskärs Båtvarv HB är sparad."
    opened.press(Qt.Key.Key_Escape)
    opened.press(Qt.Key.Key_Escape)
    opened.go(places.PlanPlace((CASE,)))
    opened.settle()
    assert "En plan från 18 november på 41 879,18 kr väntar på påskrift." in seen(opened)
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    signed = office.case(CASE).plan
    assert signed is not None
    assert signed.signed_on == date(2026, 11, 18)


def test_a_changed_plan_replaces_the_one_printed_before(opened: OpenWindow, office: Office) -> None:
    page = plan(opened)
    opened.press(Qt.Key.Key_Return, CTRL)
    opened.settle()
    opened.press(Qt.Key.Key_Escape)
    page.fields.count.setFocus()
    parts(opened, 4)
    opened.press(Qt.Key.Key_Return, CTRL)
    opened.settle()
    states = office.desk.database.connection.execute("SELECT state FROM plan ORDER BY id").fetchall()
    assert [state for (state,) in states] == ["broken", "printed"]

    opened.go(places.Today())
    opened.press(Qt.Key.Key_Z, CTRL)
    states = office.desk.database.connection.execute("SELECT state FROM plan WHERE withdrawn = 0").fetchall()
    assert states == [("printed",)]


def test_a_plan_half_made_survives_a_new_window(office: Office, qtbot: QtBot) -> None:
    with opened_window(office, qtbot, places.Today()) as opened:
        plan(opened)
        parts(opened, 7)
        opened.press(Qt.Key.Key_Escape)
        assert drafts.names(office.desk, "plan:") == ["plan:1"]
    with opened_window(office, qtbot, places.Today()) as again:
        page = plan(again)
        assert page.fields.count.value() == 7


def test_a_first_payment_in_the_past_is_refused_in_words(opened: OpenWindow, office: Office) -> None:
    page = plan(opened)
    page.model.choose_first(date(2026, 11, 2))
    opened.settle()
    assert page.split.desk.is_refused()
    assert "2 november 2026 måste ligga framåt i tiden." in seen(opened)


def test_a_printed_plan_that_is_undone_is_forgotten_with_its_question(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    page = plan(opened)
    page.out.outlets = SetOutlets(tmp_path)
    opened.press(Qt.Key.Key_S, CTRL)
    opened.settle()
    assert page.split.ask.isVisible()
    opened.workplace.actions["undo"].trigger()
    opened.settle()
    assert not page.split.ask.isVisible()
    assert not page.model.is_made()
    opened.press(Qt.Key.Key_S, CTRL)
    opened.settle()
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    signed = office.case(CASE).plan
    assert signed is not None
    assert signed.state is PlanState.SIGNED
