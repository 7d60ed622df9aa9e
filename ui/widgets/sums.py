"""Sums with the way they came about: one line an amount, its calculation below, a rule above the total."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import _
from ui.widgets.label import Label, strong
from ui.widgets.rule import Rule


@dataclass(frozen=True, slots=True)
class SumLine:
    """One amount.

    Attributes:
        notes: The calculation in figures, a line each.
        why: The law in words, introduced by "Why?".
        muted: A part that is not used, shown with its reason.
    """

    label: str
    amount: str
    notes: tuple[str, ...] = ()
    why: str = ""
    muted: bool = False


class SumTable(QWidget):
    """Lines and a total. `ruled` puts a hairline below each line and writes the total large."""

    def __init__(self, *, ruled: bool = False) -> None:
        super().__init__()
        self._ruled = ruled
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 1)

    def show_sums(self, lines: Sequence[SumLine], total: tuple[str, str] | None) -> None:
        """Show these lines and, where given, the total (label, amount)."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, line in enumerate(lines):
            self._add_line(line)
            if self._ruled or (total and place == len(lines) - 1):
                self._add_rule()
        if total:
            self._add_total(*total)

    def _add_line(self, line: SumLine) -> None:
        colour = "text3" if line.muted else "text"
        role = "body" if self._ruled else "small"
        label = Label(line.label, role, colour=colour, wrap=True)
        self._add_row(label, line.amount, role, colour, strong=False)
        for note in line.notes:
            self._add_wide(Label(note, "small", colour="text2", wrap=True, figures=True))
        if line.why:
            ask = _("Why?")
            why = Label(f"{strong(ask)} {escape(line.why)}", "small", colour="text2", wrap=True)
            why.setTextFormat(Qt.TextFormat.RichText)
            self._add_wide(why)

    def _add_total(self, label: str, amount: str) -> None:
        role = "heading" if self._ruled else "body"
        self._add_row(Label(label, role, strong=True), amount, role, "text", strong=True)

    def _add_row(self, label: Label, amount: str, role: str, colour: str, *, strong: bool) -> None:
        row = self._grid.rowCount()
        figures = Label(amount, role, colour=colour, strong=strong, figures=True)
        figures.setAccessibleName(f"{label.text()}: {amount}")
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, row, 0, top)
        self._grid.addWidget(figures, row, 1, top | Qt.AlignmentFlag.AlignRight)

    def _add_wide(self, label: Label) -> None:
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 2)

    def _add_rule(self) -> None:
        self._grid.addWidget(Rule(margin=8 if self._ruled else 4), self._grid.rowCount(), 0, 1, 2)
