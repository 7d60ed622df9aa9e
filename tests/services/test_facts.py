"""The facts the law asks about: set, kept with what they were, and felt at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.history import FactChanged, LetterKind
from app.domain.interest_rate import AgreedRateTooHighError
from app.domain.invoice import AgreedInterest, CaseId
from app.domain.ledger import EntryKind
from app.domain.party import CustomerKind
from app.services import facts, registering, reminders, sending, undoing
from app.services.errors import (
    DuplicateInvoiceError,
    UnknownCustomerError,
    UnknownFieldError,
    UnreadableValueError,
)
from app.services.reminders import Wish
from tests.office import NORWEGIAN_FIRM, Office, kronor


@pytest.fixture
def case_id(office: Office) -> CaseId:
    """Return an invoice of a business about which nothing more is known, late on 2026-11-18."""
    who = office.customer("Kvarnhjulets Bageri AB")
    made = office.invoice(who, "10438", "18750", issued="2026-09-28", due="2026-10-28")
    office.sleep_until("2026-11-18")
    return made


def test_an_agreed_due_date_makes_interest_run_from_it(office: Office, case_id: CaseId) -> None:
    def claimed() -> str:
        return str(reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER)).claim.total.amount)

    # Not agreed: from 30 days after sending on 28 September, which is 28 October too (Räntelagen 4 §).
    assert claimed() == "18857.88"
    facts.set_invoice(office.desk, case_id, {"due_agreed": "yes", "fee_agreed": "yes"})
    assert claimed() == "18917.88"
    undoing.undo(office.desk)
    assert claimed() == "18857.88"


def test_a_changed_fact_keeps_its_old_value_readable(office: Office, case_id: CaseId) -> None:
    facts.set_invoice(office.desk, case_id, {"due_on": "2026-11-10"})
    assert office.case(case_id).live_history[-1].event == FactChanged("due_on", "2026-10-28", "2026-11-10")
    assert office.case(case_id).invoice.due_on == date(2026, 11, 10)


def test_an_invoice_that_never_arrived_takes_its_interest_back(office: Office, case_id: CaseId) -> None:
    proposal = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    facts.set_invoice(office.desk, case_id, {"delivered": "no"})
    interest = [e.amount.minor for e in office.case(case_id).live_ledger if e.kind is EntryKind.LATE_INTEREST]
    assert sum(interest) == 0
    assert office.open(case_id) == "18750.00"


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"colour": "red"}, UnknownFieldError),
        ({"due_agreed": "maybe"}, UnreadableValueError),
        ({"due_on": "2026-02-30"}, UnreadableValueError),
        ({"agreed_rate": "nan"}, UnreadableValueError),
        ({"agreed_rate": "-1"}, UnreadableValueError),
        ({"law": "DK"}, UnreadableValueError),
        ({"due_agreed": "yes", "law": "DK"}, UnreadableValueError),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    office: Office, case_id: CaseId, changes: dict[str, str], refused: type[Exception]
) -> None:
    before = office.case(case_id)
    with pytest.raises(refused):
        facts.set_invoice(office.desk, case_id, changes)
    assert office.case(case_id) == before


def test_an_organisation_number_implies_a_business_but_confirms_nothing(office: Office) -> None:
    who = office.customer("Bageriet AB", kind=None, identifier="5560360793")
    case_id = office.invoice(who, "1", "100", issued="2026-09-28", due="2026-10-28")
    assert office.case(case_id).customer.kind is CustomerKind.BUSINESS
    assert not office.case(case_id).customer.kind_confirmed
    facts.set_customer(office.desk, who, {"kind": "business"})
    assert office.case(case_id).customer.kind_confirmed


def test_an_address_is_read_into_its_parts(office: Office) -> None:
    who = office.customer("A AB")
    facts.set_customer(office.desk, who, {"address": "Storgatan 1, 903 26 Umeå", "phone": "090-17 00 00"})
    case_id = office.invoice(who, "1", "100", issued="2026-09-28", due="2026-10-28")
    customer = office.case(case_id).customer
    assert customer.address.lines == ("Storgatan 1", "903 26 Umeå")
    assert customer.contact.phone == "090-17 00 00"


def test_an_agreement_with_the_customer_covers_later_invoices_only(office: Office) -> None:
    who = office.customer("A AB", fee_agreed_on=date(2026, 9, 1), fee_source="offerten")
    later = office.invoice(who, "2", "100", issued="2026-09-28", due="2026-10-28")
    earlier = office.invoice(who, "1", "100", issued="2026-08-31", due="2026-09-30")
    supplied = office.invoice(
        who, "3", "100", issued="2026-09-28", due="2026-10-28", supplied_on=date(2026, 8, 20)
    )
    agreed = [office.case(case_id).invoice.facts.fee_agreed for case_id in (later, earlier, supplied)]
    assert agreed == [True, None, None]


def test_a_number_is_used_once_by_a_customer(office: Office) -> None:
    who = office.customer("A AB")
    office.invoice(who, "1", "100", issued="2026-09-28", due="2026-10-28")
    with pytest.raises(DuplicateInvoiceError):
        office.invoice(who, "1", "200", issued="2026-09-28", due="2026-10-28")
    office.invoice(office.customer("B AB"), "1", "200", issued="2026-09-28", due="2026-10-28")


def test_a_customer_abroad_has_no_law_until_one_is_chosen(office: Office) -> None:
    abroad = office.invoice(
        office.customer("Fjällbris AS", country="NO"), "1", "100", issued="2026-09-28", due="2026-10-28"
    )
    assert office.case(abroad).invoice.law is None
    office.sleep_until("2026-11-18")
    letter = reminders.propose(office.desk, [abroad], Wish(LetterKind.REMINDER))
    assert letter.claim.total == kronor("100")


def test_a_customer_is_found_by_name_number_or_identifier_and_never_guessed(office: Office) -> None:
    who = office.customer("Åkeriet AB", number="1042", identifier="5560360793")
    for name in ("Åkeriet AB", "1042", "5560360793"):
        assert registering.find_customer(office.desk, name) == who
    with pytest.raises(UnknownCustomerError):
        registering.find_customer(office.desk, "Åkeriet")


@pytest.fixture
def norwegian(tmp_path: Path) -> Office:
    """Return a Norwegian firm's desk on a day whose statutory rate is 12.25 %."""
    return Office.opened(tmp_path / "no.db", "2026-10-01", NORWEGIAN_FIRM)


def owed_in_norway(office: Office, kind: CustomerKind | None) -> CaseId:
    who = office.customer("Kari Fjell", kind=kind, country="NO")
    return office.invoice(who, "1", "10000", issued="2026-08-03", due="2026-09-01", currency="NOK")


@pytest.mark.parametrize("kind", [CustomerKind.CONSUMER, None])
@pytest.mark.parametrize(
    ("field", "refused", "taken"),
    [("agreed_rate", "12.26", "12.25"), ("agreed_margin", "8.01", "8")],
)
def test_norway_refuses_a_consumer_rate_above_the_statutory_one(
    norwegian: Office, kind: CustomerKind | None, field: str, refused: str, taken: str
) -> None:
    """Forsinkelsesrenteloven § 4; a kind that is not known is a consumer."""
    case_id = owed_in_norway(norwegian, kind)
    with pytest.raises(AgreedRateTooHighError):
        facts.set_invoice(norwegian.desk, case_id, {field: refused})
    assert norwegian.case(case_id).invoice.facts.agreed is None
    facts.set_invoice(norwegian.desk, case_id, {field: taken})
    assert norwegian.case(case_id).invoice.facts.agreed is not None


def test_what_may_not_be_agreed_may_not_come_with_a_new_invoice_or_another_law(
    norwegian: Office, office: Office, case_id: CaseId
) -> None:
    high = AgreedInterest(Decimal(15))
    who = norwegian.customer("Kari Fjell", kind=CustomerKind.CONSUMER, country="NO")
    with pytest.raises(AgreedRateTooHighError):
        norwegian.invoice(who, "2", "100", issued="2026-08-03", due="2026-09-01", currency="NOK", agreed=high)
    private = office.customer("Eva Ek", kind=CustomerKind.CONSUMER)
    swedish = office.invoice(private, "3", "100", issued="2026-09-28", due="2026-10-28", agreed=high)
    with pytest.raises(AgreedRateTooHighError):
        facts.set_invoice(office.desk, swedish, {"law": "NO"})
    assert office.case(swedish).invoice.law == "SE"


def test_a_norwegian_business_may_agree_any_rate(norwegian: Office) -> None:
    case_id = owed_in_norway(norwegian, CustomerKind.BUSINESS)
    facts.set_invoice(norwegian.desk, case_id, {"agreed_rate": "24"})
    assert norwegian.case(case_id).invoice.facts.agreed == AgreedInterest(Decimal(24))
