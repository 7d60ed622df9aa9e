"""The words of the matching page: its head, its groups, each payment beside its invoices, what follows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from app import formatting
from app.domain.matching import Certainty
from app.domain.money import Money
from app.i18n import N_, _, ngettext
from app.services.explain.words import count, dated, money, short
from app.services.matching_values import Option, Outlook, Overview, Proposal

_GROUPS = {
    Certainty.CERTAIN: (N_("Certain"), N_("Reference and amount are right")),
    Certainty.LIKELY: (N_("Likely"), N_("Something differs, have a quick look")),
    Certainty.NONE: (N_("Unknown"), N_("May be private, or another customer")),
}


@dataclass(frozen=True, slots=True)
class MatchLine:
    """One payment at the left, where it belongs at the right, all in words.

    Attributes:
        how: Reference or text that came with it.
        target: The customer it is for, `target_note` the invoices; empty when none is chosen.
        difference: What is too little or too much, beside `target_amount`.
        said: The whole row as a screen reader says it, without whether it is ticked.
    """

    payment_id: int
    certainty: Certainty
    day: str
    payer: str
    how: str
    amount: str
    target: str
    target_note: str
    target_amount: str
    difference: str
    said: str


@dataclass(frozen=True, slots=True)
class MatchGroup:
    """One of the three groups with its rows."""

    certainty: Certainty
    title: str
    hint: str
    lines: tuple[MatchLine, ...]


def groups(seen: Overview, today: date, country: str) -> tuple[MatchGroup, ...]:
    """Return the groups that have payments, certain ones first."""
    found = zip(_GROUPS, (seen.certain, seen.likely, seen.unknown), strict=True)
    return tuple(
        MatchGroup(
            certainty,
            _(_GROUPS[certainty][0]),
            _(_GROUPS[certainty][1]),
            tuple(line(row, today, country) for row in rows),
        )
        for certainty, rows in found
        if rows
    )


def line(row: Proposal, today: date, country: str) -> MatchLine:
    """Return one payment in words."""
    day, paid = short(row.received_on, today), money(row.amount, whole=False)
    payer, told = who(row), how(row, country)
    target, note = _target(row)
    laid = money(Money.total((share.amount for share in row.shares), row.amount.currency), whole=False)
    said = _("{day}. {amount} from {payer}. {why}").format(
        day=day, amount=paid, payer=", ".join(part for part in (payer, told) if part), why=row.why
    )
    if target:
        said = _("{payment} For {customer}, {invoices}.").format(payment=said, customer=target, invoices=note)
    return MatchLine(
        payment_id=row.payment_id,
        certainty=row.certainty,
        day=day,
        payer=payer,
        how=told,
        amount=paid,
        target=target,
        target_note=note,
        target_amount=laid if row.shares else "",
        difference=_gap(row),
        said=said,
    )


def how(row: Proposal, country: str) -> str:
    """Return what came with a payment: its reference, else the text that the payer wrote."""
    label = _("KID {reference}") if country == "NO" else _("OCR {reference}")
    told = label.format(reference=formatting.reference(row.reference)) if row.reference else ""
    lines = row.message.splitlines()
    text = quoted(" ".join(lines if row.payer else lines[1:]))
    return ", ".join(part for part in (told, text) if part)


def who(row: Proposal) -> str:
    """Return who paid: the payer as the bank names them, else what stands on the statement."""
    return row.payer or row.message.partition("\n")[0].strip() or _("Payer not named")


def _gap(row: Proposal) -> str:
    """Return how far a payment is from its invoices, as briefly as a row can say it."""
    if row.short is not None:
        return _("{amount} too little").format(amount=money(row.short))
    return _("{amount} too much").format(amount=money(row.over)) if row.over is not None else ""


def quoted(text: str) -> str:
    """Return what somebody wrote in quotes, on one line; nothing for nothing."""
    words = " ".join(text.split())
    return _("“{words}”").format(words=words) if words else ""


def _target(row: Proposal) -> tuple[str, str]:
    if row.movement == "reversal":
        return (_("Taken back by the bank"), row.why) if row.takes_back is not None else ("", "")
    if not row.shares:
        return "", ""
    return ", ".join(dict.fromkeys(share.customer for share in row.shares)), invoices(row.numbers)


def invoices(numbers: Sequence[str]) -> str:
    """Return "Invoice 10444", or "Invoices 10444, 10445 and 3 more"."""
    if len(numbers) == 1:
        return _("Invoice {number}").format(number=numbers[0])
    if len(numbers) <= 3:
        return _("Invoices {numbers}").format(numbers=", ".join(numbers))
    named = ", ".join(numbers[:2])
    return _("Invoices {numbers} and {n} more").format(numbers=named, n=len(numbers) - 2)


def summary(seen: Overview) -> str:
    """Return how much waits, and how much of it is certain."""
    rows = [*seen.certain, *seen.likely, *seen.unknown]
    if not rows:
        return _("No payment waits. {age}").format(age=seen.age.words)
    words = ngettext("{n} payment, {sum}.", "{n} payments, {sum}.", len(rows))
    first = words.format(n=formatting.sentence_start(count(len(rows))), sum=sums(rows))
    certain = len(seen.certain)
    if not certain:
        return _("{payments} None is certain.").format(payments=first)
    rest = ngettext("{n} is certain.", "{n} are certain.", certain)
    return f"{first} {formatting.sentence_start(rest.format(n=count(certain)))}"


def sums(rows: Sequence[Proposal]) -> str:
    """Return what payments come to; currencies stand side by side and are never added."""
    by: dict[str, list[Money]] = {}
    for row in rows:
        by.setdefault(str(row.amount.currency), []).append(row.amount)
    totals = [Money.total(amounts, amounts[0].currency) for amounts in by.values()]
    return " + ".join(money(total, whole=False) for total in totals)


def booking(ticked: int, *, only_certain: bool) -> str:
    """Return the words of the button that books what is ticked."""
    if not ticked:
        return _("Book")
    if only_certain:
        return ngettext("Book {n} certain", "Book {n} certain", ticked).format(n=count(ticked))
    return ngettext("Book {n} payment", "Book {n} payments", ticked).format(n=count(ticked))


def put_aside(number: int) -> str:
    """Return how many payments were left aside, and what a click does about it."""
    words = ngettext(
        "{n} payment left aside. Bring it back", "{n} payments left aside. Bring them back", number
    )
    return words.format(n=number)


def title(row: Proposal) -> str:
    """Return "3 120.00 kr from A. Blomster"."""
    amount = money(row.amount, whole=False)
    if row.payer:
        return _("{amount} from {payer}").format(amount=amount, payer=row.payer)
    return ", ".join(part for part in (amount, quoted(row.message.partition("\n")[0])) if part)


def arrival(row: Proposal, today: date, country: str) -> str:
    """Return when a payment came and what came with it."""
    return ", ".join(part for part in (dated(row.received_on, today), how(row, country)) if part)


def option(each: Option) -> tuple[str, str, str]:
    """Return an invoice to choose: customer, invoice with a remark, what is open."""
    number = _("Invoice {number}").format(number=each.number)
    under = _("{invoice}. {remark}").format(invoice=number, remark=each.remark) if each.remark else number
    return each.customer, under, money(each.open, whole=False)


def consequence(outlook: Outlook | None) -> str:
    """Return what booking would lead to, in one or two sentences."""
    if outlook is None or not outlook.shares:
        return _("Choose an invoice, or leave the payment aside.")
    paid = [share.number for share in outlook.shares if share.left.minor == 0]
    left = [share for share in outlook.shares if share.left.minor]
    words = []
    if paid:
        template = ngettext("Invoice {numbers} will be paid.", "Invoices {numbers} will be paid.", len(paid))
        words.append(template.format(numbers=", ".join(paid)))
    words += [
        _("{amount} stays open on invoice {number}.").format(amount=money(each.left), number=each.number)
        for each in left
    ]
    if outlook.over is not None:
        words.append(_("{amount} is kept as the customer's credit.").format(amount=money(outlook.over)))
    return " ".join(words)


def chosen_sum(amounts: Collection[Money], paid: Money) -> str:
    """Return how a payment is shared out so far: "2 000 of 3 120 kr, 1 120 kr left"."""
    laid = Money.total(amounts, paid.currency)
    if laid == paid:
        return _("All of {amount} is shared out.").format(amount=money(paid))
    left = paid - laid
    if left.minor < 0:
        return _("{amount} more than was paid.").format(amount=money(-left))
    return _("{amount} of {all} is left to share out.").format(amount=money(left), all=money(paid))
