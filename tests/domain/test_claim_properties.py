"""What holds for every claim, whatever the case: sums add up, and doubt never costs the customer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.amounts import owed
from app.domain.case import Case
from app.domain.claim import Claim, claim
from app.domain.hindrance import NotAllowedError
from app.domain.history import LetterKind
from app.domain.invoice import Facts
from app.domain.money import Money
from app.domain.party import Customer
from app.statutes import load
from tests.domain.cases import BUSINESS, CONSUMER, UNSET, norwegian, paid, sent, swedish

STATUTES = load()
START = date(2025, 1, 7)

known = st.sampled_from([True, False, None])
facts = st.builds(Facts, due_agreed=known, fee_agreed=known, interest_notice_given=known)
days = st.integers(0, 300)
sums = st.integers(1, 10_000_00).map(lambda minor: f"{minor / 100:.2f}")
ladders = {"SE": LetterKind.COLLECTION_DEMAND, "NO": LetterKind.COLLECTION_WARNING}


@st.composite
def cases(draw: st.DrawFn, *, number: int = 1) -> Case:
    """Draw a case of a business or a consumer, due in the first ten months of 2025, some of it paid."""
    build = draw(st.sampled_from([swedish, norwegian]))
    due = START + timedelta(days=draw(days))
    case = build(
        draw(sums), due, customer=draw(st.sampled_from([BUSINESS, CONSUMER, UNSET])), facts=draw(facts),
        issued=due - timedelta(days=draw(st.integers(0, 60))), number=number,
    )  # fmt: skip
    if draw(st.booleans()):
        case = paid(case, draw(sums), due + timedelta(days=draw(st.integers(-20, 60))))
    return case


def _lawful(case: Case, kind: LetterKind, on: date) -> Claim | None:
    """Return the dearest letter that is lawful: fee, compensation or neither."""
    wanted = []
    for fee, compensation in ((False, False), (True, False), (False, True)):
        try:
            wanted.append(
                claim(
                    [case], kind, on, STATUTES, interest=True, fee=fee, compensation=compensation, pay_by=None
                )
            )
        except NotAllowedError:
            continue
    return max(wanted, key=lambda letter: letter.total.minor, default=None)


def _life(case: Case, on: date) -> list[Claim]:
    """Send a reminder, then a demand or warning once the reminder's day to pay has passed."""
    reminder = _lawful(case, LetterKind.REMINDER, on)
    if reminder is None or reminder.pay_by is None:
        return []
    last = _lawful(
        sent(case, reminder), ladders[case.invoice.law or ""], reminder.pay_by + timedelta(days=1)
    )  # fmt: skip
    return [reminder, last] if last else [reminder]


@given(cases(), days)
def test_every_claim_is_the_sum_of_its_lines_and_of_what_is_open_and_new(case: Case, wait: int) -> None:
    for letter in _life(case, START + timedelta(days=wait)):
        new = Money.total((entry.amount for entry in letter.entries), letter.currency)
        assert letter.total == Money.total((line.total for line in letter.lines), letter.currency)
        assert letter.total == case.open + new
        assert all(entry.amount.minor > 0 for entry in letter.entries)
        case = sent(case, letter)
        assert case.open == letter.total
        assert owed(case, letter.pay_by or letter.on, STATUTES).total == letter.total


@given(cases(number=1), cases(number=2), days)
def test_a_letter_about_two_invoices_never_costs_more_than_two_letters(
    first: Case, second: Case, wait: int
) -> None:
    second = replace(second, customer=first.customer)
    on = START + timedelta(days=300 + wait)
    alone = [_lawful(case, LetterKind.REMINDER, on) for case in (first, second)]
    if None in alone or first.invoice.law != second.invoice.law:
        return
    try:
        both = claim([first, second], LetterKind.REMINDER, on, STATUTES, interest=True, fee=True,
                     compensation=False, pay_by=None)  # fmt: skip
    except NotAllowedError:
        return
    assert both.total.minor <= sum(letter.total.minor for letter in alone if letter)


def _without_doubt(case: Case) -> tuple[Case, Case]:
    """Return the case as it is, and with each unknown fact known in favour of the customer."""
    facts = case.invoice.facts
    clear = replace(
        facts,
        due_agreed=facts.due_agreed or False,
        fee_agreed=facts.fee_agreed or False,
        interest_notice_given=facts.interest_notice_given or False,
    )
    customer: Customer = CONSUMER if case.customer.kind is None else case.customer
    return case, replace(case, customer=customer, invoice=replace(case.invoice, facts=clear))


@given(cases(), days)
def test_what_is_not_known_never_costs_more_than_what_is_known_to_favour_the_customer(
    case: Case, wait: int
) -> None:
    on = START + timedelta(days=wait)
    unknown, favourable = (_life(each, on) for each in _without_doubt(case))
    assert len(unknown) == len(favourable)
    for letter, known_letter in zip(unknown, favourable, strict=True):
        assert letter.total <= known_letter.total


@given(cases(), sums, st.integers(-30, 200), days)
def test_a_payment_never_raises_what_is_owed(case: Case, amount: str, paid_after: int, wait: int) -> None:
    on = START + timedelta(days=wait)
    due = case.invoice.due_on or START
    after = paid(case, amount, min(due + timedelta(days=paid_after), on))
    assert owed(after, on, STATUTES).total <= owed(case, on, STATUTES).total


@given(cases(), days, days)
def test_waiting_never_lowers_what_is_owed(case: Case, wait: int, more: int) -> None:
    on = START + timedelta(days=wait)
    assert owed(case, on, STATUTES).total <= owed(case, on + timedelta(days=more), STATUTES).total
