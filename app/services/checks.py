"""What on an invoice usually leads to a dispute: seen as it is read in, typed or open, never blocking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from sqlite3 import Connection

from app.domain.case import Case
from app.domain.invoice import preset_law
from app.domain.invoice_checks import Finding, Paper, findings
from app.domain.money import Money
from app.domain.party import Customer, CustomerId, CustomerKind
from app.domain.references import implied_kind
from app.i18n import _
from app.importers import problems
from app.importers.detect import Kind
from app.importers.draft import Draft, DraftInvoice, DraftParty, Problem
from app.importers.terms import days_of
from app.services import credit_limits
from app.services.desk import Desk
from app.services.explain.words import dated
from app.services.import_compare import Judged, Verdict
from app.services.invoice_form import TypedInvoice
from app.storage import twins
from app.storage.firm import firm_country

_PAPERS = frozenset({Kind.INVOICE, Kind.EHF2, Kind.PEPPOL2, Kind.OIOUBL})
_MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at: what was seen, how to mend it, and the command that leads there."""

    says: str
    advice: str
    command: str = ""


_MENDED_BY = {
    "check_sum_differs": "reason",
    "check_likely_duplicate": "",
    "check_unknown_recipient": "",
    "check_due_off_terms": "facts",
    "check_term_too_long": "facts",
    "check_no_payment_reference": "facts",
}


def of_case(desk: Desk, case: Case) -> tuple[Remark, ...]:
    """Return what to look at on an open invoice."""
    if case.open.minor <= 0:
        return ()
    paper, who = case.invoice, case.customer
    with desk.database.reading() as connection:
        alike = twins.twins_of(connection, paper.id)
        waits_until = credit_limits.waits_until(connection, case)
    seen = Paper(
        paper.issued_on,
        paper.due_on,
        paper.total,
        country=paper.law or "",
        kind=who.kind,
        terms_days=days_of(paper.terms) if paper.terms else None,
        due_agreed=paper.facts.due_agreed,
        is_reachable=_is_reachable(who),
        twins=alike,
        payment_reference=paper.payment_reference,
    )
    found = tuple(_remark(each) for each in findings(seen, desk.statutes))
    return found if waits_until is None else (*found, _insured(waits_until, desk.today()))


def _insured(waits_until: date, today: date) -> Remark:
    """Say how long payment may be put off before the credit insurer no longer covers it."""
    said = _("The credit insurer lets the payment wait until {day}.").format(day=dated(waits_until, today))
    return Remark(said, _("Agree on no later day without asking it first."))


def of_typed(desk: Desk, typed: TypedInvoice) -> tuple[Remark, ...]:
    """Return what to look at on an invoice while it is typed; nothing before its day and amount are there."""
    if typed.amount is None or typed.issued_on is None:
        return ()
    with desk.look() as work:
        who = work.customer(typed.customer_id) if typed.customer_id else None
    with desk.database.reading() as connection:
        home = firm_country(connection)
        alike = twins.issued_between(connection, {typed.issued_on})
        credit = _credit(connection, typed.customer_id, typed.amount)
    key = (int(typed.customer_id or 0), typed.amount, typed.issued_on)
    number = typed.number.strip()
    known = typed.who
    kind = who.kind if who else CustomerKind(known["kind"]) if known.get("kind") else None
    reachable = any(known.get(name, "").strip() for name in ("address", "email", "identifier"))
    paper = Paper(
        typed.issued_on,
        typed.due_on,
        typed.amount,
        country=preset_law(home, who.country if who else home) or "",
        kind=kind,
        terms_days=days_of(who.terms) if who and who.terms else None,
        due_agreed=typed.facts.due_agreed,
        is_reachable=_is_reachable(who) if who else reachable,
        twins=tuple(each for each in alike.get(key, ()) if each != number),
        payment_reference=typed.payment_reference,
        limit=credit[0] if credit else None,
        owed=credit[1] if credit else None,
    )
    return tuple(_remark(each) for each in findings(paper, desk.statutes))


def _credit(
    connection: Connection, customer_id: CustomerId | None, total: Money
) -> tuple[Money, Money] | None:
    """Return the limit of a known customer and what is owed, both in the currency of an invoice."""
    return credit_limits.room(connection, customer_id, total.currency) if customer_id else None


def of_import(
    desk: Desk, connection: Connection, drafts: Sequence[Draft], judged: Sequence[Judged]
) -> Iterator[tuple[int, Problem]]:
    """Yield the number of the file and the remark for what reading these invoices in would add."""
    fresh = [each for each in judged if _is_new_claim(each)]
    home, people = firm_country(connection), twins.kinds(connection)
    seen: dict[twins.Key, tuple[str, ...]] = dict(
        twins.issued_between(connection, {each.draft.issued_on for each in fresh})
    )
    owed: dict[tuple[int, str], Money] = {}
    for each in fresh:
        place = each.ref[0]
        paper = _with_credit(connection, each, _paper(each, drafts[place], home, people, seen), owed)
        for found in findings(paper, desk.statutes):
            yield place, _problem(found, each.draft.line)


def _with_credit(
    connection: Connection, each: Judged, paper: Paper, owed: dict[tuple[int, str], Money]
) -> Paper:
    """Return an invoice with the limit of its customer; `owed` grows with what is read in before it."""
    known = _credit(connection, each.met.known_id, paper.total)
    if known is None:
        return paper
    key = (each.met.who, paper.total.currency)
    before = owed.setdefault(key, known[1])
    owed[key] = before + paper.total
    return replace(paper, limit=known[0], owed=before)


def _is_new_claim(each: Judged) -> bool:
    draft = each.draft
    is_claim = draft.kind == "invoice" and draft.charge_kind == "ordinary" and draft.status in (None, "open")
    return each.verdict is Verdict.NEW and is_claim


def _paper(
    each: Judged,
    file: Draft,
    home: str,
    people: Mapping[int, tuple[str, str]],
    seen: dict[twins.Key, tuple[str, ...]],
) -> Paper:
    """Return what a file says of an invoice; what files of its kind do not say is unknown."""
    draft, is_paper = each.draft, file.kind in _PAPERS
    kind, country = people.get(each.met.who, ("", draft.customer.country))
    key = (each.met.who, draft.total, draft.issued_on)
    alike = tuple(number for number in seen.get(key, ()) if number != draft.number)
    seen[key] = (*seen.get(key, ()), draft.number)
    says_reference = is_paper or "payment_reference" in file.source.columns
    return Paper(
        draft.issued_on,
        draft.due_on,
        draft.total,
        country=preset_law(home, country) or "",
        kind=CustomerKind(kind) if kind else _kind_of(draft.customer, country),
        lines=draft.lines,
        vat=draft.vat,
        terms_days=_terms_days(draft),
        is_reachable=_is_named(draft.customer) if is_paper and each.met.known_id is None else None,
        twins=alike,
        payment_reference=(draft.payment_reference or "") if says_reference else None,
        buyer_reference=draft.buyer_reference,
    )


def _kind_of(party: DraftParty, country: str) -> CustomerKind | None:
    return implied_kind(party.identifier, country) if party.identifier else None


def _terms_days(draft: DraftInvoice) -> int | None:
    """Return the days that the terms grant; a stretch that no invoice has is no term."""
    days = days_of(draft.terms) if draft.terms else None
    longest = timedelta(days=_MOST_DAYS)
    return days if days is not None and timedelta(days=days) < longest else None


def _is_named(party: DraftParty) -> bool:
    return any((party.identifier, party.endpoint, party.gln, party.address_lines, party.email))


def _is_reachable(who: Customer) -> bool:
    return any((who.address.lines, who.contact.email, who.identifier))


def _remark(found: Finding) -> Remark:
    problem = _problem(found, None)
    return Remark(problems.message(problem), problems.advice(problem), _MENDED_BY.get(problem.code, ""))


def _problem(found: Finding, line: int | None) -> Problem:
    return Problem(line, "", "", found.check.value, "notice", dict(found.facts))
