"""The first step of reading in: choose files, drop them anywhere, or paste a table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label


class FilePart(QWidget):
    """Says what can be read in. `asked` to choose files, `pasted` to paste a table."""

    asked = Signal()
    pasted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choose = ActionButton(_("Choose files…"), kind="primary", icon="file-down", key="Ctrl O")
        self.choose.clicked.connect(self.asked)
        self.paste = ActionButton(_("Paste a table"), icon="clipboard-list", key="Ctrl V")
        self.paste.clicked.connect(self.pasted)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.pasted)
        self.trouble = Label("", colour="act_now", wrap=True)
        card = Card(margin=28)
        card.body.setSpacing(12)
        card.body.addWidget(
            Label(_("Choose the files, or drop them anywhere in the window"), "heading", wrap=True)
        )
        for words in (
            _("The open invoices from your invoicing or bookkeeping program, as CSV or Excel."),
            _("E-invoices as XML: Peppol BIS Billing 3 and EHF 3. Several at once are fine."),
            _("Read in the same list as often as you like: what is known is recognised."),
        ):
            card.body.addWidget(Label(words, colour="text2", wrap=True))
        row = FlowLayout(gap=8)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        card.body.addLayout(row)
        card.body.addWidget(self.trouble)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.setFocusProxy(self.choose)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def complain(self, words: str) -> None:
        """Say why nothing could be read."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
