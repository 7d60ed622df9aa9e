"""Letting go in the window: the panel, and the list of what is written off for whoever keeps the books."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.writing_off import write_off
from tests.office import Office
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window
from ui.pages.write_off_panel import WriteOffPanel
from ui.view_models import places


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open the window on one late invoice; another is written off already."""
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    who = office.customer("Norrskärs Båtvarv HB")
    gone = office.invoice(who, "10398", "400", issued="2026-08-17", due="2026-09-17")
    write_off(office.desk, gone)
    late = office.invoice(who, "10412", "900", issued="2026-09-17", due="2026-10-17")
    with opened_window(office, qtbot, places.InvoicePlace(late)) as found:
        yield found


def test_the_list_of_what_is_written_off_is_saved_from_the_panel(
    opened: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    opened.press(Qt.Key.Key_W)
    opened.settle()
    panel = opened.window.panel()
    assert isinstance(panel, WriteOffPanel)
    panel.list_out.out.outlets = SetOutlets(tmp_path)
    panel.all_of_it.setFocus()
    opened.press(Qt.Key.Key_Space)
    file = tmp_path / "2026-11-18_Avskrivna_fakturor.csv"
    qtbot.waitUntil(file.is_file)
    opened.settle()
    said = file.read_text("utf-8-sig")
    assert "10398" in said
    assert "10412" not in said
