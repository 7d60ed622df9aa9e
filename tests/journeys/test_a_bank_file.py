"""A file from the bank, from the drop on the window to every payment on its invoice, and back again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.services import sending
from app.services.bank_age import bank_age
from app.services.reminders import Wish, propose
from tests.keyboard import type_text
from tests.office import Office
from tests.window import OpenWindow, opened_window, take_back
from ui.pages.matching_page import MatchingPage
from ui.view_models import places

CTRL = Qt.KeyboardModifier.ControlModifier
STATEMENT = """\
Radnummer,Clearingnummer,Kontonummer,Valuta,Bokföringsdag,Transaktionsdag,Referens,Beskrivning,Belopp
1,83279,9041234560,SEK,2026-11-17,2026-11-17,10431005,Bryggeri Tre Tumlare AB,24860.00
2,83279,9041234560,SEK,2026-11-16,2026-11-16,10427003,Norrskärs Båtvarv HB,15400.00
3,83279,9041234560,SEK,2026-11-16,2026-11-16,10412005,Norrskärs Båtvarv HB,25870.00
4,83279,9041234560,SEK,2026-11-13,2026-11-13,,A Fogelström,800.00
5,83279,9041234560,SEK,2026-11-12,2026-11-12,,Elräkning november,-1250.00
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office.opened(tmp_path / "betalt.db", "2026-10-01")
    brewery = office.customer("Bryggeri Tre Tumlare AB")
    yard = office.customer("Norrskärs Båtvarv HB")
    for customer, number, amount, reference in (
        (brewery, "10431", "24860", "10431005"),
        (yard, "10427", "15400", "10427003"),
        (yard, "10412", "25900", "10412005"),
    ):
        office.invoice(
            customer, number, amount, issued="2026-10-01", due="2026-10-31", reference=reference,
            fee_agreed=True, fee_agreed_on=date(2026, 6, 2), fee_source="Offert 14",
        )  # fmt: skip
    office.sleep_until("2026-11-18")
    return office


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    path = tmp_path / "konto.csv"
    path.write_text(STATEMENT, encoding="utf-8")
    return path


def open_on(office: Office, number: str) -> str:
    """Return what is open on an invoice."""
    query = "SELECT id FROM invoice WHERE number = ?"
    (case_id,) = office.desk.database.connection.execute(query, (number,)).fetchone()
    return office.open(CaseId(case_id))


def seen(opened: OpenWindow) -> str:
    """Read everything that stands on the page and in the status line."""
    page = opened.window.page()
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    words += [button.text() for button in page.findChildren(QAbstractButton) if button.isVisible()]
    return "\n".join([*words, opened.window.status.words()]).replace("\u00a0", " ")


def page(opened: OpenWindow) -> MatchingPage:
    found = opened.window.page()
    assert isinstance(found, MatchingPage)
    return found


def test_one_key_books_all_that_is_certain_and_one_takes_it_back(
    office: Office, statement: Path, qtbot: QtBot
) -> None:
    with opened_window(office, qtbot, places.Today()) as opened:
        opened.go(places.ImportPlace((statement,)))
        said = seen(opened)
        assert "Inbetalningar" in said
        assert "Bokför två säkra" in said
        assert [row.ticked for row in page(opened).list.rows()] == [True, True, False, False]

        opened.press(Qt.Key.Key_Return, CTRL)
        assert [row.payer for row in page(opened).list.rows()] == ["Norrskärs Båtvarv HB", "A Fogelström"]
        assert open_on(office, "10431") == "0.00"

        opened.workplace.actions["undo"].trigger()
        opened.settle()
        assert len(page(opened).list.rows()) == 4
        assert open_on(office, "10431") == "24860.00"

        opened.workplace.actions["redo"].trigger()
        opened.settle()
        assert len(page(opened).list.rows()) == 2


def test_escape_stops_the_booking_and_nothing_is_booked(
    office: Office, statement: Path, qtbot: QtBot
) -> None:
    with opened_window(office, qtbot, places.ImportPlace((statement,))) as opened:
        gate = Event()
        opened.workplace.read(lambda _desk: gate.wait(), lambda _passed: None)
        QTest.keyClick(page(opened), Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(page(opened).run_bar.isVisible)
        assert not page(opened).book.isEnabled()
        page(opened).run_bar.cancel.click()
        gate.set()
        opened.settle()
        assert not page(opened).run_bar.isVisible()
        assert len(page(opened).list.rows()) == 4
        assert open_on(office, "10431") == "24860.00"
        opened.press(Qt.Key.Key_Return, CTRL)
        assert open_on(office, "10431") == "0.00"


def test_the_same_file_again_brings_nothing(office: Office, statement: Path, qtbot: QtBot) -> None:
    with opened_window(office, qtbot, places.ImportPlace((statement,))) as opened:
        assert len(page(opened).list.rows()) == 4
        opened.go(places.Today())
        opened.go(places.ImportPlace((statement,)))
        assert len(page(opened).list.rows()) == 4
        assert "redan" in opened.window.status.words()


def test_too_little_is_written_off_within_the_limit_or_stays(
    office: Office, statement: Path, qtbot: QtBot
) -> None:
    with opened_window(office, qtbot, places.ImportPlace((statement,))) as opened:
        short = next(row for row in page(opened).list.rows() if row.difference)
        assert short.difference == "30\u00a0kr för lite"
        page(opened).list.select(short.payment_id)
        opened.settle()
        assert "30 kr saknas" in seen(opened)
        opened.press(Qt.Key.Key_Return)
        assert open_on(office, "10412") == "30.00"
        assert "Be Norrskärs Båtvarv HB om resten" in seen(opened)


def test_an_unknown_payment_is_laid_on_an_invoice_that_was_looked_for(
    office: Office, statement: Path, qtbot: QtBot
) -> None:
    with opened_window(office, qtbot, places.ImportPlace((statement,))) as opened:
        matching = page(opened)
        unknown = next(row for row in matching.list.rows() if row.payer == "A Fogelström")
        matching.list.select(unknown.payment_id)
        opened.settle()
        opened.press(Qt.Key.Key_Return)
        assert "Välj först en faktura för betalningen." in seen(opened)

        query = "SELECT id FROM invoice WHERE number = '10431'"
        (case_id,) = office.desk.database.connection.execute(query).fetchone()
        opened.press(Qt.Key.Key_Right)
        while matching.side.options.value() != str(case_id):
            opened.press(Qt.Key.Key_Right)
        opened.press(Qt.Key.Key_Return)
        assert open_on(office, "10431") == "24060.00"


def test_a_payment_is_shared_out_over_two_invoices(office: Office, statement: Path, qtbot: QtBot) -> None:
    with opened_window(office, qtbot, places.ImportPlace((statement,))) as opened:
        matching = page(opened)
        unknown = next(row for row in matching.list.rows() if row.payer == "A Fogelström")
        matching.list.select(unknown.payment_id)
        opened.settle()
        opened.press(Qt.Key.Key_M)
        type_text(opened.focus(), "500")
        opened.press(Qt.Key.Key_Tab)
        type_text(opened.focus(), "300")
        opened.press(Qt.Key.Key_Tab)
        assert "Hela 800 kr är fördelad." in seen(opened)
        matching.side.parts.book.click()
        opened.settle()
        assert "A Fogelström" not in [row.payer for row in matching.list.rows()]


def test_what_is_from_no_customer_is_left_aside_and_brought_back(
    office: Office, statement: Path, qtbot: QtBot
) -> None:
    with opened_window(office, qtbot, places.ImportPlace((statement,))) as opened:
        matching = page(opened)
        unknown = next(row for row in matching.list.rows() if row.payer == "A Fogelström")
        matching.list.select(unknown.payment_id)
        opened.settle()
        opened.press(Qt.Key.Key_U)
        assert len(matching.list.rows()) == 3
        assert "1 inbetalning är lagd åt sidan. Ta tillbaka den" in seen(opened)
        matching.up.click()
        opened.settle()
        assert len(matching.list.rows()) == 4


def test_a_payment_that_crossed_our_letter_takes_its_fee_back_in_one_click(
    office: Office, statement: Path, qtbot: QtBot
) -> None:
    query = "SELECT id FROM invoice WHERE number = '10427'"
    (number,) = office.desk.database.connection.execute(query).fetchone()
    letter = propose(office.desk, [CaseId(number)], Wish(LetterKind.REMINDER, interest=False))
    sending.mark_sent(office.desk, sending.make(office.desk, letter))
    assert open_on(office, "10427") == "15460.00"
    office.sleep_until("2026-11-19")

    with opened_window(office, qtbot, places.ImportPlace((statement,))) as opened:
        matching = page(opened)
        crossed = next(row for row in matching.list.rows() if "10427" in row.target_note)
        matching.list.select(crossed.payment_id)
        opened.settle()
        opened.press(Qt.Key.Key_Return)
        assert "Be Norrskärs Båtvarv HB om ursäkt" in seen(opened)
        fee = next(
            button for button in matching.done.findChildren(QAbstractButton) if "avgiften" in button.text()
        )
        fee.click()
        opened.settle()
        assert open_on(office, "10427") == "0.00"


def test_a_look_at_the_account_makes_the_bank_data_fresh_and_can_be_taken_back(
    office: Office, qtbot: QtBot
) -> None:
    with opened_window(office, qtbot, places.Matching()) as opened:
        matching = page(opened)
        assert bank_age(office.desk).is_stale
        matching.looked.click()
        opened.settle()
        assert not bank_age(office.desk).is_stale
        assert "Du har tittat på kontot i dag." in seen(opened)
        assert not matching.looked.isVisible()

        take_back(opened)
        assert bank_age(office.desk).is_stale
