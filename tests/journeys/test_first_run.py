"""The first minute: from nothing to the work list, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import i18n, preferences
from app.domain.party import OwnAccount
from app.preferences import Preferences
from app.services import firm
from app.services.desk import Desk
from tests import settling
from tests.keyboard import type_text
from tests.office import SWEDISH_FIRM, Office, SetClock
from ui.application import Session
from ui.pages.first_run_page import FirstRunPage
from ui.pages.import_page import ImportPage
from ui.pages.today_page import TodayPage
from ui.view_models.first_run_model import BEGINNING, COMPANY, LANGUAGE


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(SetClock(date(2026, 11, 18)), tmp_path / "data" / "betalt.db", "test")


@pytest.fixture
def session(desk: Desk, qtbot: QtBot) -> Iterator[Session]:
    i18n.use("sv")
    made = Session(
        cast(QApplication, QApplication.instance()), desk, Preferences(language="sv", colour_scheme="light")
    )
    assert made.opened()
    yield made
    made.close()
    assert made.window is not None
    qtbot.addWidget(made.window)


def settle(session: Session, qtbot: QtBot) -> None:
    """Wait until the worker has answered everything, and what its answers asked for."""
    settling.settle(session.workplace.background, qtbot)


def page(session: Session) -> FirstRunPage:
    assert session.window is not None
    found = session.window.page()
    assert isinstance(found, FirstRunPage)
    return found


def press(session: Session, key: Qt.Key) -> None:
    assert session.window is not None
    QTest.keyClick(session.window.focusWidget() or session.window, key)


def seen(session: Session) -> str:
    assert session.window is not None
    labels = session.window.page().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def name_firm(session: Session, name: str = "Tallkotten Rör & Värme") -> FirstRunPage:
    """Go from the language to the firm and past it, with Enter."""
    press(session, Qt.Key.Key_Return)
    type_text(page(session).company.name, name)
    press(session, Qt.Key.Key_Return)
    return page(session)


def test_a_name_and_two_enters_lead_to_the_third_screen(session: Session, desk: Desk, qtbot: QtBot) -> None:
    first = page(session)
    assert session.window is not None
    assert session.window.focusWidget() is first.cards["sv"]
    press(session, Qt.Key.Key_Return)
    assert first.step() == COMPANY
    type_text(first.company.name, "Tallkotten Rör & Värme")
    first.company.account.setFocus()
    type_text(first.company.account, "5050-1055")
    press(session, Qt.Key.Key_Return)
    assert first.step() == BEGINNING
    settle(session, qtbot)
    assert firm.read_firm(desk).name == "Tallkotten Rör & Värme"
    assert firm.read_firm(desk).country == "SE"
    assert firm.read_firm(desk).accounts == (OwnAccount("bankgiro", "50501055"),)
    assert desk.path.stat().st_mode & 0o777 == 0o600


def test_without_a_name_the_screen_says_what_is_missing(session: Session, desk: Desk) -> None:
    press(session, Qt.Key.Key_Return)
    press(session, Qt.Key.Key_Return)
    assert page(session).step() == COMPANY
    assert "Skriv företagets namn." in seen(session)
    assert not desk.path.exists()


def test_a_wrong_digit_is_shown_beside_its_field_and_goes_while_typing(session: Session) -> None:
    press(session, Qt.Key.Key_Return)
    company = page(session).company
    type_text(company.name, "Tallkotten")
    company.identifier.setFocus()
    type_text(company.identifier, "811228-9875")
    press(session, Qt.Key.Key_Return)
    assert page(session).step() == COMPANY
    assert "den sista stämmer inte med de andra" in seen(session)
    press(session, Qt.Key.Key_Backspace)
    assert "den sista stämmer inte med de andra" not in seen(session)


def test_escape_goes_back_one_screen_at_a_time(session: Session) -> None:
    press(session, Qt.Key.Key_Return)
    press(session, Qt.Key.Key_Escape)
    assert page(session).step() == LANGUAGE


def test_another_language_applies_at_once_and_the_next_enter_goes_on(session: Session, qtbot: QtBot) -> None:
    page(session).cards["nb"].click()
    qtbot.waitUntil(lambda: "Steg 1 av 3" in seen(session) and "Hold orden" in seen(session))
    assert preferences.load().language == "nb"
    assert page(session).step() == LANGUAGE
    press(session, Qt.Key.Key_Return)
    assert "Firmaet ditt" in seen(session)
    assert not page(session).company.country.isVisible()
    assert page(session).company.account_kind.value() == "account"


def test_english_asks_for_the_country(session: Session, desk: Desk, qtbot: QtBot) -> None:
    page(session).cards["en"].click()
    qtbot.waitUntil(lambda: "Step 1 of 3" in seen(session))
    press(session, Qt.Key.Key_Return)
    company = page(session).company
    assert company.country.isVisible()
    company.country.set_value("NO")
    company.country.changed.emit("NO")
    type_text(company.name, "Granbar Design")
    press(session, Qt.Key.Key_Return)
    settle(session, qtbot)
    assert firm.read_firm(desk).country == "NO"


def test_reading_in_is_one_enter_from_the_third_screen(session: Session, qtbot: QtBot) -> None:
    name_firm(session)
    press(session, Qt.Key.Key_Return)
    settle(session, qtbot)
    assert session.window is not None
    assert isinstance(session.window.page(), ImportPage)
    press(session, Qt.Key.Key_Escape)
    assert isinstance(session.window.page(), TodayPage)


def test_the_example_fills_the_list_and_is_left_in_one_step(
    session: Session, desk: Desk, qtbot: QtBot
) -> None:
    third = name_firm(session)
    third.example.click()
    settle(session, qtbot)
    assert session.window is not None
    today = session.window.page()
    assert isinstance(today, TodayPage)
    assert today.banner.isVisible()
    assert today.model.morning is not None
    assert today.model.morning.to_do

    today.banner.banner.accepted.emit()
    settle(session, qtbot)
    assert session.window.page() is today
    assert not today.banner.isVisible()
    assert not today.model.morning.to_do
    assert firm.read_firm(desk).name == "Tallkotten Rör & Värme"
    assert desk.path.with_name("betalt.example.db").exists()


def test_a_backup_is_opened_and_leads_straight_to_the_list(
    session: Session, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    backup = tmp_path / "usb" / "kopia.db"
    office = Office.opened(backup, "2026-11-18")
    office.desk.database.close()
    first = page(session)
    first.choose = lambda _parent, _title: str(backup)
    first.open_copy.click()
    settle(session, qtbot)
    assert session.window is not None
    assert isinstance(session.window.page(), TodayPage)
    assert firm.read_firm(desk) == SWEDISH_FIRM


def test_a_file_that_is_no_backup_is_refused_in_one_sentence(
    session: Session, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "diary.txt"
    other.write_text("Kära dagbok\n" * 400, encoding="utf-8")
    first = page(session)
    first.choose = lambda _parent, _title: str(other)
    first.open_copy.click()
    settle(session, qtbot)
    assert page(session) is first
    assert "inte" in first.trouble.text()
    assert first.trouble.isVisible()
    assert not desk.path.exists()
