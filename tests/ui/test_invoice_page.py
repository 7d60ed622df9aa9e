"""The page of one invoice: its head, its story, its money, and the facts that can be set from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.domain.history import LetterKind, Outcome
from app.domain.invoice import CaseId
from app.services import contact, drafts, payments, reminders, sending, undoing
from app.services.contact import Call
from tests.keyboard import type_text
from tests.office import Office, kronor
from tests.window import OpenWindow, opened_window
from ui.pages.facts_panel import FactsPanel
from ui.pages.invoice_page import InvoicePage
from ui.view_models import places
from ui.widgets.field import Field
from ui.widgets.segmented import SegmentedControl


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return the first worked example on the day the promise has run out, and another invoice after it."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    brewery = office.customer("Bryggeri Tre Tumlare AB")
    case_id = office.invoice(
        brewery,
        "10431",
        "29860",
        issued="2026-09-28",
        due="2026-10-28",
        due_agreed=True,
        reference="10431005",
    )
    office.sleep_until("2026-11-02")
    payments.book_payment(office.desk, case_id, kronor("5000"))
    office.sleep_until("2026-11-09")
    promise = Call(Outcome.PROMISED, by=date(2026, 11, 16), note="Chefen attesterar på måndag.", minutes=4)
    contact.log_call(office.desk, [case_id], promise)
    office.invoice(
        office.customer("Kvarnhjulets Bageri"), "10438", "18750", issued="2026-10-13", due="2026-11-12"
    )
    office.sleep_until("2026-11-18")
    return office


CASE = CaseId(1)


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.InvoicePlace(CASE)) as found:
        yield found


def page(opened: OpenWindow) -> InvoicePage:
    found = opened.window.page()
    assert isinstance(found, InvoicePage)
    return found


def words(opened: OpenWindow) -> list[str]:
    """Read every visible label of the page."""
    return [label.text() for label in page(opened).findChildren(QLabel) if label.isVisible()]


def story(opened: OpenWindow) -> list[str]:
    """Read the story aloud, entry by entry."""
    model = page(opened).timeline.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_head_names_the_invoice_and_its_facts(opened: OpenWindow) -> None:
    seen = words(opened)
    assert opened.window.windowTitle() == "Betalt – Faktura 10431"
    for expected in ("Faktura 10431", "Agera nu", "28 sep 2026", "28 okt 2026", "21 dagar", "1043 1005",
                     "30 dagar, ränta enligt lag"):  # fmt: skip
        assert expected in seen


def test_the_money_adds_up_with_its_calculation(opened: OpenWindow) -> None:
    seen = [text.replace("\N{NO-BREAK SPACE}", " ") for text in words(opened)]
    assert "25 009,88 kr" in seen
    assert "29 860 kr × 10,00 % × 5/365 = 40,90 kr" in seen
    assert "24 860 kr × 10,00 % × 16/365 = 108,98 kr" in seen
    assert seen.index("Fakturabelopp") < seen.index("Betalt 2 november") < seen.index("Dröjsmålsränta")


def test_another_day_of_payment_is_worked_out(opened: OpenWindow) -> None:
    day = page(opened).sums.day
    assert page(opened).sums.price() == "25\N{NO-BREAK SPACE}057,56\N{NO-BREAK SPACE}kr"

    day.selectAll()
    type_text(day, "28/10 2027")
    opened.settle()
    day.selectAll()
    type_text(day, "18/11")
    opened.settle()
    assert page(opened).sums.price() == "25\N{NO-BREAK SPACE}009,88\N{NO-BREAK SPACE}kr"


def test_a_day_that_has_been_is_refused_in_words(opened: OpenWindow) -> None:
    day = page(opened).sums.day
    day.selectAll()
    type_text(day, "2026-11-17")
    opened.settle()
    assert day.complaint() == "17 november 2026 måste ligga framåt i tiden."
    assert page(opened).sums.price() == ""


def test_the_story_is_told_newest_first_below_today(opened: OpenWindow) -> None:
    told = story(opened)
    assert told[0].startswith("i dag")
    assert told[1].startswith("16 nov. Löftet gick ut")
    assert "Chefen attesterar på måndag" in told[2]
    assert told[-1].startswith("28 sep")


@pytest.mark.parametrize(("word", "first"), [("Samtal", "9 nov"), ("Pengar", "2 nov")])
def test_the_story_can_be_narrowed(opened: OpenWindow, word: str, first: str) -> None:
    for button in page(opened).groups.findChildren(QToolButton):
        if button.text() == word:
            button.click()
    past = [entry for entry in story(opened) if not entry.startswith("i dag")]
    assert past[0].startswith(first)
    assert len(past) < 5


def test_j_and_k_turn_the_pages_and_escape_leaves_them_all(opened: OpenWindow) -> None:
    assert page(opened).standing() == "1 av 2 öppna fakturor"
    opened.press(Qt.Key.Key_J)
    assert opened.window.windowTitle() == "Betalt – Faktura 10438"
    opened.press(Qt.Key.Key_J)
    assert opened.window.windowTitle() == "Betalt – Faktura 10438"
    opened.press(Qt.Key.Key_K)
    assert opened.window.windowTitle() == "Betalt – Faktura 10431"


def test_the_calculation_is_copied_as_plain_text(opened: OpenWindow) -> None:
    page(opened).sums.copy_button.click()
    copied = QGuiApplication.clipboard().text().replace("\N{NO-BREAK SPACE}", " ")
    assert "Summa: 25 009,88 kr" in copied
    assert opened.window.status.words() == "Uträkningen är kopierad."


def test_the_page_follows_what_is_done_and_undone(opened: OpenWindow) -> None:
    opened.workplace.act(lambda desk: payments.book_payment(desk, CASE, kronor("860")))
    opened.settle()
    opened.settle()
    assert any("Betalning 860" in entry.replace("\N{NO-BREAK SPACE}", " ") for entry in story(opened))
    opened.workplace.undo()
    opened.settle()
    opened.settle()
    assert not any("Betalning 860" in entry.replace("\N{NO-BREAK SPACE}", " ") for entry in story(opened))


def test_an_invoice_that_was_taken_back_is_left(office: Office, opened: OpenWindow) -> None:
    who = office.customer("Ny AB")
    case_id = office.invoice(who, "1", "100", issued="2026-11-01", due="2026-11-15")
    opened.go(places.Invoices())
    opened.go(places.InvoicePlace(case_id))
    undoing.undo(office.desk)
    page(opened).model.refresh()
    opened.settle()
    opened.settle()
    assert opened.window.place() == places.Invoices()


def test_a_letter_in_the_story_opens_as_it_was_made(office: Office, opened: OpenWindow) -> None:
    wish = reminders.Wish(LetterKind.FRIENDLY)
    letter_id = sending.make(office.desk, reminders.propose(office.desk, [CASE], wish))
    sending.mark_sent(office.desk, letter_id)
    page(opened).model.refresh()
    opened.settle()
    entry = office.case(CASE).live_history[-1]
    assert page(opened).model.letter_behind(str(entry.id)) == letter_id
    assert page(opened).model.letter_behind("due:2026-10-28") is None


def test_the_money_moves_below_the_story_where_room_is_short(opened: OpenWindow) -> None:
    def beside() -> bool:
        found = page(opened)
        origin = found.sums.mapTo(found, found.sums.rect().topLeft())
        return origin.x() > found.width() // 3

    assert beside()
    opened.workplace.open_panel("facts", page(opened).subject())  # type: ignore[arg-type]
    opened.settle()
    assert not beside()


def facts(opened: OpenWindow) -> FactsPanel:
    found = opened.window.panel()
    assert isinstance(found, FactsPanel)
    return found


def choose(opened: OpenWindow, field: str, word: str) -> None:
    control = facts(opened).field(field)
    assert isinstance(control, SegmentedControl)
    next(button for button in control.findChildren(QToolButton) if button.text() == word).click()


def write(opened: OpenWindow, field: str, text: str) -> None:
    control = facts(opened).field(field)
    assert isinstance(control, Field)
    type_text(control, text)


def test_a_fee_becomes_lawful_once_its_agreement_is_filled_in(office: Office, opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_U)
    choose(opened, "fee_agreed", "Ja")
    write(opened, "fee_agreed_on", "2 juni")
    write(opened, "fee_source", "Offert 14")
    opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()

    known = office.case(CASE).invoice.facts
    assert (known.fee_agreed, known.fee_agreed_on, known.fee_source) == (True, date(2026, 6, 2), "Offert 14")
    assert opened.window.panel() is None
    assert any("60" in text and "nästa brev" in text for text in words(opened))

    opened.workplace.undo()
    opened.settle()
    assert office.case(CASE).invoice.facts.fee_agreed is None


def test_one_save_and_one_undo_hold_for_invoice_and_customer(office: Office, opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_U)
    choose(opened, "kind", "Privatperson")
    choose(opened, "due_agreed", "Nej")
    opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert office.case(CASE).customer.kind == "consumer"
    assert office.case(CASE).invoice.facts.due_agreed is False

    opened.workplace.undo()
    opened.settle()
    assert office.case(CASE).customer.kind == "business"
    assert office.case(CASE).invoice.facts.due_agreed is True


def test_a_day_that_cannot_be_read_keeps_the_panel_open(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_U)
    write(opened, "fee_agreed_on", "någon gång")
    opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.focus() is facts(opened).field("fee_agreed_on")


def test_a_percentage_that_cannot_be_read_is_named(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_U)
    write(opened, "agreed_rate", "mycket")
    opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    said = [label.text() for label in facts(opened).findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("mycket passar inte") for text in said)


def test_what_was_typed_is_there_when_the_panel_opens_again(office: Office, opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_U)
    write(opened, "fee_source", "Offert 14")
    opened.press(Qt.Key.Key_Escape)
    assert drafts.load(office.desk, "facts:1") == {"fee_source": "Offert 14"}

    opened.press(Qt.Key.Key_U)
    control = facts(opened).field("fee_source")
    assert isinstance(control, Field)
    assert control.text() == "Offert 14"
    opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert drafts.load(office.desk, "facts:1") is None


def test_every_control_of_the_page_has_a_name(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_U)
    for kind in (QAbstractButton, QLineEdit):
        for control in opened.window.findChildren(kind):
            if control.isVisible() and control.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert control.accessibleName() or getattr(control, "text", str)(), control
