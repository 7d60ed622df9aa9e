"""The session around the window: language, looks and the end of the day change what is shown, at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app import preferences
from app.preferences import Preferences
from tests.office import Office
from tests.settling import settle
from ui.application import Session
from ui.pages.first_run_page import FirstRunPage
from ui.pages.today_page import TodayPage
from ui.theme import theme


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    office.invoice(
        office.customer("Acme AB"), "10431", "1250", issued="2026-09-28", due="2026-10-28", due_agreed=True
    )
    office.sleep_until("2026-11-02")
    return office


@pytest.fixture
def session(office: Office, qtbot: QtBot) -> Iterator[Session]:
    made = Session(
        cast(QApplication, QApplication.instance()),
        office.desk,
        Preferences(language="sv", colour_scheme="light"),
    )
    assert made.opened()
    answered(made, qtbot)
    yield made
    made.close()
    assert made.window is not None
    qtbot.addWidget(made.window)


def answered(session: Session, qtbot: QtBot) -> None:
    """Wait until the worker has answered everything that was asked of it."""
    settle(session.workplace.background, qtbot)


def today(session: Session) -> TodayPage:
    assert session.window is not None
    page = session.window.page()
    assert isinstance(page, TodayPage)
    return page


def test_a_new_day_shows_a_new_list_by_itself(session: Session, office: Office, qtbot: QtBot) -> None:
    assert today(session).model.morning is not None
    assert today(session).model.morning.title == "Måndag 2 november"  # type: ignore[union-attr]
    office.sleep_until("2026-11-13")
    session._look_at_clock()
    answered(session, qtbot)
    assert today(session).model.morning.title == "Fredag 13 november"  # type: ignore[union-attr]


def test_the_window_stays_where_it_is_when_the_language_changes(session: Session, qtbot: QtBot) -> None:
    assert session.window is not None
    session.window.resize(1024, 700)  # no wider, for the screen of the tests is narrow
    before = session.window
    session.workplace.prefer(language="nb")
    qtbot.waitUntil(lambda: session.window is not before)
    answered(session, qtbot)
    assert (session.window.width(), session.window.height()) == (1024, 700)


def test_closing_keeps_the_place_of_the_window_and_leaves_the_looks_alone(
    session: Session, qtbot: QtBot
) -> None:
    assert session.window is not None
    session.window.resize(1180, 760)
    with qtbot.assertNotEmitted(theme().changed):
        session.window.close()
    assert preferences.load().window_geometry == session.window.standing_place()


def test_another_language_is_spoken_at_once_on_the_same_page(session: Session, qtbot: QtBot) -> None:
    session.workplace.prefer(language="nb")
    qtbot.waitUntil(lambda: session.window is not None and session.window.windowTitle() == "Betalt – I dag")
    qtbot.waitUntil(lambda: today(session).model.morning.title == "Mandag 2. november")  # type: ignore[union-attr]
    assert preferences.load().language == "nb"


def test_a_language_asked_for_at_the_start_is_spoken_this_once(office: Office, qtbot: QtBot) -> None:
    app = cast(QApplication, QApplication.instance())
    session = Session(app, office.desk, Preferences(language="sv", colour_scheme="light"), language="nb")
    assert session.opened()
    answered(session, qtbot)
    assert today(session).model.morning.title == "Mandag 2. november"  # type: ignore[union-attr]
    session.workplace.prefer(density="compact")
    assert preferences.load().language == "sv"
    session.close()
    assert session.window is not None
    qtbot.addWidget(session.window)


def test_looks_and_size_of_text_change_at_once_and_are_kept(session: Session) -> None:
    session.workplace.actions["scheme_dark"].trigger()
    session.workplace.actions["bigger"].trigger()
    assert theme().dark
    assert theme().scale == 1.1
    assert preferences.load().text_scale_percent == 110


def test_a_file_that_is_not_ours_is_refused_in_one_sentence(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "critical", lambda *words: told.append(words[-1]))
    path = tmp_path / "betalt.db"
    path.write_text("not a database, but some text that is longer than a header of one would be" * 20)
    from app.bootstrap import make_desk

    app = cast(QApplication, QApplication.instance())
    session = Session(app, make_desk(path), Preferences(language="sv"))
    assert not session.opened()
    session.close()
    assert len(told) == 1


def test_without_a_file_the_first_run_opens_and_none_is_made(tmp_path: Path, qtbot: QtBot) -> None:
    from app.bootstrap import make_desk

    app = cast(QApplication, QApplication.instance())
    session = Session(app, make_desk(tmp_path / "new.db"), Preferences(language="sv"))
    assert session.opened()
    assert session.window is not None
    qtbot.addWidget(session.window)
    assert isinstance(session.window.page(), FirstRunPage)
    assert not (tmp_path / "new.db").exists()
    session.close()
