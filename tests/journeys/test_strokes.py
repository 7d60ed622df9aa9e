"""Every journey that the design wants short, counted stroke by stroke at the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.history import CallMade, LetterSent, Outcome, Snoozed
from app.domain.invoice import CaseId
from app.storage.firm import write_setting
from tests.keyboard import type_text
from tests.office import Office
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window
from ui.pages.letter_page import LetterPage
from ui.pages.plan_page import PlanPage
from ui.view_models import places

CASE = CaseId(1)
STATEMENT = """\
Radnummer,Clearingnummer,Kontonummer,Valuta,Bokföringsdag,Transaktionsdag,Referens,Beskrivning,Belopp
1,83279,9041234560,SEK,2026-11-17,2026-11-17,10431005,Bryggeri Tre Tumlare AB,24860.00
"""
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "C": Qt.Key.Key_C,
    "L": Qt.Key.Key_L,
    "P": Qt.Key.Key_P,
    "S": Qt.Key.Key_S,
    "Z": Qt.Key.Key_Z,
    "1": Qt.Key.Key_1,
    "3": Qt.Key.Key_3,
    "5": Qt.Key.Key_5,
}
MODIFIERS = {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Alt": Qt.KeyboardModifier.AltModifier}
TYPED = "(type)"
"""Writing is no stroke: the design counts it apart."""


@dataclass
class Desk:
    """The window of a person, with the strokes they have made; a chord is one."""

    opened: OpenWindow
    folder: Path
    strokes: int = 0

    def do(self, what: str) -> None:
        """Press a key named as in the design, or write; wait for what comes of it."""
        if what == TYPED:
            type_text(self.opened.focus(), "Det blev sagt så – åtta")
            return
        *held, key = what.split("+")
        modifier = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifier |= MODIFIERS[name]
        self.opened.press(KEYS[key], modifier)
        self.opened.settle()
        self.strokes += 1
        self._give_outlets()

    def _give_outlets(self) -> None:
        """The printer's own dialog is the system's: its Enter is counted in the table of the journeys."""
        page = self.opened.window.page()
        if isinstance(page, LetterPage | PlanPage):
            page.out.outlets = SetOutlets(self.folder)


def events(desk: Desk) -> list[object]:
    return [entry.event for entry in desk.opened.office.case(CASE).live_history]


def is_promised(desk: Desk) -> bool:
    return any(isinstance(one, CallMade) and one.outcome is Outcome.PROMISED for one in events(desk))


def got_no_answer(desk: Desk) -> bool:
    return any(isinstance(one, CallMade) and one.outcome is Outcome.NO_ANSWER for one in events(desk))


def is_paid(desk: Desk) -> bool:
    return desk.opened.office.open(CASE) == "0.00"


def waits_for_monday(desk: Desk) -> bool:
    return [one.until for one in events(desk) if isinstance(one, Snoozed)] == [date(2026, 11, 23)]


def is_sent(desk: Desk) -> bool:
    printed = (desk.folder / "printed.pdf").exists()
    return printed and any(isinstance(one, LetterSent) for one in events(desk))


def has_a_plan(desk: Desk) -> bool:
    plan = desk.opened.office.case(CASE).plan
    return plan is not None


def nothing_was_said(desk: Desk) -> bool:
    return not any(isinstance(one, CallMade) for one in events(desk))


@dataclass(frozen=True)
class Journey:
    """One line of the design: what is pressed, how many strokes it may take, and how the day stands after.

    Attributes:
        system: Strokes that go to a dialog of the system, which a test has none of.
        before: What is pressed first and not counted.
    """

    keys: tuple[str, ...]
    allowed: int
    reached: Callable[[Desk], bool]
    system: int = 0
    before: tuple[str, ...] = ()


JOURNEYS = {
    "a call with a promise": Journey(("C", TYPED, "Alt+1", "Ctrl+Enter"), 3, is_promised),
    "no answer": Journey(("C", "Alt+3", "Ctrl+Enter"), 3, got_no_answer),
    "a full payment": Journey(("P", "Enter"), 2, is_paid),
    "snoozed to Monday": Journey(("S", "3"), 2, waits_for_monday),
    "the suggested letter": Journey(("L", "Ctrl+P", "Enter"), 4, is_sent, system=1),
    "a plan from a call": Journey(("C", "Alt+5", "Ctrl+Enter", "Ctrl+Enter"), 4, has_a_plan),
    "a call undone": Journey(("Ctrl+Z",), 1, nothing_was_said, before=("C", TYPED, "Alt+1", "Ctrl+Enter")),
    "a payment undone": Journey(("Ctrl+Z",), 1, lambda desk: not is_paid(desk), before=("P", "Enter")),
    "a snooze undone": Journey(("Ctrl+Z",), 1, lambda desk: not waits_for_monday(desk), before=("S", "3")),
    "a letter undone": Journey(
        ("Ctrl+Z",), 1, lambda desk: not is_sent(desk), before=("L", "Ctrl+P", "Enter")
    ),
    "a call undone where its plan has opened": Journey(
        ("Ctrl+Z",), 1, nothing_was_said, before=("C", "Alt+5", "Ctrl+Enter")
    ),
}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a trader with one late invoice on a Wednesday, the bank read the day before."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    brewery = office.customer("Bryggeri Tre Tumlare AB")
    office.invoice(
        brewery,
        "10431",
        "24860",
        issued="2026-09-28",
        due="2026-10-28",
        due_agreed=True,
        reference="10431005",
    )
    office.sleep_until("2026-11-18")
    with office.desk.begin() as work:
        write_setting(work, "bank_read_through", "2026-11-17")
        work.commit()
    return office


@pytest.fixture
def desk(office: Office, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with opened_window(office, qtbot, places.Today()) as opened:
        yield Desk(opened, tmp_path)


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_takes_no_more_strokes_than_the_design_allows(desk: Desk, name: str) -> None:
    journey = JOURNEYS[name]
    for key in journey.before:
        desk.do(key)
    assert not journey.reached(desk)
    desk.strokes = 0
    for key in journey.keys:
        desk.do(key)
    assert journey.reached(desk)
    assert desk.strokes + journey.system <= journey.allowed


def drop(desk: Desk, path: Path) -> None:
    """Drag a file onto the window and let go."""
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    at, copy, window = QPoint(400, 300), Qt.DropAction.CopyAction, desk.opened.window
    QApplication.sendEvent(window, QDragEnterEvent(at, copy, dragged, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(at), copy, dragged, left, none))
    desk.opened.settle()


def test_all_certain_payments_of_a_bank_file_are_booked_with_one_stroke(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "konto.csv"
    path.write_text(STATEMENT, encoding="utf-8")
    drop(desk, path)
    assert not is_paid(desk)
    desk.do("Ctrl+Enter")
    assert (is_paid(desk), desk.strokes) == (True, 1)
