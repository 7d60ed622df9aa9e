"""One table of law as a row: its figure, how far it is known, its source; and the form that adds to it."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.services.explain.tables import regime_choices
from app.services.rates import NewRow, TableLine
from ui.pages.customer_picker import pair
from ui.pages.icon_line import IconLine
from ui.pages.reading import date_field
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.field import Field, FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.option import CheckRow
from ui.widgets.segmented import SegmentedControl


class RateRow(QWidget):
    """`add_asked` tells that a figure is to be added; the form is put into `place`."""

    add_asked = Signal()

    def __init__(self, line: TableLine, workplace: Workplace) -> None:
        super().__init__()
        self.line, self._workplace = line, workplace
        self.add_button = ActionButton(_ask_words(line), kind="link")
        self.add_button.setAccessibleName(_("Add a figure: {table}").format(table=line.title))
        self.add_button.clicked.connect(self.add_asked)
        self.place = QVBoxLayout(self)
        self.place.setContentsMargins(0, 4, 0, 4)
        self.place.setSpacing(4)
        self.place.addLayout(self._head())
        for words in (line.known, *line.replaced):
            self.place.addWidget(Label(words, "small", colour="text2", wrap=True))
        for words in (line.missing, line.warning):
            if words:
                self.place.addWidget(self._remark(words))
        if is_regime(line):
            said = _(
                "After that day no fee is taken in Norway and no collection warning is sent, "
                "until you confirm the rules."
            )
            self.place.addWidget(Label(said, "small", colour="text2", wrap=True))
        for words in line.own:
            self.place.addWidget(IconLine("pencil", words))
        self.place.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(self.line.title, strong=True, wrap=True), 1)
        figure = Label(self.line.value, strong=True, figures=True)
        head.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        return head

    def _remark(self, words: str) -> QWidget:
        remark = IconLine("calendar-clock", words)
        if self.line.urgent or words == self.line.warning:
            remark.words.set_colour("overdue")
        return remark

    def _foot(self) -> FlowLayout:
        foot = FlowLayout(gap=14)
        foot.addWidget(Label(self.line.law, "small", colour="text3"))
        source = ActionButton(_source_name(self.line.source), kind="link", icon="copy")
        source.setToolTip(self.line.source)
        spoken = _("Copy the address of the source: {address}")
        source.setAccessibleName(spoken.format(address=self.line.source))
        source.clicked.connect(self._copy_source)
        foot.addWidget(source)
        foot.addWidget(self.add_button)
        return foot

    def _copy_source(self) -> None:
        QGuiApplication.clipboard().setText(self.line.source)
        self._workplace.notices.say(_("The address of the source is copied."))


def is_regime(line: TableLine) -> bool:
    """Say whether the row is about which Norwegian inkassolov holds."""
    return line.name == "inkasso_regime"


def _ask_words(line: TableLine) -> str:
    return _("Confirm the rules…") if is_regime(line) else _("Add a figure…")


class RowForm(Card):
    """`submitted` carries a `NewRow` as it was typed, `left` that it is not wanted after all."""

    submitted = Signal(object)
    left = Signal()

    def __init__(self, line: TableLine, today: date) -> None:
        super().__init__("alt", margin=14)
        self.line = line
        self.day = date_field(today, name=_("Holds from"))
        self.day.set_value(line.next_start or today)
        self.through = date_field(today, name=_("Known until"))
        self.through.set_value(line.ends_on)
        self.figure = Field(name=_("Figure"))
        acts = regime_choices()
        self.choice = SegmentedControl(acts, value=acts[0][0], name=_("Which act holds"))
        self.source = Field(name=_("Source"), placeholder="https://")
        self.replaces = CheckRow(
            _("It corrects a figure"),
            subtitle=_("The old one stays on record, and letters made with it keep it."),
        )
        self._complaint = Label("", "small", colour="act_now", wrap=True)
        self._is_regime = is_regime(line)
        self.add_button = ActionButton(_("Confirm") if self._is_regime else _("Add"), kind="primary")
        self._lay_out()

    def complain(self, words: str) -> None:
        """Say why the row was not added."""
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))

    def first_field(self) -> QWidget:
        """Return where typing begins."""
        return self.choice if self._is_regime else self.figure

    def _lay_out(self) -> None:
        label, field = _("Figure"), self.first_field()
        if self._is_regime:
            label = _("Which act holds")
        boxes = [FieldBox(_("Holds from"), self.day)]
        if self.line.is_periodic and not self.line.fixed_end:
            boxes.append(FieldBox(_("Known until"), self.through))
        leave = ActionButton(_("Cancel"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add_button)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        source = FieldBox(_("Source"), self.source, hint=_("The page or document where it was read."))
        rows = (FieldBox(label, field), pair(*boxes), source)
        for row in rows:
            self.body.addWidget(row)
        if not self._is_regime:
            self.body.addWidget(self.replaces)
        self.body.addWidget(self._complaint)
        self.body.addLayout(buttons)
        self._complaint.setVisible(False)
        self.add_button.clicked.connect(self._submit)
        leave.clicked.connect(self.left)
        for field in (self.figure, self.source, self.day, self.through):
            field.returnPressed.connect(self._submit)

    def _submit(self) -> None:
        day = self.day.value()
        if day is None:
            self.complain(self.day.complaint() or _("Write the day from which it holds."))
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        asks_end = self.line.is_periodic and not self.line.fixed_end
        new = NewRow(
            country=self.line.country,
            name=self.line.name,
            valid_from=day,
            value=self.choice.value() if self._is_regime else self.figure.text(),
            source=self.source.text(),
            known_through=self.through.value() if asks_end else None,
            replaces=self.replaces.isChecked() and not self._is_regime,
        )
        self.submitted.emit(new)


def _source_name(address: str) -> str:
    """Return the name of the site, which is what a reader looks at; the tooltip has the whole address."""
    return urlsplit(address).hostname or address
