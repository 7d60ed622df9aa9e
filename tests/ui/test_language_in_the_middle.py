"""The language is changed in the middle of work: what was typed stays, and no word of the old one is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import i18n
from app.preferences import Preferences
from tests.everywhere import subjects
from tests.keyboard import type_text
from tests.office import Office
from tests.settling import settle
from ui.application import Session
from ui.main_window import MainWindow
from ui.pages.call_panel import CallPanel
from ui.pages.invoices_page import InvoicesPage
from ui.view_models import places

NOTE = "Chefen är tillbaka på måndag"


@pytest.fixture
def session(example_office: Office, qtbot: QtBot) -> Iterator[Session]:
    with opened(example_office, qtbot) as made:
        yield made


class opened:  # noqa: N801 - a context, as open() is
    """The program on an office, in Swedish."""

    def __init__(self, office: Office, qtbot: QtBot) -> None:
        app = cast(QApplication, QApplication.instance())
        self.session = Session(app, office.desk, Preferences(language="sv", colour_scheme="light"))
        self._qtbot = qtbot

    def __enter__(self) -> Session:
        assert self.session.opened()
        settle(self.session.workplace.background, self._qtbot)
        return self.session

    def __exit__(self, *_error: object) -> None:
        self.session.close()
        assert self.session.window
        self._qtbot.addWidget(self.session.window)


def window(session: Session) -> MainWindow:
    assert session.window is not None
    return session.window


def speak(session: Session, language: str, qtbot: QtBot) -> None:
    """Choose another language, and wait for the window that speaks it."""
    before = session.window
    session.workplace.prefer(language=language)
    qtbot.waitUntil(lambda: session.window is not before)
    settle(session.workplace.background, qtbot)


def words(front: QWidget) -> set[str]:
    """Return what stands on the labels and buttons that are shown."""
    return {
        each.text().replace("&", "")
        for each in front.findChildren(QWidget)
        if isinstance(each, QLabel | QAbstractButton) and each.isVisible() and each.text()
    }


def only(language: str, other: str) -> set[str]:
    """Return the words of a language that are not also words of the other."""
    one, two = (vars(i18n.translator(each))["_catalog"] for each in (language, other))
    return {text for text in one.values() if isinstance(text, str)} - {
        text for text in two.values() if isinstance(text, str)
    }


def test_a_call_goes_on_where_it_was_in_the_new_language(session: Session, qtbot: QtBot) -> None:
    subject = subjects(window(session))[0]
    window(session).open_panel("call", subject)
    settle(session.workplace.background, qtbot)
    note = window(session).focusWidget()
    assert note is not None
    type_text(note, NOTE)
    speak(session, "nb", qtbot)
    panel = window(session).panel()
    assert isinstance(panel, CallPanel)
    assert panel.note.text() == NOTE
    assert panel.about.name == subject.name
    assert window(session).focusWidget() is panel.note.editor
    assert isinstance(window(session).place(), places.Today)
    assert not words(window(session)) & only("sv", "nb")


def test_a_list_stays_narrowed_as_it_was(session: Session, qtbot: QtBot) -> None:
    window(session).go(places.Invoices("overdue"))
    settle(session.workplace.background, qtbot)
    page = window(session).page()
    assert isinstance(page, InvoicesPage)
    page.view.choose(filter="paid", text="Brf")
    settle(session.workplace.background, qtbot)
    ids = page.view.state.ids
    assert ids
    speak(session, "en", qtbot)
    again = window(session).page()
    assert isinstance(again, InvoicesPage)
    assert again is not page
    assert (again.view.filter.value(), again.view.text.text(), again.view.state.ids) == ("paid", "Brf", ids)
    assert not words(window(session)) & only("sv", "nb")


def test_a_window_that_is_closed_in_the_middle_of_a_draft_opens_with_it(
    example_office: Office, qtbot: QtBot
) -> None:
    with opened(example_office, qtbot) as first:
        subject = subjects(window(first))[0]
        window(first).open_panel("call", subject)
        settle(first.workplace.background, qtbot)
        note = window(first).focusWidget()
        assert note is not None
        type_text(note, NOTE)
        window(first).close()
    with opened(example_office, qtbot) as second:
        window(second).open_panel("call", subject)
        settle(second.workplace.background, qtbot)
        panel = window(second).panel()
        assert isinstance(panel, CallPanel)
        assert panel.note.text() == NOTE
