"""Insights on one A4 page: each answer as a sentence, its picture, and the figures behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.layout.chart import Chart, draw
from app.documents.layout.paint import About, pdf
from app.documents.layout.sheet import BOTTOM, LEFT, RIGHT, Sheet
from app.documents.layout.table import Column, small
from app.documents.layout.typesetting import BODY, FINE, LABEL, TITLE, Run

_TOP = 24.0
_GUTTER = 8.0
_ROOM = (RIGHT - LEFT - _GUTTER) / 2
_FIRST = {2: 0.75, 3: 0.36, 4: 0.24, 5: 0.12}
_MOST_ROWS = 12
_FEWEST_ROWS = 4


@dataclass(frozen=True, slots=True)
class Block:
    """One answer with its picture and its table; without rows the picture says all."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart: Chart


@dataclass(frozen=True, slots=True)
class InsightsPaper:
    """All answers in finished words, in the language of the screen."""

    language: str
    firm: str
    title: str
    summary: str
    blocks: tuple[Block, ...]
    advice: str


def render_insights(paper: InsightsPaper) -> bytes:
    """Return the page as PDF bytes. Of a long table the last rows are kept, as many as the page holds.

    Where not even a few do, the pictures stand for themselves: they carry their figures.
    """
    for rows in (*range(_MOST_ROWS, _FEWEST_ROWS - 1, -1), 0):
        sheet = _set(paper, rows)
        if sheet.y <= BOTTOM and len(sheet.pages) == 1:
            break
    return pdf(sheet.pages, About(paper.title, paper.firm, paper.language))


def _set(paper: InsightsPaper, rows: int) -> Sheet:
    sheet = Sheet(1.0, _begin)
    _begin(sheet)
    sheet.label(LEFT, sheet.y, paper.title, TITLE, role="H1")
    sheet.label(RIGHT, sheet.y, paper.firm, LABEL, right=True)
    sheet.y += 6.5
    sheet.paragraph([Run(paper.summary, BODY)], after=5)
    for start in range(0, len(paper.blocks), 2):
        _side_by_side(sheet, paper.blocks[start : start + 2], rows)
    if paper.advice:
        sheet.paragraph([Run(paper.advice, BODY.bold)], after=0)
    return sheet


def _begin(sheet: Sheet) -> None:
    sheet.y = _TOP


def _side_by_side(sheet: Sheet, blocks: Sequence[Block], rows: int) -> None:
    top, lowest = sheet.y, sheet.y
    for place, block in enumerate(blocks):
        sheet.y = top
        _block(sheet, block, LEFT + place * (_ROOM + _GUTTER), rows)
        lowest = max(lowest, sheet.y)
    sheet.y = lowest
    sheet.gap(6)


def _block(sheet: Sheet, block: Block, x: float, rows: int) -> None:
    sheet.paragraph([Run(block.title, BODY.bold)], after=0.5, x=x, room=_ROOM)
    sheet.paragraph([Run(block.note, FINE)], after=1.5, x=x, room=_ROOM)
    draw(sheet, block.chart, x, _ROOM)
    if block.rows and (rows or not block.chart.points):
        small(sheet, _columns(block.heads, x), block.rows[-(rows or _FEWEST_ROWS) :])


def _columns(heads: Sequence[str], x: float) -> list[Column]:
    """Give the first column its share by how many there are; figures stand to the right."""
    first = _ROOM * _FIRST[len(heads)]
    share = (_ROOM - first) / max(len(heads) - 1, 1)
    return [
        Column(heads[0], x, first - 1),
        *(
            Column(head, x + first + share * place, share - 1, right=True)
            for place, head in enumerate(heads[1:], start=1)
        ),
    ]
