"""What a call came to: eight choices, and below them what the chosen one asks for."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from app.domain.history import DisputeReason, Outcome, UnpaidReason
from app.domain.money import Money
from app.i18n import _
from app.services.calling import CallSheet
from app.services.explain.outcomes import dispute_word, outcome_word
from app.services.explain.reason_words import reason_word
from ui.guarded import guarded
from ui.pages.reading import amount_field, clock_field, date_field
from ui.view_models.call_model import Answers
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import Field, FieldBox, ReadField
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

# Each outcome with its icon, or the state whose shape it wears.
_MARKS = {
    Outcome.PROMISED: ("", "promised"),
    Outcome.DISPUTED: ("", "disputed"),
    Outcome.NO_ANSWER: ("phone-missed", ""),
    Outcome.CALL_BACK: ("phone-incoming", ""),
    Outcome.CANNOT_PAY: ("", "plan"),
    Outcome.NOT_RECEIVED: ("mail-x", ""),
    Outcome.WRONG_RECIPIENT: ("user-x", ""),
    Outcome.SAYS_PAID: ("", "almost_done"),
}
_TINTS = {
    Outcome.PROMISED: "promised",
    Outcome.DISPUTED: "disputed",
    Outcome.CANNOT_PAY: "plan",
    Outcome.SAYS_PAID: "almost_done",
}


_GAP = 6


class OutcomeGrid(QWidget):
    """Exactly one outcome is chosen; with focus here the plain digits choose too."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("What did you agree?"))
        self._columns = 0
        self._group = QButtonGroup(self)
        self._buttons: dict[Outcome, ActionButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for place, outcome in enumerate(Outcome, start=1):
            self._add(outcome, f"Alt {place}")
        self._arrange(columns=2)
        self.setFocusProxy(self._buttons[Outcome.PROMISED])

    def choose(self, outcome: Outcome) -> None:
        """Show an outcome as the chosen one."""
        self._buttons[outcome].setChecked(True)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < len(Outcome) and not event.modifiers():
            self.chosen.emit(list(Outcome)[place])
        else:
            super().keyPressEvent(event)

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widest()), self._grid.minimumSize().height())

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(columns=2 if self.width() >= sum(self._widest()) + _GAP else 1)

    def _widest(self) -> tuple[int, int]:
        """Return the least widths of the left and the right column."""
        widths = [button.sizeHint().width() for button in self._buttons.values()]
        return max(widths[::2]), max(widths[1::2])

    def _arrange(self, *, columns: int) -> None:
        """Stand in two columns, or in one where the text is large."""
        if columns != self._columns:
            self._columns = columns
            for place, button in enumerate(self._buttons.values()):
                self._grid.addWidget(button, place // columns, place % columns)
            self.updateGeometry()

    def _add(self, outcome: Outcome, key: str) -> None:
        icon, shape = _MARKS[outcome]
        button = ActionButton(outcome_word(outcome), kind="choice", icon=icon, shape=shape, key=key)
        button.clicked.connect(lambda: self.chosen.emit(outcome))
        self._group.addButton(button)
        self._buttons[outcome] = button


class OutcomeBox(Card):
    """The fields of the chosen outcome on its tint; `changed` tells that an answer is another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("alt", margin=12)
        self._fields: list[QWidget] = []
        self._by: ReadField[date] | None = None
        self._at: ReadField[str] | None = None
        self._amount: ReadField[Money] | None = None
        self._reason: PickField | None = None
        self.why: PickField | None = None
        self._facts: dict[str, tuple[Field, str]] = {}
        self._choices: list[tuple[date, ActionButton]] = []
        self._inside: QWidget | None = None
        self.setVisible(False)

    def show_outcome(self, outcome: Outcome, sheet: CallSheet, answers: Answers) -> None:
        """Ask for what this outcome needs, with the usual answers filled in."""
        self._forget()
        self.set_variant(_TINTS.get(outcome, "alt"))
        self._inside = QWidget()
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(0, 0, 0, 0)
        line = FlowLayout()
        heading = Label(outcome_word(outcome), colour=_TINTS.get(outcome, "text"), strong=True)
        (line if outcome is Outcome.PROMISED else rows).addWidget(heading)
        rows.addLayout(line)
        match outcome:
            case Outcome.PROMISED:
                self._ask_promise(line, sheet, answers)
                rows.addLayout(self._days(sheet))
            case Outcome.DISPUTED:
                self._ask_dispute(line, sheet, answers)
            case Outcome.CALL_BACK:
                self._ask_call_back(line, sheet, answers)
            case Outcome.CANNOT_PAY:
                words = _("How much is possible (optional)")
                rows.addWidget(self._ask_amount(words, sheet, answers.amount))
            case Outcome.NOT_RECEIVED | Outcome.WRONG_RECIPIENT:
                self._ask_address(rows, sheet, answers, person=outcome is Outcome.WRONG_RECIPIENT)
            case Outcome.SAYS_PAID:
                self._by = date_field(sheet.today, name=_("Paid on (optional)"), past=True)
                rows.addWidget(self._watch(FieldBox(_("Paid on (optional)"), self._by), self._by, answers.by))
        rows.addWidget(self._ask_why(answers))
        self.body.addWidget(self._inside)
        self.setVisible(outcome is not Outcome.NO_ANSWER)

    def answers(self) -> Answers:
        """Return what is filled in."""
        changed = [(name, field.text().strip()) for name, (field, before) in self._facts.items()
                   if field.text().strip() != before]  # fmt: skip
        return Answers(
            by=self._by.value() if self._by else None,
            at=(self._at.value() or "") if self._at else "",
            amount=self._amount.value() if self._amount else None,
            reason=DisputeReason(self._reason.value()) if self._reason else DisputeReason.OTHER,
            corrections=tuple(changed),
            why=UnpaidReason(self.why.value()) if self.why and self.why.value() else None,
        )

    def complaint(self) -> str:
        """Say what is wrong with what was typed, or nothing."""
        fields = (self._by, self._at, self._amount)
        return next((words for field in fields if field and (words := field.complaint())), "")

    def has_fields(self) -> bool:
        """Say whether anything can be changed."""
        return bool(self._fields)

    def focus_first(self) -> None:
        """Put the cursor into the field that is wrong, or into the first."""
        reads = [field for field in self._fields if isinstance(field, ReadField) and field.complaint()]
        for field in [*reads, *self._fields][:1]:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    # What each outcome asks for

    def _ask_promise(self, line: FlowLayout, sheet: CallSheet, answers: Answers) -> None:
        self._by = date_field(sheet.today, name=_("Promised day"))
        line.addWidget(self._watch(FieldBox("", self._by), self._by, answers.by))
        line.addWidget(self._ask_amount("", sheet, answers.amount))

    def _days(self, sheet: CallSheet) -> FlowLayout:
        """Return the days near at hand, and which promise this one is."""
        line = FlowLayout(gap=6)
        for choice in sheet.promise_days:
            button = ActionButton(choice.words, kind="choice")
            button.clicked.connect(lambda _on=False, day=choice.day: self._take_day(day))
            self._choices.append((choice.day, button))
            line.addWidget(button)
        line.addWidget(Label(sheet.promise_number, "small", colour="text2"))
        self._mark_day()
        return line

    def _ask_dispute(self, line: FlowLayout, sheet: CallSheet, answers: Answers) -> None:
        self._reason = PickField(name=_("Reason"))
        reasons = [(reason.value, dispute_word(reason)) for reason in DisputeReason]
        self._reason.set_options(reasons, answers.reason)
        self._reason.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self._fields.append(self._reason)
        line.addWidget(FieldBox(_("Reason"), self._reason))
        line.addWidget(self._ask_amount(_("Disputed amount (empty for all)"), sheet, answers.amount))

    def _ask_why(self, answers: Answers) -> QWidget:
        """Ask why the invoice is unpaid; many outcomes say it by themselves."""
        self.why = PickField(name=_("Why it is unpaid"))
        reasons = [("", _("Not said")), *((reason.value, reason_word(reason)) for reason in UnpaidReason)]
        self.why.set_options(reasons, answers.why or "")
        self.why.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self._fields.append(self.why)
        return FieldBox(_("Why it is unpaid"), self.why)

    def _ask_call_back(self, line: FlowLayout, sheet: CallSheet, answers: Answers) -> None:
        self._by, self._at = date_field(sheet.today, name=_("Day")), clock_field(name=_("Time"))
        line.addWidget(self._watch(FieldBox(_("Day"), self._by), self._by, answers.by))
        line.addWidget(self._watch(FieldBox(_("Time (optional)"), self._at), self._at, answers.at or None))

    def _ask_address(self, rows: QVBoxLayout, sheet: CallSheet, answers: Answers, *, person: bool) -> None:
        asked = [("address", _("Address"), sheet.address), ("email", _("E-mail"), sheet.email)]
        if person:
            asked.append(("name", _("Right recipient"), sheet.name))
        corrected = dict(answers.corrections)
        for name, label, before in asked:
            field = Field(name=label)
            field.setText(corrected.get(name, before))
            field.setCursorPosition(0)
            field.textEdited.connect(lambda _text: self.changed.emit())
            self._facts[name] = (field, before)
            self._fields.append(field)
            rows.addWidget(FieldBox(label, field))

    def _ask_amount(self, label: str, sheet: CallSheet, amount: Money | None) -> QWidget:
        self._amount = amount_field(sheet.open.currency, name=label or _("Promised amount"))
        whole = FieldBox(label, self._amount) if label else self._amount
        return self._watch(whole, self._amount, amount)

    # The parts

    def _watch(self, whole: QWidget, field: ReadField, value: object) -> QWidget:  # type: ignore[type-arg]
        field.set_value(value)
        field.value_changed.connect(lambda _value: self._answer())
        self._fields.append(field)
        return whole

    def _answer(self) -> None:
        self._mark_day()
        self.changed.emit()

    def _take_day(self, day: date) -> None:
        if self._by is not None:
            self._by.set_value(day)
        self._answer()

    def _mark_day(self) -> None:
        for day, button in self._choices:
            button.setChecked(self._by is not None and self._by.value() == day)

    def _forget(self) -> None:
        self._by = self._at = self._amount = self._reason = self.why = None
        self._fields, self._facts, self._choices = [], {}, []
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.deleteLater()
