"""The program as it is shipped, on a screen with a window manager: the keys come from outside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.domain.history import CallMade, Outcome, PromiseMade, Snoozed
from app.domain.invoice import CaseId
from app.services import drafts
from app.services.desk import Desk
from tests.office import Office, SetClock
from tests.screen import Screen, needs_a_screen, own_screen, program, wait_until

pytestmark = needs_a_screen
TODAY, CALL, PAYMENT, SNOOZE = (
    f"Betalt – {where}" for where in ("I dag", "Telefonsamtal", "Betalning", "Skjut upp")
)
CASE = CaseId(1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a trader with one late invoice, closed."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    who = office.customer("Bryggeri Tre Tumlare AB")
    office.invoice(who, "10431", "24860", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    office.desk.close()
    return office.desk.path


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with own_screen(tmp_path) as found:
        yield found


def arguments(file: Path) -> tuple[str, ...]:
    return ("--data", str(file), "--today", "2026-11-18")


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    """Read in the file while the program has it open."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def later(file: Path) -> Office:
    """Return the office as the program left it."""
    clock = SetClock(date(2026, 11, 18))
    return Office(Desk(clock, file, "test"), clock)


def events(file: Path) -> list[object]:
    return [entry.event for entry in later(file).case(CASE).live_history]


def test_a_call_is_taken_down_undone_and_done_again(screen: Screen, file: Path) -> None:
    def undone() -> list[tuple[object, ...]]:
        return rows(file, "SELECT undone FROM action WHERE kind = 'call'")

    with program(screen, *arguments(file)) as running:
        screen.comes(TODAY)
        screen.opens("c", CALL)
        screen.type("Maja betalar nu")
        screen.press("alt+1", "ctrl+Return")
        screen.comes(TODAY)
        screen.press("ctrl+z")
        wait_until(lambda: undone() == [(1,)], "the call to be undone")
        screen.press("ctrl+shift+z")
        wait_until(lambda: undone() == [(0,)], "the call to be done again")
        screen.press("ctrl+q")
        assert running.wait(timeout=120) == 0
    assert CallMade(Outcome.PROMISED, person=0) in events(file)
    assert [each.promised_by for each in events(file) if isinstance(each, PromiseMade)] == [
        date(2026, 11, 25)
    ]
    assert "Maja betalar nu" in {entry.note for entry in later(file).case(CASE).live_history}


def test_a_crash_in_the_middle_of_a_call_takes_no_word(screen: Screen, file: Path) -> None:
    def is_kept() -> bool:
        return any("Ringer i morgon" in str(row[0]) for row in rows(file, "SELECT payload FROM draft"))

    with program(screen, *arguments(file)) as running:
        screen.comes(TODAY)
        screen.opens("c", CALL)
        screen.type("Ringer i morgon")
        wait_until(is_kept, "the draft")
        running.kill()
        running.wait()
    with program(screen, *arguments(file)) as again:
        screen.comes(TODAY)
        screen.opens("c", CALL)
        screen.press("alt+3", "ctrl+Return")
        screen.comes(TODAY)
        screen.press("ctrl+q")
        assert again.wait(timeout=120) == 0
    assert "Ringer i morgon" in {entry.note for entry in later(file).case(CASE).live_history}
    assert drafts.names(later(file).desk, "") == []


def test_a_payment_and_a_snooze_take_two_keys_each(screen: Screen, file: Path) -> None:
    with program(screen, *arguments(file)) as running:
        screen.comes(TODAY)
        screen.opens("s", SNOOZE)
        screen.press("3")
        screen.comes(TODAY)
        screen.press("p")
        screen.comes(PAYMENT)
        screen.press("Return")
        screen.comes(TODAY)
        screen.press("ctrl+q")
        assert running.wait(timeout=120) == 0
    assert [each.until for each in events(file) if isinstance(each, Snoozed)] == [date(2026, 11, 23)]
    assert later(file).open(CASE) == "0.00"


def test_the_window_manager_closes_the_window_in_the_middle_of_a_form(screen: Screen, file: Path) -> None:
    with program(screen, *arguments(file)) as running:
        screen.comes(TODAY)
        screen.opens("n", "Betalt – Anteckning")
        screen.type("Attest av Bo")
        screen.press("alt+F4")
        assert running.wait(timeout=120) == 0
    assert drafts.load(later(file).desk, "note:1") == {"note": "Attest av Bo"}
