"""Pictures of figures as vector marks: lying bars, stacked columns, and a line over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.documents.layout.sheet import Filled, Rule, Sheet, Text
from app.documents.layout.typesetting import FINE, GREY, HAIRLINE, width

_ACCENT = "#17455F"
_PARTS = ("#2F66C2", "#137C98", "#B9C2C7")
_HATCHED = 1
"""The second part of a column, planned money, is hatched: it is told apart without colour too."""
_ROW = 4.3
_BAR = 2.2
_PLOT = 15.0
_LATE = 14
_STEPS = (1.1, 1.9, 2.8)
_LATENESS = ("#1E8A6B", "#D99A56", "#8C3B1E")
_SLOT = 2.2
_LINE = 4.0
_SMALL = FINE.scaled(0.9)
_STRONG = _SMALL.bold


@dataclass(frozen=True, slots=True)
class Point:
    """One bar, column or month: its label, what it comes to in words, and its parts in one unit."""

    label: str
    words: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture.

    Attributes:
        kind: `bars`, `columns`, `line` or `rhythm`; anything else draws nothing.
        legend: What the parts of a column are.
    """

    kind: str
    points: tuple[Point, ...]
    legend: tuple[str, ...] = ()


def draw(sheet: Sheet, chart: Chart, x: float, room: float) -> None:
    """Draw a picture `room` mm wide from `sheet.y` on, and leave `y` below it."""
    kinds = {"bars": _bars, "columns": _columns, "line": _line, "rhythm": _rhythm}
    if chart.points and chart.kind in kinds:
        kinds[chart.kind](sheet, chart, x, room)
        sheet.y += 1.5


def _bars(sheet: Sheet, chart: Chart, x: float, room: float) -> None:
    labels = min(max(width(each.label, _SMALL) for each in chart.points), room * 0.5) + 2
    ends = max(width(each.words, _SMALL) for each in chart.points) + 2
    most = max(1, *(sum(each.parts) for each in chart.points))
    for each in chart.points:
        length = max(room - labels - ends, 1) * max(sum(each.parts), 0) / most
        base, path = sheet.y + 0.72 * _ROW, sheet.path("P")
        if length:
            sheet.add(Filled(x + labels, sheet.y + (_ROW - _BAR) / 2, length, _BAR, 0.4, _ACCENT))
        sheet.add(Text(x, base, _fitting(each.label, labels - 1), _SMALL, path))
        sheet.add(Text(x + labels + length + 1.2, base, each.words, _SMALL, path))
        sheet.y += _ROW


def _rhythm(sheet: Sheet, chart: Chart, x: float, room: float) -> None:
    """Draw a bar for each invoice; the longer and darker, the more days late."""
    labels = min(max(width(each.label, _SMALL) for each in chart.points), room * 0.4) + 2
    for each in chart.points:
        base, path = sheet.y + 0.72 * _ROW, sheet.path("P")
        sheet.add(Text(x, base, _fitting(each.label, labels - 1), _SMALL, path))
        for place, days in enumerate(each.parts):
            step = 0 if days <= 0 else 1 if days <= _LATE else 2
            high, left = _STEPS[step], x + labels + place * _SLOT
            sheet.add(Filled(left, sheet.y + 3.4 - high, _SLOT - 0.5, high, 0.3, _LATENESS[step]))
        after = labels + _SLOT * len(each.parts) + 1.5
        sheet.add(Text(x + after, base, _fitting(each.words, room - after), _SMALL, path))
        sheet.y += _ROW


def _columns(sheet: Sheet, chart: Chart, x: float, room: float) -> None:
    if chart.legend:
        _legend(sheet, chart.legend, x)
    most = max(1, *(sum(each.parts) for each in chart.points))
    slot, top = room / len(chart.points), sheet.y + _LINE
    foot = top + _PLOT
    for place, each in enumerate(chart.points):
        left, edge = x + slot * place, foot
        for part, value in enumerate(each.parts):
            high = _PLOT * max(value, 0) / most
            edge -= high
            _part(sheet, (left + slot * 0.2, edge, slot * 0.6, high), part)
        if sum(each.parts):
            _centred(sheet, left + slot / 2, edge - 1, each)
        _middle(sheet, left + slot / 2, foot + 3.2, each.label)
    sheet.add(Rule(x, foot, x + room, foot, GREY))
    sheet.y = foot + _LINE


def _legend(sheet: Sheet, words: Sequence[str], x: float) -> None:
    for part, said in enumerate(words):
        _part(sheet, (x, sheet.y + 1, _BAR, _BAR), part)
        sheet.label(x + 3.4, sheet.y + 0.72 * _LINE, said, _SMALL)
        x += 3.4 + width(said, _SMALL) + 4
    sheet.y += _LINE


def _part(sheet: Sheet, box: tuple[float, float, float, float], part: int) -> None:
    """Fill a box of a column, or hatch it."""
    left, top, wide, high = box
    if not high:
        return
    if part != _HATCHED:
        sheet.add(Filled(left, top, wide, high, 0, _PARTS[part]))
        return
    corners = ((left, top), (left + wide, top), (left + wide, top + high), (left, top + high), (left, top))
    for (x0, y0), (x1, y1) in pairwise(corners):
        sheet.add(Rule(x0, y0, x1, y1, _PARTS[part]))
    for number in range(1, int(wide + high) + 1):
        over, under = max(number - high, 0), max(number - wide, 0)
        ends = (left + over, top + number - over, left + number - under, top + under)
        sheet.add(Rule(*ends, _PARTS[part]))


def _line(sheet: Sheet, chart: Chart, x: float, room: float) -> None:
    most = max(1, *(sum(each.parts) for each in chart.points))
    left, wide, top = x + 4, room - 22, sheet.y + 3
    foot = top + _PLOT
    for value, level in ((most, top), (0, foot)):
        sheet.add(Rule(left, level, left + wide, level, HAIRLINE))
        sheet.label(left - 1.5, level + 1, str(value), _SMALL, right=True)
    step = wide / max(len(chart.points) - 1, 1)
    known = [(left + step * place, each) for place, each in enumerate(chart.points) if each.parts]
    placed = [(at, foot - _PLOT * max(sum(each.parts), 0) / most) for at, each in known]
    for (x0, y0), (x1, y1) in pairwise(placed):
        sheet.add(Rule(x0, y0, x1, y1, _ACCENT, 1.2))
    for at, level in placed:
        sheet.add(Filled(at - 0.5, level - 0.5, 1, 1, 0.5, _ACCENT))
    if known:
        (at, level), (_, last) = placed[-1], known[-1]
        sheet.label(at + 2, level + 1, last.words, _STRONG)
    every = -(-len(chart.points) // 12)
    for place, each in enumerate(chart.points[::every]):
        _middle(sheet, left + step * place * every, foot + 3.4, each.label)
    sheet.y = foot + _LINE


def _centred(sheet: Sheet, middle: float, base: float, point: Point) -> None:
    sheet.label(middle - width(point.words, _STRONG) / 2, base, point.words, _STRONG)


def _middle(sheet: Sheet, middle: float, base: float, words: str) -> None:
    sheet.label(middle - width(words, _SMALL) / 2, base, words, _SMALL)


def _fitting(words: str, room: float) -> str:
    """Return as much of the words as there is room for."""
    if width(words, _SMALL) <= room:
        return words
    while words and width(words + "…", _SMALL) > room:
        words = words[:-1]
    return words.rstrip() + "…"
