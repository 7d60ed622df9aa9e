"""A question at the foot of a page, with its answers as buttons; Enter takes the first one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Answer:
    """One button; `do` runs after the question has gone."""

    words: str
    do: Callable[[], None]
    key: str = ""


class AskBar(Surface):
    """Shows one question at a time and gives the focus back; `asking` says whether one is open."""

    asking = Signal(bool)

    def __init__(self) -> None:
        super().__init__("sel", edge=("top",))
        self._words = Label("", strong=True, wrap=True)
        self._extra: QWidget | None = None
        self._before: QWidget | None = None
        self.buttons: list[ActionButton] = []
        self._answers = FlowLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 12, 24, 12)
        self._column.setSpacing(10)
        self._column.addWidget(self._words)
        row = QWidget()
        row.setLayout(self._answers)
        self._column.addWidget(row)
        self.setVisible(False)

    def ask(self, words: str, answers: Sequence[Answer], *, extra: QWidget | None = None) -> None:
        """Ask; `extra` is a field that belongs to the question and stands before its answers."""
        self._clear()
        self._words.setText(words)
        self.setAccessibleName(words)
        if extra is not None:
            self._extra = extra
            self._column.insertWidget(1, extra)
        for number, answer in enumerate(answers):
            button = ActionButton(answer.words, kind="normal" if number else "primary", key=answer.key)
            button.clicked.connect(lambda _on=False, chosen=answer: self._answer(chosen))
            button.setAccessibleDescription(words)
            self._answers.addWidget(button)
            self.buttons.append(button)
        window = self.window()
        if not self.isVisible():
            self._before = window.focusWidget()
        self.setVisible(True)
        self.asking.emit(True)
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> bool:
        """Take the last answer, the one that does nothing; `False` when nothing is asked."""
        if not self.isVisible():
            return False
        self.buttons[-1].click()
        return True

    def put_away(self) -> None:
        """Take the question away without an answer."""
        self.setVisible(False)
        self._clear()
        self.asking.emit(False)

    def _answer(self, answer: Answer) -> None:
        before, self._before = self._before, None
        self.put_away()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        answer.do()

    def _clear(self) -> None:
        for button in self.buttons:
            self._answers.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        if self._extra is not None:
            self._column.removeWidget(self._extra)
            self._extra.hide()
            self._extra.deleteLater()
            self._extra = None
