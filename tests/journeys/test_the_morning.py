"""The morning without a mouse: a call with a promise, back on top when it is broken, undone and redone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.services import drafts
from app.services.changes import Changes
from tests.keyboard import type_text
from tests.office import Office
from tests.watchdog import watched
from tests.window import OpenWindow, opened_window
from ui.models.rows import WorkRow
from ui.pages.call_panel import CallPanel
from ui.pages.today_page import TodayPage
from ui.view_models import places

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a trader with one late invoice, on the day on which it asks for a call."""
    office = Office.opened(tmp_path / "betalt.db", "2031-01-02")
    acme = office.customer("Acme AB")
    office.invoice(
        acme, "10431", "1250", issued="2031-01-02", due="2031-02-03", due_agreed=True, reference="10431005"
    )
    office.sleep_until("2031-02-13")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def today(opened: OpenWindow) -> TodayPage:
    page = opened.window.page()
    assert isinstance(page, TodayPage)
    return page


def rows(opened: OpenWindow) -> list[str]:
    """Read the rows of the list as they stand there."""
    found = [row for row in today(opened).model.rows() if isinstance(row, WorkRow)]
    said = [f"{row.name} · {row.state_word} · {row.reason} · {row.amount}" for row in found]
    return [words.replace("\N{NO-BREAK SPACE}", " ") for words in said]


def log_a_promise(opened: OpenWindow, note: str) -> None:
    opened.press(Qt.Key.Key_C)
    type_text(opened.focus(), note)
    opened.press(Qt.Key.Key_1, ALT)
    opened.press(Qt.Key.Key_Return, CTRL)


def test_a_broken_promise_is_back_on_top_in_the_morning(opened: OpenWindow, office: Office) -> None:
    assert rows(opened) == ["Acme AB · Förfallen · Inte betald än. Fråga om fakturan kommit fram. · 1 250 kr"]
    log_a_promise(opened, "Maja betalar nästa vecka – säkert för 1 250 €")
    assert today(opened).is_empty()
    assert opened.window.status.words() == "Samtal med Acme AB sparat."

    office.sleep_until("2031-02-21")
    opened.workplace.changed.emit(Changes())
    opened.settle()
    assert rows(opened) == ["Acme AB · Agera nu · Lovade betala i går. Inget har kommit in. · 1 250 kr"]


def test_a_call_is_undone_and_done_again_from_the_keyboard(opened: OpenWindow) -> None:
    before = rows(opened)
    log_a_promise(opened, "Lovar")
    opened.press(Qt.Key.Key_Z, CTRL)
    assert rows(opened) == before
    assert opened.window.status.words() == "Samtal med Acme AB ångrat."
    opened.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert today(opened).is_empty()


def test_what_is_written_during_a_call_survives_escape_and_a_new_window(office: Office, qtbot: QtBot) -> None:
    with opened_window(office, qtbot, places.Today()) as opened:
        opened.press(Qt.Key.Key_C)
        type_text(opened.focus(), "Ringer tillbaka på åtta")
        opened.press(Qt.Key.Key_4, ALT)
        opened.press(Qt.Key.Key_Escape)
        assert opened.window.panel() is None
        assert "utkast till samtal" in today(opened).list.selected().secondary  # type: ignore[union-attr]
    with opened_window(office, qtbot, places.Today()) as again:
        again.press(Qt.Key.Key_C)
        assert again.focus().toPlainText() == "Ringer tillbaka på åtta"  # type: ignore[attr-defined]
        again.press(Qt.Key.Key_Return, CTRL)
        assert drafts.names(office.desk, "call:") == []
        assert again.window.status.words() == "Samtal med Acme AB sparat."


def test_a_call_without_a_word_leaves_nothing_behind(opened: OpenWindow, office: Office) -> None:
    opened.press(Qt.Key.Key_C)
    opened.press(Qt.Key.Key_1, ALT)
    opened.press(Qt.Key.Key_Escape)
    assert drafts.names(office.desk, "call:") == []
    assert opened.focus() is today(opened).list


def test_a_word_better_left_out_is_remarked_on_during_the_call_and_nothing_is_refused(
    opened: OpenWindow, office: Office
) -> None:
    opened.press(Qt.Key.Key_C)
    panel = opened.window.panel()
    assert isinstance(panel, CallPanel)
    type_text(opened.focus(), "Hon är sjukskriven")
    assert panel.remark.isVisible()
    assert panel.remark.text().startswith("Handlar det om hälsa?")
    opened.press(Qt.Key.Key_3, ALT)
    opened.press(Qt.Key.Key_Return, CTRL)
    assert opened.window.status.words() == "Samtal med Acme AB sparat."


def test_a_fact_is_copied_during_the_call_without_leaving_the_note(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_C)
    note = opened.focus()
    opened.press(Qt.Key.Key_2, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == "10431005"
    assert opened.focus() is note


def test_a_full_payment_takes_two_keys(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_P)
    opened.press(Qt.Key.Key_Return)
    assert today(opened).is_empty()
    assert opened.window.status.words() == "Betalning från Acme AB bokförd."


def test_enter_pressed_at_once_after_p_books_the_payment_too(opened: OpenWindow) -> None:
    panel_keys = (Qt.Key.Key_P, Qt.Key.Key_Return)
    from PySide6.QtTest import QTest

    for key in panel_keys:
        QTest.keyClick(opened.focus(), key)
    opened.settle()
    opened.settle()
    assert opened.window.status.words() == "Betalning från Acme AB bokförd."


def test_a_customer_is_put_off_to_monday_with_two_keys(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_S)
    opened.press(Qt.Key.Key_3)
    assert today(opened).is_empty()
    opened.press(Qt.Key.Key_F6)
    today(opened).model.unfold("waiting")
    assert rows(opened) == ["Acme AB · Pausad till 17 feb · Pausad · 1 250 kr"]


def test_the_window_never_works_long_without_a_pause(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_C)
    opened.press(Qt.Key.Key_Escape)
    with watched() as seen:
        log_a_promise(opened, "Lovar")
        opened.press(Qt.Key.Key_Z, CTRL)
        for key in (Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_P, Qt.Key.Key_Escape):
            opened.press(key)
    assert seen.longest < 100
