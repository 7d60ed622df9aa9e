"""What the letter page and the plan builder are framed with: a head, the form, and the paper beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from ui.guarded import guarded
from ui.pages.ask_bar import AskBar
from ui.pages.outlets import as_image
from ui.theme import theme
from ui.view_models.paper import SCREEN_DPI, Paper
from ui.widgets.button import ActionButton
from ui.widgets.card import Card, Surface
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, StateChip, Title
from ui.widgets.preview import PdfPreview
from ui.widgets.scroll import UpDown

if TYPE_CHECKING:
    from app.services.about import About

_LEAST_PAPER = 320
_HEAD_BESIDE = 700


class PaperHead(Surface):
    """Whom it is about at the left, which invoices and how much at the right; `back_asked` is the arrow."""

    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__("window", edge=("bottom",))
        self._title = Title()
        self._chip = StateChip("not_due", "")
        self._chip.setVisible(False)
        self._right = Label("", colour="text2")
        self._amount = Label("", "heading", strong=True, figures=True)
        back = ActionButton(kind="flat", icon="arrow-left", name=_("Back"))
        back.clicked.connect(self.back_asked)
        row = FlowLayout(gap=12)
        for widget in (back, self._title, self._chip):
            row.addWidget(widget)
        left, sums = QWidget(), FlowLayout(gap=12)
        self._sum = QWidget()
        left.setLayout(row)
        sums.addWidget(self._right)
        sums.addWidget(self._amount)
        self._sum.setLayout(sums)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(24, 12, 24, 12)
        self._line.addWidget(left, 1)
        self._line.addWidget(self._sum, 0, Qt.AlignmentFlag.AlignVCenter)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the sum below the title where there is no room beside it."""
        ways = QBoxLayout.Direction
        beside = self.width() >= theme().px(_HEAD_BESIDE)
        self._line.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        super().resizeEvent(event)

    def show_about(self, title: str, about: About | None) -> None:
        """Show whom it is about; the chip is left out without a state."""
        self._title.setText(title)
        self._chip.setVisible(about is not None)
        if about is not None:
            self._chip.set_state(about.state, about.state_word)

    def show_sum(self, words: str, amount: str) -> None:
        """Show which invoices, and what they come to."""
        self._right.setText(words)
        self._amount.setText(amount)
        self._amount.setVisible(bool(amount))
        self._sum.setVisible(bool(words or amount))


class PaperDesk(QStackedWidget):
    """The paper itself, or in its place the sentence why there is none; `way_out_asked` is its button."""

    way_out_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.preview = PdfPreview()
        self._why = Label("", wrap=True)
        self._way_out = ActionButton("")
        self._way_out.clicked.connect(self.way_out_asked)
        self._refusal = Surface("preview_desk")
        card = Card("base", margin=24)
        card.body.addWidget(Label(_("This cannot go out as it is"), "heading", wrap=True))
        card.body.addWidget(self._why)
        card.body.addWidget(self._way_out, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self._refusal)
        column.setContentsMargins(32, 56, 32, 32)
        column.addWidget(card)
        column.addStretch(1)
        self.addWidget(self.preview)
        self.addWidget(self._refusal)

    def show_paper(self, paper: Paper, caption: str) -> None:
        """Show a paper; `caption` names places for the pages, as it will be read aloud too."""
        self.preview.set_caption(caption.format(n=len(paper.pages)))
        pages = [as_image(page) for page in paper.pages]
        self.preview.show_pages(pages, dpi=paper.dpi, words=paper.words)
        self.setCurrentIndex(0)

    def show_nothing(self) -> None:
        """Show an empty desk until the paper is read."""
        self.preview.set_caption("")
        self.preview.show_pages([], dpi=SCREEN_DPI)
        self.setCurrentIndex(0)

    def show_refusal(self, why: str, way_out: str = "") -> None:
        """Say in place of the paper why there is none, and what to do."""
        self._why.setText(why)
        self._way_out.setText(way_out)
        self._way_out.setVisible(bool(way_out))
        self.setCurrentIndex(1)

    def is_refused(self) -> bool:
        """Say whether there is no paper to see."""
        return self.currentIndex() == 1


class PaperSplit(QWidget):
    """The form at the left in a fixed width, the paper at the right; one of them where room is short.

    Fill `form`; put buttons into `foot`. `ask` is the question between them. What stands in place of the form
    for a while is a further one of its `sides`.
    """

    def __init__(self, width: int, *, least: int = _LEAST_PAPER) -> None:
        super().__init__()
        self._wanted, self._least = width, least
        self._shows_paper = False
        self.desk = PaperDesk()
        self.ask = AskBar()
        self.foot = FlowLayout()
        self._left = Surface("base", edge=("right",))
        self.sides = QStackedWidget()
        self.area = UpDown("base")
        self.sides.addWidget(self.area)
        self._inside = Surface("base")
        self.form = QVBoxLayout(self._inside)
        self.form.setContentsMargins(24, 16, 24, 16)
        self.form.setSpacing(16)
        self._turn = ActionButton(_("Show the paper"), icon="file-text")
        self._turn.clicked.connect(self.turn)
        self._bar = Surface("base", edge=("bottom",))
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(24, 6, 24, 6)
        bar.addWidget(self._turn)
        bar.addStretch(1)
        self._lay_out()
        theme().changed.connect(self._refit)

    def show_form(self, *, shown: bool) -> None:
        """Show the form, or keep it out of sight while it is read."""
        self._inside.setVisible(shown)

    def is_single(self) -> bool:
        """Say whether there is room for one side alone."""
        return self.width() < self._form_width() + theme().px(self._least)

    def turn(self) -> None:
        """Show the other side, where there is room for one alone."""
        self._shows_paper = not self._shows_paper
        self._refit()

    def _form_width(self) -> int:
        return theme().px(self._wanted)

    def _lay_out(self) -> None:
        self.area.hold(self._inside)
        buttons = Surface("base", edge=("top",))
        self.ask.asking.connect(lambda asking: buttons.setVisible(not asking))
        row = QVBoxLayout(buttons)
        row.setContentsMargins(24, 12, 24, 12)
        row.addLayout(self.foot)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 1, 0)
        left.setSpacing(0)
        left.addWidget(self.sides, 1)
        left.addWidget(self.ask)
        left.addWidget(buttons)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self._left)
        line.addWidget(self.desk, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._bar)
        rows.addLayout(line, 1)

    def _refit(self) -> None:
        single = self.is_single()
        self._left.setVisible(not (single and self._shows_paper))
        self.desk.setVisible(not single or self._shows_paper)
        self._left.setMinimumWidth(0 if single else self._form_width())
        self._left.setMaximumWidth(self.width() if single else self._form_width())
        self._turn.setText(_("Back to the form") if self._shows_paper else _("Show the paper"))
        self._bar.setVisible(single)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()
