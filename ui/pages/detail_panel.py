"""Beside the list: who it is, what to do next and why, how to reach them, what is owed, what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from ui.models.rows import WorkRow
from ui.pages.next_step_box import NextStepBox
from ui.theme import theme
from ui.view_models.detail_model import DetailModel
from ui.view_models.moments import compact_row
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card, Surface
from ui.widgets.label import Label, StateChip
from ui.widgets.phone import PhoneLabel
from ui.widgets.sums import SumLine, SumTable
from ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from app.services.detail import Detail
    from app.services.morning_rows import Row as MorningRow

WIDTH = 424
_EVENT = 27


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
        self._contact = Contact()
        self._sums = SumTable()
        self._latest = Timeline(_("Latest"), compact=True)
        self._whole = ActionButton(_("Whole history"), kind="link")
        self._remember = Label("", wrap=True)
        self.box.page_asked.connect(self.page_asked)
        self._whole.clicked.connect(self.page_asked)
        self._latest.opened.connect(lambda _key: self.page_asked.emit())
        self._lay_out()
        theme().changed.connect(self._resize)
        self._resize()
        self.show_row(None, None, None)

    def show_row(self, row: WorkRow | None, known: MorningRow | None, subject: Subject | None) -> None:
        """Show what the row itself says, and read the rest."""
        self._body.setVisible(row is not None)
        self._later.setVisible(False)
        if row is not None and known is not None and subject is not None:
            self._name.setText(row.name)
            self._chip.set_state(row.state, row.state_word)
            self._habit.setText(row.secondary)
            self.box.show_row(known)
        self._model.look_at(subject.case_ids if subject else ())

    def _show_detail(self, seen: Detail) -> None:
        self._habit.setText(seen.page.habit)
        self.box.show_step(seen.page.next_step)
        self._contact.show_detail(seen)
        lines = [SumLine(line.label, line.amount) for line in seen.lines]
        self._sums.show_sums(lines, (_("Sum"), seen.total))
        self._latest.show_rows([compact_row(moment) for moment in seen.latest])
        self._latest.setFixedHeight(max(1, len(seen.latest)) * theme().px(_EVENT) + 2)
        self._remember.setText(seen.page.remember)
        self._note.setVisible(bool(seen.page.remember))
        self._later.setVisible(True)
        self.shown.emit()

    def _lay_out(self) -> None:
        self._body, self._later, self._note = QWidget(), QWidget(), QWidget()
        rows = _column(self._body, gap=16)
        rows.addLayout(self._head())
        rows.addWidget(self.box)
        rows.addWidget(self._later)
        rows.addStretch(1)
        self._fill_later()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = Surface("base")
        _column(inside, margins=(20, 20, 20, 20)).addWidget(self._body)
        scroll.setWidget(inside)
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

    def _fill_later(self) -> None:
        later = _column(self._later, gap=20)
        later.addWidget(self._contact)
        later.addLayout(_titled(_("To pay today"), self._sums))
        latest = QHBoxLayout()
        latest.addWidget(Label(_("Latest"), "small", colour="text2", strong=True), 1)
        latest.addWidget(self._whole)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(latest)
        column.addWidget(self._latest)
        later.addLayout(column)
        card = Card("alt", margin=12)
        card.body.addWidget(self._remember)
        _column(self._note).addLayout(_titled(_("To remember"), card))
        later.addWidget(self._note)

    def _resize(self) -> None:
        self.setFixedWidth(theme().px(WIDTH))


class Contact(QWidget):
    """Whom to call, with the number to dial."""

    def __init__(self) -> None:
        super().__init__()
        self._who = Label("", "small", colour="text2", strong=True, wrap=True)
        self._phone = PhoneLabel()
        self._mail = Label("", colour="text2", wrap=True)
        self._mail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = _column(self, gap=6)
        for each in (self._who, self._phone, self._mail):
            column.addWidget(each)

    def show_detail(self, seen: Detail) -> None:
        """Show the contact; without a number it says where to put one in."""
        contact = seen.page.contact
        self._who.setText(seen.page.contact_line or _("No contact yet"))
        self._phone.set_number(seen.phone)
        self._phone.setVisible(bool(seen.phone))
        words = [contact.email, seen.page.case.customer.channel]
        self._mail.setText(" · ".join(word for word in words if word) or _("No phone number or e-mail yet."))
        self._mail.setVisible(bool(any(words)) or not seen.phone)


def _titled(title: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(Label(title, "small", colour="text2", strong=True))
    column.addWidget(widget)
    return column


def _column(
    owner: QWidget, *, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(*margins)
    column.setSpacing(gap)
    return column
