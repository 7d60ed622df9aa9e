"""A new invoice by hand: for a known customer or a new one, and nothing that is typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.party import CustomerKind
from app.services import drafts
from tests.keyboard import type_text
from tests.office import NORWEGIAN_FIRM, Office
from tests.window import OpenWindow, opened_window
from ui.pages.new_invoice_page import NewInvoicePage
from ui.pages.today_page import TodayPage
from ui.view_models import places
from ui.widgets.field import Field

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    office.customer("Bryggeri Tre Tumlare AB")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        found.go(places.NewInvoicePlace())
        found.settle()
        yield found


def page(opened: OpenWindow) -> NewInvoicePage:
    found = opened.window.page()
    assert isinstance(found, NewInvoicePage)
    return found


def write(opened: OpenWindow, field: Field, text: str) -> None:
    """Write in a field as a person does, and leave it."""
    field.setFocus()
    field.selectAll()
    type_text(field, text)
    opened.press(Qt.Key.Key_Tab)


def fill(opened: OpenWindow, **texts: str) -> None:
    """Fill in an invoice that lacks nothing, but for what is said."""
    form = page(opened)
    whole = {
        "customer": "Bryggeri Tre Tumlare AB",
        "number": "10431",
        "amount": "29 860",
        "issued": "2026-11-02",
    }
    fields = {
        "customer": form.customer.name,
        "number": form.number,
        "amount": form.amount,
        "issued": form.issued_on,
        "due": form.due_on,
    }
    for name, text in {**whole, **texts}.items():
        if text:
            write(opened, fields[name], text)


def save(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_Return, CTRL)


def seen(opened: OpenWindow) -> str:
    labels = opened.window.page().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def stored(office: Office) -> list[tuple[str, str, int, str, str | None]]:
    query = """
        SELECT c.name, i.number, i.total_minor, i.issued_on, i.due_on
        FROM invoice i JOIN customer c ON c.id = i.customer_id WHERE i.withdrawn = 0 ORDER BY i.id
    """
    return list(office.desk.database.connection.execute(query))


def test_an_invoice_of_a_known_customer_is_saved_and_undone(opened: OpenWindow, office: Office) -> None:
    fill(opened, due="2026-12-02")
    assert not page(opened).customer.fresh.isVisible()
    save(opened)
    assert stored(office) == [("Bryggeri Tre Tumlare AB", "10431", 2986000, "2026-11-02", "2026-12-02")]
    assert isinstance(opened.window.page(), TodayPage)
    assert opened.window.status.words() == "Faktura 10431 tillagd."
    opened.press(Qt.Key.Key_Z, CTRL)
    assert stored(office) == []


def test_a_new_customer_is_stored_with_the_invoice_as_one_action(opened: OpenWindow, office: Office) -> None:
    fill(opened, customer="Norrskärs Båtvarv AB")
    form = page(opened)
    assert form.customer.fresh.isVisible()
    form.customer.kind.setCurrentIndex(form.customer.kind.findData("business"))
    write(opened, form.customer.fields["address"], "Varvsvägen 11, 999 47 Norrskär")
    write(opened, form.customer.fields["contact"], "Siv Öhrn")
    save(opened)
    assert [row[0] for row in stored(office)] == ["Norrskärs Båtvarv AB"]
    (case_id,) = office.desk.database.connection.execute("SELECT id FROM invoice").fetchone()
    who = office.case(case_id).customer
    assert (who.kind, who.contact.name, who.address.city) == (CustomerKind.BUSINESS, "Siv Öhrn", "Norrskär")

    opened.press(Qt.Key.Key_Z, CTRL)
    left = office.desk.database.connection.execute("SELECT name FROM customer WHERE withdrawn = 0").fetchall()
    assert left == [("Bryggeri Tre Tumlare AB",)]


def test_what_is_missing_is_said_in_place_and_the_first_field_gets_the_focus(
    opened: OpenWindow, office: Office
) -> None:
    save(opened)
    for words in ("Skriv vem som ska betala.", "Skriv fakturans nummer.", "Skriv fakturans datum."):
        assert words in seen(opened)
    assert opened.focus() is page(opened).customer.name
    assert stored(office) == []

    type_text(page(opened).customer.name, "Br")
    assert "Skriv vem som ska betala." not in seen(opened)


def test_an_amount_that_cannot_be_read_is_not_saved(opened: OpenWindow, office: Office) -> None:
    fill(opened, amount="mycket")
    save(opened)
    assert stored(office) == []
    assert opened.focus() is page(opened).amount


def test_a_number_that_is_taken_is_refused_beside_the_field(opened: OpenWindow, office: Office) -> None:
    fill(opened)
    save(opened)
    opened.go(places.NewInvoicePlace())
    opened.settle()
    fill(opened)
    save(opened)
    assert len(stored(office)) == 1
    assert "har redan en faktura 10431" in seen(opened)
    assert opened.focus() is page(opened).number


def test_a_day_to_come_is_refused_beside_the_field(opened: OpenWindow, office: Office) -> None:
    fill(opened, issued="2026-12-24")
    save(opened)
    assert stored(office) == []
    assert opened.focus() is page(opened).issued_on


def test_what_was_agreed_is_kept_with_day_and_document(opened: OpenWindow, office: Office) -> None:
    fill(opened)
    facts = page(opened).facts
    facts.boxes["due_agreed"].click()
    facts.boxes["fee_agreed"].click()
    write(opened, facts.agreed_on, "2026-06-02")
    write(opened, facts.source, "offerten")
    save(opened)
    row = office.desk.database.connection.execute(
        "SELECT due_agreed, fee_agreed, fee_agreed_on, fee_source, interest_notice_given FROM invoice"
    ).fetchone()
    assert row == (1, 1, "2026-06-02", "offerten", None)


def test_what_is_typed_survives_the_end_of_the_program(
    opened: OpenWindow, office: Office, qtbot: QtBot
) -> None:
    fill(opened, customer="Norrskärs Båtvarv AB")
    page(opened).facts.boxes["due_agreed"].click()
    opened.press(Qt.Key.Key_Escape)
    opened.settle()

    with opened_window(office, qtbot, places.NewInvoicePlace()) as again:
        again.settle()
        form = page(again)
        assert form.customer.name.text() == "Norrskärs Båtvarv AB"
        assert form.amount.value() is not None
        assert form.facts.boxes["due_agreed"].isChecked()
        save(again)
        assert [row[:2] for row in stored(office)] == [("Norrskärs Båtvarv AB", "10431")]
    assert drafts.load(office.desk, "new_invoice") is None


def test_cancel_throws_away_what_is_typed(opened: OpenWindow, office: Office) -> None:
    fill(opened)
    page(opened).cancel.click()
    opened.settle()
    assert isinstance(opened.window.page(), TodayPage)
    assert drafts.load(office.desk, "new_invoice") is None


def test_a_customer_is_found_by_part_of_the_name_and_taken_with_the_arrow(opened: OpenWindow) -> None:
    form = page(opened)
    form.customer.name.setFocus()
    type_text(form.customer.name, "tumlare")
    opened.settle()
    assert form.customer.offers.isVisible()
    assert not form.customer.fresh.isVisible()
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Return)
    assert form.customer.name.text() == "Bryggeri Tre Tumlare AB"
    assert opened.focus() is form.customer.name
    assert not form.customer.offers.isVisible()


def test_an_invoice_is_not_saved_while_it_is_open_who_is_meant(opened: OpenWindow, office: Office) -> None:
    fill(opened, customer="tumlare")
    save(opened)
    assert stored(office) == []
    assert "Välj en av dem, eller den nya kunden." in seen(opened)

    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Return)
    assert page(opened).customer.fresh.isVisible()
    save(opened)
    assert [row[0] for row in stored(office)] == ["tumlare"]


def test_a_place_that_names_the_customer_has_it_filled_in(opened: OpenWindow, office: Office) -> None:
    who = office.customer("Måsvikens Marina AB")
    opened.go(places.NewInvoicePlace(who))
    opened.settle()
    assert page(opened).customer.name.text() == "Måsvikens Marina AB"


def test_a_norwegian_firm_is_not_asked_for_an_agreement_on_fees(tmp_path: Path, qtbot: QtBot) -> None:
    office = Office.opened(tmp_path / "norge.db", "2026-11-18", NORWEGIAN_FIRM)
    with opened_window(office, qtbot, places.NewInvoicePlace()) as opened:
        opened.settle()
        assert list(page(opened).facts.boxes) == ["due_agreed"]
        assert page(opened).currency.value() == "NOK"
