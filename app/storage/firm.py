"""The user's own firm, its accounts, and the settings that belong to the file."""

from __future__ import annotations

from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from app.domain.party import Address, Firm, OwnAccount

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

_FIRM = """
SELECT name, country, identifier, street, postcode, city, phone, email, vat_note, agency, show_identifier
FROM firm
"""


def read_firm(connection: Connection) -> Firm | None:
    """Return the firm, or `None` before the user has named it."""
    row = connection.execute(_FIRM).fetchone()
    if row is None:
        return None
    accounts = connection.execute("SELECT kind, number FROM own_account ORDER BY position")
    return Firm(
        name=row[0],
        country=row[1],
        identifier=row[2],
        address=Address(row[3], row[4], row[5], row[1]),
        phone=row[6],
        email=row[7],
        vat_note=row[8],
        accounts=tuple(OwnAccount(kind, number) for kind, number in accounts),
        agency=row[9],
        show_identifier=bool(row[10]),
    )


def read_logo(connection: Connection) -> bytes | None:
    """Return the logo as it was read in (PNG or JPEG)."""
    row = connection.execute("SELECT logo FROM firm").fetchone()
    return row[0] if row else None


def write_firm(work: UnitOfWork, firm: Firm, *, logo: bytes | None = None) -> None:
    """Store the firm and its accounts in place of what was there; a logo stays unless a new one is given."""
    from app.storage import tables

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
        "agency": firm.agency,
        "show_identifier": int(firm.show_identifier),
    }
    known = work.session.get(tables.FirmRow, 1)
    work.session.merge(tables.FirmRow(id=1, logo=logo or (known.logo if known else None), **values))
    _write_accounts(work, firm.accounts)


def _write_accounts(work: UnitOfWork, accounts: tuple[OwnAccount, ...]) -> None:
    from sqlmodel import delete

    from app.storage import tables

    work.session.execute(delete(tables.OwnAccountRow))
    for position, account in enumerate(accounts):
        work.session.add(tables.OwnAccountRow(kind=account.kind, number=account.number, position=position))


def read_setting(connection: Connection, name: str) -> str:
    """Return a setting kept in the file, empty when it was never set."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def write_setting(work: UnitOfWork, name: str, value: str) -> None:
    """Keep a setting in the file."""
    from app.storage import tables

    work.session.merge(tables.SettingRow(name=name, value=value))
