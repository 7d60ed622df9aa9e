"""Tables that flow over pages and repeat their heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.layout.sheet import LEFT, RIGHT, Path, Rule, Sheet, Text
from app.documents.layout.typesetting import (
    FINE,
    HAIRLINE,
    INK,
    TABLE,
    TABLE_HEAD,
    Style,
    fit,
    width,
    wrap_text,
)

_LINE = 4.4
_HEAD = 6.6


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        x: Its left edge, or its right edge where numbers are aligned to the right.
        room: Millimetres a text may take before it is wrapped.
    """

    title: str
    x: float
    room: float
    right: bool = False
    bold: bool = False


def small(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Flow rows as small print, one line each; the heads come again on every page."""
    table, heads = sheet.path("Table"), [column.title for column in columns]
    sheet.keep(3 * FINE.leading)
    _small_row(sheet, columns, heads, "TH", sheet.path("TR", inside=table))
    for row in rows:
        if not sheet.room_for(FINE.leading):
            sheet.turn()
            _small_row(sheet, columns, heads, "TH", sheet.path("TR", inside=table))
        _small_row(sheet, columns, row, "TD", sheet.path("TR", inside=table))


def _small_row(sheet: Sheet, columns: Sequence[Column], row: Sequence[str], role: str, path: Path) -> None:
    for column, text in zip(columns, row, strict=True):
        style = FINE.bold if role == "TH" or column.bold else FINE
        style = fit(text, style, column.room, smallest=5)
        place = sheet.path(role, inside=path)
        sheet.add(Text(column.x, sheet.y + 0.72 * FINE.leading, text, style, place, column.right))
    sheet.y += FINE.leading


def draw(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Flow the rows under their heads; no row is cut, and the heads come again on every page."""
    table = sheet.path("Table")
    sheet.keep(_HEAD + 2 * TABLE.leading * sheet.tightness)
    _head(sheet, columns, table)
    for row in rows:
        cells = [
            wrap_text(text, _style(column), column.room) for column, text in zip(columns, row, strict=True)
        ]
        height = _row_height(cells, sheet.tightness)
        if not sheet.room_for(height):
            sheet.turn()
            _head(sheet, columns, table)
        _row(sheet, columns, cells, height, sheet.path("TR", inside=table))


def _head(sheet: Sheet, columns: Sequence[Column], table: Path) -> None:
    path = sheet.path("TR", inside=table)
    for column in columns:
        cell = sheet.path("TH", inside=path)
        sheet.add(Text(column.x, sheet.y + 3.6, column.title, TABLE_HEAD, cell, column.right))
    sheet.y += _HEAD
    sheet.rule(LEFT, RIGHT, colour=INK, weight=0.75)


def _row_height(cells: Sequence[Sequence[str]], tightness: float) -> float:
    lines = max(len(cell) for cell in cells)
    return max(TABLE.leading * tightness, 5.6) + (lines - 1) * _LINE


def _row(
    sheet: Sheet, columns: Sequence[Column], cells: Sequence[Sequence[str]], height: float, path: Path
) -> None:
    lines = max(len(cell) for cell in cells)
    first = sheet.y + (height - (lines - 1) * _LINE) / 2 + 1.2
    for column, cell in zip(columns, cells, strict=True):
        place = sheet.path("TD", inside=path)
        for number, text in enumerate(cell):
            baseline = first + number * _LINE
            sheet.add(Text(column.x, baseline, text, _style(column), place, column.right))
    sheet.y += height
    sheet.add(Rule(LEFT, sheet.y, RIGHT, sheet.y, HAIRLINE))


def _style(column: Column) -> Style:
    return TABLE.bold if column.bold else TABLE


def sums(
    sheet: Sheet, x: float, rows: Sequence[tuple[str, str]], total: tuple[str, str], *, style: Style
) -> None:
    """Put label and amount rows between `x` and the right edge, a rule and the total; all on one page."""
    pitch = 6.6 * max(sheet.tightness, 0.76)
    table = sheet.path("Table")
    wrapped = [
        (wrap_text(label, TABLE, RIGHT - x - width(amount, TABLE) - 4), amount) for label, amount in rows
    ]
    sheet.keep(sum(pitch + (len(lines) - 1) * _LINE for lines, _ in wrapped) + 9.5)
    for lines, amount in wrapped:
        last = sheet.y + 0.7 * pitch + (len(lines) - 1) * _LINE
        _sum(sheet, (x, last), (lines, amount), TABLE, table)
        sheet.y += pitch + (len(lines) - 1) * _LINE
    sheet.y += 0.6
    sheet.rule(x, RIGHT, colour=INK, weight=0.75)
    _sum(sheet, (x, sheet.y + 6.2), ([total[0]], total[1]), style, table)
    sheet.y += 8.3


def _sum(
    sheet: Sheet, last: tuple[float, float], row: tuple[Sequence[str], str], style: Style, table: Path
) -> None:
    """Put one label, its last line and its amount on the baseline `last`."""
    (x, baseline), (lines, amount) = last, row
    path = sheet.path("TR", inside=table)
    head = sheet.path("TH", inside=path)
    for number, line in enumerate(lines, start=1 - len(lines)):
        sheet.add(Text(x, baseline + number * _LINE, line, style, head))
    sheet.add(Text(RIGHT, baseline, amount, style, sheet.path("TD", inside=path), right=True))
