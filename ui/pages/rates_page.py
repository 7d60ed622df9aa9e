"""Settings › Rates: every figure of law with how far it is known, and rows of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_, _
from app.services.rate_file import TableFile
from app.services.rates import TableLine
from ui.pages.icon_line import IconLine
from ui.pages.page import Page
from ui.pages.rate_row import RateRow, RowForm
from ui.pages.scrolling import Column, clear
from ui.view_models.rates_model import RatesModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.label import Label, Title
from ui.widgets.rule import Rule

_WIDTH = 760
_COUNTRIES = {"SE": N_("Sweden"), "NO": N_("Norway")}
ChooseFile = Callable[[QWidget, str], str]


def choose_table(parent: QWidget, title: str) -> str:
    """Ask the system for a table file; empty when none was chosen."""
    return QFileDialog.getOpenFileName(parent, title, "", "TOML (*.toml)")[0]


class RatesPage(Page):
    """Rows that run out come first; those that stand until the law changes are folded away."""

    nav_key = "settings"

    def __init__(self, workplace: Workplace, choose: ChooseFile = choose_table) -> None:
        super().__init__()
        self._workplace, self.choose = workplace, choose
        self.model = RatesModel(workplace)
        self.rows: list[RateRow] = []
        self.form: RowForm | None = None
        self._unfolded: set[str] = set()
        self._return_to: tuple[str, str] | None = None
        self.back = ActionButton(kind="flat", icon="arrow-left", name=_("Back"))
        self.read_in = ActionButton(_("Read in a table…"), icon="file-down")
        self.file_card = Card("sel", margin=16)
        self._complaint = Label("", colour="act_now", wrap=True)
        self._lists = QVBoxLayout()
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return _("Rates and rules")

    def entered(self) -> None:
        self.model.read()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Close the form that is open, with one press of Esc."""
        if self.form is None:
            return False
        self._close_form()
        return True

    def row(self, country: str, name: str) -> RateRow:
        """Return the row of a table."""
        return next(row for row in self.rows if (row.line.country, row.line.name) == (country, name))

    def open_form(self, row: RateRow) -> None:
        """Open the form below a row; another that was open is closed."""
        self._close_form()
        self.form = RowForm(row.line, self._workplace.desk.today())
        self.form.submitted.connect(self.model.add)
        self.form.left.connect(self._close_form)
        row.place.addWidget(self.form)
        self.form.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        if self.form is not None:
            row = self.row(self.form.line.country, self.form.line.name)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            row.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.model.shown.connect(self._show)
        self.model.saved.connect(self._forget_form)
        self.model.refused.connect(lambda words: self.form.complain(words) if self.form else None)
        self.model.file_shown.connect(self._show_file)
        self.model.file_refused.connect(self._complain)
        self.back.clicked.connect(self._workplace.back)
        self.read_in.clicked.connect(self._ask_file)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.back)
        head.addWidget(Title(self.title()), 1)
        head.addWidget(self.read_in)
        column = Column(_WIDTH)
        column.body.setSpacing(14)
        column.body.addLayout(head)
        said = _("Every figure comes from the law. One that is not known is never guessed: it is left out.")
        column.body.addWidget(Label(said, colour="text2", wrap=True))
        column.body.addWidget(self._complaint)
        column.body.addWidget(self.file_card)
        column.body.addLayout(self._lists)
        self._lists.setSpacing(14)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)
        self._complaint.setVisible(False)
        self.file_card.setVisible(False)

    def _forget_form(self) -> None:
        """Have the focus return to the row that was added to, once it is shown anew."""
        if self.form is not None:
            self._return_to = self.form.line.country, self.form.line.name
        self.form = None

    def _show(self) -> None:
        self.form = None
        self.rows = []
        clear(self._lists)
        for country in dict.fromkeys(line.country for line in self.model.lines):
            mine = [line for line in self.model.lines if line.country == country]
            self._lists.addWidget(self._card(country, mine))
        if self._return_to is not None:
            self.row(*self._return_to).add_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._return_to = None

    def _card(self, country: str, lines: list[TableLine]) -> Card:
        card = Card(margin=20)
        card.body.setSpacing(8)
        card.body.addWidget(Label(_(_COUNTRIES[country]), "heading"))
        self._add_rows(card, (line for line in lines if line.is_periodic))
        standing = [line for line in lines if not line.is_periodic]
        if country in self._unfolded:
            self._add_rows(card, standing)
        else:
            said = _("Show those that hold until the law changes ({count})").format(count=len(standing))
            more = ActionButton(said, kind="link", icon="chevron-down")
            more.clicked.connect(lambda _on: self.unfold(country))
            card.body.addWidget(Rule())
            card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _add_rows(self, card: Card, lines: Iterable[TableLine]) -> None:
        for line in lines:
            row = RateRow(line, self._workplace)
            row.add_asked.connect(lambda row=row: self.open_form(row))
            self.rows.append(row)
            card.body.addWidget(Rule())
            card.body.addWidget(row)

    def unfold(self, country: str) -> None:
        """Show the figures of a country that stand until the law changes."""
        self._unfolded.add(country)
        self._show()

    def _ask_file(self) -> None:
        path = self.choose(self, _("Read in a table"))
        if path:
            self._complain("")
            self.model.read_file(Path(path))

    def _complain(self, words: str) -> None:
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))

    def _show_file(self, found: TableFile | None) -> None:
        clear(self.file_card.body)
        self.file_card.setVisible(found is not None)
        if found is None:
            return
        self.file_card.body.addWidget(Label(f"{found.title}, {_(_COUNTRIES[found.country])}", "heading"))
        for words in found.lines:
            self.file_card.body.addWidget(IconLine("plus", words))
        said = _("Known already: {count}. Nothing is saved until you say so.").format(count=found.same)
        self.file_card.body.addWidget(Label(said, "small", colour="text2", wrap=True))
        accept = ActionButton(_("Add"), kind="primary")
        leave = ActionButton(_("Cancel"))
        accept.clicked.connect(lambda _on: self.model.accept_file())
        leave.clicked.connect(lambda _on: self.model.leave_file())
        for button in (accept, leave):
            self.file_card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        accept.setFocus(Qt.FocusReason.OtherFocusReason)
