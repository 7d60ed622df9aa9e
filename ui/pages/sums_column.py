"""Att betala i dag: every part with its calculation, what another day would cost, and the next step."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from app.i18n import _
from app.services.case_view import CasePage
from app.services.explain.amounts import ComponentWords
from app.services.may_do import Price, coming
from ui.pages.icon_line import IconLine
from ui.pages.reading import date_field
from ui.theme import theme
from ui.view_models import places
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card, Surface
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.sums import SumLine, SumTable

_DAY_WIDTH = 134
# What was invoiced and paid explains itself; the rest stands on law.
_PLAIN = ("principal", "payment", "credit", "write_off")


class SumsColumn(Surface):
    """`day_chosen` carries the day that the user asks about."""

    day_chosen = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("base", edge=("left",))
        self._workplace = workplace
        self._calculation = ""
        self._title = Label(_("To pay today"), "heading")
        self.copy_button = ActionButton(_("Copy the calculation"), kind="link")
        self._sums = SumTable(ruled=True)
        today = workplace.desk.today()
        self.day = date_field(today, name=_("If it is paid"), earliest=today)
        self._price = Label("", strong=True, figures=True)
        self._price_note = Label("", "small", colour="overdue", wrap=True)
        self._headline = Label("", strong=True, wrap=True)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(4)
        self.may_do = ActionButton.for_action(workplace.actions["allowed"], kind="link")
        self.policy = ActionButton(_("Change the steps"), kind="link")
        self.policy.clicked.connect(lambda _on: workplace.go(places.Policy()))
        self._if_paid = self._make_if_paid()
        self._next = self._make_next()
        self._lay_out()
        self.copy_button.clicked.connect(self._copy_calculation)
        self.day.value_changed.connect(self._choose_day)

    def show_page(self, page: CasePage, pay_day: date) -> None:
        """Show what a case comes to today, part by part."""
        self._calculation = page.calculation
        parts = sorted(page.parts, key=lambda part: (not part.used, part.kind not in _PLAIN))
        self._sums.show_sums([_line(part) for part in parts], (_("Sum"), page.total_text))
        self._if_paid.setVisible(page.case.open.minor > 0)
        if self.day.value() != pay_day:
            self.day.set_value(pay_day)
        self._headline.setText(page.next_step.headline)
        while (item := self._reasons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for reason, icon in zip(page.next_step.reasons, ("circle-alert", "history", "clock"), strict=False):
            self._reasons.addWidget(IconLine(icon, reason))
        for words in coming(page.allowed, self._workplace.desk.today()):
            self._reasons.addWidget(IconLine("calendar-clock", words))

    def show_price(self, found: Price) -> None:
        """Show what would settle the case on the day chosen, and where the rate is not known so far."""
        self._price.setText(found.amount)
        self._price_note.setText(found.note)
        self._price_note.setVisible(bool(found.note))

    def price(self) -> str:
        """Return the amount shown for the day chosen."""
        return self._price.text()

    def _refit(self) -> None:
        self.day.setFixedWidth(theme().px(_DAY_WIDTH))

    def _make_if_paid(self) -> Card:
        card = Card("alt", margin=12)
        row = FlowLayout(gap=8)
        icon = QLabel()
        icon.setPixmap(theme().icon("calculator", theme().colour("text2"), theme().px(18), 1.0))
        label = Label(_("If it is paid"), "small", colour="text2")
        label.setBuddy(self.day)
        self._refit()
        theme().changed.connect(self._refit)
        for widget in (icon, label, self.day, Label(_("it comes to"), "small", colour="text2"), self._price):
            row.addWidget(widget)
        card.body.addLayout(row)
        card.body.addWidget(self._price_note)
        self._price_note.setVisible(False)
        return card

    def _make_next(self) -> Card:
        card = Card("base", margin=14)
        card.body.addWidget(Label(_("Next step"), "small", colour="text2"))
        card.body.addWidget(self._headline)
        card.body.addLayout(self._reasons)
        links = FlowLayout(gap=14)
        links.addWidget(self.may_do)
        links.addWidget(self.policy)
        card.body.addLayout(links)
        return card

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 28, 24)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.copy_button)
        column.addLayout(head)
        for widget in (self._sums, self._if_paid, self._next):
            column.addWidget(widget)
        column.addStretch(1)

    def _choose_day(self, day: date | None) -> None:
        if day is None:
            self.show_price(Price("", ""))
        else:
            self.day_chosen.emit(day)

    def _copy_calculation(self) -> None:
        QGuiApplication.clipboard().setText(self._calculation)
        self._workplace.notices.say(_("The calculation is copied."))


def _line(part: ComponentWords) -> SumLine:
    """Return a part as the table shows it: a reason for nothing stands plainly, the law behind "Why?"."""
    if not part.used or part.kind in _PLAIN:
        notes = (*part.lines, part.why) if part.why else part.lines
        return SumLine(part.label, part.amount, notes=notes, muted=not part.used)
    return SumLine(part.label, part.amount, notes=part.lines, why=part.why)
