"""The window looks after the file: a backup a day, damage noticed, backups brought back, one at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from app.preferences import Preferences
from app.services import backing_up
from app.services.desk import Desk
from app.services.safekeeping import seal
from app.storage.instance_lock import claim
from tests.office import Office
from tests.settling import settle
from tests.window import OpenWindow, opened_window
from ui import first_window
from ui.application import Session
from ui.pages.restore_page import RestorePage
from ui.pages.settings_page import SettingsPage
from ui.pages.today_page import TodayPage
from ui.view_models import places

CHOSEN = Preferences(language="sv", colour_scheme="light")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    owe(office, "10431")
    office.sleep_until("2026-11-02")
    return office


def owe(office: Office, number: str) -> None:
    office.invoice(
        office.customer(f"Kund {number} AB"), number, "1250", issued="2026-09-28", due="2026-10-28"
    )


def numbers(office: Office) -> list[str]:
    rows = office.desk.database.connection.execute("SELECT number FROM invoice ORDER BY id")
    return [row[0] for row in rows]


def start(office: Office, qtbot: QtBot, chosen: Preferences = CHOSEN) -> Session:
    """Open the window on a file that is closed, as a start does, and wait until it was looked over."""
    office.desk.rest()
    office.desk = Desk(office.clock, office.desk.path, "test")
    session = Session(cast(QApplication, QApplication.instance()), office.desk, chosen)
    assert session.opened()
    quiet(session, qtbot)
    return session


def quiet(session: Session, qtbot: QtBot) -> None:
    settle(session.workplace.background, qtbot)
    settle(session.care.background, qtbot)
    settle(session.workplace.background, qtbot)


def end(session: Session, qtbot: QtBot) -> None:
    session.close()
    assert session.window is not None
    qtbot.addWidget(session.window)


def page(session: Session) -> object:
    assert session.window is not None
    return session.window.page()


def seen(widget: object) -> str:
    assert isinstance(widget, RestorePage | SettingsPage)
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_closing_makes_the_day_s_backup_once(office: Office, qtbot: QtBot) -> None:
    end(start(office, qtbot), qtbot)
    (made,) = backing_up.backups(office.desk)
    end(start(office, qtbot), qtbot)
    assert backing_up.backups(office.desk) == [made]


def test_a_day_that_ends_while_the_window_is_open_has_its_backup_too(office: Office, qtbot: QtBot) -> None:
    session = start(office, qtbot)
    office.sleep_until("2026-11-03")
    session._look_at_clock()
    quiet(session, qtbot)
    assert len(backing_up.backups(office.desk)) == 1
    end(session, qtbot)


def test_the_second_folder_has_a_copy(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    end(start(office, qtbot, Preferences(language="sv", backup_folder=str(stick))), qtbot)
    assert len(list(stick.glob("betalt-2026-11-02-*.db"))) == 1


def test_the_status_line_speaks_after_seven_days(office: Office, qtbot: QtBot) -> None:
    backing_up.back_up(office.desk)
    office.sleep_until("2026-11-09")
    session = start(office, qtbot)
    assert session.window is not None
    labels = session.window.status.findChildren(QLabel)
    assert "Ingen säkerhetskopia på 7 dagar" in [label.text() for label in labels]
    end(session, qtbot)


def test_a_file_that_lost_entries_is_noticed_and_may_be_gone_on_with(office: Office, qtbot: QtBot) -> None:
    older = office.desk.path.with_name("older.db")
    backing_up.back_up_to(office.desk, older)
    owe(office, "10432")
    seal(office.desk)
    office.desk.close()
    shutil.copyfile(older, office.desk.path)
    session = start(office, qtbot)
    restore = page(session)
    assert isinstance(restore, RestorePage)
    assert "saknas anteckningar" in seen(restore)
    restore.leave_it.click()
    quiet(session, qtbot)
    assert isinstance(page(session), TodayPage)
    end(session, qtbot)
    session = start(office, qtbot)
    assert isinstance(page(session), TodayPage)
    end(session, qtbot)


@pytest.mark.parametrize("size", [0x1000 + 17, 9_000])
def test_a_file_that_cannot_be_read_is_brought_back_after_a_yes(
    office: Office, qtbot: QtBot, size: int
) -> None:
    backing_up.back_up(office.desk)
    office.desk.close()
    office.desk.path.write_bytes(office.desk.path.read_bytes()[:size])
    damaged = office.desk.path.read_bytes()
    session = start(office, qtbot)
    restore = page(session)
    assert isinstance(restore, RestorePage)
    assert "Delar av din fil går inte att läsa" in seen(restore)
    assert not restore.leave_it.isVisibleTo(restore)

    restore.confirm = lambda _parent, _words: False
    restore.restore.click()
    quiet(session, qtbot)
    assert office.desk.path.read_bytes() == damaged

    restore.confirm = lambda _parent, _words: True
    restore.restore.click()
    quiet(session, qtbot)
    assert isinstance(page(session), TodayPage)
    assert numbers(office) == ["10431"]
    (kept,) = office.desk.path.parent.glob("betalt.damaged-*.db")
    assert kept.read_bytes() == damaged
    end(session, qtbot)


def test_a_damaged_file_without_any_backup_is_said_and_left_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, words: told.append(words))
    office.desk.close()
    office.desk.path.write_bytes(b"Faktura;Belopp\n" * 99)
    desk = Desk(office.clock, office.desk.path, "test")
    session = Session(cast(QApplication, QApplication.instance()), desk, CHOSEN)
    assert not session.opened()
    assert len(told) == 1
    session.close()


def test_a_file_open_on_another_computer_is_refused_politely(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, words: told.append(words))
    note = office.desk.path.with_name("betalt.db.open")
    at = office.clock.now().isoformat()
    note.write_text(f'{{"computer": "verkstaden", "at": "{at}"}}', encoding="utf-8")
    session = Session(cast(QApplication, QApplication.instance()), office.desk, CHOSEN)
    assert not session.opened()
    assert "verkstaden" in told[0]
    session.close()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_second_start_brings_the_first_window_forward(office: Office, qtbot: QtBot) -> None:
    session = start(office, qtbot)
    assert session.window is not None
    session.window.showMinimized()
    assert first_window.call(office.desk.path)
    window = session.window
    qtbot.waitUntil(lambda: not window.isMinimized())
    second = Session(
        cast(QApplication, QApplication.instance()), Desk(office.clock, office.desk.path), CHOSEN
    )
    assert not second.opened()
    assert second.code == 0
    second.close()
    end(session, qtbot)
    held = claim(office.desk.path, office.clock.now())
    assert held is not None
    held.release()


def test_a_folder_copied_to_other_computers_is_spoken_of_once(qtbot: QtBot, tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "Dropbox" / "betalt.db", "2026-11-02")
    session = start(office, qtbot)
    assert session.window is not None
    assert "Dropbox" in session.window.status.words()
    chosen = session.workplace.preferences
    end(session, qtbot)
    session = start(office, qtbot, chosen)
    assert session.window is not None
    assert "Dropbox" not in session.window.status.words()
    end(session, qtbot)


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    office.desk.close()
    with opened_window(office, qtbot, places.Settings()) as found:
        yield found


def test_a_backup_made_in_the_settings_is_shown_and_brought_back(opened: OpenWindow, office: Office) -> None:
    settings = opened.window.page()
    assert isinstance(settings, SettingsPage)
    settings.backup.back_up.click()
    opened.settle()
    assert "Kopierad och kontrollerad: 1 kund" in opened.window.status.words()
    assert "Den senaste säkerhetskopian: I dag" in seen(settings)
    elsewhere = Office(Desk(office.clock, office.desk.path), office.clock)
    owe(elsewhere, "10432")
    elsewhere.desk.close()
    settings.backup.restore.click()
    opened.settle()
    restore = opened.window.page()
    assert isinstance(restore, RestorePage)
    assert "1 anteckning efter den skulle inte vara med." in seen(restore)
    restore.confirm = lambda _parent, words: "1 faktura" in words
    restore.restore.click()
    opened.settle()
    assert isinstance(opened.window.page(), TodayPage)
    assert numbers(office) == ["10431"]
    assert len(list(office.desk.path.parent.glob("betalt.replaced-*.db"))) == 1


def test_a_second_folder_is_chosen_and_let_go(opened: OpenWindow, tmp_path: Path) -> None:
    settings = opened.window.page()
    assert isinstance(settings, SettingsPage)
    settings.backup.choose = lambda _parent, _title: str(tmp_path / "stick")
    settings.backup.choose_second.click()
    opened.settle()
    assert opened.workplace.preferences.backup_folder == str(tmp_path / "stick")
    settings.backup.back_up.click()
    opened.settle()
    assert "Den andra mappen gick inte att nå" in opened.window.status.words()
    settings.backup.no_second.click()
    opened.settle()
    assert opened.workplace.preferences.backup_folder == ""


def test_another_file_that_is_no_backup_is_refused_on_the_page(opened: OpenWindow, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Faktura;Belopp\n" * 99, encoding="utf-8")
    opened.go(places.Restore())
    restore = opened.window.page()
    assert isinstance(restore, RestorePage)
    restore.choose = lambda _parent, _title: str(tmp_path / "list.csv")
    restore.another.click()
    opened.settle()
    assert "inte gjord av Betalt" in seen(restore) or "Betalt" in restore.trouble.text()
    assert not restore.restore.isEnabled()


def test_only_what_was_chosen_last_is_shown_and_another_file_is_named(
    opened: OpenWindow, tmp_path: Path
) -> None:
    backing_up.back_up(opened.office.desk)
    (tmp_path / "list.csv").write_text("Faktura;Belopp\n" * 99, encoding="utf-8")
    opened.go(places.Restore())
    restore = opened.window.page()
    assert isinstance(restore, RestorePage)
    assert restore.held.isVisible()
    assert not restore.which.isVisible()
    restore.choose = lambda _parent, _title: str(tmp_path / "list.csv")
    restore.another.click()
    opened.settle()
    assert not restore.held.isVisible()
    assert restore.which.text() == str(tmp_path / "list.csv")
    restore.backups.changed.emit(str(backing_up.backups(opened.office.desk)[0].path))
    opened.settle()
    assert restore.held.isVisible()
    assert not restore.trouble.isVisible()
    assert restore.restore.isEnabled()
