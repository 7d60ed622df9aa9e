"""What the bank brought: payments at the left, where they belong at the right, one key for what is sure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.matching import Certainty
from app.i18n import _
from app.services.changes import Changes
from app.services.matching_rows import MatchGroup, MatchLine, booking, put_aside, summary
from ui.guarded import guarded
from ui.models.match_rows import MatchHead, MatchRow
from ui.pages.matching_done import DoneCard
from ui.pages.matching_side import WIDTH, MatchingSide
from ui.pages.page import Page
from ui.pages.run_bar import RunBar
from ui.theme import theme
from ui.view_models import places
from ui.view_models.matching_model import MatchingModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.label import Label
from ui.widgets.match_list import MatchListView

_MARGIN, _OUTREACH = 28, 12
_SIDE_BY_SIDE_FROM = 860
_BAR_AFTER_MS = 500
_STATES = {
    Certainty.CERTAIN: "almost_done",
    Certainty.LIKELY: "overdue",
    Certainty.NONE: "disputed",
}


class MatchingPage(Page):
    """The payments that wait. Enter books one, Ctrl+Enter all that are ticked; nothing else is stored."""

    nav_key = "invoices"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = MatchingModel(workplace)
        self._title = Label(self.title(), "title")
        self._summary = Label("", colour="text2", wrap=True)
        self._age = Label("", "small", colour="text2", wrap=True)
        self.read_in = ActionButton(workplace.actions["read_in"].text(), icon="file-down")
        self.book = ActionButton(_("Book"), kind="primary", key="Ctrl ↵")
        self.list = MatchListView(self.title())
        self.side = MatchingSide()
        self.done = DoneCard()
        self.done.setVisible(False)
        self.looked = ActionButton(_("I have looked today, nothing new"), kind="link")
        self.up = ActionButton(put_aside(0), kind="link")
        self.run_bar = RunBar()
        self._lay_out()
        self._connect()

    # What the window asks

    def title(self) -> str:
        """Return the name of the page."""
        return _("Payments that came in")

    def hints(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the list."""
        return (
            ("J K", _("next, previous")),
            ("↵", _("right")),
            ("→", _("another invoice")),
            ("X", _("tick")),
        )

    def standing(self) -> str:
        """Say that nothing is counted twice."""
        return _("A file that is read again is counted once")

    def entered(self) -> None:
        """Read what waits."""
        self.model.read()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Stop what is under way, or give up sharing out."""
        if self.model.is_busy:
            self.model.cancel()
            return self.model.overview is not None
        if self.side.stop_split():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    # Showing

    def _show(self) -> None:
        seen = self.model.overview
        if seen is None:
            return
        self._summary.setText(summary(seen))
        self._age.setText(seen.age.words if seen.count else "")
        self.up.setText(put_aside(seen.set_aside))
        self.up.setVisible(bool(seen.set_aside))
        self.looked.setVisible(seen.age.is_stale)
        self._show_rows()
        if not seen.count:
            self.side.show_payment(None, self._workplace.desk.today(), self.model.country)

    def _show_rows(self) -> None:
        rows: list[MatchRow | MatchHead] = []
        for group in self.model.groups:
            rows.append(_head(group))
            rows += [_row(line, ticked=line.payment_id in self.model.ticked) for line in group.lines]
        self.list.show_rows(rows)
        count = len(self.model.ticked)
        self.book.setText(booking(count, only_certain=self.model.only_certain()))
        self.book.setEnabled(bool(count) and not self.model.is_busy)
        self.book.updateGeometry()

    def _look_at(self, row: MatchRow | None) -> None:
        self.model.select(row.payment_id if row else None)

    def _show_picked(self) -> None:
        self.side.show_payment(self.model.selected, self._workplace.desk.today(), self.model.country)

    def _show_options(self) -> None:
        if self.model.selected is not None:
            self.side.show_options(self.model.selected, self.model.options, self.model.choice())

    def _show_outlook(self) -> None:
        if self.model.selected is not None:
            self._show_options()
            self.side.show_outlook(self.model.outlook, self.model.choice())
            is_reversal = self.model.selected.takes_back is not None
            self.side.accept.setEnabled(self.model.outlook is not None or is_reversal)

    def _show_busy(self, busy: bool) -> None:
        self.run_bar.show_running(running=busy, after_ms=_BAR_AFTER_MS)
        self.book.setEnabled(not busy and bool(self.model.ticked))

    def _show_progress(self, done: int, of: int) -> None:
        said = _("Nothing is booked before it is through")
        self.run_bar.show_progress(done, of, said)

    # Doing

    def _split(self) -> None:
        row = self.model.selected
        if row is not None and row.movement != "reversal":
            self.side.start_split(row, self.model.options)

    def _share_out(self, shares: Sequence[tuple[int, object]]) -> None:
        self.model.share_out(shares)  # type: ignore[arg-type] # a signal carries no types
        self.side.stop_split()
        self.model.accept()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        if not self.leave():
            self._workplace.back()

    def _aside(self) -> None:
        self.model.set_aside()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _complain(self, words: str) -> None:
        self._workplace.notices.trouble(words or _("Choose an invoice for it first."))

    def _again(self, changes: Changes) -> None:
        if changes.kind != "match":
            self.done.setVisible(False)
        if self.isVisible():
            self.model.read()

    # The frame

    def _connect(self) -> None:
        model, side = self.model, self.side
        model.shown.connect(self._show)
        model.busy.connect(self._show_busy)
        model.progressed.connect(self._show_progress)
        self.run_bar.cancelled.connect(self._stop)
        model.ticks_changed.connect(self._show_rows)
        model.booked.connect(lambda: self.done.show_accepted(model.accepted, model.customers))
        self.done.letter_asked.connect(lambda case_id: self._workplace.go(places.LetterPlace((case_id,))))
        self.done.withdraw_asked.connect(model.withdraw)
        model.picked.connect(self._show_picked)
        model.looked.connect(self._show_options)
        model.followed.connect(self._show_outlook)
        model.refused.connect(self._complain)
        self._workplace.changed.connect(self._again)
        self.list.row_selected.connect(self._look_at)
        self.list.ticked.connect(lambda row: model.toggle(row.payment_id))
        self.list.accepted.connect(lambda _row: model.accept())
        self.list.other_asked.connect(side.next_option)
        side.chosen.connect(model.choose)
        side.rest_chosen.connect(model.set_rest)
        side.searched.connect(model.search)
        side.shared_out.connect(self._share_out)
        side.accept.clicked.connect(lambda _on: model.accept())
        side.split.clicked.connect(lambda _on: self._split())
        side.aside.clicked.connect(lambda _on: self._aside())
        self.book.clicked.connect(lambda _on: model.book_ticked())
        self.up.clicked.connect(lambda _on: model.take_up())
        self.looked.clicked.connect(lambda _on: model.confirm())
        self.read_in.clicked.connect(self._workplace.actions["read_in"].trigger)
        for keys, does in (("Ctrl+Return", model.book_ticked), ("Ctrl+Enter", model.book_ticked),
                           ("M", self._split), ("U", self._aside)):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._title, self._summary, self._age):
            words.addWidget(label)
        top = Surface("window", edge=("bottom",))
        head = QHBoxLayout(top)
        head.setContentsMargins(_MARGIN, 20, _MARGIN, 14)
        head.setSpacing(8)
        head.addLayout(words, 1)
        for button in (self.read_in, self.book):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(_MARGIN - _OUTREACH, 8, _MARGIN - _OUTREACH, 8)
        column.addWidget(self.done)
        column.addWidget(self.list, 1)
        for link in (self.up, self.looked):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            link.setVisible(False)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(0)
        self._body.addWidget(left, 1)
        self._body.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top)
        whole.addLayout(self._body, 1)
        whole.addWidget(self.run_bar)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px, beside = theme().px, self.width() >= theme().px(_SIDE_BY_SIDE_FROM)
        ways = QBoxLayout.Direction
        self._body.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self.side.setFixedWidth(px(WIDTH) if beside else self.width())
        self.side.setMaximumHeight(self.height() if beside else self.height() * 45 // 100)


def _head(group: MatchGroup) -> MatchHead:
    return MatchHead(_STATES[group.certainty], group.title, str(len(group.lines)), group.hint)


def _row(line: MatchLine, *, ticked: bool) -> MatchRow:
    said = _("Ticked. {payment}").format(payment=line.said) if ticked else line.said
    return MatchRow(
        payment_id=line.payment_id,
        ticked=ticked,
        day=line.day,
        payer=line.payer,
        how=line.how,
        amount=line.amount,
        target=line.target,
        target_note=line.target_note if line.target else _("No invoice chosen"),
        target_amount=line.target_amount,
        difference=line.difference,
        accessible=said,
    )
