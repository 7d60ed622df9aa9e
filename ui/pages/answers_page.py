"""What pages of answers share: the head with its tools, the cards, one sentence of advice, and the paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.guarded import guarded
from ui.pages.ask_bar import AskBar
from ui.pages.icon_line import IconLine
from ui.pages.insights_card import AnswerCard
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.view_models.answers_model import AnswersModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.scroll import UpDown

_MARGIN = 28
_TWO_FROM = 860


class AnswersPage(Page):
    """Answers two beside each other where there is room; Ctrl+P prints them on one page."""

    nav_key = "insights"

    def __init__(self, workplace: Workplace, model: AnswersModel) -> None:
        super().__init__()
        self._workplace, self._answers = workplace, model
        self.cards: list[AnswerCard] = []
        self.print_button = ActionButton(_("Print"), icon="printer")
        self.ask = AskBar()
        self.out = PaperOut(workplace, self, self.ask)
        self.summary = Label("", colour="text2", wrap=True)
        self._advice = Card("alt", margin=12)
        self._grid = QGridLayout()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        model.shown.connect(self.show_answers)
        self.print_button.clicked.connect(lambda: self._out(saved=False))
        actions = workplace.actions
        actions["print"].triggered.connect(lambda: self._out(saved=False))
        actions["save_pdf"].triggered.connect(lambda: self._out(saved=True))
        workplace.changed.connect(lambda _changes: self._refresh())

    def standing(self) -> str:
        return self._answers.found.counted if self._answers.found else ""

    def entered(self) -> None:
        self._answers.read()
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def beside(self, key: str) -> QWidget | None:
        """Return what belongs on the card of an answer, below its sentence."""
        return None

    def card(self, key: str) -> AnswerCard:
        """Return the card of an answer."""
        return next(card for card in self.cards if card.answer.key == key)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _refresh(self) -> None:
        if self.isVisible():
            self._answers.read()

    def lay_out(self, before: Sequence[QWidget], tools: Sequence[QWidget]) -> None:
        """Put `before` in front of the title and `tools` beside it; called once by each kind of page."""
        words = QVBoxLayout()
        words.setSpacing(2)
        title = QHBoxLayout()
        for widget in before:
            title.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(Label(self.title(), "title", wrap=True), 1)
        words.addLayout(title)
        words.addWidget(self.summary)
        flow = FlowLayout(gap=8)
        for tool in tools:
            flow.addWidget(tool)
        beside = QWidget()
        beside.setLayout(flow)
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

    def show_answers(self) -> None:
        """Put new cards in place of the old ones; a table that was open stays so."""
        found = self._answers.found
        if found is None:
            return
        tables = {card.answer.key for card in self.cards if card.is_table}
        clear(self._grid)
        self.cards = []
        for answer in found.answers:
            card = AnswerCard(answer, self.beside(answer.key))
            if answer.key in tables and not card.is_table:
                card.flip()
            self.cards.append(card)
        self._arrange()
        self.summary.setText(found.summary)
        clear(self._advice.body)
        self._advice.body.addWidget(IconLine("lightbulb", found.advice))
        self._advice.setVisible(bool(found.advice))
        self.title_changed.emit(self.title())

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
        self._answers.paper_name(lambda name: way(name, self._answers.paper, _nothing))


def _nothing() -> None:
    """Answers on paper change nothing."""
