"""Whatever is done at the window is taken back with one stroke, and done again with another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.invoice import CaseId
from app.services import contact_persons
from app.services.firm import read_firm
from app.storage.firm import write_setting
from tests.keyboard import type_text
from tests.office import Office
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window
from ui.pages.letter_page import LetterPage
from ui.pages.plan_page import PlanPage
from ui.view_models import places

CASE = CaseId(1)
NONE = Qt.KeyboardModifier.NoModifier
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
DONE: dict[str, str] = {
    "a call": "C | 'Maja betalar' | Alt+1 | Ctrl+Return",
    "a payment": "P | Return",
    "a part of the sum": "P | Ctrl+A | '5000' | Return",
    "a snooze": "S | 3",
    "a snooze to a day": "S | 5 | '1 dec' | Return",
    "a dispute": "D | Tab | '1200' | Tab | 'Rad 2 är fel' | Ctrl+Return",
    "a note": "N | 'Attest på måndagar' | Ctrl+Return",
    "a write-off": "W | Ctrl+Return",
    "a part written off": "W | Ctrl+A | '60' | Ctrl+Return",
    "a reason": "Y | Down | Ctrl+Return",
    "the facts of an invoice": "U | Right | Ctrl+Return",
    "a letter": "L | Ctrl+P | Return",
    "a plan that was printed": "A | Ctrl+Return",
    "the name of the firm": "Ctrl+, | Ctrl+A | 'Tallkotten AB' | Tab",
}
"""What is pressed, stroke by stroke; words in quotes are typed."""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a trader with one late invoice on a Wednesday, the bank read the day before."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    who = office.customer("Bryggeri Tre Tumlare AB")
    office.invoice(who, "10431", "24860", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    office.sleep_until("2026-11-18")
    with office.desk.begin() as work:
        write_setting(work, "bank_read_through", "2026-11-17")
        work.commit()
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def press(opened: OpenWindow, strokes: str, folder: Path) -> None:
    """Press these one after the other; where a letter or a plan is, it goes out into a folder."""
    for stroke in strokes.split(" | "):
        if stroke.startswith("'"):
            type_text(opened.focus(), stroke.strip("'"))
        else:
            *held, key = stroke.split("+")
            opened.press(_key(key), reduce(or_, (MODIFIERS[each] for each in held), NONE))
        opened.settle()
        page = opened.window.page()
        if isinstance(page, LetterPage | PlanPage):
            page.out.outlets = SetOutlets(folder)


def _key(name: str) -> Qt.Key:
    return Qt.Key(ord(name)) if len(name) == 1 else Qt.Key[f"Key_{name}"]


def standing(office: Office) -> dict[str, object]:
    """Return all that stands: the firm, the people, the invoice with its sums and its story, the list."""
    case = office.case(CASE)
    told = [(entry.event, entry.note, entry.happened_on) for entry in case.live_history]
    return {
        "firm": read_firm(office.desk),
        "people": contact_persons.persons(office.desk, case.customer.id),
        "customer": case.customer,
        "invoice": case.invoice,
        "open": case.open,
        "told": told,
        "plan": case.plan,
        "list": office.work_list(),
    }


@pytest.mark.parametrize("name", DONE)
def test_one_stroke_takes_it_back_and_another_does_it_again(
    opened: OpenWindow, office: Office, tmp_path: Path, name: str
) -> None:
    before = standing(office)
    press(opened, DONE[name], tmp_path)
    after = standing(office)
    assert after != before
    press(opened, "Ctrl+Z", tmp_path)
    assert standing(office) == before
    press(opened, "Ctrl+Shift+Z", tmp_path)
    assert standing(office) == after


def test_a_whole_morning_is_taken_back_step_by_step(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    done = ("N | 'Attest på måndagar' | Ctrl+Return", "P | Ctrl+A | '5000' | Return", "S | 3")
    steps = [standing(office)]
    for strokes in done:
        press(opened, strokes, tmp_path)
        steps.append(standing(office))
    for expected in reversed(steps[:-1]):
        press(opened, "Ctrl+Z", tmp_path)
        assert standing(office) == expected
    for expected in steps[1:]:
        press(opened, "Ctrl+Shift+Z", tmp_path)
        assert standing(office) == expected
