"""What must hold of an XLS file before the workbook library may see it, for that trusts every number in it.

A damaged size makes it ask for more memory than there is, which ends the program.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from app.importers.compound_file import open_compound_file
from app.importers.trouble import UnreadableFileError

_BEGIN, _END = 0x0809, 0x000A
_SHEET = 0x0085
_DIMENSIONS = 0x0200
_LONG_FORM_BYTES = 14
_STRINGS = 0x00FC
_MANY_NUMBERS, _MANY_BLANKS = 0x00BD, 0x00BE
_CELLS = frozenset(
    {0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E}
    | {0x0406, _MANY_NUMBERS, _MANY_BLANKS}
)


def refuse_endless(data: bytes, cell_limit: int) -> None:
    """Refuse an XLS file with a ring in it, or whose sheets span more than `cell_limit` cells.

    Raises:
        UnreadableFileError: `broken_workbook`, also for a sheet wider than any list.
    """
    stream = open_compound_file(data).stream("Workbook", "Book")
    try:
        if not _starts_are_true(stream) or not all(_is_bearable(each, cell_limit) for each in _parts(stream)):
            raise UnreadableFileError("broken_workbook")
    except struct.error as error:
        raise UnreadableFileError("broken_workbook") from error


def _starts_are_true(stream: bytes) -> bool:
    """Say whether each sheet begins where the list of sheets says; elsewhere its records would be others."""
    starts = {place for place, kind, _content in _records(stream) if kind == _BEGIN}
    sheets = (content for _place, kind, content in _records(stream) if kind == _SHEET)
    return all(struct.unpack_from("<I", content)[0] in starts for content in sheets)


def _parts(stream: bytes) -> Iterator[list[tuple[int, bytes]]]:
    part: list[tuple[int, bytes]] = []
    for _place, kind, content in _records(stream):
        part.append((kind, content))
        if kind == _END:
            yield part
            part = []
    yield part


def _is_bearable(part: list[tuple[int, bytes]], cell_limit: int) -> bool:
    columns = rows = 1
    for kind, content in part:
        if kind == _STRINGS and len(content) >= 8:
            strings = struct.unpack_from("<I", content, 4)[0]
            if strings > sum(len(each) for _kind, each in part):
                return False
        elif kind == _DIMENSIONS and not _is_bearable_span(content, cell_limit):
            return False
        elif kind in _CELLS and len(content) >= 4:
            row, column = _corner(kind, content)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows * columns <= cell_limit


def _corner(kind: int, content: bytes) -> tuple[int, int]:
    """Return the row and the last column of the cells in a record, counted from 0."""
    row, column = struct.unpack_from("<HH", content)
    if kind in (_MANY_NUMBERS, _MANY_BLANKS):
        column = max(column, struct.unpack_from("<H", content, len(content) - 2)[0])
    return row, column


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield place, kind and content of each record."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield place, kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _is_bearable_span(content: bytes, cell_limit: int) -> bool:
    """Say whether a sheet may span what it says; one that ends before it begins would span billions."""
    form = "<IIHH" if len(content) >= _LONG_FORM_BYTES else "<HHHH"
    if len(content) < struct.calcsize(form):
        return True
    first_row, last_row, first_column, last_column = struct.unpack_from(form, content)
    rows, columns = int(last_row) - int(first_row), int(last_column) - int(first_column)
    return rows >= 0 and columns >= 0 and (rows + 1) * (columns + 1) <= cell_limit
