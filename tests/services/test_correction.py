"""What a later fact makes unlawful goes back at once, and no case goes below zero."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.history import LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import SEK, Money
from app.domain.party import CustomerId
from app.services import contact, facts, payments, reminders, sending, undoing
from app.services.contact import Call
from app.services.errors import UnreadableValueError
from app.services.reminders import Wish
from tests.office import NORWEGIAN_FIRM, Office, kronor


@pytest.fixture
def who(office: Office) -> CustomerId:
    return office.customer("Norrskärs Båtvarv HB")


def late(office: Office, who: CustomerId, number: str = "1", **known: object) -> CaseId:
    """Take in 10 000 kr due on Thursday 2026-09-17, with the due date and the fee agreed."""
    agreed = {"due_agreed": True, "fee_agreed": True} | known
    return office.invoice(who, number, "10000", issued="2026-09-01", due="2026-09-17", **agreed)


def remind(office: Office, *case_ids: CaseId, on: str = "2026-10-18") -> reminders.Proposal:
    office.sleep_until(on)
    proposal = reminders.propose(office.desk, case_ids, Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    return proposal


def booked(office: Office, case_id: CaseId, kind: EntryKind) -> str:
    amounts = (entry.amount for entry in office.case(case_id).live_ledger if entry.kind is kind)
    return str(Money.total(amounts, SEK).amount)


def test_a_payment_dated_back_never_takes_a_case_below_zero(office: Office, who: CustomerId) -> None:
    case_id = late(office, who)
    claimed = remind(office, case_id).claim.total
    payments.book_payment(office.desk, case_id, claimed, received_on=date(2026, 10, 1))
    # 10 000 x 10 % x 14/365 = 38.36 of the 84.93 claimed (Räntelagen 3 and 6 §§)
    assert booked(office, case_id, EntryKind.LATE_INTEREST) == "38.36"
    assert booked(office, case_id, EntryKind.PAYMENT) == "-10098.36"
    assert office.open(case_id) == "0.00"


def test_a_lower_agreed_rate_learnt_of_after_payment_frees_the_rest(office: Office, who: CustomerId) -> None:
    case_id = late(office, who)
    payments.book_payment(office.desk, case_id, remind(office, case_id).claim.total)
    facts.set_invoice(office.desk, case_id, {"agreed_rate": "5"})
    assert booked(office, case_id, EntryKind.LATE_INTEREST) == "42.47"
    assert office.open(case_id) == "0.00"


@pytest.mark.parametrize("field", ["kind of the customer alone", "kind with the facts"])
def test_who_turns_out_a_consumer_owes_no_interest_without_the_notice(
    office: Office, who: CustomerId, field: str
) -> None:
    """Räntelagen 4 § second paragraph: a consumer owes none unless the invoice said so."""
    first, second = (late(office, who, number, due_agreed=None) for number in ("1", "2"))
    remind(office, first, second)
    assert booked(office, second, EntryKind.LATE_INTEREST) == "46.58"
    if field == "kind with the facts":
        facts.set_facts(office.desk, first, {}, {"kind": "consumer"})
    else:
        facts.set_customer(office.desk, who, {"kind": "consumer"})
    interest = [booked(office, case_id, EntryKind.LATE_INTEREST) for case_id in (first, second)]
    assert interest == ["0.00", "0.00"]


def test_an_invoice_that_was_not_received_owes_nothing_for_the_time_before(
    office: Office, who: CustomerId
) -> None:
    """It had not fallen due: no interest (Räntelagen 2 and 4 §§) and no fee for asking."""
    case_id = late(office, who)
    remind(office, case_id)
    assert office.open(case_id) == "10144.93"
    contact.log_call(office.desk, [case_id], Call(Outcome.NOT_RECEIVED))
    assert office.open(case_id) == "10000.00"
    undoing.undo(office.desk)
    assert office.open(case_id) == "10144.93"


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("fee_agreed", "no"),  # Lag (1981:739) 2 §
        ("delivered", "no"),
        ("due_on", "2026-10-19"),  # not late when the letter went out
    ],
)
def test_a_fee_goes_with_the_fact_it_stood_on(office: Office, who: CustomerId, fact: str, value: str) -> None:
    case_id = late(office, who)
    remind(office, case_id)
    assert booked(office, case_id, EntryKind.REMINDER_FEE) == "60.00"
    facts.set_invoice(office.desk, case_id, {fact: value})
    assert booked(office, case_id, EntryKind.REMINDER_FEE) == "0.00"


@pytest.mark.parametrize(
    ("due_on", "left"),
    [("2026-09-30", "38.00"), ("2026-10-05", "0.00")],  # inkassoforskriften § 1-2: 14 days after the due date
)
def test_a_norwegian_fee_needs_14_days_from_the_due_date_that_holds(
    tmp_path: Path, due_on: str, left: str
) -> None:
    office = Office.opened(tmp_path / "no.db", "2026-09-01", NORWEGIAN_FIRM)
    who = office.customer("Lyngbris Kystferie AS", country="NO")
    case_id = office.invoice(who, "1", "10000", issued="2026-09-01", due="2026-09-17", currency="NOK")
    remind(office, case_id)
    facts.set_invoice(office.desk, case_id, {"due_on": due_on})
    fees = [e.amount.amount for e in office.case(case_id).live_ledger if e.kind is EntryKind.REMINDER_FEE]
    assert str(sum(fees, start=kronor("0.00").amount)) == left


def test_undoing_a_fact_takes_back_the_interest_claimed_on_it(office: Office, who: CustomerId) -> None:
    case_id = late(office, who, due_agreed=None, fee_agreed=None)
    learnt = facts.set_invoice(office.desk, case_id, {"due_agreed": "yes"})
    remind(office, case_id, on="2026-09-29")
    assert office.open(case_id) == "10032.88"
    undoing.undo(office.desk, learnt.action_id)
    assert office.open(case_id) == "10000.00"


def test_undoing_a_letter_that_was_paid_leaves_the_case_at_zero(office: Office, who: CustomerId) -> None:
    case_id = late(office, who)
    office.sleep_until("2026-10-18")
    proposal = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    sent = sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    payments.book_payment(office.desk, case_id, proposal.claim.total)
    undoing.undo(office.desk, sent.action_id)
    assert (office.open(case_id), booked(office, case_id, EntryKind.PAYMENT)) == ("0.00", "-10000.00")


def test_a_payment_undone_after_a_correction_opens_the_whole_case(office: Office, who: CustomerId) -> None:
    case_id = late(office, who)
    claimed = remind(office, case_id).claim.total
    paid = payments.book_payment(office.desk, case_id, claimed)
    facts.set_invoice(office.desk, case_id, {"agreed_rate": "5"})
    undoing.undo(office.desk, paid.action_id)
    assert office.open(case_id) == "10102.47"


def test_setting_one_agreed_rate_leaves_or_replaces_the_other(office: Office, who: CustomerId) -> None:
    case_id = late(office, who)

    def agreed(**said: str) -> tuple[str, str]:
        facts.set_invoice(office.desk, case_id, said)
        paper = office.case(case_id).invoice
        return facts.as_text(paper, "agreed_rate"), facts.as_text(paper, "agreed_margin")

    assert agreed(agreed_rate="5", agreed_margin="") == ("5", "")
    assert agreed(agreed_margin="") == ("5", "")
    assert agreed(agreed_margin="4") == ("", "4")
    assert agreed(agreed_rate="3") == ("3", "")
    with pytest.raises(UnreadableValueError):
        agreed(agreed_rate="3", agreed_margin="4")


def test_a_letters_sum_paid_late_closes_all_its_invoices_before_any_interest(
    office: Office, who: CustomerId
) -> None:
    first, second = late(office, who), late(office, who, "2")
    claimed = remind(office, first, second).claim.total
    office.sleep_until("2026-11-20")
    payments.book_payment(office.desk, first, claimed)
    assert [office.open(first), office.open(second)] == ["0.00", "0.00"]


def test_the_sum_that_settles_the_named_invoice_brings_its_interest(office: Office, who: CustomerId) -> None:
    first, second = late(office, who, fee_agreed=None), late(office, who, "2")
    remind(office, first, second)
    office.sleep_until("2026-11-20")
    # 10 000 x 10 % x 64/365 = 175.34 in all, on the principal
    payments.book_payment(office.desk, first, kronor("10175.34"))
    assert booked(office, first, EntryKind.LATE_INTEREST) == "175.34"
    assert office.open(first) == "0.00"
    assert office.open(second) == "10144.93"


@pytest.mark.parametrize(
    ("known", "kept"),
    [
        ({"fee_agreed_on": "2026-09-01"}, "60.00"),  # Lag (1981:739) 2 §: on the day of the invoice
        ({"fee_agreed_on": "2026-09-02"}, "0.00"),  # the day after it
        ({"law": "unknown"}, "0.00"),  # no law, no fee
        ({"law": "NO"}, "0.00"),  # Norwegian fees are in kroner of their own
    ],
)
def test_a_fee_goes_with_its_agreement_and_its_law(
    office: Office, who: CustomerId, known: dict[str, str], kept: str
) -> None:
    case_id = late(office, who)
    remind(office, case_id)
    facts.set_invoice(office.desk, case_id, known)
    assert booked(office, case_id, EntryKind.REMINDER_FEE) == kept
