"""Words on the window: labels of the type scale, and the chip that names a state."""

from html import escape

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint


class Label(QLabel):
    """A label in a role of the type scale and a colour by name; both follow the theme."""

    def __init__(
        self,
        words: str = "",
        role: str = "body",
        *,
        colour: str = "text",
        strong: bool = False,
        figures: bool = False,
        wrap: bool = False,
    ) -> None:
        super().__init__(words)
        self._role, self._colour, self._strong, self._figures = role, colour, strong, figures
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        theme().changed.connect(self._restyle)
        self._restyle()

    def set_colour(self, colour: str) -> None:
        """Paint the words in another surface colour, or in the text colour of a state."""
        self._colour = colour
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme().font(self._role, strong=self._strong, figures=self._figures))
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, theme().ink(self._colour))
        self.setPalette(palette)


def strong(words: str) -> str:
    """Return words for a rich text that stand out as a strong label does; they are escaped here."""
    return f'<span style="font-weight:{QFont.Weight.DemiBold.value}">{escape(words)}</span>'


class Title(Label):
    """The title of a page: in one line where there is room, in more where there is not."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words, "title", wrap=True)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        longest = max(self.text().split() or [""], key=len)
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(longest) + 2, metrics.height())


class StateChip(QLabel):
    """Shape and word of a state on its tint."""

    def __init__(self, state: str, word: str) -> None:
        super().__init__(word)
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        paint.follow_theme(self)

    def set_state(self, state: str, word: str) -> None:
        """Show another state."""
        self._state = state
        self.setText(word)
        self.updateGeometry()

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return chip_size(self.text())

    @guarded(QSize())
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_chip(painter, self.rect(), self._state, self.text())


def chip_size(word: str) -> QSize:
    """Return the room a chip with this word takes."""
    metrics = QFontMetrics(theme().font("small", strong=True))
    px = theme().px
    return QSize(metrics.horizontalAdvance(word) + px(14 + 6 + 20) + 2, metrics.height() + px(6))


def paint_chip(painter: QPainter, rect: QRect, state: str, word: str) -> None:
    """Paint a chip that fills `rect`; delegates use it too."""
    colours, px = theme().state(state), theme().px
    rounded_ends = rect.height() / 2
    edge = theme().colour("line") if theme().high_contrast else None
    paint.rounded(painter, rect, rounded_ends, fill=colours.tint, border=edge)
    paint.shape(painter, state, QPoint(rect.left() + px(8), rect.center().y() + 1), px(14))
    inner = rect.adjusted(px(28), 0, -px(8), 0)
    font = theme().font("small", strong=True)
    paint.text(painter, inner, word, font, colours.text)
