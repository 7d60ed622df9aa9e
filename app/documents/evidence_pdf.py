"""The summary of a claim on A4 pages: headings with facts, tables, sums and paragraphs in finished words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.layout.paint import About, pdf
from app.documents.layout.sheet import BOTTOM, LEFT, RIGHT, Path, Sheet, Text
from app.documents.layout.table import Column, sums
from app.documents.layout.typesetting import (
    BODY,
    DIVIDER,
    FINE,
    HAIRLINE,
    LABEL,
    MEDIUM,
    NAME,
    STRONG,
    Run,
    Style,
    wrap_text,
)

_TOP, _LABEL_ROOM, _GAP = 22.0, 44.0, 3.0
_CELL = Style(8.8, 4.3)
_MOST_LINES = 40
DATE_SHARE = 21.0
"""The share of a column of days, so that none is broken beside others that sum to about 170."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of a name and its value; a value may have several lines."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        heads: Title, share of the width, and whether its cells keep to the right, column by column.
    """

    heads: tuple[tuple[str, float, bool], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts that add up to the last one."""

    rows: tuple[tuple[str, str], ...]
    total: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs."""

    paragraphs: tuple[str, ...]


Block = Facts | Grid | Sums | Words


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole summary in finished words; `page` has the places `{page}` and `{pages}`."""

    title: str
    made: str
    lead: str
    sections: tuple[Section, ...]
    author: str
    language: str
    page: str


def summary_pdf(content: Summary) -> bytes:
    """Return the file; the same summary always gives the same bytes, and nothing is cut for want of room."""
    sheet = Sheet(1.0, _begin)
    _begin(sheet)
    for line in wrap_text(content.title, NAME, RIGHT - LEFT):
        sheet.label(LEFT, sheet.y, line, NAME, role="H1")
        sheet.y += 6
    sheet.paragraph([Run(content.made, LABEL)], after=2)
    sheet.paragraph([Run(content.lead, MEDIUM)], after=2)
    for section in content.sections:
        _section(sheet, section)
    for number, page in enumerate(sheet.pages, start=1):
        foot = Sheet(1.0, _begin, pages=[page])
        words = content.page.format(page=number, pages=len(sheet.pages))
        foot.decoration(LEFT, BOTTOM + 12, content.title, FINE)
        foot.decoration(RIGHT, BOTTOM + 12, words, FINE, right=True)
    return pdf(sheet.pages, About(content.title, content.author, content.language))


def _begin(sheet: Sheet) -> None:
    sheet.y = _TOP


def _section(sheet: Sheet, section: Section) -> None:
    sheet.keep(24)
    sheet.gap(4)
    sheet.label(LEFT, sheet.y + 3, section.title, STRONG, role="H2")
    sheet.y += 5.5
    sheet.rule(LEFT, RIGHT)
    sheet.gap(2)
    for block in section.blocks:
        match block:
            case Facts():
                _facts(sheet, block)
            case Grid():
                _grid(sheet, block)
            case Sums():
                sheet.gap(1)
                sums(sheet, LEFT + 70, block.rows, block.total, style=BODY.bold)
            case Words():
                for words in block.paragraphs:
                    sheet.paragraph([Run(words, _CELL)], after=1.4)
        sheet.gap(1.5)


def _facts(sheet: Sheet, facts: Facts) -> None:
    room = RIGHT - LEFT - _LABEL_ROOM
    for label, value in facts.rows:
        lines = [line for part in value.splitlines() for line in wrap_text(part, _CELL, room)] or [""]
        names = wrap_text(label, FINE, _LABEL_ROOM - 2)
        sheet.keep(max(len(lines), len(names)) * _CELL.leading)
        for place, name in enumerate(names):
            sheet.label(LEFT, sheet.y + (place + 0.72) * _CELL.leading, name, FINE)
        for place, line in enumerate(lines):
            baseline = sheet.y + (place + 0.72) * _CELL.leading
            sheet.label(LEFT + _LABEL_ROOM, baseline, line, _CELL)
        sheet.y += max(len(lines), len(names)) * _CELL.leading


def _grid(sheet: Sheet, grid: Grid) -> None:
    columns = _columns(grid)
    table = sheet.path("Table")
    _row(sheet, columns, [column.title for column in columns], "TH", table)
    for row in grid.rows:
        for piece in _pieces(columns, row):
            _row(sheet, columns, piece, "TD", table)


def _pieces(columns: Sequence[Column], row: Sequence[str]) -> Iterator[list[str]]:
    """Yield a row in pieces that each fit on a page; nearly every row is one."""
    cells = [_wrapped(text, _CELL, column.room) for column, text in zip(columns, row, strict=True)]
    for start in range(0, max(len(cell) for cell in cells), _MOST_LINES):
        yield ["\n".join(cell[start : start + _MOST_LINES]) for cell in cells]


def _wrapped(text: str, style: Style, room: float) -> list[str]:
    return [line for part in (text or " ").splitlines() for line in wrap_text(part, style, room)]


def _columns(grid: Grid) -> list[Column]:
    """Lay the columns side by side over the whole width, each by its share."""
    room = RIGHT - LEFT - _GAP * (len(grid.heads) - 1)
    scale, x, columns = room / sum(share for _title, share, _right in grid.heads), LEFT, list[Column]()
    for title, share, right in grid.heads:
        width = share * scale
        columns.append(Column(title, x + width if right else x, width, right=right))
        x += width + _GAP
    return columns


def _row(sheet: Sheet, columns: Sequence[Column], row: Sequence[str], role: str, table: Path) -> None:
    """Put one row and the line below it; on a new page the heads come again."""
    style = FINE.bold if role == "TH" else _CELL
    cells = [_wrapped(text, style, column.room) for column, text in zip(columns, row, strict=True)]
    height = max(len(cell) for cell in cells) * style.leading
    if not sheet.room_for(height + (2 * _CELL.leading if role == "TH" else 0)):
        sheet.turn()
        if role == "TD":
            _row(sheet, columns, [column.title for column in columns], "TH", table)
    path = sheet.path("TR", inside=table)
    for column, cell in zip(columns, cells, strict=True):
        place = sheet.path(role, inside=path)
        for number, line in enumerate(cell):
            baseline = sheet.y + (number + 0.72) * style.leading
            sheet.add(Text(column.x, baseline, line, style, place, column.right))
    sheet.y += height + 0.6
    sheet.rule(LEFT, RIGHT, colour=DIVIDER if role == "TH" else HAIRLINE)
    sheet.y += 0.6
