"""One answer on the page: its sentence, the picture, and the same data as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.services.insights_answer import Answer, Picture
from ui.models.paged_table_model import Column, PagedTableModel
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chart_bars import BarChart
from ui.widgets.chart_columns import ColumnChart, Swatch
from ui.widgets.chart_line import LineChart
from ui.widgets.chart_picture import HEIGHT
from ui.widgets.chart_rhythm import RhythmChart
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.table import PagedTable

_CHARTS = {
    Picture.LINE: LineChart,
    Picture.COLUMNS: ColumnChart,
    Picture.BARS: BarChart,
    Picture.RHYTHM: RhythmChart,
}
_FIGURES = 104


class AnswerCard(Card):
    """`flip` changes between picture and table; `extra` stands below the sentence."""

    def __init__(self, answer: Answer, extra: QWidget | None = None) -> None:
        super().__init__("base", margin=20)
        self.answer = answer
        self.table = _table(answer)
        self.toggle = ActionButton(_("Show as a table"), kind="link")
        self.toggle.clicked.connect(self.flip)
        self.body.setSpacing(8)
        self.body.addLayout(self._head())
        self.body.addWidget(Label(answer.note, "small", colour="text2", wrap=True))
        if extra is not None:
            self.body.addWidget(extra)
        if answer.legend:
            self.body.addWidget(_legend(answer.legend))
        self._places = QStackedLayout()
        self.body.addLayout(self._places)  # first, or its widgets would open as windows of their own
        self._places.addWidget(_picture(answer))
        self._places.addWidget(_held(self.table))
        self.body.addStretch(1)
        if not answer.marks:
            self.flip()
            self.toggle.hide()

    @property
    def is_table(self) -> bool:
        """Say whether the table is in front."""
        return self._places.currentIndex() == 1

    def flip(self) -> None:
        """Show the table, or the picture again; the focus goes to the table with it."""
        shown = not self.is_table
        self._places.setCurrentIndex(int(shown))
        self.toggle.setText(_("Show as a picture") if shown else _("Show as a table"))
        if shown and self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(self.answer.title, "heading", wrap=True), 1)
        self.toggle.setAccessibleDescription(self.answer.title)
        head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        return head


def _picture(answer: Answer) -> QWidget:
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 8, 0, 0)
    if answer.marks:
        rows.addWidget(_CHARTS[answer.picture](answer))
    rows.addStretch(1)
    return holder


def _held(table: PagedTable) -> QWidget:
    """Return the table in a frame that asks for all of its height, as a table by itself does not."""
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.addWidget(table)
    return holder


def _legend(words: Sequence[str]) -> QWidget:
    legend = QWidget()
    flow = FlowLayout(gap=16)
    flow.setContentsMargins(0, 0, 0, 0)
    legend.setLayout(flow)
    for part, said in enumerate(words):
        one = QWidget()
        row = QHBoxLayout(one)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Swatch(part))
        row.addWidget(Label(said, "small", colour="text2"))
        flow.addWidget(one)
    return legend


def _table(answer: Answer) -> PagedTable:
    columns = [Column("0", answer.heads[0], "strong")]
    columns += [Column(str(n), head, "amount", _FIGURES) for n, head in enumerate(answer.heads[1:], start=1)]

    def fetch(places: Sequence[int]) -> list[tuple[str, ...]]:
        return [answer.rows[place] for place in places]

    table = PagedTable(PagedTableModel(columns, fetch), answer.title)
    table.show_ids(range(len(answer.rows)))
    table.setMinimumHeight(theme().px(HEIGHT))
    return table
