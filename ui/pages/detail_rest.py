"""What the panel beside the list reads from the file: whom to call, what is owed, what was said last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.theme import theme
from ui.view_models.moments import compact_row
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.phone import PhoneLabel
from ui.widgets.sums import SumLine, SumTable
from ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from app.services.detail import Detail

_EVENT = 27


class DetailRest(QWidget):
    """Everything below the next step; `page_asked` wants the whole story as a page."""

    page_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._contact = Contact()
        self._sums = SumTable()
        self._latest = Timeline(_("Latest"), compact=True)
        self._whole = ActionButton(_("Whole history"), kind="link")
        self._remember = Label("", wrap=True)
        self._note = QWidget()
        self._whole.clicked.connect(self.page_asked)
        self._latest.opened.connect(lambda _key: self.page_asked.emit())
        self._lay_out()

    def show_detail(self, seen: Detail) -> None:
        """Show what was read."""
        self._contact.show_detail(seen)
        lines = [SumLine(line.label, line.amount) for line in seen.lines]
        self._sums.show_sums(lines, (_("Sum"), seen.total))
        self._latest.show_rows([compact_row(moment) for moment in seen.latest])
        self._latest.setFixedHeight(max(1, len(seen.latest)) * theme().px(_EVENT) + 2)
        self._remember.setText(seen.page.remember)
        self._note.setVisible(bool(seen.page.remember))

    def _lay_out(self) -> None:
        rows = _column(self, gap=20)
        rows.addWidget(self._contact)
        rows.addLayout(_titled(_("To pay today"), self._sums))
        latest = QHBoxLayout()
        latest.addWidget(Label(_("Latest"), "small", colour="text2", strong=True), 1)
        latest.addWidget(self._whole)
        story = QVBoxLayout()
        story.setSpacing(4)
        story.addLayout(latest)
        story.addWidget(self._latest)
        rows.addLayout(story)
        card = Card("alt", margin=12)
        card.body.addWidget(self._remember)
        _column(self._note).addLayout(_titled(_("To remember"), card))
        rows.addWidget(self._note)


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


def _column(owner: QWidget, *, gap: int = 0) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    return column
