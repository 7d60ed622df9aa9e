"""The list of payments that wait, in groups, each beside the invoices it belongs to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView

from ui.guarded import guarded
from ui.models.list_model import ListModel
from ui.models.match_rows import MatchHead, MatchRow
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.match_list_delegate import MatchListDelegate
from ui.widgets.scroll import slim_bars

Shown = MatchRow | MatchHead


class MatchListView(QListView):
    """Shows payments and the heads of groups; arrows step over the heads.

    `row_selected` carries the row or None, `ticked` the row whose box was clicked or that Space was pressed
    on, `accepted` the row of Enter, `other_asked` 1 or -1 for the arrows to the right and left.
    """

    row_selected = Signal(object)
    ticked = Signal(object)
    accepted = Signal(object)
    other_asked = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model: ListModel[Shown] = ListModel(_words, lambda row: isinstance(row, MatchRow))
        self._delegate = MatchListDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(self)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        paint.clear_ground(self)
        self._delegate.ticked.connect(lambda index: self.ticked.emit(self._model.row(index.row())))
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._tell())
        theme().changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[Shown]) -> None:
        """Show these rows; the selected one stays, or the next takes its place where it has left."""
        before, place = self.selected(), self.currentIndex().row()
        scroll = self.verticalScrollBar().value()
        self._model.show_rows(rows)
        places = {row.payment_id: at for at, row in enumerate(rows) if isinstance(row, MatchRow)}
        if places:
            following = [at for at in places.values() if at >= place]
            near = min(following) if following else max(places.values())
            self.setCurrentIndex(self._model.index(places.get(before.payment_id, near) if before else near))
        self.verticalScrollBar().setValue(scroll)
        if not places or self.selected() == before:
            self._tell()

    def selected(self) -> MatchRow | None:
        """Return the selected payment."""
        index = self.currentIndex()
        row = self._model.row(index.row()) if index.isValid() else None
        return row if isinstance(row, MatchRow) else None

    def select(self, payment_id: int) -> None:
        """Select a payment, if it is shown."""
        for place, row in enumerate(self._model.rows()):
            if isinstance(row, MatchRow) and row.payment_id == payment_id:
                self.setCurrentIndex(self._model.index(place))
                return

    def rows(self) -> list[MatchRow]:
        """Return the payments shown, without the heads."""
        return [row for row in self._model.rows() if isinstance(row, MatchRow)]

    @guarded(None)
    def keyboardSearch(self, search: str) -> None:
        """Letters are actions here, not a search."""

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.selected()
        match event.key():
            case Qt.Key.Key_J:
                self._step(1)
            case Qt.Key.Key_K:
                self._step(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Left if row:
                self.other_asked.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Space | Qt.Key.Key_X if row:
                self.ticked.emit(row)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row and not event.modifiers() & _WITH_OTHERS:
                self.accepted.emit(row)
            case _:
                super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        places = [at for at, row in enumerate(self._model.rows()) if isinstance(row, MatchRow)]
        ahead = [at for at in places if (at - self.currentIndex().row()) * step > 0]
        if ahead:
            self.setCurrentIndex(self._model.index(min(ahead) if step > 0 else max(ahead)))

    def _tell(self) -> None:
        self.row_selected.emit(self.selected())


_WITH_OTHERS = Qt.KeyboardModifier.ControlModifier


def _words(row: Shown) -> str:
    return row.accessible if isinstance(row, MatchRow) else f"{row.title}, {row.number}. {row.hint}"
