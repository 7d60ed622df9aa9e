"""In a language of accents and longer words, every page shows what was never translated or does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from unittest import mock

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app import i18n
from app.formatting.locales import LOCALES
from app.resources import resource
from app.services.help import topics
from tests.everywhere import seen, shown
from tests.legible import cut, overlapping, shortened
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.view_models import places
from ui.widgets.preview import PdfPreview

WORD = re.compile(r"[^\W\d_]{2,}")
OF_NO_LANGUAGE = frozenset(
    WORD.findall(
        "Betalt Ctrl Alt Shift Esc Del Return Enter Tab Home End PgUp PgDown Space "
        "kr SEK NOK EUR DKK GBP USD PDF CSV XLSX XML OCR KID IBAN Bankgiro Plusgiro "
        "Svenska Norsk bokmål nynorsk English Sverige Norge https www "
        "Kronor och svenska regler Kroner og norske regler Choose Sweden or Norway next"
    )
)
"""Names, keys and the words that are the same in every language."""


@pytest.fixture
def opened(example_office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open the window in English, but every English word is that of the pseudo-language."""
    translator, english = i18n.translator, i18n.SOURCE_LANGUAGE

    def pseudo(language: str) -> i18n.Translator:
        return translator(i18n.PSEUDO_LANGUAGE if language == english else language)

    with (
        mock.patch.object(i18n, "translator", pseudo),
        opened_window(example_office, qtbot, places.Today(), language=english) as found,
    ):
        yield found


@pytest.fixture
def known(example_office: Office) -> set[str]:
    """Return the words that are not ours to translate: of the books, of laws, of the help's own files."""
    connection = example_office.desk.database.connection
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = (row for table in tables for row in connection.execute(f"SELECT * FROM {table}"))
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    texts += [path.read_text(encoding="utf-8") for path in resource("statutes").rglob("*.toml")]
    texts += [repr(topics()), repr(LOCALES[i18n.SOURCE_LANGUAGE]), str(example_office.desk.path)]
    return {word for text in texts for word in WORD.findall(text)} | OF_NO_LANGUAGE


def words_in(front: QWidget) -> Iterator[str]:
    """Yield everything that a person reads or hears in a page: on controls, in lists, as hints."""
    papers = front.findChildren(PdfPreview)  # a letter speaks the customer's language
    for each in [front, *front.findChildren(QWidget)]:
        if any(paper.isAncestorOf(each) for paper in papers):
            continue
        yield from (each.accessibleName(), each.accessibleDescription(), each.toolTip())
        if isinstance(each, QAbstractButton | QLabel):
            yield each.text()
        elif isinstance(each, QLineEdit):
            yield each.placeholderText()
            yield each.text()
        elif isinstance(each, QComboBox):
            yield from (each.itemText(place) for place in range(each.count()))
        elif isinstance(each, QAbstractItemView):
            yield from _in_rows(each)


def _in_rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    columns = model.columnCount(QModelIndex()) if isinstance(view, QTableView) else 1
    for column in range(columns):
        if isinstance(view, QTableView):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount(QModelIndex())):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                said = model.index(row, column).data(role)
                yield said if isinstance(said, str) else ""


def untranslated(text: str, known: set[str]) -> str:
    """Return the words of a text that no translation made, apart from what is not ours or said by others."""
    before = None
    text = re.sub(r"<[^>]*>|“[^”]*”", " ", unescape(text))
    while before != text:
        before, text = text, re.sub(r"\[[^\[\]]*\]", " ", text)
    return " ".join(word for word in WORD.findall(text) if word not in known)


def said_in_full(window: QWidget) -> str:
    """Return what rows of lists and pictures say aloud, where the line that is painted may be shortened."""
    rows = [text for view in window.findChildren(QAbstractItemView) for text in _in_rows(view)]
    named = window.findChildren(QWidget)
    return "\n".join([*rows, *(f"{each.accessibleName()}\n{each.accessibleDescription()}" for each in named)])


def is_ours(line: str) -> bool:
    """Say whether a line is of the pseudo-language; one made longer twice is longer than any language's."""
    return line.startswith("[") and not line.startswith("[[")


def test_every_word_can_be_translated(opened: OpenWindow, known: set[str]) -> None:
    found = {
        f"{view.name}: {rest!r} in {text!r}"
        for view in seen(opened)
        for text in words_in(shown(opened))
        if (rest := untranslated(text, known))
    }
    assert not found, "\n".join(sorted(found))


def test_the_menus_can_be_translated(opened: OpenWindow, known: set[str]) -> None:
    actions = opened.window.menuBar().findChildren(QAction)
    assert actions
    left = {action.text() for action in actions if untranslated(action.text(), known)}
    assert not left


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)])
def test_longer_words_have_room(opened: OpenWindow, size: tuple[int, int]) -> None:
    opened.window.resize(*size)
    found = []
    for view in seen(opened):
        front = shown(opened)
        with shortened() as lines:
            opened.window.grab()
        aloud = said_in_full(opened.window)
        found += [f"{view.name}: cut: {each}" for each in cut(front)]
        found += [f"{view.name}: overlapping: {each}" for each in overlapping(front)]
        found += [f"{view.name}: shortened: {each}" for each in lines if is_ours(each) and each not in aloud]
    assert not found, "\n".join(dict.fromkeys(found))
