"""Registerutdrag: everything that is kept about one customer, to be read and as JSON (GDPR article 15)."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import formatting
from app.documents.register_extract_pdf import Extract, Section, register_extract_pdf
from app.domain.errors import RuleError
from app.domain.party import CustomerId
from app.i18n import N_, _, language
from app.services.desk import Desk
from app.services.explain.fields import field_name
from app.services.paper_file import write
from app.storage.about_person import Rows, rows_about
from app.storage.firm import read_firm

SUFFIXES = (".pdf", ".json")
_TITLES = {
    "customer": N_("The customer"),
    "contact_person": N_("Contacts"),
    "invoice": N_("Invoices"),
    "attachment": N_("Files"),
    "payment": N_("Payments"),
    "payment_suggestion": N_("Payments that wait for a yes"),
    "payer_alias": N_("Names and accounts that payments come from"),
    "letter": N_("Letters"),
    "letter_case": N_("Invoices of the letters"),
    "letter_file": N_("Letters as they were printed"),
    "plan": N_("Payment plans"),
    "plan_case": N_("Invoices of the plans"),
    "plan_instalment": N_("Instalments"),
    "ledger_entry": N_("Amounts, in order"),
    "history_entry": N_("What was said and done"),
    "history_note": N_("Notes"),
    "draft": N_("Begun and not saved"),
    "case_summary": N_("How each invoice stands"),
    "action": N_("Actions that can be undone"),
}
_SECRET = frozenset({"hash", "search"})
"""Columns that hold nothing of their own: checksums, and words repeated for the search."""


class UnknownExtractError(RuleError):
    """The name of the file does not end in `.pdf` or `.json`."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file
        self.known = SUFFIXES


@dataclass(frozen=True, slots=True)
class Found:
    """What is kept, by table, and whose it is."""

    name: str
    rows: Rows


def extract(desk: Desk, customer_id: CustomerId) -> Found:
    """Return everything that the file holds about a customer, withdrawn rows too."""
    with desk.database.reading() as connection:
        rows = rows_about(connection, customer_id)
    return Found(str(rows["customer"][0]["name"]), rows)


def save_extract(desk: Desk, customer_id: CustomerId, path: Path) -> None:
    """Write the extract: a PDF to be read, or JSON with every value, the letters' bytes as base64.

    Raises:
        UnknownExtractError: The name of the file ends in neither.
        FileTroubleError: Nothing was written.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UnknownExtractError(path.name)
    found = extract(desk, customer_id)
    make = as_json if path.suffix.lower() == ".json" else as_pdf
    write(path, make(desk, found))


def file_name(desk: Desk, customer_id: CustomerId) -> str:
    """Return a name for the file, in which nobody is named."""
    said = _("Extract")
    return f"{formatting.iso(desk.today())}_{said}_{customer_id}.pdf"


def as_json(desk: Desk, found: Found) -> bytes:
    """Return every value as JSON, one list a table."""
    document = {"made_on": formatting.iso(desk.today()), "kept": found.rows}
    text = json.dumps(document, ensure_ascii=False, indent=2, default=_bytes_as_text)
    return text.encode()


def _bytes_as_text(value: object) -> str:
    if not isinstance(value, bytes):
        raise TypeError(value)
    return b64encode(value).decode()


def as_pdf(desk: Desk, found: Found) -> bytes:
    """Return the extract on paper, in the language of the screen; the letters themselves are named only."""
    with desk.database.reading() as connection:
        firm = read_firm(connection)
    day = formatting.long_date(desk.today(), language())
    return register_extract_pdf(
        Extract(
            title=_("What is kept about {name}").format(name=found.name),
            made=_("{firm}, {day}").format(firm=firm.name, day=day) if firm else day,
            why=_(
                "This is everything that the program keeps about you: to send and follow up invoices (GDPR "
                "article 6.1 b and f), and because bookkeeping law asks for it (6.1 c). You may ask for "
                "corrections, and for what the law does not keep to be erased."
            ),
            sections=tuple(
                Section(_(_TITLES[table]), tuple(_lines(row) for row in rows))
                for table, rows in found.rows.items()
            ),
            language=language(),
        )
    )


def _lines(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what is known of a row, name and value; empty ones are left out."""
    return tuple(
        (field_name(name), _said(value))
        for name, value in row.items()
        if name not in _SECRET and value not in (None, "", "{}")
    )


def _said(value: object) -> str:
    if isinstance(value, bytes):
        return _("{n} bytes").format(n=len(value))
    return str(value)
