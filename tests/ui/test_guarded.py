"""No exception leaves an override of a Qt virtual."""

import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from ui.guarded import guarded


class Clumsy(QWidget):
    @guarded(QSize(7, 9))
    def sizeHint(self) -> QSize:
        raise ValueError("clumsy")


def test_an_exception_is_reported_and_the_default_answers(qtbot: QtBot) -> None:
    widget = Clumsy()
    qtbot.addWidget(widget)
    with capture_exceptions() as caught:
        widget.adjustSize()
    assert widget.size() == QSize(7, 9)
    assert {kind for kind, _value, _trace in caught} == {ValueError}


def test_what_goes_right_is_passed_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda *_: pytest.fail("nothing to report"))

    @guarded(0)
    def double(number: int) -> int:
        """Double it."""
        return 2 * number

    assert double(4) == 8
    assert double.__doc__ == "Double it."
