"""One invoice: its story at the left, its money at the right, and everything that can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.services.changes import Changes
from ui.guarded import guarded
from ui.pages.attachment_box import AttachmentBox
from ui.pages.attachment_doors import dropped
from ui.pages.credit_card import CreditCard
from ui.pages.hint_cards import CaseHintCard, TroubleCard
from ui.pages.invoice_head import InvoiceHead
from ui.pages.page import Page
from ui.pages.sums_column import SumsColumn
from ui.theme import theme
from ui.view_models import places
from ui.view_models.invoice_model import InvoiceModel
from ui.view_models.moments import timeline_row
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.scroll import UpDown
from ui.widgets.segmented import SegmentedControl
from ui.widgets.timeline import Timeline

_SUMS_WIDTH: Final = 500
_STORY_WIDTH: Final = 420
_ANY_WIDTH: Final = 16_777_215


class InvoicePage(Page):
    """Shows one case at a time; J and K turn to the next and the one before of the list."""

    nav_key = "invoices"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = InvoiceModel(workplace)
        self.head = InvoiceHead(workplace)
        self.sums = SumsColumn(workplace)
        self.credit = CreditCard(workplace)
        self.case_hints, self.trouble = CaseHintCard(workplace), TroubleCard(workplace)
        self.groups = SegmentedControl(
            [("", _("Everything")), ("call", _("Calls")), ("letter", _("Letters")), ("money", _("Money"))],
            name=_("What the history shows"),
        )
        self.timeline = Timeline(_("What has happened"), grows=True)
        self.files = AttachmentBox(workplace)
        self.setAcceptDrops(True)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._scroll = self._make_scroll()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self._scroll, 1)
        self._connect()
        theme().changed.connect(self._fold)

    def open(self, place: places.InvoicePlace) -> None:
        """Turn to an invoice."""
        self.model.open(place)

    def title(self) -> str:
        page = self.model.page
        return _("Invoice {number}").format(number=page.case.invoice.number) if page else _("Invoice")

    def subject(self) -> Subject | None:
        return self.model.subject()

    def standing(self) -> str:
        return self.model.standing()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("J", _("next")), ("K", _("previous")), ("Esc", _("back to the list")))

    def entered(self) -> None:
        self.timeline.setFocus()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    @guarded(None)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    @guarded(None)
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files.take(dropped(event.mimeData()))

    def _fold(self) -> None:
        """Put the money below the story where there is no room beside it."""
        ways, width = QBoxLayout.Direction, theme().px(_SUMS_WIDTH)
        folded = self.width() < width + theme().px(_STORY_WIDTH)
        self._body.setDirection(ways.TopToBottom if folded else ways.LeftToRight)
        self.head.narrow(narrow=folded)
        self.sums.setMinimumWidth(0 if folded else width)
        self.sums.setMaximumWidth(_ANY_WIDTH if folded else width)

    def _connect(self) -> None:
        self._workplace.actions.attach(self)
        for key, step in (("J", 1), ("K", -1)):
            shortcut = QShortcut(QKeySequence(key), self, partial(self._turn, step))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._workplace.changed.connect(self._refresh)
        self.model.read.connect(self._show)
        self.model.placed.connect(lambda: self.title_changed.emit(self.title()))
        self.model.priced.connect(self.sums.show_price)
        self.model.gone.connect(self._workplace.back)
        self.sums.day_chosen.connect(self.model.price)
        self.groups.changed.connect(lambda _group: self._show_story())
        self.timeline.opened.connect(self._open_entry)
        self.timeline.selectionModel().currentChanged.connect(self._follow)
        self.head.back_asked.connect(self._workplace.back)
        self.head.customer_asked.connect(self._open_customer)

    def _make_scroll(self) -> UpDown:
        body = self._inside = _Body()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self._make_story(), 1)
        self._body.addWidget(self.sums)
        body.setLayout(self._body)
        area = UpDown("base")
        area.hold(body)
        return area

    def _make_story(self) -> QWidget:
        story = QWidget()
        column = QVBoxLayout(story)
        column.setContentsMargins(28, 18, 28, 24)
        column.setSpacing(12)
        tools = FlowLayout(gap=8)
        tools.addWidget(Label(_("What has happened"), "heading"))
        tools.addWidget(self.groups)
        note = self._workplace.actions["note"]
        tools.addWidget(ActionButton.for_action(note, icon="plus"))
        column.addWidget(self.credit)
        column.addWidget(self.trouble)
        column.addWidget(self.case_hints)
        column.addLayout(tools)
        column.addWidget(self.timeline)
        column.addWidget(self.files)
        column.addStretch(1)
        return story

    def _refresh(self, changes: Changes) -> None:
        if self.isVisible() and self.model.concerns(changes):
            self.model.refresh()

    def _show(self) -> None:
        page = self.model.page
        assert page is not None
        self.head.show_page(page)
        self.sums.show_page(page, self.model.pay_day)
        self.case_hints.look_at(page.case.invoice.id)
        self.credit.look_after(page.case.customer.id, page.case)
        self.trouble.look_after(page.case.customer.id)
        self._show_story()
        self.files.show_files(page.case.invoice.id)
        self.title_changed.emit(self.title())
        self.subject_changed.emit()

    def _show_story(self) -> None:
        page, group = self.model.page, self.groups.value()
        moments = page.moments if page else ()
        shown = [moment for moment in moments if not group or group == moment.group or moment.when != "past"]
        self.timeline.show_rows([timeline_row(moment) for moment in shown])

    def _turn(self, step: int) -> None:
        place = self.model.beside(step)
        if place is not None:
            self._workplace.go(place)

    def _open_entry(self, key: str) -> None:
        letter_id = self.model.letter_behind(key)
        if letter_id is not None:
            self._workplace.go(places.StoredLetterPlace(letter_id))

    def _open_customer(self) -> None:
        subject = self.model.subject()
        if subject is not None:
            self._workplace.go(places.CustomerPlace(subject.customer_id))

    def _follow(self, current: QModelIndex, _previous: QModelIndex) -> None:
        """Scroll the page so that the current entry of the story is seen."""
        rect = self.timeline.visualRect(current)
        inside = self.timeline.mapTo(self._inside, rect.center())
        self._scroll.ensureVisible(inside.x(), inside.y(), 0, rect.height())


class _Body(QWidget):
    """Asks for the height that its words take at its width; Qt's own least height assumes the narrowest."""

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
