"""The container of old Office files: sectors chained by a table, in which damage may form a ring."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.importers.trouble import UnreadableFileError

_HEADER_BYTES = 512
_SECTOR_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_MINI_BYTES = 1 << _MINI_SHIFT
_LAST = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_ENTRY_BYTES = 128
_STREAM, _ROOT = 2, 5
_IN_HEADER = 109


@dataclass(frozen=True, slots=True)
class Entry:
    """A file within the container.

    Attributes:
        kind: 2 for a stream, 5 for the root, whose bytes hold the small streams.
        start: First sector.
        size: Bytes.
    """

    name: str
    kind: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class CompoundFile:
    """A container whose chains have been followed to their ends."""

    data: bytes
    sector_bytes: int
    table: Sequence[int]
    mini_table: Sequence[int]
    cutoff: int
    entries: tuple[Entry, ...]

    def stream(self, *names: str) -> bytes:
        """Return the first stream of one of these names. Raises UnreadableFileError when there is none."""
        for name in names:
            for entry in self.entries:
                if entry.kind == _STREAM and entry.name == name:
                    return self._read(entry)
        raise UnreadableFileError("broken_workbook")

    def _read(self, entry: Entry) -> bytes:
        if not entry.size:
            return b""
        if entry.size >= self.cutoff:
            return _joined(self.data, self.sector_bytes, self.table, entry.start)[: entry.size]
        root = next((each for each in self.entries if each.kind == _ROOT), None)
        mini = _joined(self.data, self.sector_bytes, self.table, root.start) if root else b""
        places = _chain(self.mini_table, entry.start, len(self.data) // _MINI_BYTES)
        pieces = (mini[place * _MINI_BYTES : (place + 1) * _MINI_BYTES] for place in places)
        return b"".join(pieces)[: entry.size]


def open_compound_file(data: bytes) -> CompoundFile:
    """Open a container held in memory, and follow every chain in it once.

    Raises:
        UnreadableFileError: A chain leads out of the file or round in a ring, or a size is beyond the file.
    """
    try:
        return _opened(data)
    except (struct.error, IndexError, ValueError) as error:
        raise UnreadableFileError("broken_workbook") from error


def _opened(data: bytes) -> CompoundFile:
    sector_shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if sector_shift not in _SECTOR_SHIFTS or mini_shift != _MINI_SHIFT:
        raise ValueError
    size = 1 << sector_shift
    first_entry = struct.unpack_from("<I", data, 48)[0]
    cutoff, first_mini, mini_length = struct.unpack_from("<III", data, 56)
    if struct.unpack_from("<I", data, 44)[0] > len(data) or mini_length > len(data):
        raise ValueError
    table = _table(data, size)
    directory = _joined(data, size, table, first_entry)
    mini_table = _of_numbers(_joined(data, size, table, first_mini)) if mini_length else ()
    found = CompoundFile(data, size, table, mini_table, cutoff, tuple(_entries(directory, len(data))))
    for entry in found.entries:
        _follow(found, entry)
    return found


def _table(data: bytes, size: int) -> Sequence[int]:
    """Return for each sector the one that follows it."""
    sectors, numbers = len(data) // size, size // 4
    # Each sector of the table speaks of as many others as it has numbers; far more of them are repeated.
    most = 4 * (sectors // numbers) + 16
    places = list(islice(_table_places(data, size), most + 1))
    if len(places) > most:
        raise ValueError
    return [number for place in places for number in _numbers(data, size, place)]


def _follow(container: CompoundFile, entry: Entry) -> None:
    """Go along a chain to its end. Raises ValueError where it has none, or leads out of the file."""
    if entry.kind not in (_STREAM, _ROOT):
        return
    is_small = entry.kind == _STREAM and entry.size < container.cutoff
    table = container.mini_table if is_small else container.table
    size = _MINI_BYTES if is_small else container.sector_bytes
    # What is empty may begin anywhere.
    if entry.size or entry.start < len(table):
        for place in _chain(table, entry.start, len(container.data) // size):
            if not is_small:
                _sector(container.data, size, place)


def _table_places(data: bytes, size: int) -> Iterator[int]:
    """Yield the sectors that hold the table, those named in the header first."""
    header = struct.unpack_from(f"<{_IN_HEADER}I", data, 76)
    yield from (place for place in header if place < _LAST - 1)
    following, seen = struct.unpack_from("<I", data, 68)[0], set[int]()
    while following < _LAST - 1:
        if following in seen:
            raise ValueError
        seen.add(following)
        *places, following = _numbers(data, size, following)
        yield from (place for place in places if place < _LAST - 1)


def _numbers(data: bytes, size: int, place: int) -> Sequence[int]:
    return _of_numbers(_sector(data, size, place))


def _of_numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _sector(data: bytes, size: int, place: int) -> bytes:
    start = max(size, _HEADER_BYTES) + place * size
    if start >= len(data):
        raise ValueError
    return data[start : start + size]


def _chain(table: Sequence[int], start: int, most: int) -> Iterator[int]:
    """Yield the sectors of a chain. Raises ValueError after `most` and one more: it is a ring."""
    place, steps = start, 0
    while place not in (_LAST, _FREE):
        steps += 1
        if place >= len(table) or steps > most + 1:
            raise ValueError
        yield place
        place = table[place]


def _joined(data: bytes, size: int, table: Sequence[int], start: int) -> bytes:
    return b"".join(_sector(data, size, place) for place in _chain(table, start, len(data) // size))


def _entries(directory: bytes, most_bytes: int) -> Iterator[Entry]:
    for start in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        length, kind = struct.unpack_from("<HB", directory, start + 64)
        first, size = struct.unpack_from("<II", directory, start + 116)
        if size > most_bytes:
            raise ValueError
        name = directory[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
        yield Entry(name, kind, first, size)
