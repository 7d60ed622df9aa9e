"""The letter's form as a whole; each choice is told by its own signal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.pages.letter_parts import (
    LANGUAGES,
    TONES,
    AdditionRows,
    CheckBoxes,
    InvoiceRows,
    LevelList,
    Presets,
    titled,
)
from ui.pages.reading import date_field
from ui.widgets.button import ActionButton
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from app.domain.invoice import CaseId
    from app.services.about import About
    from app.services.letter_form import LetterForm


class LetterFields(QWidget):
    """Everything that can be chosen about a letter."""

    level_chosen = Signal(str)
    tone_chosen = Signal(str)
    language_chosen = Signal(str)
    pay_by_chosen = Signal(object)
    addition_chosen = Signal(str, bool)
    invoice_chosen = Signal(int, bool)
    way_out_asked = Signal(str)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.invoices = InvoiceRows()
        self.levels = LevelList()
        self.may_do = ActionButton(_("What I may do"), kind="link")
        self.tone = SegmentedControl([(key, _(words)) for key, words in TONES], name=_("Tone"))
        self.language = PickField(name=_("Language"))
        self.language.set_options(list(LANGUAGES))
        self.pay_by = date_field(today, name=_("New day to pay"))
        self._pay_by_box = FieldBox(_("New day to pay"), self.pay_by)
        self._span = Label("", colour="text2", wrap=True)
        self.presets = Presets()
        self.additions = AdditionRows()
        self.checks = CheckBoxes()
        self._invoice_box = titled(_("Invoices"), self.invoices)
        self._addition_box = titled(_("Additions"), self.additions)
        self._day_box = QWidget()
        self._lay_out()
        self._connect()

    def show_about(self, about: About) -> None:
        """Show the invoices to choose from; one alone needs no choice."""
        self.invoices.show_invoices(about.invoices, about.chosen)
        self._invoice_box.setVisible(len(about.invoices) > 1)

    def show_form(self, form: LetterForm, case_ids: tuple[CaseId, ...]) -> None:
        """Show what the choices come to."""
        self.invoices.set_chosen(case_ids)
        self.levels.show_levels(form.levels, form.wish.kind.value)
        if form.wish.tone:
            self.tone.set_value(form.wish.tone.value)
        if form.wish.language:
            self._show_language(form.wish.language)
        if form.pay_by and not self.pay_by.hasFocus():
            self.pay_by.set_value(form.pay_by)
        self._pay_by_box.complain(form.pay_by_complaint)
        self._span.setText(form.pay_by_note)
        self._day_box.setVisible(form.wish.kind.is_dunning)
        self._addition_box.setVisible(bool(form.additions))
        self.presets.show_days(form.presets)
        self.additions.show_additions(form.additions)
        self.checks.show_checks(form.checks)
        self.checks.setVisible(bool(form.checks))

    def _show_language(self, language: str) -> None:
        blocked = self.language.blockSignals(True)
        self.language.setCurrentIndex(self.language.findData(language))
        self.language.blockSignals(blocked)

    def _connect(self) -> None:
        self.levels.changed.connect(self.level_chosen)
        self.may_do.clicked.connect(lambda _on: self.way_out_asked.emit("allowed"))
        self.tone.changed.connect(self.tone_chosen)
        self.language.currentIndexChanged.connect(
            lambda _index: self.language_chosen.emit(self.language.value())
        )
        self.pay_by.value_changed.connect(self._read_day)
        self.presets.chosen.connect(self._take_preset)
        self.additions.chosen.connect(self.addition_chosen)
        self.additions.way_out_asked.connect(self.way_out_asked)
        self.checks.way_out_asked.connect(self.way_out_asked)
        self.invoices.chosen.connect(self.invoice_chosen)

    def _read_day(self, day: date | None) -> None:
        if day is not None:
            self.pay_by_chosen.emit(day)

    def _take_preset(self, day: date) -> None:
        self.pay_by.set_value(day)
        self.pay_by_chosen.emit(day)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._invoice_box)
        column.addWidget(titled(_("Level"), self.levels))
        column.addWidget(self.may_do, 0, Qt.AlignmentFlag.AlignLeft)
        sound = QWidget()
        row = FlowLayout(gap=16)
        row.addWidget(titled(_("Tone"), self.tone))
        row.addWidget(titled(_("Language"), self.language))
        sound.setLayout(row)
        column.addWidget(sound)
        self._day_box.setLayout(self._day())
        column.addWidget(self._day_box)
        column.addWidget(self._addition_box)
        column.addWidget(self.checks)
        column.addStretch(1)

    def _day(self) -> QVBoxLayout:
        """Return the field with what the day means at its right, and the days one key away below it."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._pay_by_box, 1)
        row.addWidget(self._span, 1, Qt.AlignmentFlag.AlignBottom)
        self._span.setMinimumHeight(self.pay_by.sizeHint().height())
        day = QVBoxLayout()
        day.setContentsMargins(0, 0, 0, 0)
        day.setSpacing(2)
        day.addLayout(row)
        day.addWidget(self.presets)
        return day
