"""What reading in would come to, in numbers, and the choices that change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.services.import_look import Look
from app.services.import_outcome import Line
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.option import CheckRow


class OutcomeCard(Card):
    """Counts of what is new, known, changed and left out.

    `bills_chosen` tells whether invoices sent to the user are taken in, `seller_chosen` which of the sellers
    the user is.
    """

    bills_chosen = Signal(bool)
    seller_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.counts = Counts()
        self._question = QWidget()
        self._sellers = QVBoxLayout(self._question)
        self._sellers.setContentsMargins(0, 0, 0, 0)
        self.bills = CheckRow(_("Read in the bills to you as well"))
        self.bills.toggled.connect(self.bills_chosen)
        title = Label(_("This is what happens"), "heading")
        title.setMinimumHeight(theme().px(28))
        self.body.addWidget(title)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.bills)
        self.body.addWidget(self._question)
        self.body.addWidget(IconLabel("undo-2", _("The whole import can be undone for 30 days."), wrap=True))
        self.body.addStretch(1)

    def show_look(self, seen: Look, bills: int, *, taken: bool) -> None:
        """Show what a look at the files came to."""
        self.counts.show_lines(seen.lines)
        self.bills.setVisible(bool(bills))
        blocked = self.bills.blockSignals(True)
        self.bills.setChecked(taken)
        self.bills.blockSignals(blocked)
        words = ngettext("{n} invoice was sent to you.", "{n} invoices were sent to you.", bills)
        self.bills.set_words(subtitle=words.format(n=bills), note="")
        self._ask_who(seen.sellers)

    def _ask_who(self, sellers: tuple[tuple[int, str], ...]) -> None:
        """Ask once whose invoices they are, so that bills can be told from claims."""
        clear(self._sellers)
        if not sellers:
            return
        self._sellers.addWidget(Label(_("Which of these are you?"), strong=True))
        hint = _("Then bills to you are told from your own invoices.")
        self._sellers.addWidget(Label(hint, "small", colour="text2", wrap=True))
        for number, name in sellers:
            button = ActionButton(name)
            button.clicked.connect(lambda _on, which=number: self.seller_chosen.emit(which))
            self._sellers.addWidget(button)


class Counts(QWidget):
    """Numbers in a column, each beside what it counts."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, 36)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these counts in place of the ones before."""
        clear(self._grid)
        shown = lines or (Line(0, _("invoices to read in")),)
        for place, line in enumerate(shown):
            number = Label(str(line.count), strong=True, figures=True)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(number, place, 0)
            self._grid.addWidget(Label(line.words, wrap=True), place, 1)
