"""What all painted answers share: a picture whose words a screen reader reads."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.insights_answer import Answer
from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint

HEIGHT: Final = 230
_NARROWEST: Final = 280


class ChartPicture(QWidget):
    """A picture of an answer; the table beside it holds the same data."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer
        self.setAccessibleName(answer.title)
        said = (f"{mark.label}: {mark.words}" for mark in answer.marks if mark.words)
        self.setAccessibleDescription(". ".join(said))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(theme().px(420), theme().px(HEIGHT))

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(_NARROWEST), self.sizeHint().height())
