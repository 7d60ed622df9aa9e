"""Handing a case over: what stands in the way, the pack on disk, and what the partner does afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.allowed import Allowed, allowed
from app.domain.case import Case
from app.domain.errors import RuleError
from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.history import (
    CallMade,
    Event,
    HandedOver,
    LetterSent,
    PartnerAnswered,
    PartnerAsked,
    PartnerPaid,
    Recalled,
)
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.partner import Partner, PartnerAnswer, PartnerKind
from app.domain.situation import situation
from app.services.changes import Changes
from app.services.could_be_paid import refuse_if_paid
from app.services.desk import Desk
from app.services.errors import FutureDayError
from app.services.evidence import FACTS_ALONE, PackWish, make_pack
from app.services.payments import book_in
from app.services.reminders import load
from app.storage.firm import read_through

STEP = "hand_over"


class NotHandedOverError(RuleError):
    """Nobody else has the case, so there is nothing to recall and nobody to answer."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class KeptTooMuchError(RuleError):
    """A partner cannot keep more than the customer has paid."""

    def __init__(self, kept: Money, paid: Money) -> None:
        super().__init__(kept, paid)
        self.kept = kept
        self.paid = paid


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of whom, and where the pack goes: a folder, or a file that ends in `.zip`."""

    partner: Partner
    place: Path
    wish: PackWish = FACTS_ALONE


@dataclass(frozen=True, slots=True)
class Delivered:
    """A pack on disk: where it lies, its files with `/` between folders, what it leaves out and lacks."""

    changes: Changes
    place: Path
    files: tuple[str, ...]
    total: Money
    disputed: Money
    missing: tuple[str, ...]


def hindered(desk: Desk, case: Case, kind: PartnerKind) -> Allowed | None:
    """Return what keeps a case from being handed over to such a partner today; `None` if nothing does.

    A partner who only does an errand may be asked at any time while something is open. A disputed part stays
    with us and does not stop the rest.
    """
    if not kind.takes_over:
        nothing_open = case.open.minor <= 0
        return Allowed(STEP, False, reason=Hindrance.PAID) if nothing_open else None
    with desk.database.reading() as connection:
        through = read_through(connection)
    steps = allowed(case, desk.today(), desk.statutes, agency=kind.collects, bank_read_through=through)
    step = next(step for step in steps if step.step == STEP)
    return None if step.allowed else step


def hand_over(desk: Desk, case_ids: Sequence[CaseId], order: Order) -> Delivered:
    """Write the pack and note that the partner has the cases, both or neither.

    Whoever takes a case over is not given the part that the customer disputes.

    Raises:
        NotAllowedError: All is disputed, a promise, plan or letter is running, bank data is old, a letter is
            missing.
        MayBePaidError: Money waits that may be for one of them.
        NothingToClaimError, MixedClaimError, FirmUnknownError: As `evidence.make_pack`.
        FileTroubleError: The pack could not be written; nothing was noted.
    """
    from app.exporters.evidence_pack import place_for, written

    kind = order.partner.kind
    cases = load(desk, case_ids)
    for case in cases:
        _refuse(case, hindered(desk, case, kind))
    if kind.takes_over:
        refuse_if_paid(desk, case_ids)
    pack = make_pack(desk, case_ids, order.wish, disputed=not kind.takes_over)
    place = place_for(order.place, pack.name)
    happened = HandedOver(order.partner.name) if kind.takes_over else PartnerAsked(order.partner.name)
    with written(place, pack.files, pack.name):
        changes = _tell(desk, case_ids, happened, kind="hand_over")
    names = tuple(file.name for file in pack.files)
    return Delivered(changes, place, names, pack.total, pack.disputed, pack.missing)


def _refuse(case: Case, step: Allowed | None) -> None:
    if step and step.reason:
        raise NotAllowedError(STEP, case.invoice.id, step.reason, law=step.law, from_day=step.from_day)


def recall(desk: Desk, case_ids: Sequence[CaseId]) -> Changes:
    """Take cases back from the partner; they follow the procedure again.

    Raises:
        NotHandedOverError: Nobody has one of them.
    """
    _require_handed_over(load(desk, case_ids))
    return _tell(desk, case_ids, Recalled(), kind="recall")


def note_answer(
    desk: Desk, case_ids: Sequence[CaseId], answer: PartnerAnswer, *, on: date | None = None, note: str = ""
) -> Changes:
    """Take down how the partner says it goes; the next question comes 30 days later.

    Raises:
        NotHandedOverError: Nobody has one of them.
        FutureDayError: The day lies ahead.
    """
    _check_past(desk, on)
    _require_handed_over(load(desk, case_ids))
    return _tell(desk, case_ids, PartnerAnswered(answer), kind="partner_answer", on=on, note=note)


def book_recovered(desk: Desk, case_id: CaseId, paid: Money, kept: Money, *, paid_on: date) -> Changes:
    """Book what the customer has paid to the partner; what the partner kept of it is our cost, not theirs.

    The customer is freed by the whole sum on the day they paid it, also of what never reaches our account.

    Raises:
        AmountNotPositiveError: Nothing was paid.
        KeptTooMuchError: More was kept than paid, or less than nothing.
        FutureDayError: The day lies ahead.
    """
    _check_past(desk, paid_on)
    if kept > paid or kept.minor < 0:
        raise KeptTooMuchError(kept, paid)
    with desk.begin() as work:
        named, touched = book_in(work, case_id, paid, desk.statutes, received=paid_on, reference="")
        work.tell(case_id, PartnerPaid(paid, kept), on=paid_on)
        action_id = work.commit("payment", named.customer.name)
    return Changes(touched, frozenset({named.customer.id}), action_id, "payment", named.customer.name)


def has_called_again(case: Case) -> bool:
    """Say whether a call was made after the last letter, which is what to try before handing over."""
    asked = (entry for entry in case.live_history if isinstance(entry.event, LetterSent | CallMade))
    last = list(asked)[-1:]
    return bool(last) and isinstance(last[0].event, CallMade)


def _require_handed_over(cases: Sequence[Case]) -> None:
    for case in cases:
        if situation(case, None).handed_over_on is None:
            raise NotHandedOverError(case.invoice.number)


def _check_past(desk: Desk, day: date | None) -> None:
    if day is not None and day > desk.today():
        raise FutureDayError(day, desk.today())


def _tell(
    desk: Desk, case_ids: Sequence[CaseId], happened: Event, *, kind: str, on: date | None = None,
    note: str = "",
) -> Changes:  # fmt: skip
    with desk.begin() as work:
        customer = work.case(case_ids[0]).customer
        for case_id in case_ids:
            work.tell(case_id, happened, on=on, note=note)
        action_id = work.commit(kind, customer.name)
    return Changes(frozenset(case_ids), frozenset({customer.id}), action_id, kind, customer.name)
