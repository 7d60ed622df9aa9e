"""The box *Checked* in words: what is in order, and what is not with the way to put it right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.requirements import missing, required
from app.domain.money import Money
from app.i18n import N_, _
from app.services.bank_age import bank_age
from app.services.could_be_paid import could_be_paid
from app.services.customer_credit import credits
from app.services.desk import Desk
from app.services.explain.words import dated, money
from app.services.own_limits import before_letter
from app.services.reminders import Checked, Proposal, bank_read_through

_OWN_NAMES = {"bankgiro": N_("bankgiro"), "plusgiro": N_("plusgiro"), "iban": N_("IBAN")}


@dataclass(frozen=True, slots=True)
class Check:
    """One line.

    Attributes:
        stops: The letter may not be printed before it is put right.
        way_out: Where it is put right: `customer`, `read_in`, `matching`, or nothing.
        asks: What has to be answered with a yes before the letter goes out; empty when nothing has.
        alone: It is asked about this customer, so that a run leaves the letter out unless it is chosen.
    """

    words: str
    is_good: bool
    stops: bool = False
    way_out: str = ""
    asks: str = ""
    alone: bool = False


def checks(desk: Desk, proposal: Proposal) -> tuple[Check, ...]:
    """Return what was looked at before the letter is printed, the good things first."""
    found = {check.code: check for check in proposal.checks}
    if not proposal.letter.asks:
        return (_address(found["address"], proposal),)
    lines = [
        *_possible_payments(desk, proposal),
        *_credit(desk, proposal),
        *_own_limits(desk, proposal),
        *_required(proposal),
        _address(found["address"], proposal),
        _free_to_send(proposal),
        _sum(found["sum"]),
        _bank_data(desk, found["bank_data"]),
    ]
    return tuple(sorted(_joined(lines, found["reference"], proposal), key=lambda line: not line.is_good))


def _joined(lines: Sequence[Check], reference: Checked, proposal: Proposal) -> list[Check]:
    if reference.is_good:
        return list(lines)
    said = _("There is no payment reference, so the letter asks for the invoice number.")
    return [*lines, Check(said, is_good=bool(proposal.letter.pay_to.reference))]


def _address(check: Checked, proposal: Proposal) -> Check:
    if check.stops:
        said = _("The customer has neither an address nor an e-mail address.")
        return Check(said, is_good=False, stops=True, way_out="customer")
    if not proposal.letter.recipient.address:
        said = _("There is no postal address, so the letter can only be e-mailed.")
        return Check(said, is_good=False, way_out="customer")
    if not proposal.letter.asks:
        return Check(_("The address is checked."), is_good=True)
    kind = proposal.letter.pay_to.account.kind
    account = _(_OWN_NAMES[kind]) if kind in _OWN_NAMES else _("account number")
    said = _("Address, payment reference and {account} are checked.")
    return Check(said.format(account=account), is_good=True)


def _possible_payments(desk: Desk, proposal: Proposal) -> list[Check]:
    """Return the first payment that waits and may be for these invoices; it stops the letter."""
    found = could_be_paid(desk, [case.invoice.id for case in proposal.cases])
    return [Check(each.words, is_good=False, stops=True, way_out="matching") for each in found[:1]]


def _credit(desk: Desk, proposal: Proposal) -> list[Check]:
    """Return what the customer has to its credit in the currency of the letter; it should be used first."""
    who = proposal.cases[0].customer
    found = [each for each in credits(desk, who.id) if each.amount.currency == proposal.claim.currency]
    if not found:
        return []
    words = " ".join(each.words for each in found)
    asks = _("{name} has money to its credit. Shall the letter ask for all of it?").format(name=who.name)
    return [Check(words, is_good=False, way_out="customer", asks=asks, alone=True)]


def _own_limits(desk: Desk, proposal: Proposal) -> list[Check]:
    """Return what the user's own limits say about a letter today: too soon, or right before a holiday."""
    found = before_letter(desk, proposal.cases[0])
    return [Check(each.words, is_good=False, asks=each.asks, alone=each.alone) for each in found]


def _required(proposal: Proposal) -> list[Check]:
    """Return whether a demand says everything that its law asks for; nothing for a letter that is free."""
    wanted = required(proposal.letter)
    if not wanted:
        return []
    if missing(proposal.letter):
        said = _(
            "The law asks what each invoice is for, and one does not say so. Add it to the text ({law})."
        )
        return [Check(said.format(law=wanted[0].law), is_good=False)]
    said = _("Everything that the law asks for is in the letter ({law}).")
    return [Check(said.format(law=wanted[0].law), is_good=True)]


def _free_to_send(proposal: Proposal) -> Check:
    disputed = Money.total((line.disputed for line in proposal.claim.lines), proposal.claim.currency)
    if disputed:
        said = _("The part the customer disputes, {amount}, is left out.")
        return Check(said.format(amount=money(disputed)), is_good=False)
    return Check(_("No dispute, no promise and no plan is open."), is_good=True)


def _sum(check: Checked) -> Check:
    if check.is_good:
        return Check(_("The sum agrees with the invoices to the öre."), is_good=True)
    said = _("The sum does not agree with the invoices, so the letter cannot go out.")
    return Check(said, is_good=False, stops=True)


def _bank_data(desk: Desk, check: Checked) -> Check:
    if check.is_good:
        return Check(bank_age(desk).words, is_good=True)
    read_through = bank_read_through(desk)
    if read_through is None:
        said = _("No bank file has been read in, so a payment may be on its way.")
    else:
        day = dated(read_through, desk.today())
        said = _("Payments are read in through {day}, so one may be on its way.").format(day=day)
    asks = _("Have you looked at the account, and has nothing come in?")
    return Check(said, is_good=False, way_out="read_in", asks=asks)
