"""Rows of a workbook (XLSX, XLS): values only, nothing is calculated, nothing is run."""

from __future__ import annotations

import datetime
import lzma
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import IO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from app.importers.detect import Kind, kind_of_zip_bytes
from app.importers.legacy_workbook import refuse_endless
from app.importers.trouble import UnreadableFileError

Cell = str | Decimal | datetime.date
CellRow = tuple[int, list[Cell]]

_UNPACKED_LIMIT_BYTES = 200 * 1024 * 1024
_CELL_LIMIT = 5_000_000
_CHUNK_BYTES = 1 << 16
_STANDARD_ERROR = 2
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*[^/]>')
_LONGEST_TAG_BYTES = 512
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN_ZIP = (
    zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error, lzma.LZMAError,
)  # fmt: skip
# What Excel keeps of a number; further digits are not in the file.
_DIGITS_KEPT = 15


def open_workbook(data: bytes) -> CalamineWorkbook:
    """Open a workbook held in memory.

    Raises:
        UnreadableFileError: It is locked by a password, broken, or far larger unpacked than any list.
    """
    if data.startswith(b"PK"):
        _refuse_bombs(data)
    elif _ENCRYPTED in data:
        raise UnreadableFileError("locked_workbook")
    else:
        refuse_endless(data, _CELL_LIMIT)
    with _answered():
        return CalamineWorkbook.from_filelike(BytesIO(data))


@contextmanager
def _silenced() -> Iterator[None]:
    """Keep a panic of the workbook library off the terminal: it writes straight to the standard error."""
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:  # A window without a terminal has none.
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), _STANDARD_ERROR)
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)


@contextmanager
def _answered() -> Iterator[None]:
    try:
        with _silenced():
            yield
    except PasswordError as error:
        raise UnreadableFileError("locked_workbook") from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError("broken_workbook") from error
    except BaseException as error:
        # A panic inside the workbook library is no `Exception`, and would end the program.
        if type(error).__name__ == "PanicException":
            raise UnreadableFileError("broken_workbook") from error
        raise


def _refuse_bombs(data: bytes) -> None:
    if kind_of_zip_bytes(data) is not Kind.WORKBOOK:
        raise UnreadableFileError("broken_workbook")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _UNPACKED_LIMIT_BYTES:
                raise UnreadableFileError("too_large", limit_bytes=_UNPACKED_LIMIT_BYTES)
            for member in archive.infolist():
                with archive.open(member) as file:
                    _refuse_wide_sheet(file)
    except _BROKEN_ZIP as error:
        raise UnreadableFileError("broken_workbook") from error


def _refuse_wide_sheet(file: IO[bytes]) -> None:
    """Refuse a sheet whose few cells lie so far apart that the grid between them fills the memory."""
    columns = rows = 1
    kept = b""
    while chunk := file.read(_CHUNK_BYTES):
        for column, row in _FILLED_CELL.findall(kept + chunk):
            columns, rows = max(columns, _column_number(column)), max(rows, int(row))
        kept = chunk[-_LONGEST_TAG_BYTES:]
        if columns * rows > _CELL_LIMIT:
            raise UnreadableFileError("too_large", limit_bytes=_UNPACKED_LIMIT_BYTES)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def sheet_names(workbook: CalamineWorkbook) -> tuple[str, ...]:
    """Return the names of the sheets, those that can be seen first."""
    sheets = sorted(workbook.sheets_metadata, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
    return tuple(sheet.name for sheet in sheets)


def sheet_rows(workbook: CalamineWorkbook, name: str) -> list[CellRow]:
    """Return the filled rows of a sheet, each with its number as the workbook shows it.

    Raises:
        UnreadableFileError: The sheet is broken.
    """
    with _answered():
        sheet = workbook.get_sheet_by_name(name)
        return [row for row in _numbered(sheet) if any(cell != "" for cell in row[1])]


def _numbered(sheet: CalamineSheet) -> Iterator[CellRow]:
    blank: list[object] = []
    for line, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        if len(values) != len(blank):
            blank = [""] * len(values)
        # Two cells far apart have millions of empty ones between them.
        if values != blank:
            yield line, [_cell(value) for value in values]


def _cell(value: object) -> Cell:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    return str(value).strip()


def _number(value: float) -> Cell:
    # The shortest text of a number is what the workbook shows; more digits are noise of binary fractions.
    number = Decimal(format(value, f".{_DIGITS_KEPT}g"))
    return number if number.is_finite() else str(value)
