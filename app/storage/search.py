"""Search of everything: customers and invoices by any part of what people call them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.domain.money import Currency, Money
from app.storage.folding import fold, wanted
from app.storage.note_search import noted

if TYPE_CHECKING:
    from sqlite3 import Connection

LIKE_ENOUGH = 75
_SHORTEST_IN_INVOICES = 2

_RANK = "CASE instr(' ' || search, ' ' || :word_0) WHEN 1 THEN 1 WHEN 0 THEN 3 ELSE 2 END"

# The inner queries read nothing but the index on `search`; rows are looked up for what they leave.
_CUSTOMERS = """
SELECT c.id, c.name, c.number FROM (
    SELECT id, {rank} AS rank FROM customer WHERE withdrawn = 0 {found} ORDER BY rank, id LIMIT :limit
) hit CROSS JOIN customer c ON c.id = hit.id ORDER BY hit.rank, c.name
"""
_OPEN_INVOICES = """
SELECT s.invoice_id FROM case_summary s CROSS JOIN invoice ON id = s.invoice_id
WHERE open_minor > 0 AND kind = 'invoice' AND ((1 {found}) OR CAST(open_minor AS TEXT) LIKE :word_0 || '%')
ORDER BY {rank}, s.due_on LIMIT :limit
"""
_EVERY_INVOICE = """
SELECT id FROM invoice WHERE withdrawn = 0 AND kind = 'invoice' {found} ORDER BY {rank}, id DESC LIMIT :limit
"""
_ROWS = """
SELECT i.id, i.customer_id, c.name, i.number, s.open_minor, s.currency
FROM invoice i JOIN customer c ON c.id = i.customer_id JOIN case_summary s ON s.invoice_id = i.id
WHERE i.id IN ({marks})
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer (`case_id` is `None`) or one of its invoices.

    Attributes:
        number: The customer's or the invoice's own number.
        open: What is open on the invoice.
        note: A piece of the note it was found by.
    """

    customer_id: int
    case_id: int | None
    customer: str
    number: str
    open: Money | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found, best first; without a hit perhaps the name that was meant."""

    hits: tuple[Hit, ...] = ()
    meant: str = ""


def search(connection: Connection, text: str, *, limit: int = 50) -> Found:
    """Look for every word of `text` in customers and invoices; up to `limit` of each.

    Customers come by name, number, identifier, contact person, e-mail and phone; invoices by number, payment
    reference, subject, total and open amount, open ones first, and last by what was noted. Numbers that
    match exactly come before all else, beginnings of words before their middles.
    """
    words = wanted(text)
    if not any(words):
        return Found()
    values: dict[str, object] = {f"word_{n}": word for n, word in enumerate(words)} | {"limit": limit}
    found = "".join(f" AND instr(search, :word_{n})" for n in range(len(words)))
    rows = connection.execute(_CUSTOMERS.format(rank=_RANK, found=found), values)
    customers = tuple(Hit(row[0], None, row[1], row[2], None) for row in rows)
    invoices = _invoices(connection, found, values) if len(words[0]) >= _SHORTEST_IN_INVOICES else ()
    known = {hit.case_id for hit in invoices}
    if len(customers) + len(invoices) < limit:
        invoices += tuple(hit for hit in _noted(connection, words, limit) if hit.case_id not in known)
    exact = tuple(
        hit for hit in (*customers, *invoices) if hit.number and fold(hit.number) == fold(text.strip())
    )
    hits = (*exact, *(hit for hit in (*customers, *invoices) if hit not in exact))
    return Found(hits, "" if hits else _meant(connection, text))


def _invoices(connection: Connection, found: str, values: dict[str, Any]) -> tuple[Hit, ...]:
    queries = (_OPEN_INVOICES, _EVERY_INVOICE)
    ids: dict[int, None] = {}
    for query in queries:
        if len(ids) < values["limit"]:
            rows = connection.execute(query.format(rank=_RANK, found=found), values)
            ids |= dict.fromkeys(row[0] for row in rows)
    return _hits(connection, list(ids)[: values["limit"]])


def _noted(connection: Connection, words: Sequence[str], limit: int) -> tuple[Hit, ...]:
    notes = noted(connection, words, limit=limit)
    return tuple(replace(hit, note=notes[hit.case_id or 0]) for hit in _hits(connection, list(notes)))


def _hits(connection: Connection, wanted_ids: Sequence[int]) -> tuple[Hit, ...]:
    marks = ", ".join("?" * len(wanted_ids))
    hits = {
        row[0]: Hit(row[1], row[0], row[2], row[3], Money(row[4], Currency(row[5])))
        for row in connection.execute(_ROWS.format(marks=marks), list(wanted_ids))
    }
    return tuple(hits[case_id] for case_id in wanted_ids if case_id in hits)


def _meant(connection: Connection, text: str) -> str:
    """Return the customer's name most like what was typed, if any is like enough."""
    from rapidfuzz import fuzz, process

    # What a customer is searched by begins with the name, folded already; folding has the same length.
    query = "SELECT id, substr(search, 1, length(name)) FROM customer WHERE withdrawn = 0"
    names = dict(connection.execute(query).fetchall())
    best = process.extractOne(fold(text.strip()), names, scorer=fuzz.partial_ratio, score_cutoff=LIKE_ENOUGH)
    if best is None:
        return ""
    row = connection.execute("SELECT name FROM customer WHERE id = ?", (best[2],)).fetchone()
    return str(row[0])
