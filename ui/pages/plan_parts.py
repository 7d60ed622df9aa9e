"""The parts of the plan builder: what is included, the six fields, the sum and the sentence to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.money import SEK
from app.domain.payment_plan import MAX_INSTALMENTS, PlanInterest
from app.i18n import N_, _
from ui.pages.letter_parts import InvoiceRows
from ui.pages.reading import amount_field, date_field
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.label import Label, strong
from ui.widgets.stepper import Stepper
from ui.widgets.sums import SumLine, SumTable

if TYPE_CHECKING:
    from app.domain.invoice import CaseId
    from app.domain.money import Money
    from app.services.about import About
    from app.services.plan_form import PlanForm

_INTEREST = (
    (PlanInterest.NONE.value, N_("None while it is kept")),
    (PlanInterest.STATUTORY.value, N_("As the law gives it")),
)


class Included(QWidget):
    """What the plan covers; with several invoices each can be left out."""

    invoice_chosen = Signal(int, bool)

    def __init__(self) -> None:
        super().__init__()
        self.invoices = InvoiceRows()
        self._sums = SumTable()
        self._many = False
        self.invoices.chosen.connect(self.invoice_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(_("What is included"), "small", colour="text2", strong=True))
        column.addWidget(self.invoices)
        column.addWidget(self._sums)
        column.addStretch(1)

    def show_about(self, about: About) -> None:
        """Show the invoices to choose from; one alone needs no choice."""
        self._many = len(about.invoices) > 1
        self.invoices.show_invoices(about.invoices, about.chosen)
        self.invoices.setVisible(self._many)

    def show_form(self, form: PlanForm, case_ids: tuple[CaseId, ...]) -> None:
        """Show the parts of the sum; what stands on the rows to tick is not said twice."""
        self.invoices.set_chosen(case_ids)
        told = len(case_ids) if self._many else 0
        lines = [SumLine(label, amount) for label, amount in form.lines[told:]]
        self._sums.show_sums(lines, (_("Sum"), form.total) if form.total else None)


class PlanFields(QWidget):
    """How often, how much, from when; each choice is told by its own signal."""

    count_chosen = Signal(int)
    amount_chosen = Signal(object)
    first_chosen = Signal(object)
    rhythm_chosen = Signal(str)
    fee_chosen = Signal(bool)
    interest_chosen = Signal(str)

    def __init__(self, today: date, rhythms: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.count = Stepper(1, MAX_INSTALMENTS, name=_("Number of parts"))
        self.each = amount_field(SEK, name=_("or amount each time"))
        self.first = date_field(today, name=_("First payment"), earliest=today)
        self.rhythm = PickField(name=_("Then"))
        self.fee = PickField(name=_("Plan fee"))
        self.interest = PickField(name=_("Interest during the plan"))
        self.rhythm.set_options([(key, _(words)) for key, words in rhythms])
        self.interest.set_options([(key, _(words)) for key, words in _INTEREST])
        self._typed = False
        self._fee_words = Label("", "small", colour="text3", wrap=True)
        self._lay_out()
        self._connect()

    def show_form(self, form: PlanForm) -> None:
        """Show what the choices come to; what is being typed stays."""
        wish = form.wish
        _quietly(self.count, lambda: self.count.setValue(wish.count))
        if not self.each.hasFocus():
            self.each.set_value(form.each)
        if not self.first.hasFocus():
            self.first.set_value(wish.first)
        _quietly(self.rhythm, lambda: _pick(self.rhythm, wish.rhythm.value))
        _quietly(self.interest, lambda: _pick(self.interest, wish.interest.value))
        if form.proposal is not None:
            self._show_fee(form)

    def _show_fee(self, form: PlanForm) -> None:
        words = [("", _("No fee"))]
        if form.fee_possible:
            words.append(("fee", form.fee_amount))
        self.fee.set_options(words, "fee" if form.wish.fee else "")
        self.fee.setEnabled(form.fee_possible)
        self.fee.setAccessibleDescription(form.fee_words)
        self._fee_words.setText(form.fee_words)

    def _connect(self) -> None:
        self.count.valueChanged.connect(self.count_chosen)
        self.each.textEdited.connect(self._note_typing)
        self.each.editingFinished.connect(self._read_amount)
        self.first.value_changed.connect(self._read_day)
        self.rhythm.currentIndexChanged.connect(lambda _at: self.rhythm_chosen.emit(self.rhythm.value()))
        self.fee.currentIndexChanged.connect(lambda _at: self.fee_chosen.emit(self.fee.value() == "fee"))
        self.interest.currentIndexChanged.connect(
            lambda _at: self.interest_chosen.emit(self.interest.value())
        )

    def _read_amount(self) -> None:
        each: Money | None = self.each.value()
        if each is not None and self._typed:
            self._typed = False
            self.amount_chosen.emit(each)

    def _note_typing(self) -> None:
        self._typed = True

    def _read_day(self, day: date | None) -> None:
        if day is not None:
            self.first_chosen.emit(day)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        fields = (
            (_("Number of parts"), self.count),
            (_("or amount each time"), self.each),
            (_("First payment"), self.first),
            (_("Then"), self.rhythm),
            (_("Plan fee"), self.fee),
            (_("Interest during the plan"), self.interest),
        )
        for place, (label, field) in enumerate(fields):
            grid.addWidget(FieldBox(label, field), place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        grid.addWidget(self._fee_words, 3, 0, 1, 2)
        grid.setRowStretch(4, 1)


class SumBar(Card):
    """Whether the rows make up the sum: green with the arithmetic, or amber with the way to mend it."""

    mend_asked = Signal()

    def __init__(self) -> None:
        super().__init__("not_due", margin=10)
        self._state, self._mark = "not_due", QLabel()
        self._words = Label("", wrap=True, figures=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self.mend = ActionButton(_("Put it on the last part"))
        self.mend.clicked.connect(self.mend_asked)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self.mend)
        self.body.addLayout(row)
        theme().changed.connect(self._paint_mark)

    def show_form(self, form: PlanForm) -> None:
        """Show whether the sum is right."""
        self._state = "not_due" if form.holds else "overdue"
        self.set_variant(self._state)
        self._words.setText(f"{strong(form.sum_lead)} &nbsp;{escape(form.sum_rest)}")
        self.setAccessibleName(f"{form.sum_lead} {form.sum_rest}")
        self.mend.setVisible(form.can_mend)
        self._paint_mark()

    def _paint_mark(self) -> None:
        look = theme()
        icon = "check" if self._state == "not_due" else "circle-alert"
        ink = look.state(self._state).text
        self._mark.setPixmap(look.icon(icon, ink, look.px(16), self.devicePixelRatio()))


class Saying(Card):
    """One sentence to read aloud on the phone."""

    def __init__(self) -> None:
        super().__init__("alt", margin=12)
        self._words = Label("", wrap=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._mark = QLabel()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.body.addLayout(row)
        theme().changed.connect(self._paint_mark)
        self._paint_mark()

    def show_words(self, words: str) -> None:
        """Show the sentence."""
        said = _("“{words}”").format(words=words)
        self._words.setText(f"{strong(_('Say it like this:'))} {escape(said)}")
        self.setVisible(bool(words))

    def _paint_mark(self) -> None:
        look = theme()
        icon = look.icon("message-circle", look.colour("text2"), look.px(16), self.devicePixelRatio())
        self._mark.setPixmap(icon)


def _pick(field: PickField, key: str) -> None:
    field.setCurrentIndex(max(0, field.findData(key)))


def _quietly(widget: QWidget, do: Callable[[], None]) -> None:
    """Change a field as if the user had not."""
    blocked = widget.blockSignals(True)
    do()
    widget.blockSignals(blocked)
