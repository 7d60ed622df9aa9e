"""The paper as it will be: its very pages on a desk, with a zoom."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.formatting import percent
from app.i18n import _, language
from ui.guarded import guarded
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Surface
from ui.widgets.label import Label
from ui.widgets.scroll import slim_bars

SCREEN_DPI: Final = 96.0
_A4: Final = QSize(794, 1123)
_MARGIN: Final = 24
_ROUNDING: Final = 2
"""What a rastered page may be higher than its share of the room, in logical pixels."""
_ZOOMS: Final = (0.4, 0.5, 0.61, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0)


class PdfPreview(Surface):
    """Pages under a caption. `resolution_wanted` carries the dots per inch that would be crisp now.

    `bar` is the row of the caption: put further buttons into it. Zoom 1.0 is 96 dots per inch.
    """

    resolution_wanted = Signal(float)

    def __init__(self) -> None:
        super().__init__("preview_desk")
        self._fits = True
        self._caption = Label("", colour="text2", wrap=True)
        self._percent = Label("", colour="text2", figures=True)
        self._pages = _Pages()
        self._area = _Area()
        self._area.setAccessibleName(_("Preview"))
        self._area.resized.connect(self._fit)
        self._area.setWidget(self._pages)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(self._area)
        self._area.viewport().setAutoFillBackground(False)
        self._pages.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        self.bar = self._make_bar()
        column.addLayout(self.bar)
        column.addWidget(self._area, 1)

    def set_caption(self, words: str) -> None:
        """Say what is shown: which page of how many, and for which envelope."""
        self._caption.setText(words)
        for each in (self._area, self._pages):
            each.setAccessibleName(words)

    def show_pages(self, pages: Sequence[QImage], *, dpi: float, words: str = "") -> None:
        """Show these pages, rastered at `dpi`; `words` is their text for a screen reader."""
        self._pages.show_pages(pages, dpi)
        self._pages.setAccessibleDescription(words)
        self._fit()

    def add_tool(self, button: QWidget) -> None:
        """Put a button at the end of the bar; Tab reaches it before the paper."""
        self.bar.addWidget(button)
        self.setTabOrder(button, self._area)

    def resolution(self) -> float:
        """Return the dots per inch at which a page is crisp at this zoom on this screen."""
        return SCREEN_DPI * self._pages.zoom * self.devicePixelRatio()

    def zoom_in(self) -> None:
        """Show the page larger."""
        self._step([zoom for zoom in _ZOOMS if zoom > self._pages.zoom + 0.01][:1])

    def zoom_out(self) -> None:
        """Show the page smaller."""
        self._step([zoom for zoom in _ZOOMS if zoom < self._pages.zoom - 0.01][-1:])

    def _make_bar(self) -> QHBoxLayout:
        smaller = ActionButton(kind="flat", icon="zoom-out", name=_("Zoom out"))
        larger = ActionButton(kind="flat", icon="zoom-in", name=_("Zoom in"))
        smaller.clicked.connect(self.zoom_out)
        larger.clicked.connect(self.zoom_in)
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 0, 14, 0)
        bar.addWidget(self._caption, 1)
        for each in (smaller, self._percent, larger):
            bar.addWidget(each)
        return bar

    def _step(self, wanted: list[float]) -> None:
        if wanted:
            self._fits = False
            self._set_zoom(wanted[0])

    def _fit(self) -> None:
        """Show a whole page, never larger than life, until the user has chosen a zoom."""
        if self._fits:
            room = self._area.maximumViewportSize()
            wide = (room.width() - 2 * _MARGIN - self._bar_width()) / _A4.width()
            high = (room.height() - 2 * _MARGIN - _ROUNDING) / _A4.height()
            self._set_zoom(min(1.0, max(_ZOOMS[0], min(wide, high))))

    def _bar_width(self) -> int:
        return self._area.verticalScrollBar().sizeHint().width()

    def _set_zoom(self, zoom: float) -> None:
        if abs(zoom - self._pages.zoom) > 0.001:
            self._pages.set_zoom(zoom)
            self.resolution_wanted.emit(self.resolution())
        self._percent.setText(percent(Decimal(round(zoom * 100)), language(), decimals=0))


class _Area(QScrollArea):
    resized = Signal()

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _Pages(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.zoom = 0.0
        self._images: tuple[QImage, ...] = ()
        self._dpi = SCREEN_DPI

    def show_pages(self, images: Sequence[QImage], dpi: float) -> None:
        self._images, self._dpi = tuple(images), dpi
        self._measure()

    def set_zoom(self, zoom: float) -> None:
        self.zoom = zoom
        self._measure()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        top = _MARGIN // 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for image in self._images:
                size = self._size(image)
                page = QRect(
                    max(_MARGIN, (self.width() - size.width()) // 2), top, size.width(), size.height()
                )
                _paint_shadow(painter, page)
                painter.drawImage(page, image)
                top += size.height() + _MARGIN

    def _size(self, image: QImage) -> QSize:
        scale = SCREEN_DPI / self._dpi * self.zoom
        return QSize(round(image.width() * scale), round(image.height() * scale))

    def _measure(self) -> None:
        sizes = [self._size(image) for image in self._images]
        width = max((size.width() for size in sizes), default=0) + 2 * _MARGIN
        self.setMinimumSize(width, sum(size.height() + _MARGIN for size in sizes) + _MARGIN)
        self.update()


def _paint_shadow(painter: QPainter, page: QRect) -> None:
    shade = QColor(Qt.GlobalColor.black)
    for spread in range(4, 0, -1):
        shade.setAlphaF(0.04 if not theme().dark else 0.12)
        painter.fillRect(page.adjusted(-spread, -spread + 2, spread, spread + 2), shade)
