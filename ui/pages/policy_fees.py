"""Avgifter: how much of each fee the firm takes, never more than the law allows."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.services.explain.words import money
from app.services.procedures import FeeLine
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.view_models.policy_model import PolicyModel
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.option import CheckRow
from ui.widgets.rule import Rule

_INDENT = 26


class FeesCard(Card):
    """A row for each fee of the law: whether it is taken, and how much."""

    def __init__(self, model: PolicyModel) -> None:
        super().__init__(margin=20)
        self._model = model
        self.rows: dict[str, FeeRow] = {}
        self.body.setSpacing(10)
        self.body.addWidget(Label(_("Fees"), "heading"))
        said = _("What letters and plans suggest. Each invoice still has to meet the conditions of the law.")
        self.body.addWidget(Label(said, "small", colour="text2", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.body.addLayout(self._list)
        model.fees_shown.connect(self._show)
        model.fee_refused.connect(lambda key, words: self.rows[key].complain(words))

    def _show(self) -> None:
        shown = [row.line for row in self.rows.values()]
        if shown == list(self._model.fees):
            return
        clear(self._list)
        self.rows = {}
        for line in self._model.fees:
            self.rows[line.key] = FeeRow(line, self._model)
            self._list.addWidget(Rule())
            self._list.addWidget(self.rows[line.key])


class FeeRow(QWidget):
    """One fee; the field is stored as it is left."""

    def __init__(self, line: FeeLine, model: PolicyModel) -> None:
        super().__init__()
        self.line, self._model = line, model
        agreed = _("Only where it was agreed before the debt arose.") if line.needs_agreement else ""
        under = " ".join(part for part in (agreed, line.most_words, f"({line.law})") if part)
        self.taken = CheckRow(line.title, subtitle=under)
        self.taken.setChecked(line.taken is None or line.taken.minor > 0)
        self.amount = Field(name=_("Amount of {fee}").format(fee=line.title))
        self.amount.setMaximumWidth(self.amount.sizeHint().width())
        amount = line.taken if line.taken is not None else line.most
        self.amount.setText(money(amount) if amount else "")
        self._complaint = Label("", "small", colour="act_now", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        below = QVBoxLayout()
        below.setContentsMargins(theme().px(_INDENT), 0, 0, 0)
        for widget in (self.amount, self._complaint):
            below.addWidget(widget)
        column.addWidget(self.taken)
        column.addLayout(below)
        self.amount.setVisible(self.taken.isChecked())
        self._complaint.setVisible(False)
        self.taken.toggled.connect(self._take)
        self.amount.editingFinished.connect(self._store)

    def complain(self, words: str) -> None:
        """Say why the amount was not stored."""
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))

    def _take(self, taken: bool) -> None:
        self._model.set_fee(self.line.key, None if taken else "0")

    def _store(self) -> None:
        if self.amount.isModified():
            self.amount.setModified(False)
            self.complain("")
            self._model.set_fee(self.line.key, self.amount.text())
