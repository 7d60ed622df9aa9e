"""The line at the bottom: how things are, and the last action with Undo or the keys of the screen."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.i18n import _
from ui.guarded import guarded
from ui.notices import Notice, Notices
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.label import Label


class KeyCap(QLabel):
    """The cap of a key, for hints."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedSize(paint.key_cap_size(self.text()))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            at = self.rect().topLeft()
            at.setY(self.rect().center().y())
            paint.key_cap(painter, self.text(), theme().colour("text2"), at)


class StatusLine(Surface):
    """Shows what `notices` say. A notice stays until the next one; hints come back when it is cleared."""

    def __init__(self, notices: Notices, *, undo_key: str = "") -> None:
        super().__init__("side", edge=("top",))
        self._undo: Callable[[], None] | None = None
        self._left = Label("", "small", colour="text2")
        self._words = Label("", "small", colour="text2")
        self._undo_link = ActionButton(_("Undo"), kind="link")
        self._undo_link.clicked.connect(self._take_back)
        self._undo_cap = KeyCap(undo_key)
        self._keys: tuple[tuple[str, str], ...] = ()
        self._hints = QWidget()
        hints = QHBoxLayout(self._hints)
        hints.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 16, 2)
        row.setSpacing(10)
        row.addWidget(self._left)
        row.addStretch(1)
        for each in (self._words, self._undo_link, self._undo_cap):
            row.addWidget(each)
        row.addWidget(self._hints)
        notices.said.connect(self._show)
        self._show(None)

    def set_state(self, words: str) -> None:
        """Say at the left how things are: the last backup, a draft being kept."""
        self._left.setText(words)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show the keys of this screen, each with what it does."""
        self._hints.setVisible(False)  # each change of what is shown lays out the whole window
        if tuple(hints) != self._keys:
            self._keys = tuple(hints)
            self._fill()
        self._hints.setVisible(not self._words.text())

    def words(self) -> str:
        """Return the line that is shown at the right."""
        return self._words.text()

    def _show(self, notice: Notice | None) -> None:
        self._undo = notice.undo if notice else None
        self._words.setText(notice.words if notice else "")
        self._words.set_colour("act_now" if notice and notice.trouble else "text2")
        self._undo_link.setVisible(self._undo is not None)
        self._undo_cap.setVisible(self._undo is not None and bool(self._undo_cap.text()))
        self._hints.setVisible(notice is None)
        if notice:
            self._announce(notice.words)

    def _announce(self, words: str) -> None:
        # The bindings take 4 ms to make these classes, which the first paint does not need.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _fill(self) -> None:
        row = self._hints.layout()
        assert row
        while (item := row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, words in self._keys:
            row.addWidget(KeyCap(key))
            row.addWidget(Label(words, "small", colour="text2"))

    def _take_back(self) -> None:
        if self._undo is not None:
            self._undo()
