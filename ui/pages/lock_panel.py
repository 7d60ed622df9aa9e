"""The recovery sheet beside the first list: kept now, and the lock takes effect, or later in the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from app.i18n import _
from app.services.locking import Protection
from ui.pages.page import Panel
from ui.pages.panel_frame import Head, Scrolled
from ui.pages.settings_lock import LockCard
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.label import Label


class LockPanel(Panel):
    """Leads straight to the sheet of a new key and closes once the file is locked."""

    wide = False

    def __init__(self, workplace: Workplace, _subject: Subject) -> None:
        super().__init__()
        self.card = LockCard(workplace)
        head, scrolled = Head(self.title()), Scrolled()
        later = _(
            "You can also do this later, under Lock in the settings. Until then the file is not locked."
        )
        scrolled.column.addWidget(self.card)
        scrolled.column.addWidget(Label(later, "small", colour="text2", wrap=True))
        scrolled.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(scrolled, 1)
        head.left.connect(self.dismiss)
        self.card.leave_it.clicked.connect(lambda _on: self.dismiss())
        self.card.model.shown.connect(self._close_when_locked)
        self.card.model.take_key()

    def title(self) -> str:
        return _("Recovery sheet")

    def entered(self) -> None:
        self.card.save_sheet.setFocus()

    def _close_when_locked(self, seen: Protection) -> None:
        if seen.encrypted:
            self.closed.emit()
