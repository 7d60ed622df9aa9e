"""The help: a text for every screen in every language, with keys that exist, found by any word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import i18n
from app.resources import resource
from app.services.help import matching, topics
from tests.keyboard import type_text
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.actions import COMMANDS
from ui.pages import registry
from ui.pages.help_text_panel import HelpTextPanel
from ui.theme import Theme
from ui.view_models import places
from ui.view_models.help_topics import KEY, TOPICS
from ui.widgets import screen_map

LANGUAGES = i18n.LANGUAGES
SCREENS = [place.__name__ for place in registry.PAGES] + list(registry.PANELS)
PICTURE = re.compile(r"!\[\]\((\w+):([\w-]+)\)")


def text(language: str, key: str) -> str:
    return resource("help", language, f"{key}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_has_its_help_in_every_language(screen: str) -> None:
    for language in LANGUAGES:
        words = text(language, TOPICS[screen])
        assert words.startswith("# ")
        assert 60 < len(words) < 1500


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_have_the_same_texts_with_the_same_keys_and_pictures(language: str) -> None:
    names = {file.stem for file in resource("help", "en").glob("*.md")}
    assert {file.stem for file in resource("help", language).glob("*.md")} == names
    for name in names:
        mine, english = text(language, name), text("en", name)
        assert sorted(KEY.findall(mine)) == sorted(KEY.findall(english))
        assert sorted(PICTURE.findall(mine)) == sorted(PICTURE.findall(english))


def test_every_key_that_help_names_exists() -> None:
    known = {command.name for command in COMMANDS if command.key}
    named = {key for file in resource("help").rglob("*.md") for key in KEY.findall(file.read_text("utf-8"))}
    assert named <= known


def test_every_picture_exists() -> None:
    for file in resource("help").rglob("*.md"):
        for kind, name in PICTURE.findall(file.read_text("utf-8")):
            if kind == "screen":
                assert name in screen_map.SCREENS
                continue
            folder = "shapes" if kind == "shape" else "icons"
            assert resource(folder, f"{name.replace('_', '-') if kind == 'shape' else name}.svg").is_file()


def test_a_search_forgives_rings_and_puts_titles_first() -> None:
    before = i18n.language()
    i18n.use("sv")
    try:
        found = matching(topics(), "lasa in")
        assert found[0].title == "Läsa in"
        assert matching(topics(), "zebra") == ()
    finally:
        i18n.use(before)


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenWindow]:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    with opened_window(office, qtbot, places.Invoices()) as found:
        yield found


def help_panel(opened: OpenWindow) -> HelpTextPanel:
    panel = opened.window.panel()
    assert isinstance(panel, HelpTextPanel)
    return panel


def test_f1_opens_the_help_of_the_screen_in_front(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_F1)
    opened.settle()
    shown = help_panel(opened).text.toPlainText()
    assert shown.startswith("Fakturor")
    assert "Ctrl S" in shown
    opened.press(Qt.Key.Key_F1)
    assert opened.window.panel() is None


def test_a_word_finds_another_text_and_enter_opens_it(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_F1)
    opened.settle()
    panel = help_panel(opened)
    type_text(panel.field, "tillgodo")
    assert list(panel.links) == ["payment"]
    opened.press(Qt.Key.Key_Return)
    assert panel.text.toPlainText().startswith("Betalning")


def test_a_panel_in_front_has_help_of_its_own_with_its_picture(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    opened.press(Qt.Key.Key_F1)
    opened.settle()
    panel = help_panel(opened)
    assert panel.text.toPlainText().startswith("Historik")
    panel.show_topic("dispute")
    formats = panel.text.document().allFormats()
    pictures = [each.toImageFormat() for each in formats if each.isImageFormat()]
    assert [each.name() for each in pictures] == ["shape:disputed"]


def test_the_pictures_of_a_text_are_drawn_in_the_colours_of_the_theme(
    opened: OpenWindow, look: Theme
) -> None:
    opened.press(Qt.Key.Key_F1)
    opened.settle()
    panel = help_panel(opened)
    for topic, colour in (("today", look.colour("accent")), ("dispute", look.state("disputed").shape)):
        panel.show_topic(topic)
        drawn = panel.text.grab().toImage()
        every = product(range(drawn.width()), range(drawn.height()))
        assert any(drawn.pixelColor(x, y) == colour for x, y in every)
