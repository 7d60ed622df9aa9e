"""Which invoices a credit insurer is to be told of, below the list of Today: cover is not lost by silence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.invoice import CaseId
from app.i18n import _, ngettext
from app.services.changes import Changes
from app.services.desk import Desk
from ui.pages.scrolling import clear
from ui.view_models import places
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.services.insurer_reports import Report


class ReportOffer(QWidget):
    """Each line leads to its invoice and can be noted as done; it takes no room without any."""

    def __init__(self, workplace: Workplace, *, margin: int) -> None:
        super().__init__()
        self._workplace = workplace
        self.words = Label("", strong=True, wrap=True)
        card, self._rows = Card("alt", margin=14), QVBoxLayout()
        self._rows.setSpacing(4)
        card.body.addWidget(self.words)
        hint = _("The cover can be lost when the day passes. Tell the insurer, then note it here.")
        card.body.addWidget(Label(hint, "small", colour="text2", wrap=True))
        card.body.addLayout(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 16, margin, 0)
        column.addWidget(card)
        self._shown: Sequence[Report] = ()
        self.setVisible(False)
        workplace.changed.connect(lambda _changes: self.look())

    def look(self) -> None:
        """Look which days are near."""
        self._workplace.read(_reports, self._show)

    def _show(self, found: Sequence[Report]) -> None:
        if found == self._shown:
            return
        self._shown = found
        clear(self._rows)
        said = ngettext(
            "{n} invoice to report to the credit insurer",
            "{n} invoices to report to the credit insurer",
            len(found),
        )
        self.words.setText(said.format(n=len(found)))
        for each in found:
            self._rows.addWidget(self._line(each))
        self.setVisible(bool(found))

    def _line(self, report: Report) -> QWidget:
        holder, line = QWidget(), FlowLayout(gap=8)
        holder.setLayout(line)
        look = ActionButton(report.words, kind="link")
        look.clicked.connect(lambda _on: self._workplace.go(places.InvoicePlace(report.case_id)))
        done = ActionButton(_("It is reported"))
        done.clicked.connect(partial(self._note, report.case_id))
        for button in (look, done):
            line.addWidget(button)
        return holder

    def _note(self, case_id: CaseId, _on: bool = False) -> None:
        def note(desk: Desk) -> Changes:
            from app.services.insurer_reports import note_reported

            return note_reported(desk, case_id)

        self._workplace.act(note)


def _reports(desk: Desk) -> Sequence[Report]:
    from app.services import insurer_reports  # not before the first paint

    return insurer_reports.reports(desk)
