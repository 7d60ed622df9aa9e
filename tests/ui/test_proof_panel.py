"""Proof on file in the window: it moves the day of limitation, and Undo moves it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.history import LetterKind
from app.domain.limitation import limitation
from app.services import sending
from app.services.reminders import Wish, propose
from tests.office import Office
from tests.window import opened_window
from ui.pages.proof_panel import ProofPanel
from ui.view_models import places

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_letter_that_arrived_restarts_the_clock_and_undo_sets_it_back(tmp_path: Path, qtbot: QtBot) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-01")
    case_id = office.invoice(
        office.customer("Bryggeri Tre Tumlare AB"), "10431", "24860", issued="2026-09-01", due="2026-10-01"
    )
    office.sleep_until("2026-11-18")
    letter = propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, letter))
    office.sleep_until("2026-11-23")

    with opened_window(office, qtbot, places.InvoicePlace(case_id)) as opened:
        opened.workplace.actions["proof"].trigger()
        panel = opened.window.panel()
        assert isinstance(panel, ProofPanel)
        panel.day.set_value(date(2026, 11, 20))
        opened.press(Qt.Key.Key_Return, CTRL)
        assert opened.window.panel() is None
        moved = limitation(office.case(case_id))
        assert moved is not None
        assert moved.since == date(2026, 11, 20)

        opened.workplace.actions["undo"].trigger()
        opened.settle()
        back = limitation(office.case(case_id))
        assert back is not None
        assert back.since == date(2026, 9, 1)


def test_without_a_promise_there_is_nothing_to_prove(tmp_path: Path, qtbot: QtBot) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-01")
    case_id = office.invoice(
        office.customer("Bryggeri Tre Tumlare AB"), "10431", "24860", issued="2026-09-01", due="2026-10-01"
    )
    with opened_window(office, qtbot, places.InvoicePlace(case_id)) as opened:
        opened.workplace.actions["proof"].trigger()
        panel = opened.window.panel()
        assert isinstance(panel, ProofPanel)
        panel.kind.set_value("promise")
        panel.save()
        opened.settle()
        assert panel.complaint.isVisible()
