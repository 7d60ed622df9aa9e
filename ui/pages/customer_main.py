"""The right of the customer page: the payer profile, four figures, invoices and letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services.customer_view import CustomerView
from ui.models.paged_table_model import Column, PagedTableModel, Row
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.widgets.card import Card, Surface
from ui.widgets.flow import FlowLayout
from ui.widgets.habit_bars import HabitBars
from ui.widgets.label import Label
from ui.widgets.table import PagedTable

_MOST_ROWS = 12
_HEADER = 36


class _Rows(Card):
    """A table of all its rows, in a card as high as they are; very many scroll inside."""

    def __init__(self, columns: Sequence[Column], name: str) -> None:
        super().__init__("base", margin=1)
        self._rows: dict[int, Row] = {}
        self.table = PagedTable(PagedTableModel(columns, self._fetch), name)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSortIndicatorShown(False)
        header.setSectionsMovable(False)
        self.table.setSelectionMode(PagedTable.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.table)
        theme().changed.connect(self._refit)

    def show_rows(self, rows: dict[int, Row]) -> None:
        """Show these rows in their order."""
        self._rows = rows
        self.table.show_ids(tuple(rows))
        self._refit()

    def _fetch(self, ids: Sequence[int]) -> Sequence[Row]:
        return [self._rows[each] for each in ids]

    def _refit(self) -> None:
        shown = max(1, min(len(self._rows), _MOST_ROWS))
        self.table.setFixedHeight(theme().px(_HEADER) + shown * theme().row("table"))


class CustomerMain(QWidget):
    """`invoice_opened` and `letter_opened` carry the id of what was asked for."""

    invoice_opened = Signal(int)
    letter_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._habit = Label("", "heading", wrap=True)
        self._habit_hint = Label("", "small", colour="text2", wrap=True)
        self.bars = HabitBars()
        self._worked = Label("", colour="text2", wrap=True)
        self._figures = FlowLayout(gap=24, spread=True)
        self.invoices = _Rows(
            (
                Column("shape", _("State"), "state", 36),
                Column("number", _("Invoice"), "strong", 100),
                Column("subject", _("Regarding"), drop=1),
                Column("due", _("Due"), width=112, drop=2),
                Column("state", _("State"), "word", 176),
                Column("open", _("Left to pay"), "amount", 128),
            ),
            _("Invoices of the customer"),
        )
        self.letters = _Rows(
            (
                Column("number", _("Letter"), "strong", 120),
                Column("kind", _("Kind")),
                Column("sent", _("Sent"), width=130),
                Column("total", _("Amount"), "amount", 140),
            ),
            _("Letters to the customer"),
        )
        self._letters_title = Label(_("Letters"), strong=True)
        self._lay_out()
        self.invoices.table.row_opened.connect(self.invoice_opened)
        self.letters.table.row_opened.connect(self.letter_opened)

    def show_view(self, view: CustomerView) -> None:
        """Show a customer."""
        profile = view.profile
        self._habit.setText(profile.title)
        hint = (
            _("The last invoices, days after the due date") if profile.bars else _("No invoice is due yet.")
        )
        self._habit_hint.setText(" ".join(part for part in (f"{hint}.", profile.window) if part))
        if not profile.bars:
            self._habit_hint.setText(hint)
        self.bars.show_bars(profile.bars)
        self.bars.setVisible(bool(profile.bars))
        self._worked.setText(profile.worked)
        self._worked.setVisible(bool(profile.worked))
        clear(self._figures)
        for label, words in view.figures:
            self._figures.addWidget(_Figure(label, words))
        self.invoices.show_rows({int(each.case_id): each.cells for each in view.invoices})
        self.letters.show_rows({row.id: _letter(row.cells) for row in view.letters})
        for widget in (self._letters_title, self.letters):
            widget.setVisible(bool(view.letters))

    def put_first(self, card: QWidget) -> None:
        """Let a card stand above all the others."""
        self._column.insertWidget(0, card)

    def put_below_habit(self, card: QWidget) -> None:
        """Let a card stand below the payer profile."""
        self._column.insertWidget(self._column.indexOf(self._habit_card) + 1, card)

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 24)
        column.setSpacing(16)
        habit = self._habit_card = Card("base", margin=20)
        for widget in (self._habit, self._habit_hint, self.bars, self._worked):
            habit.body.addWidget(widget)
        figures = Card("base", margin=18)
        figures.body.addLayout(self._figures)
        for part in (habit, figures, self.invoices, self._letters_title, self.letters):
            column.addWidget(part)
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)


def _letter(cells: Row) -> Row:
    """Return number, kind, day of sending and sum of a row of the list of letters."""
    return (cells[0], cells[1], cells[4], cells[5])


class _Figure(Surface):
    """A small label above a large word."""

    def __init__(self, label: str, words: str) -> None:
        super().__init__("base")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 0)
        column.setSpacing(2)
        value = Label(words, "heading", figures=True)
        value.setAccessibleName(f"{label}: {words}")
        column.addWidget(Label(label, "small", colour="text2"))
        column.addWidget(value)
