"""Telling a case from first call to closed, in Sweden and in Norway, checked to the öre and the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.history import LetterKind, Outcome, UnpaidReason
from app.domain.invoice import CaseId
from app.domain.ledger import split
from app.services import payments, reminders, sending
from app.services.case_view import case_page
from app.services.contact import Call, log_call
from app.services.reason_paths import give_reason, mark_answered
from app.services.reminders import Wish
from tests.office import NORWEGIAN_FIRM, SWEDISH_FIRM, Office, kronor

LANDS = ("SE", "NO")
_FIRMS = {"SE": SWEDISH_FIRM, "NO": NORWEGIAN_FIRM}
CURRENCY = {"SE": "SEK", "NO": "NOK"}


@dataclass(frozen=True)
class Stage:
    """How a case stands on a day: what is open, the charges in it, what is next and from which day."""

    open: str
    charges: str
    next_step: str
    act_on: str


@dataclass
class Story:
    """One invoice of 24 860 kr, issued Monday 2026-09-28 and due Wednesday 2026-10-28, and its law."""

    office: Office
    land: str
    case_id: CaseId

    @classmethod
    def begun(cls, folder: Path, land: str) -> Story:
        office = Office.opened(folder / "betalt.db", "2026-09-28", _FIRMS[land])
        who = office.customer("Norrskärs Båtvarv", country=land)
        case_id = office.invoice(
            who, "10412", "24860.00", issued="2026-09-28", due="2026-10-28", currency=CURRENCY[land],
            due_agreed=True, fee_agreed=True, delivered=True,
        )  # fmt: skip
        return cls(office, land, case_id)

    # What is done

    def called(self, day: str, outcome: Outcome, *, by: str = "", why: UnpaidReason | None = None) -> None:
        """Log a call on a day."""
        self.office.sleep_until(day)
        named = date.fromisoformat(by) if by else None
        log_call(self.office.desk, [self.case_id], Call(outcome, by=named, why=why))

    def because(self, day: str, reason: UnpaidReason, *, by: str = "") -> None:
        """Note the reason on a day, without a call."""
        self.office.sleep_until(day)
        named = date.fromisoformat(by) if by else None
        give_reason(self.office.desk, [self.case_id], reason, by=named)

    def answered(self, day: str) -> None:
        """Say that the corrected invoice or the explanation has gone out."""
        self.office.sleep_until(day)
        mark_answered(self.office.desk, [self.case_id])

    def sent(self, day: str, kind: LetterKind) -> str:
        """Send a letter on a day, and return its sum."""
        self.office.sleep_until(day)
        desk = self.office.desk
        proposal = reminders.propose(desk, [self.case_id], Wish(kind))
        sending.mark_sent(desk, sending.make(desk, proposal))
        return str(proposal.claim.total.amount)

    def paid(self, day: str, amount: str) -> None:
        """Let money come in on a day."""
        self.office.sleep_until(day)
        payments.book_payment(self.office.desk, self.case_id, kronor(amount, CURRENCY[self.land]))

    # What is seen

    def stage(self) -> Stage:
        """Return how the case stands today."""
        case, summary = self.office.case(self.case_id), case_page(self.office.desk, self.case_id).summary
        parts = split(case.live_ledger, case.invoice.currency)
        charged = case.open - parts.principal
        act_on = summary.act_on.isoformat() if summary.act_on else ""
        return Stage(str(case.open.amount), str(charged.amount), summary.next_step.value, act_on)

    def due_on(self) -> str:
        """Return the due date that holds."""
        due = case_page(self.office.desk, self.case_id).summary.due_on
        return due.isoformat() if due else ""

    def state(self) -> str:
        """Return the state as the list shows it."""
        return case_page(self.office.desk, self.case_id).state.value

    def row(self) -> tuple[str, str] | None:
        """Return the section and the step of the case on the morning list, `None` where it has no row."""
        rows = self.office.work_list()
        return (str(rows[0].section), str(rows[0].next_step)) if rows else None

    def by_land(self, amounts: Mapping[str, str]) -> str:
        """Return what holds in the country of the story."""
        return amounts[self.land]


CLOSED = Stage("0.00", "0.00", "none", "")
