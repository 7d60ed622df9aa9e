"""The morning's list on paper, to be taken along: whom to call, about what, and room for a note."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.layout.paint import About, pdf
from app.documents.layout.sheet import LEFT, RIGHT, Frame, Sheet
from app.documents.layout.typesetting import (
    BODY,
    DIVIDER,
    GREY,
    LABEL,
    MEDIUM,
    NAME,
    TITLE,
    Run,
    Style,
    wrap_text,
)
from app.documents.parts import continued
from app.documents.wording import words

_TOP = 24.0
_TEXT = LEFT + 8.0
_SUM_ROOM = 40.0
_ROW = 21.0
_BOX = 4.0
_PHONE = Style(11.5, 5.2).bold


@dataclass(frozen=True, slots=True)
class Entry:
    """One customer, in finished words.

    Attributes:
        about: The invoice, or how many.
        why: State and reason in one line; `contact` is whom to ask for.
    """

    name: str
    about: str
    amount: str
    days: str
    why: str
    phone: str
    contact: str


@dataclass(frozen=True, slots=True)
class MorningPaper:
    """A day in finished words, section by section, in the language of the screen."""

    language: str
    firm: str
    title: str
    summary: str
    sections: tuple[tuple[str, tuple[Entry, ...]], ...]


def render_morning(paper: MorningPaper) -> bytes:
    """Return the list as PDF bytes; the same list always gives the same bytes."""
    pages = len(_set(paper, 1).pages)
    return pdf(_set(paper, pages).pages, About(paper.title, paper.firm, paper.language))


def _set(paper: MorningPaper, pages: int) -> Sheet:
    page = words("labels", paper.language)["page"]
    sheet = Sheet(1.0, continued(paper.title, lambda number: page.format(page=number, pages=pages)))
    sheet.y = _TOP
    sheet.label(LEFT, sheet.y, paper.title, TITLE, role="H1")
    sheet.label(RIGHT, sheet.y, paper.firm, LABEL, right=True)
    sheet.y += 6.5
    sheet.paragraph([Run(paper.summary, BODY)], after=3.0)
    for title, entries in paper.sections:
        _section(sheet, title, entries)
    return sheet


def _section(sheet: Sheet, title: str, entries: tuple[Entry, ...]) -> None:
    """Put a heading, never without the first row below it."""
    sheet.keep(12.0 + _ROW)
    sheet.y += 7.0
    sheet.label(LEFT, sheet.y, title, NAME, role="H2")
    sheet.y += 4.0
    for entry in entries:
        sheet.keep(_ROW)
        _entry(sheet, entry)


def _entry(sheet: Sheet, entry: Entry) -> None:
    """Put a box to tick, who and how much, why, whom to ask for, and a line to write on."""
    top, room = sheet.y, RIGHT - _TEXT - _SUM_ROOM
    sheet.add(Frame(LEFT, top + 1.0, _BOX, _BOX, 0.6, GREY))
    sheet.label(_TEXT, top + 4.3, _short(f"{entry.name}  {entry.about}".strip(), BODY.bold, room), BODY.bold)
    sheet.label(RIGHT, top + 4.3, entry.amount, BODY.bold, right=True)
    sheet.label(_TEXT, top + 9.2, _short(entry.why, MEDIUM, room), MEDIUM)
    sheet.label(RIGHT, top + 9.2, entry.days, MEDIUM, right=True)
    sheet.label(_TEXT, top + 14.6, entry.phone, _PHONE)
    sheet.label(_TEXT + 42.0, top + 14.6, _short(entry.contact, MEDIUM, 40.0), MEDIUM)
    sheet.y = top + 16.4
    sheet.rule(_TEXT + 84.0, RIGHT, colour=DIVIDER)
    sheet.y = top + _ROW


def _short(text: str, style: Style, room: float) -> str:
    """Return as many words as fit on one line."""
    lines = wrap_text(text, style, room)
    return text if len(lines) == 1 else f"{lines[0]}…"
