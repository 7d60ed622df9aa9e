"""The parts of the summary that tell: letters, disputes, promises and plans, who said what, limitation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app import formatting
from app.documents.evidence_pdf import DATE_SHARE, Grid, Words
from app.domain import history as told
from app.domain.case import Case
from app.domain.history import HistoryEntry, LetterSent, ProofKept
from app.i18n import _, ngettext
from app.services.case_story import Moment
from app.services.case_view import CasePage
from app.services.evidence_read import Evidence, Paper
from app.services.explain.outcomes import letter_name
from app.services.explain.timeline import event
from app.services.explain.words import money

_OURS = frozenset({"snoozed", "invoice_taken", "reason_given", "reason_answered"})
"""What only we need to know: when we put a case off, how it was read in, what we think of it."""
_NOTES = frozenset({"note_taken"})
_OF_DISPUTES = (told.DisputeOpened, told.DisputeAnswered, told.DisputeClosed)
_OF_PLANS = (told.PromiseMade, told.PlanPrinted, told.PlanSigned, told.PlanEnded)


def letters(found: Evidence) -> Iterator[Grid | Words]:
    """Yield the letters that went out, each with its day to pay and how it is known to have arrived."""
    heads = (
        (_("Sent"), DATE_SHARE, False),
        (_("Letter"), 36, False),
        (_("Number"), 22, False),
        (_("Pay by"), DATE_SHARE, False),
        (_("Sum"), 27, True),
        (_("Proof that it arrived"), 28, False),
    )
    rows = [
        (
            formatting.iso(paper.sent_on),
            letter_name(paper.kind),
            paper.number,
            formatting.iso(paper.pay_by) if paper.pay_by else "",
            money(paper.total, whole=False) if paper.kind.is_dunning else "",
            arrival(found, paper) or _("none on file"),
        )
        for paper in found.papers
        if paper.kind is not None
    ]
    yield Grid(heads, tuple(rows)) if rows else Words((_("No letter has been sent."),))


def arrival(found: Evidence, paper: Paper) -> str:
    """Return the day on which a letter is proved to have arrived, as ISO text; empty without proof."""
    for claim in found.claims:
        sent = {entry.id for entry in claim.case.live_history if _is_of(entry, paper)}
        for entry in claim.case.live_history:
            if isinstance(entry.event, ProofKept) and entry.event.of in sent:
                return formatting.iso(entry.happened_on)
    return ""


def _is_of(entry: HistoryEntry, paper: Paper) -> bool:
    return isinstance(entry.event, LetterSent) and entry.event.letter_id == paper.letter_id


def disputes(found: Evidence) -> Iterator[Grid | Words]:
    """Yield every objection of the customer and what was answered, in order."""
    yield _entries(found, _OF_DISPUTES, _("The customer has not disputed the claim."))


def left_out(found: Evidence) -> Iterator[str]:
    """Yield, invoice by invoice, what the customer contests and the claim therefore leaves out."""
    said = _("The customer disputes {amount} of invoice {number}. That part is not claimed here.")
    for claim in found.claims:
        if claim.disputed:
            amount = money(claim.disputed, whole=False)
            yield said.format(amount=amount, number=claim.case.invoice.number)


def plans(found: Evidence, pages: Sequence[CasePage]) -> Iterator[Grid | Words]:
    """Yield what the customer has promised and agreed to, and how promises ended."""
    yield _entries(found, _OF_PLANS, _("No promise and no plan."))
    broken = sum(moment.what == "promise_broken" for page in pages for moment in page.moments)
    if broken:
        said = ngettext(
            "{n} promise ran out without the money.", "{n} promises ran out without the money.", broken
        )
        yield Words((said.format(n=broken),))


def _entries(found: Evidence, kinds: tuple[type, ...], none: str) -> Grid | Words:
    heads = (
        (_("Invoice"), 15, False),
        (_("Day"), DATE_SHARE, False),
        (_("What"), 40, False),
        ("", 80, False),
    )
    rows = [
        (claim.case.invoice.number, formatting.iso(entry.happened_on), *_said(entry, claim.case))
        for claim in found.claims
        for entry in claim.case.live_history
        if isinstance(entry.event, kinds)
    ]
    return Grid(heads, tuple(rows)) if rows else Words((none,))


def _said(entry: HistoryEntry, case: Case) -> tuple[str, str]:
    said = event(entry, case)
    return said.title, said.text


def story(pages: Sequence[CasePage], *, notes: bool) -> Iterator[Grid | Words]:
    """Yield everything that happened, oldest first; what is the same for several invoices is told once."""
    heads = (
        (_("Day"), DATE_SHARE, False),
        (_("Invoice"), 20, False),
        (_("What"), 44, False),
        ("", 82, False),
    )
    told_of: dict[tuple[str, str, str], list[str]] = {}
    for page, moment in in_order(pages, notes=notes):
        text = "\n".join(part for part in (moment.text, _quoted(moment.quote) if notes else "") if part)
        told_of.setdefault((formatting.iso(moment.on), moment.title, text), []).append(
            page.case.invoice.number
        )
    yield Grid(
        heads,
        tuple(
            (day, ", ".join(dict.fromkeys(numbers)), title, text)
            for (day, title, text), numbers in told_of.items()
        ),
    )
    if not notes:
        yield Words((_("The words of calls and notes are left out. They can be had on request."),))


def in_order(pages: Iterable[CasePage], *, notes: bool) -> list[tuple[CasePage, Moment]]:
    """Return what others may read of the story, oldest first; without `notes` no note either."""
    left_out = _OURS if notes else _OURS | _NOTES
    past = [
        (page, moment)
        for page in pages
        for moment in reversed(page.moments)
        if moment.when == "past" and moment.what not in left_out
    ]
    return sorted(past, key=lambda pair: pair[1].on)


def _quoted(words: str) -> str:
    return _("Noted: {words}").format(words=words) if words else ""


def limitation_words(pages: Sequence[CasePage]) -> Iterator[str]:
    """Yield, invoice by invoice, the last day on which the claim can be enforced, and why."""
    said = _("Invoice {number}: the last day to enforce it is {day}. {why}")
    for page in pages:
        if page.limitation:
            yield said.format(number=page.case.invoice.number, day=page.limitation, why=page.limitation_why)
