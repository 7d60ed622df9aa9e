"""An independent reckoning from the law sheet, day by day, held against lives of a case.

Nothing here is shared with the rules: the rates are typed in again, each day is counted alone as a fraction,
and the case is a handful of plain lists.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import isleap
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.amounts import interest_claimed_on, interest_to_book, owed, unbooked_interest
from app.domain.business_days import next_bank_day
from app.domain.case import Case
from app.domain.claim import claim
from app.domain.hindrance import NotAllowedError
from app.domain.history import LetterKind, LetterSent
from app.domain.invoice import Facts
from app.domain.late_interest import lawful_interest
from app.domain.ledger import EntryKind, booked_interest
from app.domain.money import Money
from app.domain.party import Customer, CustomerId, CustomerKind
from app.statutes import load
from tests.domain.cases import booked, norwegian, sent, swedish

STATUTES = load()
KNOWN_THROUGH = date(2026, 12, 31)
# Räntelagen 6 and 9 §§ (reference rate + 8); forsinkelsesrenteloven § 3. Percent per year from the day.
RATES = {
    "SE": [(date(2023, 7, 1), "11.5"), (date(2024, 1, 1), "12"), (date(2025, 1, 1), "11"),
           (date(2025, 7, 1), "10")],
    "NO": [(date(2023, 7, 1), "11.75"), (date(2024, 1, 1), "12.5"), (date(2025, 7, 1), "12.25"),
           (date(2026, 1, 1), "12"), (date(2026, 7, 1), "12.25")],
}  # fmt: skip


def rate_of(law: str, day: date) -> Fraction:
    rows = RATES[law]
    return Fraction(rows[bisect_right([first for first, _ in rows], day) - 1][1])


@dataclass
class Book:
    """One case as a clerk would keep it: what was paid when, and which letter ran from when to when."""

    law: str
    kind: CustomerKind | None
    principal: int
    issued: date
    due: date
    agreed: bool
    notice: bool
    paid: list[tuple[date, int]] = field(default_factory=list)
    letters: list[tuple[date, date]] = field(default_factory=list)
    notices: list[date] = field(default_factory=list)
    claimed_on: date | None = None

    @property
    def is_business(self) -> bool:
        return self.kind in (CustomerKind.BUSINESS, CustomerKind.PUBLIC)

    def start(self) -> date | None:
        """SE 3 §, else 4 §: 30 days after the demand, which to a consumer has to say so. NO § 2: due date."""
        due = next_bank_day(max(self.due, self.issued), self.law)
        if self.law == "NO" or self.agreed:
            return due
        demands = [self.issued] if self.is_business or self.notice else self.notices
        return max(due, min(demands) + timedelta(days=30)) if demands else None

    def counts_from(self, paid_on: date) -> date:
        """Return the day a payment lowers the principal from: a running letter has stopped the clock."""
        running = [sent_on for sent_on, pay_by in self.letters if sent_on <= paid_on <= pay_by]
        return min(running, default=paid_on)

    def interest(self, through: date) -> Fraction:
        start = self.start()
        stopped = [sent_on for sent_on, pay_by in self.letters if sent_on <= through <= pay_by]
        last = min([through, KNOWN_THROUGH, *stopped])
        if start is None:
            return Fraction(0)
        total, day = Fraction(0), start + timedelta(days=1)
        while day <= last:
            came_in = sum(amount for on, amount in self.paid if self.counts_from(on) < day)
            unpaid = max(self.principal - came_in, 0)
            total += Fraction(unpaid) * rate_of(self.law, day) / 100 / (366 if isleap(day.year) else 365)
            day += timedelta(days=1)
        return total


def rounded(ore: Fraction) -> int:
    """Halves up; interest is never below zero."""
    return (2 * ore.numerator + ore.denominator) // (2 * ore.denominator)


@st.composite
def books(draw: st.DrawFn) -> Book:
    issued = draw(st.dates(date(2023, 9, 1), date(2026, 9, 1)))
    return Book(
        law=draw(st.sampled_from(["SE", "NO"])),
        kind=draw(st.sampled_from([*CustomerKind, None])),
        principal=draw(st.integers(100, 9_999_999)),
        issued=issued,
        due=issued + timedelta(days=draw(st.integers(-3, 70))),
        agreed=draw(st.booleans()),
        notice=draw(st.booleans()),
    )


Events = list[tuple[str, int, int]]
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["pay", "friendly", "reminder", "last", "bare"]),
        st.integers(0, 60),
        st.integers(1, 120),
    ),
    max_size=8,
)


def opened(book: Book) -> Case:
    who = Customer(CustomerId(1), "Acme", book.kind, kind_confirmed=book.kind is not None)
    facts = Facts(due_agreed=book.agreed, interest_notice_given=book.notice)
    make = swedish if book.law == "SE" else norwegian
    amount = f"{book.principal // 100}.{book.principal % 100:02d}"
    return make(amount, book.due, customer=who, facts=facts, issued=book.issued)


def live(book: Book, events: Events) -> tuple[Case, date]:
    """Play a life: each event so many days after the last; what is refused does not happen."""
    case, today = opened(book), max(book.due, book.issued)
    for what, days, part in events:
        today += timedelta(days=days)
        if case.open.minor <= 0:
            break
        if what == "pay":
            taken = min(case.open.minor, book.principal * part // 100 + 1)
            case = booked(case, EntryKind.PAYMENT, Money(-taken, case.invoice.currency), today)
            book.paid.append((today, taken))
        else:
            case = written(case, book, what, today)
    return case, today


def written(case: Case, book: Book, what: str, today: date) -> Case:
    kinds = {
        "friendly": LetterKind.FRIENDLY,
        "last": LetterKind.COLLECTION_DEMAND if book.law == "SE" else LetterKind.COLLECTION_WARNING,
    }
    kind = kinds.get(what, LetterKind.REMINDER)
    try:
        asked = claim([case], kind, today, STATUTES, interest=what != "bare", fee=False,
                      compensation=False, pay_by=None)  # fmt: skip
    except NotAllowedError:
        return case
    assert asked.pay_by is not None
    book.letters.append((today, asked.pay_by))
    book.claimed_on = today if asked.entries else book.claimed_on
    if book.law == "SE" and not book.is_business:
        book.notices.append(today)
    return sent(case, asked)


@given(books(), EVENTS, st.integers(0, 400))
def test_interest_is_what_counting_each_day_alone_gives(book: Book, events: Events, later: int) -> None:
    case, today = live(book, events)
    on = today + timedelta(days=later)
    assert lawful_interest(case, on, STATUTES).amount.minor == rounded(book.interest(on))


@given(books(), EVENTS)
def test_what_was_booked_is_never_more_than_the_law_gave_by_the_last_day_claimed(
    book: Book, events: Events
) -> None:
    case, today = live(book, events)
    expected = rounded(book.interest(book.claimed_on)) if book.claimed_on else 0
    assert booked_interest(case.ledger, case.invoice.currency).minor == expected
    assert interest_to_book(case, today, STATUTES).minor >= 0
    claimed_on = interest_claimed_on(case)
    assert claimed_on is None or interest_to_book(case, claimed_on, STATUTES).minor == 0


@given(books(), EVENTS, st.integers(0, 60))
def test_a_letter_that_runs_is_settled_by_its_sum_and_parts_add_up(
    book: Book, events: Events, later: int
) -> None:
    case, today = live(book, events)
    on = today + timedelta(days=later)
    state = owed(case, on, STATUTES)
    assert sum(part.amount.minor for part in state.components) == state.total.minor
    runs = any(sent_on <= on <= pay_by for sent_on, pay_by in book.letters)
    if runs or case.open.minor <= 0:
        assert state.total == case.open
        assert unbooked_interest(case, on, STATUTES).minor == 0
    sums = [entry.event.on_case for entry in case.live_history if isinstance(entry.event, LetterSent)]
    if runs and not any(day >= book.letters[-1][0] for day, _ in book.paid):
        assert sums[-1] == case.open


@given(st.lists(st.integers(1, 120), min_size=1, max_size=7), st.dates(date(2025, 1, 1), date(2026, 5, 1)))
def test_norwegian_small_fees_are_two_at_most_in_any_six_months(gaps: list[int], due: date) -> None:
    """Inkassoforskriften §§ 1-2, 1-3: from day 14; the second after a missed deadline; then a pause."""
    case, today = norwegian("5000", due), next_bank_day(due, "NO")
    earliest = today + timedelta(days=14)
    fees: list[tuple[date, date, int]] = []
    for gap in gaps:
        today += timedelta(days=gap)
        try:
            asked = claim([case], LetterKind.REMINDER, today, STATUTES, interest=False, fee=True,
                          compensation=False, pay_by=None)  # fmt: skip
        except NotAllowedError:
            continue
        case = sent(case, asked)
        assert asked.pay_by
        fees.append((today, asked.pay_by, asked.entries[0].amount.minor))
    assert all(day >= earliest for day, _, _ in fees)
    assert all(ore == (3500 if day < date(2026, 1, 1) else 3800) for day, _, ore in fees)
    for (first, pay_by, _), (second, _, _) in pairwise(fees):
        assert second > pay_by >= first + timedelta(days=14)
    gaps_between = [later - earlier for (earlier, _, _), (later, _, _) in pairwise(fees)]
    assert all(max(pair) > timedelta(days=180) for pair in pairwise(gaps_between))


@given(books(), st.integers(1, 300))
def test_a_consumer_is_never_asked_for_more_than_a_business(book: Book, days: int) -> None:
    """What is unset is a consumer, and everything the law gives a consumer is the lower of the two."""
    on = next_bank_day(max(book.due, book.issued), book.law) + timedelta(days=days)
    totals = []
    for kind in (CustomerKind.BUSINESS, CustomerKind.CONSUMER, None):
        case = opened(replace(book, kind=kind))
        totals.append(owed(case, on, STATUTES).total)
    assert totals[0] >= totals[1] == totals[2]


def test_the_reckoning_itself_gives_the_vectors_of_the_law_sheet() -> None:
    """SE-C2 and NO-B of the law sheet, section 8.2: half-years and a leap year."""
    leap = Book("SE", CustomerKind.BUSINESS, 1_250_000, date(2024, 11, 1), date(2024, 11, 29), True, False)
    assert rounded(leap.interest(date(2025, 7, 31)) - leap.interest(date(2024, 11, 30))) == 91506
    long = Book("NO", None, 2_500_000, date(2025, 5, 1), date(2025, 6, 13), True, False)
    assert rounded(long.interest(date(2026, 7, 31)) - long.interest(date(2025, 6, 15))) == 342003
