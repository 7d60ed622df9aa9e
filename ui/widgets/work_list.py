"""The morning's list: one row a customer, in sections, with the suggested action at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView

from ui.guarded import guarded
from ui.models.list_model import ListModel
from ui.models.rows import HeaderRow, MoreRow, WorkRow
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.scroll import slim_bars
from ui.widgets.work_list_delegate import WorkListDelegate, row_height

Shown = WorkRow | HeaderRow | MoreRow


class WorkListView(QListView):
    """Shows work rows and section heads; arrows step over the heads.

    `row_selected` carries the row or None, `row_opened` the row of Enter or a double click,
    `action_clicked` the row whose suggested action was clicked, `mark_clicked` the row whose box was clicked,
    `more_asked` the key of a line that unfolds.
    """

    row_selected = Signal(object)
    row_opened = Signal(object)
    action_clicked = Signal(object)
    mark_clicked = Signal(object)
    more_asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model: ListModel[Shown] = ListModel(_words, lambda row: not isinstance(row, HeaderRow))
        self._delegate = WorkListDelegate(self)
        self._is_quiet = self._keeps_boxes = False
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        _plain_list(self)
        self._delegate.action_clicked.connect(lambda index: self.action_clicked.emit(self._row(index)))
        self._delegate.mark_clicked.connect(lambda index: self.mark_clicked.emit(self._row(index)))
        self.activated.connect(self._open)
        self.clicked.connect(self._unfold)
        self.selectionModel().currentChanged.connect(self._tell)
        theme().changed.connect(self.doItemsLayout)

    def show_rows(self, rows: Sequence[Shown]) -> None:
        """Show these rows; selection and scroll position stay, or move on where the row has left."""
        before, place, scroll = self.selected(), self.currentIndex().row(), self.verticalScrollBar().value()
        self._show_marks(
            shown=self._keeps_boxes or any(isinstance(row, WorkRow) and row.marked for row in rows)
        )
        self._model.show_rows(rows)
        self._select_again(before, place)
        self.verticalScrollBar().setValue(scroll)
        if self.selected() != before:
            self.row_selected.emit(self.selected())

    def keep_boxes(self) -> None:
        """Show the boxes of marks also while no row is marked."""
        self._keeps_boxes = True
        self._show_marks(shown=True)

    def show_actions(self, *, shown: bool) -> None:
        """Show the suggested actions and waiting days, or leave that column out when room is short."""
        if shown != self._delegate.actions_shown:
            self._delegate.actions_shown = shown
            self.viewport().update()

    def _show_marks(self, *, shown: bool) -> None:
        """Make room for the boxes of marks while there is a marked row."""
        if shown != self._delegate.marks_shown:
            self._delegate.marks_shown = shown
            self.viewport().update()

    def selected(self) -> WorkRow | None:
        """Return the selected row."""
        index = self.currentIndex()
        row = self._model.row(index.row()) if index.isValid() else None
        return row if isinstance(row, WorkRow) else None

    def select(self, customer_id: int) -> None:
        """Select the first row of that customer, if there is one."""
        for place, row in enumerate(self._model.rows()):
            if isinstance(row, WorkRow) and row.customer_id == customer_id:
                self.setCurrentIndex(self._model.index(place))
                return

    def select_next(self, step: int = 1) -> None:
        """Select the next row, or with `step=-1` the one before; section heads are stepped over."""
        places = [place for place, row in enumerate(self._model.rows()) if not isinstance(row, HeaderRow)]
        if not places:
            return
        now = self.currentIndex().row()
        ahead = [place for place in places if (place - now) * step > 0]
        chosen = (min(ahead) if step > 0 else max(ahead)) if ahead else now
        self.setCurrentIndex(self._model.index(chosen))

    @guarded(None)
    def keyboardSearch(self, search: str) -> None:
        """Letters are actions here, not a search."""

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_J:
            self.select_next()
        elif event.key() == Qt.Key.Key_K:
            self.select_next(-1)
        else:
            super().keyPressEvent(event)

    def content_height(self) -> int:
        """Return the height at which every row is seen."""
        return sum(map(row_height, self._model.rows()))

    def _open(self, index: QModelIndex) -> None:
        row = self._row(index)
        if isinstance(row, WorkRow):
            self.row_opened.emit(row)
        else:
            self._unfold(index)

    def _unfold(self, index: QModelIndex) -> None:
        row = self._row(index)
        if isinstance(row, MoreRow):
            self.more_asked.emit(row.key)

    def _row(self, index: QModelIndex) -> Shown:
        return self._model.row(index.row())

    def _tell(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._is_quiet:
            self.row_selected.emit(self.selected())

    def _select_again(self, before: WorkRow | None, place: int) -> None:
        rows = self._model.rows()
        keys = {row.key: number for number, row in enumerate(rows) if isinstance(row, WorkRow)}
        if not keys:
            return
        here = keys.get(before.key) if before else None
        if here is None or _came_to_wait(before, rows[here]):
            following = [number for number in keys.values() if number >= place]
            here = min(following) if following else max(keys.values())
        self._is_quiet = True
        self.setCurrentIndex(self._model.index(here))
        self._is_quiet = False


def _plain_list(view: QListView) -> None:
    view.setFrameShape(QFrame.Shape.NoFrame)
    slim_bars(view)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setMouseTracking(True)
    paint.clear_ground(view)


def _came_to_wait(before: WorkRow | None, now: Shown) -> bool:
    """Say whether a row has gone down to those who wait: for the user it has left."""
    moved = before is not None and isinstance(now, WorkRow) and now.section != before.section
    return moved and isinstance(now, WorkRow) and now.section == "waiting"


def _words(row: Shown) -> str:
    match row:
        case WorkRow():
            return row.accessible
        case MoreRow():
            return row.words
    return f"{row.title}, {row.number}"
