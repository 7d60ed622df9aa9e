"""The letter that ends a dispute: refused with its reasons, or split as both agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.layout.paint import About, pdf
from app.documents.layout.sheet import Sheet
from app.documents.layout.table import sums
from app.documents.layout.typesetting import BODY, STRONG, Run
from app.documents.letter_pdf import fitted
from app.documents.parties import PayTo, Recipient, Sender
from app.documents.parts import (
    BODY_TOP,
    about,
    address,
    continued,
    foot,
    masthead,
    pay_to_cells,
    payment_box,
    window_of,
)
from app.documents.wording import NBSP, Words, addressed, words
from app.domain.history import DisputeReason, DisputeWay
from app.domain.money import Money
from app.domain.party import Tone
from app.formatting import day_month, identifier, long_date, money, phone

_SUMS = 91.7


@dataclass(frozen=True, slots=True)
class Neutral:
    """Where a consumer may turn to, and whether we answer there."""

    name: str
    website: str
    address: str = ""
    takes_part: bool = True


@dataclass(frozen=True, slots=True)
class DisputeLetter:
    """What stands in the letter; the caller has decided every amount and day.

    Attributes:
        way: `REFUSED` or `SPLIT`.
        invoiced, paid: What the invoice asked for, and what was paid or credited of it before.
        late_interest, charges: What was claimed before and stands.
        reduction: Split: what both agreed to take off.
        open: What is to be paid by `pay_by`.
        disputed: The contested part; `None` for the whole.
        why: The user's own paragraphs.
    """

    way: DisputeWay
    language: str
    tone: Tone
    sent_on: date
    pay_by: date
    sender: Sender
    recipient: Recipient
    pay_to: PayTo
    number: str
    issued_on: date
    opened_on: date
    reason: DisputeReason
    invoiced: Money
    paid: Money
    late_interest: Money
    charges: Money
    open: Money
    subject: str = ""
    supplied_on: date | None = None
    delivered_on: date | None = None
    disputed: Money | None = None
    reduction: Money | None = None
    why: tuple[str, ...] = ()
    neutral: Neutral | None = None


def render(letter: DisputeLetter) -> bytes:
    """Return the letter as PDF bytes; the same letter always gives the same bytes."""
    title = str(words("dispute", letter.language)["heading"][letter.way])
    sheet = fitted(lambda tightness, pages: _set(letter, title, tightness, pages))
    return pdf(sheet.pages, About(f"{title} {letter.number}", letter.sender.name, letter.language))


def paragraphs(letter: DisputeLetter) -> list[str]:
    """Return the paragraphs as they are printed: the answer, the facts, why, and what to do."""
    said, is_person = words("dispute", letter.language), letter.recipient.is_person
    fields = _fields(letter, said)
    opening = addressed(said[letter.way][letter.tone], is_person=is_person).format(**fields)
    pay = addressed(said["pay"][letter.way], is_person=is_person).format(**fields)
    return [opening, _facts(letter, said, fields), *letter.why, pay, *_neutral(letter, said)]


def _fields(letter: DisputeLetter, said: Words) -> dict[str, str]:
    language = letter.language
    amounts = {"open": letter.open, "disputed": letter.disputed, "reduction": letter.reduction}
    days = {
        "pay_by": letter.pay_by,
        "opened_on": letter.opened_on,
        "supplied_on": letter.supplied_on,
        "delivered_on": letter.delivered_on,
    }
    return {
        "number": letter.number,
        "subject": letter.subject,
        "reason": said["reasons"][letter.reason],
        "issued_on": long_date(letter.issued_on, language).replace(" ", NBSP),
        **{key: money(value, language) for key, value in amounts.items() if value is not None},
        **{key: day_month(day, language).replace(" ", NBSP) for key, day in days.items() if day},
    }


def _facts(letter: DisputeLetter, said: Words, fields: dict[str, str]) -> str:
    """Return what was ordered and delivered as far as it is known, and what the objection is about."""
    known = {
        "subject" if letter.subject else "plain": True,
        "supplied": letter.supplied_on is not None,
        "delivered": letter.delivered_on is not None,
        "part" if letter.disputed else "whole": True,
    }
    return " ".join(said["facts"][key].format(**fields) for key, is_known in known.items() if is_known)


def _neutral(letter: DisputeLetter, said: Words) -> list[str]:
    where = letter.neutral
    if where is None:
        return []
    place = f", {where.address}" if where.address else ""
    offer = said["neutral"]["offer"].format(name=where.name, website=where.website, address=place)
    return [f"{offer} {said['neutral']['takes_part' if where.takes_part else 'stays_away']}"]


def _set(letter: DisputeLetter, title: str, tightness: float, pages: int) -> Sheet:
    labels = words("labels", letter.language)
    running = labels["continued"].format(heading=title, number=letter.number)
    sheet = Sheet(tightness, continued(running, lambda page: labels["page"].format(page=page, pages=pages)))
    masthead(sheet, letter.sender, title, long_date(letter.sent_on, letter.language))
    about(sheet, window_of(letter.sender).about_x, _about(letter, labels))
    address(sheet, letter.sender, letter.recipient, labels)
    sheet.y = BODY_TOP
    for paragraph in [_greeting(letter, labels), *paragraphs(letter)]:
        sheet.paragraph([Run(paragraph, BODY)], after=2.2)
    sheet.gap(8.0)
    total = (labels["sums"]["total"], money(letter.open, letter.language))
    sums(sheet, _SUMS, _rows(letter, labels), total, style=STRONG)
    sheet.gap(10.0)
    payment_box(sheet, _cells(letter, labels))
    sheet.gap(10.0)
    _signed(sheet, letter, labels)
    foot(sheet, letter.sender, labels)
    return sheet


def _about(letter: DisputeLetter, labels: Words) -> list[tuple[str, str]]:
    who = letter.recipient
    number = "" if who.is_person else identifier(who.identifier, who.country)
    said = labels["about"]
    return [
        (said["customer_number"], who.customer_number),
        (said["identifier"], number),
        (labels["table"]["invoice"], letter.number),
    ]


def _greeting(letter: DisputeLetter, labels: Words) -> str:
    who = letter.recipient
    name = who.contact or (who.name if who.is_person else "")
    if letter.tone is not Tone.WARM or not name:
        return str(labels["greeting"])
    return str(labels["greeting_named"].format(contact=name.split()[0]))


def _rows(letter: DisputeLetter, labels: Words) -> list[tuple[str, str]]:
    """Return how the sum came about; the invoice always, the rest where it is more than nothing."""
    said, own = labels["sums"], words("dispute", letter.language)["sums"]
    reduction = letter.reduction or Money.zero(letter.open.currency)
    rows = [
        (own["late_interest"], letter.late_interest),
        (own["charges"], letter.charges),
        (said["paid"], -letter.paid),
        (own["reduction"], -reduction),
    ]
    shown = [(said["invoiced"], letter.invoiced), *(row for row in rows if row[1])]
    return [(label, money(value, letter.language)) for label, value in shown]


def _cells(letter: DisputeLetter, labels: Words) -> list[tuple[str, str]]:
    said, language = labels["box"], letter.language
    return [
        (said["pay_by"], long_date(letter.pay_by, language)),
        (said["amount"], money(letter.open, language)),
        *pay_to_cells(letter.pay_to, labels),
    ]


def _signed(sheet: Sheet, letter: DisputeLetter, labels: Words) -> None:
    sheet.keep(3 * BODY.leading)
    sheet.paragraph([Run(labels["regards"], BODY)], after=0)
    sender = letter.sender
    call = phone(sender.phone, sender.country)
    signed = [Run(sender.name, BODY.bold)] + ([Run(f", {call}", BODY)] if call else [])
    sheet.paragraph(signed, after=0)
