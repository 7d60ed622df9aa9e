"""What a pack should have, line by line with where it is put right; and what the next step costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app import formatting
from app.domain.attachment import AttachmentKind
from app.domain.case import Case
from app.domain.due import days_late
from app.domain.history import CallMade, DisputeAnswered, DisputeClosed, DisputeOpened
from app.domain.limitation import limitation
from app.domain.partner import Partner, PartnerKind
from app.i18n import _, language, ngettext
from app.services.court_fees import court_fees
from app.services.desk import Desk
from app.services.evidence_read import Evidence
from app.services.explain.limitation import last_day
from app.services.explain.words import dated, money


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line of the checklist; `way_out` is where it is put right, as `ui.pages.ways_out` knows it."""

    code: str
    title: str
    words: str
    good: bool
    way_out: str


def checklist(found: Evidence) -> tuple[CheckItem, ...]:
    """Return what somebody who takes the claim on will ask for, and whether it is there."""
    return (
        _identity(found),
        _files(found, "invoices", _("Invoices"), AttachmentKind.INVOICE),
        _files(found, "contract", _("Contract or order"), AttachmentKind.AGREEMENT, AttachmentKind.ORDER),
        _delivery(found),
        _calls(found),
        _letters(found),
        _interest(found),
        _disputes(found),
        _limitation(found),
    )


def _identity(found: Evidence) -> CheckItem:
    who = found.customer
    lacks = [
        words for words, value in ((_("number"), who.identifier), (_("address"), who.address)) if not value
    ]
    said = (
        _("Missing: {what}.").format(what=", ".join(lacks)) if lacks else _("Number and address are there.")
    )
    return CheckItem("identity", _("Who the customer is"), said, not lacks, "customer")


def _files(found: Evidence, code: str, title: str, *kinds: AttachmentKind) -> CheckItem:
    lacks = [claim.case.invoice.number for claim in found.claims
             if not found.has(claim.case.invoice.id, *kinds)]  # fmt: skip
    said = _("Missing for {numbers}.").format(numbers=", ".join(lacks)) if lacks else _("Goes along.")
    return CheckItem(code, title, said, not lacks, "attachments")


def _delivery(found: Evidence) -> CheckItem:
    """Ask for proof that the work was delivered, and for a note that the invoice arrived."""
    proof = _files(found, "delivery", _("Proof of delivery"), AttachmentKind.DELIVERY)
    unknown = [claim.case.invoice.number for claim in found.claims if not _has_arrived(claim.case)]
    if not unknown:
        return proof
    said = _("It is not noted that {numbers} arrived.").format(numbers=", ".join(unknown))
    if proof.good:
        return replace(proof, words=said, good=False, way_out="facts")
    return replace(proof, words=f"{proof.words} {said}")


def _has_arrived(case: Case) -> bool:
    return case.invoice.facts.delivered is True or case.invoice.facts.delivered_on is not None


def _calls(found: Evidence) -> CheckItem:
    days = {entry.happened_on for claim in found.claims for entry in claim.case.live_history
            if isinstance(entry.event, CallMade)}  # fmt: skip
    if not days:
        return CheckItem("calls", _("Calls"), _("Nobody has called yet."), good=False, way_out="call")
    said = ngettext("{n} call, the last one {day}.", "{n} calls, the last one {day}.", len(days))
    words = said.format(n=len(days), day=dated(max(days), found.on))
    return CheckItem("calls", _("Calls"), words, good=True, way_out="call")


def _letters(found: Evidence) -> CheckItem:
    days = [paper.sent_on for paper in found.papers if paper.kind and paper.kind.is_dunning]
    if not days:
        return CheckItem("letters", _("Letters"), _("No letter has been sent."), good=False, way_out="letter")
    said = ngettext("{n} letter, the last one {day}.", "{n} letters, the last one {day}.", len(days))
    words = said.format(n=len(days), day=dated(max(days), found.on))
    return CheckItem("letters", _("Letters"), words, good=True, way_out="letter")


def _interest(found: Evidence) -> CheckItem:
    bearing = [claim for claim in found.claims if claim.lines]
    amount = money(found.sum(claim.interest for claim in found.claims), whole=False)
    said = _("{amount}, half-year by half-year.").format(amount=amount)
    if not bearing:
        said = _("No late interest is claimed.")
    return CheckItem("interest", _("Interest calculated"), said, bool(bearing), "facts")


def _disputes(found: Evidence) -> CheckItem:
    entries = [entry.event for claim in found.claims for entry in claim.case.live_history]
    opened = sum(isinstance(event, DisputeOpened) for event in entries)
    answered = sum(isinstance(event, DisputeAnswered | DisputeClosed) for event in entries)
    if not opened:
        said = _("The customer has not disputed the claim.")
        return CheckItem("disputes", _("Disputes and answers"), said, good=True, way_out="dispute")
    words = ngettext("{n} dispute, {answers} answered.", "{n} disputes, {answers} answered.", opened)
    said = words.format(n=opened, answers=answered)
    return CheckItem("disputes", _("Disputes and answers"), said, answered >= opened, "dispute")


def _limitation(found: Evidence) -> CheckItem:
    limits = [limit for claim in found.claims if (limit := limitation(claim.case))]
    if not limits:
        said = _("Choose first which country's law the invoice follows.")
        return CheckItem("limitation", _("Limitation"), said, good=False, way_out="facts")
    first = min(limits, key=lambda limit: limit.on)
    said = _("It can be enforced until {day}.").format(day=last_day(first))
    return CheckItem("limitation", _("Limitation"), said, first.on >= found.on, "proof")


def costs(desk: Desk, found: Evidence, partner: Partner | None) -> tuple[str, ...]:
    """Return what the claim is, what going on costs and how long it takes, a sentence each."""
    return tuple(_costs(desk, found, partner))


def _costs(desk: Desk, found: Evidence, partner: Partner | None) -> Iterator[str]:
    said = _("The claim is {total}, of which {interest} is interest and {charges} fees. It is {days} late.")
    late = max(days_late(claim.case, found.on) for claim in found.claims)
    yield said.format(
        total=money(found.total, whole=False),
        interest=money(found.sum(claim.interest for claim in found.claims), whole=False),
        charges=money(found.sum(claim.charges for claim in found.claims), whole=False),
        days=formatting.days(late, language()),
    )
    if found.disputed:
        yield _("{amount} is disputed. It stays with you and is not part of the claim.").format(
            amount=money(found.disputed, whole=False)
        )
    if partner is not None and partner.terms:
        yield _("What you agreed with {partner}: {terms}").format(partner=partner.name, terms=partner.terms)
    elif partner is not None and partner.kind is not PartnerKind.ENFORCEMENT_AUTHORITY:
        yield _("No terms are noted for {partner}. Ask what it costs before you send the pack.").format(
            partner=partner.name
        )
    if partner is None or partner.kind is PartnerKind.ENFORCEMENT_AUTHORITY:
        yield from _public_ways(desk, found)


def _public_ways(desk: Desk, found: Evidence) -> Iterator[str]:
    fees = court_fees(found.law, found.on, desk.statutes)
    if found.law not in ("SE", "NO"):
        return
    if fees.court is None or fees.enforcement is None:
        yield _("What the public ways cost today is not known yet. Look at the authority's own page.")
        return
    court, enforcement = (money(fee, whole=False) for fee in (fees.court, fees.enforcement))
    if found.law == "NO":
        yield _("A forliksklage costs {court}, utlegg on the invoice {enforcement} ({law}).").format(
            court=court, enforcement=enforcement, law=fees.law
        )
        return
    yield _("A payment order costs {court}, enforcing it {enforcement} more ({law}).").format(
        court=court, enforcement=enforcement, law=fees.law
    )
    said = _("The customer normally has at most {days} to answer, counted from when it is served.")
    if fees.reply_days:
        yield said.format(days=formatting.days(fees.reply_days, language()))
    yield _("A customer who has to pay also pays these fees.")
