"""What the files have wrong, cause by cause, each with its answer in place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.formatting import sentence_start
from app.i18n import _, ngettext
from app.services.explain.words import count
from app.services.import_fixes import Cause, Edit, InPlace
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.rule import Rule
from ui.widgets.scroll import UpDown
from ui.widgets.stepper import Stepper

SHOWN_CAUSES = 50
_LARGE, _LOWEST = 1.5, 140
_FIELD, _WIDEST_ANSWERS = 122, 330
_USUAL_TERMS, _LONGEST_TERMS = 30, 120


class ProblemCard(Card):
    """The list of problems. `answered` carries a `Cause` and its `Edit`, `save_asked` wants the list."""

    answered = Signal(object, object)
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", "heading", wrap=True)
        self.save = ActionButton(_("Save the list as CSV"), kind="link")
        self.save.clicked.connect(self.save_asked)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.save)
        self._list = UpDown()
        self._list.setMinimumHeight(theme().px(_LOWEST))
        self._list.viewport().setAutoFillBackground(False)
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        self.body.addWidget(self._list, 1)

    def show_causes(self, causes: tuple[Cause, ...], waiting: int) -> None:
        """Show these causes; `waiting` rows are left out until they are answered."""
        self._title.setText(_headline(causes, waiting))
        self.save.setVisible(bool(causes))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for number, cause in enumerate(causes[:SHOWN_CAUSES]):
            if number:
                column.addWidget(Rule())
            column.addWidget(self._row(cause))
        column.addStretch(1)
        self._list.hold(inner)

    def first_answer(self) -> QWidget | None:
        """Return the first thing to type or press in the list."""
        inner = self._list.widget()
        answers = inner.findChildren(QWidget) if inner else []
        return next((each for each in answers if isinstance(each, Field | ActionButton)), None)

    def _row(self, cause: Cause) -> QWidget:
        row = QWidget()
        large = theme().scale >= _LARGE
        line = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight, row
        )
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        shape = "act_now" if cause.is_blocking else "overdue"
        title = IconLabel("", cause.title, shape=shape, wrap=True)
        title.setAccessibleName(cause.title)
        advice = Label(cause.advice, "small", colour="text2", wrap=True)
        advice.setContentsMargins(theme().px(24), 0, 0, 0)
        words.addWidget(title)
        words.addWidget(advice)
        line.addLayout(words, 1)
        answers = self._answers(cause)
        if answers is not None:
            line.addWidget(answers)
        elif not cause.is_blocking:
            line.addWidget(Label(_("read in anyway"), "small", colour="text2"))
        return row

    def _answers(self, cause: Cause) -> QWidget | None:
        if not (cause.in_place or cause.asks_days or cause.answers):
            return None
        box = QWidget()
        box.setMaximumWidth(theme().px(_WIDEST_ANSWERS))
        flow = FlowLayout(gap=8)
        box.setLayout(flow)
        if cause.in_place:
            self._add_field(flow, cause, cause.in_place)
        if cause.asks_days:
            self._add_days(flow, cause)
        for answer in cause.answers:
            button = ActionButton(answer.words)
            button.setAccessibleDescription(cause.title)
            button.clicked.connect(partial(self._answer, cause, answer.edit))
            flow.addWidget(button)
        return box

    def _add_field(self, flow: FlowLayout, cause: Cause, place: InPlace) -> None:
        field = Field(name=cause.title)
        field.setText(place.suggestion)
        field.setFixedWidth(theme().px(_FIELD))
        correct = ActionButton(_("Correct"))
        correct.setAccessibleDescription(cause.title)

        def answer() -> None:
            if field.text().strip():
                self.answered.emit(cause, place.edit(field.text().strip()))

        field.returnPressed.connect(answer)
        correct.clicked.connect(answer)
        flow.addWidget(field)
        flow.addWidget(correct)

    def _add_days(self, flow: FlowLayout, cause: Cause) -> None:
        days = Stepper(0, _LONGEST_TERMS, name=_("Days from invoice to due date"))
        days.setValue(_USUAL_TERMS)
        use = ActionButton(_("Use for all"))
        use.clicked.connect(lambda _on: self.answered.emit(cause, Edit(terms_days=days.value())))
        flow.addWidget(days)
        flow.addWidget(use)

    def _answer(self, cause: Cause, edit: Edit, _checked: bool = False) -> None:
        self.answered.emit(cause, edit)


def _headline(causes: tuple[Cause, ...], waiting: int) -> str:
    if waiting:
        said = ngettext("{n} row needs you", "{n} rows need you", waiting)
        return sentence_start(said.format(n=count(waiting)))
    return _("Nothing stops you, but have a look") if causes else _("Everything could be read")
