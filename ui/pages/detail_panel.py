"""Beside the list: who it is, what to do next and why, how to reach them, what is owed, what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.rows import WorkRow
from ui.pages.next_step_box import NextStepBox
from ui.theme import theme
from ui.view_models.detail_model import DetailModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.card import Surface
from ui.widgets.label import Label, StateChip
from ui.widgets.scroll import UpDown

if TYPE_CHECKING:
    from app.services.detail import Detail
    from app.services.morning_rows import Row as MorningRow
    from ui.pages.detail_rest import DetailRest

WIDTH = 424


class DetailPanel(Surface):
    """Shows the selected row; `page_asked` wants its invoice as a page, `shown` tells that it was filled."""

    page_asked = Signal()
    shown = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("base", edge=("left",))
        self._model = DetailModel(workplace)
        self._model.read.connect(self._show_detail)
        self._name = Label("", "heading", wrap=True)
        self._chip = StateChip("not_due", "")
        self._habit = Label("", colour="text2", wrap=True)
        self.box = NextStepBox(workplace)
        self._rest: DetailRest | None = None
        self.box.page_asked.connect(self.page_asked)
        self._lay_out()
        theme().changed.connect(self._resize)
        self._resize()
        self.show_row(None, None, None)

    def show_row(self, row: WorkRow | None, known: MorningRow | None, subject: Subject | None) -> None:
        """Show what the row itself says, and read the rest."""
        self._body.setVisible(row is not None)
        if self._rest is not None:
            self._rest.setVisible(False)
        if row is not None and known is not None and subject is not None:
            self._name.setText(row.name)
            self._chip.set_state(row.state, row.state_word)
            self._habit.setText(row.secondary)
            self.box.show_row(known)
        self._model.look_at(subject.case_ids if subject else ())

    def _show_detail(self, seen: Detail) -> None:
        self._habit.setText(seen.page.habit)
        self.box.show_step(seen.page.next_step)
        rest = self._rest or self._make_rest()
        rest.show_detail(seen)
        rest.setVisible(True)
        self.shown.emit()

    def _make_rest(self) -> DetailRest:
        """Make what is below the next step when it is first read, after the first paint."""
        from ui.pages.detail_rest import DetailRest

        self._rest = DetailRest()
        self._rest.page_asked.connect(self.page_asked)
        self._rows.insertWidget(self._rows.count() - 1, self._rest)
        return self._rest

    def _lay_out(self) -> None:
        self._body = QWidget()
        self._rows = _column(self._body, gap=16)
        self._rows.addLayout(self._head())
        self._rows.addWidget(self.box)
        self._rows.addStretch(1)
        scroll = UpDown("base")
        inside = Surface("base")
        _column(inside, margins=(20, 20, 20, 20)).addWidget(self._body)
        scroll.hold(inside)
        whole = _column(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(scroll)

    def _head(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._name, 1)
        line.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addLayout(line)
        head.addWidget(self._habit)
        return head

    def _resize(self) -> None:
        self.setFixedWidth(theme().px(WIDTH))


def _column(
    owner: QWidget, *, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(*margins)
    column.setSpacing(gap)
    return column
