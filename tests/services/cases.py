"""Cases made by hand, for rules that need no database."""

from datetime import date
from functools import cache

from app.domain.case import Case
from app.domain.invoice import CaseId, Facts, Invoice
from app.domain.ledger import EntryId, EntryKind, LedgerEntry
from app.domain.money import SEK, Money
from app.domain.party import Customer, CustomerId, CustomerKind


@cache
def late_cases() -> tuple[Case, ...]:
    """Return two late Swedish business invoices, 25 900 and 15 400 kr, with the due date agreed."""
    who = Customer(CustomerId(1), "Norrskärs Båtvarv HB", CustomerKind.BUSINESS, True, "SE")
    return tuple(
        _case(who, CaseId(n), Money(minor, SEK), due)
        for n, (minor, due) in enumerate([(2590000, date(2026, 9, 17)), (1540000, date(2026, 10, 16))], 1)
    )


def _case(who: Customer, case_id: CaseId, amount: Money, due: date) -> Case:
    issued = date(2026, 8, 17)
    paper = Invoice(
        case_id,
        who.id,
        str(case_id),
        SEK,
        amount,
        amount,
        issued,
        due,
        law="SE",
        facts=Facts(due_agreed=True),
    )
    entry = LedgerEntry(EntryId(case_id), case_id, EntryKind.PRINCIPAL, amount, issued, issued)
    return Case(paper, who, (entry,))
