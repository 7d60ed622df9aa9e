"""The few strokes all our painted widgets share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import theme

RING: Final = 2
"""Width of the focus ring in logical pixels."""
RING_GAP: Final = 3
"""What lies between the edge of a focused control and its own frame, ring included."""
CENTRED_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
CENTRED_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ONE_LINE: Final = Qt.TextFlag.TextSingleLine.value
_RETURN: Final = "↵"


def follow_theme(widget: QWidget) -> None:
    """Measure and paint the widget anew whenever the theme changes."""
    theme().changed.connect(widget.updateGeometry)
    theme().changed.connect(widget.update)


@contextmanager
def saved(painter: QPainter) -> Iterator[None]:
    """Give the painter back as it was, also when painting fails."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def rounded(
    painter: QPainter,
    rect: QRect,
    radius: float,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1,
) -> None:
    """Paint a rounded rectangle whose border lies wholly inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(border, width) if border else Qt.PenStyle.NoPen)
    inset = width / 2 if border else 0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)


def focus_ring(painter: QPainter, rect: QRect, radius: float) -> None:
    """Paint the 2 px ring that shows where the keyboard is."""
    rounded(painter, rect, radius, border=theme().colour("focus"), width=RING)


def field_frame(painter: QPainter, widget: QWidget, *, focused: bool) -> None:
    """Paint the frame all fields share: a control border, or the focus ring."""
    look, rect = theme(), widget.rect()
    border = look.colour("ctrl" if widget.isEnabled() else "line")
    rounded(painter, rect, look.radius("control"), fill=look.colour("base"), border=border)
    if focused:
        focus_ring(painter, rect, look.radius("control"))


def clear_base(widget: QWidget) -> None:
    """Let our own frame show through a standard editor, and mark chosen text in the accent."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    palette.setColor(QPalette.ColorRole.Highlight, theme().colour("accent"))
    palette.setColor(QPalette.ColorRole.HighlightedText, theme().colour("accentText"))
    widget.setPalette(palette)


def clear_ground(view: QWidget) -> None:
    """Let what is behind a list show through it.

    Its palette says so, for the first question after a viewport lets the bindings of Qt make every class of
    widgets there is: a tenth of the whole start.
    """
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    view.setPalette(palette)


def hairline(painter: QPainter, left: int, right: int, y: int) -> None:
    """Paint a line one pixel high in the one colour lines have."""
    painter.fillRect(QRect(left, y, right - left, 1), theme().colour("line"))


def text(
    painter: QPainter,
    rect: QRect,
    words: str,
    font: QFont,
    colour: QColor,
    *,
    align: Qt.AlignmentFlag = CENTRED_LEFT,
) -> int:
    """Paint one line, shortened with an ellipsis where it does not fit; return its painted width."""
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance(words)
    if width > rect.width():
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        width = metrics.horizontalAdvance(words)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, align.value | _ONE_LINE, words)
    return width


def text_right(painter: QPainter, rect: QRect, words: str, font: QFont, colour: QColor) -> int:
    """Paint one line that ends at the right edge of `rect`; return its painted width."""
    return text(painter, rect, words, font, colour, align=CENTRED_RIGHT)


def icon(painter: QPainter, name: str, colour: QColor, at: QPoint, size: int) -> None:
    """Paint a bundled icon; `at` is the middle of its left edge."""
    ratio = painter.device().devicePixelRatio()
    pixmap = theme().icon(name, colour, size, ratio)
    painter.drawPixmap(QPointF(at.x(), at.y() - size / 2), pixmap)


def shape(painter: QPainter, state: str, at: QPoint, size: int) -> None:
    """Paint the shape of a state; `at` is the middle of its left edge."""
    pixmap = theme().shape(state, size, painter.device().devicePixelRatio())
    painter.drawPixmap(QPointF(at.x(), at.y() - size / 2), pixmap)


def key_cap_size(key: str) -> QSize:
    """Return how much room the cap of a key takes."""
    metrics = QFontMetrics(theme().font("small"))
    words = metrics.horizontalAdvance(key.replace(_RETURN, ""))
    arrow = _arrow_size() if _RETURN in key else 0
    height = metrics.height() + 2
    return QSize(max(height, words + arrow + theme().px(10) + (2 if arrow else 0)), height)


def key_cap(painter: QPainter, key: str, colour: QColor, at: QPoint) -> None:
    """Paint the cap of a key, `at` the middle of its left edge; few fonts have the return arrow."""
    size = key_cap_size(key)
    rect = QRect(at.x(), at.y() - size.height() // 2, size.width(), size.height())
    edge = QColor(colour)
    edge.setAlphaF(0.4)
    rounded(painter, rect, 4, border=edge)
    words = key.replace(_RETURN, "")
    if words == key:
        text(painter, rect, key, theme().font("small"), colour, align=Qt.AlignmentFlag.AlignCenter)
        return
    inner = rect.adjusted(theme().px(5), 0, -theme().px(5), 0)
    arrow = _arrow_size()
    text(painter, inner.adjusted(0, 0, -arrow, 0), words, theme().font("small"), colour)
    icon(painter, "corner-down-left", colour, QPoint(inner.right() - arrow + 1, at.y()), arrow)


def _arrow_size() -> int:
    return theme().px(12)
