"""The extract of what is kept about a person, on A4 pages: a heading a table, a paragraph a row."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.layout.paint import About, pdf
from app.documents.layout.sheet import BOTTOM, LEFT, RIGHT, Sheet
from app.documents.layout.typesetting import FINE, LABEL, MEDIUM, NAME, STRONG, Run, Style, wrap_text

_TOP = 22.0
_PLAIN = Style(8.8, 4.4)


@dataclass(frozen=True, slots=True)
class Section:
    """What one table holds: a row is name and value of each of its facts."""

    title: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """The extract in finished words; `made` says by whom and when, `why` what it is kept for."""

    title: str
    made: str
    why: str
    sections: tuple[Section, ...]
    language: str


def register_extract_pdf(extract: Extract) -> bytes:
    """Return the file; nothing that is kept is left out for want of room."""
    sheet = Sheet(1.0, _begin)
    _begin(sheet)
    for line in wrap_text(extract.title, NAME, RIGHT - LEFT):
        sheet.label(LEFT, sheet.y, line, NAME, role="H1")
        sheet.y += 6
    sheet.paragraph([Run(extract.made, LABEL)], after=2)
    sheet.paragraph([Run(extract.why, MEDIUM)], after=4)
    for section in extract.sections:
        _section(sheet, section)
    for number, page in enumerate(sheet.pages, start=1):
        foot = Sheet(1.0, _begin, pages=[page])
        foot.decoration(RIGHT, BOTTOM + 12, f"{number}/{len(sheet.pages)}", FINE, right=True)
    return pdf(sheet.pages, About(extract.title, extract.made, extract.language))


def _begin(sheet: Sheet) -> None:
    sheet.y = _TOP


def _section(sheet: Sheet, section: Section) -> None:
    sheet.keep(16)
    sheet.gap(3)
    sheet.label(LEFT, sheet.y + 3, section.title, STRONG, role="H2")
    sheet.y += 6
    sheet.rule(LEFT, RIGHT)
    sheet.gap(1.5)
    for row in section.rows:
        runs = []
        for place, (name, value) in enumerate(row):
            runs.append(Run(f"{'  ' if place else ''}{name}: ", FINE))
            runs.append(Run(value, _PLAIN))
        if runs:
            sheet.paragraph(runs, after=1.6)
