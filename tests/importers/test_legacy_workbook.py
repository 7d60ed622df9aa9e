"""An XLS file that would make the workbook library take all memory is refused before it gets there."""

import struct
from pathlib import Path

import pytest

from app.importers.compound_file import open_compound_file
from app.importers.legacy_workbook import refuse_endless
from app.importers.reader import read
from app.importers.trouble import UnreadableFileError

WHOLE = (Path(__file__).parent / "files" / "receivables.xls").read_bytes()
LIMIT = 5_000_000


def place_of(kind: int) -> int:
    """Return where the content of the first record of a kind stands in the file."""
    stream = open_compound_file(WHOLE).stream("Workbook", "Book")
    start = WHOLE.index(stream[:512])
    place = 0
    while struct.unpack_from("<H", stream, place)[0] != kind:
        place += 4 + int(struct.unpack_from("<H", stream, place + 2)[0])
    return start + place + 4


def changed(place: int, content: bytes) -> bytes:
    return WHOLE[:place] + content + WHOLE[place + len(content) :]


def assert_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        refuse_endless(data, LIMIT)
    assert refused.value.reason == "broken_workbook"


def test_a_whole_workbook_passes() -> None:
    refuse_endless(WHOLE, LIMIT)


def test_a_sheet_that_says_it_spans_billions_of_cells_is_refused() -> None:
    place = place_of(0x0200)

    assert_refused(changed(place, struct.pack("<IIHH", 0, 0xFFFFFFF0, 0, 0xFFF0)))
    assert_refused(changed(place, struct.pack("<IIHH", 0, 60_000, 0, 200)))
    assert_refused(changed(place, struct.pack("<IIHH", 0x90000000, 2, 0, 8)))
    assert_refused(changed(place, struct.pack("<IIHH", 0, 2, 9, 8)))
    refuse_endless(changed(place, struct.pack("<IIHH", 0, 60_000, 0, 20)), LIMIT)


def test_cells_that_lie_too_far_apart_are_refused() -> None:
    for kind in (0x00FD, 0x0203, 0x0204, 0x027E):
        try:
            place = place_of(kind)
        except struct.error:
            continue
        assert_refused(changed(place, struct.pack("<HH", 65_000, 65_000)))
        return
    pytest.fail("the workbook has no cell of a known kind")


def test_a_ring_in_the_table_of_sectors_is_refused() -> None:
    first = struct.unpack_from("<I", WHOLE, 76)[0]
    table = 512 + first * 512
    directory = struct.unpack_from("<I", WHOLE, 48)[0]

    assert_refused(changed(table + directory * 4, struct.pack("<I", directory)))


def test_a_table_that_leads_out_of_the_file_is_refused() -> None:
    first = struct.unpack_from("<I", WHOLE, 76)[0]
    workbook = struct.unpack_from("<I", WHOLE, WHOLE.index("Workbook".encode("utf-16-le")) + 116)[0]
    beyond = len(WHOLE) // 512 + 1

    assert_refused(changed(512 + first * 512 + workbook * 4, struct.pack("<I", beyond)))


@pytest.mark.parametrize(
    ("place", "content"),
    [
        (30, struct.pack("<H", 60)),
        (32, struct.pack("<H", 1)),
        (44, struct.pack("<I", 0xFFFFFF00)),
        (48, struct.pack("<I", 0x00FFFFFF)),
        (64, struct.pack("<I", 0xFFFFFF00)),
        (76, struct.pack("<I", 0x00FFFFFF)),
    ],
)
def test_a_header_that_cannot_be_is_refused(place: int, content: bytes) -> None:
    assert_refused(changed(place, content))


def test_a_workbook_that_says_it_is_empty_is_no_trouble() -> None:
    name = WHOLE.index("Workbook".encode("utf-16-le"))
    empty = changed(name + 116, struct.pack("<II", 0x00FFFFFF, 0))

    assert open_compound_file(empty).stream("Workbook") == b""


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xls"
    for length in (8, 30, 80, 511, 512, 600):
        path.write_bytes(WHOLE[:length])
        with pytest.raises(UnreadableFileError) as refused:
            read(path)
        assert refused.value.reason == "broken_workbook"
