"""Old notes have served their time: the calm yearly offer on Today, and the question before they go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.services.changes import Changes
from app.services.desk import Desk
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.pages.erase_dialog import EraseDialog


class TidyOffer(QWidget):
    """Stands below the list when the offer is due, at most once a year; it takes no room otherwise."""

    def __init__(self, workplace: Workplace, *, margin: int) -> None:
        super().__init__()
        self._workplace = workplace
        self._looked_on: date | None = None
        self.words = Label("", wrap=True)
        self.erase = ActionButton(_("Erase the old notes…"), icon="trash-2")
        self.later = ActionButton(_("Not this year"), kind="link")
        self.dialog: EraseDialog | None = None
        card, row = Card("alt", margin=14), FlowLayout(gap=12)
        for button in (self.erase, self.later):
            row.addWidget(button)
        card.body.addWidget(self.words)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 16, margin, 0)
        column.addWidget(card)
        self.setVisible(False)
        self.erase.clicked.connect(self._ask)
        self.later.clicked.connect(self._put_off)

    def look(self) -> None:
        """Look once a day whether the offer is due."""
        today = self._workplace.desk.today()
        if self._looked_on != today:
            self._looked_on = today
            self._workplace.read(_due, self._show)

    def _show(self, count: int) -> None:
        said = ngettext(
            "{n} note about closed cases has been kept for as long as you chose.",
            "{n} notes about closed cases have been kept for as long as you chose.",
            count,
        )
        self.words.setText(said.format(n=count))
        self.setVisible(count > 0)

    def _ask(self) -> None:
        stays = _("The calls and letters themselves stay.")
        words = _("{says} {advice}").format(says=self.words.text(), advice=stays)
        self.dialog = ask_to_tidy(self._workplace, self.window(), words, lambda: self._show(0))

    def _put_off(self) -> None:
        def work(desk: Desk) -> None:
            from app.services import retention

            retention.put_off_offer(desk)

        self._workplace.read(work, lambda _done: self._show(0))


def ask_to_tidy(workplace: Workplace, parent: QWidget, words: str, erased: Callable[[], None]) -> EraseDialog:
    """Ask before the old notes are erased, because it cannot be undone; `erased` is called afterwards."""
    from app.services import retention
    from app.services.erasing import Erasure
    from ui.pages.erase_dialog import EraseDialog

    def finished(_changes: Changes) -> None:
        erased()

    dialog = EraseDialog(_("Erase old notes"), Erasure("", (), None, None, "", (words,), ()), parent)
    dialog.accepted.connect(lambda: workplace.act(retention.tidy_notes, finished))
    dialog.open()
    return dialog


def _due(desk: Desk) -> int:
    from app.services import retention  # not before the first paint

    return retention.offered_note_count(desk)
