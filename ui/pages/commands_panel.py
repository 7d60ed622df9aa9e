"""Type what you want to do: every command that can be done right now, narrowed by words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from ui.actions import COMMANDS
from ui.guarded import guarded
from ui.pages.page import Panel
from ui.pages.panel_frame import Head, Scrolled
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.field import Field


class CommandsPanel(Panel):
    """Enter does the first of the commands left; the arrows lead to the others."""

    wide = False

    def __init__(self, workplace: Workplace, _subject: Subject) -> None:
        super().__init__()
        self._field = Field(placeholder=_("What do you want to do?"), icon="search")
        head, scrolled = Head(self.title()), Scrolled(gap=6)
        scrolled.column.addWidget(self._field)
        self._buttons: list[tuple[str, ActionButton]] = []
        for action in (workplace.actions[command.name] for command in COMMANDS):
            button = ActionButton.for_action(action, kind="flat")
            button.clicked.disconnect()
            button.clicked.connect(lambda _on=False, chosen=action: self._do(chosen))
            button.setVisible(False)
            scrolled.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append((_plain(action.text()), button))
        scrolled.column.addStretch(1)
        head.left.connect(self.dismiss)
        self._field.textChanged.connect(self._narrow)
        self._field.returnPressed.connect(self._do_first)
        self._field.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scrolled, 1)

    def title(self) -> str:
        """Return what the panel asks."""
        return _("What do you want to do?")

    def entered(self) -> None:
        """Put the cursor into the field."""
        self._narrow("")
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        return down and event.type() == QEvent.Type.KeyPress and self.focusNextChild()

    def _narrow(self, text: str) -> None:
        wanted = _plain(text).split()
        for words, button in self._buttons:
            button.setVisible(button.isEnabled() and all(word in words for word in wanted))

    def _do_first(self) -> None:
        for _words, button in self._buttons:
            if button.isVisibleTo(self):
                button.click()
                return

    def _do(self, action: QAction) -> None:
        self.dismiss()
        action.trigger()


def _plain(words: str) -> str:
    return words.replace("&", "").casefold()
