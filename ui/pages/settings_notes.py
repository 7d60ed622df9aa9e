"""The card of the settings on notes: how long they are kept, and the yearly offer to tidy them away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.services import retention
from app.services.desk import Desk
from ui.pages.erase_dialog import EraseDialog
from ui.pages.tidy_offer import ask_to_tidy
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.label import Label


class NotesCard(Card):
    """Choosing applies at once; erasing asks first, because it cannot be undone."""

    def __init__(self, workplace: Workplace, page: QWidget) -> None:
        super().__init__(margin=20)
        self._workplace, self._page = workplace, page
        self.months = PickField(name=_("Keep notes after a case has closed"))
        self.words = Label("", colour="text2", wrap=True)
        self.tidy = ActionButton(_("Erase the old notes…"), icon="trash-2")
        self.dialog: EraseDialog | None = None
        self._count = 0
        self.body.addWidget(Label(_("Notes"), "heading"))
        self.body.setSpacing(12)
        self.body.addWidget(FieldBox(_("Keep notes after a case has closed"), self.months))
        self.body.addWidget(self.words)
        self.body.addWidget(self.tidy, 0, Qt.AlignmentFlag.AlignLeft)
        self.tidy.setVisible(False)
        self.months.currentIndexChanged.connect(self._choose)
        self.tidy.clicked.connect(self._ask)

    def read(self) -> None:
        """Look how many notes have served their time."""

        def look(desk: Desk) -> tuple[int, int]:
            return retention.note_months(desk), retention.old_note_count(desk)

        self._workplace.read(look, self._show)

    def _show(self, found: tuple[int, int]) -> None:
        months, self._count = found
        options = [
            (str(each), ngettext("{n} month", "{n} months", each).format(n=each))
            for each in retention.CHOICES
        ]
        self.months.set_options(options, str(months))
        said = ngettext(
            "{n} note is older than that. The calls and letters themselves stay.",
            "{n} notes are older than that. The calls and letters themselves stay.",
            self._count,
        )
        self.words.setText(said.format(n=self._count) if self._count else _("No note is older than that."))
        self.tidy.setVisible(self._count > 0)

    def _choose(self) -> None:
        months = int(self.months.value() or retention.PRESET_MONTHS)
        self._workplace.act(lambda desk: retention.keep_notes_for(desk, months), lambda _changes: self.read())

    def _ask(self) -> None:
        self.dialog = ask_to_tidy(self._workplace, self._page, self.words.text(), self.read)
