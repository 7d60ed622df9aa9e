"""One step of a procedure on its day line: when, what, and for a letter its tone, time to pay and fee."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.party import Tone
from app.domain.procedure import Rung
from app.domain.step import Step
from app.i18n import N_, _
from app.services.explain.outcomes import letter_name
from ui.guarded import guarded
from ui.pages.letter_parts import TONES
from ui.theme import theme
from ui.view_models.policy_model import PolicyModel
from ui.widgets.button import ActionButton
from ui.widgets.editor import PickField
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.option import CheckRow
from ui.widgets.stepper import Stepper

_LINE, _DOT = 14, 5
_LONGEST = 365
_STEPPER = 120
_FROM_DUE, _FROM_LETTER = "due", "letter"
_FROM = ((_FROM_DUE, N_("days after the due date")), (_FROM_LETTER, N_("bank days after the day to pay")))


def step_title(step: Step) -> str:
    """Return what a step is called in the list of steps."""
    letter = Rung(step).letter
    if letter:
        return letter_name(letter)
    return _("Call") if step is Step.CALL else _("Hand over")


class StepRow(QWidget):
    """The fields of one rung; what is changed goes to the model at once."""

    removed = Signal()

    def __init__(self, model: PolicyModel, place: int) -> None:
        super().__init__()
        self._model, self._place = model, place
        self.rung = model.rungs[place]
        self.is_last = self.rung.step is Step.HAND_OVER
        self.days = Stepper(1, _LONGEST, name=_("Days to wait"))
        self.count_from = PickField(name=_("Counted from"))
        self.action = PickField(name=_("What is done"))
        self.tone = PickField(name=_("Tone"))
        self.pay_in = Stepper(1, _LONGEST, name=_("Days to pay"))
        self.fee = CheckRow(_("With the fee, where it is lawful"))
        self._complaint = Label("", "small", colour="act_now", wrap=True)
        for stepper in (self.days, self.pay_in):
            stepper.setFixedWidth(theme().px(_STEPPER))
        self._fill()
        self._lay_out()
        self._connect()

    def complain(self, words: str) -> None:
        """Say what is wrong with this step."""
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look, x, middle = theme(), theme().px(_LINE), self.days.geometry().center().y()
        top = middle if self._place == 0 else 0
        bottom = middle if self.is_last else self.height()
        with QPainter(self) as painter:
            painter.fillRect(x - 1, top, 2, bottom - top, look.colour("line"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.colour("ctrl"))
            painter.setBrush(look.colour("base"))
            painter.drawEllipse(QPointF(x, middle), look.px(_DOT), look.px(_DOT))

    def _fill(self) -> None:
        rung = self.rung
        counts_letter = rung.after_deadline is not None
        self.days.setValue(rung.after_deadline if rung.after_deadline is not None else rung.after_due or 1)
        choices = [(key, _(words)) for key, words in _FROM]
        if not self._model.follows_letter(self._place):
            choices = choices[:1]
        elif self.is_last:
            choices = choices[1:]
        self.count_from.set_options(choices, _FROM_LETTER if counts_letter else _FROM_DUE)
        steps = [rung.step, *(() if self.is_last else self._others())]
        words = [(step.value, step_title(step)) for step in steps]
        self.action.set_options(words, rung.step.value)
        self.tone.set_options([(key, _(words)) for key, words in TONES], rung.tone.value)
        self.pay_in.setValue(rung.pay_in or 1)
        self.fee.setChecked(rung.fee)

    def _others(self) -> tuple[Step, ...]:
        missing = self._model.missing_letters()
        return missing if self.rung.step is Step.CALL else (Step.CALL, *missing)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme().px(2 * _LINE + 6), 6, 0, 10)
        column.setSpacing(6)
        when = FlowLayout(gap=8)
        when.addWidget(self.days)
        for choice in (self.count_from, self.action):
            # What cannot be chosen is words; a list with one choice only looks as if it could.
            when.addWidget(choice if choice.count() > 1 else Label(choice.currentText()))
        if not self.is_last:
            when.addWidget(self._button("plus", _("Add a call after this step"), self._model.add))
            when.addWidget(self._button("trash-2", _("Leave this step out"), self._model.remove))
        column.addLayout(when)
        if self.rung.letter:
            column.addLayout(self._letter_line())
            if self.rung.letter.is_formal:
                column.addWidget(self.fee)
        column.addWidget(self._complaint)
        self._complaint.setVisible(False)

    def _letter_line(self) -> FlowLayout:
        line = FlowLayout(gap=8)
        line.addWidget(Label(_("Tone"), "small", colour="text2"))
        line.addWidget(self.tone)
        line.addWidget(Label(_("Days to pay"), "small", colour="text2"))
        line.addWidget(self.pay_in)
        return line

    def _button(self, icon: str, name: str, act: object) -> ActionButton:
        button = ActionButton(kind="flat", icon=icon, name=name)
        button.clicked.connect(lambda _on: act(self._place))  # type: ignore[operator]
        return button

    def _connect(self) -> None:
        change = partial(self._model.change, self._place)
        self.days.valueChanged.connect(self._set_days)
        self.count_from.activated.connect(
            lambda _at: self._model.count_from(self._place, letter=self.count_from.value() == _FROM_LETTER)
        )
        self.action.activated.connect(
            lambda _at: self._model.set_step(self._place, Step(self.action.value()))
        )
        self.tone.activated.connect(lambda _at: change(tone=Tone(self.tone.value())))
        self.pay_in.valueChanged.connect(lambda days: change(pay_in=days))
        self.fee.toggled.connect(lambda on: change(fee=on))

    def _set_days(self, days: int) -> None:
        counts_letter = self.count_from.value() == _FROM_LETTER
        self._model.change(self._place, **{"after_deadline" if counts_letter else "after_due": days})
