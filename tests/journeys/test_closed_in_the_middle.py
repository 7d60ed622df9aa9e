"""The window is closed in the middle of a form: the next morning what was typed is there, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.services import drafts, payments
from app.services.partners import register
from tests.keyboard import type_text
from tests.office import Office, kronor
from tests.window import OpenWindow, opened_window
from ui.pages.customer_persons import PersonsPanel
from ui.pages.form_draft import words_in
from ui.pages.form_panel import FormPanel
from ui.view_models import places
from ui.view_models.places import Place
from ui.widgets.editor import NoteField

CTRL = Qt.KeyboardModifier.ControlModifier
BEGUN = "Du började på det här tidigare, och allt är kvar."
TAB = "\t"
CUSTOMER = places.CustomerPlace(CustomerId(1))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a customer with two late invoices, 24 860 and 15 400 kr."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    who = office.customer("Norrskärs Båtvarv", phone="070-174 06 01")
    office.invoice(who, "10412", "24860", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    office.invoice(who, "10427", "15400", issued="2026-09-28", due="2026-10-30", due_agreed=True)
    office.sleep_until("2026-11-18")
    return office


@contextmanager
def morning(office: Office, qtbot: QtBot, place: Place | None = None) -> Iterator[OpenWindow]:
    """Open the window, and close it as a person does, with whatever is open in it."""
    with opened_window(office, qtbot, place or places.Today()) as opened:
        yield opened
        opened.window.close()
        opened.settle()


def form(opened: OpenWindow) -> FormPanel:
    found = opened.window.panel()
    assert isinstance(found, FormPanel)
    return found


def inputs(opened: OpenWindow) -> dict[str, str]:
    """Return what stands in every field of the open form, by the name that is read aloud."""
    inside = form(opened).findChildren(QWidget)
    fields = [each for each in inside if isinstance(each, NoteField) or hasattr(each, "textEdited")]
    return {
        each.accessibleName() or each.editor.accessibleName(): words_in(each)  # type: ignore[attr-defined]
        for each in fields
        if each.isVisible()
    }


def is_begun(front: QWidget) -> bool:
    return any(label.text() == BEGUN and label.isVisible() for label in front.findChildren(QLabel))


def click(front: QWidget, words: str) -> None:
    buttons = front.findChildren(QAbstractButton)
    next(button for button in buttons if button.text() == words and button.isVisible()).click()


def write(opened: OpenWindow, text: str) -> None:
    """Type over what stands in the field with the focus; a tab goes on to the next field."""
    for part in text.split(TAB):
        if part:
            opened.press(Qt.Key.Key_A, CTRL)
            type_text(opened.focus(), part)
        opened.press(Qt.Key.Key_Tab)


FORMS = {
    "note": (Qt.Key.Key_N, "", "Attest på måndagar", {"Anteckning": "Attest på måndagar"}),
    "payment": (Qt.Key.Key_P, "", "5000\t10 nov", {"Belopp": "5000.00", "Betalningsdag": "2026-11-10"}),
    "snooze": (Qt.Key.Key_S, "5", "1 dec", {"En annan dag": "2026-12-01"}),
    "dispute": (
        Qt.Key.Key_D,
        "",
        "\t1200\tRad 2 är fel",
        {"Bestritt belopp": "1200.00", "Vad kunden säger": "Rad 2 är fel"},
    ),
    "write_off": (
        Qt.Key.Key_W,
        "",
        "25\t\tEj värt det",
        {"Belopp": "25.00", "Anteckning": "Ej värt det"},
    ),
}
"""How a form is opened, a key that leads to its field, what is typed, and what stands there again."""


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_there_the_next_morning_and_gone_once_it_is_saved(
    office: Office, qtbot: QtBot, name: str
) -> None:
    key, further, typed, expected = FORMS[name]
    with morning(office, qtbot) as opened:
        opened.press(key)
        assert not is_begun(form(opened))
        for each in further:
            opened.press(Qt.Key(ord(each)))
        write(opened, typed)
    assert drafts.names(office.desk, f"{name}:") == [f"{name}:1"]
    with morning(office, qtbot) as again:
        again.press(key)
        assert is_begun(form(again))
        assert expected.items() <= inputs(again).items()
        again.press(Qt.Key.Key_Return, CTRL)
        assert again.window.panel() is None
    assert drafts.names(office.desk, "") == []


@pytest.mark.parametrize("name", FORMS)
def test_beginning_anew_empties_the_form_and_nothing_is_kept(office: Office, qtbot: QtBot, name: str) -> None:
    key, further, typed, _there = FORMS[name]
    with morning(office, qtbot) as opened:
        opened.press(key)
        before = inputs(opened)
        for each in further:
            opened.press(Qt.Key(ord(each)))
        write(opened, typed)
        opened.press(Qt.Key.Key_Escape)
        opened.press(key)
        click(form(opened), "Börja om")
        assert inputs(opened) == before
        assert not is_begun(form(opened))
    assert drafts.names(office.desk, "") == []


def test_enter_pressed_blindly_does_not_book_a_sum_begun_yesterday(office: Office, qtbot: QtBot) -> None:
    with morning(office, qtbot) as opened:
        opened.press(Qt.Key.Key_P)
        write(opened, "5000")
    with morning(office, qtbot) as again:
        again.workplace.actions["payment"].trigger()
        form(again).save()
        again.settle()
        assert is_begun(form(again))
        assert sorted(office.open(case_id) for case_id in form(again).subject.case_ids) == [
            "15400.00",
            "24860.00",
        ]


def test_a_payment_begun_on_an_invoice_that_is_paid_since_is_not_put_on_another(
    office: Office, qtbot: QtBot
) -> None:
    with morning(office, qtbot) as opened:
        opened.press(Qt.Key.Key_P)
        write(opened, "5000")
        case_id, *_others = form(opened).subject.case_ids
    payments.book_payment(office.desk, case_id, kronor(office.open(case_id)))
    with morning(office, qtbot) as again:
        again.press(Qt.Key.Key_P)
        assert not is_begun(form(again))
        assert inputs(again)["Belopp"] == "15400.00"


def test_the_facts_the_reason_and_the_proof_wait_too(office: Office, qtbot: QtBot) -> None:
    with morning(office, qtbot) as opened:
        opened.press(Qt.Key.Key_U)
        named(form(opened), "Kom fram den").setFocus()
        type_text(opened.focus(), "någon gång i maj")
        opened.press(Qt.Key.Key_Escape)
        opened.press(Qt.Key.Key_Y)
        opened.press(Qt.Key.Key_Down)
        chosen = words_in(opened.focus())
        opened.press(Qt.Key.Key_Escape)
        open_for(opened, "proof")
        named(form(opened), "Med vad").setFocus()
        type_text(opened.focus(), "Kvitto på rekommenderat brev")
    with morning(office, qtbot) as again:
        again.press(Qt.Key.Key_U)
        assert inputs(again)["Kom fram den"] == "någon gång i maj"
        again.press(Qt.Key.Key_Escape)
        again.press(Qt.Key.Key_Y)
        assert words_in(again.focus()) == chosen != ""
        again.press(Qt.Key.Key_Escape)
        open_for(again, "proof")
        assert inputs(again)["Med vad"] == "Kvitto på rekommenderat brev"


def test_a_way_out_of_a_dispute_waits_after_escape_and_overnight(office: Office, qtbot: QtBot) -> None:
    with morning(office, qtbot) as opened:
        opened.press(Qt.Key.Key_D)
        opened.press(Qt.Key.Key_Return, CTRL)
        opened.go(places.InvoicePlace(CaseId(1)))
        opened.press(Qt.Key.Key_D)
        click(form(opened), "Avslå med förklaring")
        type_text(opened.focus(), "Timmarna stod i offerten.")
        opened.press(Qt.Key.Key_Escape)
        click(form(opened), "Avslå med förklaring")
        opened.settle()
        assert inputs(opened)["Varför du inte håller med"] == "Timmarna stod i offerten."
        type_text(opened.focus(), "Ja. ")
    with morning(office, qtbot, places.InvoicePlace(CaseId(1))) as again:
        again.press(Qt.Key.Key_D)
        click(form(again), "Avslå med förklaring")
        again.settle()
        assert inputs(again)["Varför du inte håller med"] == "Ja. Timmarna stod i offerten."


def test_people_to_talk_to_wait_with_the_one_just_added(office: Office, qtbot: QtBot) -> None:
    with morning(office, qtbot, CUSTOMER) as opened:
        open_for(opened, "persons")
        write(opened, "Maja Ek")
        click(form(opened), "Lägg till en person")
        write(opened, "Ida Berg")
    with morning(office, qtbot, CUSTOMER) as again:
        open_for(again, "persons")
        assert is_begun(form(again))
        assert people(again) == ["Maja Ek", "Ida Berg"]
        click(form(again), "Börja om")
        assert people(again) == ["Maja"]
    assert drafts.names(office.desk, "") == []


def test_how_they_want_it_and_the_note_to_remember_wait(office: Office, qtbot: QtBot) -> None:
    with morning(office, qtbot, CUSTOMER) as opened:
        named(opened.window, "Att komma ihåg").setFocus()
        type_text(opened.focus(), "Ringer helst före lunch")
        open_for(opened, "wishes")
        write(opened, "Norrskärs Varv AB")
    with morning(office, qtbot, CUSTOMER) as again:
        named(again.window, "Att komma ihåg").setFocus()
        assert again.focus().toPlainText() == "Ringer helst före lunch"  # type: ignore[attr-defined]
        open_for(again, "wishes")
        assert inputs(again)["Namn"] == "Norrskärs Varv AB"


def test_a_note_to_remember_stays_begun_when_another_customer_is_looked_at(
    office: Office, qtbot: QtBot
) -> None:
    other = places.CustomerPlace(office.customer("Acme AB"))
    with morning(office, qtbot, CUSTOMER) as opened:
        named(opened.window, "Att komma ihåg").setFocus()
        type_text(opened.focus(), "Ringer helst före lunch")
        opened.go(other)
        assert named(opened.window, "Att komma ihåg").toPlainText() == ""  # type: ignore[attr-defined]
        opened.go(CUSTOMER)
        assert named(opened.window, "Att komma ihåg").toPlainText()  # type: ignore[attr-defined]


def test_what_was_typed_about_a_partner_waits(office: Office, qtbot: QtBot) -> None:
    with morning(office, qtbot, places.Partners()) as opened:
        click(opened.window, "Lägg till ombud")
        named(opened.window, "Namn").setFocus()
        write(opened, "Fordringsbyrån")
    with morning(office, qtbot, places.Partners()) as again:
        click(again.window, "Lägg till ombud")
        again.settle()
        assert is_begun(again.window)
        click(again.window, "Spara")
        again.settle()
        assert [line.partner.name for line in register(office.desk)] == ["Fordringsbyrån"]
    assert drafts.names(office.desk, "") == []


def test_money_through_a_partner_waits(office: Office, qtbot: QtBot) -> None:
    with morning(office, qtbot) as opened:
        open_for(opened, "partner_paid")
        write(opened, "1000\t200")
    with morning(office, qtbot) as again:
        open_for(again, "partner_paid")
        assert is_begun(form(again))
        assert list(inputs(again).values())[:2] == ["1000.00", "200.00"]


def people(opened: OpenWindow) -> list[str]:
    panel = form(opened)
    assert isinstance(panel, PersonsPanel)
    return [person.fields["name"].text() for person in panel.people]


def open_for(opened: OpenWindow, name: str) -> None:
    """Open a panel that has no key of its own."""
    subject = opened.window.page().subject()
    assert subject is not None
    opened.window.open_panel(name, subject)
    opened.settle()


def named(front: QWidget, name: str) -> QWidget:
    """Return the field that is read aloud by this name."""
    inside = front.findChildren(QWidget)
    return next(each for each in inside if each.accessibleName() == name and each.isVisible())
