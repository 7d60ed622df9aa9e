"""Handing over: refused while anything is open, both the pack and the note or neither, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.history import DisputeReason, HandedOver, LetterKind, Outcome, PartnerPaid
from app.domain.invoice import CaseId
from app.domain.partner import Partner, PartnerAnswer, PartnerKind
from app.domain.promise import AmountNotPositiveError
from app.domain.step import Step
from app.services import handing_over, reminders, undoing
from app.services.bank_age import confirm_checked
from app.services.contact import Call, log_call, open_dispute
from app.services.errors import FutureDayError
from app.services.explain.errors import error
from app.services.explain.words import money
from app.services.handing_over import KeptTooMuchError, NotHandedOverError, Order
from app.services.handing_over_view import hand_over_view
from app.services.partners import add_partner, find_partner, new_partner
from app.services.plans import PlanWish, make, propose, sign
from app.services.reminders import Wish
from app.storage.errors import FileTroubleError
from tests.evidence_cases import send, swedish
from tests.office import Office, kronor
from tests.services.saying import in_every_language, is_complete

AUTHORITY = PartnerKind.ENFORCEMENT_AUTHORITY


@pytest.fixture
def told(tmp_path: Path) -> tuple[Office, CaseId]:
    return swedish(tmp_path)


def partner(office: Office, kind: PartnerKind = AUTHORITY) -> Partner:
    add_partner(office.desk, new_partner(kind, kind.value))
    return find_partner(office.desk, kind.value)


def state(office: Office, case_id: CaseId) -> tuple[str, str | None]:
    """Return the next step of a case, and its day, from the summary that is kept."""
    query = "SELECT next_step, act_on, handed_over_on FROM case_summary WHERE invoice_id = ?"
    step, act_on, _on = office.desk.database.connection.execute(query, (case_id,)).fetchone()
    return step, act_on


def dispute(office: Office, case_id: CaseId, *, part: str | None = None) -> None:
    disputed, day = kronor(part) if part else None, date(2026, 12, 30)
    open_dispute(office.desk, case_id, DisputeReason.WRONG_AMOUNT, disputed=disputed, answer_by=day)


def promise(office: Office, case_id: CaseId) -> None:
    log_call(office.desk, [case_id], Call(Outcome.PROMISED, by=date(2026, 12, 28)))


def plan(office: Office, case_id: CaseId) -> None:
    plan_id = make(office.desk, propose(office.desk, [case_id], PlanWish(2, date(2026, 12, 30))))
    sign(office.desk, plan_id)


def letter(office: Office, case_id: CaseId) -> None:
    send(office, case_id, LetterKind.COLLECTION_DEMAND, fee=False)


def no_bank(office: Office, _case_id: CaseId) -> None:
    office.sleep_until("2026-12-30")


@pytest.mark.parametrize(
    ("happens", "reason", "from_day"),
    [
        (dispute, Hindrance.DISPUTED, None),
        (promise, Hindrance.PROMISE_RUNNING, date(2026, 12, 29)),
        (plan, Hindrance.PLAN_SIGNED, None),
        # The ten days of a demand of 21 December end on New Year's Eve, so it is to be paid by 4 January
        (letter, Hindrance.LETTER_RUNNING, date(2027, 1, 5)),
        (no_bank, Hindrance.BANK_DATA_OLD, None),
    ],
)
def test_nothing_is_handed_over_while_something_is_open(
    told: tuple[Office, CaseId],
    tmp_path: Path,
    happens: Callable[[Office, CaseId], None],
    reason: Hindrance,
    from_day: date | None,
) -> None:
    office, case_id = told
    happens(office, case_id)
    with pytest.raises(NotAllowedError) as refused:
        handing_over.hand_over(office.desk, [case_id], Order(partner(office), tmp_path / "pack"))
    assert (refused.value.reason, refused.value.from_day) == (reason, from_day)
    assert not (tmp_path / "pack").exists()
    assert state(office, case_id)[0] != Step.ASK_PARTNER


def test_an_authority_waits_for_a_demand_and_an_agency_for_a_reminder(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    case_id = office.invoice(office.customer("Acme"), "1", "100", issued="2026-10-01", due="2026-10-15")
    confirm_checked(office.desk)
    with pytest.raises(NotAllowedError) as refused:
        handing_over.hand_over(office.desk, [case_id], Order(partner(office), tmp_path / "pack"))
    assert (refused.value.reason, refused.value.law) == (
        Hindrance.DEMAND_FIRST,
        "Inkassolagen (1974:182) 6 §",
    )
    agency = partner(office, PartnerKind.COLLECTION_AGENCY)
    with pytest.raises(NotAllowedError) as refused:
        handing_over.hand_over(office.desk, [case_id], Order(agency, tmp_path / "pack"))
    assert (refused.value.reason, refused.value.law) == (Hindrance.REMINDER_FIRST, None)
    send(office, case_id, LetterKind.REMINDER, fee=False)
    office.sleep_until("2026-12-03")
    confirm_checked(office.desk)
    handing_over.hand_over(office.desk, [case_id], Order(agency, tmp_path / "pack"))
    assert state(office, case_id)[0] == Step.ASK_PARTNER


def test_the_pack_lies_there_and_the_partner_is_asked_after_thirty_days(
    told: tuple[Office, CaseId], tmp_path: Path
) -> None:
    office, case_id = told
    made = handing_over.hand_over(office.desk, [case_id], Order(partner(office), tmp_path / "pack"))
    assert made.total == kronor("25474.64")
    assert sorted(path.relative_to(made.place).as_posix() for path in made.place.rglob("*.*")) == sorted(
        made.files
    )
    assert office.case(case_id).live_history[-1].event == HandedOver(AUTHORITY.value)
    assert state(office, case_id) == (Step.ASK_PARTNER, "2027-01-20")

    office.sleep_until("2027-01-11")
    handing_over.note_answer(office.desk, [case_id], PartnerAnswer.WORKING, note="Delgivning pågår.")
    assert state(office, case_id) == (Step.ASK_PARTNER, "2027-02-10")
    undoing.undo(office.desk)
    assert state(office, case_id) == (Step.ASK_PARTNER, "2027-01-20")
    undoing.undo(office.desk)
    assert state(office, case_id)[0] != Step.ASK_PARTNER


def test_what_is_recalled_follows_the_procedure_again(told: tuple[Office, CaseId], tmp_path: Path) -> None:
    office, case_id = told
    with pytest.raises(NotHandedOverError):
        handing_over.recall(office.desk, [case_id])
    handing_over.hand_over(office.desk, [case_id], Order(partner(office), tmp_path / "pack"))
    with pytest.raises(NotAllowedError) as refused:
        handing_over.hand_over(office.desk, [case_id], Order(partner(office, PartnerKind.CREDIT_INSURER),
                                                             tmp_path / "again"))  # fmt: skip
    assert refused.value.reason is Hindrance.HANDED_OVER
    handing_over.recall(office.desk, [case_id])
    assert state(office, case_id)[0] == Step.HAND_OVER
    with pytest.raises(NotHandedOverError):
        handing_over.note_answer(office.desk, [case_id], PartnerAnswer.CLOSED)


def test_a_full_disk_leaves_neither_pack_nor_note(told: tuple[Office, CaseId], tmp_path: Path) -> None:
    office, case_id = told
    with pytest.raises(FileTroubleError):
        handing_over.hand_over(office.desk, [case_id], Order(partner(office), tmp_path / "none" / "pack"))
    assert state(office, case_id)[0] != Step.ASK_PARTNER


def test_the_customer_is_freed_by_all_they_paid_and_the_share_of_the_partner_is_ours(
    told: tuple[Office, CaseId], tmp_path: Path
) -> None:
    office, case_id = told
    handing_over.hand_over(office.desk, [case_id], Order(partner(office), tmp_path / "pack"))
    office.sleep_until("2027-01-11")
    on = date(2026, 12, 28)
    handing_over.book_recovered(office.desk, case_id, kronor("10000"), kronor("1500"), paid_on=on)
    # 24 860 + 279.29 booked interest + 240 fees - 10 000: the whole sum counts on the day it was paid
    assert office.open(case_id) == "15379.29"
    events = [entry.event for entry in office.case(case_id).live_history if entry.happened_on == on]
    assert PartnerPaid(kronor("10000"), kronor("1500")) in events
    undoing.undo(office.desk)
    assert office.open(case_id) == "25379.29"


def test_a_share_that_cannot_be_is_refused(told: tuple[Office, CaseId]) -> None:
    office, case_id = told
    today = office.desk.today()
    for paid, kept in (("100", "101"), ("100", "-1")):
        with pytest.raises(KeptTooMuchError):
            handing_over.book_recovered(office.desk, case_id, kronor(paid), kronor(kept), paid_on=today)
    with pytest.raises(AmountNotPositiveError):
        handing_over.book_recovered(office.desk, case_id, kronor("0"), kronor("0"), paid_on=today)
    with pytest.raises(FutureDayError):
        handing_over.book_recovered(office.desk, case_id, kronor("1"), kronor("0"), paid_on=date(2027, 1, 1))


def test_an_errand_is_given_even_in_a_dispute_and_the_case_stays_ours(
    told: tuple[Office, CaseId], tmp_path: Path
) -> None:
    office, case_id = told
    dispute(office, case_id)
    before = state(office, case_id)
    mediator = partner(office, PartnerKind.MEDIATOR)
    handing_over.hand_over(office.desk, [case_id], Order(mediator, tmp_path / "pack.zip"))
    assert (tmp_path / "pack.zip").exists()
    assert state(office, case_id) == before


def test_what_is_not_disputed_is_handed_over_and_the_rest_stays_ours(
    told: tuple[Office, CaseId], tmp_path: Path
) -> None:
    """Decisions 5: an open dispute stops the hand-over for the disputed part.

    20 % of the invoice: 24 860 - 5 972 = 18 888 asked for, and interest as if 23 888 had been invoiced:
    23 888 x 10 % x 5/365 + 18 888 x 10 % x 49/365 = 32.7233 + 253.5649 -> 286.29; fees 240.
    """
    office, case_id = told
    dispute(office, case_id, part="5972")
    shown = hand_over_view(office.desk, [case_id])
    letter_says = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER, fee=False)).claim.total
    made = handing_over.hand_over(office.desk, [case_id], Order(partner(office), tmp_path / "pack"))
    assert (str(made.total.amount), made.disputed) == ("19414.29", kronor("5972"))
    assert (shown.total, letter_says) == (money(made.total, whole=False), made.total)
    assert state(office, case_id) == (Step.ANSWER_DISPUTE, "2026-12-30")


def test_every_refusal_says_why_in_every_language() -> None:
    refused = NotAllowedError("hand_over", CaseId(1), Hindrance.DISPUTED, law=None, from_day=None)
    assert is_complete(in_every_language(lambda: error(refused)))
