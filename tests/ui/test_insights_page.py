"""Insights in the window: answers as titles, pictures with the same data as tables, one page of paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.invoice import CaseId
from app.services import payments
from tests.keyboard import type_text
from tests.office import Office, kronor
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window
from ui.pages.insights_page import InsightsPage
from ui.theme import theme
from ui.view_models import places
from ui.widgets.chart_picture import ChartPicture


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open the window on a firm with six invoices paid six days late, and one to come."""
    office = Office.opened(tmp_path / "betalt.db", "2026-05-01")
    who = office.customer("Bryggeri Tre Tumlare AB")
    for month in range(5, 11):
        first = f"2026-{month:02}-01"
        office.sleep_until(first)
        case = office.invoice(who, str(month), "1000", issued=first, due=f"2026-{month:02}-14")
        due = office.case(case).invoice.due_on
        assert due is not None
        office.sleep_until((due + timedelta(days=6)).isoformat())
        payments.book_payment(office.desk, case, kronor("1000"))
    office.sleep_until("2026-11-18")
    office.invoice(who, "11", "24860.50", issued="2026-11-02", due="2026-11-20")
    with opened_window(office, qtbot) as found:
        yield found


def page(opened: OpenWindow) -> InsightsPage:
    found = opened.window.page()
    assert isinstance(found, InsightsPage)
    return found


def visit(opened: OpenWindow) -> InsightsPage:
    opened.press(Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    return page(opened)


def test_the_sixth_page_answers_in_its_titles(opened: OpenWindow) -> None:
    found = visit(opened)
    assert opened.window.windowTitle() == "Betalt – Insikter"
    titles = [label.text() for label in found.findChildren(QLabel)]
    assert "Kunderna betalar 6 dagar efter förfallodagen" in titles
    assert opened.focus() is found.print_button
    assert found.standing() == "Räknat på 6 betalda fakturor och 0 samtal"
    opened.press(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert opened.window.place() == places.Settings()


def test_a_picture_becomes_a_table_with_the_focus_and_back_again(opened: OpenWindow) -> None:
    card = visit(opened).card("days")
    card.toggle.setFocus()
    opened.press(Qt.Key.Key_Space)
    assert card.is_table
    assert opened.focus() is card.table
    assert card.toggle.text() == "Visa som bild"
    model = card.table.model()
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    # 14 May 2026 is Ascension Day, so that invoice was due a day later.
    assert said == "Månad: 2026-05. Betalda fakturor: 1. Median, dagar sent: 5"
    assert model.rowCount() == 6
    card.toggle.click()
    assert not card.is_table


def test_every_picture_tells_its_answer_aloud(opened: OpenWindow) -> None:
    pictures = visit(opened).findChildren(ChartPicture)
    assert pictures
    for picture in pictures:
        assert picture.accessibleName() == picture.answer.title
        for mark in picture.answer.marks:
            assert mark.label in picture.accessibleDescription()


def test_another_day_is_typed_and_the_money_of_that_day_is_shown(opened: OpenWindow, qtbot: QtBot) -> None:
    found = visit(opened)
    found.day.setFocus()
    found.day.selectAll()
    type_text(found.day, "2026-06-15")
    opened.press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: found.card("ageing").answer.title == "1\u00a0000\u00a0kr är öppet")


def test_a_shorter_time_narrows_the_answers(opened: OpenWindow, qtbot: QtBot) -> None:
    found = visit(opened)
    found.period.set_value("3")
    found.model.choose("3")
    opened.settle()
    assert found.model.found is not None
    assert found.model.found.counted == "Räknat på 3 betalda fakturor och 0 samtal"


def test_what_is_shown_is_saved_as_one_page(opened: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    found = visit(opened)
    found.out.outlets = SetOutlets(tmp_path)
    opened.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    paper = tmp_path / "2026-11-18_Insikter.pdf"
    qtbot.waitUntil(paper.is_file)
    opened.settle()
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_payment_changes_the_answers_at_once(opened: OpenWindow, qtbot: QtBot) -> None:
    found = visit(opened)
    newest = opened.office.desk.database.connection.execute("SELECT max(id) FROM invoice").fetchone()[0]
    case = CaseId(newest)
    opened.workplace.act(lambda desk: payments.book_payment(desk, case, kronor("24860.50")))
    qtbot.waitUntil(lambda: found.card("ageing").answer.title == "0\u00a0kr är öppet")


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_nothing_scrolls_sideways_also_with_large_text(opened: OpenWindow, size: tuple[int, int]) -> None:
    found = visit(opened)
    opened.window.resize(*size)
    try:
        theme().set_scale(2.0)
        opened.settle()
        assert all(card.width() <= found.width() for card in found.cards)
    finally:
        theme().set_scale(1.0)
