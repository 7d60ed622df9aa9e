"""What the law asks about an invoice, as boxes to tick, each with the reason why it is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.invoice import Facts
from app.i18n import _
from app.services.invoice_form import FactAsked
from ui.pages.customer_picker import pair
from ui.pages.reading import date_field
from ui.pages.scrolling import clear
from ui.widgets.field import Field, FieldBox
from ui.widgets.option import CheckRow


class AgreedFacts(QWidget):
    """A box that is not ticked leaves its fact unknown. `changed` tells that one was."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.boxes: dict[str, CheckRow] = {}
        self._rows = QVBoxLayout()
        self.agreed_on = date_field(today, name=_("Agreed on"), past=True)
        self.source = Field(name=_("Agreed in"))
        hint = _("The document that says so, such as an offer or an order.")
        self._fee = pair(
            FieldBox(_("Agreed on"), self.agreed_on), FieldBox(_("Agreed in"), self.source, hint=hint)
        )
        self.agreed_on.value_changed.connect(lambda _day: self.changed.emit())
        self.source.textEdited.connect(lambda _words: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addWidget(self._fee)
        self._fee.setVisible(False)

    def ask(self, asked: tuple[FactAsked, ...]) -> None:
        """Ask about these facts, with nothing ticked."""
        clear(self._rows)
        self.boxes = {fact.field: CheckRow(fact.words, subtitle=fact.why) for fact in asked}
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self._tell())
            self._rows.addWidget(box)
        self.agreed_on.set_value(None)
        self.source.clear()
        self._tell()

    def facts(self) -> Facts:
        """Return what is ticked; the rest is unknown."""
        fee = self._is_ticked("fee_agreed")
        return Facts(
            due_agreed=self._is_ticked("due_agreed") or None,
            fee_agreed=fee or None,
            fee_agreed_on=self.agreed_on.value() if fee else None,
            fee_source=self.source.text().strip() if fee else "",
            interest_notice_given=self._is_ticked("interest_notice_given") or None,
        )

    def draft(self) -> dict[str, Any]:
        """Return what is ticked and typed, for `restore`."""
        day = self.agreed_on.value()
        ticked = [name for name in self.boxes if self._is_ticked(name)]
        return {"ticked": ticked, "agreed_on": day.isoformat() if day else "", "source": self.source.text()}

    def restore(self, draft: dict[str, Any]) -> None:
        """Show what a draft holds."""
        for name, box in self.boxes.items():
            box.setChecked(name in draft.get("ticked", ()))
        self.agreed_on.set_value(date.fromisoformat(draft["agreed_on"]) if draft.get("agreed_on") else None)
        self.source.setText(draft.get("source", ""))

    def _is_ticked(self, name: str) -> bool:
        return name in self.boxes and self.boxes[name].isChecked()

    def _tell(self) -> None:
        self._fee.setVisible(self._is_ticked("fee_agreed"))
        self.changed.emit()
