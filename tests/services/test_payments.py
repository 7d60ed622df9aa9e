"""Money that comes in: what it settles, what is left, and what is never asked for again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import SEK, Money
from app.domain.promise import AmountNotPositiveError
from app.services import payments, plans, reminders, sending, undoing
from app.services.errors import FutureDayError
from app.services.payments import lay_out
from app.services.reminders import Wish
from app.statutes import load
from tests.office import Office, kronor


@pytest.fixture
def two(office: Office) -> tuple[CaseId, CaseId]:
    """Return two late invoices of one customer, on 2026-11-18."""
    who = office.customer("Norrskärs Båtvarv HB")
    first = office.invoice(
        who, "10412", "25900", issued="2026-08-17", due="2026-09-17", due_agreed=True, reference="10412005"
    )
    second = office.invoice(who, "10427", "15400", issued="2026-09-16", due="2026-10-16", due_agreed=True)
    office.sleep_until("2026-11-18")
    return first, second


def test_a_part_payment_leaves_the_rest_open(office: Office, two: tuple[CaseId, CaseId]) -> None:
    payments.book_payment(office.desk, two[0], kronor("5000"), received_on=date(2026, 11, 2))
    assert office.open(two[0]) == "20900.00"


def test_what_is_more_than_owed_stays_the_customers_and_no_case_goes_below_zero(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    payments.book_payment(office.desk, two[0], kronor("40000"))
    assert office.open(two[0]) == "0.00"
    assert office.open(two[1]) == "15400.00"


def test_the_sum_of_a_letter_about_two_invoices_closes_both(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    proposal = reminders.propose(office.desk, two, Wish(LetterKind.REMINDER))
    assert str(proposal.claim.total.amount) == "41879.18"
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    office.sleep_until("2026-11-30")
    payments.book_payment(office.desk, two[0], proposal.claim.total)
    assert [office.open(case_id) for case_id in two] == ["0.00", "0.00"]


def test_an_instalment_goes_to_the_named_invoice_and_then_to_the_others_of_the_plan(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    wish = plans.PlanWish(2, date(2026, 11, 30))
    proposal = plans.propose(office.desk, two, wish)
    plans.sign(office.desk, plans.make(office.desk, proposal))
    for part in proposal.instalments:
        office.sleep_until(part.due_on.isoformat())
        payments.book_payment(office.desk, two[0], part.amount)
    assert [office.open(case_id) for case_id in two] == ["0.00", "0.00"]


def test_a_payment_dated_before_a_letter_takes_the_interest_after_that_day_back(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    proposal = reminders.propose(office.desk, [two[0]], Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    office.sleep_until("2026-11-20")
    payments.book_payment(office.desk, two[0], kronor("25900"), received_on=date(2026, 11, 3))
    interest = [e.amount for e in office.case(two[0]).live_ledger if e.kind is EntryKind.LATE_INTEREST]
    # 25 900 x 10 % x 47/365, from 17 September to 3 November (Räntelagen 3 and 6 §§)
    assert sum(amount.minor for amount in interest) == 33351


def test_nothing_and_tomorrow_are_refused(office: Office, two: tuple[CaseId, CaseId]) -> None:
    with pytest.raises(AmountNotPositiveError):
        payments.book_payment(office.desk, two[0], kronor("0"))
    with pytest.raises(FutureDayError):
        payments.book_payment(office.desk, two[0], kronor("1"), received_on=date(2026, 11, 19))


def test_a_payment_undone_opens_the_case_again_with_the_same_sum(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    before = office.work_list()
    payments.book_payment(office.desk, two[0], kronor("26339.95"))
    assert office.open(two[0]) == "0.00"
    undoing.undo(office.desk)
    assert (office.open(two[0]), office.work_list()) == ("25900.00", before)
    undoing.redo(office.desk)
    assert office.open(two[0]) == "0.00"


@given(st.integers(1, 6_000_000))
def test_laying_a_sum_on_cases_neither_makes_nor_loses_an_ore(minor: int) -> None:
    from tests.services.cases import late_cases

    cases = late_cases()
    shares = lay_out(cases, Money(minor, SEK), date(2026, 11, 18), load())
    taken = sum(share.taken.minor for share in shares)
    booked = sum(share.interest.minor for share in shares)
    assert taken <= minor
    assert all(share.case.open + share.interest >= share.taken for share in shares)
    assert taken == minor or taken == sum(case.open.minor for case in cases) + booked
