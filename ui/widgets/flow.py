"""A row of widgets that goes on in the next line where room is short, as at 200 % text."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem
from shiboken6 import isValid

from ui.guarded import guarded


class FlowLayout(QLayout):
    """Lays its widgets out from the left, line by line.

    `spread` stretches each line to the full width, `lead` the first of each line alone.

    `gap` lies between widgets, `line_gap` between lines; it is the same unless given.
    """

    def __init__(
        self, *, gap: int = 8, line_gap: int | None = None, spread: bool = False, lead: bool = False
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._gap, self._spread, self._lead = gap, spread, lead
        self._line_gap = gap if line_gap is None else line_gap
        self.setContentsMargins(0, 0, 0, 0)

    @guarded(None)
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @guarded(0)
    def count(self) -> int:
        return len(self._items)

    @guarded(None)
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @guarded(None)
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @guarded(Qt.Orientation(0))
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @guarded(False)
    def hasHeightForWidth(self) -> bool:
        return True

    @guarded(0)
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # asked again and again while everything around is laid out
            edge = self.contentsMargins()
            inner = QRect(0, 0, width - edge.left() - edge.right(), 0)
            self._heights[width] = self._place(inner, move=False) + edge.top() + edge.bottom()
        return self._heights[width]

    @guarded(None)
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @guarded(None)
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() + self._gap for hint in hints) - self._gap
        height = max((hint.height() for hint in hints), default=0)
        return QSize(max(0, width), height).grownBy(self.contentsMargins())

    @guarded(QSize())
    def minimumSize(self) -> QSize:
        hints = [item.minimumSize() for item in self._shown()]
        widest = max((hint.width() for hint in hints), default=0)
        height = max((hint.height() for hint in hints), default=0)
        return QSize(widest, height).grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        # While a window goes, Qt may still ask a layout whose items have gone before it.
        return [item for item in self._items if isValid(item) and not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if lines[-1] and used + wanted > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wanted + self._gap
        return lines

    def _extras(self, count: int, room: int) -> list[int]:
        """Divide the room that a line leaves over."""
        if self._spread:
            return [room // max(1, count)] * count
        return [room * self._lead, *[0] * (count - 1)][:count]

    def _widths(self, line: list[QLayoutItem], room: int) -> list[int]:
        hints = [item.sizeHint().width() for item in line]
        rest = max(0, room - sum(hints) - self._gap * (len(line) - 1))
        return [
            min(hint + extra, room) for hint, extra in zip(hints, self._extras(len(line), rest), strict=True)
        ]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Return the height taken; with `move` the widgets are put in place."""
        top = rect.top()
        for line in self._lines(rect.width()):
            widths = self._widths(line, rect.width())
            height = max(map(_height, line, widths), default=0)
            left = rect.left()
            for item, width in zip(line, widths, strict=True):
                if move:
                    item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
                left += width + self._gap
            top += height + self._line_gap
        return max(0, top - self._line_gap - rect.top())


def _height(item: QLayoutItem, width: int) -> int:
    """Return how high an item is at this width: one that wraps its words may need more or less."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
