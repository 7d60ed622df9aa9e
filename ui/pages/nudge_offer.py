"""Who usually pays late and has an invoice due soon: a calm line below the list of Today, where asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.services.desk import Desk
from ui.pages.scrolling import clear
from ui.view_models import places
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.services.terms_nudge import Nudge


class NudgeOffer(QWidget):
    """Each line leads to the customer, where the text to copy is; it takes no room without any."""

    def __init__(self, workplace: Workplace, *, margin: int) -> None:
        super().__init__()
        self._workplace = workplace
        self.words = Label("", strong=True, wrap=True)
        card, self._rows = Card("alt", margin=14), QVBoxLayout()
        self._rows.setSpacing(4)
        hint = _("They usually pay late. Call, or write down a note, and the line goes away.")
        card.body.addWidget(self.words)
        card.body.addWidget(Label(hint, "small", colour="text2", wrap=True))
        card.body.addLayout(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 16, margin, 0)
        column.addWidget(card)
        self._shown: Sequence[Nudge] = ()
        self.setVisible(False)
        workplace.changed.connect(lambda _changes: self.look())

    def look(self) -> None:
        """Look who may need a word."""
        self._workplace.read(_nudges, self._show)

    def _show(self, found: Sequence[Nudge]) -> None:
        if found == self._shown:
            return
        self._shown = found
        clear(self._rows)
        said = ngettext(
            "{n} invoice may need a word before the due date",
            "{n} invoices may need a word before the due date",
            len(found),
        )
        self.words.setText(said.format(n=len(found)))
        for each in found:
            self._rows.addWidget(self._line(each))
        self.setVisible(bool(found))

    def _line(self, nudge: Nudge) -> QWidget:
        holder = QWidget()
        line = FlowLayout(gap=8)
        line.setContentsMargins(0, 0, 0, 0)
        button = ActionButton(nudge.words, kind="link")
        button.clicked.connect(partial(self._open, nudge))
        line.addWidget(button)
        holder.setLayout(line)
        return holder

    def _open(self, nudge: Nudge) -> None:
        self._workplace.go(places.CustomerPlace(nudge.customer_id))


def _nudges(desk: Desk) -> Sequence[Nudge]:
    from app.services import terms_nudge  # not before the first paint

    return terms_nudge.nudges(desk)
