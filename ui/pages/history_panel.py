"""What was done, the latest first, and a way back to any point of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.errors import BetaltError
from app.i18n import _
from app.services.action_history import Done, history, undo_back_to
from app.services.changes import Changes
from app.services.explain.actions import undone
from app.services.undoing import undo
from ui.pages.icon_line import IconLine
from ui.pages.page import Panel
from ui.pages.panel_frame import Head, Scrolled
from ui.pages.scrolling import clear
from ui.view_models.workplace import Subject, Workplace, words_for
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.label import Label


class HistoryPanel(Panel):
    """Everything this window has done, and imports that can still be taken back; it follows what is done."""

    def __init__(self, workplace: Workplace, _subject: Subject) -> None:
        super().__init__()
        self._workplace = workplace
        self.rows: tuple[Done, ...] = ()
        self.buttons: dict[int, ActionButton] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.undo = ActionButton.for_action(workplace.actions["undo"], icon="undo-2")
        self.redo = ActionButton.for_action(workplace.actions["redo"], icon="redo-2")
        head, scrolled = Head(self.title()), Scrolled()
        both = QHBoxLayout()
        both.addWidget(self.undo)
        both.addWidget(self.redo)
        both.addStretch(1)
        scrolled.column.addLayout(both)
        scrolled.column.addLayout(self._lines)
        scrolled.column.addStretch(1)
        head.left.connect(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scrolled, 1)
        workplace.changed.connect(self._read)

    def title(self) -> str:
        """Return what the panel shows."""
        return _("History")

    def entered(self) -> None:
        """Read what was done."""
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _read(self, _changes: Changes | None = None) -> None:
        self._workplace.read(history, self._show)

    def _show(self, rows: tuple[Done, ...]) -> None:
        self.rows, self.buttons = rows, {}
        clear(self._lines)
        for row in rows:
            self._lines.addWidget(self._card(row))
        if not rows:
            self._lines.addWidget(Label(_("Nothing yet."), colour="text2"))

    def _card(self, row: Done) -> Card:
        card = Card("base" if row.stands else "alt", margin=10)
        card.body.setSpacing(4)
        card.body.addWidget(IconLine("check" if row.stands else "undo-2", row.words))
        line = QHBoxLayout()
        line.addWidget(Label(row.beside, "small", colour="text3"))
        line.addStretch(1)
        if row.back:
            line.addWidget(self._button(row))
        card.body.addLayout(line)
        return card

    def _button(self, row: Done) -> ActionButton:
        alone = row.back == "alone"
        button = ActionButton(_("Take this back") if alone else _("Undo back to here"), kind="link")
        button.setAccessibleDescription(row.words)
        button.clicked.connect(lambda: self._take_back(row.action_id, alone=alone))
        self.buttons[row.action_id] = button
        return button

    def _take_back(self, action_id: int, *, alone: bool) -> None:
        """Take it back, with all that came after it unless it stands for itself."""
        back = undo if alone else undo_back_to
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)
        self._workplace.read(lambda desk: back(desk, action_id), self._tell, self._refuse)

    def _tell(self, changes: Changes) -> None:
        self._workplace.notices.say(undone(changes))
        self._workplace.changed.emit(changes)

    def _refuse(self, error: BetaltError) -> None:
        """Say where it stopped; what came after that has been taken back."""
        self._workplace.notices.trouble(words_for(error))
        self._workplace.changed.emit(Changes())
