"""Which columns a list shows and in which order: one row each, with a tick and two arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.i18n import _
from ui.models.paged_table_model import Column
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.option import CheckRow
from ui.widgets.table import FIXED


class ColumnChooser(Card):
    """`chosen` carries the keys to show, in their order; the last column cannot be taken away."""

    chosen = Signal(object)

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__("alt", margin=12)
        self._titles = {column.key: column.title for column in columns if column.kind not in FIXED}
        self._order = list(self._titles)
        self._shown = set(self._titles)
        self.ticks: dict[str, CheckRow] = {}
        self.arrows: dict[tuple[str, int], ActionButton] = {}
        self.all_button = ActionButton(_("Show all as they were"), kind="link")
        self.all_button.clicked.connect(lambda: self.chosen.emit(()))
        self.body.setSpacing(8)
        self.body.addWidget(Label(_("Columns"), "small", colour="text2", strong=True))
        self._rows = FlowLayout(gap=10)
        for key, title in self._titles.items():
            self._rows.addWidget(self._row(key, title))
        self.body.addLayout(self._rows)
        self.body.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(False)

    def show_chosen(self, keys: Sequence[str]) -> None:
        """Show what the list shows now."""
        self._shown = set(keys)
        self._order = [*keys, *(key for key in self._titles if key not in self._shown)]
        for key, tick in self.ticks.items():
            blocked = tick.blockSignals(True)
            tick.setChecked(key in self._shown)
            tick.blockSignals(blocked)
            tick.setEnabled(len(self._shown) > 1 or key not in self._shown)
            place = keys.index(key) if key in self._shown else -1
            self.arrows[key, -1].setEnabled(place > 0)
            self.arrows[key, 1].setEnabled(0 <= place < len(keys) - 1)

    def _row(self, key: str, title: str) -> QWidget:
        tick = self.ticks[key] = CheckRow(title)
        tick.toggled.connect(lambda on: self._show(key, on=on))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignVCenter)
        said = ((-1, "arrow-left", _("Move {column} left")), (1, "arrow-right", _("Move {column} right")))
        for step, icon, words in said:
            arrow = ActionButton(kind="flat", icon=icon, name=words.format(column=title))
            arrow.clicked.connect(lambda _on=False, by=step: self._move(key, by))
            self.arrows[key, step] = arrow
            line.addWidget(arrow, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _show(self, key: str, *, on: bool) -> None:
        shown = [each for each in self._order if each in self._shown or (on and each == key)]
        self.chosen.emit(tuple(each for each in shown if on or each != key))

    def _move(self, key: str, step: int) -> None:
        keys = [each for each in self._order if each in self._shown]
        place = keys.index(key)
        keys.insert(place + step, keys.pop(place))
        self.chosen.emit(tuple(keys))
