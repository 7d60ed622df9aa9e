"""Payments booked where they belong: what stays open, what is written off, what is credit, and undo."""

import itertools
from datetime import date, timedelta

import pytest

from app.domain.history import LetterKind, PromiseMade
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.party import CustomerId
from app.services import customer_credit, matching, plans, reminders, sending, undoing
from app.services.apologising import withdraw_charges
from app.services.could_be_paid import could_be_paid
from app.services.matching_limits import set_write_off_limit
from app.services.matching_values import (
    NothingChosenError,
    OtherCurrencyError,
    SplitTooLargeError,
    UnknownPaymentError,
    WriteOffTooLargeError,
)
from app.services.payments import Receipt, lay, lay_out
from app.services.reminders import Wish
from app.storage.payments import NewPayment, add_payment, payment_of
from tests.office import Office, kronor
from tests.services.bank_files import MONDAY, bank_file, book_all, paid, read_in, waiting, waits


@pytest.fixture
def yard(office: Office) -> CustomerId:
    return office.customer("Norrskärs Båtvarv HB")


@pytest.fixture
def two(office: Office, yard: CustomerId) -> tuple[CaseId, CaseId]:
    """Return two late invoices of one customer, on 2026-11-18."""
    first = office.invoice(
        yard, "10412", "25900", issued="2026-08-17", due="2026-09-17", due_agreed=True, reference="10412005"
    )
    second = office.invoice(yard, "10427", "15400", issued="2026-09-16", due="2026-10-16", due_agreed=True)
    office.sleep_until("2026-11-18")
    return first, second


def the_id(office: Office) -> int:
    """Return the one payment that waits."""
    (row,) = waiting(office)
    return row.payment_id


def test_certain_payments_are_booked_with_one_call_and_one_undo(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    read_in(office, bank_file(paid("25900", reference="10412005"), paid("15400", reference="10427")))
    done = matching.accept_certain(office.desk)
    assert (done.booked, done.closed, done.thanks) == (2, two, two)
    assert [office.open(case_id) for case_id in two] == ["0.00", "0.00"]
    assert waits(office) == []
    undoing.undo(office.desk)
    assert [office.open(case_id) for case_id in two] == ["25900.00", "15400.00"]
    assert [certainty for _amount, certainty, _numbers in waits(office)] == ["certain", "certain"]
    undoing.redo(office.desk)
    assert [office.open(case_id) for case_id in two] == ["0.00", "0.00"]


def test_a_payment_that_waits_takes_the_invoice_off_the_list_of_those_to_chase(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    read_in(office, bank_file(paid("41300", reference="10412005")))
    assert waits(office) == [("41300.00", "likely", ("10412", "10427"))]
    assert [item.state.value for item in office.work_list()] == ["almost_done"]


def test_too_little_leaves_the_rest_open_unless_it_is_written_off_within_the_limit(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    read_in(office, bank_file(paid("25892", reference="10412005")))
    (row,) = waiting(office)
    assert (row.certainty.value, row.short, row.may_write_off) == ("likely", kronor("8"), True)
    book_all(office)
    assert office.open(two[0]) == "8.00"
    undoing.undo(office.desk)
    book_all(office, rest=matching.Rest.WRITE_OFF)
    assert office.open(two[0]) == "0.00"
    assert [each.kind for each in office.case(two[0]).live_ledger][-1] is EntryKind.WRITE_OFF


def test_more_than_the_limit_is_never_written_off(office: Office, two: tuple[CaseId, CaseId]) -> None:
    read_in(office, bank_file(paid("25880", reference="10412005")))
    assert not waiting(office)[0].may_write_off
    with pytest.raises(WriteOffTooLargeError):
        book_all(office, rest=matching.Rest.WRITE_OFF)
    assert office.open(two[0]) == "25900.00"
    set_write_off_limit(office.desk, 25)
    book_all(office, rest=matching.Rest.WRITE_OFF)
    assert office.open(two[0]) == "0.00"


def test_too_much_is_the_customers_credit_offered_for_the_next_invoice(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    from app.services.payments import book_payment

    book_payment(office.desk, two[0], kronor("25900"), received_on=date(2026, 9, 17))
    read_in(office, bank_file(paid("15900", reference="10427")))
    (row,) = waiting(office)
    done = book_all(office)
    # 15 400 x 10 % x 31/365 = 130.79 of interest to the day of payment is lawful (Räntelagen 3 and 6 §§)
    assert row.over == kronor("369.21")
    assert [(each.amount, each.next_case) for each in done.credits] == [(kronor("369.21"), None)]
    third = office.invoice(
        office.case(two[1]).customer.id, "10500", "1000", issued="2026-11-01", due="2026-12-01"
    )
    (credit,) = customer_credit.credits(office.desk)
    assert credit.next_case == third
    customer_credit.use_credit(office.desk, credit.payment_id, third)
    assert office.open(third) == "630.79"
    assert customer_credit.credits(office.desk) == ()
    undoing.undo(office.desk)
    assert office.open(third) == "1000.00"
    customer_credit.pay_back(office.desk, credit.payment_id)
    assert customer_credit.credits(office.desk) == ()
    with pytest.raises(customer_credit.NoCreditError):
        customer_credit.use_credit(office.desk, credit.payment_id, third)


def test_a_payment_is_split_as_the_user_says_and_the_rest_is_credit(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    read_in(office, bank_file(paid("20000", payer="Någon Annan")))
    choice = matching.Choice(the_id(office), ((two[0], kronor("12000")), (two[1], kronor("7000"))))
    seen = matching.outlook(office.desk, choice)
    assert [str(each.left.amount) for each in seen.shares] == ["13900.00", "8400.00"]
    assert (seen.unallocated, seen.over) == (kronor("1000"), kronor("1000"))
    done = matching.accept(office.desk, [choice])
    assert [office.open(case_id) for case_id in two] == ["13900.00", "8400.00"]
    assert [each.amount for each in done.credits] == [kronor("1000")]


def test_what_cannot_be_booked_is_refused_and_nothing_changes(
    office: Office, two: tuple[CaseId, CaseId], yard: CustomerId
) -> None:
    euro = office.invoice(yard, "E1", "500", issued="2026-09-16", due="2026-10-16", currency="EUR")
    read_in(office, bank_file(paid("20000", payer="Någon Annan")))
    payment_id = the_id(office)
    for shares, refusal in (
        ((), NothingChosenError),
        (((two[0], kronor("20001")),), SplitTooLargeError),
        (((euro, kronor("500")),), OtherCurrencyError),
    ):
        with pytest.raises(refusal):
            matching.accept(office.desk, [matching.Choice(payment_id, shares)])
    with pytest.raises(UnknownPaymentError):
        matching.accept(office.desk, [matching.Choice(99, ((two[0], kronor("1")),))])
    assert [office.open(case_id) for case_id in two] == ["25900.00", "15400.00"]


class StoppedError(Exception):
    """The user pressed *cancel*."""


def test_stopping_at_any_step_books_nothing(office: Office, two: tuple[CaseId, CaseId]) -> None:
    read_in(office, bank_file(paid("25900", reference="10412005"), paid("15400", reference="10427")))
    stops = 0
    while (done := _stopped_at(office, stops)) is None:
        assert [office.open(case_id) for case_id in two] == ["25900.00", "15400.00"]
        assert len(waits(office)) == 2
        stops += 1
    assert done.booked == 2
    assert stops > 6, "it can be stopped while it reads, books and judges"


def _stopped_at(office: Office, place: int) -> matching.Accepted | None:
    """Book what is certain, stopping at the step `place`; `None` when that stopped it."""
    steps = itertools.count()

    def stop(_done: int, _of: int) -> None:
        if next(steps) == place:
            raise StoppedError

    try:
        return matching.accept_certain(office.desk, progress=stop)
    except StoppedError:
        return None


def test_a_payment_before_the_interest_claimed_leaves_the_case_as_it_is_read_again(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    proposal = reminders.propose(office.desk, [two[0]], Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    on = MONDAY - timedelta(days=30)
    with office.desk.begin() as work:
        case = work.case(two[0])
        assert case.open > kronor("25900")
        payment_id = add_payment(work, NewPayment(on, case.open, case.customer.id))
        (share,) = lay_out([case], case.open, on, office.desk.statutes)
        after = lay(work, share, Receipt(payment_id, on, ""), office.desk.statutes)
        again = work.case(two[0])
        assert (after.open, after.live_ledger) == (again.open, again.live_ledger)
        assert after.live_history == again.live_history
        assert payment_of(work, after.live_ledger[-1].id) == payment_id


def test_other_invoices_and_what_follows_are_answered_from_what_was_read(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    read_in(office, bank_file(paid("26000", payer="Norrskärs Båtvarv HB")))
    payment_id, seen = the_id(office), matching.overview(office.desk)
    choice = matching.Choice(payment_id, ((two[0], kronor("26000")),))
    fresh = matching.candidates(office.desk, payment_id), matching.outlook(office.desk, choice)
    assert (
        matching.candidates(office.desk, payment_id, seen=seen),
        matching.outlook(office.desk, choice, seen),
    ) == fresh
    matching.set_aside(office.desk, [payment_id])
    assert matching.candidates(office.desk, payment_id, seen=seen) == fresh[0]
    with pytest.raises(UnknownPaymentError):
        matching.accept(office.desk, [choice])


def test_a_payment_before_its_invoice_is_shown_on_it_as_soon_as_that_is_written_down(
    office: Office, yard: CustomerId
) -> None:
    office.sleep_until("2026-11-18")
    read_in(office, bank_file(paid("4800", payer="Norrskärs Båtvarv HB")))
    office.invoice(yard, "10430", "4800", issued="2026-09-16", due="2026-10-16")
    assert [item.state.value for item in office.work_list()] == ["almost_done"]


def test_a_payer_under_another_name_is_known_the_next_time(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    read_in(office, bank_file(paid("25900", reference="10412005", payer="Familjen Lind")))
    book_all(office)
    read_in(office, bank_file(paid("15400", payer="Familjen Lind"), kind="camt"))
    (row,) = waiting(office)
    assert (row.certainty.value, row.numbers) == ("likely", ("10427",))


def test_a_payment_set_aside_no_longer_waits_and_can_be_taken_up_again(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    read_in(office, bank_file(paid("15400", payer="Norrskärs Båtvarv")))
    payment_id = the_id(office)
    matching.set_aside(office.desk, [payment_id])
    assert (waits(office), matching.overview(office.desk).set_aside) == ([], 1)
    assert could_be_paid(office.desk, two) == ()
    assert [each.payment_id for each in matching.aside(office.desk)] == [payment_id]
    matching.take_up(office.desk, [payment_id])
    assert len(waits(office)) == 1
    undoing.undo(office.desk)
    assert waits(office) == []


def test_another_invoice_can_be_chosen_the_likeliest_first(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    read_in(office, bank_file(paid("15400", payer="Okänd Betalare")))
    payment_id = the_id(office)
    assert [each.number for each in matching.candidates(office.desk, payment_id)] == ["10427", "10412"]
    found = matching.candidates(office.desk, payment_id, "båtvarv")
    assert {each.number for each in found} == {"10412", "10427"}
    assert [each.number for each in matching.candidates(office.desk, payment_id, "0412")] == ["10412"]


def test_the_sum_of_a_letter_that_runs_is_certain_for_all_its_invoices(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    proposal = reminders.propose(office.desk, two, Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    office.sleep_until("2026-11-26")
    on = date(2026, 11, 25)
    amount = str(proposal.claim.total.amount)
    read_in(office, bank_file(paid(amount, reference="10412005", on=on)))
    assert waits(office) == [(amount, "certain", ("10412", "10427"))]
    assert matching.accept_certain(office.desk).closed == two


def test_the_next_instalment_is_certain_and_says_how_far_the_plan_has_come(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    proposal = plans.propose(office.desk, two, plans.PlanWish(3, date(2026, 11, 30)))
    plans.sign(office.desk, plans.make(office.desk, proposal))
    first = proposal.instalments[0]
    office.sleep_until("2026-12-01")
    read_in(office, bank_file(paid(str(first.amount.amount), reference="10412005", on=first.due_on)))
    assert [row[1] for row in waits(office)] == ["certain"]
    done = matching.accept_certain(office.desk)
    assert {(paid_now, of) for _case, paid_now, of in done.instalments} == {(1, 3)}


def test_a_promise_kept_is_told_and_thanks_are_offered_but_never_sent(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    with office.desk.begin() as work:
        work.tell(two[1], PromiseMade(kronor("15400"), date(2026, 11, 20)))
        work.commit()
    office.sleep_until("2026-11-20")
    read_in(office, bank_file(paid("15400", reference="10427", on=date(2026, 11, 19))))
    done = matching.accept_certain(office.desk)
    assert (done.kept_promises, done.thanks) == ((two[1],), (two[1],))
    query = "SELECT count(*) FROM letter"
    assert office.desk.database.connection.execute(query).fetchone() == (0,)


def test_a_payment_dated_before_our_letter_is_told_so_that_we_can_apologise(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    proposal = reminders.propose(office.desk, [two[0]], Wish(LetterKind.REMINDER))
    sending.mark_sent(office.desk, sending.make(office.desk, proposal))
    office.sleep_until("2026-11-20")
    before = MONDAY - timedelta(days=3)
    read_in(office, bank_file(paid("25900", reference="10412005", on=before)))
    done = book_all(office)
    assert done.crossed == (two[0],)
    withdraw_charges(office.desk, [two[0]])
    assert office.open(two[0]) == "0.00"


def test_money_that_may_be_the_customers_is_named_before_a_letter_goes_out(
    office: Office, two: tuple[CaseId, CaseId]
) -> None:
    assert could_be_paid(office.desk, two) == ()
    read_in(office, bank_file(paid("777", payer="Norrskärs Båtvarv")))
    (found,) = could_be_paid(office.desk, two)
    said = "777.00 SEK from Norrskärs Båtvarv on 16 November waits, and may be for this."
    assert found.words.replace("\xa0", " ") == said
    other = office.invoice(office.customer("Eva Ek"), "10600", "300", issued="2026-09-16", due="2026-10-16")
    assert could_be_paid(office.desk, [other]) == ()
