"""Rows of a text file: which characters, which separator, which lines."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from itertools import islice

from app.importers.aligned_text import aligned_rows
from app.importers.trouble import UnreadableFileError

DELIMITERS = (";", ",", "\t", "|")
ALIGNED = "aligned"
"""Instead of a delimiter: the columns stand below each other, with blanks between."""
# UTF-8 with a damaged letter; then Windows, which holds ISO-8859-1 nearly whole; then what DOS wrote.
_CANDIDATES = ("utf-8", "cp1252", "iso-8859-1", "cp865", "cp437")
_DAMAGED = "\ufffd"
_JUDGED_BYTES = 200_000
_NORDIC = frozenset("åäöÅÄÖæøÆØéÉüÜ")
_TYPOGRAPHIC = frozenset("–—’”“€\u00a0§´")
_SAMPLE_LINES = 60
_LEAST_ALIGNED = 2
_LEAST_AGREEMENT = 0.6
_LONGEST_CHARACTER_BYTES = 4
_MOST_RESTARTS = 20
_SEPARATOR_LINE = re.compile(r"sep=([;,\t|])\r?\n")

RawRow = tuple[int, list[str]]


def decode(data: bytes, encoding: str = "", candidates: Sequence[str] = _CANDIDATES) -> tuple[str, str, str]:
    r"""Return the text, its encoding and why; `candidates` are what it may be in when it is not UTF-8.

    Why is `given`, `mark` (at its start), `valid` (strict UTF-8) or `letters` (Nordic ones come out right).

    Single letters that are damaged come out as `\ufffd` and lose nothing else.

    Raises:
        UnreadableFileError: The text does not fit the encoding that was given.
    """
    if encoding:
        return _strict(data, encoding), encoding, "given"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "utf-16", "mark"
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", errors="replace"), "utf-8", "mark"
    try:
        return data.decode("utf-8"), "utf-8", "valid"
    except UnicodeDecodeError as error:
        if len(data) - error.start < _LONGEST_CHARACTER_BYTES and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), "utf-8", "valid"
    likeliest = _likeliest(data, candidates)
    return data.decode(likeliest, errors="replace"), likeliest, "letters"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise UnreadableFileError("broken_text") from error


def _likeliest(data: bytes, candidates: Sequence[str]) -> str:
    """Return the encoding in which the letters beyond ASCII come out most Nordic; the first of equals."""
    first = re.search(rb"[\x80-\xff]", data)
    start = first.start() if first else 0
    sample = data[start : start + _JUDGED_BYTES]
    return max(candidates, key=lambda name: _likelihood(sample.decode(name, errors="replace")))


def _likelihood(text: str) -> int:
    beyond = Counter(character for character in text if ord(character) > 127)
    return sum(count * _worth(character) for character, count in beyond.items())


def _worth(character: str) -> int:
    if character in _NORDIC:
        return 2
    if character == _DAMAGED:
        return -4
    return 0 if character in _TYPOGRAPHIC else -1


def find_delimiter(text: str) -> str:
    """Return what separates the columns, `ALIGNED` if blanks do, `""` if the text has only one."""
    if declared := _SEPARATOR_LINE.match(text):
        return declared[1]
    sample = "".join(islice(StringIO(text, newline=""), _SAMPLE_LINES))
    best = max(DELIMITERS, key=lambda delimiter: _columns(sample, delimiter))
    if _columns(sample, ALIGNED) > max(_columns(sample, best), _LEAST_ALIGNED):
        return ALIGNED
    return best if _columns(sample, best) > 1 else ""


def _columns(sample: str, delimiter: str) -> float:
    """Return the number of columns that most lines agree on, weighed by how many of them do."""
    widths = Counter(len(cells) for _line, cells in read_rows(sample, delimiter))
    if not widths:
        return 0
    width, count = max(widths.items(), key=lambda item: (item[1] * item[0], item[0]))
    agreement = count / sum(widths.values())
    return width * agreement if agreement >= _LEAST_AGREEMENT or count > 1 else 0


def read_rows(text: str, delimiter: str) -> list[RawRow]:
    """Return the rows with the line each begins on, counted from 1; empty rows are left out.

    A quotation mark that is never closed would swallow all that follows: its row is then split as it stands.
    """
    lines = list(StringIO(text, newline=""))
    if delimiter == ALIGNED:
        return aligned_rows(lines)
    place = 1 if _SEPARATOR_LINE.match(text) else 0
    rows: list[RawRow] = []
    for _restart in range(_MOST_RESTARTS):
        swallowing = _take(rows, lines, place, delimiter or DELIMITERS[0])
        if swallowing is None:
            return rows
        rows.append(_plain(lines, swallowing, delimiter))
        place = swallowing + 1
    rows.extend(_plain(lines, each, delimiter) for each in range(place, len(lines)) if lines[each].strip())
    return rows


def _take(rows: list[RawRow], lines: list[str], start: int, delimiter: str) -> int | None:
    """Append the rows from a line on; return the line whose quotation mark swallows the end, if any."""
    reader = csv.reader(lines[start:], delimiter=delimiter, skipinitialspace=delimiter != "\t")
    line = start
    try:
        for cells in reader:
            end = start + reader.line_num
            is_at_end = end == len(lines) and end - line > 1
            if is_at_end and "".join(lines[line:end]).count('"') % 2:
                return line
            if any(cells):
                rows.append((line + 1, [cell.strip() for cell in cells]))
            line = end
    except csv.Error:
        return line
    return None


def _plain(lines: list[str], line: int, delimiter: str) -> RawRow:
    cells = lines[line].split(delimiter) if delimiter else [lines[line]]
    return line + 1, [cell.strip().strip('"') for cell in cells]
