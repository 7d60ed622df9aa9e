"""Insights: questions about one's own books, each with its answer as the title."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from app.i18n import _, pgettext
from ui.guarded import guarded
from ui.pages.ask_bar import AskBar
from ui.pages.icon_line import IconLine
from ui.pages.insights_card import AnswerCard
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.pages.reading import date_field
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.view_models.insights_model import InsightsModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.field import FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.scroll import UpDown
from ui.widgets.segmented import SegmentedControl

_MARGIN = 28
_TWO_FROM = 860
_DAY = 240


class InsightsPage(Page):
    """At most seven answers, two beside each other where there is room; Ctrl+P prints them on one page."""

    nav_key = "insights"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = InsightsModel(workplace)
        self.cards: list[AnswerCard] = []
        periods = [("3", _("3 mo.")), ("12", _("12 mo.")), ("all", pgettext("time", "All"))]
        self.period = SegmentedControl(periods, value=self.model.period, name=_("Which time"))
        self.print_button = ActionButton(_("Print"), icon="printer")
        self.ask = AskBar()
        self.out = PaperOut(workplace, self, self.ask)
        self.summary = Label("", colour="text2", wrap=True)
        self.day = date_field(workplace.desk.today(), name=_("Open at the end of"), past=True)
        self._day_box = FieldBox(_("Open at the end of"), self.day)
        self._advice = Card("alt", margin=12)
        self._grid = QGridLayout()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return _("Insights")

    def standing(self) -> str:
        return self.model.found.counted if self.model.found else ""

    def entered(self) -> None:
        self.model.read()
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def card(self, key: str) -> AnswerCard:
        """Return the card of an answer."""
        return next(card for card in self.cards if card.answer.key == key)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _connect(self) -> None:
        self.model.shown.connect(self._show)
        self.period.changed.connect(self.model.choose)
        self.day.set_value(self.model.as_of)
        self.day.value_changed.connect(self.model.set_day)
        self.print_button.clicked.connect(lambda: self._out(saved=False))
        actions = self._workplace.actions
        actions["print"].triggered.connect(lambda: self._out(saved=False))
        actions["save_pdf"].triggered.connect(lambda: self._out(saved=True))
        self._workplace.changed.connect(lambda _changes: self._refresh())

    def _refresh(self) -> None:
        if self.isVisible():
            self.model.read()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.title(), "title"))
        words.addWidget(self.summary)
        tools = FlowLayout(gap=8)
        for tool in (self.period, self.print_button):
            tools.addWidget(tool)
        beside = QWidget()
        beside.setLayout(tools)
        self._head.setSpacing(8)
        self._head.addLayout(words, 1)
        self._head.addWidget(beside, 0, Qt.AlignmentFlag.AlignBottom)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(_MARGIN, 20, _MARGIN, 20)
        rows.setSpacing(16)
        rows.addLayout(self._head)
        rows.addWidget(self.ask)
        rows.addLayout(self._grid)
        rows.addWidget(self._advice)
        rows.addStretch(1)
        self._grid.setSpacing(16)
        scroll = UpDown()
        scroll.hold(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._advice.hide()
        self._day_box.hide()
        self._refit()
        theme().changed.connect(self._refit)

    def _show(self) -> None:
        """Put new cards in place of the old ones; a table that was open stays so, the day keeps the focus."""
        found = self.model.found
        if found is None:
            return
        tables = {card.answer.key for card in self.cards if card.is_table}
        focused = self.day.hasFocus()
        self._day_box.setParent(self)
        clear(self._grid)
        self.cards = []
        for answer in found.answers:
            card = AnswerCard(answer, self._day_box if answer.key == "ageing" else None)
            if answer.key in tables and not card.is_table:
                card.flip()
            self.cards.append(card)
        self._day_box.setVisible(any(card.answer.key == "ageing" for card in self.cards))
        self._arrange()
        if focused:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.summary.setText(found.summary)
        clear(self._advice.body)
        self._advice.body.addWidget(IconLine("lightbulb", found.advice))
        self._advice.setVisible(bool(found.advice))
        self.title_changed.emit(self.title())

    def _refit(self) -> None:
        self._day_box.setMaximumWidth(theme().px(_DAY))

    def _arrange(self) -> None:
        """Put the cards two beside each other, or one where there is no room for two; the head likewise."""
        across = 2 if self.width() >= theme().px(_TWO_FROM) else 1
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // across, place % across)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < across))
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.LeftToRight if across > 1 else ways.TopToBottom)

    def _out(self, *, saved: bool) -> None:
        """The keys belong to whichever page is in front."""
        if not self.isVisible():
            return
        way = self.out.save if saved else self.out.print
        self.model.paper_name(lambda name: way(name, self.model.paper, _nothing))


def _nothing() -> None:
    """Insights on paper change nothing."""
