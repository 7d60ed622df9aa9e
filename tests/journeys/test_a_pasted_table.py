"""A table copied out of a spreadsheet is pasted and read in like a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.pages.import_page import ImportPage
from ui.view_models import places
from ui.view_models.import_model import COLUMNS, FILE, TRIAL

CTRL = Qt.KeyboardModifier.ControlModifier
COPIED = (
    "Fakturanummer\tKund\tFakturadatum\tFörfallodatum\tBelopp\n"
    "10438\tKvarnhjulets Bageri AB\t2026-10-01\t2026-10-31\t1 250,50\n"
    "10441\tLjungbackens Förskola\t2026-10-02\t2026-11-01\t980,00\n"
)


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenWindow]:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    with opened_window(office, qtbot, places.ImportPlace()) as found:
        found.settle()
        yield found
        QGuiApplication.clipboard().clear()


def page(opened: OpenWindow) -> ImportPage:
    found = opened.window.page()
    assert isinstance(found, ImportPage)
    return found


def test_a_copied_table_becomes_rows_to_look_at(opened: OpenWindow) -> None:
    QGuiApplication.clipboard().setText(COPIED)
    opened.press(Qt.Key.Key_V, CTRL)
    opened.settle()
    opened.settle()
    assert page(opened).model.step in (COLUMNS, TRIAL)
    assert page(opened).model.paths[0].name == "Klistrad tabell.csv"


def test_a_word_that_was_copied_is_no_table(opened: OpenWindow) -> None:
    QGuiApplication.clipboard().setText("Norrskärs Båtvarv")
    page(opened).file.paste.click()
    opened.settle()
    labels = [label.text() for label in page(opened).findChildren(QLabel) if label.isVisible()]
    assert "Inget som liknar en tabell är kopierat. Kopiera den först, med sina rubriker." in labels
    assert page(opened).model.step == FILE
