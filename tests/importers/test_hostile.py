"""Files that are broken, cut, huge or meant to harm give a sentence; never anything else."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.importers import problems
from app.importers.draft import Draft
from app.importers.reader import read
from app.importers.trouble import UnreadableFileError

FILES = Path(__file__).parent / "files"
OURS = sorted(FILES.iterdir())
PROMISES = [
    b"<?xml version='1.0'?>",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"Faktura;Kund\n",
]
ONE_FILE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def answered(path: Path) -> Draft | str:
    """Return the draft, or the sentence that stands in its place; anything else fails the test."""
    try:
        found = read(path)
    except UnreadableFileError as error:
        return problems.trouble(error)
    assert all(problems.message(problem) for problem in found.problems)
    return found


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(path)
    assert problems.trouble(refused.value)
    return refused.value.reason


@given(st.binary(max_size=3000))
@ONE_FILE
def test_random_bytes_are_answered(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    answered(path)


@given(st.sampled_from(PROMISES), st.binary(max_size=2000))
@ONE_FILE
def test_random_bytes_behind_a_promising_start_are_answered(
    tmp_path: Path, start: bytes, content: bytes
) -> None:
    path = tmp_path / "file"
    path.write_bytes(start + content)
    answered(path)


@given(st.text(alphabet=st.sampled_from('Faktur;Kund,\t|"\n\r0123456789-.=+ åøé€\u00a0'), max_size=600))
@ONE_FILE
def test_random_tables_are_answered(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "file.csv"
    path.write_text(f"Faktura;Kund;Datum;Förfallodatum;Belopp;Rest\n{rows}", encoding="utf-8", newline="")
    answered(path)


@given(st.sampled_from(OURS), st.floats(min_value=0, max_value=1))
@ONE_FILE
def test_a_file_cut_anywhere_is_answered(tmp_path: Path, source: Path, share: float) -> None:
    content = source.read_bytes()
    path = tmp_path / "cut"
    path.write_bytes(content[: int(len(content) * share)])
    answered(path)


@given(st.sampled_from(OURS), st.integers(min_value=0, max_value=2**32))
@ONE_FILE
def test_a_file_with_bytes_flipped_is_answered(tmp_path: Path, source: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(source.read_bytes())
    for _flip in range(chance.randint(1, 40)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path / "flipped"
    path.write_bytes(content)
    answered(path)


def workbook() -> bytes:
    book, kept = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Faktura", "Kund", "Datum", "Belopp"])
    sheet.append([1, "Acme", "2026-10-13", 5])
    book.save(kept)
    return kept.getvalue()


WORKBOOK = workbook()


@given(st.integers(min_value=0, max_value=2**32))
@ONE_FILE
def test_a_workbook_that_is_damaged_is_answered(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(WORKBOOK)
    for _flip in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(content[: chance.randint(1, len(content))])
    answered(path)


@given(st.binary(max_size=400))
@ONE_FILE
def test_a_sheet_of_any_content_is_answered(tmp_path: Path, content: bytes) -> None:
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(WORKBOOK)) as whole, zipfile.ZipFile(kept, "w") as made:
        for name in whole.namelist():
            is_sheet = name.startswith("xl/worksheets/")
            made.writestr(name, b"<worksheet><sheetData>" + content if is_sheet else whole.read(name))
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(kept.getvalue())
    answered(path)


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (b"", "binary"),
        (b"Faktura;Kund;Belopp\n" * 4000, "too_large"),
        (
            b"<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'>" + b" " * 70_000,
            "too_large",
        ),
    ],
)
def test_a_file_of_200_megabytes_is_not_loaded(tmp_path: Path, start: bytes, reason: str) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.write(start)
        file.truncate(200 * 1024 * 1024)

    assert refusal(path) == reason


def test_laughing_a_billion_times_is_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    path = tmp_path / "laughs.xml"
    path.write_text(f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><x>&l9;</x>', encoding="utf-8")

    assert refusal(path) == "has_doctype"


def test_an_invoice_nested_without_end_is_refused(tmp_path: Path) -> None:
    text = (FILES / "peppol_invoice.xml").read_text(encoding="utf-8")
    path = tmp_path / "deep.xml"
    path.write_text(text.replace("</Invoice>", "<a>" * 100_000), encoding="utf-8")

    assert refusal(path) == "broken_xml"


def test_an_entity_from_outside_is_never_fetched(tmp_path: Path) -> None:
    text = (FILES / "peppol_invoice.xml").read_text(encoding="utf-8")
    path = tmp_path / "outside.xml"
    path.write_text(
        text.replace("?>", '?><!DOCTYPE Invoice SYSTEM "http://192.0.2.1/x.dtd">', 1), encoding="utf-8"
    )

    assert refusal(path) == "has_doctype"


def test_nul_bytes_within_a_table_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "nul.csv"
    path.write_bytes(b"Faktura;Kund\n1;A\x00B\n")

    assert refusal(path) == "binary"


def test_a_line_without_end_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    path.write_bytes(
        b"Faktura;Kund;Datum;Belopp\n1;A;2026-10-13;5,00\n2;" + b"A" * 1_000_000 + b";2026-10-13;5,00\n"
    )
    found = answered(path)

    assert isinstance(found, Draft)
    assert [invoice.number for invoice in found.invoices] == ["1", "2"]


def test_a_table_of_any_length_below_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = (f"{number};Kund {number % 900};2026-10-13;1 250,50\n" for number in range(10_000))
    path.write_text("Faktura;Kund;Datum;Belopp\n" + "".join(rows), encoding="utf-8")
    found = answered(path)

    assert isinstance(found, Draft)
    assert len(found.invoices) == 10_000


def test_a_header_of_a_hundred_thousand_columns_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_bytes(b"Faktura;Kund;Datum;Belopp" + b";Faktura" * 100_000 + b"\n1;A;2026-10-13;5,00\n")
    found = answered(path)

    assert isinstance(found, Draft)
    assert [invoice.number for invoice in found.invoices] == ["1"]
