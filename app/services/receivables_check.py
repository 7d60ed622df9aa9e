"""What other books say customers owe, beside what stands here on the same day, and why the two differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from sqlite3 import Connection

from app.domain.money import Currency, Money
from app.importers.draft import DraftBalance, DraftParty
from app.storage.receivables import OpenClaim, customer_credits, open_claims, waiting_sums

WRITTEN_DOWN = "1519"
"""The Swedish account that lowers the receivables without a customer having paid."""

Who = Callable[[DraftParty], int]
"""Says which customer a party of the books is; below zero for one that is not here."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that the two differ by.

    Attributes:
        code: `charges`, `drafts`, `credits`, `written_down`, `unknown` or `missing` (customers that only one
            of them has).
        amount: By how much it makes the books say more; negative where it makes them say less.
        names: The customers it is about, largest first.
    """

    code: str
    amount: Money
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerDifference:
    """A customer that both have, with other sums."""

    name: str
    books: Money
    ours: Money


@dataclass(frozen=True, slots=True)
class Comparison:
    """The receivables of one currency, by the books and by ours.

    Attributes:
        on: The day of both; everything that counts until its end is in ours.
        ours: Everything that was open here, interest and fees among it.
        reasons: What is known to make them differ; `rest` is what is left of the difference then.
        customers: Who is behind the rest, largest difference first; empty if the books name no customers.
        waiting: What had come in here and belongs to nobody yet; the books may know whose it is.
        fitting: Invoices of ours of exactly the rest: number and customer.
        bank_through: The last day of which our payments are known; the books may have later ones.
        apart: What was open here in other currencies, which is not compared.
    """

    on: date
    books: Money
    ours: Money
    reasons: tuple[Reason, ...]
    customers: tuple[CustomerDifference, ...] = ()
    waiting: Money | None = None
    fitting: tuple[tuple[str, str], ...] = ()
    bank_through: date | None = None
    apart: tuple[Money, ...] = ()

    @property
    def difference(self) -> Money:
        """Return by how much the books say more; negative where they say less."""
        return self.books - self.ours

    @property
    def rest(self) -> Money:
        """Return what no reason explains."""
        return self.difference - sum_of((reason.amount for reason in self.reasons), self.books.currency)

    @property
    def is_behind(self) -> bool:
        """Say whether the books may have payments that no bank file has brought here."""
        return self.bank_through is None or self.bank_through < self.on


def check(
    connection: Connection, balances: Sequence[DraftBalance], who: Who, bank_through: date | None
) -> tuple[Comparison, ...]:
    """Compare the balances of a bookkeeping file with ours, each currency for itself."""
    days = sorted({(balance.on, balance.amount.currency) for balance in balances})
    return tuple(
        _compared(
            connection,
            [each for each in balances if (each.on, each.amount.currency) == (on, currency)],
            who,
            bank_through,
        )
        for on, currency in days
    )


def sum_of(amounts: Iterable[Money], currency: Currency) -> Money:
    """Return the sum of amounts in one currency."""
    return Money(sum(amount.minor for amount in amounts), currency)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both sides of one comparison, taken apart by customer; `names` has those of both."""

    currency: Currency
    books: dict[int, Money]
    ours: dict[int, Money]
    names: dict[int, str]

    def owed(self, side: dict[int, Money], who: int) -> Money:
        return side.get(who, Money.zero(self.currency))


def _compared(
    connection: Connection, balances: Sequence[DraftBalance], who: Who, bank_through: date | None
) -> Comparison:
    on, currency = balances[0].on, balances[0].amount.currency
    everything = list(open_claims(connection, on))
    claims = [claim for claim in everything if claim.principal.currency == currency]
    credits_ = [each for each in customer_credits(connection, on) if each.amount.currency == currency]
    sides = _sides(balances, claims, who, {each.customer_id: each.amount for each in credits_})
    wholes = [each for each in balances if each.customer is None]
    books = sum_of((each.amount for each in wholes or balances), currency)
    ours = sum_of((claim.principal + claim.charges for claim in claims), currency)
    credited = sum_of((each.amount for each in credits_), currency)
    known = [
        Reason("charges", -sum_of((claim.charges for claim in claims), currency)),
        Reason("drafts", -sum_of((claim.principal for claim in claims if claim.is_draft), currency)),
        Reason("credits", -credited),
        Reason("written_down", sum_of((e.amount for e in wholes if e.account == WRITTEN_DOWN), currency)),
        *(_one_sided(sides) if sides.books else ()),
    ]
    found = Comparison(
        on,
        books,
        ours,
        tuple(reason for reason in known if reason.amount),
        customers=tuple(_differences(sides)),
        waiting=next((each for each in waiting_sums(connection, on) if each.currency == currency), None),
        bank_through=bank_through,
        apart=_apart(everything, currency),
    )
    return replace(found, fitting=_fitting(claims, -found.rest))


def _sides(
    balances: Sequence[DraftBalance], claims: Sequence[OpenClaim], who: Who, credits_: dict[int, Money]
) -> _Sides:
    """Take both sides apart: the books by customer, ours by what invoices that were sent claim of each."""
    currency = balances[0].amount.currency
    books: dict[int, Money] = defaultdict(lambda: Money.zero(currency))
    ours: dict[int, Money] = defaultdict(lambda: Money.zero(currency))
    names: dict[int, str] = {}
    for claim in claims:
        names[claim.customer_id] = claim.customer
        if not claim.is_draft:
            ours[claim.customer_id] += claim.principal
    for customer_id, amount in credits_.items():
        ours[customer_id] -= amount
    for balance in balances:
        if balance.customer:
            known = who(balance.customer)
            books[known] += balance.amount
            names.setdefault(known, balance.customer.name)
    return _Sides(currency, dict(books), dict(ours), names)


def _one_sided(sides: _Sides) -> Iterator[Reason]:
    """Yield what customers owe whom only the books have, and those whom only we have."""
    unknown = {who: amount for who, amount in sides.books.items() if who < 0 and amount}
    missing = {who: -amount for who, amount in sides.ours.items() if who not in sides.books and amount}
    for code, found in (("unknown", unknown), ("missing", missing)):
        largest = sorted(found, key=lambda who: -abs(found[who].minor))
        names = tuple(sides.names[who] for who in largest if who in sides.names)
        yield Reason(code, sum_of(found.values(), sides.currency), names)


def _differences(sides: _Sides) -> list[CustomerDifference]:
    """Return the customers that both have, with other sums."""
    both = [who for who in sides.books if who > 0]
    found = [
        CustomerDifference(sides.names[who], sides.owed(sides.books, who), sides.owed(sides.ours, who))
        for who in both
        if sides.owed(sides.books, who) != sides.owed(sides.ours, who)
    ]
    return sorted(found, key=lambda each: -abs((each.books - each.ours).minor))


def _fitting(claims: Sequence[OpenClaim], missing: Money) -> tuple[tuple[str, str], ...]:
    """Return the invoices that have exactly what the books lack, so that each alone may be the cause."""
    if missing.minor <= 0:
        return ()
    return tuple(
        (claim.number, claim.customer)
        for claim in claims
        if claim.principal == missing and not claim.is_draft
    )


def _apart(claims: Sequence[OpenClaim], currency: Currency) -> tuple[Money, ...]:
    others = sorted({claim.principal.currency for claim in claims} - {currency})
    return tuple(
        sum_of((c.principal + c.charges for c in claims if c.principal.currency == other), other)
        for other in others
    )
