"""The letter's form: levels with their reasons, additions, days, languages, refusals, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from app.domain.history import Outcome
from app.domain.invoice import CaseId
from app.domain.party import Address, CustomerKind
from app.services import contact
from app.services.contact import Call
from app.storage.firm import write_setting
from tests.keyboard import type_text
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.pages.facts_panel import FactsPanel
from ui.pages.letter_page import LetterPage
from ui.pages.text_editor import FieldText
from ui.theme import Theme
from ui.view_models import places

FIRST, SECOND = CaseId(1), CaseId(2)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a trader with two late invoices of a boatyard, one with an agreed fee."""
    office = Office.opened(tmp_path / "betalt.db", "2026-08-18")
    yard = office.customer("Norrskärs Båtvarv HB")
    office.invoice(
        yard, "10412", "25900", issued="2026-08-18", due="2026-09-17", due_agreed=True,
        fee_agreed=True, fee_agreed_on=date(2026, 6, 2), fee_source="offerten", reference="10412005",
    )  # fmt: skip
    office.sleep_until("2026-09-16")
    office.invoice(yard, "10427", "15400", issued="2026-09-16", due="2026-10-16", due_agreed=True)
    office.sleep_until("2026-11-18")
    with office.desk.begin() as work:
        write_setting(work, "bank_read_through", "2026-11-17")
        work.commit()
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.LetterPlace((FIRST, SECOND))) as found:
        found.settle()
        yield found


def page(opened: OpenWindow) -> LetterPage:
    found = opened.window.page()
    assert isinstance(found, LetterPage)
    return found


def seen(opened: OpenWindow) -> str:
    labels = opened.window.page().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible()).replace("\xa0", " ")


def paper(opened: OpenWindow) -> str:
    """Read the paper as it is shown."""
    shown = page(opened).model.paper
    assert shown is not None
    return " ".join(shown.words.replace("\xa0", " ").split())


def press(opened: OpenWindow, button: QAbstractButton) -> None:
    """Press a button that can be reached with Tab."""
    assert button.isVisible()
    assert button.isEnabled()
    button.setFocus()
    opened.press(Qt.Key.Key_Space)
    opened.settle()


def level(opened: OpenWindow, place: int) -> QRadioButton:
    return page(opened).fields.levels.findChildren(QRadioButton)[place]


def take_reminder(opened: OpenWindow) -> None:
    press(opened, level(opened, 1))


def test_the_head_says_who_which_invoices_and_how_much(opened: OpenWindow) -> None:
    take_reminder(opened)
    assert "Brev till Norrskärs Båtvarv HB" in seen(opened)
    assert "Faktura 10412 och 10427" in seen(opened)
    assert "41 939,18 kr" in seen(opened)
    assert "Sida 1 av 1 · Fönsterkuvert C5, höger" in seen(opened)
    assert "Betalningspåminnelse" in paper(opened)


def test_levels_say_what_is_suggested_and_what_cannot_be_taken(opened: OpenWindow) -> None:
    names = [level(opened, place).text() for place in range(4)]
    assert names == ["Vänlig påminnelse", "Formell påminnelse", "Inkassokrav", "Kontoutdrag"]
    assert level(opened, 0).accessibleDescription() == "Fakturabeloppet och en ny betaldag. föreslås"
    assert level(opened, 2).isEnabled(), "the law does not ask for a reminder first, only the procedure"
    said = "Enligt din policy kommer först: Formell påminnelse. Lagen kräver det inte."
    assert level(opened, 2).accessibleDescription().startswith(said)


def test_a_demand_can_be_written_and_is_asked_about_where_only_the_policy_waits(opened: OpenWindow) -> None:
    press(opened, level(opened, 2))
    assert "Det här är ett inkassokrav enligt 5 § inkassolagen (1974:182)." in paper(opened)
    assert "Lagen frågar vad varje faktura avser, och en säger det inte." in seen(opened)
    form = page(opened).model.form
    assert form is not None
    assert form.asks == ("Enligt din policy kommer först: Formell påminnelse. Fortsätta ändå?",)


def test_a_statement_asks_for_nothing(opened: OpenWindow) -> None:
    press(opened, level(opened, 3))
    assert "Kontoutdrag" in paper(opened)
    assert "Att betala" not in paper(opened)
    fields = page(opened).fields
    assert not fields.pay_by.isVisible()
    assert not fields.additions.isVisible()
    press(opened, level(opened, 0))
    assert fields.pay_by.isVisible()
    assert fields.additions.isVisible()


def test_a_friendly_letter_adds_nothing_and_says_so(opened: OpenWindow) -> None:
    rows = page(opened).fields.additions
    assert [rows.row(key).isEnabled() for key in ("interest", "fee", "compensation")] == [False] * 3
    assert rows.row("interest").accessibleDescription() == "En vänlig påminnelse gäller bara fakturabeloppet."
    assert "41 300,00 kr" in seen(opened)


def test_the_compensation_and_the_fee_replace_each_other(opened: OpenWindow) -> None:
    take_reminder(opened)
    rows = page(opened).fields.additions
    assert [rows.row(key).isChecked() for key in ("interest", "fee", "compensation")] == [True, True, False]
    press(opened, rows.row("compensation"))
    assert [rows.row(key).isChecked() for key in ("interest", "fee", "compensation")] == [True, False, True]
    assert "42 329,18 kr" in seen(opened)
    assert "Förseningsersättning" in paper(opened)
    press(opened, rows.row("fee"))
    assert [rows.row(key).isChecked() for key in ("interest", "fee", "compensation")] == [True, True, False]


def test_interest_can_be_left_out(opened: OpenWindow) -> None:
    take_reminder(opened)
    press(opened, page(opened).fields.additions.row("interest"))
    assert "41 360,00 kr" in seen(opened)
    assert "Dröjsmålsränta till och med" not in paper(opened)


def test_a_fee_without_agreement_leads_to_the_facts(opened: OpenWindow) -> None:
    first, _second = page(opened).fields.invoices.rows()
    press(opened, first)
    take_reminder(opened)
    fee = page(opened).fields.additions.row("fee")
    assert not fee.isEnabled()
    assert fee.accessibleDescription().startswith("Avgiften kan bara läggas till om den är avtalad.")
    link = next(
        button
        for button in page(opened).fields.additions.findChildren(QAbstractButton)
        if button.text() == "Fyll i uppgifterna" and button.isVisible()
    )
    press(opened, link)
    assert isinstance(opened.window.panel(), FactsPanel)


def test_the_letter_holds_the_invoices_that_are_ticked_and_one_always_stays(opened: OpenWindow) -> None:
    first, second = page(opened).fields.invoices.rows()
    press(opened, second)
    assert "10427" not in paper(opened)
    assert not first.isEnabled()
    press(opened, second)
    assert "10427" in paper(opened)


def test_the_language_is_the_letters_and_the_law_stays(opened: OpenWindow) -> None:
    take_reminder(opened)
    page(opened).fields.language.setFocus()
    for _step in range(3):
        opened.press(Qt.Key.Key_Down)
    opened.settle()
    assert page(opened).fields.language.currentText() == "English"
    assert "Swedish Act 1981:739" in paper(opened)
    assert "Brev till Norrskärs Båtvarv HB" in seen(opened)


def test_the_tone_changes_the_words(opened: OpenWindow) -> None:
    before = paper(opened)
    page(opened).model.choose_tone("firm")
    opened.settle()
    assert paper(opened) != before
    assert page(opened).fields.tone.value() == "firm"


def test_a_day_is_read_as_it_is_typed_and_moved_to_a_bank_day(opened: OpenWindow) -> None:
    field = page(opened).fields.pay_by
    field.setFocus()
    field.selectAll()
    type_text(field, "5 dec")
    opened.settle()
    assert "7 december 2026" in paper(opened)
    opened.press(Qt.Key.Key_Tab)
    opened.settle()
    page(opened).model.refresh()
    opened.settle()
    assert field.text() == "mån 7 dec"


def test_a_day_that_has_passed_is_refused_beside_the_field(opened: OpenWindow) -> None:
    field = page(opened).fields.pay_by
    field.setFocus()
    field.selectAll()
    type_text(field, "2026-11-02")
    opened.settle()
    assert page(opened).split.desk.is_refused()
    assert seen(opened).count("2 november 2026") == 2
    assert not page(opened).print_button.isEnabled()


def test_a_preset_day_is_one_key_away(opened: OpenWindow) -> None:
    presets = page(opened).fields.presets.findChildren(QAbstractButton)
    press(opened, next(button for button in presets if button.text() == "30 dagar"))
    assert "18 december 2026" in paper(opened)


def test_a_running_promise_stands_in_place_of_the_paper(office: Office, qtbot: QtBot) -> None:
    contact.log_call(office.desk, [FIRST, SECOND], Call(Outcome.PROMISED, by=date(2026, 11, 20)))
    with opened_window(office, qtbot, places.LetterPlace((FIRST,))) as opened:
        opened.settle()
        assert page(opened).split.desk.is_refused()
        assert "Kunden har lovat att betala, och dagen har inte passerat." in seen(opened)
        assert not any(level(opened, place).isEnabled() for place in range(3))
        assert not page(opened).print_button.isEnabled()


def test_a_customer_who_cannot_be_reached_stops_the_printing(office: Office, qtbot: QtBot) -> None:
    nobody = office.customer("Nils Ek", kind=CustomerKind.CONSUMER, address=Address())
    with office.desk.begin() as work:
        work.session.connection().exec_driver_sql("UPDATE customer SET email = '' WHERE id = ?", (nobody,))
        work.commit()
    case_id = office.invoice(nobody, "10500", "900", issued="2026-09-16", due="2026-10-16")
    with opened_window(office, qtbot, places.LetterPlace((case_id,))) as opened:
        opened.settle()
        assert "Kunden har varken adress eller mejladress." in seen(opened)
        assert not page(opened).print_button.isEnabled()
        assert not page(opened).fields.additions.row("compensation").isVisible()


def test_the_checks_are_green_when_all_is_well(opened: OpenWindow) -> None:
    for words in (
        "Adress, betalningsreferens och bankgiro är kontrollerade.",
        "Ingen tvist, inget löfte och ingen plan är öppen.",
        "Summan stämmer med fakturorna på öret.",
    ):
        assert words in seen(opened)


def test_every_control_has_a_name_and_tab_reads_from_the_top(opened: OpenWindow) -> None:
    controls = [
        each
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for each in page(opened).findChildren(kind)
        if each.isVisible() and each.parent() is not None
    ]
    unnamed = [each for each in controls if not (each.accessibleName() or getattr(each, "text", str)())]
    assert not unnamed
    order = [page(opened).fields.levels, page(opened).fields.pay_by, page(opened).print_button]
    tops = [each.mapTo(page(opened), each.rect().topLeft()).y() for each in order]
    assert tops == sorted(tops)


def test_escape_closes_the_text_then_asks_nothing_and_leaves(opened: OpenWindow) -> None:
    press(opened, page(opened).edit_button)
    assert page(opened).editor.isVisible()
    opened.press(Qt.Key.Key_Escape)
    assert not page(opened).editor.isVisible()
    assert opened.focus() is page(opened).edit_button


def test_our_own_text_can_be_brought_back(opened: OpenWindow) -> None:
    before = paper(opened)
    press(opened, page(opened).edit_button)
    type_text(opened.focus(), "Något helt annat. ")
    opened.settle()
    assert "Något helt annat." in paper(opened)
    reset = next(
        button
        for button in page(opened).editor.findChildren(QAbstractButton)
        if button.text() == "Hämta tillbaka standardtexten"
    )
    press(opened, reset)
    assert paper(opened) == before


def test_where_room_is_short_form_and_paper_take_turns(opened: OpenWindow, look: Theme) -> None:
    look.set_scale(2.0)
    opened.window.resize(1024, 640)
    QApplication.processEvents()
    split = page(opened).split
    assert split.is_single()
    assert not split.desk.isVisible()
    split.turn()
    assert split.desk.isVisible()
    assert not page(opened).fields.isVisible()


# The text with its fields


@pytest.fixture
def text(qtbot: QtBot) -> FieldText:
    found = FieldText(name="text")
    qtbot.addWidget(found)
    found.show_text(("Betala senast den {pay_by}.", "Hej {okänt}"), {"pay_by": "2 december"})
    return found


def test_a_field_comes_back_whole_and_an_unknown_one_stays_as_typed(text: FieldText) -> None:
    assert text.paragraphs() == ("Betala senast den {pay_by}.", "Hej {okänt}")


def test_a_field_is_deleted_whole_or_not_at_all(text: FieldText) -> None:
    cursor = text.textCursor()
    cursor.setPosition(len("Betala senast den ") + 1)
    cursor.deletePreviousChar()
    assert text.paragraphs()[0] == "Betala senast den ."


def test_a_field_survives_copying_and_pasting(text: FieldText) -> None:
    text.selectAll()
    copied = text.createMimeDataFromSelection()
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.insertFromMimeData(copied)
    assert "".join(text.paragraphs()).count("{pay_by}") == 2


def test_pasted_text_brings_no_formatting(text: FieldText) -> None:
    pasted = QMimeData()
    pasted.setHtml("<b>Fet</b>")
    pasted.setText("Fet")
    text.insertFromMimeData(pasted)
    assert text.paragraphs()[0].startswith("Fet")
    assert "font-weight:700" not in text.toHtml()
