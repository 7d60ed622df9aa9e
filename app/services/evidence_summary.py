"""The summary of a claim for somebody who has never seen it: figures first, then what was said and done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app import formatting
from app.documents.evidence_pdf import DATE_SHARE, Facts, Grid, Section, Summary, Sums, Words
from app.domain.amounts import per_day
from app.domain.dated_table import Statutes
from app.domain.half_years import by_half
from app.domain.ledger import CHARGES, LOWERING, EntryKind
from app.domain.money import Money
from app.domain.party import Address, CustomerKind
from app.i18n import N_, _, language
from app.services.case_view import CasePage
from app.services.evidence_read import Claimed, Evidence
from app.services.evidence_story import disputes, left_out, letters, limitation_words, plans, story
from app.services.explain.amounts import component_name
from app.services.explain.interest_law import why_interest
from app.services.explain.words import money

_KINDS = {
    CustomerKind.BUSINESS: N_("Business"),
    CustomerKind.CONSUMER: N_("Consumer"),
    CustomerKind.PUBLIC: N_("Public body"),
}
_HALVES = {1: N_("{year}, first half"), 2: N_("{year}, second half")}


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file as the list of contents names it: where it lies, what it is, its SHA-256 in hex."""

    name: str
    what: str
    sha256: str


def summary(
    found: Evidence,
    pages: Sequence[CasePage],
    files: Sequence[PackedFile],
    missing: Sequence[str],
    statutes: Statutes,
    *,
    notes: bool,
) -> Summary:
    """Return the summary in the language that is spoken now; without `notes` it holds facts alone."""
    day = formatting.long_date(found.on, language())
    return Summary(
        title=_("Summary of the claim"),
        made=_("{firm}, {day}").format(firm=found.firm.name, day=day),
        lead=_lead(found),
        sections=(
            Section(_("Who it is about"), (Facts(tuple(_parties(found))),)),
            Section(_("The claim"), tuple(_claim(found, statutes))),
            Section(_("Late interest, half-year by half-year"), tuple(_interest(found, statutes))),
            Section(_("Fees and compensation"), tuple(_fees(found))),
            Section(_("Payments and credit notes"), tuple(_payments(found))),
            Section(_("Letters"), tuple(letters(found))),
            Section(_("Disputes and answers"), tuple(disputes(found))),
            Section(_("Promises and plans"), tuple(plans(found, pages))),
            Section(_("What was said and done"), tuple(story(pages, notes=notes))),
            Section(_("Limitation"), (Words(tuple(limitation_words(pages))),)),
            Section(_("What is missing"), (Words(tuple(missing) or (_("Nothing that we know of."),)),)),
            Section(_("Contents of the pack"), tuple(_contents(files))),
            Section(_("That nothing was altered"), tuple(_chains(found))),
        ),
        author=found.firm.name,
        language=language(),
        page=_("Page {page} of {pages}"),
    )


def _lead(found: Evidence) -> str:
    numbers = ", ".join(claim.case.invoice.number for claim in found.claims)
    day = formatting.long_date(found.on, language())
    said = _("{customer} owes {firm} {amount} on {day}, for invoice {numbers}.")
    if len(found.claims) > 1:
        said = _("{customer} owes {firm} {amount} on {day}, for invoices {numbers}.")
    return said.format(
        customer=found.customer.name,
        firm=found.firm.name,
        amount=money(found.total, whole=False),
        day=day,
        numbers=numbers,
    )


def _parties(found: Evidence) -> Iterator[tuple[str, str]]:
    firm, who = found.firm, found.customer
    yield _("Creditor"), _who(firm.name, formatting.identifier(firm.identifier, firm.country))
    yield "", _where(firm.address, formatting.phone(firm.phone, firm.country), firm.email)
    accounts = (formatting.account(own.kind, own.number) for own in firm.accounts if own.kind != "swish")
    yield _("Account"), ", ".join(accounts)
    yield _("Customer"), _who(who.name, formatting.identifier(who.identifier, who.country))
    where = _where(who.address, formatting.phone(who.contact.phone, who.country), who.contact.email)
    yield "", where
    if who.contact.name and who.contact.name != who.name:
        yield _("Contact"), ", ".join(part for part in (who.contact.name, who.contact.role) if part)
    yield _("Kind of customer"), _(_KINDS[who.kind]) if who.kind else _("Not known, treated as a consumer")


def _who(name: str, number: str) -> str:
    return _("{name}, number {number}").format(name=name, number=number) if number else name


def _where(address: Address, phone: str, email: str) -> str:
    return "\n".join(part for part in (", ".join(address.lines), phone, email) if part)


def _claim(found: Evidence, statutes: Statutes) -> Iterator[Grid | Sums | Words]:
    heads = (
        (_("Invoice"), 16, False),
        (_("Issued"), DATE_SHARE, False),
        (_("Due"), DATE_SHARE, False),
        (_("What it is for"), 36, False),
        (_("Invoice amount"), 22, True),
        (_("Left of it"), 22, True),
    )
    rows = [
        (
            claim.case.invoice.number,
            formatting.iso(claim.case.invoice.issued_on),
            formatting.iso(claim.case.invoice.due_on) if claim.case.invoice.due_on else "",
            claim.case.invoice.subject,
            money(claim.case.invoice.amount_due, whole=False),
            money(claim.principal, whole=False),
        )
        for claim in found.claims
    ]
    yield Grid(heads, tuple(rows))
    sums = [(component_name(kind), found.sum(claim.amount(kind) for claim in found.claims))
            for kind in EntryKind]  # fmt: skip
    sums.append((_("Disputed, not claimed here"), -found.disputed))
    total = _("To pay on {day}").format(day=formatting.iso(found.on))
    shown = tuple((name, money(amount, whole=False)) for name, amount in sums if amount)
    yield Sums(shown, (total, money(found.total, whole=False)))
    each = sum(per_day(claim.asked, found.on, statutes) for claim in found.claims)
    left = [(_("Left of the invoices"), found.sum(claim.principal for claim in found.claims)),
            (_("Late interest"), found.sum(claim.interest for claim in found.claims)),
            (_("Fees and compensation"), found.sum(claim.charges for claim in found.claims))]  # fmt: skip
    said = [
        _("{part}: {amount}").format(part=name, amount=money(amount, whole=False)) for name, amount in left
    ]
    yield Words((_("After payments that is: {parts}.").format(parts="; ".join(said)),))
    if found.disputed:
        yield Words(tuple(left_out(found)))
    if each:
        daily = money(Money.of(each, found.currency), whole=False)
        yield Words((_("Each day after that adds {amount} in late interest.").format(amount=daily),))


def _interest(found: Evidence, statutes: Statutes) -> Iterator[Grid | Sums | Words]:
    heads = (
        (_("Invoice"), 15, False),
        (_("Half-year"), 26, False),
        (_("First day"), DATE_SHARE, False),
        (_("Last day"), DATE_SHARE, False),
        (_("Days"), 9, True),
        (_("Rate"), 14, True),
        (_("On the amount"), 20, True),
        (_("Interest"), 18, True),
    )
    rows = [
        (
            claim.case.invoice.number,
            _half(line.half),
            formatting.iso(line.first_day),
            formatting.iso(line.last_day),
            str(line.days),
            formatting.percent(line.rate, language()),
            money(line.principal),
            money(line.amount, whole=False),
        )
        for claim in found.claims
        for line in claim.lines
    ]
    if not rows:
        yield Words((_none_or_booked(found),))
        return
    yield Grid(heads, tuple(rows))
    lines = [line for claim in found.claims for line in claim.lines]
    total = found.sum(line.amount for line in lines)
    halves = by_half(lines, total)
    sums = tuple((_half(half), money(amount, whole=False)) for half, amount in halves.items())
    yield Sums(sums, (_("Late interest"), money(total, whole=False)))
    yield Words(tuple(dict.fromkeys(_why(claim, statutes) for claim in found.claims if claim.lines)))


def _half(half: tuple[int, int]) -> str:
    year, which = half
    return _(_HALVES[which]).format(year=year)


def _none_or_booked(found: Evidence) -> str:
    booked = found.sum(claim.amount(EntryKind.LATE_INTEREST) for claim in found.claims)
    if booked:
        return _("Late interest as claimed in the letters: {amount}.").format(
            amount=money(booked, whole=False)
        )
    return _("No late interest is claimed.")


def _why(claim: Claimed, statutes: Statutes) -> str:
    part = next(part for part in claim.owed.components if part.kind is EntryKind.LATE_INTEREST)
    why = why_interest(part, claim.case, statutes, known_through=claim.owed.known_through)
    divisors = sorted({line.divisor for line in claim.lines})
    counted = _("Days are counted from the day after the due date to and with the last one, out of {days}.")
    said = counted.format(days=", ".join(map(str, divisors)))
    return " ".join(part for part in (why, said, f"({part.law})" if part.law else "") if part)


def _fees(found: Evidence) -> Iterator[Grid | Words]:
    heads = (
        (_("Invoice"), 15, False),
        (_("Day"), DATE_SHARE, False),
        (_("What"), 40, False),
        (_("Law"), 50, False),
        (_("Amount"), 18, True),
    )
    rows = [
        (
            claim.case.invoice.number,
            formatting.iso(entry.effective_on),
            component_name(entry.kind),
            next((part.law or "" for part in claim.owed.components if part.kind is entry.kind), ""),
            money(entry.amount, whole=False),
        )
        for claim in found.claims
        for entry in claim.case.live_ledger
        if entry.kind in CHARGES
    ]
    yield Grid(heads, tuple(rows)) if rows else Words((_("None are claimed."),))
    agreed = [
        _("The reminder fee was agreed on {day}: {source}.").format(
            day=formatting.iso(claim.case.invoice.facts.fee_agreed_on),
            source=claim.case.invoice.facts.fee_source or _("where is not noted"),
        )
        for claim in found.claims
        if claim.case.invoice.facts.fee_agreed and claim.case.invoice.facts.fee_agreed_on
        and claim.amount(EntryKind.REMINDER_FEE)
    ]  # fmt: skip
    if agreed:
        yield Words(tuple(dict.fromkeys(agreed)))


def _payments(found: Evidence) -> Iterator[Grid | Words]:
    heads = (
        (_("Invoice"), 15, False),
        (_("Day"), DATE_SHARE, False),
        (_("What"), 60, False),
        (_("Amount"), 20, True),
    )
    rows = [
        (
            claim.case.invoice.number,
            formatting.iso(entry.effective_on),
            component_name(entry.kind),
            money(entry.amount, whole=False),
        )
        for claim in found.claims
        for entry in sorted(claim.case.live_ledger, key=lambda entry: entry.effective_on)
        if entry.kind in LOWERING
    ]
    yield Grid(heads, tuple(rows)) if rows else Words((_("Nothing has been paid or credited."),))
    if found.bank_read_through:
        said = _("Payments are accounted for through {day}.")
        yield Words((said.format(day=formatting.iso(found.bank_read_through)),))


def _contents(files: Sequence[PackedFile]) -> Iterator[Grid | Words]:
    heads = ((_("File"), 62, False), (_("What"), 38, False), (_("SHA-256"), 64, False))
    yield Grid(heads, tuple((each.name, each.what, each.sha256) for each in files))


def _chains(found: Evidence) -> Iterator[Facts | Words]:
    yield Words(
        (
            _(
                "Every amount and every event is kept in order and never edited; each carries a checksum "
                "over itself and all before it. These are the last ones. Whoever has this paper can show "
                "later whether anything before them was changed."
            ),
        )
    )
    names = {"ledger_entry": _("Amounts"), "history_entry": _("Events")}
    said = _("Entry {n}: {sha256}")
    yield Facts(tuple((names[end.table], said.format(n=end.entry, sha256=end.sha256)) for end in found.ends))
