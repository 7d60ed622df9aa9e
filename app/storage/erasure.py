"""Erasing what is kept about a person; amounts, days and the two chains stay as they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.storage.about_person import ABOUT, Rows, own_ids, rows_about
from app.storage.database import Database
from app.storage.folding import searchable
from app.storage.rows import driver
from app.storage.tables import PASSED_BY
from app.storage.unit_of_work import UnitOfWork

_ERASED_WHOLE = ("history_note", "draft", "payer_alias", "contact_person")
_REACHED = (
    "UPDATE customer SET tone = NULL, channel = '', contact_name = '', contact_role = '', phone = '', "
    "email = '', best_time = '', remember = '', endpoint = '', address_form = '', invoices_to = '', "
    "search = ?, erased_on = ? WHERE id = ?"
)
_NAMED = (
    "UPDATE customer SET name = ?, search = '', identifier = '', number = '', street = '', postcode = '', "
    "city = '', terms = '', fee_source = '' WHERE id = ?"
)
_PAPERS = (
    "UPDATE invoice SET subject = '', payment_reference = '', fee_source = '', search = '' "
    "WHERE customer_id = ?"
)
_PAYMENTS = (
    "UPDATE payment SET payer = '', reference = '', message = '', payer_account = '', "
    f"payer_identifier = '', details = '{{}}', bank_id = NULL WHERE {ABOUT['payment']}"
)


def erase_contact(work: UnitOfWork, customer_id: CustomerId) -> None:
    """Erase how a customer is reached, all notes and drafts, and what the journal keeps of them."""
    connection = _connection(work)
    found = rows_about(connection, customer_id)
    who = found["customer"][0]
    for table in _ERASED_WHOLE:
        connection.execute(f"DELETE FROM {table} WHERE {ABOUT[table]}", {"who": customer_id})
    search = searchable(who["name"], who["number"], who["identifier"])
    connection.execute(_REACHED, (search, work.moment.today.isoformat(), customer_id))
    _forget_actions(connection, found, who["name"])
    _touch(work, found)


def erase_name(work: UnitOfWork, customer_id: CustomerId, name: str) -> None:
    """Put `name` in place of the customer's, and erase it from invoices and payments."""
    connection = _connection(work)
    found = rows_about(connection, customer_id)
    connection.execute(_PAYMENTS, {"who": customer_id})
    connection.execute(_PAPERS, (customer_id,))
    connection.execute(_NAMED, (name, customer_id))
    _touch(work, found)


def erase_letters(work: UnitOfWork, letter_ids: Sequence[int]) -> None:
    """Erase the text and the bytes of letters; that one was sent, and what it asked for, stays."""
    connection = _connection(work)
    for letter_id in letter_ids:
        connection.execute("DELETE FROM letter_file WHERE letter_id = ?", (letter_id,))
        connection.execute("UPDATE letter SET content = '{}', withdrawn = 1 WHERE id = ?", (letter_id,))


def erase_files(work: UnitOfWork, attachment_ids: Iterable[int]) -> None:
    """Erase files kept with invoices, name and bytes."""
    connection = _connection(work)
    connection.executemany("DELETE FROM attachment WHERE id = ?", [(each,) for each in attachment_ids])


def erase_notes(work: UnitOfWork, history_ids: Iterable[int]) -> None:
    """Erase notes; the calls and letters that they were about stay."""
    connection = _connection(work)
    connection.executemany("DELETE FROM history_note WHERE history_id = ?", [(each,) for each in history_ids])


def overwrite_traces(database: Database) -> None:
    """Merge the write-ahead log into the file, so that what was erased lies in neither."""
    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _connection(work: UnitOfWork) -> Connection:
    """Return the connection of the action, set to overwrite what it deletes with zeros."""
    work.flush()
    connection = driver(work.session)
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _forget_actions(connection: Connection, found: Rows, name: str) -> None:
    """Take the customer out of the journal; an action about it alone can no longer be undone or redone."""
    own = own_ids(found)
    for action in found.get("action", ()):
        journal = json.loads(action["parts"])
        others = [part for part in journal["parts"] if (part["table"], part["id"]) not in own]
        cases = [case_id for case_id in journal["cases"] if ("invoice", case_id) not in own]
        parts = json.dumps({**journal, "parts": others, "cases": cases})
        about, undone = (action["about"].replace(name, ""), action["undone"]) if others else ("", PASSED_BY)
        connection.execute(
            "UPDATE action SET about = ?, parts = ?, undone = ? WHERE id = ?",
            (about, parts, undone, action["id"]),
        )


def _touch(work: UnitOfWork, found: Rows) -> None:
    work.session.expire_all()
    work.touch(*(CaseId(row["id"]) for row in found.get("invoice", ()) if not row["withdrawn"]))
