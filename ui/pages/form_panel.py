"""A side panel that is a short form: a head, fields, a complaint where one is due, and the two buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import BetaltError
from app.i18n import _
from ui.pages.form_draft import BegunLine, FormDraft
from ui.pages.page import Panel
from ui.pages.panel_frame import Foot, Head, Scrolled
from ui.pages.panes import tab_in_reading_order
from ui.view_models.workplace import Subject, Workplace, words_for
from ui.widgets.label import Label


class FormPanel(Panel):
    """Fill `fields` from the top; `save` is what the filled button and Ctrl+Enter do.

    With `keep_as` what is begun survives being closed, until `saved` says that it was done.
    """

    wide = False
    save_key = "Ctrl ↵"

    def __init__(self, workplace: Workplace, subject: Subject, title: str, save: str) -> None:
        super().__init__()
        self.workplace, self.subject = workplace, subject
        self._title = title
        self.complaint = Label("", "small", colour="act_now", wrap=True)
        self.foot = Foot(save, self.save_key)
        head, scrolled = Head(title), Scrolled()
        self._scrolled = scrolled
        self.draft: FormDraft | None = None
        self.begun = BegunLine()
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        scrolled.column.addWidget(Label(subject.name, colour="text2", wrap=True))
        scrolled.column.addWidget(self.begun)
        scrolled.column.addLayout(self.fields)
        scrolled.column.addWidget(self.complaint)
        scrolled.column.addStretch(1)
        self.complaint.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((head, 0), (scrolled, 1), (self.foot, 0)):
            column.addWidget(widget, stretch)
        head.left.connect(self.dismiss)
        self.foot.left.connect(self.dismiss)
        self.foot.saved.connect(self.save)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            self.on(key, self.save)

    def title(self) -> str:
        """Return what the panel is for."""
        return self._title

    def hints(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the panel."""
        return ((self.save_key, _("save")), ("Esc", _("close")))

    def on(self, key: str, act: Callable[[], object]) -> None:
        """Let a key act while anything in the panel has focus."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def save(self) -> None:
        """Do what the panel is for."""

    def keep_as(self, name: str) -> FormDraft:
        """Keep what is begun under a name that ends in `:` and whom it is about, to be erased with them."""
        draft = self.draft = FormDraft(self.workplace, name)
        draft.resumed.connect(lambda: self.begun.setVisible(True))
        self.begun.afresh.connect(draft.start_afresh)
        return draft

    def dismiss(self) -> None:
        """Close; what was begun stays as a draft."""
        if self.draft is not None:
            self.draft.close()
        super().dismiss()

    def saved(self) -> None:
        """Close; what was begun is done."""
        if self.draft is not None:
            self.draft.discard()
        self.closed.emit()

    def laid_out(self) -> None:
        """Let Tab walk the fields from the top; called when those that had to be read about are there."""
        tab_in_reading_order(self, self._scrolled, self.foot)

    def complain(self, words: str, field: QWidget | None = None) -> None:
        """Say what is wrong, and put the cursor where it can be put right."""
        self.complaint.setText(words)
        self.complaint.setVisible(bool(words))
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: BetaltError) -> None:
        """Say why the action was refused; nothing has changed."""
        self.complain(words_for(error))
