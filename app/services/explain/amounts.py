"""How an amount came about: its label, the calculation in figures, and the law in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.allowed import Allowed
from app.domain.amounts import Component, Owed
from app.domain.case import Case
from app.domain.dated_table import Statutes
from app.domain.late_interest import Segment
from app.domain.ledger import LOWERING, EntryKind
from app.domain.money import Money
from app.formatting import amount as bare_amount
from app.formatting import long_date, percent
from app.i18n import N_, _, language
from app.services.explain.hindrances import hindrance
from app.services.explain.interest_law import why_interest
from app.services.explain.words import dated, money

_LABELS = {
    EntryKind.PRINCIPAL: N_("Invoice amount"),
    EntryKind.LATE_INTEREST: N_("Late interest"),
    EntryKind.REMINDER_FEE: N_("Reminder fee"),
    EntryKind.COLLECTION_FEE: N_("Collection fee"),
    EntryKind.PLAN_FEE: N_("Plan fee"),
    EntryKind.LATE_COMPENSATION: N_("Late-payment compensation"),
    EntryKind.CREDIT: N_("Credit note"),
    EntryKind.PAYMENT: N_("Payments"),
    EntryKind.WRITE_OFF: N_("Write-off"),
}
_ON_A_DAY = {
    EntryKind.CREDIT: N_("Credited {day}"),
    EntryKind.PAYMENT: N_("Paid {day}"),
    EntryKind.WRITE_OFF: N_("Written off {day}"),
}
_ADDITIONS = {
    "reminder_with_fee": EntryKind.REMINDER_FEE,
    "late_compensation": EntryKind.LATE_COMPENSATION,
}


@dataclass(frozen=True, slots=True)
class ComponentWords:
    """One line of what is to be paid.

    Attributes:
        lines: The calculation in figures.
        why: The law, or what the amount was laid on; for an unused part, why it is not used.
        used: False for a part that comes to nothing.
    """

    kind: str
    label: str
    amount: str
    lines: tuple[str, ...] = ()
    why: str = ""
    used: bool = True


def component(part: Component, case: Case, owed: Owed, statutes: Statutes) -> ComponentWords:
    """Return the words for one part of what is owed on the day `owed.on`."""
    return ComponentWords(
        kind=part.kind.value,
        label=_label(part, case, owed.on),
        amount=money(part.amount, whole=False),
        lines=calculation(part, case, owed.on),
        why=_why(part, case, owed, statutes),
        used=bool(part.amount),
    )


def component_name(kind: EntryKind) -> str:
    """Return what a kind of amount is called."""
    return _(_LABELS[kind])


def calculation(part: Component, case: Case, today: date) -> tuple[str, ...]:
    """Return how an amount came about, in figures; empty where it is one amount and nothing more.

    The lines of interest are differences of rounded sums, so that they add up to the amount.
    """
    if part.segments:
        return _interest_lines(part.segments, part.amount)
    entries = [entry for entry in case.live_ledger if entry.kind is part.kind]
    if part.kind is EntryKind.LATE_INTEREST:
        return tuple(entry.calculation for entry in entries if entry.calculation)
    if len(entries) < 2:
        return ()
    said = _("{day}: {amount}")
    return tuple(
        said.format(day=dated(entry.effective_on, today), amount=money(entry.amount, whole=False))
        for entry in entries
    )


def addition(step: Allowed, case: Case) -> ComponentWords | None:
    """Return a fee or compensation that is not charged, with the reason; `None` where it is charged."""
    kind = _ADDITIONS.get(step.step)
    if kind is None or any(entry.kind is kind for entry in case.live_ledger):
        return None
    if step.allowed and step.amount:
        said = _("Up to {amount} may be added in the next letter.").format(amount=money(step.amount))
    elif step.reason:
        said = hindrance(step.reason, step.from_day)
    else:
        return None
    nothing = money(Money.zero(case.invoice.currency), whole=False)
    return ComponentWords(
        kind.value, component_name(kind), nothing, why=_with_law(said, step.law), used=False
    )


def calculation_text(parts: Sequence[ComponentWords], owed: Owed) -> str:
    """Return the whole calculation as plain text, for copying into a mail."""
    lines = [_("To pay on {day}").format(day=long_date(owed.on, language()))]
    for part in parts:
        if part.used:
            lines.append(f"{part.label}: {part.amount}")
            lines += [f"  {line}" for line in (*part.lines, part.why) if line]
    lines.append(_("Sum: {amount}").format(amount=money(owed.total, whole=False)))
    return "\n".join(lines)


def _label(part: Component, case: Case, today: date) -> str:
    entries = [entry for entry in case.live_ledger if entry.kind is part.kind]
    if part.kind in LOWERING and len(entries) == 1:
        return _(_ON_A_DAY[part.kind]).format(day=dated(entries[0].effective_on, today))
    return component_name(part.kind)


def _interest_lines(segments: Sequence[Segment], total: Money) -> tuple[str, ...]:
    """Write "29 860 kr × 10,00 % × 5/365 = 40,90 kr" for each stretch of days."""
    lines, exact, shown = [], segments[0].amount * 0, Money.zero(total.currency)
    for place, segment in enumerate(segments):
        exact += segment.amount
        until = total if place == len(segments) - 1 else Money.of(exact, total.currency)
        said = _("{principal} × {rate} × {days}/{divisor} = {amount}")
        lines.append(
            said.format(
                principal=money(segment.principal),
                rate=percent(segment.rate, language()),
                days=segment.days,
                divisor=segment.divisor,
                amount=money(until - shown, whole=False),
            )
        )
        shown = until
    return tuple(lines)


def _why(part: Component, case: Case, owed: Owed, statutes: Statutes) -> str:
    if not part.amount:
        return _with_law(hindrance(part.reason), part.law) if part.reason else ""
    if part.kind is EntryKind.LATE_INTEREST:
        return why_interest(part, case, statutes, known_through=owed.known_through)
    if part.kind is EntryKind.PAYMENT:
        return _("Counted against the invoice amount first, then interest, then fees.")
    if part.kind is EntryKind.PRINCIPAL and case.invoice.total != case.invoice.amount_due:
        total = bare_amount(case.invoice.total, language())
        return _("The invoice was for {total}; this is what was left when it was read in.").format(
            total=total
        )
    return _with_law("", part.law)


def _with_law(said: str, law: str | None) -> str:
    if not law:
        return said
    return f"{said} ({law})" if said else _("The law allows it: {law}.").format(law=law)
