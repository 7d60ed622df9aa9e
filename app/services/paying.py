"""What the payment panel offers: the sum that is most likely, and what booking a sum would lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.amounts import unbooked_interest
from app.domain.case import Case
from app.domain.dated_table import Statutes
from app.domain.due import effective_due_on
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.situation import situation
from app.i18n import _
from app.services.desk import Desk
from app.services.explain.words import dated, home_currency, money
from app.services.payments import lay_out
from app.storage.firm import read_firm


@dataclass(frozen=True, slots=True)
class Payable:
    """One invoice a payment may be for.

    Attributes:
        amount: What is most likely paid: money that waits for a yes, the next instalment, or what is open.
        remark: Where that amount comes from.
    """

    case_id: CaseId
    words: str
    amount: Money
    remark: str
    case: Case


def payables(desk: Desk, case_ids: Sequence[CaseId]) -> tuple[Payable, ...]:
    """Return these invoices of one customer, ready to be paid as of today."""
    with desk.begin() as work:
        found = work.cases(case_ids)
    with desk.database.reading() as connection:
        firm = read_firm(connection)
    home = home_currency(firm.country) if firm else None
    return tuple(_payable(found[case_id], desk, home) for case_id in case_ids)


def payment_outlook(desk: Desk, payable: Payable, amount: Money, received_on: date) -> str:
    """Return what booking this sum would lead to on the invoice. Nothing is booked."""
    shares = lay_out([payable.case], amount, received_on, desk.statutes)
    taken = Money.total((share.taken for share in shares), amount.currency)
    interest = Money.total((share.interest for share in shares), amount.currency)
    left, over = payable.case.open + interest - taken, amount - taken
    if over.minor > 0:
        said = _("Then: the invoice is paid, and {amount} is kept as the customer's credit.")
        return said.format(amount=money(over, whole=False))
    if left.minor > 0:
        return _("Then: {amount} is left to pay.").format(amount=money(left, whole=False))
    if interest:
        said = _("Then: the invoice is paid, with {amount} of interest.")
        return said.format(amount=money(interest, whole=False))
    return _("Then: the invoice is paid.")


def _payable(case: Case, desk: Desk, home: str | None) -> Payable:
    amount, remark = _likely(case, desk.today(), home, desk.statutes)
    said = _("Invoice {number}, {amount} open")
    words = said.format(number=case.invoice.number, amount=money(case.open, home))
    return Payable(case.invoice.id, words, amount, remark, case)


def _likely(case: Case, today: date, home: str | None, statutes: Statutes) -> tuple[Money, str]:
    if case.unconfirmed:
        return case.unconfirmed, _("This payment was read in and waits for your yes.")
    plan = situation(case, effective_due_on(case)).plan
    if plan is not None:
        said = _("The next instalment, due {day}.")
        most = case.open + unbooked_interest(case, today, statutes)
        return min(plan.waits_for.amount, most), said.format(day=dated(plan.waits_for.due_on, today))
    return case.open, _("All that is open: {amount}.").format(amount=money(case.open, home, whole=False))
