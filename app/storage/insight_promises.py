"""What became of promises, many cases at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.domain.invoice import CaseId
from app.domain.promise_record import Fate, promise_records
from app.storage.customer_list import Promises

if TYPE_CHECKING:
    from app.storage.database import Database

_AT_ONCE = 500


def promise_fates(database: Database, case_ids: Sequence[CaseId], *, since: date, today: date) -> Promises:
    """Return how many promises made on these cases on a day or later were kept, of those decided."""
    from sqlmodel import Session

    from app.storage.cases import load_cases

    kept = decided = 0
    for start in range(0, len(case_ids), _AT_ONCE):
        with Session(database.engine) as session:
            for case in load_cases(session, case_ids[start : start + _AT_ONCE]).values():
                fates = [
                    record.fate for record in promise_records(case, today) if record.made.happened_on >= since
                ]
                kept += fates.count(Fate.KEPT)
                decided += fates.count(Fate.KEPT) + fates.count(Fate.BROKEN)
    return Promises(kept, decided)
