"""Files kept with invoices: their bytes lie in the database, so the same key locks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.attachment import Attachment, AttachmentKind
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.storage.plain import kept_day

if TYPE_CHECKING:
    from sqlite3 import Connection

    from app.storage.unit_of_work import UnitOfWork

_COLUMNS = "id, invoice_id, kind, file_name, media_type, length(content), sha256, added_on"
_OF_CASE = f"SELECT {_COLUMNS} FROM attachment WHERE invoice_id = ? AND withdrawn = 0 ORDER BY added_on, id"
_ABOUT = """
SELECT a.id, a.kind, i.issued_on, a.withdrawn
FROM attachment a JOIN invoice i ON i.id = a.invoice_id WHERE i.customer_id = ?
"""
_ONE = f"SELECT {_COLUMNS} FROM attachment WHERE id = ? AND withdrawn = 0"


def of_case(connection: Connection, case_id: CaseId) -> tuple[Attachment, ...]:
    """Return the files of an invoice without their bytes, oldest first."""
    return tuple(_attachment(row) for row in connection.execute(_OF_CASE, (case_id,)))


class KeptFile(NamedTuple):
    """A file as bookkeeping law sees it: what it shows, and the year of its invoice."""

    id: int
    kind: AttachmentKind
    year: int
    withdrawn: bool


def files_about(connection: Connection, customer_id: CustomerId) -> tuple[KeptFile, ...]:
    """Return the files kept with the invoices of a customer, those taken away too."""
    return tuple(
        KeptFile(row[0], AttachmentKind(row[1]), int(row[2][:4]), bool(row[3]))
        for row in connection.execute(_ABOUT, (customer_id,))
    )


def find(connection: Connection, attachment_id: int) -> Attachment:
    """Return one file without its bytes; `KeyError` when there is none or it was taken away."""
    row = connection.execute(_ONE, (attachment_id,)).fetchone()
    if row is None:
        raise KeyError(attachment_id)
    return _attachment(row)


def content(connection: Connection, attachment_id: int) -> bytes:
    """Return the bytes of a file; `KeyError` when there is none or it was taken away."""
    query = "SELECT content FROM attachment WHERE id = ? AND withdrawn = 0"
    row = connection.execute(query, (attachment_id,)).fetchone()
    if row is None:
        raise KeyError(attachment_id)
    return bytes(row[0])


def add(work: UnitOfWork, new: Attachment, content: bytes) -> int:
    """Store one more file and return its id."""
    from app.storage.case_tables import AttachmentRow

    return work.insert(
        AttachmentRow,
        {
            "invoice_id": new.case_id,
            "kind": new.kind.value,
            "file_name": new.file_name,
            "media_type": new.media_type,
            "sha256": new.sha256,
            "content": content,
            "added_on": new.added_on.isoformat(),
        },
    )


def withdraw(work: UnitOfWork, attachment_id: int) -> None:
    """Take a file away; undo brings it back."""
    from app.storage.case_tables import AttachmentRow

    work.change(AttachmentRow, attachment_id, {"withdrawn": 1})


def _attachment(row: tuple[int, int, str, str, str, int, str, str]) -> Attachment:
    number, case_id, kind, name, media_type, size, sha256, added_on = row
    return Attachment(
        number, CaseId(case_id), AttachmentKind(kind), name, media_type, size, sha256,
        kept_day(added_on),
    )  # fmt: skip
