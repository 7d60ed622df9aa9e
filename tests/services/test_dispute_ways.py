"""The ways out of a dispute: what each books, writes and suggests next, and that undo takes it all back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.attachment import AttachmentKind
from app.domain.history import DisputeClosed, DisputeReason, DisputeWay, LetterKind
from app.domain.invoice import CaseId
from app.domain.party import CustomerKind
from app.services import attachments, contact, dispute_ways, payments, reminders, sending, undoing
from app.services.changes import Changes
from app.services.customer_credit import credits
from app.services.desk import Desk
from app.services.dispute_errors import (
    NoDisputeError,
    NoExplanationError,
    NotASplitError,
    OtherTotalError,
    SameNumberError,
)
from app.services.dispute_papers import Answer, preview
from app.services.dispute_ways import Correction
from app.services.disputes import disputables
from app.services.errors import PastDayError
from app.services.preview import text
from app.storage import integrity
from tests.office import Office, kronor
from tests.services.invoice_files import books, listed, read_in, row

pytestmark = pytest.mark.usefixtures("swedish")
BY = date(2026, 12, 2)
WHY = Answer("Rören byttes enligt offerten av 2 juni.\n\nFotona visar arbetet.", BY)


@pytest.fixture
def case_id(office: Office) -> CaseId:
    """Return 10 000 kr due on 28 October with a reminder of 18 November: interest and an agreed fee of 60."""
    made = office.invoice(
        office.customer("Bryggeri Tre Tumlare AB"),
        "10431",
        "10000",
        issued="2026-09-28",
        due="2026-10-28",
        due_agreed=True,
        fee_agreed=True,
        fee_agreed_on=date(2026, 6, 2),
        fee_source="offerten",
    )
    office.sleep_until("2026-11-18")
    send_reminder(office.desk, made)
    contact.open_dispute(office.desk, made, DisputeReason.WRONG_AMOUNT)
    return made


def send_reminder(desk: Desk, case_id: CaseId) -> None:
    proposal = reminders.propose(desk, [case_id], reminders.Wish(LetterKind.REMINDER))
    sending.mark_sent(desk, sending.make(desk, proposal))


def closing(office: Office, case_id: CaseId) -> DisputeClosed:
    events = [entry.event for entry in office.case(case_id).live_history]
    (closed,) = [event for event in events if isinstance(event, DisputeClosed)]
    return closed


def is_disputed(office: Office, case_id: CaseId) -> bool:
    (found,) = disputables(office.desk, [case_id])
    return found.dispute is not None


def test_a_corrected_invoice_takes_the_place_of_the_old_one(office: Office, case_id: CaseId) -> None:
    # 10 000 + 21 days of 10 % + 60 before.
    assert office.open(case_id) == "10117.53"
    new = Correction("10440", kronor("8000"), date(2026, 12, 18), credit_number="K7")
    changes = dispute_ways.correct_invoice(office.desk, case_id, new, note="Rad 2 gällde 4 timmar")
    (new_id,) = changes.cases - {case_id}
    corrected = office.case(new_id)
    assert (office.open(case_id), str(corrected.open.amount)) == ("0.00", "8000.00")
    assert (corrected.invoice.due_on, corrected.invoice.issued_on) == (date(2026, 12, 18), date(2026, 11, 18))
    assert corrected.invoice.named == ("10431",)
    assert closing(office, case_id) == DisputeClosed(True, DisputeWay.CORRECTED, number="10440")
    assert not is_disputed(office, case_id)
    undoing.undo(office.desk)
    assert office.open(case_id) == "10117.53"
    assert is_disputed(office, case_id)
    assert books(office) == {"10431": "10117.53"}
    undoing.redo(office.desk)
    assert books(office)["10440"] == "8000.00"
    assert integrity.check(office.desk.database, office.desk.warning_allowed) == []


def test_what_was_paid_on_the_old_invoice_moves_to_the_corrected_one(office: Office, case_id: CaseId) -> None:
    payments.book_payment(office.desk, case_id, kronor("3000"))
    new = Correction("10440", kronor("8000"), date(2026, 12, 18))
    changes = dispute_ways.correct_invoice(office.desk, case_id, new)
    (new_id,) = changes.cases - {case_id}
    assert (office.open(case_id), office.open(new_id)) == ("0.00", "5000.00")
    undoing.undo(office.desk)
    assert office.open(case_id) == "7117.53"


def test_a_payment_larger_than_the_corrected_invoice_stays_the_customers(
    office: Office, case_id: CaseId
) -> None:
    payments.book_payment(office.desk, case_id, kronor("9000"))
    dispute_ways.correct_invoice(office.desk, case_id, Correction("10440", kronor("8000"), BY))
    assert books(office)["10440"] == "0.00"
    assert [credit.amount for credit in credits(office.desk)] == [kronor("1000")]


def test_the_books_read_in_later_know_the_credit_note_and_the_new_invoice(
    office: Office, case_id: CaseId, tmp_path: Path
) -> None:
    new = Correction("10440", kronor("8000"), date(2026, 12, 18), credit_number="K7")
    dispute_ways.correct_invoice(office.desk, case_id, new)
    before = books(office)
    who = {"Kund": "Bryggeri Tre Tumlare AB"}
    note = row(
        Faktura="K7", Typ="Kredit", Krediterar="10431", Fakturadatum="2026-11-18", Belopp="10000", **who
    )
    later = row(Faktura="10440", Fakturadatum="2026-11-18", Förfallodatum="2026-12-18", Belopp="8000", **who)
    read_in(office, listed(tmp_path, note, later))
    assert books(office) == before


def test_a_corrected_invoice_that_was_read_in_first_is_linked_and_not_added(
    office: Office, case_id: CaseId
) -> None:
    who = office.case(case_id).customer.id
    known = office.invoice(who, "10440", "8000", issued="2026-11-18", due="2026-12-18")
    changes = dispute_ways.correct_invoice(office.desk, case_id, Correction("10440", kronor("8000"), BY))
    assert changes.cases == {case_id, known}
    assert office.open(known) == "8000.00"


def test_a_refusal_is_a_letter_among_the_files_and_the_claim_stands(office: Office, case_id: CaseId) -> None:
    dispute_ways.refuse(office.desk, case_id, WHY)
    (kept,) = attachments.listed(office.desk, case_id)
    assert (kept.kind, kept.file_name) == (
        AttachmentKind.ANSWER, "2026-11-18_Svar-pa-invandning_10431.pdf",
    )  # fmt: skip
    said = " ".join(text(attachments.content(office.desk, kept.id)).split())
    assert "Rören byttes enligt offerten av 2 juni." in said
    assert "10 117,53 kr" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert office.open(case_id) == "10117.53"
    assert closing(office, case_id).way is DisputeWay.REFUSED
    (item,) = office.work_list()
    assert item.act_on == date(2026, 12, 3), "the first bank day after the last day of the letter"
    undoing.undo(office.desk)
    assert attachments.listed(office.desk, case_id) == ()
    assert is_disputed(office, case_id)


def test_the_letter_looked_at_is_the_letter_kept(office: Office, case_id: CaseId) -> None:
    seen = preview(office.desk, case_id, WHY)
    assert attachments.listed(office.desk, case_id) == ()
    dispute_ways.refuse(office.desk, case_id, WHY)
    (kept,) = attachments.listed(office.desk, case_id)
    assert seen == (kept.file_name, attachments.content(office.desk, kept.id))


def test_a_split_lowers_the_invoice_and_gives_the_rest_a_new_day(office: Office, case_id: CaseId) -> None:
    dispute_ways.split(office.desk, case_id, kronor("2500"), WHY)
    assert office.open(case_id) == "7500.00", "neither interest nor fee stands"
    (kept,) = attachments.listed(office.desk, case_id)
    assert "7 500,00 kr" in text(attachments.content(office.desk, kept.id)).replace("\N{NO-BREAK SPACE}", " ")
    assert office.work_list() == [], "nothing is late any more"
    office.sleep_until("2026-12-22")
    send_reminder(office.desk, case_id)
    # From 2 December: 20 days of 10 % on 7 500. The one fee of the invoice was taken before, and given back.
    assert office.open(case_id) == "7541.10"


def test_a_split_can_be_undone(office: Office, case_id: CaseId) -> None:
    dispute_ways.split(office.desk, case_id, kronor("2500"), WHY, credit_number="K8")
    assert books(office) == {"10431": "7500.00", "credit K8": "0.00"}
    undoing.undo(office.desk)
    assert books(office) == {"10431": "10117.53"}
    assert is_disputed(office, case_id)
    assert attachments.listed(office.desk, case_id) == ()


@pytest.mark.parametrize("amount", ["0", "-1", "10000", "12000"])
def test_a_split_takes_something_and_leaves_something(office: Office, case_id: CaseId, amount: str) -> None:
    with pytest.raises(NotASplitError):
        dispute_ways.split(office.desk, case_id, kronor(amount), WHY)
    assert office.open(case_id) == "10117.53"


def test_the_split_letter_asks_for_exactly_what_is_open_afterwards(office: Office, case_id: CaseId) -> None:
    payments.book_payment(office.desk, case_id, kronor("1234.56"))
    _name, pdf = preview(office.desk, case_id, WHY, kronor("2500"))
    dispute_ways.split(office.desk, case_id, kronor("2500"), WHY)
    assert office.open(case_id) == "6265.44"
    assert "6 265,44 kr" in text(pdf).replace("\N{NO-BREAK SPACE}", " ")


def test_mediation_leaves_the_dispute_open_until_its_own_day(office: Office, case_id: CaseId) -> None:
    dispute_ways.mediate(office.desk, case_id, date(2027, 1, 15), note="SCC")
    (found,) = disputables(office.desk, [case_id])
    assert found.dispute is not None
    assert found.dispute.answer_by == date(2027, 1, 15)
    undoing.undo(office.desk)
    (found,) = disputables(office.desk, [case_id])
    assert found.dispute is not None
    assert found.dispute.answer_by == date(2026, 11, 25)


@pytest.mark.parametrize(("total", "currency"), [("500", "SEK"), ("8000", "EUR")])
def test_an_invoice_that_is_here_already_is_not_taken_for_another(
    office: Office, case_id: CaseId, total: str, currency: str
) -> None:
    who, before = office.case(case_id).customer.id, office.case(case_id)
    office.invoice(who, "10440", total, issued="2026-11-01", due="2026-12-01", currency=currency)
    with pytest.raises(OtherTotalError):
        dispute_ways.correct_invoice(office.desk, case_id, Correction("10440", kronor("8000"), BY))
    assert office.case(case_id) == before


def test_what_cannot_be_is_refused_and_changes_nothing(office: Office, case_id: CaseId) -> None:
    desk, new = office.desk, Correction("10440", kronor("8000"), BY)
    with pytest.raises(NoExplanationError):
        dispute_ways.refuse(desk, case_id, Answer("  ", BY))
    with pytest.raises(PastDayError):
        dispute_ways.refuse(desk, case_id, Answer("Nej", date(2026, 11, 17)))
    with pytest.raises(SameNumberError):
        dispute_ways.correct_invoice(desk, case_id, Correction("10431", kronor("1"), BY))
    with pytest.raises(PastDayError):
        dispute_ways.mediate(desk, case_id, date(2026, 11, 17))
    dispute_ways.refuse(desk, case_id, WHY)
    again: tuple[Callable[[], Changes], ...] = (
        lambda: dispute_ways.refuse(desk, case_id, WHY),
        lambda: dispute_ways.split(desk, case_id, kronor("1"), WHY),
        lambda: dispute_ways.correct_invoice(desk, case_id, new),
        lambda: dispute_ways.mediate(desk, case_id, BY),
    )
    for act in again:
        with pytest.raises(NoDisputeError):
            act()
    assert len(attachments.listed(desk, case_id)) == 1


@pytest.mark.parametrize(
    ("takes_part", "said"), [(True, "Vi svarar om du gör det."), (False, "Vi kommer inte att svara där.")]
)
def test_a_consumer_is_told_where_to_have_it_tried(office: Office, takes_part: bool, said: str) -> None:
    """Whether we answer there is our own word; what the law asks of us rests on no source that we trust."""
    made = office.invoice(
        office.customer("Eva Ek", kind=CustomerKind.CONSUMER),
        "7",
        "900",
        issued="2026-09-01",
        due="2026-10-01",
    )
    office.sleep_until("2026-11-18")
    contact.open_dispute(office.desk, made, DisputeReason.NOT_ORDERED)
    _name, pdf = preview(office.desk, made, Answer("Du beställde den 2 juni.", BY, takes_part=takes_part))
    words = " ".join(text(pdf).split())
    assert "Allmänna reklamationsnämnden (ARN): arn.se, Box 174, 101 23 Stockholm." in words
    assert said in words
