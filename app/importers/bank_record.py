"""Records of 80 characters, the way Bankgirot and Nets send them: fields are known by their places."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from app.importers.content import Progress, read_chunks

_WIDTH = 80
# So long without a line feed, and the file has none: it ends its lines otherwise, or not at all.
_LONGEST = 100 * _WIDTH
_FIRST_YEAR, _LAST_YEAR = 1980, 2099


@dataclass(frozen=True, slots=True)
class Record:
    """One record, filled up with blanks.

    Attributes:
        line: Counted from 1.
    """

    line: int
    text: str

    def field(self, first: int, last: int) -> str:
        """Return what stands at these places, both counted from 1, without blanks around it."""
        return self.text[first - 1 : last].strip()

    def number(self, first: int, last: int) -> int | None:
        """Return the number at these places, or `None` where something else stands there."""
        found = self.text[first - 1 : last]
        return int(found) if found.isascii() and found.isdigit() else None


def find_encoding(path: Path) -> str:
    """Return `ascii`, `utf-8` (also with a mark at its start) or else `iso-8859-1`, from the whole file.

    Raises:
        UnreadableFileError: See `content.read_chunks`.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_ascii = True
    try:
        for chunk in read_chunks(path):
            is_ascii = is_ascii and chunk.isascii()
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "iso-8859-1"
    return "ascii" if is_ascii else "utf-8"


def read_records(path: Path, encoding: str, progress: Progress | None = None) -> Iterator[Record]:
    """Yield the records of a file of any size, whatever ends its lines; empty ones are passed over.

    The places are characters, so that a copy in UTF-8 keeps them. A tabulator stands for the blanks to the
    next eighth place. `progress` is told bytes.

    Raises:
        UnreadableFileError: See `content.read_chunks`.
    """
    for line, piece in enumerate(_cut(_pieces(read_chunks(path, progress))), start=1):
        text = _plain(piece.decode(encoding, errors="replace"))
        if text.strip():
            yield Record(line, text.ljust(_WIDTH))


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if len(rest) >= _LONGEST:
            place = rest.rfind(b"\r") + 1 or len(rest) // _WIDTH * _WIDTH
            yield rest[:place]
            rest = rest[place:]
    yield rest


def _cut(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for line in piece.rstrip(b"\r").split(b"\r"):
            if len(line) < 2 * _WIDTH:
                yield line
                continue
            for start in range(0, len(line), _WIDTH):
                yield line[start : start + _WIDTH]


def _plain(text: str) -> str:
    text = text.removeprefix("\ufeff").expandtabs(8)
    return text if text.isprintable() else re.sub(r"[\x00-\x1f\x7f-\xa0\u2028\u2029]", " ", text)


@lru_cache(maxsize=4096)
def day_of(digits: str, form: str) -> date | None:
    """Return a day that exists between 1980 and 2099, by a form such as `%Y%m%d`; else `None`."""
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        day = datetime.strptime(digits, form).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None
