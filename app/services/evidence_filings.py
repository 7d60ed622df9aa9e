"""What goes into the applications to authorities: every value from the same figures as all else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal

from app import formatting
from app.documents.evidence_filing import FILINGS, Filing, Values, filing, template
from app.domain.countries.base import RateTerms
from app.domain.dated_table import Statutes
from app.domain.history import LetterKind, LetterSent
from app.domain.interest_rate import tariff
from app.domain.ledger import LOWERING, EntryKind
from app.domain.money import NOK, Money
from app.i18n import N_, _, language, speaking
from app.services.court_fees import court_fees
from app.services.evidence_read import Claimed, Evidence, Paper
from app.services.explain.amounts import component_name
from app.services.explain.outcomes import letter_name
from app.services.explain.words import money

_WHAT = {
    EntryKind.PAYMENT: N_("payment"),
    EntryKind.CREDIT: N_("credit note"),
    EntryKind.WRITE_OFF: N_("write-off"),
}
Rows = tuple[Mapping[str, str], ...]
_DAY = timedelta(days=1)


def filings(found: Evidence, statutes: Statutes, copies: frozenset[int]) -> tuple[Filing, ...]:
    """Return the ready texts for the law of the claim, each in the language of its authority.

    `copies` are the cases whose invoice lies in the pack.
    """
    made = []
    for name in FILINGS.get(found.law, ()):
        with speaking(template(name)["language"]):
            made.append(filing(name, _values(found, statutes, copies)))
    return tuple(made)


def _values(found: Evidence, statutes: Statutes, copies: frozenset[int]) -> Values:
    firm, who = found.firm, found.customer
    demands, notices = _papers(found, _DEMANDS), _papers(found, _FORMAL, on_paper=_wants_paper(found))
    enforcement = _papers(found, (LetterKind.ENFORCEMENT_NOTICE,))
    fees = court_fees(found.law, found.on, statutes)
    return {
        "firm_name": firm.name,
        "firm_number": formatting.identifier(firm.identifier, firm.country),
        "firm_address": ", ".join(firm.address.lines),
        "firm_phone": formatting.phone(firm.phone, firm.country),
        "firm_email": firm.email,
        "name": who.name,
        "number": formatting.identifier(who.identifier, who.country),
        "address": ", ".join(who.address.lines),
        "phone": formatting.phone(who.contact.phone, who.country),
        "email": who.contact.email,
        "door_code": "",
        **_sums(found),
        **_interest(found, statutes),
        "invoices": tuple(_invoice(claim) for claim in found.claims),
        "supplied": _supplied(found),
        "lowered": tuple(_lowered(found)),
        "disputed": tuple(_disputed(found)),
        "fees": tuple(_fees(found)),
        "agreed_fees": tuple(_agreed_fees(found)),
        "demands": demands,
        "no_demand": "" if demands else "x",
        "demand": "",
        "costs_without_demand": "x" if not demands and any(claim.fees for claim in found.claims) else "",
        "notices": notices,
        "no_notice": "" if notices else "x",
        "notice": "",
        "enforcement_notices": enforcement,
        "no_enforcement_notice": "" if enforcement else "x",
        "missing_copies": tuple(
            {"number": claim.case.invoice.number, "copy": ""}
            for claim in found.claims
            if claim.case.invoice.id not in copies
        ),
        "court_fee": money(fees.court, whole=False) if fees.court else "",
        "enforcement_fee": money(fees.enforcement, whole=False) if fees.enforcement else "",
        "own_work": money(fees.own_work, whole=False) if fees.own_work else "",
        **_limit(found, statutes),
    }


_DEMANDS = (LetterKind.COLLECTION_DEMAND, LetterKind.PAYMENT_DEMAND)
_FORMAL = tuple(kind for kind in LetterKind if kind.is_formal)


def _sums(found: Evidence) -> dict[str, str]:
    principal = found.sum(claim.principal for claim in found.claims)
    return {
        "principal": money(principal, whole=False),
        "interest": money(found.sum(claim.interest for claim in found.claims), whole=False),
        "charges": money(found.sum(claim.charges for claim in found.claims), whole=False),
        "total": money(found.total, whole=False),
        "today": formatting.iso(found.on),
        "tomorrow": formatting.iso(found.on + _DAY),
        "running_on": money(principal, whole=False) if principal else "",
    }


def _interest(found: Evidence, statutes: Statutes) -> dict[str, str | Rows]:
    bearing = [claim for claim in found.claims if claim.lines]
    terms = {claim.case.invoice.facts.agreed for claim in bearing}
    agreed = next((each for each in terms if each), None)
    rate, above = "", ""
    if bearing:
        rate = _("at the statutory rate of the day (section 6 of the Swedish Interest Act)")
        if found.law == "NO":
            rate = _(
                "at the statutory rate of the day (section 3 of the Norwegian Late Payment Interest Act)"
            )
        if agreed:
            rate = _("at the agreed rate, now {rate}").format(rate=_rate(bearing[0]))
            above = "x" if any(_is_above(claim, statutes) for claim in bearing) else ""
        if len(terms) > 1:
            rate = _("at the rate of each invoice, as the summary shows")
    return {
        "interest_days": tuple(
            {
                "number": claim.case.invoice.number,
                "from": formatting.iso(min(line.first_day for line in claim.lines)),
            }
            for claim in bearing
        ),
        "rate": rate,
        "agreed_rate": _rate(bearing[0]) if bearing else "",
        "agreed_above": above,
        "agreed_ground": "",
        "no_interest": "" if bearing else "x",
    }


def _rate(claim: Claimed) -> str:
    return formatting.percent(claim.lines[-1].rate, language())


def _is_above(claim: Claimed, statutes: Statutes) -> bool:
    """Say whether the rate of the last day is higher than the law's own for that day."""
    last = claim.lines[-1].last_day
    terms = RateTerms(not claim.case.customer.is_business, None)
    lawful: list[Decimal] = [
        stretch.rate
        for stretch in tariff(claim.case.invoice.law or "", terms, statutes).stretches(last, last)
    ]
    return any(claim.lines[-1].rate > rate for rate in lawful)


def _invoice(claim: Claimed) -> Mapping[str, str]:
    invoice = claim.case.invoice
    return {
        "number": invoice.number,
        "left": money(claim.principal, whole=False),
        "due": formatting.iso(invoice.due_on) if invoice.due_on else "",
        "issued": formatting.iso(invoice.issued_on),
        "amount": money(invoice.amount_due, whole=False),
        "subject": invoice.subject.rstrip("."),
    }


def _supplied(found: Evidence) -> Rows:
    days = ((claim.case.invoice, claim.case.invoice.facts.supplied_on) for claim in found.claims)
    return tuple({"number": invoice.number, "day": formatting.iso(day)} for invoice, day in days if day)


def _lowered(found: Evidence) -> Iterator[Mapping[str, str]]:
    for claim in found.claims:
        for entry in claim.case.live_ledger:
            if entry.kind in LOWERING:
                yield {
                    "number": claim.case.invoice.number,
                    "amount": money(-entry.amount, whole=False),
                    "day": formatting.iso(entry.effective_on),
                    "what": _(_WHAT[entry.kind]),
                }


def _disputed(found: Evidence) -> Iterator[Mapping[str, str]]:
    for claim in found.claims:
        if claim.disputed:
            yield {"number": claim.case.invoice.number, "amount": money(claim.disputed, whole=False)}


def _fees(found: Evidence) -> Iterator[Mapping[str, str]]:
    for claim in found.claims:
        laws = {part.kind: part.law or "" for part in claim.owed.components}
        for fee in sorted(claim.fees, key=lambda fee: tuple(EntryKind).index(fee.kind)):
            yield {
                "number": claim.case.invoice.number,
                "what": component_name(fee.kind).lower(),
                "amount": money(fee.amount, whole=False),
                "law": laws.get(fee.kind, ""),
            }


def _agreed_fees(found: Evidence) -> Iterator[Mapping[str, str]]:
    for claim in found.claims:
        facts = claim.case.invoice.facts
        if found.law == "SE" and any(fee.kind is EntryKind.REMINDER_FEE for fee in claim.fees):
            day = formatting.iso(facts.fee_agreed_on) if facts.fee_agreed_on else ""
            yield {"number": claim.case.invoice.number, "day": day, "source": facts.fee_source}


def _wants_paper(found: Evidence) -> bool:
    """Say whether a notice before a suit has to be on paper: to a private party (tvisteloven § 5-2)."""
    return found.law == "NO" and not found.customer.is_business


def _papers(found: Evidence, kinds: tuple[LetterKind, ...], *, on_paper: bool = False) -> Rows:
    """Return the letters of these kinds whose day to pay has passed, oldest first; only those `on_paper`."""
    return tuple(
        {
            "what": letter_name(paper.kind),
            "sent": formatting.iso(paper.sent_on),
            "pay_by": formatting.iso(paper.pay_by),
            "amount": money(paper.total, whole=False),
        }
        for paper in found.papers
        if paper.kind in kinds
        and paper.kind
        and paper.pay_by
        and paper.pay_by < found.on
        and not (on_paper and _went_by_mail(found, paper))
    )


def _went_by_mail(found: Evidence, paper: Paper) -> bool:
    """Say whether a letter went out in another way than on paper."""
    return any(
        isinstance(entry.event, LetterSent)
        and entry.event.letter_id == paper.letter_id
        and entry.event.channel != "post"
        for claim in found.claims
        for entry in claim.case.live_history
    )


def _limit(found: Evidence, statutes: Statutes) -> dict[str, str]:
    """Say whether one party alone can ask the conciliation board for a judgment (tvisteloven § 6-10)."""
    if found.law != "NO":
        return {"over_limit": "", "limit": ""}
    limit = Money.of(statutes.table("NO", "forliksraad_judgment_limit").on(found.on).value, NOK)
    reached = found.currency == NOK and found.total >= limit
    return {"over_limit": "x" if reached else "", "limit": money(limit)}
