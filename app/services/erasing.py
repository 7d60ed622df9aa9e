"""Radera uppgifter: erases what no law asks to keep about a customer, and says what stays and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app import formatting
from app.domain.attachment import AttachmentKind
from app.domain.errors import RuleError
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.domain.retention import kept_through
from app.i18n import _, language
from app.services.changes import Changes
from app.services.desk import Desk
from app.storage.about_person import Rows, rows_about
from app.storage.attachments import files_about
from app.storage.firm import firm_country

_BOOKS = {"SE": "accounting_retention", "NO": "accounting_retention_primary"}
_LETTERS = {"SE": "accounting_retention", "NO": "accounting_retention_secondary"}
_FILES = {
    AttachmentKind.INVOICE: _BOOKS,
    AttachmentKind.AGREEMENT: _LETTERS,
    AttachmentKind.DELIVERY: _LETTERS,
}
"""Files that document what was booked; the contracts and packing slips behind it are kept like letters."""
_MONTH = 12


class OpenClaimError(RuleError):
    """Something is still to be paid, which takes what is known; `numbers` are the invoices."""

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing a customer today would come to.

    Attributes:
        open_numbers: Invoices that are not settled; with any, nothing can be erased.
        books_through: Last day on which invoices and payments are kept, with the name; `None` when none are.
        letters_through: The same for letters that carry no booked amount.
        law: The section that asks for it.
        erases: What goes, `keeps` what stays and until when, in sentences.
    """

    name: str
    open_numbers: tuple[str, ...]
    books_through: date | None
    letters_through: date | None
    law: str
    erases: tuple[str, ...]
    keeps: tuple[str, ...]


def erasure(desk: Desk, customer_id: CustomerId) -> Erasure:
    """Return what would be erased today, and what bookkeeping law keeps."""
    with desk.database.reading() as connection:
        found, country = rows_about(connection, customer_id), firm_country(connection) or "SE"
    books_year, letters_year = _last_year(found), _letters_year(found)
    books = _through(desk, country, _BOOKS, books_year)
    letters = _through(desk, country, _LETTERS, letters_year)
    law = desk.statutes.table(country, _BOOKS[country]).law
    name = str(found["customer"][0]["name"])
    return Erasure(
        name,
        _open(found),
        books if books and books >= desk.today() else None,
        letters if letters and letters >= desk.today() else None,
        law,
        tuple(_erases(books, desk.today())),
        tuple(_keeps(books, letters, law, desk.today())),
    )


def erase(desk: Desk, customer_id: CustomerId) -> Changes:
    """Erase what no law keeps; it cannot be undone. Amounts, days and both chains stay as they are.

    While the books have to be kept, the name and the address of the customer stay on them.

    Raises:
        OpenClaimError: Something is not settled yet; nothing was erased.
    """
    from app.storage import erasure as storage

    known = erasure(desk, customer_id)
    if known.open_numbers:
        raise OpenClaimError(known.open_numbers)
    cases = frozenset(_cases(desk, customer_id))
    letters, files = _letters_to_erase(desk, customer_id), _files_to_erase(desk, customer_id)
    with desk.begin() as work:
        storage.erase_contact(work, customer_id)
        storage.erase_letters(work, letters)
        storage.erase_files(work, files)
        if known.books_through is None:
            storage.erase_name(work, customer_id, _("Erased customer {n}").format(n=customer_id))
        work.commit()
    storage.overwrite_traces(desk.database)
    return Changes(cases, frozenset({customer_id}), None, "erase", "")


def _cases(desk: Desk, customer_id: CustomerId) -> list[CaseId]:
    from app.storage import contacts

    with desk.database.reading() as connection:
        return contacts.case_ids(connection, customer_id)


def _open(found: Rows) -> tuple[str, ...]:
    """Return the numbers of the invoices on which something is left to pay."""
    numbers = {row["id"]: str(row["number"]) for row in found.get("invoice", ())}
    left = (row["invoice_id"] for row in found.get("case_summary", ()) if row["open_minor"] > 0)
    return tuple(numbers[case_id] for case_id in left if case_id in numbers)


def _last_year(found: Rows) -> int | None:
    """Return the last calendar year that something was booked in."""
    days = [row["issued_on"] for row in found.get("invoice", ())]
    days += [row["booked_on"] for row in found.get("ledger_entry", ())]
    days += [row["received_on"] for row in found.get("payment", ())]
    return max((int(day[:4]) for day in days), default=None)


def _letters_year(found: Rows) -> int | None:
    days = [row["sent_on"] or row["made_on"] for row in found.get("letter", ())]
    return max((int(day[:4]) for day in days), default=None)


def _through(desk: Desk, country: str, tables: dict[str, str], year: int | None) -> date | None:
    if year is None:
        return None
    years: Decimal = desk.statutes.table(country, tables[country]).on(date(year, _MONTH, 31)).value
    return kept_through(year, years)


def _letters_to_erase(desk: Desk, customer_id: CustomerId) -> list[int]:
    """Return the letters that no law keeps any longer; one with a booked amount is kept like the books."""
    with desk.database.reading() as connection:
        found, country = rows_about(connection, customer_id), firm_country(connection) or "SE"
    booked = {row["letter_id"] for row in found.get("ledger_entry", ()) if row["letter_id"]}
    erased = []
    for row in found.get("letter", ()):
        tables = _BOOKS if row["id"] in booked else _LETTERS
        through = _through(desk, country, tables, int((row["sent_on"] or row["made_on"])[:4]))
        if row["sent_on"] is None or (through and through < desk.today()):
            erased.append(int(row["id"]))
    return erased


def _files_to_erase(desk: Desk, customer_id: CustomerId) -> list[int]:
    """Return the files that no law keeps any longer, by the year of their invoice; withdrawn ones too."""
    with desk.database.reading() as connection:
        found, country = files_about(connection, customer_id), firm_country(connection) or "SE"
    erased = []
    for each in found:
        tables = None if each.withdrawn else _FILES.get(each.kind)
        through = _through(desk, country, tables, each.year) if tables else None
        if through is None or through < desk.today():
            erased.append(each.id)
    return erased


def _erases(books: date | None, today: date) -> list[str]:
    said = [
        _("Contacts, phone numbers and e-mail addresses."),
        _("All notes: from calls, on invoices and about the customer."),
        _("Files kept with invoices, save the invoice, the agreement and the delivery note."),
        _("What was begun and not saved, and names and accounts learnt from payments."),
    ]
    if books is None or books < today:
        said.append(_("Name, address and number, also on invoices, payments and letters."))
    return said


def _keeps(books: date | None, letters: date | None, law: str, today: date) -> list[str]:
    said = []
    if books and books >= today:
        kept = _("Invoices, payments and the name and address on them, through {day} ({law}).")
        said.append(kept.format(day=formatting.long_date(books, language()), law=law))
    if letters and letters >= today:
        kept = _("Letters that were sent, through {day}.")
        said.append(kept.format(day=formatting.long_date(letters, language())))
    said.append(_("Amounts and days without a name, so that your books still add up."))
    said.append(_("Backups made earlier still hold what is erased, until newer ones take their place."))
    return said
