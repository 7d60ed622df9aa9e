"""Two claims with a whole story, a Swedish and a Norwegian one, for packs and for what comes of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app import i18n
from app.domain.attachment import AttachmentKind
from app.domain.history import LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.party import Address
from app.services import attachments, reminders, sending
from app.services.bank_age import confirm_checked
from app.services.contact import Call, log_call
from app.services.payments import book_payment
from app.services.proofs import prove_arrival
from app.services.reminders import Wish
from tests.office import NORWEGIAN_FIRM, Office, kronor


def send(office: Office, case_id: CaseId, kind: LetterKind, *, fee: bool) -> int:
    """Make a letter, and mark it as sent today."""
    letter_id = sending.make(office.desk, reminders.propose(office.desk, [case_id], Wish(kind, fee=fee)))
    sending.mark_sent(office.desk, letter_id)
    return letter_id


def attach(office: Office, case_id: CaseId, kind: AttachmentKind, path: Path, content: bytes) -> None:
    """Keep a file with an invoice."""
    path.write_bytes(content)
    attachments.add(office.desk, case_id, kind, path)


def swedish(folder: Path) -> tuple[Office, CaseId]:
    """A business that promised and did not pay: 29 860 kr, 5 000 paid, reminder and inkassokrav expired.

    The figures are those of decisions 12; on 21 December it is 25 474,64 kr.
    """
    i18n.use("sv")
    office = Office.opened(folder / "betalt.db", "2026-10-01")
    boatyard = office.customer("Norrskärs Båtvarv HB", identifier="5560360793")
    case_id = office.invoice(
        boatyard, "10412", "29860.00", issued="2026-09-28", due="2026-10-28", due_agreed=True,
        fee_agreed=True, fee_agreed_on=date(2026, 9, 1), fee_source="offert 7, punkt 4",
        supplied_on=date(2026, 9, 25), subject="Rördragning verkstad",
    )  # fmt: skip
    attach(office, case_id, AttachmentKind.INVOICE, folder / "Maja Ek faktura.pdf", b"%PDF-1.7 invoice")
    attach(office, case_id, AttachmentKind.ORDER, folder / "Bestallning Maja.eml", b"From: Maja\r\n")
    office.sleep_until("2026-11-02")
    book_payment(office.desk, case_id, kronor("5000"))
    office.sleep_until("2026-11-09")
    promise = Call(Outcome.PROMISED, by=date(2026, 11, 16), note="Chefen är bortrest.")
    log_call(office.desk, [case_id], promise)
    office.sleep_until("2026-11-18")
    send(office, case_id, LetterKind.REMINDER, fee=True)
    office.sleep_until("2026-12-03")
    log_call(office.desk, [case_id], Call(Outcome.NO_ANSWER))
    office.sleep_until("2026-12-07")
    send(office, case_id, LetterKind.COLLECTION_DEMAND, fee=True)
    office.sleep_until("2026-12-10")
    prove_arrival(office.desk, case_id, date(2026, 12, 9), note="mottagningsbevis")
    office.sleep_until("2026-12-21")
    confirm_checked(office.desk)
    return office, case_id


def norwegian(folder: Path) -> tuple[Office, CaseId]:
    """A business that answers nobody: 25 000 kr due 15 September; purring, inkassovarsel, § 4-18 varsel."""
    i18n.use("nb")
    office = Office.opened(folder / "betalt.db", "2026-08-20", NORWEGIAN_FIRM)
    cafe = office.customer(
        "Bryggen Kafé AS", country="NO", identifier="999888771", phone="41234567", contact="Kari",
        address=Address("Bryggen 4", "5003", "Bergen", "NO"),
    )  # fmt: skip
    case_id = office.invoice(
        cafe, "2001", "25000.00", issued="2026-08-16", due="2026-09-15", currency="NOK", due_agreed=True,
        subject="Ny meny og skilt",
    )  # fmt: skip
    attach(office, case_id, AttachmentKind.INVOICE, folder / "faktura.pdf", b"%PDF-1.7 faktura")
    office.sleep_until("2026-09-30")
    send(office, case_id, LetterKind.REMINDER, fee=True)
    office.sleep_until("2026-10-19")
    send(office, case_id, LetterKind.COLLECTION_WARNING, fee=True)
    office.sleep_until("2026-11-05")
    send(office, case_id, LetterKind.ENFORCEMENT_NOTICE, fee=False)
    office.sleep_until("2026-11-23")
    confirm_checked(office.desk)
    return office, case_id
