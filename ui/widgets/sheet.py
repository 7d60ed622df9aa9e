"""The rows of a file under a choice for each column: what the column is read as."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.i18n import _
from ui.guarded import guarded
from ui.models.sheet_model import SheetContent, SheetModel
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.label import Label
from ui.widgets.scroll import slim_bars

Index = QModelIndex | QPersistentModelIndex
_SHAPES: Final = {"blocking": "act_now", "notice": "overdue"}
_PADDING: Final = 10
_NARROWEST, _WIDEST = 76, 240
_MEASURED_ROWS: Final = 40
_LEAST_ROWS: Final = 4
_CHROME: Final = 54
_MARK: Final = 14


class Sheet(Card):
    """A table whose columns are chosen above it. `chosen` carries a column and the key picked for it."""

    chosen = Signal(int, str)

    def __init__(self, name: str) -> None:
        super().__init__("base", margin=1)
        self.body.setContentsMargins(1, 1, 1, 6)
        self.body.setSpacing(0)
        self._model = SheetModel()
        self.view = QTableView()
        self.view.setAccessibleName(name)
        self.view.setModel(self._model)
        self._strip = _Strip(self)
        self._content = SheetContent((), (), ())
        self._options: list[tuple[str, str]] = []
        self._prepare()
        self.body.addWidget(self._strip)
        self.body.addWidget(self.view, 1)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_content(self, content: SheetContent, options: list[tuple[str, str]]) -> None:
        """Show rows and columns; `options` (key, words) are what a column can be read as."""
        same = len(content.header) == len(self._content.header) and options == self._options
        self._content, self._options = content, options
        self._model.show_content(content)
        if not same:
            self._strip.offer(content.header, options)
        self._strip.choose(content.fields)
        self._fit_columns()

    def pickers(self) -> list[PickField]:
        """Return the choices above the columns, from the left."""
        return self._strip.pickers

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _prepare(self) -> None:
        view = self.view
        view.setItemDelegate(_CellDelegate(view, self._model))
        view.setShowGrid(False)
        view.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(view)
        view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        view.horizontalHeader().setVisible(False)
        view.horizontalHeader().setMinimumSectionSize(30)
        view.verticalHeader().setVisible(False)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.horizontalScrollBar().valueChanged.connect(lambda _at: self._strip.place())

    def _restyle(self) -> None:
        self.view.verticalHeader().setDefaultSectionSize(theme().row("table"))
        self.view.setMinimumHeight(_LEAST_ROWS * theme().row("table"))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give each column the room of its words, and the one with most words what is left."""
        if not self._content.header:
            return
        widths = [self._width(column) for column in range(self._model.columnCount())]
        left = self.view.viewport().width() - sum(widths)
        if left > 0:
            widths[widths.index(max(widths))] += left
        for column, width in enumerate(widths):
            self.view.setColumnWidth(column, width)
        self._strip.place()

    def _width(self, column: int) -> int:
        px = theme().px
        metrics = QFontMetrics(theme().font("body", figures=True))
        cells = [self._model.words(row, column) for row in range(min(_MEASURED_ROWS, self._model.rowCount()))]
        words = max((metrics.horizontalAdvance(cell) for cell in cells), default=0) + px(2 * _PADDING + 4)
        if column == 0:
            return max(px(44), words)
        marked = any(at[1] == column - 1 for at in self._content.marks)
        picker = metrics.horizontalAdvance(self._strip.pickers[column - 1].currentText()) + px(_CHROME)
        return min(max(words + px(20 if marked else 0), picker, px(_NARROWEST)), px(_WIDEST))


class _Strip(QWidget):
    """The line above the rows: the words of the header, and what each column is read as."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self._line = Label(_("Row"), "small", colour="text2")
        self._line.setParent(self)
        self._labels: list[Label] = []
        self.pickers: list[PickField] = []
        theme().changed.connect(self.place)

    def offer(self, header: Sequence[str], options: list[tuple[str, str]]) -> None:
        """Put a choice above each column."""
        for old in (*self._labels, *self.pickers):
            old.setParent(None)
            old.deleteLater()
        self._labels = [Label(words, "small", colour="text2") for words in header]
        self.pickers = [PickField(name=_("Read column {name} as").format(name=words)) for words in header]
        for column, (label, picker) in enumerate(zip(self._labels, self.pickers, strict=True)):
            picker.setSizeAdjustPolicy(PickField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            picker.set_options(options)
            picker.activated.connect(lambda _at, of=column: self._tell(of))
            picker.installEventFilter(self)
            label.setToolTip(label.text())
            for widget in (label, picker):
                widget.setParent(self)
                widget.setVisible(True)

    def choose(self, fields: Sequence[str]) -> None:
        """Show what each column is read as."""
        for picker, name in zip(self.pickers, fields, strict=True):
            blocked = picker.blockSignals(True)
            picker.setCurrentIndex(max(0, picker.findData(name)))
            picker.blockSignals(blocked)
            picker.update()

    def place(self) -> None:
        """Stand above the columns, also when they are scrolled."""
        px, view = theme().px, self._sheet.view
        words = QFontMetrics(theme().font("small")).height()
        picker = px(30)
        self.setFixedHeight(words + picker + px(22))
        self._line.move(view.columnViewportPosition(0) + px(_PADDING), words + px(18))
        self._line.adjustSize()
        for column, (label, field_) in enumerate(zip(self._labels, self.pickers, strict=True), start=1):
            left, width = view.columnViewportPosition(column), view.columnWidth(column)
            label.setGeometry(left + px(_PADDING), px(8), width - px(_PADDING), words)
            field_.setGeometry(left + px(5), words + px(12), width - px(_PADDING), picker)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a column into sight when its choice gets the focus."""
        if event.type() == QEvent.Type.FocusIn and watched in self.pickers:
            view = self._sheet.view
            view.scrollTo(view.model().index(0, self.pickers.index(watched) + 1))
        return super().eventFilter(watched, event)

    def _tell(self, column: int) -> None:
        self._sheet.chosen.emit(column, self.pickers[column].value())


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell with its mark; every cell has a line below it and one at its right."""

    def __init__(self, view: QTableView, model: SheetModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect, px = theme(), option.rect, theme().px
        row, column = index.row(), index.column()
        mark = self._model.mark(row, column)
        blocking = mark is not None and mark.severity == "blocking"
        with paint.saved(painter):
            if mark:
                painter.fillRect(rect, look.state(_SHAPES[mark.severity]).tint)
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colour("line"))
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), look.colour("line"))
            inner = rect.adjusted(px(_PADDING), 0, -px(_PADDING), 0)
            if mark:
                paint.shape(
                    painter, _SHAPES[mark.severity], QPoint(inner.left(), inner.center().y()), px(_MARK)
                )
                inner.setLeft(inner.left() + px(_MARK + 6))
            font = look.font("body", strong=blocking, figures=True)
            ink = look.colour("text2" if self._model.is_quiet(row, column) else "text")
            align = self._model.data(index, Qt.ItemDataRole.TextAlignmentRole)
            side = align if isinstance(align, Qt.AlignmentFlag) else paint.CENTRED_LEFT
            paint.text(painter, inner, self._model.words(row, column), font, ink, align=side)
            if self._view.hasFocus() and self._view.currentIndex() == index:
                paint.focus_ring(painter, rect, look.radius("control"))
