"""What the search field finds, in a list below it; the arrows walk it while the cursor stays in the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from app.i18n import _
from app.services.finding import Found, Result
from ui.guarded import guarded
from ui.models.list_model import ROW_ROLE, ListModel
from ui.theme import theme
from ui.view_models.search_model import SearchModel
from ui.view_models.workplace import Workplace
from ui.widgets import paint
from ui.widgets.button import ActionButton
from ui.widgets.field import SearchField
from ui.widgets.label import Label
from ui.widgets.scroll import slim_bars

Index = QModelIndex | QPersistentModelIndex
_WIDTH = 420
_ROW = 44
_MOST_SEEN = 8


class SearchResults(QFrame):
    """Opens while something is typed and closes with Esc, an empty field or a choice."""

    def __init__(self, workplace: Workplace, field: SearchField) -> None:
        super().__init__()
        self._field = field
        self._model = SearchModel(workplace)
        self._list = _HitList()
        self._nothing = Label("", colour="text2", wrap=True)
        self._meant = ActionButton("", kind="link")
        self._meant_name = ""
        self._model.found.connect(self._show)
        self._list.clicked.connect(lambda index: self._open(index.row()))
        self._meant.clicked.connect(self._take_meant)
        field.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        for widget in (self._list, self._nothing, self._meant):
            column.addWidget(widget)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def ask(self, text: str) -> None:
        """Look for what is typed."""
        self._model.ask(text)

    def dismiss(self) -> None:
        """Close the list and empty the field."""
        self._field.clear()
        self._model.ask("")

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event.key())
        if event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self.hide()
        return False

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        with QPainter(self) as painter:
            card = look.radius("card")
            paint.rounded(painter, self.rect(), card, fill=look.colour("raised"), border=look.colour("ctrl"))

    def _pressed(self, key: int) -> bool:
        """Walk, open or close; every other key belongs to the field."""
        if key == Qt.Key.Key_Escape and self._field.text():
            self.dismiss()
        elif self.isHidden():
            return False
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            return False
        return True

    def _enter(self) -> None:
        if self._list.results():
            self._open(max(0, self._list.currentIndex().row()))
        elif self._meant.isVisibleTo(self):
            self._take_meant()

    def _open(self, place: int) -> None:
        result = self._list.results()[place]
        self.dismiss()
        self._model.open(result)

    def _take_meant(self) -> None:
        self._field.setText(self._meant_name)
        self._model.ask(self._meant_name)

    def _show(self, found: Found) -> None:
        self._meant_name = found.meant
        self._list.show_results(found.results)
        self._list.setVisible(bool(found.results))
        self._nothing.setText(found.words)
        self._nothing.setVisible(bool(found.words))
        self._meant.setText(_("Did you mean {name}?").format(name=found.meant))
        self._meant.setVisible(bool(found.meant))
        if found.asked.strip():
            self._open_below_field()
        else:
            self.hide()

    def _open_below_field(self) -> None:
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
        at = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        self.setFixedWidth(min(theme().px(_WIDTH), window.width() - at.x() - 8))
        self.adjustSize()
        self.move(at)
        self.show()
        self.raise_()


class _HitList(QListView):
    def __init__(self) -> None:
        super().__init__()
        self._hits: ListModel[Result] = ListModel(_words)
        self.setModel(self._hits)
        self.setItemDelegate(_HitDelegate(self))
        self.setAccessibleName(_("Found"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def results(self) -> tuple[Result, ...]:
        """Return what is listed."""
        return self._hits.rows()

    def show_results(self, results: tuple[Result, ...]) -> None:
        """List these, the first chosen."""
        self._hits.show_rows(results)
        self.setFixedHeight(min(len(results), _MOST_SEEN) * theme().px(_ROW))
        self.walk(0)

    def walk(self, step: int) -> None:
        """Choose the next result, or with -1 the one before."""
        last = len(self.results()) - 1
        place = min(max(self.currentIndex().row() + step, 0), last)
        self.setCurrentIndex(self._hits.index(place))

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class _HitDelegate(QStyledItemDelegate):
    @guarded(QSize())
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme().px(_ROW))

    @guarded(None)
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, px, rect = theme(), theme().px, option.rect
        result: Result = index.data(ROW_ROLE)
        chosen = option.state & QStyle.StateFlag.State_Selected
        with paint.saved(painter):
            if chosen or option.state & QStyle.StateFlag.State_MouseOver:
                fill = look.colour("sel" if chosen else "hover")
                paint.rounded(painter, rect, look.radius("control"), fill=fill)
            icon = "users" if result.is_customer else "receipt-text"
            at = QPoint(rect.left() + px(10), rect.center().y() + 1)
            paint.icon(painter, icon, look.colour("text2"), at, px(16))
            line = rect.adjusted(px(36), 0, -px(10), 0)
            used = paint.text(painter, line, result.title, look.font(medium=True), look.colour("text"))
            beside = line.adjusted(used + px(8), 0, 0, 0)
            paint.text(painter, beside, result.beside, look.font("small"), look.colour("text2"))


def _words(result: Result) -> str:
    return f"{result.title}, {result.beside}" if result.beside else result.title
