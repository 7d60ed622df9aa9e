"""The side panels: what each asks for, what it refuses, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.history import CallMade, DisputeReason, Outcome
from app.domain.invoice import CaseId
from app.domain.party import Contact, ContactPerson
from app.services import contact, contact_persons, drafts, payments
from tests.keyboard import type_text
from tests.office import Office, kronor
from tests.window import OpenWindow, opened_window
from ui.pages.call_panel import CallPanel
from ui.pages.dispute_panel import DisputePanel
from ui.pages.history_panel import HistoryPanel
from ui.pages.page import Panel
from ui.pages.payment_panel import PaymentPanel
from ui.view_models import places

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
FIRST, SECOND = CaseId(1), CaseId(2)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a customer with two late invoices, 24 860 and 15 400 kr."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    who = office.customer("Norrskärs Båtvarv")
    office.invoice(who, "10412", "24860", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    office.invoice(who, "10427", "15400", issued="2026-09-28", due="2026-10-30", due_agreed=True)
    office.sleep_until("2026-11-18")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def panel(opened: OpenWindow) -> Panel:
    found = opened.window.panel()
    assert found is not None
    return found


def words(opened: OpenWindow) -> str:
    labels = [label.text() for label in panel(opened).findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels).replace("\N{NO-BREAK SPACE}", " ")


def calling(opened: OpenWindow) -> CallPanel:
    found = panel(opened)
    assert isinstance(found, CallPanel)
    return found


def write_over(opened: OpenWindow, text: str) -> None:
    opened.press(Qt.Key.Key_A, CTRL)
    type_text(opened.focus(), text)
    opened.settle()


def test_the_promised_sum_is_that_of_every_invoice(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_C)
    opened.press(Qt.Key.Key_1, ALT)
    assert calling(opened).model.answers.amount == kronor("40260")
    assert calling(opened).model.answers.by == date(2026, 11, 25)
    opened.press(Qt.Key.Key_Return, CTRL)
    assert [item.promised_by for item in office.work_list()] == [date(2026, 11, 25)]


def test_an_invoice_can_be_left_out_of_a_call(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_C)
    list(calling(opened)._checks.values())[1].click()
    opened.press(Qt.Key.Key_3, ALT)
    opened.press(Qt.Key.Key_Return, CTRL)
    called = [
        any(isinstance(entry.event, CallMade) for entry in office.case(case_id).live_history)
        for case_id in (FIRST, SECOND)
    ]
    assert sorted(called) == [False, True]


def test_the_last_invoice_cannot_be_left_out(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_C)
    for check in calling(opened)._checks.values():
        check.click()
    assert len(calling(opened).model.case_ids()) == 1


def test_a_call_without_an_outcome_asks_for_one_and_digits_choose_it(
    opened: OpenWindow, office: Office
) -> None:
    opened.press(Qt.Key.Key_C)
    opened.press(Qt.Key.Key_Return, CTRL)
    assert "Välj först vad ni kom fram till." in words(opened)
    opened.press(Qt.Key.Key_3)
    assert calling(opened).model.outcome is Outcome.NO_ANSWER
    opened.press(Qt.Key.Key_Return, CTRL)
    assert opened.window.panel() is None


def test_a_promise_in_the_past_is_refused_beside_the_outcome(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_C)
    opened.press(Qt.Key.Key_1, ALT)
    calling(opened).box.focus_first()
    write_over(opened, "2026-11-17")
    assert "Sedan:" not in words(opened)
    assert "17 november" in words(opened)
    opened.press(Qt.Key.Key_Return, CTRL)
    assert isinstance(opened.window.panel(), CallPanel)


def test_the_one_who_answered_last_is_called_first_and_another_can_be_chosen(
    opened: OpenWindow, office: Office
) -> None:
    who = office.case(FIRST).customer.id
    maja, *_rest = contact_persons.persons(office.desk, who)
    erik = ContactPerson(contact_persons.NEW, Contact("Erik", "inköp", "070-174 06 13"))
    contact_persons.set_persons(office.desk, who, [maja, erik])
    opened.press(Qt.Key.Key_C)
    assert calling(opened).person.currentText() == "Maja, ekonomi"
    about = calling(opened).about
    calling(opened).person.setFocus()
    opened.press(Qt.Key.Key_Down)
    assert "070-174 06 13" in words(opened)
    opened.press(Qt.Key.Key_4, ALT)
    opened.press(Qt.Key.Key_Return, CTRL)
    opened.window.open_panel("call", about)
    opened.settle()
    assert calling(opened).person.currentText() == "Erik, inköp"
    assert "070-174 06 13" in words(opened)


def test_one_person_is_called_without_a_choice(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_C)
    assert not calling(opened).person.isVisible()


def test_another_day_changes_what_follows(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_C)
    opened.press(Qt.Key.Key_1, ALT)
    calling(opened).box.focus_first()
    write_over(opened, "+2")
    assert "fakturan väntar till 20 november" in words(opened)


def test_a_click_on_the_clock_pauses_it(opened: OpenWindow, qtbot: QtBot) -> None:
    opened.press(Qt.Key.Key_C)
    model = calling(opened).model
    with qtbot.waitSignal(model.ticked):
        pass
    QTest.mouseClick(calling(opened).timer, Qt.MouseButton.LeftButton)
    assert model.paused
    assert calling(opened).timer.toolTip() == "Fortsätt"


def test_the_time_is_put_into_the_note_with_a_key(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_C)
    opened.press(Qt.Key.Key_Semicolon, CTRL)
    hours, point, minutes = calling(opened).note.text().strip().partition(".")
    assert point
    assert hours.isdigit()
    assert minutes.isdigit()


def test_the_plan_page_opens_after_a_call_with_someone_who_cannot_pay(
    opened: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    opened.workplace.asked.disconnect()
    opened.workplace.asked.connect(asked.append)
    opened.press(Qt.Key.Key_C)
    opened.press(Qt.Key.Key_5, ALT)
    opened.press(Qt.Key.Key_Return, CTRL)
    assert asked == [places.PlanPlace((FIRST, SECOND))]


def test_a_payment_can_be_meant_for_another_invoice(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_P)
    paying = panel(opened)
    assert isinstance(paying, PaymentPanel)
    paying._invoice.setCurrentIndex(1)
    assert paying.model.amount == kronor("15400")
    opened.press(Qt.Key.Key_Return)
    assert office.open(SECOND) == "0.00"


def test_an_unreadable_amount_is_said_and_nothing_is_booked(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_P)
    write_over(opened, "24.860")
    opened.press(Qt.Key.Key_Return)
    assert "24.860 kan läsas på två sätt." in words(opened)
    assert office.open(FIRST) == "24860.00"


def test_a_payment_in_the_future_is_refused(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_P)
    paying = panel(opened)
    assert isinstance(paying, PaymentPanel)
    paying.model.set_day(date(2026, 11, 19))
    opened.press(Qt.Key.Key_Return)
    assert paying.complaint.isVisible()
    assert office.open(FIRST) == "24860.00"


def test_any_day_ahead_can_be_written_to_put_off_to(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_S)
    opened.press(Qt.Key.Key_5)
    type_text(opened.focus(), "1 dec")
    opened.press(Qt.Key.Key_Return)
    assert [item.paused_until for item in office.work_list()] == [date(2026, 12, 1)]


def test_a_dispute_is_opened_with_its_quote_and_answered_later(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_D)
    disputing = panel(opened)
    assert isinstance(disputing, DisputePanel)
    disputing._reason.setCurrentIndex(1)
    type_text(disputing.note.editor, "Rad 2 stämmer inte")
    opened.press(Qt.Key.Key_Return, CTRL)
    (entry,) = [entry for entry in office.case(FIRST).live_history if entry.note]
    assert entry.note == "Rad 2 stämmer inte"
    assert drafts.names(office.desk, "dispute:") == []


def test_an_open_dispute_is_settled_in_the_same_panel(opened: OpenWindow, office: Office) -> None:
    contact.open_dispute(office.desk, FIRST, DisputeReason.WRONG_AMOUNT)
    opened.press(Qt.Key.Key_D)
    assert "Fel belopp, hela fakturan.\nÖppnad i dag.\nDu svarar senast 25 november." in words(opened)
    disputing = panel(opened)
    assert isinstance(disputing, DisputePanel)
    disputing._settle(upheld=False)
    opened.settle()
    opened.settle()
    assert opened.window.panel() is None
    assert opened.window.status.words() == "Tvist med Norrskärs Båtvarv sparad."


def test_a_note_begun_is_there_again(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_N)
    type_text(opened.focus(), "Attest görs på måndagar")
    opened.press(Qt.Key.Key_Escape)
    opened.press(Qt.Key.Key_N)
    assert opened.focus().toPlainText() == "Attest görs på måndagar"  # type: ignore[attr-defined]
    opened.press(Qt.Key.Key_Return, CTRL)
    assert drafts.names(office.desk, "note:") == []
    assert opened.window.status.words() == "Anteckning om Norrskärs Båtvarv sparad."


@pytest.mark.parametrize(
    ("key", "where"),
    [(Qt.Key.Key_C, "_Editor"), (Qt.Key.Key_P, "AmountField"), (Qt.Key.Key_D, "PickField")],
)
def test_a_panel_takes_the_focus_and_gives_it_back(opened: OpenWindow, key: Qt.Key, where: str) -> None:
    before = opened.focus()
    opened.press(key)
    assert type(opened.focus()).__name__ == where
    opened.press(Qt.Key.Key_Escape)
    assert opened.window.panel() is None
    assert opened.focus() is before


def test_tab_leads_from_the_outcome_through_its_fields_to_save(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_C)
    opened.press(Qt.Key.Key_1, ALT)
    opened.qtbot.wait(0)
    walked = []
    for _step in range(30):
        walked.append(opened.focus().accessibleName() or getattr(opened.focus(), "text", str)())
        opened.press(Qt.Key.Key_Tab)
    start, end = walked.index("Anteckning"), walked.index("Spara samtalet")
    between = walked[start:end]
    asked = ("Lovar betala", "Lovad dag", "Lovat belopp", "Varför den är obetald")
    assert list(asked) == sorted(asked, key=between.index)


def test_the_history_leads_back_to_a_chosen_row(office: Office, opened: OpenWindow) -> None:
    opened.workplace.act(lambda desk: payments.book_payment(desk, FIRST, kronor("100")))
    opened.workplace.act(lambda desk: contact.take_note(desk, [FIRST], "Ringer i morgon."))
    opened.settle()
    opened.press(Qt.Key.Key_H, CTRL)
    opened.settle()
    history = panel(opened)
    assert isinstance(history, HistoryPanel)
    assert [row.words for row in history.rows[:2]] == [
        "Anteckning om Norrskärs Båtvarv sparad.",
        "Betalning från Norrskärs Båtvarv bokförd.",
    ]
    history.buttons[history.rows[1].action_id].click()
    opened.settle()
    opened.settle()
    assert office.open(FIRST) == "24860.00"
    assert [row.stands for row in history.rows[:2]] == [False, False]
    assert opened.window.status.words() == "Betalning från Norrskärs Båtvarv ångrad."


def test_what_is_pressed_before_the_call_is_read_is_not_lost(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_C)
    type_text(opened.focus(), "Började i går.")
    opened.press(Qt.Key.Key_Escape)
    opened.workplace.actions["call"].trigger()
    type_text(calling(opened).note.editor, "Svarar i dag.")
    QTest.keyClick(calling(opened).note.editor, Qt.Key.Key_1, ALT)
    for _twice in range(2):
        QTest.keyClick(calling(opened).note.editor, Qt.Key.Key_Return, CTRL)
    assert calling(opened).model.sheet is None
    opened.settle()
    assert opened.window.panel() is None
    notes = [entry.note for entry in office.case(FIRST).live_history if isinstance(entry.event, CallMade)]
    assert notes == ["Började i går.\nSvarar i dag."]
    assert [item.promised_by for item in office.work_list()] == [date(2026, 11, 25)]


def test_a_call_that_is_saved_leaves_no_draft_when_the_window_closes(
    opened: OpenWindow, office: Office
) -> None:
    opened.press(Qt.Key.Key_C)
    type_text(opened.focus(), "Ringer i morgon.")
    QTest.keyClick(opened.focus(), Qt.Key.Key_3, ALT)
    QTest.keyClick(opened.focus(), Qt.Key.Key_Return, CTRL)
    opened.workplace.put_away.emit()
    opened.settle()
    assert drafts.names(office.desk, "") == []
