"""What every side panel is framed with: a head, a body that scrolls, a foot with its two buttons."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.pages.icon_line import IconLine
from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, strong
from ui.widgets.scroll import UpDown

MARGIN = 22


class Scrolled(UpDown):
    """A column on the base colour that scrolls up and down where the panel is low: `column`."""

    def __init__(self, *, gap: int = 12) -> None:
        super().__init__("base")
        inside = Surface("base", edge=("left",))
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self.column.setSpacing(gap)
        self.hold(inside)


class Foot(Surface):
    """The filled button that saves, and the one that leaves."""

    saved = Signal()
    left = Signal()

    def __init__(self, words: str, key: str) -> None:
        super().__init__("base", edge=("left", "top"))
        self.save = ActionButton(words, kind="primary", key=key)
        leave = ActionButton(_("Cancel"), key="Esc")
        self.save.clicked.connect(self.saved)
        leave.clicked.connect(self.left)
        row = FlowLayout(lead=True)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        for button in (self.save, leave):
            row.addWidget(button)
        self.setLayout(row)


class ThenLine(IconLine):
    """What will happen, with the word before the colon strong, and a link that changes it."""

    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__("corner-down-right", "")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        reach = (
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.words.setTextInteractionFlags(reach)
        self.words.linkActivated.connect(lambda _link: self.change_asked.emit())
        self.setVisible(False)

    def show_words(self, words: str, *, change: bool = False) -> None:
        """Show the sentence; an empty one takes no room."""
        head, colon, rest = words.partition(":")
        link = f' <a href="change">{escape(_("Change"))}</a>' if change else ""
        self.words.setText(f"{strong(head + colon)}{escape(rest)}{link}")
        self.setVisible(bool(words))


class Head(Surface):
    """The title of a panel and the way out of it; `column` is where more may stand."""

    left = Signal()

    def __init__(self, title: str) -> None:
        super().__init__("base", edge=("left", "bottom"))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(MARGIN, 16, 16, 16)
        self.row.addWidget(Label(title, "heading", wrap=True), 1)
        leave = ActionButton(kind="flat", icon="x", name=_("Close"))
        leave.clicked.connect(self.left)
        self.row.addWidget(leave)


def titled(title: str, widget: QWidget) -> QVBoxLayout:
    """Return a quiet title above a widget."""
    column = QVBoxLayout()
    column.setSpacing(6)
    label = Label(title, "small", colour="text2", strong=True, wrap=True)
    label.setBuddy(widget)
    column.addWidget(label)
    column.addWidget(widget)
    return column
