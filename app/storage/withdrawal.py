"""Taking a whole import back: its entries cancelled, its rows withdrawn, later work left alone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.domain.cancelling import stands
from app.domain.invoice import CaseId
from app.storage import tables
from app.storage.bulk import cancel_all, set_withdrawn
from app.storage.imports import CREDIT_NOTE_ID, OCCASION

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

_PAYMENTS = "SELECT id, bank_id FROM payment WHERE withdrawn = 0 AND batch_id IN {ids}"
_CONFIRMED = (
    "SELECT p.id, coalesce(i.id, 0), coalesce(i.number, c.name) FROM payment p "
    "JOIN customer c ON c.id = p.customer_id "
    "LEFT JOIN ledger_entry l ON l.payment_id = p.id AND l.kind = 'payment' "
    "LEFT JOIN invoice i ON i.id = l.invoice_id "
    "WHERE p.withdrawn = 0 AND p.provisional = 0 AND p.bank_id NOT GLOB 'credit_note:*' "
    "AND p.batch_id IN {ids} ORDER BY p.id"
)
_FILLED = "SELECT DISTINCT batch_id FROM payment WHERE withdrawn = 0 AND batch_id IN {ids}"
_BEGINNINGS = ("principal", "invoice_taken")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class KeptCase:
    """An invoice that stays because of what was done since.

    `why` is the kind of the history entry that stands on it, `letter_made`, `payment_waits`, `credit_used`
    (its credit was used on an invoice of another file), `lowers_kept` (it lowers an invoice that stays) or
    `payment_confirmed` (a payment of the file was given to it since; that payment stays).
    """

    case_id: CaseId
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a withdrawal did: how many invoices and credit notes went, the cases touched, and what stayed.

    Attributes:
        payments: How many payments that nobody had confirmed went.
        customers: How many customers went with whom nothing is left.
    """

    count: int
    cases: frozenset[CaseId]
    kept: tuple[KeptCase, ...]
    payments: int = 0
    customers: int = 0


@dataclass
class _Plan:
    """What is to be taken back, while it is being worked out.

    Attributes:
        papers: Invoices and credit notes of the batches, id → number.
        mine: Ids of the ledger and history entries that the import appended.
        kept: Papers that stay → why.
    """

    papers: dict[int, str]
    mine: dict[str, set[int]]
    kept: dict[int, str] = field(default_factory=dict)


def take_back(work: UnitOfWork, action_id: int, batch_ids: Collection[int]) -> Taken:
    """Withdraw batches of one import, all but the invoices that later work stands on; the caller commits.

    A batch of which something stays can be withdrawn once more, when nothing holds that any longer.
    """
    plan = _Plan(_papers(work, batch_ids), _appended(work, action_id))
    occasions = {OCCASION.format(batch_id=batch_id) for batch_id in batch_ids}
    plan.kept |= _stood_on(work, plan, occasions)
    payments = _select(work, _PAYMENTS, batch_ids)
    booked = _bookings(work, plan, occasions)
    _keep_credits(work, plan, payments, booked)
    confirmed = _select(work, _CONFIRMED, batch_ids)
    spared = _spared_payments(work, plan, payments) | {row[0] for row in confirmed}
    gone = _cancel(work, plan, booked)
    _change_back(work, action_id, booked.keys() - plan.kept.keys())
    going = plan.papers.keys() - plan.kept.keys()
    unread = {row[0] for row in payments} - spared
    set_withdrawn(work, tables.PaymentRow, unread, withdrawn=True)
    set_withdrawn(work, tables.InvoiceRow, going, withdrawn=True)
    people = _bereft_customers(work, plan, batch_ids)
    set_withdrawn(work, tables.CustomerRow, people, withdrawn=True)
    set_withdrawn(work, tables.ImportBatchRow, _emptied(work, batch_ids), withdrawn=True)
    brought = sum(row[0] in unread and _is_of_bank(row[1]) for row in payments)
    return Taken(len(going), frozenset(map(CaseId, gone)), _kept(plan, confirmed), brought, len(people))


def _kept(plan: _Plan, confirmed: Sequence[Any]) -> tuple[KeptCase, ...]:
    papers = {case_id: (plan.papers[case_id], why) for case_id, why in plan.kept.items()}
    paid = {row[1]: (row[2], "payment_confirmed") for row in confirmed if row[1] not in papers}
    return tuple(KeptCase(CaseId(case_id), *said) for case_id, said in (*papers.items(), *paid.items()))


def _is_of_bank(bank_id: str | None) -> bool:
    return bank_id is not None and not bank_id.startswith(CREDIT_NOTE_ID.format(case_id=""))


def _papers(work: UnitOfWork, batch_ids: Collection[int]) -> dict[int, str]:
    query = "SELECT id, number FROM invoice WHERE withdrawn = 0 AND batch_id IN {ids} ORDER BY id"
    return {row[0]: row[1] for row in _select(work, query, batch_ids)}


def _appended(work: UnitOfWork, action_id: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for part in journalled(work, action_id)["parts"]:
        found[part["table"]].add(part["id"])
    return found


def journalled(work: UnitOfWork, action_id: int) -> dict[str, list[Any]]:
    """Return the `parts` of an action and the `cases` it touched, as the journal keeps them."""
    journal: dict[str, list[Any]] = json.loads(work.session.get_one(tables.ActionRow, action_id).parts)
    return journal


def _stood_on(work: UnitOfWork, plan: _Plan, occasions: Collection[str]) -> dict[int, str]:
    """Return the papers on which somebody has worked since, each with the kind of that work."""
    query = (
        "SELECT id, invoice_id, kind, occasion, retracts_id FROM history_entry "
        "WHERE kind <> 'invoice_taken' AND invoice_id IN {ids} ORDER BY id"
    )
    rows = _select(work, query, plan.papers)
    retracted_by = {row[4]: row[0] for row in rows if row[4] is not None}
    found = {
        row[1]: row[2]
        for row in rows
        if row[4] is None and row[3] not in occasions and stands(row[0], retracted_by)
    }
    letters = (
        "SELECT c.invoice_id FROM letter_case c JOIN letter l ON l.id = c.letter_id "
        "WHERE l.withdrawn = 0 AND c.invoice_id IN {ids}"
    )
    waiting = (
        "SELECT s.invoice_id, p.id FROM payment_suggestion s JOIN payment p ON p.id = s.payment_id "
        "WHERE p.customer_id IS NULL AND p.aside = '' AND p.withdrawn = 0 AND s.invoice_id IN {ids}"
    )
    for (case_id,) in _select(work, letters, plan.papers):
        found.setdefault(case_id, "letter_made")
    for case_id, payment_id in _select(work, waiting, plan.papers):
        if payment_id not in plan.mine["payment"]:
            found.setdefault(case_id, "payment_waits")
    return found


def _bookings(work: UnitOfWork, plan: _Plan, occasions: Collection[str]) -> dict[int, set[str]]:
    """Return the invoices that these files paid off or credited, with the numbers of the credit notes."""
    query = (
        "SELECT invoice_id, occasion, coalesce(json_extract(payload, '$.number'), '') FROM history_entry "
        "WHERE occasion <> '' AND retracts_id IS NULL AND id IN {ids}"
    )
    found: dict[int, set[str]] = defaultdict(set)
    for case_id, occasion, number in _select(work, query, plan.mine["history_entry"]):
        if occasion in occasions:
            found[case_id].add(number)
    return found


def _keep_credits(
    work: UnitOfWork, plan: _Plan, payments: Sequence[Any], booked: dict[int, set[str]]
) -> None:
    """Keep the credit notes that lower an invoice which stays, or whose rest was used since."""
    numbers = {number for case_id in plan.kept for number in booked.get(case_id, ()) if number}
    query = "SELECT id FROM invoice WHERE kind = 'credit_note' AND id IN {ids}"
    notes = [row[0] for row in _select(work, query, plan.papers)]
    plan.kept |= {note: "lowers_kept" for note in notes if plan.papers[note] in numbers}
    of_note = {bank_id: payment_id for payment_id, bank_id in payments}
    used = {payment_id for _, _, payment_id in _later_uses(work, plan, of_note.values())}
    for note in notes:
        if of_note.get(CREDIT_NOTE_ID.format(case_id=note)) in used:
            plan.kept.setdefault(note, "credit_used")
    staying = {plan.papers[note] for note in notes if note in plan.kept}
    for case_id in [case_id for case_id, names in booked.items() if names & staying]:
        del booked[case_id]


def _later_uses(work: UnitOfWork, plan: _Plan, payment_ids: Iterable[int]) -> list[Any]:
    query = "SELECT id, reverses_id, payment_id FROM ledger_entry WHERE payment_id IN {ids}"
    rows = _select(work, query, payment_ids)
    reversed_by = {row[1]: row[0] for row in rows if row[1] is not None}
    mine = plan.mine["ledger_entry"]
    return [row for row in rows if row[1] is None and row[0] not in mine and stands(row[0], reversed_by)]


def _spared_payments(work: UnitOfWork, plan: _Plan, payments: Sequence[Any]) -> set[int]:
    query = (
        "SELECT DISTINCT payment_id FROM ledger_entry WHERE payment_id IS NOT NULL AND invoice_id IN {ids}"
    )
    on_kept = {row[0] for row in _select(work, query, plan.kept)}
    notes = {CREDIT_NOTE_ID.format(case_id=case_id) for case_id in plan.kept}
    return on_kept | {payment_id for payment_id, bank_id in payments if bank_id in notes}


def _cancel(work: UnitOfWork, plan: _Plan, booked: dict[int, set[str]]) -> set[int]:
    """Cancel what the import appended to the lists of the cases that go or go back; return those cases."""
    cases = (plan.papers.keys() | booked.keys()) - plan.kept.keys()
    for table, name in ((tables.LedgerRow, "ledger_entry"), (tables.HistoryRow, "history_entry")):
        rows = _select(work, f"SELECT id, invoice_id, kind FROM {name} WHERE id IN {{ids}}", plan.mine[name])
        # An invoice that another file of the same import brought keeps what it began with.
        going = [
            entry_id
            for entry_id, case_id, kind in rows
            if case_id in cases and (case_id in plan.papers or kind not in _BEGINNINGS)
        ]
        cancel_all(work, table, going)
    return cases


def _change_back(work: UnitOfWork, action_id: int, case_ids: Collection[int]) -> None:
    """Give invoices that were in the books before what the import changed on their rows."""
    for part in journalled(work, action_id)["parts"]:
        if part["table"] == "invoice" and part["before"] and part["id"] in case_ids:
            work.change(tables.InvoiceRow, part["id"], part["before"])


def _bereft_customers(work: UnitOfWork, plan: _Plan, batch_ids: Collection[int]) -> set[int]:
    """Return the customers of these files or invoices that a file brought and that nothing belongs to now."""
    unused = (
        "SELECT id FROM customer c WHERE withdrawn = 0 AND batch_id IS NOT NULL AND {whose} "
        "AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.customer_id = c.id AND p.withdrawn = 0) "
        "AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.customer_id = c.id AND l.withdrawn = 0)"
    )
    billed = unused.format(whose="id IN (SELECT customer_id FROM invoice WHERE id IN {ids})")
    people = {row[0] for row in _select(work, billed, plan.papers)}
    people |= {row[0] for row in _select(work, unused.format(whose="batch_id IN {ids}"), batch_ids)}
    owing = "SELECT DISTINCT customer_id FROM invoice WHERE withdrawn = 0"
    return people - {row[0] for row in work.session.connection().exec_driver_sql(owing)}


def _emptied(work: UnitOfWork, batch_ids: Collection[int]) -> list[int]:
    invoices = "SELECT DISTINCT batch_id FROM invoice WHERE withdrawn = 0 AND batch_id IN {ids}"
    filled = {row[0] for row in (*_select(work, invoices, batch_ids), *_select(work, _FILLED, batch_ids))}
    return [batch_id for batch_id in batch_ids if batch_id not in filled]


def _select(work: UnitOfWork, query: str, ids: Iterable[int]) -> list[Any]:
    """Run a query over any number of ids, a chunk at a time; `{ids}` is where they go."""
    ordered, found = sorted(ids), list[Any]()
    for start in range(0, len(ordered), _CHUNK):
        part = tuple(ordered[start : start + _CHUNK])
        marks = f"({', '.join('?' * len(part))})"
        found += work.session.connection().exec_driver_sql(query.format(ids=marks), part).all()
    return found
