"""Today: the list keeps its place, folds what can wait, and the panel beside it follows the selection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.party import CustomerId
from app.services import contact, preview
from app.services.changes import Changes
from tests.keyboard import type_text
from tests.office import Office
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window
from ui.models.rows import HeaderRow, MoreRow, WorkRow
from ui.pages.today_page import TodayPage
from ui.view_models import places
from ui.widgets.button import ActionButton
from ui.widgets.work_list_delegate import mark_rect

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def late(office: Office, name: str, number: str, amount: str, due: str = "2026-10-28") -> int:
    """Take in a customer with one late invoice."""
    who = office.customer(name)
    office.invoice(who, number, amount, issued="2026-09-28", due=due, due_agreed=True)
    return who


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return three customers who owe, the largest sum first, one of them for two invoices."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    late(office, "Kvarnhjulets Bageri", "10438", "18750")
    office.customer("Utan faktura")
    late(office, "Brf Tvillinggaveln", "10435", "9875")
    who = late(office, "Norrskärs Båtvarv", "10412", "25900")
    office.invoice(CustomerId(who), "10427", "15400", issued="2026-09-28", due="2026-10-30")
    office.sleep_until("2026-11-06")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def page(opened: OpenWindow) -> TodayPage:
    found = opened.window.page()
    assert isinstance(found, TodayPage)
    return found


def names(opened: OpenWindow) -> list[str]:
    return [row.name for row in page(opened).model.rows() if isinstance(row, WorkRow)]


def chosen(opened: OpenWindow) -> str:
    row = page(opened).list.selected()
    return row.name if row else ""


def words(widget: QWidget) -> str:
    """Read every label that is shown in a part of the window."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels).replace("\N{NO-BREAK SPACE}", " ")


def test_the_day_is_told_in_one_sentence(opened: OpenWindow) -> None:
    assert "Fredag 6 november" in words(page(opened).header)
    assert "Tre saker i dag. Ungefär nio minuter." in words(page(opened).header)


def test_the_panel_shows_the_selected_customer(opened: OpenWindow) -> None:
    assert names(opened) == ["Norrskärs Båtvarv", "Kvarnhjulets Bageri", "Brf Tvillinggaveln"]
    seen = words(page(opened).detail)
    assert "Norrskärs Båtvarv" in seen
    assert "070-174 06 12" in seen
    # 25 900 × 10 % × 9/365 = 63.86 and 15 400 × 10 % × 7/365 = 29.53
    assert "41 393,39 kr" in seen
    opened.press(Qt.Key.Key_J)
    assert "Faktura 10438, förföll 28 oktober" in words(page(opened).detail)


def test_the_keys_are_about_every_invoice_of_the_row(opened: OpenWindow) -> None:
    subject = page(opened).subject()
    assert subject is not None
    assert len(subject.case_ids) == 2


def test_one_filled_button_suggests_the_next_step(opened: OpenWindow) -> None:
    buttons = page(opened).detail.findChildren(ActionButton)
    primary = [button for button in buttons if button._kind == "primary" and button.isVisible()]
    assert [button.text() for button in primary] == ["Ring"]
    QTest.mouseClick(primary[0], Qt.MouseButton.LeftButton)
    assert opened.window.windowTitle() == "Betalt – Telefonsamtal"


def test_selection_stays_when_something_else_changes(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_J)
    late(office, "Större AB", "10500", "99000")
    opened.workplace.changed.emit(Changes())
    opened.settle()
    assert chosen(opened) == "Kvarnhjulets Bageri"


def test_the_next_customer_is_selected_when_a_row_leaves(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_S)
    opened.press(Qt.Key.Key_1)
    assert chosen(opened) == "Kvarnhjulets Bageri"
    assert opened.focus() is page(opened).list


def test_more_than_ten_can_wait_until_they_are_asked_for(office: Office, qtbot: QtBot) -> None:
    office.clock.day = office.clock.day.replace(day=1, month=11)
    for number in range(12):
        late(office, f"Kund {number}", f"2{number:04}", "1000")
    office.sleep_until("2026-11-06")
    with opened_window(office, qtbot, places.Today()) as opened:
        more = [row for row in page(opened).model.rows() if isinstance(row, MoreRow)]
        assert more[0].words == "5 till kan vänta till i morgon. Visa alla"
        page(opened).model.unfold(more[0].key)
        opened.settle()
        assert len(names(opened)) == 15


def test_a_done_day_says_when_the_next_thing_comes(opened: OpenWindow, office: Office) -> None:
    for row in list(page(opened).model.rows()):
        if isinstance(row, WorkRow):
            ids = page(opened).model.subject(row).case_ids
            contact.snooze(office.desk, ids, office.desk.today().replace(day=20))
    opened.workplace.changed.emit(Changes())
    opened.settle()
    assert page(opened).is_empty()
    assert "Klart för i dag. Nästa sak kommer fredag 20 november." in words(page(opened).empty)
    QTest.keyClick(opened.focus(), Qt.Key.Key_Tab)
    page(opened).empty.take_focus()
    opened.press(Qt.Key.Key_Space)
    assert len(names(opened)) == 3
    assert isinstance(page(opened).model.rows()[0], HeaderRow)


def test_a_trader_without_invoices_is_shown_how_to_begin(tmp_path: Path, qtbot: QtBot) -> None:
    empty = Office.opened(tmp_path / "new.db", "2026-11-18")
    with opened_window(empty, qtbot, places.Today()) as opened:
        assert "Här hamnar de som behöver ett samtal eller brev." in words(page(opened).empty)
        assert not page(opened).totals.isVisible()


def test_a_narrow_window_folds_the_panel_and_then_the_navigation(opened: OpenWindow) -> None:
    opened.window.resize(1150, 800)
    assert not page(opened).detail.isVisible()
    assert opened.window._bar.field.isVisible()
    opened.window.resize(1040, 700)
    assert not opened.window._bar.field.isVisible()


def test_a_search_is_walked_and_opened_without_leaving_the_field(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_Slash)
    type_text(opened.focus(), "kvarnhj")
    opened.settle()
    opened.settle()
    assert [result.title for result in opened.window._bar._results._list.results()] == ["Kvarnhjulets Bageri"]
    opened.press(Qt.Key.Key_Return)
    assert isinstance(opened.window.place(), places.CustomerPlace)
    assert opened.window._bar.field.text() == ""


def test_the_parts_of_the_window_are_walked_with_one_key(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_C)
    seen = []
    for _step in range(3):
        opened.press(Qt.Key.Key_F6)
        pane = next(
            pane
            for pane in (opened.window._bar, opened.window._stack, opened.window._side)
            if pane.isAncestorOf(opened.focus())
        )
        seen.append(type(pane).__name__)
    assert seen == ["SideBar", "QStackedWidget", "SidePane"]


def test_a_command_is_found_by_its_words(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_K, CTRL)
    type_text(opened.focus(), "skjut")
    opened.press(Qt.Key.Key_Return)
    assert opened.window.windowTitle() == "Betalt – Skjut upp"


def test_the_keys_come_with_every_state_and_closes_again(opened: OpenWindow) -> None:
    opened.workplace.actions["keys"].trigger()
    panel = opened.window.panel()
    assert panel is not None
    assert "Kunden har nämnt en dag." in words(panel)
    opened.workplace.actions["keys"].trigger()
    assert opened.window.panel() is None


def test_the_log_tells_what_was_done_today(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_P)
    opened.press(Qt.Key.Key_Return)
    opened.workplace.actions["log"].trigger()
    opened.settle()
    opened.settle()
    panel = opened.window.panel()
    assert panel is not None
    assert "Betalning från Norrskärs Båtvarv bokförd." in words(panel)


def marks(opened: OpenWindow) -> list[str]:
    """Return the names of the rows that a screen reader calls marked."""
    rows = [row for row in page(opened).model.rows() if isinstance(row, WorkRow)]
    return [row.name for row in rows if row.marked and row.accessible.startswith("Markerad. ")]


def standing(opened: OpenWindow) -> str:
    """Read the left end of the status line."""
    return opened.window.status._left.text()


def test_rows_are_marked_one_by_one_or_on_the_way_down_and_up(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_X)
    assert marks(opened) == ["Norrskärs Båtvarv"]
    opened.press(Qt.Key.Key_X)
    assert marks(opened) == []
    opened.press(Qt.Key.Key_Down, SHIFT)
    opened.press(Qt.Key.Key_Down, SHIFT)
    assert marks(opened) == ["Norrskärs Båtvarv", "Kvarnhjulets Bageri"]
    assert chosen(opened) == "Brf Tvillinggaveln"
    opened.press(Qt.Key.Key_Up, SHIFT)
    assert len(marks(opened)) == 3
    assert chosen(opened) == "Kvarnhjulets Bageri"


def test_the_window_says_how_many_rows_are_marked_until_escape_takes_them_away(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_X)
    assert standing(opened) == "1 rad markerad"
    opened.press(Qt.Key.Key_J)
    opened.press(Qt.Key.Key_X)
    assert standing(opened) == "2 rader markerade"
    opened.press(Qt.Key.Key_Escape)
    assert marks(opened) == []
    assert standing(opened) == ""


def test_a_marked_row_is_unmarked_once_something_is_done_about_it(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_X)
    opened.press(Qt.Key.Key_J)
    opened.press(Qt.Key.Key_X)
    opened.press(Qt.Key.Key_S)
    opened.press(Qt.Key.Key_1)
    assert marks(opened) == ["Norrskärs Båtvarv"]


def test_the_boxes_of_marks_are_clicked_as_well(opened: OpenWindow) -> None:
    view = page(opened).list
    rect = view.visualRect(view.model().index(2, 0))
    at = mark_rect(rect).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert marks(opened) == []
    opened.press(Qt.Key.Key_X)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert marks(opened) == []
    opened.press(Qt.Key.Key_K)
    opened.press(Qt.Key.Key_X)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert marks(opened) == ["Norrskärs Båtvarv", "Kvarnhjulets Bageri"]


def test_the_key_for_letters_is_about_the_marked_customer(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_Down, SHIFT)
    assert chosen(opened) == "Kvarnhjulets Bageri"
    opened.press(Qt.Key.Key_L)
    place = opened.window.place()
    assert isinstance(place, places.LetterPlace)
    assert len(place.case_ids) == 2


def test_a_day_to_come_is_looked_at_and_nothing_can_be_done_there(opened: OpenWindow, office: Office) -> None:
    case = office.desk.database.connection.execute("SELECT count(*) FROM history_entry").fetchone()
    opened.press(Qt.Key.Key_D, CTRL)
    assert "Lördag 7 november" in words(page(opened).header)
    type_text(opened.focus(), "20/11")
    opened.settle()
    assert "Fredag 20 november" in words(page(opened).header)
    assert "Så här ser fredag 20 november ut om inget händer innan dess." in words(page(opened).ahead)
    states = [row.state for row in page(opened).model.rows() if isinstance(row, WorkRow)]
    assert states == ["act_now", "act_now", "act_now"]
    assert page(opened).subject() is None
    assert not page(opened).detail.isVisible()
    page(opened).list.setFocus()
    for key in (Qt.Key.Key_C, Qt.Key.Key_P, Qt.Key.Key_X, Qt.Key.Key_Return):
        opened.press(key)
    assert opened.window.panel() is None
    assert marks(opened) == []
    assert office.desk.database.connection.execute("SELECT count(*) FROM history_entry").fetchone() == case

    opened.press(Qt.Key.Key_Escape)
    assert "Fredag 6 november" in words(page(opened).header)
    assert not page(opened).ahead.isVisible()
    assert page(opened).detail.isVisible()
    opened.press(Qt.Key.Key_C)
    assert opened.window.panel() is not None


def test_only_a_day_to_come_can_be_looked_at(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_D, CTRL)
    type_text(opened.focus(), "5/11")
    opened.press(Qt.Key.Key_Return)
    assert page(opened).ahead.day.complaint()


def test_the_list_is_saved_for_the_van_with_one_key(opened: OpenWindow, tmp_path: Path) -> None:
    page(opened).paper.out.outlets = SetOutlets(tmp_path, printer=False)
    opened.press(Qt.Key.Key_P, CTRL)
    assert "Det finns ingen skrivare" in words(page(opened))
    opened.press(Qt.Key.Key_Return)
    saved = tmp_path / "2026-11-06_I-dag.pdf"
    assert "Norrskärs Båtvarv" in preview.text(saved.read_bytes())
    assert opened.focus() is page(opened).list
