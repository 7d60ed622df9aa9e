"""The sheet that opens the file when nothing else does: the key as words and as a QR code, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.layout.paint import About, pdf
from app.documents.layout.sheet import LEFT, Code, Sheet
from app.documents.layout.typesetting import BODY, FINE, STRONG, TITLE, Run, Style
from app.documents.swish import matrix
from app.domain.file_key import FileKey
from app.domain.recovery_words import encode
from app.formatting import long_date
from app.i18n import _, language

_TOP = 30.0
_WORD_WIDTH = 31.0
_ROW_HEIGHT = 11.0
_CODE_SIZE = 42.0
_WORD = Style(15, 7.0)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What the sheet says.

    Attributes:
        firm: Whose file it is; may be empty.
        made_on: The day from which the key is used.
    """

    key: FileKey
    firm: str
    made_on: date


def render(content: SheetContent) -> bytes:
    """Return the sheet as a PDF on one page, in the language of the screen."""
    sheet = Sheet(1.0, _begin)
    _begin(sheet)
    sheet.label(LEFT, sheet.y, _("Recovery sheet for Betalt"), TITLE, role="H1")
    sheet.y += 9
    sheet.paragraph([Run(_whose(content), FINE)], after=5)
    lead = _(
        "These words open the file and its backups when the computer is gone or has forgotten the key. "
        "Keep the sheet on paper where only you find it, and not on the same computer."
    )
    sheet.paragraph([Run(lead, BODY)], after=6)
    sheet.y += 6
    _write_words(sheet, content.key)
    _write_rest(sheet, content.key)
    return pdf(sheet.pages, About(_("Recovery sheet for Betalt"), content.firm, language()))


def sheet_number(key: FileKey) -> str:
    """Return by which number sheet and file are known to belong together; it does not lead to the key."""
    digits = key.name[-8:].upper()
    return f"{digits[:4]}-{digits[4:]}"


def _begin(sheet: Sheet) -> None:
    sheet.y = _TOP


def _whose(content: SheetContent) -> str:
    said = _("Sheet {number}, {day}").format(
        number=sheet_number(content.key), day=long_date(content.made_on, language())
    )
    return " · ".join(part for part in (content.firm, said) if part)


def _write_words(sheet: Sheet, key: FileKey) -> None:
    for number, row in enumerate(encode(key.raw), 1):
        sheet.label(LEFT, sheet.y, f"{number}", FINE)
        for place, word in enumerate(row):
            sheet.label(LEFT + 8 + place * _WORD_WIDTH, sheet.y, word, _WORD)
        sheet.y += _ROW_HEIGHT


def _write_rest(sheet: Sheet, key: FileKey) -> None:
    sheet.y += 2
    text = " ".join(word for row in encode(key.raw) for word in row).upper()
    sheet.add(Code(LEFT, sheet.y, _CODE_SIZE, matrix(text)))
    left, room = LEFT + _CODE_SIZE + 8, 112.0
    below = sheet.y + _CODE_SIZE
    sheet.label(left, sheet.y + 4, _("How to use it"), STRONG, role="H2")
    sheet.y += 9
    for step in (
        _("Open Betalt and choose the file, or “Open a backup” on a new computer."),
        _("Type the words row by row. Capital letters and commas do not matter."),
        _("A phone that reads the code shows the same words."),
        _("A later sheet with another number replaces this one for the file, not for older backups."),
    ):
        sheet.paragraph([Run(step, BODY)], after=1.5, x=left, room=room)
    sheet.y = max(sheet.y, below) + 8
    lost = _("Without the words and without the key in the computer nobody can open the file, not even we.")
    sheet.paragraph([Run(lost, BODY.bold)], after=0)
