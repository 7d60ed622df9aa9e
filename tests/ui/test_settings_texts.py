"""The words of letters in the settings: changed in place, undone, and ours brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from app.domain.history import LetterKind
from app.domain.party import Tone
from app.services import drafts
from app.services.letter_texts import TextKey, letter_text, standard
from tests.keyboard import type_text
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.pages.settings_page import SettingsPage
from ui.pages.settings_texts import TextsCard
from ui.view_models import places

KEY = TextKey(LetterKind.FRIENDLY, Tone.WARM, "sv", is_person=False, many=False)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "betalt.db", "2026-11-18")


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Settings()) as found:
        found.settle()
        yield found


def texts(opened: OpenWindow) -> TextsCard:
    page = opened.window.page()
    assert isinstance(page, SettingsPage)
    return page.texts


def write(opened: OpenWindow, words: str) -> None:
    """Write at the end of the text, and go on to the next control."""
    begin(opened, words)
    opened.press(Qt.Key.Key_Tab)
    opened.settle()


def begin(opened: OpenWindow, words: str) -> None:
    card = texts(opened)
    card.text.setFocus()
    card.text.moveCursor(QTextCursor.MoveOperation.End)
    type_text(card.text, words)


def test_the_standard_text_is_shown_with_its_fields_as_boxes(opened: OpenWindow) -> None:
    assert texts(opened).text.paragraphs() == standard(KEY)
    assert not texts(opened).restore.isEnabled()


def test_what_is_typed_holds_and_undo_in_the_status_line_takes_it_back(
    opened: OpenWindow, office: Office
) -> None:
    write(opened, " Tack!")
    assert letter_text(office.desk, KEY).paragraphs[-1].endswith("Tack!")
    assert opened.window.status.words() == "Vänlig påminnelse: orden är ändrade."
    assert texts(opened).restore.isEnabled()
    texts(opened).restore.click()
    opened.settle()
    opened.settle()
    assert not letter_text(office.desk, KEY).is_own
    assert texts(opened).text.paragraphs() == standard(KEY)


def test_another_letter_has_another_text_and_what_was_typed_is_kept(
    opened: OpenWindow, office: Office
) -> None:
    card = texts(opened)
    card.text.setFocus()
    card.text.moveCursor(QTextCursor.MoveOperation.End)
    type_text(card.text, " Tack!")
    card.reader.set_value("person")
    card.read()
    opened.settle()
    opened.settle()
    assert letter_text(office.desk, KEY).is_own
    other = TextKey(LetterKind.FRIENDLY, Tone.WARM, "sv", is_person=True, many=False)
    assert card.text.paragraphs() == standard(other)


def test_tab_leaves_the_text(opened: OpenWindow) -> None:
    texts(opened).text.setFocus()
    opened.press(Qt.Key.Key_Tab)
    assert opened.focus() is not texts(opened).text


def test_ctrl_z_takes_a_changed_text_back_and_the_earlier_one_can_be_had_again(
    opened: OpenWindow, office: Office
) -> None:
    write(opened, " Tack!")
    opened.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert texts(opened).text.paragraphs() == letter_text(office.desk, KEY).paragraphs == standard(KEY)
    write(opened, " Tack på förhand!")
    mine = texts(opened).text.paragraphs()
    texts(opened).restore.setFocus()
    opened.press(Qt.Key.Key_Space)
    opened.settle()
    assert texts(opened).text.paragraphs() == standard(KEY)
    texts(opened).earlier.setFocus()
    opened.press(Qt.Key.Key_Space)
    opened.settle()
    assert texts(opened).text.paragraphs() == letter_text(office.desk, KEY).paragraphs == mine


def test_a_text_begun_before_a_crash_is_there_again(office: Office, qtbot: QtBot) -> None:
    begun = [*standard(KEY), "Hälsa Maja"]
    drafts.save(office.desk, f"text/{KEY.name}", {"paragraphs": begun})
    with opened_window(office, qtbot, places.Settings()) as opened:
        opened.settle()
        assert texts(opened).text.paragraphs() == tuple(begun)
        assert not letter_text(office.desk, KEY).is_own
        begin(opened, " och Bo")
        opened.window.close()
        opened.settle()
    assert letter_text(office.desk, KEY).paragraphs[-1] == "Hälsa Maja och Bo"
    assert drafts.names(office.desk, "text/") == []
