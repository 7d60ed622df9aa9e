"""Credit notes that are read in: what they lower, in which order, and what goes back to the customer."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import SEK, Money
from app.domain.party import CustomerId
from app.services import importing, payments, reminders, sending, undoing
from app.services.reminders import Wish
from tests.office import Office, kronor
from tests.services.invoice_files import books, credit_left, listed, read_in, row

# 250 NOK, naming 10/0400 and then 10/0399.
TWO_NAMED = Path(__file__).resolve().parents[1] / "importers" / "files" / "peppol_credit_note.xml"


@pytest.fixture
def fjellbris(office: Office) -> CustomerId:
    return office.customer("Fjellbris AS", country="NO", identifier="974760673")


def norwegian(office: Office, who: CustomerId, number: str, amount: str) -> CaseId:
    return office.invoice(who, number, amount, issued="2026-09-01", due="2026-09-15", currency="NOK")


@pytest.mark.parametrize(
    ("older", "newer", "left"),
    [
        ("400", "100", {"10/0399": "250.00", "10/0400": "0.00"}),  # the first named is used up first
        ("100", "100", {"10/0399": "0.00", "10/0400": "0.00"}),  # 50 of it stays with the customer
        ("400", "300", {"10/0399": "400.00", "10/0400": "50.00"}),  # the second is not needed
    ],
)
def test_a_credit_note_lowers_the_invoices_it_names_in_its_order(
    office: Office, fjellbris: CustomerId, older: str, newer: str, left: dict[str, str]
) -> None:
    norwegian(office, fjellbris, "10/0399", older)
    norwegian(office, fjellbris, "10/0400", newer)
    office.sleep_until("2026-11-03")
    read_in(office, TWO_NAMED)
    assert books(office) == {**left, "credit 10/0412": "0.00"}
    spare = 250 - int(older) - int(newer)
    assert credit_left(office) == ({"10/0412": f"{spare}.00"} if spare > 0 else {})


def test_what_is_over_waits_for_the_other_invoice_that_it_names(office: Office, tmp_path: Path) -> None:
    office.sleep_until("2026-11-03")
    who = {"Kund": "Fjellbris AS", "Orgnr": "974760673"}
    read_in(office, TWO_NAMED)
    read_in(office, listed(tmp_path, row(Faktura="10/0400", Belopp="100,00 NOK", **who)))
    read_in(office, listed(tmp_path, row(Faktura="10/0399", Belopp="400,00 NOK", **who), name="later.csv"))
    assert books(office) == {"credit 10/0412": "0.00", "10/0400": "0.00", "10/0399": "250.00"}


def booked(office: Office, case_id: CaseId, kind: EntryKind) -> str:
    amounts = (entry.amount for entry in office.case(case_id).live_ledger if entry.kind is kind)
    return str(Money.total(amounts, SEK).amount)


def paid_with_interest(office: Office) -> CaseId:
    """Return 10 000 kr due 2026-10-16, paid with 84.93 of interest and 60 of fee after a reminder."""
    who = office.customer("Bryggeri Tre Tumlare AB")
    agreed = {"due_agreed": True, "fee_agreed": True}
    case_id = office.invoice(who, "10431", "10000", issued="2026-09-01", due="2026-09-17", **agreed)
    office.sleep_until("2026-10-18")
    proposal = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    payments.book_payment(office.desk, case_id, kronor("10144.93"))
    return case_id


def credit_note(folder: Path, amount: str) -> Path:
    wanted = row(Faktura="K1", Typ="Kredit", Krediterar="10431", Fakturadatum="2026-10-18", Belopp=amount)
    return listed(folder, wanted, name="credit.csv")


def test_a_credit_note_on_a_paid_invoice_gives_its_interest_back(office: Office, tmp_path: Path) -> None:
    """No interest ever on the credited part: half of it credited, half of 84.93 goes back."""
    case_id = paid_with_interest(office)
    read_in(office, credit_note(tmp_path, "5000,00"))
    assert booked(office, case_id, EntryKind.LATE_INTEREST) == "42.47"
    assert booked(office, case_id, EntryKind.REMINDER_FEE) == "60.00"
    assert booked(office, case_id, EntryKind.PAYMENT) == "-5102.47"
    assert books(office)["10431"] == "0.00"


def test_a_paid_invoice_credited_wholly_gives_everything_back(office: Office, tmp_path: Path) -> None:
    case_id = paid_with_interest(office)
    read_in(office, credit_note(tmp_path, "10000,00"))
    kinds = (EntryKind.LATE_INTEREST, EntryKind.REMINDER_FEE, EntryKind.PAYMENT)
    assert [booked(office, case_id, kind) for kind in kinds] == ["0.00", "0.00", "0.00"]
    assert books(office)["10431"] == "0.00"


def test_withdrawing_the_credit_note_takes_its_correction_back(office: Office, tmp_path: Path) -> None:
    case_id = paid_with_interest(office)
    read_in(office, credit_note(tmp_path, "5000,00"))
    undoing.undo(office.desk)
    assert booked(office, case_id, EntryKind.PAYMENT) == "-10144.93"
    assert books(office) == {"10431": "0.00"}


def test_two_credit_notes_never_take_back_more_than_the_invoice(office: Office, tmp_path: Path) -> None:
    paid_with_interest(office)
    read_in(office, credit_note(tmp_path, "6000,00"))
    second = row(Faktura="K2", Typ="Kredit", Krediterar="10431", Fakturadatum="2026-10-18", Belopp="6000,00")
    importing.accept(office.desk, importing.preview(office.desk, [listed(tmp_path, second, name="two.csv")]))
    assert credit_left(office) == {"K2": "2000.00"}
    assert books(office)["10431"] == "0.00"
