"""The lock: taken on once the sheet is kept, showing nothing of a case, and opened in each way there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from keyring.backends import fail
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.recovery_words import encode
from app.preferences import Preferences
from app.services.keys import key_of
from app.services.locking import new_key, new_passphrase, seal
from tests.keyboard import type_text
from tests.keyrings import MemoryKeyring, in_use
from tests.office import Office
from tests.outlets import SetOutlets
from tests.settling import settle
from ui.application import Session
from ui.pages.first_run_page import FirstRunPage
from ui.pages.lock_panel import LockPanel
from ui.pages.settings_lock import LockCard
from ui.pages.settings_page import SettingsPage
from ui.pages.today_page import TodayPage
from ui.pages.unlock_page import UnlockPage
from ui.view_models import places

PASSPHRASE = "fyra ord om sjön"


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    backend = MemoryKeyring()
    with in_use(backend):
        yield backend


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    who = made.customer("Norrskärs Båtvarv AB")
    made.invoice(who, "10431", "1250", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    return made


@pytest.fixture
def session(office: Office, ring: MemoryKeyring, qtbot: QtBot) -> Iterator[Session]:
    """Give a session that is not opened yet, so that a test can lock the file before."""
    app = cast(QApplication, QApplication.instance())
    made = Session(app, office.desk, Preferences(language="sv", colour_scheme="light"))
    yield made
    made.close()
    if made.window is not None:
        qtbot.addWidget(made.window)


def started(session: Session, qtbot: QtBot) -> QWidget:
    """Open the window and wait until it has settled; return the page in front."""
    session._desk.close()
    assert session.opened()
    return front(session, qtbot)


def front(session: Session, qtbot: QtBot) -> QWidget:
    settle(session.workplace.background, qtbot)
    assert session.window is not None
    return session.window.page()


def texts(widget: QWidget) -> str:
    """Return every word that a label of the window shows or could show."""
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def lock_card(session: Session, qtbot: QtBot) -> LockCard:
    assert session.window is not None
    session.window.go(places.Settings())
    page = front(session, qtbot)
    assert isinstance(page, SettingsPage)
    return page.lock


def test_a_file_with_its_key_in_the_keyring_opens_by_itself(
    session: Session, office: Office, qtbot: QtBot
) -> None:
    seal(office.desk, new_key())
    page = started(session, qtbot)
    assert isinstance(page, TodayPage)
    assert page.list.selected() is not None


def test_a_passphrase_is_asked_for_and_a_wrong_one_can_be_put_right(
    session: Session, office: Office, qtbot: QtBot
) -> None:
    seal(office.desk, new_passphrase(PASSPHRASE))
    page = started(session, qtbot)
    assert isinstance(page, UnlockPage)
    assert page.typed.isVisible()
    assert page.typed.echoMode() == page.typed.EchoMode.Password
    type_text(page.typed, "fyra ord om berg")
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    assert front(session, qtbot) is page
    assert page.trouble.text().startswith("Det öppnar inte filen")
    assert page.typed.text() == "fyra ord om berg"
    page.typed.selectAll()
    type_text(page.typed, PASSPHRASE)
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    assert isinstance(front(session, qtbot), TodayPage)


def test_a_forgotten_key_is_typed_from_the_sheet(
    session: Session, office: Office, ring: MemoryKeyring, qtbot: QtBot
) -> None:
    key = new_key()
    seal(office.desk, key)
    ring.kept.clear()
    page = started(session, qtbot)
    assert isinstance(page, UnlockPage)
    assert page.trouble.text().startswith("Filens nyckel finns inte på den här datorn")
    type_text(page.typed, " ".join(word for row in encode(key.raw) for word in row))
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    assert isinstance(front(session, qtbot), TodayPage)
    assert ring.kept


def test_a_locked_window_shows_nothing_of_a_case(session: Session, office: Office, qtbot: QtBot) -> None:
    seal(office.desk, new_passphrase(PASSPHRASE))
    page = started(session, qtbot)
    assert isinstance(page, UnlockPage)
    type_text(page.typed, PASSPHRASE)
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    assert isinstance(front(session, qtbot), TodayPage)
    assert page.typed.text() == "", "the passphrase stays in the window"
    session.workplace.actions["lock"].trigger()
    page = front(session, qtbot)
    assert isinstance(page, UnlockPage)
    assert session.window is not None
    assert session.window.windowTitle() == "Betalt"
    assert "Norrskär" not in texts(session.window)
    assert "1 250" not in texts(session.window)
    assert not office.desk.encrypted, "the file is open, and its key in memory"
    for key in (Qt.Key.Key_1, Qt.Key.Key_O, Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_K):
        QTest.keyClick(session.window, key, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(session.window, Qt.Key.Key_Escape)
    assert front(session, qtbot) is page
    assert session.window.panel() is None


def test_what_is_locked_by_hand_waits_for_a_key_and_comes_back_where_it_was(
    session: Session, office: Office, qtbot: QtBot
) -> None:
    seal(office.desk, new_key())
    started(session, qtbot)
    assert session.window is not None
    session.window.go(places.Settings())
    front(session, qtbot)
    session._lock()
    page = front(session, qtbot)
    assert isinstance(page, UnlockPage)
    assert page.trouble.text() == ""
    page.open_it.click()
    assert isinstance(front(session, qtbot), SettingsPage)


def test_only_an_encrypted_file_is_closed_when_nobody_touches_the_window(
    session: Session, office: Office, qtbot: QtBot
) -> None:
    seal(office.desk, new_key())
    started(session, qtbot)
    assert session._idle.minutes() == 15
    session.workplace.prefer(lock_minutes=0)
    assert session._idle.minutes() == 0
    session.workplace.prefer(lock_minutes=5)
    assert session._idle.minutes() == 5
    session._idle.idle.emit()
    assert isinstance(front(session, qtbot), UnlockPage)
    assert session._idle.minutes() == 0


def test_the_lock_takes_effect_once_the_sheet_is_saved(
    session: Session, office: Office, ring: MemoryKeyring, qtbot: QtBot, tmp_path: Path
) -> None:
    started(session, qtbot)
    card = lock_card(session, qtbot)
    card.paper.outlets = SetOutlets(tmp_path)
    card.use_key.click()
    front(session, qtbot)
    assert card.save_sheet.isVisible()
    assert not card.without_sheet.isVisible()
    assert not office.desk.encrypted
    card.save_sheet.click()
    front(session, qtbot)
    assert (tmp_path / "Återställningsblad.pdf").read_bytes().startswith(b"%PDF")
    assert office.desk.encrypted
    key = key_of(office.desk)
    assert key is not None
    assert ring.kept == {("betalt", key.name): key.raw.hex()}
    assert card.lock_now.isVisible()
    assert card.words.text().startswith("Filen och dess säkerhetskopior är krypterade.")
    card.take_away.click()
    front(session, qtbot)
    assert not office.desk.encrypted
    assert card.words.text().startswith("Filen är inte krypterad.")


def test_a_sheet_that_is_not_kept_changes_nothing(session: Session, office: Office, qtbot: QtBot) -> None:
    started(session, qtbot)
    card = lock_card(session, qtbot)
    card.use_key.click()
    front(session, qtbot)
    card.leave_it.click()
    front(session, qtbot)
    assert card.use_key.isVisible()
    assert not office.desk.encrypted


def test_a_passphrase_is_typed_twice_and_long_enough(session: Session, office: Office, qtbot: QtBot) -> None:
    started(session, qtbot)
    card = lock_card(session, qtbot)
    card.use_passphrase.click()
    for first, again, said in (
        (PASSPHRASE, "fyra ord om berg", "De två är inte lika"),
        ("kort", "kort", "Använd minst 10 tecken"),
    ):
        card.typed.setText(first)
        card.typed_again.setText(again)
        card.go_on.click()
        front(session, qtbot)
        assert card.trouble.text().startswith(said)
        assert card.typed.isVisible()
    card.typed.setText(PASSPHRASE)
    card.typed_again.setText(PASSPHRASE)
    card.go_on.click()
    front(session, qtbot)
    card.without_sheet.click()
    front(session, qtbot)
    assert office.desk.encrypted
    assert card.typed.text() == card.typed_again.text() == ""


def first_run(session: Session, qtbot: QtBot) -> FirstRunPage:
    """Walk through the first run of a new file to its last screen."""
    page = started(session, qtbot)
    assert isinstance(page, FirstRunPage)
    page.go_on.click()
    page.company.name.setText("Tallkotten")
    page.go_on.click()
    front(session, qtbot)
    return page


def test_the_first_run_offers_the_lock_and_leads_to_its_sheet(
    session: Session, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    office.desk.close()
    office.desk.path = tmp_path / "new.db"
    page = first_run(session, qtbot)
    assert page.locks.isVisible()
    assert page.locks.isChecked()
    page.empty.click()
    front(session, qtbot)
    assert session.window is not None
    panel = session.window.panel()
    assert isinstance(panel, LockPanel)
    assert not office.desk.encrypted
    panel.card.paper.outlets = SetOutlets(tmp_path)
    panel.card.save_sheet.click()
    front(session, qtbot)
    assert office.desk.encrypted
    assert session.window.panel() is None


def test_whoever_does_not_want_a_lock_is_not_asked_again(
    session: Session, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    office.desk.close()
    office.desk.path = tmp_path / "new.db"
    page = first_run(session, qtbot)
    page.locks.setChecked(False)
    page.empty.click()
    front(session, qtbot)
    assert session.window is not None
    assert session.window.panel() is None
    assert not office.desk.encrypted


def test_without_a_keyring_the_first_run_says_nothing_of_a_lock(
    session: Session, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    office.desk.close()
    office.desk.path = tmp_path / "new.db"
    with in_use(fail.Keyring()):  # type: ignore[no-untyped-call]
        page = first_run(session, qtbot)
        assert page.locks.isHidden()
        page.empty.click()
        front(session, qtbot)
    assert session.window is not None
    assert session.window.panel() is None


def test_a_locked_backup_is_opened_on_a_new_computer_with_the_words(
    session: Session, office: Office, ring: MemoryKeyring, qtbot: QtBot, tmp_path: Path
) -> None:
    key = new_key()
    seal(office.desk, key)
    office.desk.close()
    ring.kept.clear()
    backup = office.desk.path
    office.desk.path = tmp_path / "new" / "betalt.db"
    page = started(session, qtbot)
    assert isinstance(page, FirstRunPage)
    page.choose = lambda _parent, _title: str(backup)
    page.open_copy.click()
    assert front(session, qtbot) is page
    assert page.trouble.text().startswith("Filens nyckel finns inte på den här datorn")
    for typed in ("lusab babad", " ".join(word for row in encode(key.raw) for word in row)):
        page.words.setText(typed)
        QTest.keyClick(page.words, Qt.Key.Key_Return)
        front(session, qtbot)
    assert isinstance(front(session, qtbot), TodayPage)
    assert ring.kept
