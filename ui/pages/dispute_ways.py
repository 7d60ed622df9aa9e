"""The forms of the ways out of a dispute: each says what it will do, and makes the action it stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.money import Money
from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.dispute_papers import Answer
from app.services.dispute_view import OpenDisputeView, comparison, split_words
from app.services.dispute_ways import Correction, correct_invoice, refuse, split
from ui.pages.letter_sound import LetterSound
from ui.pages.panel_frame import titled
from ui.pages.reading import amount_field, date_field
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import NoteField
from ui.widgets.field import Field, FieldBox
from ui.widgets.label import Label
from ui.widgets.option import CheckRow
from ui.widgets.sums import SumLine, SumTable

Work = Callable[[Desk], Changes]
Complaint = tuple[str, QWidget]


class Way(QWidget):
    """A form; `save_words` stand on the button that does what `work` returns, `first` is where it begins."""

    name = ""
    save_words = ""
    first: QWidget

    def __init__(self, workplace: Workplace, view: OpenDisputeView) -> None:
        super().__init__()
        self.view = view
        self.today = workplace.desk.today()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def inputs(self) -> dict[str, QWidget]:
        """Return the fields by name, for a draft of them."""
        raise NotImplementedError

    def complaint(self) -> Complaint | None:
        """Return what is wrong, and where it can be put right."""
        return None

    def work(self) -> Work:
        """Return the action; asked for only where there is no complaint."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Say in a quiet line what follows."""
        self.column.addWidget(Label(words, "small", colour="text2", wrap=True))


class CorrectedWay(Way):
    """The old invoice is credited and a new one takes its place; the amounts stand side by side."""

    name = "corrected"

    def __init__(self, workplace: Workplace, view: OpenDisputeView) -> None:
        super().__init__(workplace, view)
        self.save_words = _("Put the corrected invoice in its place")
        self.number = Field(name=_("Number of the corrected invoice"))
        self.total = amount_field(view.invoiced.currency, name=_("Total of the corrected invoice"))
        self.due = date_field(self.today, name=_("Due date of the corrected invoice"), earliest=self.today)
        self.credit = Field(name=_("Number of the credit note"))
        self._sums = SumTable()
        self._card = Card("alt", margin=12)
        self._card.body.addWidget(self._sums)
        self.say(_("Make the credit note and the new invoice where you usually do, and note them here."))
        self.column.addLayout(titled(_("Number of the corrected invoice"), self.number))
        self.column.addWidget(FieldBox(_("Total of the corrected invoice"), self.total))
        self.column.addWidget(self._card)
        self.column.addWidget(FieldBox(_("Due date of the corrected invoice"), self.due))
        hint = _("With its number it is not counted twice when your books are read in.")
        self.column.addWidget(
            FieldBox(_("Number of the credit note (if there is one)"), self.credit, hint=hint)
        )
        self.say(_("Interest and fees are taken back. What has been paid moves to the new invoice."))
        self.due.set_value(view.due_on)
        self.total.value_changed.connect(lambda _value: self._compare())
        self._card.setVisible(False)
        self.first = self.number

    def inputs(self) -> dict[str, QWidget]:
        return {"number": self.number, "total": self.total, "due": self.due, "credit": self.credit}

    def complaint(self) -> Complaint | None:
        if not self.number.text().strip():
            return _("Write the number of the corrected invoice."), self.number
        if self.total.complaint() or self.total.value() is None:
            return self.total.complaint() or _("Write the total of the corrected invoice."), self.total
        if self.due.complaint() or self.due.value() is None:
            return self.due.complaint() or _("Write its due date."), self.due
        return None

    def work(self) -> Work:
        total, due_on = self.total.value(), self.due.value()
        assert total is not None
        assert due_on is not None
        new = Correction(self.number.text().strip(), total, due_on, self.credit.text().strip())
        return lambda desk: correct_invoice(desk, self.view.case_id, new)

    def _compare(self) -> None:
        total = self.total.value()
        self._card.setVisible(total is not None)
        if total is not None:
            lines = [SumLine(label, amount) for label, amount in comparison(self.view, total)]
            self._sums.show_sums(lines, None)


class LetterWay(Way):
    """A form with a letter: what is written, the last day, and a look at it before it goes."""

    def __init__(
        self, workplace: Workplace, view: OpenDisputeView, show: Callable[[LetterWay], None]
    ) -> None:
        super().__init__(workplace, view)
        self.pay_by = date_field(self.today, name=_("Last day to pay or to answer"), earliest=self.today)
        self.pay_by.set_value(view.pay_by)
        self.sound = LetterSound(view.tone, view.language)
        self.look = ActionButton(_("See the letter"), icon="file-text")
        self.look.clicked.connect(lambda: show(self))

    def answer(self) -> Answer:
        """Return what the letter is made of; a day that cannot be read was complained of before."""
        tone, language = self.sound.chosen()
        return Answer("", self.pay_by.value() or self.view.pay_by, tone=tone, language=language)

    def reduction(self) -> Money | None:
        """Return what is taken off, where something is."""
        return None

    def wrong_day(self) -> Complaint | None:
        """Return what is wrong with the last day."""
        if self.pay_by.complaint() or self.pay_by.value() is None:
            return self.pay_by.complaint() or _("Write the last day."), self.pay_by
        return None


class RefusedWay(LetterWay):
    """The claim stands, and the letter says why."""

    name = "refused"

    def __init__(
        self, workplace: Workplace, view: OpenDisputeView, show: Callable[[LetterWay], None]
    ) -> None:
        super().__init__(workplace, view, show)
        self.save_words = _("Refuse with this letter")
        self.why = NoteField(name=_("Why you do not agree"))
        self.takes_part = CheckRow(_("We answer if the customer turns to {name}").format(name=view.offered))
        self.takes_part.setChecked(True)
        self.say(_("The letter has the facts of the invoice. You write why, calmly, in your own words."))
        self.column.addLayout(titled(_("Why you do not agree"), self.why))
        self.column.addWidget(FieldBox(_("Last day to pay or to answer"), self.pay_by))
        if view.offered:
            self.column.addWidget(self.takes_part)
        self.column.addWidget(self.sound)
        self.column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.say(_("The letter is kept with the invoice. Until that day nothing more is sent."))
        self.first = self.why

    def inputs(self) -> dict[str, QWidget]:
        return {"why": self.why, "part": self.takes_part, "pay_by": self.pay_by}

    def complaint(self) -> Complaint | None:
        if not self.why.text().strip():
            return _("Write why you do not agree. The customer reads it in the letter."), self.why
        return self.wrong_day()

    def answer(self) -> Answer:
        return replace(super().answer(), why=self.why.text(), takes_part=self.takes_part.isChecked())

    def work(self) -> Work:
        answer = self.answer()
        return lambda desk: refuse(desk, self.view.case_id, answer)


class SplitWay(LetterWay):
    """Both give a little: the invoice is lowered, and the rest has a new last day."""

    name = "split"

    def __init__(
        self, workplace: Workplace, view: OpenDisputeView, show: Callable[[LetterWay], None]
    ) -> None:
        super().__init__(workplace, view, show)
        self.save_words = _("Keep the agreement")
        self.amount = amount_field(view.invoiced.currency, name=_("What is taken off"))
        self.credit = Field(name=_("Number of the credit note"))
        self.left = Label("", strong=True, wrap=True)
        self.column.addWidget(FieldBox(_("What is taken off"), self.amount))
        self.column.addWidget(self.left)
        self.column.addWidget(FieldBox(_("The rest is paid by"), self.pay_by))
        hint = _("With its number it is not counted twice when your books are read in.")
        self.column.addWidget(
            FieldBox(_("Number of the credit note (if there is one)"), self.credit, hint=hint)
        )
        self.column.addWidget(self.sound)
        self.column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.say(_("The letter confirms it and is kept with the invoice. Interest and fees are taken back."))
        self.left.setVisible(False)
        self.amount.value_changed.connect(lambda _value: self._follow())
        self.first = self.amount

    def inputs(self) -> dict[str, QWidget]:
        return {"amount": self.amount, "credit": self.credit, "pay_by": self.pay_by}

    def complaint(self) -> Complaint | None:
        if self.amount.complaint() or self.amount.value() is None:
            return self.amount.complaint() or _("Write what is taken off."), self.amount
        return self.wrong_day()

    def reduction(self) -> Money | None:
        return self.amount.value()

    def work(self) -> Work:
        answer, taken, number = self.answer(), self.amount.value(), self.credit.text().strip()
        assert taken is not None
        return lambda desk: split(desk, self.view.case_id, taken, answer, credit_number=number)

    def _follow(self) -> None:
        taken = self.amount.value()
        self.left.setVisible(taken is not None)
        self.left.setText(split_words(self.view, taken) if taken is not None else "")


class MediationWay(Way):
    """Somebody neutral helps: whom one can turn to, and a folder with what they need."""

    name = "mediation"

    def __init__(self, workplace: Workplace, view: OpenDisputeView, ask: Callable[[], Path | None]) -> None:
        super().__init__(workplace, view)
        self._ask = ask
        self.save_words = _("Make the folder")
        self.note = NoteField(name=_("Whom you turn to"))
        self.day = date_field(self.today, name=_("Look again on"), earliest=self.today)
        self.day.set_value(view.mediate_by)
        self.say(_("The folder has a summary, the letters and the files. Your own notes stay with you."))
        for body in view.bodies:
            card = Card("alt", margin=12)
            card.body.addWidget(Label(body.name, strong=True, wrap=True))
            card.body.addWidget(Label(body.says, "small", wrap=True))
            card.body.addWidget(Label(body.source, "small", colour="text2", wrap=True))
            self.column.addWidget(card)
        if view.no_bodies:
            self.say(view.no_bodies)
        self.column.addLayout(titled(_("Whom you turn to"), self.note))
        self.column.addWidget(FieldBox(_("Look again on"), self.day))
        self.say(_("The dispute stays open until you close it."))
        self.place: Path | None = None
        self.first = self.note

    def inputs(self) -> dict[str, QWidget]:
        return {"note": self.note, "day": self.day}

    def complaint(self) -> Complaint | None:
        if self.day.complaint() or self.day.value() is None:
            return self.day.complaint() or _("Write the day to look again."), self.day
        return None

    def ask_place(self) -> bool:
        """Ask where the folder goes; `False` when the user thinks better of it."""
        self.place = self._ask()
        return self.place is not None

    def work(self) -> Work:
        day, place, note = self.day.value(), self.place, self.note.text().strip()
        assert day is not None
        assert place is not None

        def act(desk: Desk) -> Changes:
            from app.services.dispute_pack import mediate_with_pack  # brings the papers with it

            changes, self.place = mediate_with_pack(desk, self.view.case_id, day, place, note=note)
            return changes

        return act
