"""The settings: stored as a field is left, checked beside it, undone like any action."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import __version__
from app.services import firm
from app.services.firm import account_of, read_firm
from tests.keyboard import type_text
from tests.office import SWEDISH_FIRM, Office
from tests.window import OpenWindow, opened_window
from ui.pages.settings_page import SettingsPage
from ui.view_models import places

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "betalt.db", "2026-11-18")


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Settings()) as found:
        found.settle()
        yield found


def page(opened: OpenWindow) -> SettingsPage:
    found = opened.window.page()
    assert isinstance(found, SettingsPage)
    return found


def write(opened: OpenWindow, name: str, text: str) -> None:
    """Write in a field in place of what is there, and leave it with Tab."""
    field = page(opened).cards.fields[name]
    field.setFocus()
    field.selectAll()
    type_text(field, text)
    opened.press(Qt.Key.Key_Tab)


def seen(opened: OpenWindow) -> str:
    labels = opened.window.page().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_fact_is_stored_as_its_field_is_left_and_comes_back_with_undo(
    opened: OpenWindow, office: Office
) -> None:
    write(opened, "phone", "08-12 34 56")
    assert read_firm(office.desk).phone == "08-12 34 56"
    assert opened.window.status.words() == "Tallkotten Rör & Värme ändrad."
    opened.press(Qt.Key.Key_Z, CTRL)
    assert read_firm(office.desk) == SWEDISH_FIRM
    assert page(opened).cards.fields["phone"].text() == SWEDISH_FIRM.phone


def test_accounts_are_shown_as_they_are_read_aloud(opened: OpenWindow, office: Office) -> None:
    assert page(opened).cards.fields["bankgiro"].text() == "5050-1055"
    write(opened, "plusgiro", "9020033")
    assert account_of(read_firm(office.desk), "plusgiro") == "9020033"
    assert page(opened).cards.fields["plusgiro"].text() == "90 20 03-3"


def test_a_wrong_digit_is_said_beside_the_field_and_nothing_is_stored(
    opened: OpenWindow, office: Office
) -> None:
    write(opened, "bankgiro", "5050-1056")
    assert "den sista stämmer inte med de andra" in seen(opened)
    assert read_firm(office.desk) == SWEDISH_FIRM


def test_only_accounts_of_the_country_are_asked_for(opened: OpenWindow, office: Office) -> None:
    boxes = page(opened).cards.boxes
    assert boxes["plusgiro"].isVisible()
    assert not boxes["account"].isVisible()
    page(opened).cards.country.changed.emit("NO")
    opened.settle()
    opened.settle()
    assert read_firm(office.desk).country == "NO"
    assert boxes["account"].isVisible()
    assert boxes["bankgiro"].isVisible()


def test_looking_at_the_settings_changes_nothing(opened: OpenWindow, office: Office) -> None:
    for _field in page(opened).cards.fields:
        opened.press(Qt.Key.Key_Tab)
    actions = office.desk.database.connection.execute("SELECT count(*) FROM action").fetchone()
    assert actions == (0,)


def test_a_logo_is_chosen_shown_and_removed(opened: OpenWindow, office: Office, tmp_path: Path) -> None:
    picture = tmp_path / "logo.png"
    pixels = QPixmap(40, 20)
    pixels.fill(QColor("red"))
    pixels.save(str(picture))
    cards = page(opened).cards
    cards.choose = lambda _parent, _title: str(picture)
    cards.choose_logo.click()
    opened.settle()
    opened.settle()
    assert firm.read_logo(office.desk) == picture.read_bytes()
    assert cards.logo.isVisible()

    cards.remove_logo.click()
    opened.settle()
    opened.settle()
    assert not cards.logo.isVisible()


def test_a_file_that_is_no_picture_is_refused_beside_the_button(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    text = tmp_path / "logo.txt"
    text.write_text("logo", encoding="utf-8")
    cards = page(opened).cards
    cards.choose = lambda _parent, _title: str(text)
    cards.choose_logo.click()
    opened.settle()
    opened.settle()
    assert "Välj en bild i PNG eller JPEG på högst 1 MB." in seen(opened)
    assert firm.read_logo(office.desk) is None


def test_looks_apply_at_once(opened: OpenWindow) -> None:
    chosen: list[object] = []
    opened.workplace.preferred.connect(chosen.append)
    settings = page(opened)
    settings.scheme.changed.emit("dark")
    settings.density.changed.emit("compact")
    settings.scale.setCurrentIndex(settings.scale.findData("150"))
    settings.scale.activated.emit(settings.scale.currentIndex())
    now = opened.workplace.preferences
    assert (now.colour_scheme, now.density, now.text_scale_percent) == ("dark", "compact", 150)
    assert len(chosen) == 3


def test_it_says_which_version_it_is_and_where_everything_lies(opened: OpenWindow, office: Office) -> None:
    assert f"Version {__version__}" in seen(opened)
    assert str(office.desk.path) in seen(opened)


def test_the_version_is_that_of_the_package() -> None:
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    assert f'version = "{__version__}"' in project.read_text(encoding="utf-8")


def test_every_control_has_a_name_for_screen_readers(opened: OpenWindow) -> None:
    settings = page(opened)
    controls = [*settings.cards.fields.values(), settings.scale, settings.language, settings.scheme]
    assert all(control.accessibleName() for control in controls)
