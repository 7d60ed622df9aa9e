"""Which of the many ids of a camt message is the bank's own id of a payment."""

from __future__ import annotations

from collections.abc import Sequence

from app.importers.camt_detail import Detail


def bank_ids(entry_ref: str, details: Sequence[Detail]) -> list[str]:
    """Return an id for each transaction of an entry, empty where the bank gives none.

    A single transaction is known by the account servicer's reference of its entry, which statement and
    notification share, else by its own, else by its transaction id. Several are known by their own
    references, else by transaction ids, as far as these differ; else by the entry's reference with the
    payer's id or the place in the batch. The payer's id alone and the entry's number are used again.
    """
    if len(details) == 1:
        return [entry_ref or details[0].bank_ref or details[0].transaction_id]
    for ids in ([each.bank_ref for each in details], [each.transaction_id for each in details]):
        if all(ids) and len(set(ids)) == len(ids):
            return ids
    if not entry_ref:
        return [""] * len(details)
    ends = [each.end_to_end for each in details]
    is_told_apart = all(ends) and len(set(ends)) == len(ends)
    marks = ends if is_told_apart else [str(place) for place in range(1, len(details) + 1)]
    return [f"{entry_ref}/{mark}" for mark in marks]
