"""A letter as a PDF: content in, bytes out. One page whenever it can be read on one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from app.documents import courtesy, swish
from app.documents.content import Letter, Line
from app.documents.explanation import calculation, terms
from app.documents.interest_table import interest_table
from app.documents.layout.paint import About, pdf
from app.documents.layout.sheet import LEFT, RIGHT, Sheet
from app.documents.layout.table import Column, draw, sums
from app.documents.layout.typesetting import BODY, FINE, STRONG, TABLE, Run, width
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
from app.documents.wording import Words, addressed, body, greeting, heading, law, legal, words
from app.domain.money import Money
from app.formatting import amount, day_month, identifier, iso, long_date, money, phone

TIGHTNESS = (1.0, 0.85, 0.7, 0.55, 0.4)
"""Tried in turn until a document fits on one page; one that never does is set airily on several."""

_SUMS_AND_CODE = 60.0
"""Millimetres that the sums never fill, so that they and the code beside them share a page."""


def render(letter: Letter) -> bytes:
    """Return the letter as PDF bytes; the same letter always gives the same bytes."""
    title = heading(letter.country, letter.language, letter.kind)
    about_file = About(f"{title} {letter.number}", letter.sender.name, letter.language)
    return pdf(laid_out(letter).pages, about_file)


def laid_out(letter: Letter) -> Sheet:
    """Return the pages of a letter, everything in its place and nothing drawn yet."""
    title = heading(letter.country, letter.language, letter.kind)
    return fitted(lambda tightness, pages: _set(letter, title, tightness, pages))


def fitted(lay_out: Callable[[float, int], Sheet]) -> Sheet:
    """Return the airiest layout on one page, else the airy one, made again now that its pages are counted."""
    for tightness in TIGHTNESS:
        sheet = lay_out(tightness, 1)
        if len(sheet.pages) == 1:
            return sheet
    return lay_out(TIGHTNESS[0], len(lay_out(TIGHTNESS[0], 1).pages))


def _set(letter: Letter, title: str, tightness: float, pages: int) -> Sheet:
    labels = words("labels", letter.language)
    running = labels["continued"].format(heading=title, number=letter.number)
    sheet = Sheet(tightness, continued(running, lambda page: labels["page"].format(page=page, pages=pages)))
    masthead(sheet, letter.sender, title, long_date(letter.sent_on, letter.language))
    about(sheet, window_of(letter.sender).about_x, _about(letter, labels))
    address(sheet, letter.sender, letter.recipient, labels)
    sheet.y = BODY_TOP
    for paragraph in filter(None, [greeting(letter), *body(letter), legal(letter)]):
        sheet.paragraph([Run(paragraph, BODY)], after=2.2)
    sheet.gap(8.0)
    if letter.asks:
        _amounts(sheet, letter, labels)
        _small_print(sheet, letter, labels)
    else:
        courtesy.figures(sheet, letter)
        sheet.gap(8.0)
    _signed(sheet, letter, labels)
    foot(sheet, letter.sender, labels)
    return sheet


def _about(letter: Letter, labels: Words) -> list[tuple[str, str]]:
    recipient = letter.recipient
    number = "" if recipient.is_person else identifier(recipient.identifier, recipient.country)
    named = {
        "customer_number": recipient.customer_number,
        "identifier": number,
        "number": letter.number,
    }
    return [(labels["about"][key], value) for key, value in named.items()]


def _amounts(sheet: Sheet, letter: Letter, labels: Words) -> None:
    draw(sheet, _columns(letter, labels), [_row(line, letter) for line in letter.lines])
    sheet.gap(2.9)
    total = (labels["sums"]["total"], money(letter.total, letter.language))
    to_scan = swish.can_be_drawn(letter.pay_to.swish, letter.total)
    if to_scan:
        sheet.keep(_SUMS_AND_CODE)
    top = sheet.y
    sums(sheet, 91.7, _sums(letter, labels), total, style=STRONG)
    if to_scan:
        text = swish.payload(letter.pay_to.swish, letter.total, letter.pay_to.reference)
        swish.draw(sheet, LEFT, top + 2.0, text, labels["box"]["swish"])
        sheet.y = max(sheet.y, top + 2.0 + swish.SIZE)
    sheet.gap(14.5)
    payment_box(sheet, _cells(letter, labels))


def _columns(letter: Letter, labels: Words) -> list[Column]:
    titles = labels["table"]
    number_room = min(40.0, max(14.0, *(width(line.number, TABLE.bold) + 0.3 for line in letter.lines)))
    subject = LEFT + number_room + 3.9
    columns = [
        Column(titles["invoice"], LEFT, number_room, bold=True),
        Column(titles["subject"], subject, (107 if letter.is_demand else 95.5) - subject),
    ]
    due_on = Column(titles["due_on"], 98.7, 30)
    if letter.is_demand:
        columns = [*columns, Column(titles["issued"], 110, 24), Column(titles["due_on"], 138, 24)]
        rights = {"amount": RIGHT}
    elif _claims_interest(letter):
        columns, rights = [*columns, due_on], {"days": 144.4, "amount": 171.2, "interest": RIGHT}
    else:
        columns, rights = [*columns, due_on], {"days": 155.0, "amount": RIGHT}
    return columns + [Column(titles[key], x, 30, right=True) for key, x in rights.items()]


def _claims_interest(letter: Letter) -> bool:
    return any(line.interest is not None for line in letter.lines)


def _row(line: Line, letter: Letter) -> list[str]:
    """Return an invoice; a demand names its day and tells its interest in a table of its own."""
    language, issued = letter.language, iso(line.issued_on) if line.issued_on else ""
    invoiced = amount(line.invoiced, language)
    if letter.is_demand:
        return [line.number, line.subject, issued, iso(line.due_on), invoiced]
    subject = line.subject
    if not subject and issued:
        subject = words("labels", language)["table"]["issued_on"].format(day=issued)
    row = [line.number, subject, iso(line.due_on), str(line.days_late), invoiced]
    if _claims_interest(letter):
        row.append("" if line.interest is None else amount(line.interest, language))
    return row


def _sums(letter: Letter, labels: Words) -> list[tuple[str, str]]:
    said, language = labels["sums"], letter.language
    rows = [(said["invoiced"], letter.invoiced)]
    if letter.paid:
        rows.append((said["paid"], -letter.paid))
    if letter.interest and _claims_interest(letter):
        through = day_month(letter.interest.through, language)
        rows.append((said["late_interest"].format(through=through), letter.late_interest))
    return [(label, money(value, language)) for label, value in [*rows, *_charges(letter, said)]]


def _charges(letter: Letter, said: Words) -> list[tuple[str, Money]]:
    """Return the charges, several of one kind and amount on one row: "Purregebyr (2 × 38,00 kr)"."""
    named = {**said, **law(letter.country, letter.language)["sums"]}
    rows = []
    for (kind, each), count in Counter((charge.kind, charge.amount) for charge in letter.charges).items():
        label = str(named[kind])
        if count > 1:
            label = said["several"].format(what=label, count=count, amount=money(each, letter.language))
        rows.append((label, Money(each.minor * count, each.currency)))
    return rows


def _cells(letter: Letter, labels: Words) -> list[tuple[str, str]]:
    said, language = labels["box"], letter.language
    return [
        (said["pay_by"], long_date(letter.pay_by, language)),
        (said["amount"], money(letter.total, language)),
        *pay_to_cells(letter.pay_to, labels),
    ]


def _small_print(sheet: Sheet, letter: Letter, labels: Words) -> None:
    """Put how the sums came about, in a demand interest stretch by stretch, and what settles the claim."""
    if letter.is_demand and any(line.segments for line in letter.lines):
        sheet.gap(6.0)
        interest_table(sheet, letter)
    sheet.gap(3.5)
    worked_out = calculation(letter)
    lead = [Run(labels["calculated"], FINE.bold), Run(" ", FINE)] if worked_out else []
    sheet.paragraph([*lead, Run(" ".join([*worked_out, *terms(letter)]), FINE)], after=6.7)
    already = addressed(labels["already_paid"], is_person=letter.recipient.is_person)
    sheet.keep(4 * BODY.leading)
    sheet.paragraph([Run(already, BODY)], after=4.1)


def _signed(sheet: Sheet, letter: Letter, labels: Words) -> None:
    sheet.keep(3 * BODY.leading)
    sheet.paragraph([Run(labels["regards"], BODY)], after=0)
    sender = letter.sender
    call = phone(sender.phone, sender.country)
    signed = [Run(sender.name, BODY.bold)] + ([Run(f", {call}", BODY)] if call else [])
    sheet.paragraph(signed, after=0)
