"""The day by which a credit insurer wants to be told: said in time, so that no cover is lost by silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

from app.domain.credit_limit import report_by
from app.domain.history import PartnerAsked
from app.domain.invoice import CaseId
from app.domain.partner import PartnerKind
from app.i18n import _
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.explain.words import dated
from app.storage.insured import late_and_insured
from app.storage.partners import read_partners

_DAYS_AHEAD = 14
"""Calendar days before the insurer's day from which it is said; afterwards it is said until it is done."""


@dataclass(frozen=True, slots=True)
class Report:
    """One invoice of which the insurer is to be told by a day."""

    case_id: CaseId
    by: date
    words: str


def reports(desk: Desk) -> tuple[Report, ...]:
    """Return the late invoices to report, the first day first; one that was reported is left out."""
    today = desk.today()
    with desk.database.reading() as connection:
        insurer, others = _insurer(connection)
        late = late_and_insured(connection, today)
    waiting = ((report_by(each.due_on, each.report_days), each) for each in late if each.asked <= others)
    near = sorted(found for found in waiting if found[0] - timedelta(days=_DAYS_AHEAD) <= today)
    return tuple(
        Report(each.case_id, by, _words(each.name, each.number, insurer, by, today)) for by, each in near
    )


def note_reported(desk: Desk, case_id: CaseId) -> Changes:
    """Note that the insurer has been told of an invoice; the case stays with the user."""
    with desk.database.reading() as connection:
        insurer, _others = _insurer(connection)
    with desk.begin() as work:
        case = work.case(case_id)
        work.tell(case_id, PartnerAsked(insurer))
        about = f"{case.invoice.number}, {case.customer.name}"
        action_id = work.commit("reported", about)
    return Changes(frozenset({case_id}), frozenset({case.customer.id}), action_id, "reported", about)


def _insurer(connection: Connection) -> tuple[str, frozenset[str]]:
    """Return what the insurer is called, and the names of the other partners."""
    known = read_partners(connection)
    insurers = [each.name for each in known if each.kind is PartnerKind.CREDIT_INSURER]
    others = frozenset(each.name for each in known if each.kind is not PartnerKind.CREDIT_INSURER)
    return (insurers or [_("the credit insurer")])[0], others


def _words(name: str, number: str, insurer: str, by: date, today: date) -> str:
    said = _("{name}, invoice {number}: tell {insurer} by {day}.")
    if by < today:
        said = _("{name}, invoice {number}: {insurer} was to be told by {day}.")
    return said.format(name=name, number=number, insurer=insurer, day=dated(by, today))
