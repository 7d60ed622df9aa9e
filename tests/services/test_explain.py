"""There are words for everything that can happen, in every language, short enough for where they stand."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

import app
from app import i18n, statutes
from app.documents.agreement import AgreementSumError
from app.documents.content import EmptyDocumentError
from app.domain import history as told
from app.domain.attention import Reason, State
from app.domain.case import Case
from app.domain.claim import MixedClaimError, NothingToClaimError
from app.domain.countries.base import NoInterest
from app.domain.dated_table import KnownThroughError, NotInForceError, RowOrderError
from app.domain.deadline import PayByTooEarlyError
from app.domain.errors import BetaltError, RuleError, TroubleError
from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.history import DisputeReason, HistoryEntry, HistoryId, LetterKind, Outcome
from app.domain.interest_rate import UnknownLawError
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import NOK, SEK, CurrencyMismatchError, Money, UnknownCurrencyError
from app.domain.party import Contact
from app.domain.payment_plan import PlanShapeError, PlanSumError
from app.domain.promise import AmountNotPositiveError, PromiseInThePastError
from app.domain.step import Step
from app.domain.summary import Summary
from app.formatting import AmbiguousAmountError, UnreadableAmountError
from app.importers.mapping import UnknownColumnError
from app.importers.problems import REASONS
from app.importers.trouble import UnreadableFileError
from app.preferences import PreferencesNotSavedError
from app.services import errors as own
from app.services import explain
from app.services.changes import Changes
from app.services.explain.actions import done, undone
from app.services.explain.amounts import component_name
from app.services.explain.calls import call_script
from app.services.explain.fields import expectation, field_name
from app.services.explain.hindrances import hindrance
from app.services.explain.next_step import next_step
from app.services.explain.outcomes import dispute_word, letter_name, outcome_word
from app.services.explain.reasons import reason
from app.services.explain.states import state_name, state_word
from app.services.explain.steps import step_action, step_name
from app.services.explain.timeline import event
from app.services.facts import CUSTOMER_FIELDS, INVOICE_FIELDS
from app.services.letter_content import AccountUnknownError, FirmUnknownError
from app.services.plans import PlanOutdatedError, PlanStateError
from app.services.reminders import LetterAlreadySentError, LetterOutdatedError
from app.statutes.table_file import Fault, TableFileError
from app.storage import errors as storage
from app.storage.work_facts import Attempts
from tests.office import SWEDISH_FIRM
from tests.services.cases import late_cases

LANGUAGES = ("sv", "nb", "en")
TODAY = date(2026, 11, 18)
FAR = date(2026, 9, 24)
LONGEST_REASON = 60
RATES = statutes.load().table("SE", "reference_rate")
FILE = Path("betalt.db")

ERRORS: list[BetaltError] = [
    NotInForceError(RATES, TODAY),
    RowOrderError(RATES, TODAY),
    KnownThroughError(RATES, TODAY),
    UnknownCurrencyError("kr"),
    CurrencyMismatchError(SEK, NOK),
    PlanSumError(Money(1000, SEK), Money(900, SEK)),
    PlanSumError(Money(900, SEK), Money(1000, SEK)),
    PlanShapeError(0),
    UnknownLawError("DK"),
    EmptyDocumentError(),
    AgreementSumError(Money(1, SEK), Money(2, SEK)),
    UnreadableAmountError("abc"),
    AmbiguousAmountError("24.860"),
    *(NotAllowedError("reminder", CaseId(1), why, law="3 §", from_day=TODAY) for why in Hindrance),
    PayByTooEarlyError(TODAY, TODAY, "Inkassolagen (1974:182) 5 §"),
    NothingToClaimError(),
    *(MixedClaimError(what) for what in ("customer", "law", "currency")),
    PromiseInThePastError(FAR, TODAY),
    AmountNotPositiveError(Money(0, SEK)),
    UnknownColumnError("Kund"),
    own.UnknownInvoiceError("10431"),
    own.AmbiguousInvoiceError("7", ("Ett AB", "Två AB")),
    own.UnknownCustomerError("Acme"),
    own.CaseClosedError("10431"),
    own.FutureDayError(TODAY, FAR),
    own.PastDayError(FAR, TODAY),
    own.DuplicateInvoiceError("10431", "Acme"),
    own.UnknownFieldError("colour", ("name", "kind")),
    own.UnreadableValueError("due_agreed", "maybe", "yes_no"),
    own.UnknownBatchError(7),
    own.UnknownMappingError("Visma"),
    own.NotFreshError(),
    own.NoDemoError(),
    own.NothingToUndoError(),
    own.NothingToRedoError(),
    own.TooLateToUndoError("letter", "Acme", FAR),
    own.TooLateToUndoError("import", "a.csv", FAR),
    FirmUnknownError(),
    AccountUnknownError(),
    LetterOutdatedError("P-2026-0001", Money(1, SEK), Money(2, SEK)),
    LetterAlreadySentError("P-2026-0001", FAR),
    PlanStateError("done"),
    PlanOutdatedError(Money(1, SEK), Money(2, SEK)),
    *(TableFileError("se/reference_rate.toml", fault) for fault in Fault),
    storage.FileTroubleError(FILE),
    storage.ForeignFileError(FILE),
    storage.LockedFileError(FILE),
    storage.DiskFullError(FILE),
    storage.ReadOnlyFileError(FILE),
    storage.DamagedFileError(FILE),
    storage.NewerFileError(FILE, "0099"),
    PreferencesNotSavedError(FILE, OSError()),
    *(UnreadableFileError(why, limit_bytes=20_000_000, line=3) for why in REASONS),
]


@pytest.fixture(autouse=True)
def language_of_the_screen() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use(before)


def in_every_language(say: object) -> list[str]:
    """Return what a function says in each of our languages."""
    assert callable(say)
    said = []
    for language in LANGUAGES:
        i18n.use(language)
        said.append(str(say()))
    return said


def is_complete(sentences: list[str]) -> bool:
    """Say whether each language has words of its own, with every place filled in."""
    return all(sentences) and len(set(sentences)) >= 2 and not any("{" in said for said in sentences)


def every_error_class() -> set[type[BetaltError]]:
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if "migrations" not in module.name:
            importlib.import_module(module.name)
    found: set[type[BetaltError]] = set()
    waiting: list[type[BetaltError]] = [BetaltError]
    while waiting:
        below = waiting.pop().__subclasses__()
        found.update(below)
        waiting.extend(below)
    return {cls for cls in found if cls.__module__.startswith("app.")} - {RuleError, TroubleError}


def test_every_class_of_errors_is_tried_here() -> None:
    missing = every_error_class() - {type(error) for error in ERRORS}
    assert not missing, "add an example to ERRORS, and its words to explain.errors"


@pytest.mark.parametrize("err", ERRORS, ids=lambda err: f"{type(err).__name__}{err.args[:1]}")
def test_every_error_has_its_own_words_in_every_language(err: BetaltError) -> None:
    sentences = in_every_language(lambda: explain.error(err))
    assert is_complete(sentences)
    for general in (RuleError(), TroubleError()):
        assert in_every_language(lambda general=general: explain.error(general)) != sentences
    assert not any("!" in said for said in sentences)


def test_a_refusal_says_what_from_when_and_which_law() -> None:
    i18n.use("sv")
    err = NotAllowedError(
        "reminder_with_fee", CaseId(1), Hindrance.FEE_TOO_EARLY, law="Inkassoforskriften § 1-2",
        from_day=date(2026, 3, 16),
    )  # fmt: skip
    assert explain.error(err) == (
        "Det är för tidigt för en avgift. Möjligt från 16 mars 2026. (Inkassoforskriften § 1-2)"
    )


@pytest.mark.parametrize("why", [*Hindrance, *NoInterest])
def test_every_hindrance_has_words(why: Hindrance | NoInterest) -> None:
    assert is_complete(in_every_language(lambda: hindrance(why)))


def standing(why: Reason, **facts: object) -> Summary:
    summary = Summary(
        case_id=CaseId(1), open=Money(2486000, SEK), due_on=date(2026, 10, 28),
        on_its_way_until=date(2026, 10, 30), act_on=TODAY, next_step=Step.COLLECTION_DEMAND, reason=why,
        reason_on=FAR, reason_amount=Money(123456789, SEK), usual_first=10, usual_last=18,
        names_on=FAR, call_back_at="10:30", promised_by=FAR, plan_done=9, plan_parts=12,
        paused_until=FAR, handed_over_on=FAR,
    )  # fmt: skip
    return replace(summary, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("why", [why for why in Reason if why is not Reason.NONE])
@pytest.mark.parametrize(
    "tried", [Attempts(), Attempts(FAR, True, 2), Attempts(FAR, False, 12), Attempts(FAR)]
)
def test_every_reason_is_one_short_sentence(why: Reason, tried: Attempts) -> None:
    step = Step.FRIENDLY if why is Reason.LETTER_DUE else Step.COLLECTION_DEMAND
    facts = standing(why, next_step=step)
    sentences = in_every_language(lambda: reason(State.OVERDUE, facts, TODAY, tried=tried))
    assert is_complete(sentences)
    assert max(map(len, sentences)) <= LONGEST_REASON


@pytest.mark.parametrize("state", [state for state in State if state is not State.PAID])
@pytest.mark.parametrize("act_on", [FAR, date(2026, 12, 24)])
def test_every_state_says_why_the_case_waits(state: State, act_on: date) -> None:
    facts = standing(Reason.ASK_PARTNER, act_on=act_on, next_step=Step.CHECK_DELIVERY)
    sentences = in_every_language(lambda: reason(state, facts, TODAY))
    assert is_complete(sentences)
    assert max(map(len, sentences)) <= LONGEST_REASON


@pytest.mark.parametrize(
    ("state", "facts", "said"),
    [
        (State.ACT_NOW, standing(Reason.BROKEN_PROMISE, reason_on=date(2026, 11, 16)),
         "Lovade betala i måndags. Inget har kommit in."),
        (State.ACT_NOW, standing(Reason.MISSED_INSTALMENT, plan_done=2, plan_parts=4),
         "Avbetalning 3 av 4 skulle ha kommit 24 september."),
        (State.OVERDUE, standing(Reason.FIRST_LATE), "Första gången sen. Ett vänligt samtal räcker ofta."),
        (State.OVERDUE, standing(Reason.PAST_RHYTHM, usual_first=5, usual_last=8, due_on=date(2026, 11, 9)),
         "Brukar betala dag 5–8. I dag är det dag 9."),
        (State.OVERDUE, standing(Reason.CHECK_DELIVERY),
         "Fick aldrig fakturan. Kolla att den nya kommit fram."),
        (State.ALMOST_DONE, standing(Reason.PAYMENT_WAITS, reason_amount=Money(312000, SEK)),
         "En inbetalning på 3 120 kr väntar på ditt ja."),
        (State.PROMISED, standing(Reason.BROKEN_PROMISE, promised_by=date(2026, 11, 20)),
         "Lovade betala på fredag"),
        (State.DISPUTED, standing(Reason.DISPUTE_ANSWER, names_on=date(2026, 11, 23)),
         "Bestrider. Du svarar senast måndag"),
        (State.PLAN, standing(Reason.MISSED_INSTALMENT, plan_done=2, plan_parts=4),
         "Avbetalning 2 av 4 klar"),
        (State.PAUSED, standing(Reason.CALL_DUE), "Pausad"),
        (State.HANDED_OVER, standing(Reason.ASK_PARTNER, handed_over_on=date(2026, 11, 2),
                                     act_on=date(2026, 12, 2)), "Hos ombud sedan 2 november"),
    ],
)  # fmt: skip
def test_the_sentences_of_the_design_come_out_for_its_facts(state: State, facts: Summary, said: str) -> None:
    i18n.use("sv")
    assert reason(state, facts, TODAY).replace("\u00a0", " ") == said


def test_an_unanswered_mail_and_two_calls_are_named_together() -> None:
    i18n.use("sv")
    tried = Attempts(date(2026, 11, 5), by_post=False, calls=2)
    said = reason(State.ACT_NOW, standing(Reason.FORMAL_DUE), TODAY, tried=tried)
    assert said == "Inget svar på mejl 5 nov eller två samtal."


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.PROMISED, ("Lovad 25 nov", "Lovet 25. nov.", "Promised 25 Nov")),
        (State.PLAN, ("Plan 2/4", "Plan 2/4", "Plan 2/4")),
        (State.PAUSED, ("Pausad till 1 dec", "På pause til 1. des.", "Paused until 1 Dec")),
        (State.NOT_DUE, ("Kan vara på väg", "Kan være på vei", "May be on its way")),
        (State.ACT_NOW, ("Agera nu", "Gjør noe nå", "Act now")),
        (State.HANDED_OVER, ("Hos ombud", "Hos inkasso", "Handed over")),
    ],
)
def test_a_state_names_its_day_or_count(state: State, words: tuple[str, str, str]) -> None:
    facts = standing(
        Reason.NONE, promised_by=date(2026, 11, 25), paused_until=date(2026, 12, 1), plan_done=2, plan_parts=4
    )
    assert tuple(in_every_language(lambda: state_word(state, facts, TODAY))) == words


@pytest.mark.parametrize("closed_as", ["paid", "credited", "written_off"])
def test_a_closed_case_says_what_closed_it(closed_as: str) -> None:
    facts = standing(Reason.NONE)
    sentences = in_every_language(lambda: state_word(State.PAID, facts, TODAY, closed_as=closed_as))
    assert is_complete(sentences)


def test_each_way_of_closing_has_a_word_of_its_own() -> None:
    facts = standing(Reason.NONE)
    ways = ("paid", "credited", "written_off")
    assert len({state_word(State.PAID, facts, TODAY, closed_as=way) for way in ways}) == len(ways)


@pytest.mark.parametrize(
    ("say", "members"),
    [
        (state_name, State),
        (step_name, Step),
        (letter_name, LetterKind),
        (outcome_word, Outcome),
        (dispute_word, DisputeReason),
        (component_name, EntryKind),
        (field_name, [*INVOICE_FIELDS, *CUSTOMER_FIELDS]),
        (expectation, ["yes_no", "day", "percent", "SE|NO"]),
    ],
)
def test_every_name_is_translated(say: object, members: object) -> None:
    assert callable(say)
    for member in members:  # type: ignore[attr-defined]
        assert is_complete(in_every_language(lambda member=member: say(member))), member


def test_every_step_has_a_button_and_a_key() -> None:
    for step in Step:
        assert all(in_every_language(lambda step=step: step_action(step).label))
        assert step_action(step).key


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
    *(told.PlanEnded(1, why) for why in ("done", "broken", "ended", "")),
    told.Snoozed(TODAY),
    told.NoteTaken(),
    told.FactChanged("due_agreed", "", "yes"),
    told.PaymentBooked(1, AMOUNT, "10431005"),
    told.PaymentBooked(1, AMOUNT),
    told.CreditBooked("10450", AMOUNT),
    told.InterestLetGo(AMOUNT),
    told.HandedOver("Ombudet AB"),
    told.HandedOver(""),
    told.Recalled(),
    told.WrittenOff(AMOUNT),
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


@pytest.mark.parametrize("step", Step)
def test_every_next_step_has_a_headline(step: Step) -> None:
    facts = standing(Reason.CALL_DUE, next_step=step)
    case = late_cases()[0]
    sentences = in_every_language(
        lambda: next_step(case, facts, State.OVERDUE, TODAY, tried=Attempts()).headline
    )
    assert is_complete(sentences)


def test_the_best_time_to_call_is_a_reason() -> None:
    i18n.use("sv")
    case = late_cases()[0]
    maja = replace(case.customer, contact=Contact("Maja", best_time="på förmiddagen, 9–11"))
    facts = standing(Reason.CALL_DUE, next_step=Step.CALL)
    box = next_step(replace(case, customer=maja), facts, State.OVERDUE, TODAY, tried=Attempts())
    assert box.reasons[-1] == "Nås bäst på förmiddagen, 9–11."
    assert box.headline == "Ring Maja innan du skickar något"


def test_amounts_in_words_are_exact() -> None:
    i18n.use("sv")
    err = PlanSumError(Money.of(Decimal(24872), SEK), Money.of(Decimal(24860), SEK))
    assert explain.error(err) == "12\u00a0kr saknas."
