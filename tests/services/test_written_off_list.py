"""The list of what is written off: facts for whoever keeps the books, and no guess about tax."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app import i18n
from app.domain.attachment import AttachmentKind
from app.domain.contact import Outcome
from app.domain.history import LetterKind, WriteOffReason
from app.domain.invoice import CaseId
from app.services import attachments, contact, exporting, proofs, reminders, sending, undoing, writing_off
from app.services.listing import Query
from tests.documents import reading
from tests.office import Office, kronor


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    before = i18n.language()
    i18n.use("sv")
    yield
    i18n.use(before)


@pytest.fixture
def yard(office: Office) -> CaseId:
    """Return an invoice that was called about and written about, and then let go."""
    who = office.customer("Norrskärs Båtvarv HB")
    case = office.invoice(who, "10412", "400", issued="2026-08-17", due="2026-09-17", due_agreed=True)
    office.sleep_until("2026-10-01")
    contact.log_call(office.desk, [case], contact.Call(Outcome.CANNOT_PAY))
    letter = sending.make(
        office.desk, reminders.propose(office.desk, [case], reminders.Wish(LetterKind.FRIENDLY))
    )
    sending.mark_sent(office.desk, letter)
    office.sleep_until("2026-11-18")
    writing_off.write_off(office.desk, case, reason=WriteOffReason.BANKRUPT)
    return case


def rows(office: Office, tmp_path: Path, text: str = "") -> list[dict[str, str]]:
    """Write the list as CSV and read it back."""
    path = tmp_path / "list.csv"
    exporting.export(office.desk, "written_off", path, Query(text=text))
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))


def test_a_row_tells_the_claim_and_what_was_done_for_it(office: Office, yard: CaseId, tmp_path: Path) -> None:
    (row,) = rows(office, tmp_path)
    assert row["Faktura"] == "10412"
    assert (row["Summa"], row["Avskrivet"], row["Moms i det"]) == (
        "400,00",
        "400,00",
        "inte känt här, fråga din revisor eller redovisningskonsult",
    )
    assert (row["Avskrivet den"], row["Varför"]) == ("2026-11-18", "Kunden är i konkurs")
    assert (row["Samtal"], row["Brev"], row["Första brevet"]) == ("1", "1", "2026-10-01")
    assert row["Finns inte här"] == "kopia av fakturan, bevis för att ett brev kom fram"


def test_what_is_kept_is_not_called_missing(office: Office, yard: CaseId, tmp_path: Path) -> None:
    copy = tmp_path / "10412.pdf"
    copy.write_bytes(b"%PDF-1.7 faktura")
    attachments.add(office.desk, yard, AttachmentKind.INVOICE, copy)
    proofs.prove_arrival(office.desk, yard, date(2026, 10, 3))
    (row,) = rows(office, tmp_path)
    assert row["Finns inte här"] == ""


def test_what_was_taken_back_is_no_longer_in_the_list(office: Office, yard: CaseId, tmp_path: Path) -> None:
    undoing.undo(office.desk)
    assert rows(office, tmp_path) == []


def test_words_narrow_the_list(office: Office, yard: CaseId, tmp_path: Path) -> None:
    assert len(rows(office, tmp_path, "norrskärs")) == 1
    assert rows(office, tmp_path, "bageri") == []


def test_currencies_are_summed_apart_and_a_part_counts_as_a_part(office: Office, yard: CaseId) -> None:
    dutch = office.customer("Bloemen BV")
    case = office.invoice(dutch, "7", "99.50", issued="2026-09-01", due="2026-10-01", currency="EUR")
    writing_off.write_off(office.desk, case, amount=kronor("9.50", "EUR"))
    table = exporting.list_table(office.desk, "written_off")
    assert table.sums[:2] == ("Avskrivet: 9,50\u00a0EUR", "Avskrivet: 400,00\u00a0kr")


def test_the_paper_says_whom_to_ask_about_tax(office: Office, yard: CaseId, tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    assert exporting.export(office.desk, "written_off", path) == 1
    words = reading.flowing(path.read_bytes())
    assert "är inte känt här: fråga din revisor eller redovisningskonsult." in words
    assert "kopia av fakturan, bevis för att ett brev kom fram" in words
    assert "2026-11-18" in words
