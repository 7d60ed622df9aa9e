"""The page of a customer: what it shows, what can be changed there, and how data are given out and erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.invoice import CaseId
from app.domain.party import Contact, ContactPerson, CustomerId
from app.services import contact_persons, payments
from app.services.customer_view import CustomerView, customer_view
from app.services.facts import set_customer
from tests.keyboard import type_text
from tests.office import Office, kronor
from tests.window import OpenWindow, opened_window
from ui.pages.customer_page import CustomerPage
from ui.pages.customer_persons import PersonsPanel
from ui.pages.customer_wishes import WishesPanel
from ui.pages.note_panel import NotePanel
from ui.pages.settings_page import SettingsPage
from ui.view_models import places

CTRL = Qt.KeyboardModifier.ControlModifier
YARD, EVA = CustomerId(1), CustomerId(2)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a yard that paid five invoices some days late and owes one, and a person who owes nothing."""
    office = Office.opened(tmp_path / "betalt.db", "2026-03-02")
    yard = office.customer("Norrskärs Båtvarv")
    eva = office.customer("Eva Ek", contact="Eva")
    for month, late in enumerate((2, 5, 4, 0, 6), start=4):
        case = office.invoice(yard, f"10{month}", "1000", issued="2026-03-02", due=f"2026-{month:02}-15")
        office.sleep_until(f"2026-{month:02}-28")
        paid_on = date(2026, month, 15 + late)
        payments.book_payment(office.desk, case, kronor("1000"), received_on=paid_on)
    office.sleep_until("2026-11-18")
    office.invoice(yard, "10431", "24860", issued="2026-09-28", due="2026-10-28")
    paid = office.invoice(eva, "7", "100", issued="2026-08-01", due="2026-09-01")
    payments.book_payment(office.desk, paid, kronor("100"), received_on=date(2026, 8, 28))
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.CustomerPlace(YARD, (YARD, EVA))) as found:
        yield found


def page(opened: OpenWindow) -> CustomerPage:
    found = opened.window.page()
    assert isinstance(found, CustomerPage)
    return found


def seen(widget: QWidget) -> str:
    labels = (label.text() for label in widget.findChildren(QLabel) if label.isVisible())
    return "\n".join(labels).replace("\N{NO-BREAK SPACE}", " ")


def view(office: Office, who: CustomerId) -> CustomerView:
    found = customer_view(office.desk, who)
    assert found is not None
    return found


def test_the_page_says_who_they_are_and_how_they_pay(opened: OpenWindow) -> None:
    words = seen(page(opened))
    for said in ("Norrskärs Båtvarv", "Maja, ekonomi", "070-174 06 12", "24 860 kr"):
        assert said in words, said
    profile = view(opened.office, YARD).profile
    assert [bar.days for bar in profile.bars[:-1]] == [
        max((date(2026, month, 15 + late) - due).days, 0)
        for month, late, due in (
            (4, 2, date(2026, 4, 15)),
            (5, 5, date(2026, 5, 15)),
            (6, 4, date(2026, 6, 15)),
            (7, 0, date(2026, 7, 15)),
            (8, 6, date(2026, 8, 17)),
        )
    ]
    assert profile.bars[-1].running
    assert profile.title in words


def test_under_five_invoices_there_is_too_little_to_say(opened: OpenWindow) -> None:
    opened.go(places.CustomerPlace(EVA))
    assert "För lite att säga än" in seen(page(opened))


def test_the_title_of_the_window_names_nobody(opened: OpenWindow) -> None:
    assert "Norrskär" not in opened.window.windowTitle()


def test_j_and_k_turn_to_the_customers_beside(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_J)
    assert "Eva Ek" in seen(page(opened))
    opened.press(Qt.Key.Key_K)
    assert "Norrskärs Båtvarv" in seen(page(opened))


def test_enter_on_an_invoice_opens_it(opened: OpenWindow) -> None:
    page(opened).main.invoices.table.select(CaseId(6))
    opened.press(Qt.Key.Key_Return)
    assert opened.window.page().title() == "Faktura 10431"


def test_the_note_is_saved_and_undo_brings_the_old_one_back(opened: OpenWindow) -> None:
    side = page(opened).side
    side.note.setFocus()
    type_text(side.note.editor, "Attest på måndagar")
    opened.press(Qt.Key.Key_Return, CTRL)
    assert view(opened.office, YARD).who.remember == "Attest på måndagar"
    assert not side.save_note.isVisible()
    opened.workplace.undo()
    opened.settle()
    assert side.note.text() == view(opened.office, YARD).who.remember == ""


def test_a_note_about_health_is_remarked_on_but_not_refused(opened: OpenWindow) -> None:
    side = page(opened).side
    type_text(side.note.editor, "Är sjukskriven")
    assert "hälsa" in seen(side)
    side.save_note.click()
    opened.settle()
    assert view(opened.office, YARD).who.remember == "Är sjukskriven"


def test_a_note_about_an_invoice_is_remarked_on_too(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_N)
    panel = opened.window.panel()
    assert isinstance(panel, NotePanel)
    type_text(panel.note.editor, "facket betalar")
    assert "facket" in panel.remark.text()


def test_another_person_is_added_and_taken_away_by_undo(opened: OpenWindow) -> None:
    page(opened).side.change_people.click()
    opened.settle()
    panel = opened.window.panel()
    assert isinstance(panel, PersonsPanel)
    panel.add_button.click()
    fields = panel.people[-1].fields
    type_text(fields["name"], "Bryggmästaren")
    type_text(fields["phone"], "070-174 06 13")
    panel.save()
    opened.settle()
    people = contact_persons.persons(opened.office.desk, YARD)
    assert [person.contact.name for person in people] == ["Maja", "Bryggmästaren"]
    assert "Bryggmästaren" in seen(page(opened))
    opened.workplace.undo()
    opened.settle()
    assert len(contact_persons.persons(opened.office.desk, YARD)) == 1


def test_a_person_without_name_and_number_is_refused(opened: OpenWindow) -> None:
    page(opened).side.change_people.click()
    opened.settle()
    panel = opened.window.panel()
    assert isinstance(panel, PersonsPanel)
    panel.add_button.click()
    panel.save()
    opened.settle()
    assert "En person behöver" in panel.complaint.text()


def test_after_the_first_person_is_removed_the_next_is_the_one_to_call(opened: OpenWindow) -> None:
    office = opened.office
    first = contact_persons.persons(office.desk, YARD)
    other = ContactPerson(contact_persons.NEW, Contact("Bo", phone="070-2"))
    contact_persons.set_persons(office.desk, YARD, [*first, other])
    known = contact_persons.persons(office.desk, YARD)
    contact_persons.set_persons(office.desk, YARD, known[1:])
    assert view(office, YARD).who.contact.name == "Bo"
    assert len(contact_persons.persons(office.desk, YARD)) == 1


def test_an_agreed_fee_is_kept_with_its_document_and_holds_for_the_next_invoice(opened: OpenWindow) -> None:
    page(opened).side.change_wishes.click()
    opened.settle()
    panel = opened.window.panel()
    assert isinstance(panel, WishesPanel)
    type_text(panel.field("fee_agreed_on"), "2026-03-14")
    type_text(panel.field("fee_source"), "offerten")
    panel.save()
    opened.settle()
    assert "Ja, offerten 14 mars" in seen(page(opened))
    case = opened.office.invoice(YARD, "10500", "100", issued="2026-11-18", due="2026-12-18")
    kept = opened.office.case(case).invoice.facts
    assert (kept.fee_agreed, kept.fee_source) == (True, "offerten")


def test_everything_that_is_kept_is_saved_where_the_user_says(opened: OpenWindow, tmp_path: Path) -> None:
    data, person = page(opened).data, page(opened).model.person()
    assert person is not None
    data.ask_path = lambda parent, folder, name: tmp_path / name.replace(".pdf", ".json")
    data.save_extract(person)
    opened.settle()
    (made,) = tmp_path.glob("*_Registerutdrag_*.json")
    assert json.loads(made.read_text(encoding="utf-8"))["kept"]["customer"][0]["name"] == "Norrskärs Båtvarv"


def test_who_still_owes_cannot_be_erased_and_the_dialog_says_why(opened: OpenWindow) -> None:
    data, person = page(opened).data, page(opened).model.person()
    assert person is not None
    data.ask_erasure(person)
    opened.settle()
    assert data.dialog is not None
    assert "10431" in data.dialog.words()
    assert not data.dialog.erase.isVisible()
    data.dialog.keep.click()


def test_erasing_says_what_the_law_keeps_and_then_cannot_be_undone(opened: OpenWindow) -> None:
    opened.go(places.CustomerPlace(EVA))
    data, person = page(opened).data, page(opened).model.person()
    assert person is not None
    data.ask_erasure(person)
    opened.settle()
    assert data.dialog is not None
    words = data.dialog.words().replace("\N{NO-BREAK SPACE}", " ")
    assert "31 december 2033" in words
    assert "Det går inte att ångra." in words
    data.dialog.erase.click()
    opened.settle()
    assert view(opened.office, EVA).persons == ()
    assert "Ingen är angiven än." in seen(page(opened))


def test_old_notes_are_offered_for_erasing_on_the_settings_page(opened: OpenWindow) -> None:
    from app.services.contact import take_note

    take_note(opened.office.desk, [CaseId(7)], "Ringde tillbaka")
    opened.office.sleep_until("2028-12-01")
    opened.go(places.Settings())
    settings = opened.window.page()
    assert isinstance(settings, SettingsPage)
    assert "1 anteckning är äldre" in settings.notes.words.text()
    settings.notes.tidy.click()
    assert settings.notes.dialog is not None
    settings.notes.dialog.erase.click()
    opened.settle()
    assert "Ingen anteckning" in settings.notes.words.text()


def test_a_customer_whose_adding_is_undone_leads_back_to_the_list(opened: OpenWindow) -> None:
    new = opened.office.customer("Ny Kund")
    opened.go(places.Customers())
    opened.go(places.CustomerPlace(new))
    opened.workplace.undo()
    opened.settle()
    assert opened.window.page().title() == "Kunder"


def test_facts_of_a_customer_can_be_undone(opened: OpenWindow) -> None:
    set_customer(opened.office.desk, YARD, {"address_form": "formal", "terms": "30 dagar"})
    opened.workplace.undo()
    opened.settle()
    assert view(opened.office, YARD).who.address_form == ""
