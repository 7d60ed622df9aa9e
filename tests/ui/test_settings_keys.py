"""Letter keys: changed, turned off, told apart, and given back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.keyboard import type_text
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.actions import COMMANDS
from ui.pages.settings_page import SettingsPage
from ui.view_models import places


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenWindow]:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    who = office.customer("Norrskärs Båtvarv HB")
    office.invoice(who, "10398", "15400", issued="2026-08-18", due="2026-09-17")
    office.sleep_until("2026-11-18")
    with opened_window(office, qtbot, places.Settings()) as found:
        found.settle()
        yield found


def write(opened: OpenWindow, name: str, key: str) -> None:
    """Write a key in the field of a command, and leave it."""
    page = opened.window.page()
    assert isinstance(page, SettingsPage)
    field = page.keys.fields[name]
    field.setFocus()
    field.selectAll()
    if key:
        type_text(field, key)
    else:
        field.clear()
    opened.press(Qt.Key.Key_Tab)


def keys(opened: OpenWindow) -> dict[str, str]:
    actions = opened.workplace.actions
    return {command.name: actions.key(command.name) for command in actions.lettered()}


def seen(opened: OpenWindow) -> list[str]:
    labels = opened.window.page().findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


def test_a_changed_key_acts_and_the_old_one_does_not(opened: OpenWindow) -> None:
    write(opened, "call", "g")
    assert opened.workplace.preferences.keys == {"call": "G"}
    opened.go(places.Invoices())
    opened.press(Qt.Key.Key_C)
    assert opened.window.panel() is None
    opened.press(Qt.Key.Key_G)
    panel = opened.window.panel()
    assert panel is not None
    assert panel.objectName() == "call"


def test_an_empty_field_turns_the_key_off(opened: OpenWindow) -> None:
    write(opened, "write_off", "")
    opened.go(places.Invoices())
    opened.press(Qt.Key.Key_W)
    assert opened.window.panel() is None
    assert opened.workplace.actions["write_off"].isEnabled()


@pytest.mark.parametrize(("key", "command"), [("l", "Brev"), ("j", "Nästa rad"), ("/", "Sök i allt")])
def test_a_key_that_is_taken_is_refused_and_told(opened: OpenWindow, key: str, command: str) -> None:
    write(opened, "call", key)
    said = f"{key.upper()} är tangenten för {command}. Välj en annan, eller ändra den först."
    assert said in seen(opened)
    assert keys(opened)["call"] == "C"


def test_a_change_is_undone_from_the_status_line_and_all_are_restored(opened: OpenWindow) -> None:
    write(opened, "call", "g")
    page = opened.window.page()
    assert isinstance(page, SettingsPage)
    assert opened.window.status.words() == "Tangenterna är ändrade."
    write(opened, "letter", "b")
    page.keys.restore.click()
    assert keys(opened) == {command.name: command.key for command in COMMANDS if command.name in keys(opened)}
    assert not page.keys.restore.isEnabled()


def test_keys_chosen_before_hold_from_the_start(opened: OpenWindow) -> None:
    opened.workplace.prefer(keys={"call": "", "letter": "B"})
    assert (keys(opened)["call"], keys(opened)["letter"]) == ("", "B")
    assert opened.workplace.actions.taken_by("L", "call") == ""
