"""From matches to the rows of the page: who, which invoices, and what is too little or too much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.case import Case
from app.domain.invoice import CaseId
from app.domain.matching import Books, Candidate, Certainty, Match, Why
from app.domain.money import Money
from app.services.explain.matches import difference_words, why_words
from app.services.matching_limits import as_money
from app.services.matching_values import Proposal, Share
from app.storage.bank_payments import StoredPayment


@dataclass(frozen=True, slots=True)
class Known:
    """What proposals are worded from.

    Attributes:
        returned: What stood on cases of the payments that the bank has taken back.
    """

    cases: Mapping[CaseId, Candidate]
    names: Mapping[int, str]
    interest: Callable[[CaseId, date], int]
    limit: int
    booked: Mapping[int, tuple[CaseId, ...]]
    returned: Mapping[int, tuple[Share, ...]] = field(default_factory=dict)

    def with_returned(self, booked: Mapping[int, tuple[CaseId, ...]], cases: Mapping[CaseId, Case]) -> Known:
        """Return it with the invoices of payments that were taken back."""
        shares = {
            payment_id: tuple(_returned(cases[case_id]) for case_id in case_ids)
            for payment_id, case_ids in booked.items()
        }
        return replace(self, returned=shares)


def _returned(case: Case) -> Share:
    paper, nothing = case.invoice, Money.zero(case.invoice.currency)
    return Share(
        paper.id,
        paper.customer_id,
        paper.number,
        case.customer.name,
        nothing,
        case.open,
        case.open,
        paper.due_on,
    )


@dataclass(frozen=True, slots=True)
class Laid:
    """Shares of one payment, and what they leave.

    Attributes:
        interest: What of the shares is interest that only this payment claims.
    """

    shares: tuple[Share, ...]
    interest: Money
    over: Money
    short: Money


def known_of(books: Books) -> Known:
    """Return what wording needs of the books that were matched against."""
    return Known(
        cases={case.case_id: case for case in books.candidates},
        names={card.id: card.name for card in books.payers},
        interest=books.interest,
        limit=books.tolerance,
        booked={payment.id: cases for payment, cases in books.booked.items()},
    )


def laid(
    known: Known, wanted: Sequence[tuple[CaseId, Money]], amount: Money, on: date, *, credit: int = 0
) -> Laid:
    """Return what laying sums on cases comes to: what is open first, then interest, the rest is over.

    `credit` is what earlier credit pays of them, in minor units.
    """
    currency, shares, interest = amount.currency, [], 0
    rest = amount.minor - sum(min(part.minor, known.cases[case_id].open.minor) for case_id, part in wanted)
    for case_id, part in wanted:
        case = known.cases[case_id]
        taken = min(part.minor, case.open.minor)
        if rest > 0 and taken == case.open.minor:
            fresh = min(rest, known.interest(case_id, on))
            interest, rest, taken = interest + fresh, rest - fresh, taken + fresh
        shares.append(_share(known, case, Money(taken, currency)))
    short = sum(share.left.minor for share in shares) - credit
    over, still = Money(max(rest, 0), currency), Money(max(short, 0), currency)
    return Laid(tuple(shares), Money(interest, currency), over, still)


def _share(known: Known, case: Candidate, part: Money) -> Share:
    left = Money(max(case.open.minor - part.minor, 0), part.currency)
    name = known.names.get(case.customer_id, "")
    return Share(case.case_id, case.customer_id, case.number, name, part, case.open, left, case.due_on)


def proposals(
    payments: Iterable[StoredPayment], matches: Mapping[int, Match], known: Known
) -> list[Proposal]:
    """Return the rows of these payments in their order."""
    return [_proposal(payment, matches[payment.id], known) for payment in payments]


def _proposal(payment: StoredPayment, match: Match, known: Known) -> Proposal:
    incoming = payment.incoming
    wanted = [(share.case_id, share.amount) for share in match.shares]
    is_again = match.why is Why.BOOKED_BEFORE
    credit = sum(use.amount.minor for use in match.credits)
    found = laid(known, wanted, incoming.amount, incoming.received_on, credit=credit)
    short = found.short if found.short and not is_again else None
    over = found.over if found.over and match.shares and not is_again else None
    interest = found.interest or None
    return Proposal(
        payment_id=payment.id,
        movement=incoming.movement,
        received_on=incoming.received_on,
        amount=incoming.amount,
        payer=incoming.payer,
        reference=incoming.reference,
        message=incoming.message,
        account=payment.account,
        bank_id=payment.bank_id,
        certainty=match.certainty,
        why=why_words(match),
        shares=known.returned.get(match.takes_back or 0, ())
        or (_again(found.shares, incoming.amount) if is_again else found.shares),
        credits=match.credits,
        difference=difference_words(short=short, over=over, interest=interest),
        short=short,
        over=over,
        may_write_off=bool(short and short <= as_money(known.limit, short.currency)),
        takes_back=match.takes_back,
    )


def _again(shares: tuple[Share, ...], amount: Money) -> tuple[Share, ...]:
    """Return shares that change nothing: the money was booked before."""
    return tuple(
        Share(each.case_id, each.customer_id, each.number, each.customer, amount, each.open, each.open,
              each.due_on)
        for each in shares
    )  # fmt: skip


def of_certainty(found: Sequence[Proposal], certainty: Certainty) -> tuple[Proposal, ...]:
    """Return the proposals of one group."""
    return tuple(row for row in found if row.certainty is certainty)
