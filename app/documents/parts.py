"""What all our documents share: the firm's name or logo, heading, envelope address, payment box and foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.documents.layout.paint import proportion
from app.documents.layout.sheet import LEFT, RIGHT, Frame, Picture, Rule, Sheet, Text
from app.documents.layout.typesetting import (
    BODY,
    DIVIDER,
    FINE,
    INK,
    LABEL,
    MEDIUM,
    NAME,
    REGULAR,
    STRONG,
    TITLE,
    fit,
    width,
    wrap_text,
)
from app.documents.parties import PayTo, Recipient, Sender
from app.documents.wording import Words, payment_reference
from app.formatting import account, identifier, phone

COLUMN = 110.0
"""Where the right half of a page begins."""
BODY_TOP = 77.25
_LOGO_HEIGHT = 10.0
_LOGO_WIDTH = 70.0
_BOX_HEIGHT = 16.4
_FOOT_COLUMNS = (LEFT, 70.4, 109.1, 147.6)
_FOOT_LAST = 286.9


@dataclass(frozen=True, slots=True)
class Window:
    """Where the window of a country's envelopes shows the page, in millimetres.

    Attributes:
        x, y: Left edge and first baseline of the address.
        room: Widest line.
        height: From the first line to the bottom; more lines than fit are set smaller.
        about_x: Where the customer number and the like stand, beside it.
    """

    x: float
    y: float
    room: float
    height: float
    about_x: float


WINDOWS = {
    # A right-hand window (H2) shows about x 110-190, y 45-75; no public source gives the millimetres.
    "SE": Window(x=COLUMN, y=47.8, room=78, height=28, about_x=LEFT),
    # C5 44-79, C6/5 39-74, E6/5 40-70 mm from the top, all from 15 mm: what lies at x 20, y 44-70 fits each.
    "NO": Window(x=LEFT, y=48.4, room=85, height=24, about_x=COLUMN),
}


def masthead(sheet: Sheet, sender: Sender, heading: str, under: str) -> None:
    """Put the firm on the left, heading and day on the right, at the top of the first page.

    A wide logo is taken to hold the name; beside a narrow one the name is set.
    """
    beside = LEFT
    if sender.logo:
        sheet.add(Picture(LEFT, 14.6, _LOGO_WIDTH, _LOGO_HEIGHT, sender.logo))
        beside += proportion(sender.logo) * _LOGO_HEIGHT + 2.5
    if not sender.logo or beside < COLUMN / 3:
        _name(sheet, beside, sender.name)
    sheet.label(COLUMN, 20.1, heading, fit(heading, TITLE, RIGHT - COLUMN, smallest=14), role="H1")
    sheet.label(COLUMN, 25.6, under, MEDIUM)


def _name(sheet: Sheet, x: float, name: str) -> None:
    """Set the first word strong and the rest below it; a mere prefix such as "AB" stays with the rest."""
    first, _, rest = name.partition(" ")
    if len(first) > 3 and rest and width(rest, NAME) <= COLUMN - x - 4:
        sheet.label(x, 18.3, first, NAME)
        sheet.label(x, 18.3 + NAME.leading, rest, replace(NAME, face=REGULAR))
        return
    for number, line in enumerate(wrap_text(name, NAME, COLUMN - x - 4)[:2]):
        sheet.label(x, 18.3 + number * NAME.leading, line, NAME)


def continued(title: str, page: Callable[[int], str]) -> Callable[[Sheet], None]:
    """Return what fills the top of a following page; `page` words its number once all are known."""

    def head(sheet: Sheet) -> None:
        sheet.decoration(LEFT, 18.3, title, LABEL)
        sheet.decoration(RIGHT, 18.3, page(len(sheet.pages)), LABEL, right=True)
        sheet.y = 26.0

    return head


def address(sheet: Sheet, sender: Sender, recipient: Recipient, labels: Words) -> None:
    """Put the recipient where the window of the sender's country shows it."""
    window = window_of(sender)
    lines = [recipient.name]
    if recipient.contact and not recipient.is_person:
        lines.append(labels["attention"].format(contact=recipient.contact))
    lines += recipient.address
    wrapped = [piece for line in lines for piece in wrap_text(line, BODY, window.room)]
    style = BODY.scaled(min(1.0, window.height / (len(wrapped) * BODY.leading)))
    right, down = sender.offset_mm
    for number, line in enumerate(wrapped):
        sheet.label(window.x + right, window.y + down + number * style.leading, line, style)


def window_of(sender: Sender) -> Window:
    """Return the envelope of the sender's country; the Swedish one where we know none."""
    return WINDOWS.get(sender.country, WINDOWS["SE"])


def about(sheet: Sheet, x: float, rows: Sequence[tuple[str, str]]) -> None:
    """Put small rows such as the customer number beside the address."""
    for number, (label, value) in enumerate(row for row in rows if row[1]):
        baseline = 47.3 + number * LABEL.leading
        sheet.label(x, baseline, label, LABEL)
        sheet.label(x + 29.7, baseline, value, MEDIUM)


def payment_box(sheet: Sheet, cells: Sequence[tuple[str, str]]) -> None:
    """Put the cells side by side in a box with rounded corners; they share what room is left, or shrink."""
    inset = 4.0
    sheet.keep(_BOX_HEIGHT)
    room = RIGHT - LEFT - 2 * inset * len(cells)
    needs = [max(width(label, LABEL), width(value, STRONG)) for label, value in cells]
    share = min(1.0, room / sum(needs))
    spare = max(0.0, room - sum(needs)) / len(cells)
    sheet.add(Frame(LEFT, sheet.y, RIGHT - LEFT, _BOX_HEIGHT, 1.6, INK))
    x = LEFT
    for number, ((label, value), need) in enumerate(zip(cells, needs, strict=True)):
        if number:
            sheet.add(Rule(x, sheet.y, x, sheet.y + _BOX_HEIGHT, DIVIDER))
        sheet.label(x + inset, sheet.y + 6.0, label, fit(label, LABEL, need * share, smallest=6))
        sheet.label(x + inset, sheet.y + 11.6, value, STRONG.scaled(share))
        x += need * share + spare + 2 * inset
    sheet.y += _BOX_HEIGHT


def foot(sheet: Sheet, sender: Sender, labels: Words) -> None:
    """Put who we are at the bottom of every page; a screen reader meets it once only, on the first."""
    columns = _foot_columns(sender, labels)
    top = _FOOT_LAST - (max(len(column) for column in columns) - 1) * FINE.leading
    for number, page in enumerate(sheet.pages):
        page.append(Rule(LEFT, top - 5.2, RIGHT, top - 5.2, DIVIDER))
        for x, end, rows in zip(_FOOT_COLUMNS, (*_FOOT_COLUMNS[1:], RIGHT), columns, strict=True):
            path = () if number else sheet.path("P")
            for row, text in enumerate(rows):
                style = fit(text, FINE, end - x - 1, smallest=5)
                page.append(Text(x, top + row * FINE.leading, text, style, path))


def _foot_columns(sender: Sender, labels: Words) -> list[list[str]]:
    words = labels["footer"]
    home = ", ".join(sender.address)
    who = [wrap_text(sender.name, FINE, 49)[0], *([home] if width(home, FINE) <= 49 else sender.address[:3])]
    reach = [phone(sender.phone, sender.country), sender.email]
    number = identifier(sender.identifier, sender.country)
    told = [words["identifier"].format(identifier=number) if number else "", sender.note]
    where = [
        text
        for own in sender.accounts[:1]
        for text in (labels["box"][own.kind], account(own.kind, own.number))
    ]
    columns = [who, [words["phone"] if sender.phone else "", *reach], where, told]
    return [[text for text in column if text] for column in columns]


def pay_to_cells(pay_to: PayTo, labels: Words) -> list[tuple[str, str]]:
    """Return account and reference as they stand in the payment box."""
    own = pay_to.account
    number = payment_reference(pay_to.reference_kind, pay_to.reference)
    return [
        (labels["box"][own.kind], account(own.kind, own.number)),
        (labels["box"][pay_to.reference_kind], number),
    ]
