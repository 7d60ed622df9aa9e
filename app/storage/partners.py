"""The register of partners: rows of state, each change with a way back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.domain.partner import Partner, PartnerId, PartnerKind

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.storage.unit_of_work import UnitOfWork

_PARTNERS = """
SELECT id, kind, name, country, contact_name, phone, email, website, terms FROM partner
WHERE withdrawn = 0 ORDER BY id
"""
_AGENCY = (
    "SELECT id, name FROM partner WHERE kind = 'collection_agency' AND withdrawn = 0 ORDER BY id LIMIT 1"
)


def read_partners(connection: Connection) -> tuple[Partner, ...]:
    """Return the partners that stand, in the order they were added."""
    return tuple(
        Partner(PartnerId(row[0]), PartnerKind(row[1]), *row[2:]) for row in connection.execute(_PARTNERS)
    )


def read_agency(connection: Connection) -> str:
    """Return the name of the collection agency that letters may speak of; empty where there is none."""
    row = connection.execute(_AGENCY).fetchone()
    return str(row[1]) if row else ""


def add(work: UnitOfWork, new: Partner) -> PartnerId:
    """Store one more partner; its `id` is given here."""
    from app.storage.case_tables import PartnerRow

    return PartnerId(work.insert(PartnerRow, _values(new)))


def change(work: UnitOfWork, known: Partner) -> None:
    """Store a partner as it now is."""
    from app.storage.case_tables import PartnerRow

    work.change(PartnerRow, known.id, _values(known))


def remove(work: UnitOfWork, partner_id: PartnerId) -> None:
    """Take a partner off the register; what was handed to it keeps its name."""
    from app.storage.case_tables import PartnerRow

    work.change(PartnerRow, partner_id, {"withdrawn": 1})


def name_agency(work: UnitOfWork, name: str, country: str) -> None:
    """Let the first collection agency have this name, add one where there is none; empty removes it."""
    from app.storage.rows import driver

    row = driver(work.session).execute(_AGENCY).fetchone()
    if row is None and name:
        add(work, Partner(PartnerId(0), PartnerKind.COLLECTION_AGENCY, name, country))
    elif row is not None and not name:
        remove(work, PartnerId(row[0]))
    elif row is not None and row[1] != name:
        _rename(work, row[0], name)


def _rename(work: UnitOfWork, partner_id: int, name: str) -> None:
    from app.storage.case_tables import PartnerRow

    work.change(PartnerRow, partner_id, {"name": name})


def _values(partner: Partner) -> dict[str, Any]:
    values = asdict(partner) | {"kind": partner.kind.value}
    values.pop("id")
    return values
