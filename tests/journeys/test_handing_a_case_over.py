"""A person hands a case over: what lacks is said, the last question is asked, and the pack lies there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from app.domain.partner import PartnerKind
from app.services.bank_age import read_through_is
from app.services.case_view import case_page
from app.services.partners import add_partner, new_partner
from tests.evidence_cases import swedish
from tests.keyboard import type_text
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window, take_back
from ui.pages.hand_over_page import HandOverPage
from ui.pages.hand_over_status import RecoveredPanel
from ui.pages.partners_page import PartnersPage
from ui.pages.proof_panel import ProofPanel
from ui.view_models import places

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open the invoice of a customer whose inkassokrav has run out; the bank file is a week old."""
    office, case_id = swedish(tmp_path)
    read_through_is(office.desk, None)
    with opened_window(office, qtbot, places.InvoicePlace(case_id)) as found:
        yield found


def page(opened: OpenWindow) -> HandOverPage:
    found = opened.window.page()
    assert isinstance(found, HandOverPage)
    return found


def words(opened: OpenWindow) -> str:
    front = opened.window.panel() or opened.window.page()
    return " ".join(label.text() for label in front.findChildren(QLabel) if label.isVisible())


def click(opened: OpenWindow, text: str) -> None:
    """Click what a person sees under these words."""
    front = opened.window.panel() or opened.window.page()
    buttons = (each for each in front.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled())
    next(button for button in buttons if button.text() == text).click()
    opened.settle()


def registered(opened: OpenWindow) -> None:
    add_partner(opened.office.desk, new_partner(PartnerKind.ENFORCEMENT_AUTHORITY, "Kronofogden"))


def hand_over(opened: OpenWindow, tmp_path: Path) -> HandOverPage:
    registered(opened)
    opened.press(Qt.Key.Key_O)
    page(opened).outlets = SetOutlets(tmp_path / "out")
    (tmp_path / "out").mkdir()
    click(opened, "Jag har tittat i dag, inget nytt")
    click(opened, "Lämna över…")
    click(opened, "Ja, lämna över")
    return page(opened)


def test_what_stands_in_the_way_is_said_and_put_right_on_the_page(opened: OpenWindow) -> None:
    registered(opened)
    opened.press(Qt.Key.Key_O)
    assert "Läs in de senaste betalningarna först" in words(opened)
    assert not page(opened).go.isEnabled()
    click(opened, "Jag har tittat i dag, inget nytt")
    assert "Läs in de senaste betalningarna först" not in words(opened)
    assert page(opened).go.isEnabled()


def test_the_last_question_offers_a_call_first(opened: OpenWindow) -> None:
    registered(opened)
    opened.press(Qt.Key.Key_O)
    click(opened, "Jag har tittat i dag, inget nytt")
    click(opened, "Lämna över…")
    assert "Har du ringt en gång till?" in words(opened)
    opened.press(Qt.Key.Key_Space)
    panel = opened.window.panel()
    assert panel is not None
    assert panel.objectName() == "call"


def test_the_pack_lies_in_the_folder_and_the_page_shows_who_has_the_case(
    opened: OpenWindow, tmp_path: Path
) -> None:
    shown = hand_over(opened, tmp_path)
    files = {path.name for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {"Sammanfattning.pdf", "Fordran.csv", "Betalningsforelaggande.txt"} < files
    assert "Hos Kronofogden sedan 21 december." in words(opened)
    click(opened, "Öppna mappen")
    assert isinstance(shown.outlets, SetOutlets)
    assert shown.outlets.opened == [tmp_path / "out"]


def test_undo_takes_the_case_back_and_the_page_follows(opened: OpenWindow, tmp_path: Path) -> None:
    hand_over(opened, tmp_path)
    take_back(opened)
    assert "Hos Kronofogden" not in words(opened)
    assert page(opened).go.isEnabled()


def test_an_answer_is_noted_and_money_that_came_through_them_is_booked(
    opened: OpenWindow, tmp_path: Path
) -> None:
    hand_over(opened, tmp_path)
    shown = page(opened)
    shown.status.note.setFocus()
    type_text(shown.status.note, "Ärendenummer 77")
    click(opened, "Notera svaret")
    assert "21 december: Ärendet är mottaget. Ärendenummer 77" in words(opened)
    click(opened, "Pengar genom ombudet")
    panel = opened.window.panel()
    assert isinstance(panel, RecoveredPanel)
    assert panel.paid is not None
    assert panel.kept is not None
    type_text(panel.paid, "10 000")
    panel.kept.setFocus()
    type_text(panel.kept, "1 500")
    opened.press(Qt.Key.Key_Return, CTRL)
    (case_id,) = shown.model.view.case_ids if shown.model.view else ()
    assert opened.office.open(case_id) == "15379.29"
    click(opened, "Ta tillbaka")
    assert "Hos Kronofogden" not in words(opened)


def test_a_letter_is_served_and_the_proof_with_its_day_moves_the_limitation(
    opened: OpenWindow, tmp_path: Path
) -> None:
    add_partner(opened.office.desk, new_partner(PartnerKind.SERVICE_OF_PROCESS, "Delgivningsbyrån"))
    opened.press(Qt.Key.Key_O)
    page(opened).outlets = SetOutlets(tmp_path / "out")
    (tmp_path / "out").mkdir()
    click(opened, "Lämna över…")
    opened.office.sleep_until("2027-01-11")
    click(opened, "Spara ett bevis")
    panel = opened.window.panel()
    assert isinstance(panel, ProofPanel)
    panel.day.set_value(date(2027, 1, 8))
    opened.press(Qt.Key.Key_Return, CTRL)
    subject = page(opened).subject()
    assert subject is not None
    (case_id,) = subject.case_ids
    assert case_page(opened.office.desk, case_id).limitation == "8 januari 2037"


def test_a_partner_is_added_changed_and_removed_on_its_page(opened: OpenWindow) -> None:
    opened.go(places.Partners())
    shown = opened.window.page()
    assert isinstance(shown, PartnersPage)
    click(opened, "Lägg till ombud")
    click(opened, "Spara")
    assert "Skriv vad ombudet heter." in words(opened)
    type_text(shown.form.fields["name"], "Fordringsbyrån")
    click(opened, "Spara")
    assert [line.partner.name for line in shown.lines] == ["Fordringsbyrån"]
    click(opened, "Ändra")
    shown.form.terms.editor.setFocus()
    type_text(shown.form.terms.editor, "10 procent")
    click(opened, "Spara")
    assert "10 procent" in words(opened)
    click(opened, "Ta bort")
    assert "Ingen än." in words(opened)
    take_back(opened)
    assert "Fordringsbyrån" in words(opened)
