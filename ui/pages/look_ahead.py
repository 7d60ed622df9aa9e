"""The strip above Today that asks for a day to come, and says whose list is shown."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app import formatting
from app.i18n import _, language
from ui.pages.reading import date_field
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.field import FieldBox
from ui.widgets.label import Label


class LookAhead(Card):
    """`chosen` carries the day as it is typed, `closed` tells that the user is back in today."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("promised", margin=12)
        self._tomorrow = today + timedelta(days=1)
        self.day = date_field(today, name=_("Show the list of"), earliest=self._tomorrow)
        self._words = Label("", colour="promised", strong=True, wrap=True)
        self.back = ActionButton(_("Back to today"), key="Esc")
        self.day.value_changed.connect(self._show)
        self.back.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(FieldBox(_("Show the list of"), self.day))
        row.addWidget(self._words, 1)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.setVisible(False)

    def begin(self) -> None:
        """Show tomorrow, and let another day be typed."""
        self.day.set_value(self._tomorrow)
        self._show(self._tomorrow)
        self.setVisible(True)
        self.day.selectAll()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, day: date | None) -> None:
        if day is None:
            return
        said = _("This is how {day} looks if nothing happens before then.")
        self._words.setText(said.format(day=formatting.full_day(day, language())))
        self.chosen.emit(day)
