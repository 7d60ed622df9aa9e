"""What a customer has to its credit is offered where its invoices are, and a letter asks about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.services import letter_checks, reminders, undoing
from app.services.customer_credit import NotTheirCreditError, credits, use_credit
from app.services.payments import book_payment
from tests.office import Office, kronor
from tests.window import OpenWindow, opened_window
from ui.pages.credit_card import CreditCard
from ui.view_models import places
from ui.widgets.button import ActionButton

SECOND, OTHERS = CaseId(2), CaseId(3)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a customer who has paid 300 kr too much on one invoice and owes another."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-20")
    who = office.customer("Norrskärs Båtvarv HB")
    paid = office.invoice(who, "10412", "1000", issued="2026-08-20", due="2026-09-19", reference="104125")
    office.invoice(who, "10500", "5000", issued="2026-09-20", due="2026-10-20", reference="105007")
    other = office.customer("Ängslyckans Blomster")
    office.invoice(other, "10600", "700", issued="2026-09-20", due="2026-10-20", reference="106005")
    book_payment(office.desk, paid, kronor("1300"), received_on=date(2026, 9, 18))
    office.sleep_until("2026-11-18")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.InvoicePlace(SECOND)) as found:
        found.settle()
        yield found


def buttons(opened: OpenWindow) -> list[ActionButton]:
    card = opened.window.page().findChild(CreditCard)
    assert isinstance(card, CreditCard)
    return [each for each in card.findChildren(ActionButton) if each.isVisible()]


def press(opened: OpenWindow, words: str) -> None:
    (button,) = (each for each in buttons(opened) if each.text() == words)
    button.setFocus()
    opened.press(Qt.Key.Key_Space)


def test_it_is_used_on_the_invoice_in_front_and_undone(opened: OpenWindow, office: Office) -> None:
    assert [each.text() for each in buttons(opened)] == ["Använd på faktura 10500", "Det är återbetalt"]
    press(opened, "Använd på faktura 10500")
    assert (office.open(SECOND), buttons(opened)) == ("4700.00", [])
    opened.workplace.undo()
    opened.settle()
    assert (office.open(SECOND), len(buttons(opened))) == ("5000.00", 2)


def test_on_the_page_of_the_customer_it_is_paid_back(opened: OpenWindow, office: Office) -> None:
    opened.go(places.CustomerPlace(office.case(SECOND).customer.id))
    assert [each.text() for each in buttons(opened)] == ["Använd på faktura 10500", "Det är återbetalt"]
    press(opened, "Det är återbetalt")
    assert (credits(office.desk), buttons(opened)) == ((), [])


def test_a_letter_asks_before_it_claims_what_could_be_set_off(office: Office) -> None:

    def asked() -> list[str]:
        wish = reminders.Wish(LetterKind.FRIENDLY)
        found = letter_checks.checks(office.desk, reminders.propose(office.desk, [SECOND], wish))
        return [each.words for each in found if each.way_out == "customer" and each.asks]

    (words,) = asked()
    assert "300.00" in words
    (credit,) = credits(office.desk)
    use_credit(office.desk, credit.payment_id, SECOND)
    assert asked() == []
    undoing.undo(office.desk)


def test_it_never_pays_the_invoice_of_another_customer(office: Office) -> None:
    (credit,) = credits(office.desk)
    with pytest.raises(NotTheirCreditError):
        use_credit(office.desk, credit.payment_id, OTHERS)
