"""What payments are looked up in: open invoices by reference, number, amount and customer, built once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.invoice import CaseId
from app.domain.matching import (
    Allotment,
    Books,
    Candidate,
    CreditLeft,
    Incoming,
    Match,
    SentLetter,
    SettledInvoice,
    Why,
)
from app.domain.matching_names import PayerIndex
from app.domain.matching_text import account_digits, bare, squeezed
from app.domain.money import Currency, Money
from app.domain.party import CustomerId

Keyed = dict[str, list[CaseId]]


class Index:
    """The books as a matcher sees them; what is proposed for one payment is no longer open for the next.

    Attributes:
        left: What is still open on each case, in minor units.
        credit: What is still left of each credit.
    """

    def __init__(self, books: Books) -> None:
        self.books = books
        self.payers = PayerIndex(books.payers)
        self.cases: dict[CaseId, Candidate] = {each.case_id: each for each in books.candidates}
        self.left: dict[CaseId, int] = {each.case_id: each.open.minor for each in books.candidates}
        self.credit: dict[int, int] = {each.payment_id: each.left.minor for each in books.credits}
        self.replaced: set[int] = set()
        self.paid_instalments: set[int] = set()
        self._references: Keyed = defaultdict(list)
        self._bare: Keyed = defaultdict(list)
        self._numbers: Keyed = defaultdict(list)
        self._of_customer: dict[CustomerId, list[CaseId]] = defaultdict(list)
        self._of_plan: dict[int, list[CaseId]] = defaultdict(list)
        self._of_amount: dict[tuple[Currency, int], list[CaseId]] = defaultdict(list)
        self._settled: dict[str, list[SettledInvoice]] = defaultdict(list)
        self._letters: dict[str, list[SentLetter]] = defaultdict(list)
        self._own = frozenset(account_digits(account) for account in books.own_accounts)
        for case in sorted(books.candidates, key=_age):
            self._file(case)
        for each in books.settled:
            for key in {squeezed(each.number), squeezed(each.reference)} - {""}:
                self._settled[key].append(each)
        for letter in books.letters:
            self._letters[squeezed(letter.reference)].append(letter)

    def _file(self, case: Candidate) -> None:
        for table, key in (
            (self._references, squeezed(case.reference)),
            (self._numbers, squeezed(case.number)),
            (self._bare, bare(case.reference)),
            (self._bare, bare(case.number)),
        ):
            if key and case.case_id not in table[key]:
                table[key].append(case.case_id)
        self._of_customer[case.customer_id].append(case.case_id)
        if case.plan_id is not None:
            self._of_plan[case.plan_id].append(case.case_id)
        self._of_amount[case.open.currency, case.open.minor].append(case.case_id)

    def by_reference(self, text: str, currency: Currency) -> tuple[CaseId, ...]:
        """Return the cases with exactly this payment reference; where none has it, with this number."""
        key = squeezed(text)
        found = self._references.get(key) or self._numbers.get(key) or ()
        return self._in(found, currency)

    def is_one(self, text: str, case_id: CaseId) -> bool:
        """Say whether a text is reference or number of this case and of no other, open or settled."""
        key = squeezed(text)
        cases = {*self._references.get(key, ()), *self._numbers.get(key, ())}
        others = {each.case_id for each in self._settled.get(key, ())}
        return not (cases | others) - {case_id}

    def by_bare(self, text: str, currency: Currency) -> tuple[CaseId, ...]:
        """Return the cases whose reference or number is this one but for leading zeros and strokes."""
        key = bare(text)
        return self._in(self._bare.get(key, ()), currency) if key else ()

    def by_number(self, text: str, currency: Currency) -> tuple[CaseId, ...]:
        """Return the cases that a word of a free text names, by number or reference."""
        key = squeezed(text)
        return self._in([*self._numbers.get(key, ()), *self._references.get(key, ())], currency)

    def _in(self, case_ids: Iterable[CaseId], currency: Currency) -> tuple[CaseId, ...]:
        fitting = (case_id for case_id in case_ids if self.cases[case_id].open.currency == currency)
        return tuple(dict.fromkeys(fitting))

    def foreign(self, text: str, currency: Currency) -> CaseId | None:
        """Return a case in another currency that bears this reference or number."""
        key = squeezed(text)
        named = (*self._references.get(key, ()), *self._numbers.get(key, ()))
        return next((each for each in named if self.cases[each].open.currency != currency), None)

    def settled(self, text: str) -> Sequence[SettledInvoice]:
        """Return invoices with nothing open that bear this reference or number."""
        return self._settled.get(squeezed(text), ())

    def letters(self, text: str, on: date) -> list[SentLetter]:
        """Return the letters with this reference that still ran on a day."""
        return [each for each in self._letters.get(squeezed(text), ()) if on <= each.pay_by]

    def of_customer(self, who: CustomerId, currency: Currency) -> tuple[CaseId, ...]:
        """Return the cases of a customer on which something is open, oldest due first."""
        open_now = (case_id for case_id in self._of_customer.get(who, ()) if self.left[case_id] > 0)
        return self._in(open_now, currency)

    def every_of(self, who: CustomerId) -> tuple[CaseId, ...]:
        """Return the cases of a customer, those included that only a payment of ours has closed."""
        return tuple(self._of_customer.get(who, ()))

    def of_plan(self, named: Candidate) -> tuple[CaseId, ...]:
        """Return the open cases of the same plan, the named one first."""
        mates = self._of_plan.get(named.plan_id, ()) if named.plan_id is not None else ()
        rest = (each for each in mates if each != named.case_id and self.left[each] > 0)
        return (named.case_id, *rest)

    def of_amount(self, amount: Money) -> tuple[CaseId, ...]:
        """Return the cases on which exactly this is open."""
        found = self._of_amount.get((amount.currency, amount.minor), ())
        return tuple(each for each in found if self.left[each] == amount.minor)

    def credits_of(self, who: CustomerId, currency: Currency) -> list[CreditLeft]:
        """Return what a customer has to its credit in a currency, as far as nothing has used it yet."""
        return [
            each
            for each in self.books.credits
            if each.customer_id == who and each.left.currency == currency and self.credit[each.payment_id] > 0
        ]

    def is_own(self, account: str) -> bool:
        return bool(account) and account_digits(account) in self._own

    def payer_of(self, payment: Incoming) -> tuple[CustomerId, ...]:
        """Return who a payment may be from: by what the bank says of the payer, else by names in the text."""
        return self.payers.of(payment).ids or self.payers.in_text(f"{payment.payer} {payment.message}")

    def take(self, match: Match) -> None:
        """Let what a match proposes count as gone, so that the next payment finds the rest."""
        for share in match.shares:
            left = max(self.left[share.case_id] - share.amount.minor, 0)
            self.left[share.case_id] = left
            if left:
                self._of_amount[share.amount.currency, left].append(share.case_id)
        for use in match.credits:
            self.credit[use.payment_id] -= use.amount.minor
            self.left[use.case_id] = max(self.left[use.case_id] - use.amount.minor, 0)
        if match.replaces is not None:
            self.replaced.add(match.replaces)
        if match.why is Why.INSTALMENT:
            self.paid_instalments.add(self.cases[match.shares[0].case_id].plan_id or 0)

    def share(self, case_ids: Iterable[CaseId], amount: Money) -> tuple[Allotment, ...]:
        """Lay a sum on cases in their order, each up to what is open; what is over comes onto none."""
        shares, rest = [], amount.minor
        for case_id in case_ids:
            taken = min(rest, self.left[case_id])
            if taken > 0:
                shares.append(Allotment(case_id, Money(taken, amount.currency)))
                rest -= taken
        return tuple(shares)


def _age(case: Candidate) -> tuple[date, date, int]:
    return case.due_on or date.max, case.issued_on, case.case_id
