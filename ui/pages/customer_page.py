"""One customer: who to talk to, how they pay, what they owe, and what is kept about them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.i18n import _
from app.services.changes import Changes
from ui.guarded import guarded
from ui.pages.credit_card import CreditCard
from ui.pages.customer_data import CustomerData
from ui.pages.customer_main import CustomerMain
from ui.pages.customer_side import WIDTH, CustomerSide
from ui.pages.hint_cards import TroubleCard
from ui.pages.page import Page
from ui.pages.terms_card import TermsCard
from ui.theme import theme
from ui.view_models import places
from ui.view_models.customer_model import CustomerModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.flow import FlowLayout
from ui.widgets.label import StateChip, Title
from ui.widgets.scroll import UpDown

_MAIN_WIDTH: Final = 600
_HEAD_WIDTH: Final = 1000
_ANY_WIDTH: Final = 16_777_215
_BUTTONS: Final = (("call", "phone"), ("letter", ""), ("payment", ""), ("plan", ""))


class CustomerPage(Page):
    """Shows one customer at a time; J and K turn to the next and the one before of the list."""

    nav_key = "customers"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = CustomerModel(workplace)
        self.side, self.main = CustomerSide(), CustomerMain()
        self.trouble = TroubleCard(workplace)
        self.terms = TermsCard(workplace)
        self.credit = CreditCard(workplace)
        self.main.put_first(self.trouble)
        self.main.put_first(self.credit)
        self.main.put_below_habit(self.terms)
        self.data = CustomerData(workplace, self)
        self._name, self._chip = Title(), StateChip("not_due", "")
        self._back = ActionButton(kind="flat", icon="arrow-left", name=_("Back"))
        self._buttons = [ActionButton.for_action(workplace.actions[name], icon=i) for name, i in _BUTTONS]
        self._buttons[0].set_kind("primary")
        self.more = ActionButton(icon="ellipsis", name=_("More"))
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        theme().changed.connect(self._fold)

    def open(self, place: places.CustomerPlace) -> None:
        """Turn to a customer."""
        shown = self.model.view
        self.model.open(place)
        if shown is None or shown.who.id != place.customer_id:
            self.side.forget()  # only now: emptying the note of the one before is no change to keep

    def title(self) -> str:
        """Return no name: the window's title is seen by whoever sees the taskbar."""
        return _("Customer")

    def subject(self) -> Subject | None:
        return self.model.subject()

    def invoiced(self) -> CustomerId | None:
        return self.model.view.who.id if self.model.view else None

    def standing(self) -> str:
        return self.model.standing()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("J", _("next")), ("K", _("previous")), ("Esc", _("back to the list")))

    def entered(self) -> None:
        self.main.invoices.table.setFocus()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Put the people above the money where there is no room beside it."""
        ways, width = QBoxLayout.Direction, theme().px(WIDTH)
        folded = self.width() < width + theme().px(_MAIN_WIDTH)
        for layout, narrow in ((self._body, folded), (self._top, self.width() < theme().px(_HEAD_WIDTH))):
            layout.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self.side.setMinimumWidth(0 if folded else width)
        self.side.setMaximumWidth(_ANY_WIDTH if folded else width)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._make_head())
        inside = QWidget()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self.side)
        self._body.addWidget(self.main, 1)
        inside.setLayout(self._body)
        area = UpDown()
        area.hold(inside)
        rows.addWidget(area, 1)

    def _make_head(self) -> QWidget:
        head = Surface("window", edge=("bottom",))
        title, actions = QWidget(), QWidget()
        line, flow = FlowLayout(gap=10), FlowLayout(gap=8)
        for widget in (self._back, self._name, self._chip):
            line.addWidget(widget)
        for button in (*self._buttons, self.more):
            flow.addWidget(button)
        title.setLayout(line)
        actions.setLayout(flow)
        self._top.setSpacing(10)
        self._top.addWidget(title, 1)
        self._top.addWidget(actions)
        column = QVBoxLayout(head)
        column.setContentsMargins(28, 14, 28, 14)
        column.addLayout(self._top)
        self._chip.setVisible(False)
        return head

    def _connect(self) -> None:
        self._workplace.actions.attach(self)
        for key, step in (("J", 1), ("K", -1)):
            shortcut = QShortcut(QKeySequence(key), self.main, partial(self._turn, step))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._workplace.changed.connect(self._refresh)
        self._back.clicked.connect(self._workplace.back)
        self.more.clicked.connect(self._show_more)
        self.model.read.connect(self._show)
        self.model.noted.connect(self.side.show_draft)
        self.model.gone.connect(self._workplace.back)
        self.side.persons_asked.connect(partial(self._open_panel, "persons"))
        self.side.wishes_asked.connect(partial(self._open_panel, "wishes"))
        self.side.note_saved.connect(self.model.save_note)
        self.side.note.changed.connect(self.model.write_note)
        self.main.invoice_opened.connect(self._open_invoice)
        self.main.letter_opened.connect(lambda which: self._workplace.go(places.StoredLetterPlace(which)))

    def _refresh(self, changes: Changes) -> None:
        if self.isVisible() and self.model.concerns(changes):
            self.model.refresh()

    def _show(self) -> None:
        view = self.model.view
        assert view is not None
        first = self._name.text() != view.who.name
        self._name.setText(view.who.name)
        self._chip.set_state(view.state or "paid", view.state_word)
        self._chip.setVisible(bool(view.state))
        self.side.show_view(view)
        self.main.show_view(view)
        self.credit.look_after(view.who.id)
        self.trouble.look_after(view.who.id)
        self.terms.look_after(view.who.id)
        if first:
            self.model.look_for_note()
        self.title_changed.emit(self.title())
        self.subject_changed.emit()

    def _turn(self, step: int) -> None:
        place = self.model.beside(step)
        if place is not None:
            self._workplace.go(place)

    def _open_panel(self, name: str) -> None:
        person = self.model.person()
        if person is not None:
            self._workplace.open_panel(name, person)

    def _open_invoice(self, which: int) -> None:
        self._workplace.go(places.InvoicePlace(CaseId(which), tuple(self._shown())))

    def _shown(self) -> Sequence[int]:
        return [int(each.case_id) for each in self.model.view.invoices] if self.model.view else ()

    def _show_more(self) -> None:
        person = self.model.person()
        if person is None:
            return
        menu = QMenu(self)
        menu.addActions(
            [self._workplace.actions[name] for name in ("note", "dispute", "snooze", "new_invoice")]
        )
        menu.addSeparator()
        menu.addAction(_("Change contacts"), partial(self._open_panel, "persons"))
        menu.addAction(_("Change how they want it"), partial(self._open_panel, "wishes"))
        menu.addSeparator()
        menu.addAction(_("Save all that is kept about them…"), partial(self.data.save_extract, person))
        menu.addAction(_("Erase personal data…"), partial(self.data.ask_erasure, person))
        menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height())))
