"""The parts of the letter's form: invoices, level, tone and language, the day to pay, additions, checks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from app.domain.invoice import CaseId
from app.i18n import N_, _
from app.services.about import InvoiceChoice
from app.services.letter_additions import Addition
from app.services.letter_checks import Check
from app.services.letter_levels import Level
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.option import CheckRow, ChoiceList, Option

LANGUAGES = (("sv", "Svenska"), ("nb", "Norsk bokmål"), ("nn", "Norsk nynorsk"), ("en", "English"))
TONES = (("warm", N_("Warm")), ("plain", N_("Plain")), ("firm", N_("Firm")))
WAYS_OUT = {
    "facts": N_("Fill in the facts"),
    "customer": N_("Open the customer"),
    "read_in": N_("Read in payments"),
    "matching": N_("Look at the payments"),
    "settings": N_("Open settings"),
    "rates": N_("Open rates and rules"),
    "allowed": N_("What I may do"),
}


def way_out_words(key: str) -> str:
    """Return what the button says that helps with a missing fact; nothing without a key."""
    return _(WAYS_OUT[key]) if key else ""


def titled(title: str, widget: QWidget) -> QWidget:
    """Return a quiet title above a part of the form."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    label = Label(title, "small", colour="text2", strong=True)
    label.setBuddy(widget)
    column.addWidget(label)
    column.addWidget(widget)
    return box


class InvoiceRows(QWidget):
    """Which invoices a letter or plan holds; `chosen` carries the case and whether it is in."""

    chosen = Signal(int, bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[CaseId, CheckRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_invoices(self, invoices: Sequence[InvoiceChoice], chosen: Sequence[CaseId]) -> None:
        """Show them; the last one that is in cannot be left out."""
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = {}
        for each in invoices:
            row = CheckRow(each.title, subtitle=each.subtitle, note=each.amount)
            row.clicked.connect(partial(self._tell, each.case_id))
            self._column.addWidget(row)
            self._rows[each.case_id] = row
        self.set_chosen(chosen)

    def _tell(self, case_id: CaseId) -> None:
        self.chosen.emit(case_id, self._rows[case_id].isChecked())

    def rows(self) -> tuple[CheckRow, ...]:
        """Return the boxes in their order."""
        return tuple(self._rows.values())

    def set_chosen(self, chosen: Sequence[CaseId]) -> None:
        """Tick those that are in."""
        for case_id, row in self._rows.items():
            row.setChecked(case_id in chosen)
            row.setEnabled(len(self._rows) > 1 and list(chosen) != [case_id])


class LevelList(ChoiceList):
    """The ladder; rows that are not possible say from which day they are, and why."""

    def __init__(self) -> None:
        super().__init__(_("Level"))
        self._shown: tuple[Option, ...] = ()

    def show_levels(self, levels: Sequence[Level], chosen: str) -> None:
        """Show the levels; focus stays where it is."""
        options = tuple(
            Option(level.kind.value, level.title, level.subtitle, level.note, level.possible)
            for level in levels
        )
        if options == self._shown and self.value() == chosen:
            return
        had_focus = any(row.hasFocus() for row in self.findChildren(QRadioButton))
        self._shown = options
        self.set_options(options, chosen)
        if had_focus:
            self.focus_chosen()

    def focus_chosen(self) -> None:
        """Put the focus on the level that is chosen."""
        for row in self.findChildren(QRadioButton):
            if row.isChecked():
                row.setFocus(Qt.FocusReason.OtherFocusReason)


class AdditionRows(QWidget):
    """What is added, each with its amount and reason; `chosen` carries its key and whether it is in."""

    chosen = Signal(str, bool)
    way_out_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, CheckRow] = {}
        self._links: dict[str, ActionButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for key in ("interest", "fee", "compensation"):
            row, link = CheckRow(""), ActionButton(way_out_words("facts"), kind="link")
            row.clicked.connect(partial(self._tell, key))
            link.clicked.connect(partial(self.way_out_asked.emit, "facts"))
            line = QHBoxLayout()
            line.setContentsMargins(26, 0, 0, 0)
            line.addWidget(link)
            line.addStretch(1)
            column.addWidget(row)
            column.addLayout(line)
            self._rows[key], self._links[key] = row, link

    def _tell(self, key: str) -> None:
        self.chosen.emit(key, self._rows[key].isChecked())

    def row(self, key: str) -> CheckRow:
        """Return the box of an addition."""
        return self._rows[key]

    def show_additions(self, additions: Sequence[Addition]) -> None:
        """Show the rows that there are."""
        by_key = {each.key: each for each in additions}
        for key, row in self._rows.items():
            each = by_key.get(key)
            row.setVisible(each is not None)
            self._links[key].setVisible(each is not None and bool(each.way_out))
            if each is not None:
                row.setText(each.title)
                row.setAccessibleName(f"{each.title}, {each.amount}")
                row.set_words(subtitle=each.reason, note=each.amount)
                row.setEnabled(each.possible)
                row.setChecked(each.chosen)


class Presets(QWidget):
    """Days to pay that are one key away; `chosen` carries the day."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, date], ...] = ()
        self._row = FlowLayout(gap=4)
        self.setLayout(self._row)

    def show_days(self, days: tuple[tuple[str, date], ...]) -> None:
        """Offer these days."""
        if days == self._shown:
            return
        self._shown = days
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words, day in days:
            button = ActionButton(words, kind="flat")
            button.setAccessibleName(_("Pay in {span}").format(span=words))
            button.clicked.connect(lambda _on=False, day=day: self.chosen.emit(day))
            self._row.addWidget(button)
        self.updateGeometry()


class CheckBoxes(QWidget):
    """What is in order on green, and below it on amber what is not, each with the button that helps."""

    way_out_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._good, self._open = Card("not_due", margin=12), Card("overdue", margin=12)
        self._shown: tuple[Check, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for card in (self._good, self._open):
            card.body.setSpacing(6)
            column.addWidget(card)

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show the checks."""
        if checks == self._shown:
            return
        self._shown = checks
        for card, is_good in ((self._good, True), (self._open, False)):
            lines = [check for check in checks if check.is_good == is_good]
            self._fill(card, lines)
            card.setVisible(bool(lines))

    def _fill(self, card: Card, checks: Sequence[Check]) -> None:
        while (item := card.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for check in checks:
            card.body.addWidget(_Line(check))
            if check.way_out:
                link = ActionButton(way_out_words(check.way_out), kind="link")
                link.clicked.connect(partial(self.way_out_asked.emit, check.way_out))
                card.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)


class _Line(QWidget):
    def __init__(self, check: Check) -> None:
        super().__init__()
        look, state = theme(), "not_due" if check.is_good else "overdue"
        mark = QLabel()
        icon = look.icon("check" if check.is_good else "circle-alert", look.state(state).text,
                         look.px(16), self.devicePixelRatio())  # fmt: skip
        mark.setPixmap(icon)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(check.words, wrap=True), 1)
