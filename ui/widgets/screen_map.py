"""Small pictures of the screens for the help: what stands where, drawn in the colours of the theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from ui.theme import theme
from ui.tokens import STATES

UNITS: Final = (96, 54)
"""How many units a picture is wide and high; every place below is counted in them."""
_NAV: Final = 14


class Block(NamedTuple):
    """One part of a picture: what it is, where its left upper corner is, and its size."""

    kind: str
    x: float
    y: float
    wide: float
    high: float = 1.5


def _rows(states: tuple[str, ...], left: float, top: float, wide: float) -> tuple[Block, ...]:
    """Return rows of a list: a shape, a name, and an amount at the right."""
    found: list[Block] = []
    for place, state in enumerate(states):
        y = top + place * 5
        found += (
            Block(f"shape:{state}", left, y - 0.8, 3, 3),
            Block("strong", left + 5, y, wide * 0.3),
            Block("words", left + wide - 9, y, 9),
            Block("rule", left, y + 3.2, wide, 0),
        )
    return tuple(found)


def _words(left: float, top: float, *widths: float, gap: float = 3.5) -> tuple[Block, ...]:
    return tuple(Block("words", left, top + place * gap, wide) for place, wide in enumerate(widths))


_TITLE: Final = Block("title", 18, 4, 18, 2.5)
_SIDE: Final = Block("pane", 66, 0, 30, 54)
_LATE: Final = ("act_now", "act_now", "overdue", "overdue", "promised", "disputed")
_LOOKS: Final = {
    "card": ("base", "line"),
    "pane": ("base", "line"),
    "paper": ("base", "ctrl"),
    "field": ("base", "ctrl"),
    "button": ("base", "ctrl"),
    "box": ("base", "ctrl"),
    "dot": ("base", "ctrl"),
    "primary": ("accent", ""),
    "bar": ("accent", ""),
    "planned": ("promised", ""),
    "chosen": ("sel", ""),
    "words": ("ctrl", ""),
    "strong": ("text2", ""),
    "title": ("text", ""),
    "not_due": ("not_due", ""),
    "overdue": ("overdue", ""),
    "act_now": ("act_now", ""),
    "rule": ("", "line"),
    "frame": ("", "line"),
}
"""What each kind is filled and edged with."""
_CORNERS: Final = {"pane": 0.0, "frame": 0.0, "paper": 0.0, "bar": 0.3, "planned": 0.3, "dot": 2.0}
_CORNER: Final = 0.75
"""How round a kind is, in units."""
SCREENS: Final[Mapping[str, tuple[Block, ...]]] = {
    "today": (
        _TITLE,
        Block("card", 18, 9, 44, 9),
        Block("not_due", 20, 14, 18),
        Block("overdue", 39, 14, 12),
        Block("act_now", 52, 14, 8),
        Block("chosen", 17, 20.5, 46, 5.5),
        *_rows(_LATE, 19, 22.5, 42),
        _SIDE,
        Block("title", 69, 4, 16, 2),
        Block("card", 69, 9, 24, 17),
        *_words(71, 11.5, 18, 15),
        Block("primary", 71, 19, 20, 4.5),
        Block("strong", 69, 30, 18, 2.5),
        *_words(69, 36, 22, 24, 14, 20),
    ),
    "call": (
        _TITLE,
        Block("chosen", 17, 10.5, 34, 5.5),
        *_rows(_LATE, 19, 12.5, 30),
        Block("pane", 54, 0, 42, 54),
        Block("title", 57, 4, 22, 3),
        *_words(57, 10, 30, 24),
        Block("field", 57, 17, 36, 8),
        *(
            Block("button", 57 + 18.5 * column, 28 + 4.5 * row, 17.5, 3.6)
            for row in range(4)
            for column in (0, 1)
        ),
        Block("primary", 57, 48, 36, 4.5),
    ),
    "list": (
        _TITLE,
        Block("field", 18, 9, 20, 4.5),
        Block("button", 40, 9, 14, 4.5),
        Block("button", 56, 9, 12, 4.5),
        Block("card", 18, 16, 74, 36),
        Block("chosen", 18.5, 19.5, 73, 5),
        *_rows((*_LATE[1:], "not_due"), 21, 21.2, 68),
    ),
    "invoice": (
        _TITLE,
        Block("primary", 62, 3.5, 9, 4),
        Block("button", 73, 3.5, 9, 4),
        Block("button", 84, 3.5, 9, 4),
        Block("rule", _NAV, 11, 96 - _NAV, 0),
        Block("rule", 22, 16, 0, 34),
        *(Block("dot", 20.5, 16 + 8 * place, 3, 3) for place in range(5)),
        *(Block("strong", 27, 16 + 8 * place, 14 + 2 * (place % 3)) for place in range(5)),
        *(Block("words", 27, 19 + 8 * place, 24 - 3 * (place % 2)) for place in range(5)),
        Block("pane", 62, 11.2, 34, 42.8),
        *_words(65, 15, 14, 18, 12, 16, gap=6),
        *(Block("strong", 86, 15 + 6 * place, 7) for place in range(4)),
        Block("rule", 65, 38, 28, 0),
        Block("title", 65, 41, 10, 2),
        Block("title", 80, 41, 13, 2),
    ),
    "paper": (
        Block("pane", _NAV, 0, 38, 54),
        Block("title", 17, 4, 20, 2.5),
        Block("field", 17, 10, 32, 18),
        Block("chosen", 17.5, 16, 31, 5.5),
        *_words(22, 12.5, 14, 18, 12, gap=5.5),
        Block("field", 17, 32, 14, 4.5),
        Block("field", 33, 32, 16, 4.5),
        Block("primary", 17, 46, 12, 4.5),
        Block("button", 31, 46, 12, 4.5),
        Block("paper", 58, 4, 32, 46),
        Block("strong", 62, 8, 8),
        Block("words", 76, 8, 10),
        *_words(62, 17, 24, 22, 16, gap=3),
        Block("rule", 62, 28, 24, 0),
        *_words(62, 30, 12, 12, gap=3),
        Block("words", 80, 30, 6),
        Block("strong", 80, 33, 6),
        Block("button", 62, 39, 24, 5),
    ),
    "matching": (
        _TITLE,
        Block("primary", 80, 3.5, 13, 4.5),
        Block("rule", _NAV, 11, 96 - _NAV, 0),
        *(Block("box", 18, 15.6 + 8 * place, 2.8, 2.8) for place in range(4)),
        *(Block("strong", 24, 16 + 8 * place, 14) for place in range(4)),
        *(Block("rule", 42, 16.8 + 8 * place, 5, 0) for place in range(4)),
        *(Block("words", 50, 16 + 8 * place, 11) for place in range(4)),
        Block("pane", 66, 11.2, 30, 42.8),
        Block("strong", 69, 15, 18),
        Block("field", 69, 20, 24, 16),
        Block("chosen", 69.5, 20.5, 23, 5),
        *_words(73, 22.3, 14, 12, 15, gap=5),
        Block("button", 69, 40, 11, 4.5),
        Block("button", 82, 40, 11, 4.5),
    ),
    "import": (
        _TITLE,
        *(Block("dot", 18 + 18 * place, 10, 3.6, 3.6) for place in range(4)),
        *(Block("rule", 23 + 18 * place, 11.8, 11, 0) for place in range(3)),
        Block("card", 18, 18, 74, 26),
        *(Block("field", 20 + 18 * place, 20, 16, 4) for place in range(4)),
        *(
            Block("words", 20 + 18 * column, 28 + 4 * row, 10 + column)
            for row in range(4)
            for column in range(4)
        ),
        Block("primary", 80, 47, 12, 4.5),
    ),
    "insights": (
        _TITLE,
        *(Block("card", 18 + 38 * column, 9 + 22 * row, 36, 20) for row in (0, 1) for column in (0, 1)),
        *(Block("strong", 20 + 38 * column, 11.5 + 22 * row, 20) for row in (0, 1) for column in (0, 1)),
        *(Block("bar", 60 + 7 * place, 26.5 - high, 4, high) for place, high in enumerate((10, 6, 3, 5))),
        *(Block("bar", 20 + 9 * place, 26.5 - high, 5, high) for place, high in enumerate((4, 7, 5, 9))),
        *(Block("bar", 20, 38 + 3.5 * place, wide, 2) for place, wide in enumerate((28, 18, 10))),
        *(Block("planned", 58, 38 + 3.5 * place, wide, 2) for place, wide in enumerate((24, 14, 8))),
    ),
}


def screen_map(name: str, width: int, ratio: float) -> QPixmap:
    """Return the picture of a screen, `width` logical pixels wide, for a display of that ratio."""
    unit = width / UNITS[0] * ratio
    picture = QPixmap(round(UNITS[0] * unit), round(UNITS[1] * unit))
    picture.fill(theme().colour("window"))
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, _NAV * unit, picture.height()), theme().colour("side"))
        for block in (
            *_words(3, 5, 7, 8, 6, 7, gap=5),
            *SCREENS[name],
            Block("frame", 0.2, 0.2, UNITS[0] - 0.4, UNITS[1] - 0.4),
        ):
            where = QRectF(block.x * unit, block.y * unit, block.wide * unit, block.high * unit)
            _draw(painter, block.kind, where, unit, ratio)
    picture.setDevicePixelRatio(ratio)
    return picture


def _draw(painter: QPainter, kind: str, where: QRectF, unit: float, ratio: float) -> None:
    look = theme()
    if kind.startswith("shape:"):
        shape = look.shape(kind.removeprefix("shape:"), round(where.width()), 1.0)
        painter.drawPixmap(where.topLeft(), shape)
        return
    fill, edge = _LOOKS[kind]
    painter.setBrush(_colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour(edge), ratio) if edge else Qt.PenStyle.NoPen)
    if kind == "rule":
        painter.drawLine(where.topLeft(), where.bottomRight())
    else:
        corner = _CORNERS.get(kind, _CORNER) * unit
        painter.drawRoundedRect(where, corner, corner)


def _colour(name: str) -> QColor:
    return theme().state(name).shape if name in STATES else theme().colour(name)
