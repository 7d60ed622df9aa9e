"""Once the list is there the window's own thread asks the file nothing: all reading is the worker's."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.storage.database import Database
from tests.office import SWEDISH_FIRM, Office
from tests.window import OpenWindow, opened_window
from ui.view_models import places

PAGES = (
    places.Invoices(),
    places.Customers(),
    places.Plans(),
    places.Letters(),
    places.Settings(),
    places.NewInvoicePlace(),
    places.ImportPlace(),
)
PANELS = (Qt.Key.Key_C, Qt.Key.Key_P, Qt.Key.Key_S, Qt.Key.Key_D, Qt.Key.Key_N)


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenWindow]:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28", firm=SWEDISH_FIRM)
    for name, numbers in (("Acme AB", ("10431", "10432")), ("Berg Bygg AB", ("10433",))):
        customer = office.customer(name)
        for number in numbers:
            office.invoice(customer, number, "1250", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    office.sleep_until("2026-11-18")
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


@pytest.fixture
def asked(opened: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note where the file was asked for on the window's thread, from now on."""
    found: list[str] = []

    def database(desk: Desk) -> Database:
        if threading.current_thread() is threading.main_thread():
            found.append("".join(traceback.format_stack(limit=4)))
        kept: Database = desk.__dict__["database"]
        return kept

    monkeypatch.setattr(Desk, "database", property(database))
    return found


def test_walking_the_list_and_opening_panels_asks_nothing(opened: OpenWindow, asked: list[str]) -> None:
    for key in (Qt.Key.Key_J, Qt.Key.Key_K):
        opened.press(key)
    for key in PANELS:
        opened.press(key)
        assert opened.window.panel() is not None
        opened.press(Qt.Key.Key_Escape)
    assert not asked, asked[0]


def test_letters_and_plans_are_read_on_the_worker(opened: OpenWindow, asked: list[str]) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_L, Qt.Key.Key_Escape, Qt.Key.Key_A, Qt.Key.Key_Escape):
        opened.press(key)
    assert not asked, asked[0]


@pytest.mark.parametrize("place", PAGES, ids=lambda place: type(place).__name__)
def test_a_page_is_read_on_the_worker(opened: OpenWindow, asked: list[str], place: places.Place) -> None:
    opened.go(place)
    opened.go(places.Today())
    assert not asked, asked[0]
