"""The head of the invoice page: number, state, customer, what can be done, and the facts of the paper."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app import formatting
from app.i18n import _
from app.services.case_view import CasePage
from app.services.fact_form import terms
from ui.pages.next_step_box import COMMANDS
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, StateChip, Title

_BUTTONS = (
    ("call", "phone"),
    ("letter", "mail"),
    ("payment", "banknote"),
    ("dispute", "circle-alert"),
    ("snooze", "clock"),
)
_MORE = ("reason", "plan", "note", "facts", "allowed")


class InvoiceHead(Surface):
    """`customer_asked` and `back_asked` tell of the two ways out; the buttons are the shared commands."""

    customer_asked = Signal()
    back_asked = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("window", edge=("bottom",))
        self._workplace = workplace
        self._back = ActionButton(kind="flat", icon="arrow-left", name=_("Back"))
        self._number = Title()
        self._chip = StateChip("not_due", "")
        self._customer = ActionButton("", kind="link")
        for widget in (self._chip, self._customer):
            widget.setVisible(False)
        self._buttons = {name: ActionButton.for_action(workplace.actions[name]) for name, _icon in _BUTTONS}
        self._more = ActionButton(icon="ellipsis", name=_("More"))
        self._facts = FlowLayout(gap=22, line_gap=8)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._back.clicked.connect(self.back_asked)
        self._customer.clicked.connect(self.customer_asked)
        self._more.clicked.connect(self._show_more)

    def show_page(self, page: CasePage) -> None:
        """Show a case; the suggested step is the one filled button."""
        paper = page.case.invoice
        self._number.setText(_("Invoice {number}").format(number=paper.number))
        self._chip.set_state(page.state.value, page.state_word)
        self._customer.setText(page.case.customer.name.replace("&", "&&"))
        for widget in (self._chip, self._customer):
            widget.setVisible(True)
        suggested = COMMANDS.get(page.next_step.action.key, "") if not page.next_step.waits else ""
        for name, icon in _BUTTONS:
            self._buttons[name].set_kind("primary" if name == suggested else "normal")
            self._buttons[name].set_icon(icon if name == suggested else "")
        self._show_facts(page)

    def narrow(self, *, narrow: bool) -> None:
        """Put the buttons below the title where there is no room beside it."""
        ways = QBoxLayout.Direction
        self._top.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(28, 14, 28, 14)
        rows.setSpacing(10)
        title = QWidget()
        line = FlowLayout(gap=10)
        for widget in (self._back, self._number, self._chip, self._customer):
            line.addWidget(widget)
        title.setLayout(line)
        actions = QWidget()
        flow = FlowLayout(gap=8)
        for button in (*self._buttons.values(), self._more):
            flow.addWidget(button)
        actions.setLayout(flow)
        self._top.setSpacing(10)
        self._top.addWidget(title, 1)
        self._top.addWidget(actions)
        rows.addLayout(self._top)
        rows.addLayout(self._facts)

    def _show_facts(self, page: CasePage) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = [fact for fact in _facts(page) if fact[1]]
        for label, words, colour in shown:
            self._facts.addWidget(_Fact(label, words, colour))
        button = ActionButton.for_action(self._workplace.actions["facts"], kind="link")
        self._facts.addWidget(_beside(button))

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.addActions([self._workplace.actions[name] for name in _MORE])
        menu.addSeparator()
        menu.addAction(self._workplace.actions["new_invoice"])
        menu.exec(self._more.mapToGlobal(QPoint(0, self._more.height())))


def _facts(page: CasePage) -> list[tuple[str, str, str]]:
    """Return what stands on the paper: label, words, colour."""
    paper = page.case.invoice
    reference = _("KID") if paper.law == "NO" else _("OCR")
    return [
        (_("Regarding"), paper.subject, "text"),
        (_("Invoice date"), page.issued, "text"),
        (_("Due date"), page.due or _("missing"), "text" if page.due else "act_now"),
        (_("Late"), page.late, page.state.value),
        (reference, formatting.reference(paper.payment_reference), "text"),
        (_("Terms"), paper.terms or terms(page.case), "text"),
        # Translators: after this day the claim can no longer be enforced.
        (_("Enforceable until"), page.limitation, "text"),
    ]


class _Fact(Surface):
    """A small label above a few words, with a hairline after it."""

    def __init__(self, label: str, words: str, colour: str) -> None:
        super().__init__("window", edge=("right",))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 22, 0)
        column.setSpacing(2)
        value = Label(words, "small", colour=colour, strong=colour != "text", figures=True)
        value.setAccessibleName(f"{label}: {words}")
        column.addWidget(Label(label, "small", colour="text2"))
        column.addWidget(value)


def _beside(button: ActionButton) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 4, 0, 0)
    row.addWidget(button)
    return holder
