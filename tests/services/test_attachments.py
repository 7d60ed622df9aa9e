"""Files kept with an invoice: read in whole or refused in words, undone, given out, erased in time."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attachment import UNKNOWN_TYPE, AttachmentKind, clean_name, media_type
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.importers.trouble import UnreadableFileError
from app.services import attachments, erasing, payments, register_extract, undoing
from app.services.attachments import FileKeptAlreadyError, FileTooLargeError
from app.services.preview import text
from app.storage import integrity
from tests.office import NORWEGIAN_FIRM, Office, kronor

WHO, CASE = CustomerId(1), CaseId(1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-01")
    office.invoice(office.customer("Quistine Ek"), "10412", "1000", issued="2026-09-01", due="2026-10-01")
    return office


def a_file(folder: Path, name: str, content: bytes = b"\x89PNG kvistfoto") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def names(office: Office) -> list[str]:
    return [each.file_name for each in attachments.listed(office.desk, CASE)]


def test_a_kept_file_outlives_the_one_it_was_copied_from(office: Office, tmp_path: Path) -> None:
    photo = a_file(tmp_path, "skada.png")
    attachments.add(office.desk, CASE, AttachmentKind.DISPUTE, photo)
    photo.unlink()
    (kept,) = attachments.listed(office.desk, CASE)
    assert (kept.file_name, kept.media_type, kept.size, kept.added_on) == (
        "skada.png", "image/png", 14, date(2026, 9, 1),
    )  # fmt: skip
    assert attachments.content(office.desk, kept.id) == b"\x89PNG kvistfoto"


def test_adding_and_taking_away_can_be_undone_and_done_again(office: Office, tmp_path: Path) -> None:
    attachments.add(office.desk, CASE, AttachmentKind.AGREEMENT, a_file(tmp_path, "offert.pdf"))
    (kept,) = attachments.listed(office.desk, CASE)
    undoing.undo(office.desk)
    assert names(office) == []
    undoing.redo(office.desk)
    assert names(office) == ["offert.pdf"]
    attachments.withdraw(office.desk, kept.id)
    assert names(office) == []
    with pytest.raises(KeyError):
        attachments.content(office.desk, kept.id)
    changes = undoing.undo(office.desk)
    assert (names(office), changes.cases) == (["offert.pdf"], frozenset({CASE}))


def test_several_files_are_one_action_and_the_same_bytes_are_kept_once(
    office: Office, tmp_path: Path
) -> None:
    first, second = a_file(tmp_path, "1.jpg", b"ett"), a_file(tmp_path, "2.jpg", "två".encode())
    attachments.add(office.desk, CASE, AttachmentKind.DISPUTE, first)
    attachments.add_all(office.desk, CASE, AttachmentKind.DISPUTE, [first, second])
    assert names(office) == ["1.jpg", "2.jpg"]
    with pytest.raises(FileKeptAlreadyError):
        attachments.add(office.desk, CASE, AttachmentKind.OTHER, first)
    undoing.undo(office.desk)
    assert names(office) == ["1.jpg"]


def test_a_folder_an_empty_file_and_one_that_is_gone_are_refused(office: Office, tmp_path: Path) -> None:
    good = a_file(tmp_path, "bra.jpg")
    for path, reason in (
        (tmp_path, "not_a_file"),
        (a_file(tmp_path, "tom.jpg", b""), "empty"),
        (tmp_path / "borta.jpg", "missing"),
    ):
        with pytest.raises(UnreadableFileError) as refused:
            attachments.add_all(office.desk, CASE, AttachmentKind.OTHER, [good, path])
        assert refused.value.reason == reason
    assert names(office) == [], "all of them or none"


def test_a_file_of_exactly_25_megabytes_is_kept_and_one_byte_more_is_not(
    office: Office, tmp_path: Path
) -> None:
    just = a_file(tmp_path, "stor.mov", b"x" * attachments.LIMIT_BYTES)
    attachments.add(office.desk, CASE, AttachmentKind.OTHER, just)
    with just.open("ab") as file:
        file.write(b"y")
    with pytest.raises(FileTooLargeError):
        attachments.add(office.desk, CASE, AttachmentKind.OTHER, just)
    assert [each.size for each in attachments.listed(office.desk, CASE)] == [attachments.LIMIT_BYTES]


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("Avtal (signerat).pdf", "Avtal (signerat).pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\faktura.pdf", "faktura.pdf"),
        ("foto\u202egnp.exe", "fotognp.exe"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("CON.txt", "-CON.txt"),
        ("...", "file"),
        ("", "file"),
        ("vad? <nu>: *.pdf", "vad- -nu-- -.pdf"),
        (f"{'å' * 300}.pdf", f"{'å' * 96}.pdf"),
    ],
)
def test_a_hostile_name_is_cleaned(found: str, kept: str) -> None:
    assert clean_name(found) == kept


@given(st.text())
def test_every_cleaned_name_can_be_stored_anywhere_and_stays_itself(found: str) -> None:
    kept = clean_name(found)
    assert 0 < len(kept) <= 100
    assert not set(kept) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(sign).startswith("C") for sign in kept)
    assert clean_name(kept) == kept


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.PDF", True),
        ("a.jpg", True),
        ("a.exe", False),
        ("a.pdf.bat", False),
        ("a.html", False),
        ("a", False),
    ],
)
def test_only_files_that_start_no_program_are_known(name: str, shown: bool) -> None:
    assert (media_type(name) != UNKNOWN_TYPE) is shown


def test_the_register_extract_lists_the_files(office: Office, tmp_path: Path) -> None:
    attachments.add(office.desk, CASE, AttachmentKind.DISPUTE, a_file(tmp_path, "kvistskada.png"))
    register_extract.save_extract(office.desk, WHO, tmp_path / "u.pdf")
    assert "kvistskada.png" in text((tmp_path / "u.pdf").read_bytes())
    register_extract.save_extract(office.desk, WHO, tmp_path / "u.json")
    kept = json.loads((tmp_path / "u.json").read_text(encoding="utf-8"))["kept"]["attachment"]
    assert [row["file_name"] for row in kept] == ["kvistskada.png"]


def on_disk(office: Office) -> bytes:
    wal = office.desk.path.with_name(f"{office.desk.path.name}-wal")
    return office.desk.path.read_bytes() + (wal.read_bytes() if wal.exists() else b"")


def one_of_each(office: Office, folder: Path) -> None:
    for kind in AttachmentKind:
        attachments.add(office.desk, CASE, kind, a_file(folder, f"{kind}.txt", f"kvist-{kind}".encode()))


def test_erasing_leaves_the_files_that_the_books_stand_on_until_their_years_are_over(
    office: Office, tmp_path: Path
) -> None:
    """Bokföringslagen 7 kap. 2 §: to the end of the seventh year after that of the invoice."""
    one_of_each(office, tmp_path)
    payments.book_payment(office.desk, CASE, kronor("1000"))
    erasing.erase(office.desk, WHO)
    assert names(office) == ["invoice.txt", "agreement.txt", "delivery.txt"]
    left = on_disk(office)
    assert b"kvist-delivery" in left
    assert b"kvist-dispute" not in left
    assert integrity.check(office.desk.database, office.desk.warning_allowed) == []
    office.sleep_until("2033-12-31")
    erasing.erase(office.desk, WHO)
    assert len(names(office)) == 3
    office.sleep_until("2034-01-01")
    erasing.erase(office.desk, WHO)
    assert names(office) == []
    assert b"kvist-" not in on_disk(office)


def test_norwegian_agreements_and_packing_slips_go_before_the_invoice(tmp_path: Path) -> None:
    """Bokføringsloven § 13: the booked paper five years, contracts and packing slips three and a half."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-01", NORWEGIAN_FIRM)
    who = office.customer("Kari", country="NO")
    office.invoice(who, "1", "100", issued="2026-09-01", due="2026-10-01", currency="NOK")
    one_of_each(office, tmp_path)
    payments.book_payment(office.desk, CASE, kronor("100", "NOK"))
    for day, left in (
        ("2030-06-30", ["invoice.txt", "agreement.txt", "delivery.txt"]),
        ("2030-07-01", ["invoice.txt"]),
        ("2031-12-31", ["invoice.txt"]),
        ("2032-01-01", []),
    ):
        office.sleep_until(day)
        erasing.erase(office.desk, WHO)
        assert names(office) == left, day


def test_a_file_taken_away_is_erased_whatever_it_showed(office: Office, tmp_path: Path) -> None:
    attachments.add(office.desk, CASE, AttachmentKind.INVOICE, a_file(tmp_path, "f.pdf", b"kvistfaktura"))
    attachments.withdraw(office.desk, attachments.listed(office.desk, CASE)[0].id)
    payments.book_payment(office.desk, CASE, kronor("1000"))
    erasing.erase(office.desk, WHO)
    assert b"kvistfaktura" not in on_disk(office)


def test_bytes_are_not_loaded_with_the_case(office: Office, tmp_path: Path) -> None:
    attachments.add(office.desk, CASE, AttachmentKind.OTHER, a_file(tmp_path, "a.txt"))
    asked: list[str] = []
    connection = office.desk.database.connection
    connection.set_trace_callback(asked.append)
    office.case(CASE)
    attachments.listed(office.desk, CASE)
    connection.set_trace_callback(None)
    assert asked
    assert not [query for query in asked if "attachment" in query and "length(content)" not in query]
