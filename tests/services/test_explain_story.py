"""Everything that happens is told, every action says what it did, and the phone has its lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from app import i18n
from app.domain import history as told
from app.domain.case import Case
from app.domain.history import DisputeReason, HistoryEntry, HistoryId, LetterKind, Outcome
from app.domain.invoice import CaseId
from app.domain.money import SEK, Money
from app.domain.partner import PartnerAnswer
from app.domain.party import Contact
from app.services.changes import Changes
from app.services.explain.actions import done, undone
from app.services.explain.calls import call_script
from app.services.explain.timeline import event
from tests.office import SWEDISH_FIRM
from tests.services.cases import late_cases
from tests.services.saying import TODAY, in_every_language, is_complete

A_DAY = date(2026, 11, 9)
AMOUNT = Money(500000, SEK)
EVENTS: list[told.Event] = [
    told.InvoiceTaken(AMOUNT, "by_hand"),
    told.InvoiceTaken(AMOUNT, "peppol_invoice"),
    *(told.CallMade(outcome, minutes) for outcome in Outcome for minutes in (0, 4)),
    told.PromiseMade(AMOUNT, TODAY),
    told.CallBackAgreed(TODAY),
    told.CallBackAgreed(TODAY, "10:30"),
    *(told.DisputeOpened(why, part, TODAY) for why in DisputeReason for part in (None, AMOUNT)),
    told.DisputeAnswered(TODAY),
    told.DisputeAnswered(TODAY, mediated=True),
    told.DisputeClosed(upheld=True, way=told.DisputeWay.CORRECTED, number="10440"),
    told.DisputeClosed(upheld=True, way=told.DisputeWay.SPLIT, new_due_on=TODAY),
    told.DisputeClosed(upheld=False, way=told.DisputeWay.REFUSED),
    told.DisputeClosed(upheld=True),
    told.DisputeClosed(upheld=False),
    told.DeliveryFailed(True, TODAY),
    told.DeliveryFailed(False, TODAY),
    told.SaidPaid(),
    told.SaidPaid(A_DAY),
    told.CannotPay(),
    told.CannotPay(AMOUNT),
    *(told.LetterSent(1, kind, pay_by, AMOUNT, AMOUNT, channel)
      for kind in LetterKind for pay_by in (None, TODAY) for channel in ("post", "email")),
    told.PlanPrinted(1),
    told.PlanSigned(1),
    *(told.PlanEnded(1, why) for why in ("done", "broken", "ended", "replaced", "")),
    told.Snoozed(TODAY),
    told.NoteTaken(),
    told.FactChanged("due_agreed", "", "yes"),
    told.PaymentBooked(1, AMOUNT, "10431005"),
    told.PaymentBooked(1, AMOUNT),
    told.PaymentReturned(1, AMOUNT),
    told.CreditPaidBack(1, AMOUNT),
    told.CreditBooked("10450", AMOUNT),
    told.InterestLetGo(AMOUNT),
    told.HandedOver("Ombudet AB"),
    told.HandedOver(""),
    told.Recalled(),
    told.PartnerAsked("Stämningsmannen"),
    *(told.PartnerAnswered(answer) for answer in PartnerAnswer),
    told.PartnerPaid(AMOUNT, Money(50000, SEK)),
    told.PartnerPaid(AMOUNT, Money(0, SEK)),
    told.WrittenOff(AMOUNT),
    told.ChargesWithdrawn(AMOUNT),
    told.ProofKept(1),
    *(told.ReasonGiven(reason, due_on) for reason in told.UnpaidReason for due_on in (None, TODAY)),
    told.ReasonAnswered(told.UnpaidReason.NOT_SENT),
    told.ReasonAnswered(told.UnpaidReason.MISUNDERSTOOD_TERMS),
]  # fmt: skip


def entry(happened: told.Event) -> HistoryEntry:
    return HistoryEntry(HistoryId(1), CaseId(1), A_DAY, datetime(2026, 11, 9, 8, tzinfo=UTC), happened)


def test_every_kind_of_event_is_tried_here() -> None:
    assert {type(happened) for happened in EVENTS} == set(get_args(told.Event))


@pytest.mark.parametrize("happened", EVENTS, ids=repr)
def test_every_event_is_told_in_every_language(happened: told.Event) -> None:
    case = late_cases()[0]
    sentences = in_every_language(lambda: " ".join((event(entry(happened), case).title,
                                                    event(entry(happened), case).text)))  # fmt: skip
    assert is_complete(sentences)


KINDS = (
    "call", "note", "snooze", "dispute", "payment", "make_letter", "letter", "plan", "sign_plan", "end_plan",
    "import", "withdraw", "add_customer", "add_invoice", "set_invoice", "set_customer",
    "withdraw_charges", "keep_proof", "hand_over", "recall", "partner_answer",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_action_says_what_it_did_and_what_was_taken_back(kind: str) -> None:
    changes = Changes(kind=kind, about="Måsvikens Marina")
    did, back = in_every_language(lambda: done(changes)), in_every_language(lambda: undone(changes))
    assert is_complete(did) and is_complete(back)
    assert all("Måsvikens Marina" in said for said in (*did, *back))
    assert set(did).isdisjoint(back)
    assert in_every_language(lambda: done(replace(changes, kind=f"undo:{kind}"))) == back


def test_a_saved_call_is_said_as_in_the_design() -> None:
    i18n.use("sv")
    assert done(Changes(kind="call", about="Måsvikens Marina")) == "Samtal med Måsvikens Marina sparat."


def with_history(case: Case, *happened: tuple[date, told.Event]) -> Case:
    entries = tuple(
        replace(entry(one), id=HistoryId(n), happened_on=on) for n, (on, one) in enumerate(happened, 1)
    )
    return replace(case, history=entries)


def test_the_phone_speaks_the_language_of_the_customer() -> None:
    i18n.use("sv")
    case = late_cases()[0]
    maja = replace(case.customer, contact=Contact("Maja Lind", phone="1"), language="nb")
    script = call_script(replace(case, customer=maja), SWEDISH_FIRM, TODAY)
    assert script.lines[0] == (
        "Hei Maja, jeg ringer fra Tallkotten Rör & Värme. Jeg ser ikke at faktura 1 er betalt ennå. "
        "Har den kommet fram?"
    )
    assert script.tip == "Fråga först. Föreslå datum sedan."


@pytest.mark.parametrize(
    ("happened", "first", "second"),
    [
        ([(date(2026, 11, 9), told.PromiseMade(Money(2590000, SEK), date(2026, 11, 16)))],
         "räknade du med att faktura 1 skulle vara betald i måndags", "Har något kommit emellan?"),
        ([(date(2026, 11, 9), told.DisputeOpened(DisputeReason.OTHER, None, TODAY)),
          (date(2026, 11, 10), told.DisputeClosed(upheld=False))],
         "Tack för att du berättade", "Är allt klart nu"),
        ([(date(2026, 11, 9), told.LetterSent(1, LetterKind.FRIENDLY, date(2026, 11, 16), AMOUNT, AMOUNT))],
         "igen om faktura 1", "dela upp den?"),
        ([(date(2026, 11, 9), told.CallMade(Outcome.NO_ANSWER))],
         "Har den kommit rätt?", "Är det något du behöver"),
    ],
)  # fmt: skip
def test_what_is_said_follows_what_happened_last(
    happened: list[tuple[date, told.Event]], first: str, second: str
) -> None:
    case = with_history(late_cases()[0], *happened)
    one, two = call_script(case, SWEDISH_FIRM, TODAY).lines
    assert first in one
    assert second in two
