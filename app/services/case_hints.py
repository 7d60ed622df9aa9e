"""What is worth knowing about an open invoice before anything is done: why it is unpaid, what to look at."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.due import effective_due_on
from app.domain.follow_up import summarise
from app.domain.invoice import CaseId
from app.domain.payer import usual_window
from app.domain.reason_path import reason_of
from app.domain.situation import situation
from app.services.checks import Remark, of_case
from app.services.desk import Desk
from app.services.explain.reason_words import path_words, reason_word
from app.storage.profile import profile


@dataclass(frozen=True, slots=True)
class CaseHints:
    """Hints about one invoice in words.

    Attributes:
        reason: Why it is unpaid, empty while nobody has said.
        path: Where that leads, empty once something else was done.
    """

    case_id: CaseId
    reason: str
    path: str
    remarks: tuple[Remark, ...]


def case_hints(desk: Desk, case_id: CaseId) -> CaseHints:
    """Return the hints about an invoice; a paid one has none."""
    with desk.look() as work:
        case = work.case(case_id)
    reason = reason_of(case)
    if case.open.minor <= 0 or reason is None:
        return CaseHints(case_id, "", "", of_case(desk, case))
    with desk.database.reading() as connection:
        known = profile(connection, case.customer.id)
    summary = summarise(case, desk.surroundings(usual=usual_window(known.days_late)))
    leads = situation(case, effective_due_on(case)).reason is not None
    path = path_words(reason, summary, desk.today()) if leads else ""
    return CaseHints(case_id, reason_word(reason), path, of_case(desk, case))
