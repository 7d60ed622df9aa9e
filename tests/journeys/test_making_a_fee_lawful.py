"""A trader finds an invoice, reads why no fee may be added, fills in the agreement, and sees that it may."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.keyboard import type_text
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.pages.list_page import ListPage
from ui.view_models import places

CTRL = Qt.KeyboardModifier.ControlModifier


def seen(opened: OpenWindow) -> str:
    """Read everything that stands on the window."""
    labels = opened.window.findChildren(QLabel)
    words = [label.text() for label in labels if label.isVisible()]
    return "\n".join(words).replace("\N{NO-BREAK SPACE}", " ")


def tab_to(opened: OpenWindow, name: str) -> QWidget:
    """Press Tab until the focus is on what is called so, as a person without a mouse does."""
    for _step in range(60):
        found = opened.focus()
        if name in (found.accessibleName(), found.text() if isinstance(found, QAbstractButton) else ""):
            return found
        opened.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name}")


def test_a_fee_is_made_lawful_and_undone_without_a_mouse(tmp_path: Path, qtbot: QtBot) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    for name, number in (("Bryggeri Tre Tumlare AB", "10431"), ("Norrskärs Båtvarv HB", "10432")):
        office.invoice(office.customer(name), number, "29860", issued="2026-09-28", due="2026-10-28")
    office.sleep_until("2026-11-18")

    with opened_window(office, qtbot, places.Invoices()) as opened:
        invoices = opened.window.page()
        assert isinstance(invoices, ListPage)
        tab_to(opened, "Kund, nummer eller vad")
        type_text(opened.focus(), "båtvarv")
        qtbot.waitUntil(lambda: len(invoices.view.state.ids) == 1)
        opened.press(Qt.Key.Key_Return)
        opened.press(Qt.Key.Key_Return)
        assert "Faktura 10432" in seen(opened)
        assert "Avgiften måste vara avtalad innan skulden uppstod." in seen(opened)

        opened.press(Qt.Key.Key_U)
        assert "Är en påminnelseavgift avtalad?" in seen(opened)
        choose(opened, "Är en påminnelseavgift avtalad?", "Ja")
        type_text(tab_to(opened, "Avtalad den"), "2 juni")
        type_text(tab_to(opened, "Avtalad i"), "Offert 14")
        opened.press(Qt.Key.Key_Return, CTRL)
        assert "Högst 60 kr får läggas till vid nästa brev." in seen(opened)
        assert "Faktura 10432, Norrskärs Båtvarv HB ändrad." in opened.window.status.words()

        opened.workplace.actions["undo"].trigger()
        opened.settle()
        opened.settle()
        assert "Avgiften måste vara avtalad innan skulden uppstod." in seen(opened)


def choose(opened: OpenWindow, question: str, answer: str) -> None:
    """Press Tab into a question and an arrow until its answer is chosen."""
    for _step in range(60):
        found = opened.focus()
        group = found.parentWidget()
        if group is not None and group.accessibleName() == question:
            break
        opened.press(Qt.Key.Key_Tab)
    while not (isinstance(found, QAbstractButton) and found.text() == answer):
        opened.press(Qt.Key.Key_Left)
        found = opened.focus()
    assert found.isChecked()
