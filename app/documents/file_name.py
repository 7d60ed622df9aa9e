"""Names of files on disk: day, kind, first number. Never a person's name."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from app.documents.wording import words

_UNSAFE = re.compile(r"[^0-9A-Za-z]+")


def file_name(sent_on: date, kind: str, first_number: str, more: int = 0, *, language: str) -> str:
    """Return a name that every file system takes: "2026-11-18_Paminnelse_10412+1.pdf".

    `kind` is a letter kind or `plan`; `more` counts the further invoices; `language` is that of the screen.
    """
    said = words("labels", language)["file"][kind]
    further = f"+{more}" if more else ""
    return f"{sent_on.isoformat()}_{said}_{safe(first_number)}{further}.pdf"


def safe(number: str) -> str:
    """Return a number as a part of a file name: ASCII letters, digits and hyphens, at most 40 of them."""
    plain = unicodedata.normalize("NFKD", number).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", plain).strip("-")[:40] or "0"
