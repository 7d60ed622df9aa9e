"""What was written off, for whoever keeps the books: the claim, what was done for it, and what is not kept.

What tax relief needs is not among the figures of law here, so the list tells facts and whom to ask for the
rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app import formatting
from app.domain.attachment import AttachmentKind
from app.domain.case import Case
from app.domain.history import CallMade, HandedOver, LetterSent, ProofKept, WriteOffReason, WrittenOff
from app.domain.money import Currency, Money
from app.exporters.table import Cell, CellKind, Heading, Table
from app.i18n import _, language
from app.services.desk import Desk
from app.services.explain.words import money
from app.services.explain.write_offs import reason_words
from app.services.listing import Query
from app.storage import written_off as reading

_AT_ONCE = 500


def written_off(desk: Desk, query: Query, ids: Sequence[int]) -> Table:
    """Return one row an invoice with something written off; words narrow it by number and customer."""
    found = [
        (case, kept)
        for case, kept in _cases(desk)
        if _let_go(case) and (not ids or case.invoice.id in ids) and _holds(case, query.text)
    ]
    headings = (
        Heading("number", _("Invoice"), paper_mm=15),
        Heading("customer", _("Customer"), paper_mm=36),
        Heading("issued", _("Issued"), CellKind.DAY),
        Heading("due", _("Due"), CellKind.DAY),
        Heading("total", _("Total"), CellKind.AMOUNT),
        Heading("amount", _("Amount written off"), CellKind.AMOUNT, 22),
        Heading("vat", _("VAT in it")),
        Heading("currency", _("Currency"), paper_mm=12),
        Heading("on", _("Written off on"), CellKind.DAY, 24),
        Heading("why", _("Why")),
        Heading("calls", _("Calls"), CellKind.COUNT),
        Heading("letters", _("Letters"), CellKind.COUNT),
        Heading("first_letter", _("First letter"), CellKind.DAY),
        Heading("last_letter", _("Last letter"), CellKind.DAY),
        Heading("handed_over", _("Handed over"), CellKind.DAY),
        Heading("missing", _("Not kept here"), paper_mm=74),
    )
    beside = formatting.long_date(desk.today(), language())
    rows = tuple(_row(case, kept) for case, kept in found)
    sums = (*_sums(case for case, _kept in found), _ask())
    return Table(title(), beside, headings, rows, sums, language())


def title() -> str:
    """Return what the list is called."""
    return _("What is written off")


def _ask() -> str:
    return _(
        "How much of it is VAT, and what you need to get it back, is not known here: ask your accountant."
    )


def _cases(desk: Desk) -> Iterator[tuple[Case, frozenset[AttachmentKind]]]:
    with desk.database.reading() as connection:
        every = reading.case_ids(connection)
    for start in range(0, len(every), _AT_ONCE):
        part = every[start : start + _AT_ONCE]
        with desk.database.reading() as connection:
            kept = reading.kinds_kept(connection, part)
        with desk.look() as work:
            cases = work.cases(part)
        for case_id in part:
            yield cases[case_id], kept.get(case_id, frozenset())


def _let_go(case: Case) -> list[tuple[date, WrittenOff]]:
    return [
        (entry.happened_on, entry.event) for entry in case.live_history if isinstance(entry.event, WrittenOff)
    ]


def _holds(case: Case, text: str) -> bool:
    said = f"{case.invoice.number} {case.customer.name}".casefold()
    return all(word in said for word in text.casefold().split())


def _row(case: Case, kept: frozenset[AttachmentKind]) -> tuple[Cell, ...]:
    gone, invoice = _let_go(case), case.invoice
    events = [(entry.happened_on, entry.event) for entry in case.live_history]
    letters = [on for on, event in events if isinstance(event, LetterSent) and event.kind.is_dunning]
    handed = [on for on, event in events if isinstance(event, HandedOver)]
    reasons = {event.reason or WriteOffReason.SMALL_REST for _on, event in gone}
    return (
        invoice.number,
        case.customer.name,
        invoice.issued_on,
        invoice.due_on,
        invoice.total,
        _sum(case),
        _("not known here, ask your accountant"),
        str(invoice.currency),
        max(on for on, _event in gone),
        ", ".join(sorted(map(reason_words, reasons))),
        sum(isinstance(event, CallMade) for _on, event in events),
        len(letters),
        min(letters, default=None),
        max(letters, default=None),
        max(handed, default=None),
        ", ".join(_missing(case, kept, letters)),
    )


def _sum(case: Case) -> Money:
    return Money.total((event.amount for _on, event in _let_go(case)), case.invoice.currency)


def _missing(case: Case, kept: frozenset[AttachmentKind], letters: Sequence[date]) -> Iterator[str]:
    """Name what a reader of the books may ask for and will not find; no law is meant by it."""
    if AttachmentKind.INVOICE not in kept:
        yield _("copy of the invoice")
    if not letters:
        yield _("any letter")
    elif not any(isinstance(entry.event, ProofKept) for entry in case.live_history):
        yield _("proof that a letter arrived")


def _sums(cases: Iterator[Case]) -> tuple[str, ...]:
    """Return one line a currency; nothing is converted."""
    found: dict[Currency, Money] = {}
    for case in cases:
        code = case.invoice.currency
        found[code] = found.get(code, Money.zero(code)) + _sum(case)
    said = _("Written off: {amount}")
    return tuple(said.format(amount=money(found[code], whole=False)) for code in sorted(found))
