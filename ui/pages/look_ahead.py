"""The strip above Today that asks for a day to come, and says whose list is shown."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app import formatting
from app.i18n import _, language
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.widgets.field import DateField


class LookAhead(Card):
    """`chosen` carries the day as it is typed, `closed` tells that the user is back in today.

    Its field is made when it is first asked for: the first paint does without.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("promised", margin=12)
        self._today = today
        self._words = Label("", colour="promised", strong=True, wrap=True)
        self.setVisible(False)

    @cached_property
    def day(self) -> DateField:
        """Return the field for the day."""
        from ui.pages.reading import date_field
        from ui.widgets.field import FieldBox

        day = date_field(self._today, name=_("Show the list of"), earliest=self._tomorrow())
        day.value_changed.connect(self._show)
        back = ActionButton(_("Back to today"), key="Esc")
        back.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(FieldBox(_("Show the list of"), day))
        row.addWidget(self._words, 1)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        return day

    def begin(self) -> None:
        """Show tomorrow, and let another day be typed."""
        self.day.set_value(self._tomorrow())
        self._show(self._tomorrow())
        self.setVisible(True)
        self.day.selectAll()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tomorrow(self) -> date:
        return self._today + timedelta(days=1)

    def _show(self, day: date | None) -> None:
        if day is None:
            return
        said = _("This is how {day} looks if nothing happens before then.")
        self._words.setText(said.format(day=formatting.full_day(day, language())))
        self.chosen.emit(day)
