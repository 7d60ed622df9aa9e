"""A call with each of its eight outcomes, saved with three strokes and taken back with one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.history import CallMade, Outcome
from app.domain.invoice import CaseId
from tests.keyboard import type_text
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.view_models import places

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a trader with one late invoice, on the day on which it asks for a call."""
    office = Office.opened(tmp_path / "betalt.db", "2031-01-02")
    acme = office.customer("Acme AB")
    office.invoice(acme, "10431", "1250", issued="2031-01-02", due="2031-02-03", due_agreed=True)
    office.sleep_until("2031-02-13")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def calls(office: Office) -> list[Outcome]:
    """Return the outcomes of the calls that stand in the history of the one invoice."""
    entries = office.case(CaseId(1)).live_history
    return [entry.event.outcome for entry in entries if isinstance(entry.event, CallMade)]


@pytest.mark.parametrize(("place", "outcome"), list(enumerate(Outcome, start=1)), ids=list(Outcome))
def test_a_call_is_saved_with_three_strokes_and_undone_with_one(
    opened: OpenWindow, office: Office, place: int, outcome: Outcome
) -> None:
    opened.press(Qt.Key.Key_C)
    type_text(opened.focus(), "Det blev sagt så")
    opened.press(Qt.Key(Qt.Key.Key_0 + place), ALT)
    opened.press(Qt.Key.Key_Return, CTRL)
    assert calls(office) == [outcome]
    opened.press(Qt.Key.Key_Z, CTRL)
    assert calls(office) == []
