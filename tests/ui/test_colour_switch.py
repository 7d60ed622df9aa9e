"""Colours change while the window is open, and nothing of the ones before is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from unittest import mock

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from tests.everywhere import seen, shown
from tests.office import Office, SetClock
from tests.window import opened_window
from ui import theme as looks
from ui.theme import Theme
from ui.tokens import STATES
from ui.view_models import places

ODD_PIXELS = 0.001
"""The share of pixels that may differ: the edges of letters, where Qt has cached them."""


@pytest.fixture(autouse=True)
def steady_cursor(qapp: QApplication) -> Iterator[None]:
    """Let no cursor blink between two pictures."""
    before = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(before)


def copied(office: Office, path: Path) -> Office:
    copyfile(office.desk.path, path)
    clock = SetClock(office.clock.day)
    return Office(Desk(clock, path, "test"), clock)


def pictures(office: Office, qtbot: QtBot, look: Theme, *, switched: bool) -> dict[str, QImage]:
    """Return a picture of every view in dark, where it was seen in light before if `switched`."""
    taken = {}
    with opened_window(office, qtbot, places.Today()) as opened:
        for view in seen(opened):
            if switched:
                look.set_scheme("light")
                opened.window.grab()
                look.set_scheme("dark")
                opened.settle()
            taken[view.name] = opened.window.grab().toImage()
    return taken


def differing(one: QImage, other: QImage) -> float:
    """Return the share of bytes in which two pictures differ."""
    if one == other:
        return 0
    ours, theirs = bytes(one.constBits()), bytes(other.constBits())
    assert len(ours) == len(theirs)
    both = int.from_bytes(ours, "big") ^ int.from_bytes(theirs, "big")  # a byte that is equal becomes 0
    return 1 - both.to_bytes(len(ours), "big").count(0) / len(ours)


def test_a_window_that_was_light_looks_as_one_that_was_always_dark(
    example_office: Office, tmp_path: Path, qtbot: QtBot, look: Theme
) -> None:
    other = copied(example_office, tmp_path / "other.db")
    look.set_scheme("dark")
    fresh = pictures(other, qtbot, look, switched=False)
    switched = pictures(example_office, qtbot, look, switched=True)
    odd = {
        name: share for name, made in switched.items() if (share := differing(made, fresh[name])) > ODD_PIXELS
    }
    assert not odd


def test_high_contrast_keeps_every_shape_and_word(example_office: Office, qtbot: QtBot, look: Theme) -> None:
    with opened_window(example_office, qtbot, places.Today()) as opened:
        for view in seen(opened):
            before = words(opened.window)
            with mock.patch.object(looks, "_wants_contrast", return_value=True):
                look.set_scheme("dark")
                opened.settle()
                assert look.high_contrast
                assert words(opened.window) == before, view.name
                assert not shown(opened).grab().isNull()
            look.set_scheme("light")


def words(window: QWidget) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_in_high_contrast_shapes_differ_by_outline_alone(look: Theme) -> None:
    with mock.patch.object(looks, "_wants_contrast", return_value=True):
        look.set_scheme("dark")
        images = [look.shape(state, 14, 1.0).toImage() for state in STATES]
        colours = {look.state(state).shape.name() for state in STATES}
    assert len(colours) == 1
    assert all(one != other for place, one in enumerate(images) for other in images[:place])
