"""The user's own firm, its accounts, and the settings that belong to the file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from app.storage.plain import kept_day

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.domain.party import Firm, OwnAccount
    from app.storage.unit_of_work import UnitOfWork

_FIRM = """
SELECT name, country, identifier, street, postcode, city, phone, email, vat_note, show_identifier
FROM firm
"""
_ACCOUNTS = "SELECT kind, number FROM own_account WHERE number <> '' ORDER BY position"


def read_firm(connection: Connection) -> Firm | None:
    """Return the firm, or `None` before the user has named it."""
    from app.domain.party import Address, Firm, OwnAccount  # the first screen needs no firm

    row = connection.execute(_FIRM).fetchone()
    if row is None:
        return None
    from app.storage.partners import read_agency

    accounts = connection.execute(_ACCOUNTS)
    return Firm(
        name=row[0],
        country=row[1],
        identifier=row[2],
        address=Address(row[3], row[4], row[5], row[1]),
        phone=row[6],
        email=row[7],
        vat_note=row[8],
        accounts=tuple(OwnAccount(kind, number) for kind, number in accounts),
        agency=read_agency(connection),
        show_identifier=bool(row[9]),
    )


def firm_country(connection: Connection) -> str:
    """Return the country of the firm, empty before the user has named it."""
    row = connection.execute("SELECT country FROM firm").fetchone()
    return str(row[0]) if row else ""


def firm_name(connection: Connection) -> str:
    """Return what the firm is called, empty before the user has named it."""
    row = connection.execute("SELECT name FROM firm").fetchone()
    return str(row[0]) if row else ""


def read_logo(connection: Connection) -> bytes | None:
    """Return the logo as it was read in (PNG or JPEG)."""
    row = connection.execute("SELECT logo FROM firm").fetchone()
    return row[0] if row else None


def write_firm(work: UnitOfWork, firm: Firm) -> None:
    """Store the firm and its accounts in place of what was there; the logo stays.

    Undo brings an earlier firm back, and leaves the first one.
    """
    from app.storage import tables
    from app.storage.partners import name_agency

    values: dict[str, Any] = {
        "name": firm.name,
        "country": firm.country,
        "identifier": firm.identifier,
        "street": firm.address.street,
        "postcode": firm.address.postcode,
        "city": firm.address.city,
        "phone": firm.phone,
        "email": firm.email,
        "vat_note": firm.vat_note,
        "agency": "",  # the first agency among the partners is the one that letters may speak of
        "show_identifier": int(firm.show_identifier),
    }
    if work.session.get(tables.FirmRow, 1) is None:
        work.session.add(tables.FirmRow(id=1, **values))
        work.session.flush()
    else:
        work.change(tables.FirmRow, 1, values)
    name_agency(work, firm.agency, firm.country)
    _write_accounts(work, firm.accounts)


def _write_accounts(work: UnitOfWork, accounts: tuple[OwnAccount, ...]) -> None:
    """Let the rows say these accounts. A row is emptied, not deleted, so that undo can fill it again."""
    from sqlmodel import col, select

    from app.storage import tables

    rows = work.session.exec(select(tables.OwnAccountRow).order_by(col(tables.OwnAccountRow.position))).all()
    free: dict[str, list[tables.OwnAccountRow]] = {}
    for row in rows:
        free.setdefault(row.kind, []).append(row)
    for position, account in enumerate(accounts):
        of_kind = free.get(account.kind)
        row = of_kind.pop(0) if of_kind else tables.OwnAccountRow(kind=account.kind, number="", position=0)
        work.session.add(row)
        work.session.flush()
        work.change(tables.OwnAccountRow, row.id or 0, {"number": account.number, "position": position})
    for row in (row for of_kind in free.values() for row in of_kind):
        work.change(tables.OwnAccountRow, row.id or 0, {"number": ""})


def write_logo(work: UnitOfWork, logo: bytes | None) -> None:
    """Store the picture at the head of letters (PNG or JPEG), or take it away."""
    from app.storage import tables

    work.change(tables.FirmRow, 1, {"logo": logo})


def read_setting(connection: Connection, name: str) -> str:
    """Return a setting kept in the file, empty when it was never set."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


READ_THROUGH = "bank_read_through"
_READ_THROUGH = """
SELECT max(day) FROM (
    SELECT value AS day FROM setting WHERE name = ? AND value <> ''
    UNION ALL SELECT max(covered_through) FROM import_batch WHERE withdrawn = 0
)
"""


def read_through(connection: Connection) -> date | None:
    """Return the last day up to which bank files account for every payment, or the user has looked."""
    row = connection.execute(_READ_THROUGH, (READ_THROUGH,)).fetchone()
    return kept_day(row[0]) if row[0] else None


def write_setting(work: UnitOfWork, name: str, value: str) -> None:
    """Keep a setting in the file."""
    from app.storage import tables

    work.session.merge(tables.SettingRow(name=name, value=value))


def change_setting(work: UnitOfWork, name: str, value: str) -> None:
    """Keep a setting as a part of the action, so that undo brings back what it was."""
    from app.storage import tables

    if work.session.get(tables.SettingRow, name) is None:
        write_setting(work, name, "")
        work.session.flush()
    work.change(tables.SettingRow, name, {"value": value})
