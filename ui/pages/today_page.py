"""Today: the sums, what to do first, what then, who is waiting, and the selected customer at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from ui.guarded import guarded
from ui.models.rows import WorkRow
from ui.pages.demo_banner import DemoBanner
from ui.pages.detail_panel import DetailPanel
from ui.pages.look_ahead import LookAhead
from ui.pages.marking import let_mark
from ui.pages.next_step_box import COMMANDS
from ui.pages.page import Page
from ui.pages.panes import tab_in_reading_order
from ui.pages.today_offers import TodayOffers
from ui.pages.today_parts import EmptyState, TodayHeader
from ui.theme import theme
from ui.view_models import places
from ui.view_models.today_model import TodayModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.ageing import AgeingPart, Total, TotalsCard
from ui.widgets.scroll import UpDown
from ui.widgets.work_list import WorkListView

if TYPE_CHECKING:
    from app.services.today import Morning
    from ui.pages.today_paper import TodayPaper

_MARGIN = 28
_OUTREACH = 12  # the selection of a row reaches out beyond the cards


class TodayPage(Page):
    """The morning list. The first time it is read at once, so that the first paint shows it."""

    nav_key = "today"
    marks = True

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = TodayModel(workplace)
        self.banner = DemoBanner(workplace)
        self.header = TodayHeader(workplace)
        self.ahead = LookAhead(workplace.desk.today())
        self.totals = TotalsCard(_("What is open, by age"))
        self.list = WorkListView(_("Today"))
        self.empty = EmptyState(workplace)
        self.offers = TodayOffers(workplace, margin=_OUTREACH)
        self.detail = DetailPanel(workplace)
        self._room = (True, False)
        self._lay_out()
        self._connect()
        workplace.actions.attach(self)
        let_mark(workplace.actions["mark"], self.list, self._mark)

    # What the window asks

    def title(self) -> str:
        return _("Today")

    def subject(self) -> Subject | None:
        row = self.list.selected()
        return self.model.subject(row) if row and self.model.ahead is None else None

    def marked(self) -> Sequence[Subject]:
        return self.model.marked()

    def standing(self) -> str:
        """Return how many rows are marked."""
        count = len(self.model.marked())
        return ngettext("{n} row marked", "{n} rows marked", count).format(n=count) if count else ""

    def leave(self) -> bool:
        """Take the marks away, or come back from a day to come."""
        asked = "paper" in vars(self) and self.paper.ask.dismiss()
        return asked or self.model.unmark() or self._come_back()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (
            ("J K", _("next, previous")),
            ("↵", _("open")),
            ("X", _("mark for letters")),
            ("?", _("all keys")),
        )

    def entered(self) -> None:
        """Read the list; the first time on the spot."""
        if self.model.morning is None:
            self._make_room_for_rows(self.window().height())  # so that the first rows are the right ones
            self.model.read_now()
        else:
            self.model.refresh()
        self.banner.model.read()
        self.offers.look()
        (self.empty.take_focus if self.is_empty() else self.list.setFocus)()

    def make_room(self, *, detail: bool, narrow: bool) -> None:
        """Leave out the detail where room is short, and the buttons while a panel stands beside the list."""
        self._room = (detail, narrow)
        ahead = self.model.ahead is not None
        self.detail.setVisible(detail and not ahead)
        self.list.show_actions(shown=not narrow and not ahead)
        self.header.show_buttons(shown=not narrow)

    def is_empty(self) -> bool:
        """Say whether no row is shown."""
        return not self.model.rows()

    # Showing

    def _connect(self) -> None:
        self.model.shown.connect(self._show)
        self.ahead.chosen.connect(self._look_ahead)
        self.ahead.closed.connect(self._come_back)
        actions = self._workplace.actions
        actions["look_ahead"].triggered.connect(self._ask_day)
        actions["print"].triggered.connect(lambda: self._out(saved=False))
        actions["save_pdf"].triggered.connect(lambda: self._out(saved=True))
        self.model.bank_told.connect(lambda words, stale: self.header.show_bank(words, is_stale=stale))
        self.model.marks_changed.connect(self._show_marks)
        self.list.mark_clicked.connect(self.model.toggle)
        self.list.row_selected.connect(self._look_at)
        self.list.row_opened.connect(lambda _row: self._open())
        self.list.action_clicked.connect(self._act)
        self.list.more_asked.connect(self.model.unfold)
        self.empty.waiting_asked.connect(lambda: self.model.unfold("waiting"))
        self.detail.page_asked.connect(self._open)
        self.detail.shown.connect(self._order)
        self.totals.bar.segment_clicked.connect(self._filter)
        theme().changed.connect(self._fit_list)

    def _show(self) -> None:
        morning = self.model.morning
        if morning is None:
            return
        before = self.list.selected()
        self.header.show_morning(morning)
        self._show_sums(morning)
        self.empty.show_morning(morning)
        self._show_list(done=morning.is_done)
        if self.list.selected() == before:
            self._look_at(before)

    def _show_list(self, *, done: bool) -> None:
        """Show the list or what stands in its place; the focus goes along."""
        focused = self.list.hasFocus() or self.empty.holds_focus()
        self.empty.setVisible(done)
        self.list.show_rows(self.model.rows())
        self.list.setVisible(not self.is_empty())
        self._fit_list()
        if focused and self.is_empty():
            self.empty.take_focus()
        elif focused:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_marks(self) -> None:
        self.list.show_rows(self.model.rows())
        self.subject_changed.emit()
        self.title_changed.emit(self.title())

    def _order(self) -> None:
        """Let Tab walk the page as it is read; the sums and the panel's buttons are made anew each time."""
        above = (self.ahead, self.header, self.totals, self.empty)
        tab_in_reading_order(self, *above, self.list, self.offers, self.detail)

    def _show_sums(self, morning: Morning) -> None:
        self.totals.setVisible(morning.has_invoices)
        self.totals.set_totals([Total(each.label, each.amount, each.also) for each in morning.totals])
        self.totals.bar.set_parts(
            [AgeingPart(age.key, age.step, age.label, age.amount, age.weight) for age in morning.ages]
        )

    def _look_at(self, row: WorkRow | None) -> None:
        subject = self.subject()
        if self.model.ahead is None:
            self.detail.show_row(row, self.model.row(row) if row else None, subject)
        self.subject_changed.emit()
        if self.list.hasFocus():
            self._reveal(self.list.visualRect(self.list.currentIndex()))

    def _reveal(self, row: QRect) -> None:
        """Scroll so far that the selected row is seen whole."""
        for y in (row.bottom(), row.top()):
            at = self.list.mapTo(self._inside, row.topLeft())
            self._scroll.ensureVisible(at.x(), at.y() + y - row.top(), 0, theme().px(8))

    # Doing

    def _open(self) -> None:
        subject = self.subject()
        if subject:
            self._workplace.go(places.InvoicePlace(subject.case_ids[0]))

    def _mark(self, step: int) -> None:
        """Mark the selected row, or take its mark away, and go on to the next where `step` says so."""
        row = self.list.selected()
        if row is not None and self.model.ahead is None:
            self.model.toggle(row)
        if step:
            self.list.select_next(step)

    def _act(self, row: WorkRow) -> None:
        """Do what the button of a row says."""
        command = COMMANDS.get(row.action_key, "open")
        if command == "open":
            self._open()
        else:
            self._workplace.actions[command].trigger()

    def _filter(self, age: str) -> None:
        self._workplace.go(places.Invoices(age))

    # Another day, and on paper

    @cached_property
    def paper(self) -> TodayPaper:
        """Return the way onto paper; it needs what the first paint does without."""
        from ui.pages.today_paper import TodayPaper

        made = TodayPaper(self._workplace, self)
        self._left.addWidget(made.ask)
        return made

    def _out(self, *, saved: bool) -> None:
        """The keys belong to whichever page is in front."""
        if self.isVisible():
            self.paper.put_out(self.model.ahead, saved=saved)

    def _ask_day(self) -> None:
        self._workplace.go(places.Today())
        self.ahead.begin()

    def _look_ahead(self, day: date | None) -> None:
        self.model.look_ahead(day)
        self.make_room(detail=self._room[0], narrow=self._room[1])
        self.subject_changed.emit()

    def _come_back(self) -> bool:
        """Show today again; say whether another day was shown."""
        was_ahead = self.model.ahead is not None
        if was_ahead:
            self.ahead.setVisible(False)
            self._look_ahead(None)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_ahead

    # The frame

    def _lay_out(self) -> None:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(_MARGIN - _OUTREACH, 20, _MARGIN - _OUTREACH, 12)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(_OUTREACH, 0, _OUTREACH, 0)
        top.setSpacing(16)
        for widget in (self.banner, self.ahead, self.header, self.totals, self.empty):
            top.addWidget(widget)
        column.addLayout(top)
        column.addSpacing(6)
        for below in (self.list, self.offers):
            column.addWidget(below)
        column.addStretch(1)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = UpDown()
        self._scroll.hold(self._inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._left = QVBoxLayout()
        self._left.setSpacing(0)
        self._left.addWidget(self._scroll, 1)
        row.addLayout(self._left, 1)
        row.addWidget(self.detail)

    def _fit_list(self) -> None:
        """Let the page scroll as one: the list is as tall as its rows."""
        self.list.setFixedHeight(self.list.content_height() + 2)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room_for_rows(self.height())

    def _make_room_for_rows(self, height: int) -> None:
        rows = (height - self.totals.height() - self.header.height()) // theme().row("work")
        self.model.set_room(max(1, rows))
