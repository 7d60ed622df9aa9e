"""What scrolls: a slim bar that works like any other, and nothing to scroll to where all fits."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.label import Label
from ui.widgets.scroll import UpDown

LONG = "Påminnelserna vilar så länge planen följs, och ingen ränta räknas under tiden. "


def area_with(qtbot: QtBot, lines: int, height: int) -> UpDown:
    """Show an area 300 pixels wide with this many wrapped sentences."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    for _line in range(lines):
        column.addWidget(Label(LONG, wrap=True))
    column.addStretch(1)
    area = UpDown("base")
    area.hold(inside)
    area.resize(300, height)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    return area


def test_words_that_fit_leave_nothing_to_scroll(look: Theme, qtbot: QtBot) -> None:
    area = area_with(qtbot, lines=6, height=500)
    assert area.verticalScrollBar().maximum() == 0


def test_the_last_words_can_be_scrolled_to(look: Theme, qtbot: QtBot) -> None:
    area = area_with(qtbot, lines=30, height=200)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    last = area.findChildren(Label)[-1]
    bottom = last.mapTo(area.viewport(), QPoint(0, last.height())).y()
    assert 0 < bottom <= area.viewport().height()


def test_the_handle_is_drawn_and_can_be_dragged(look: Theme, qtbot: QtBot) -> None:
    area = area_with(qtbot, lines=30, height=300)
    bar = area.verticalScrollBar()
    picture = QImage(bar.size(), QImage.Format.Format_RGB32)
    bar.render(picture)
    middle = bar.width() // 2
    colours = [picture.pixelColor(middle, y) for y in range(bar.height())]
    start = colours.index(look.colour("ctrl"))
    assert look.colour("base") in colours
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(middle, start + 4))
    QTest.mouseMove(bar, QPoint(middle, start + 60))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(middle, start + 60))
    assert bar.value() > 0
