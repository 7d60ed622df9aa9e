"""A run of letters without a mouse: eight marked, one in conflict, out at once, marked as sent, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.history import LetterSent, Outcome
from app.domain.invoice import CaseId
from app.services import contact, preview, sending
from app.services.contact import Call
from app.services.desk import Desk
from app.services.reminders import Proposal
from app.storage.firm import write_setting
from tests.office import Office
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window
from ui.models.rows import HeaderRow, WorkRow
from ui.pages.batch_page import BatchPage
from ui.pages.today_page import TodayPage
from ui.view_models import places

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAMES = ("Alm", "Björk", "Cypress", "Ek", "Fura", "Gran", "Hassel", "Idegran")
PROMISED = CaseId(3)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return eight late customers; Cypress has promised to pay, which keeps letters back."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    for number, name in enumerate(NAMES):
        who = office.customer(f"{name} AB")
        office.invoice(who, f"1043{number}", f"{9000 - number}", issued="2026-09-28", due="2026-10-28")
    office.sleep_until("2026-11-18")
    contact.log_call(office.desk, [PROMISED], Call(Outcome.PROMISED, date(2026, 11, 25)))
    with office.desk.begin() as work:
        write_setting(work, "bank_read_through", "2026-11-17")
        work.commit()
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def run(opened: OpenWindow, outlets: SetOutlets) -> BatchPage:
    """Mark every row of Today and press L."""
    today = opened.window.page()
    assert isinstance(today, TodayPage)
    today.model.unfold("waiting")
    for _row in range(len(NAMES)):
        opened.press(Qt.Key.Key_Down, SHIFT)
    opened.press(Qt.Key.Key_L)
    page = opened.window.page()
    assert isinstance(page, BatchPage)
    page.out.outlets = outlets
    return page


def listed(page: BatchPage) -> list[str]:
    """Read the list: heads, and rows with their box."""
    found = []
    for row in page.list._model.rows():
        if isinstance(row, HeaderRow):
            found.append(f"{row.title} {row.number}")
        elif isinstance(row, WorkRow):
            found.append(f"{'x' if row.marked else '-'} {row.name}")
    return found


def seen(opened: OpenWindow) -> str:
    labels = opened.window.page().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible()).replace("\xa0", " ")


def sent(office: Office) -> list[int]:
    """Return the invoices about which a letter has gone out."""
    every = [CaseId(number) for number in range(1, len(NAMES) + 1)]
    return [
        case_id
        for case_id in every
        if any(isinstance(entry.event, LetterSent) for entry in office.case(case_id).live_history)
    ]


def test_eight_are_marked_and_all_but_the_one_in_conflict_go_out(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    page = run(opened, SetOutlets(tmp_path))
    assert opened.window.windowTitle() == "Betalt – Brevkörning"
    assert listed(page)[:3] == ["Behöver dig först 1", "- Cypress AB", "Redo 7"]
    assert page.list.selected().name == "Cypress AB"  # type: ignore[union-attr]
    assert "lovat" in seen(opened)
    assert page.standing() == "7 brev är med"

    opened.press(Qt.Key.Key_P, CTRL)
    assert "7 brev är klara.\nSkickat? Då räknas dagarna från i dag." in seen(opened)
    assert not sent(office)
    paper = page.out.outlets.printed.read_bytes()  # type: ignore[attr-defined]
    assert len(preview.pages(paper, 30)) == 7

    opened.press(Qt.Key.Key_Return)
    assert isinstance(opened.window.page(), TodayPage)
    assert opened.window.status.words() == "7 brev är markerade som skickade."
    assert sent(office) == [1, 2, 4, 5, 6, 7, 8]
    opened.press(Qt.Key.Key_Z, CTRL)
    opened.press(Qt.Key.Key_Z, CTRL)
    assert len(sent(office)) == 5


def test_one_file_holds_all_letters_or_each_has_its_own(opened: OpenWindow, tmp_path: Path) -> None:
    page = run(opened, SetOutlets(tmp_path))
    opened.press(Qt.Key.Key_S, CTRL)
    assert len(preview.pages((tmp_path / "2026-11-18_Brevkorning.pdf").read_bytes(), 30)) == 7
    opened.press(Qt.Key.Key_Escape)
    page.each_button.click()
    opened.settle()
    assert len(list(tmp_path.glob("2026-11-18_Vanlig*.pdf"))) == 7
    stored = opened.office.desk.database.connection.execute("SELECT count(*) FROM letter").fetchone()
    assert stored == (7,)


def test_what_was_made_stays_when_the_run_is_stopped(
    opened: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = run(opened, SetOutlets(tmp_path))
    told: list[str] = []
    page.model.progressed.connect(lambda _done, _of, _name: told.append(page.run_bar.words.text()))

    def stopped_by_the_user(desk: Desk, proposal: Proposal) -> int:
        if proposal.cases[0].customer.name == "Björk AB":
            page.model.cancel()
        return store(desk, proposal)

    store = sending.make
    monkeypatch.setattr(sending, "make", stopped_by_the_user)
    opened.press(Qt.Key.Key_S, CTRL)
    assert told[0] == "Brev 1 av 7, Alm AB"
    assert told[-1] == "Brev 2 av 7, Björk AB"
    assert "2 brev är klara och väntar." in seen(opened)
    assert not list(tmp_path.glob("*.pdf"))
    opened.press(Qt.Key.Key_Return)
    left = [f"x {name} AB" for name in NAMES[3:]]
    assert listed(page)[2:] == ["Redo 5", *left, "Gjorda, inte skickade än 2", "x Alm AB", "x Björk AB"]

    opened.press(Qt.Key.Key_S, CTRL)
    assert len(preview.pages((tmp_path / "2026-11-18_Brevkorning.pdf").read_bytes(), 30)) == 7


def test_a_letter_is_changed_and_left_out_in_the_list(opened: OpenWindow, tmp_path: Path) -> None:
    page = run(opened, SetOutlets(tmp_path))
    opened.press(Qt.Key.Key_J)
    opened.press(Qt.Key.Key_X)
    assert listed(page)[2:5] == ["Redo 7", "- Alm AB", "x Björk AB"]
    opened.press(Qt.Key.Key_J)
    opened.press(Qt.Key.Key_Return)
    opened.press(Qt.Key.Key_Down)
    row = page.list.selected()
    assert row is not None
    assert (row.name, row.reason) == ("Björk AB", "Formell påminnelse")
    opened.press(Qt.Key.Key_S, CTRL)
    assert "6 brev är klara." in seen(opened)


def test_a_letter_in_conflict_is_never_taken_along(opened: OpenWindow, tmp_path: Path) -> None:
    page = run(opened, SetOutlets(tmp_path))
    opened.press(Qt.Key.Key_X)
    assert listed(page)[1] == "- Cypress AB"
    assert page.subject().name == "Cypress AB"  # type: ignore[union-attr]


def test_what_stops_a_letter_meanwhile_is_listed_and_the_rest_goes_out(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    page = run(opened, SetOutlets(tmp_path))
    contact.log_call(office.desk, [CaseId(5)], Call(Outcome.PROMISED, date(2026, 11, 25)))
    opened.press(Qt.Key.Key_S, CTRL)
    assert "6 brev är klara.\nFura AB: " in seen(opened)
    assert listed(page)[:2] == ["Inte gjorda 1", "- Fura AB"]
