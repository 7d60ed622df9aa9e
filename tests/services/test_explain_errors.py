"""Every error and every refusal has its own words in every language."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

import app
from app import i18n, keychain, statutes
from app.documents.agreement import AgreementSumError
from app.documents.content import EmptyDocumentError
from app.domain.claim import MixedClaimError, NothingToClaimError
from app.domain.countries.base import NoInterest
from app.domain.dated_table import KnownThroughError, NotInForceError, RowOrderError
from app.domain.deadline import PayByTooEarlyError
from app.domain.errors import BetaltError, RuleError, TroubleError
from app.domain.file_key import PassphraseTooShortError
from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.interest_rate import AgreedRateTooHighError, UnknownLawError
from app.domain.invoice import CaseId
from app.domain.money import NOK, SEK, CurrencyMismatchError, Money, UnknownCurrencyError
from app.domain.payment_plan import PlanShapeError, PlanSumError
from app.domain.procedure_rules import ProcedureError, ProcedureFault
from app.domain.promise import AmountNotPositiveError, PromiseInThePastError
from app.domain.recovery_words import RecoveryWordsError
from app.domain.table_row import RowError, RowFault
from app.formatting import AmbiguousAmountError, UnreadableAmountError
from app.importers.mapping import UnknownColumnError
from app.importers.problems import REASONS
from app.importers.trouble import UnreadableFileError
from app.preferences import PreferencesNotSavedError
from app.services import (
    apologising,
    attachments,
    contact_persons,
    dispute_errors,
    erasing,
    explain,
    exporting,
    handing_over,
    matching_values,
    partners,
    proofs,
    register_extract,
    retention,
    writing_off,
)
from app.services import errors as own
from app.services.customer_credit import NoCreditError, NotTheirCreditError
from app.services.explain.hindrances import hindrance
from app.services.letter_content import AccountUnknownError, FirmUnknownError
from app.services.letter_courtesy import NotPaidYetError
from app.services.matching_limits import LimitOutOfRangeError
from app.services.plans import PlanOutdatedError, PlanStateError
from app.services.reason_paths import NothingToAnswerError
from app.services.sending import LetterAlreadySentError, LetterOutdatedError
from app.statutes.table_file import Fault, TableFileError
from app.storage import errors as storage
from app.storage.instance_lock import InUseError
from tests.services.saying import FAR, TODAY, in_every_language, is_complete

RATES = statutes.load().table("SE", "reference_rate")
FILE = Path("betalt.db")

ERRORS: list[BetaltError] = [
    NotInForceError(RATES, TODAY),
    RowOrderError(RATES, TODAY),
    KnownThroughError(RATES, TODAY),
    UnknownCurrencyError("kr"),
    storage.KeyNeededError(FILE),
    storage.KeyNeededError(FILE, by_passphrase=True),
    storage.OtherKeyError(FILE),
    storage.WrongKeyError(FILE),
    keychain.KeyringTroubleError(),
    keychain.KeyringAbsentError(),
    keychain.KeyringLockedError(),
    PassphraseTooShortError(3),
    RecoveryWordsError(0, 1),
    RecoveryWordsError(0, 12),
    RecoveryWordsError(3, 20),
    CurrencyMismatchError(SEK, NOK),
    PlanSumError(Money(1000, SEK), Money(900, SEK)),
    PlanSumError(Money(900, SEK), Money(1000, SEK)),
    PlanShapeError(0),
    UnknownLawError("DK"),
    AgreedRateTooHighError(Decimal(15), Decimal("12.25"), "Forsinkelsesrenteloven § 4"),
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
    matching_values.UnknownPaymentError(1),
    matching_values.NothingChosenError(1),
    matching_values.SplitTooLargeError(Money(900, SEK), Money(1000, SEK)),
    matching_values.OtherCurrencyError("SEK", "10431", "EUR"),
    matching_values.WriteOffTooLargeError(Money(1200, SEK), Money(1000, SEK)),
    NoCreditError(1),
    NotTheirCreditError("Norrskärs Båtvarv HB", "10431"),
    attachments.FileTooLargeError("foto.jpg", attachments.LIMIT_BYTES),
    attachments.FileKeptAlreadyError("foto.jpg"),
    dispute_errors.NoDisputeError("10412"),
    dispute_errors.NoExplanationError(),
    dispute_errors.NotASplitError(Money(0, SEK), Money(1000, SEK)),
    dispute_errors.OtherTotalError("10440", Money(50000, SEK)),
    dispute_errors.SameNumberError("10412"),
    contact_persons.NamelessPersonError(),
    handing_over.NotHandedOverError("10431"),
    handing_over.KeptTooMuchError(Money(1200, SEK), Money(1000, SEK)),
    partners.NamelessPartnerError(),
    partners.PartnerExistsError("Fordringsbyrån"),
    partners.UnknownPartnerError("Byrån", ()),
    partners.UnknownPartnerError("Byrån", ("Fordringsbyrån",)),
    erasing.OpenClaimError(("10431", "10440")),
    exporting.UnknownListError("skulder"),
    register_extract.UnknownExtractError("utdrag.doc"),
    exporting.UnknownSuffixError("lista.doc"),
    retention.NoSuchRetentionError(7),
    writing_off.MoreThanOpenError(Money(1200, SEK), Money(1000, SEK)),
    LimitOutOfRangeError(5000, 1000),
    own.UnknownInvoiceError("10431"),
    own.AmbiguousInvoiceError("7", ("Ett AB", "Två AB")),
    own.UnknownCustomerError("Acme"),
    own.CaseClosedError("10431"),
    own.FutureDayError(TODAY, FAR),
    own.PastDayError(FAR, TODAY),
    own.MayBePaidError(7, "600,00 kr from Eva Ek on 16 November waits, and may be for this."),
    own.DuplicateInvoiceError("10431", "Acme"),
    own.SameIdentifierError("5560360793", "Acme"),
    own.UnknownFieldError("colour", ("name", "kind")),
    own.UnreadableValueError("due_agreed", "maybe", "yes_no"),
    own.UnknownBatchError(7),
    own.UnknownMappingError("Visma"),
    own.UnknownTableError("SE/none"),
    own.FeeTooHighError(Money(61_00, SEK), Money(60_00, SEK), "Lag (1981:739) 2 och 4 §§"),
    *(
        own.RateFileError("rates.toml", fault, "2027-01-01")
        for fault in (*Fault, "unknown_table", "too_large", "nothing_new")
    ),
    *(RowError(RATES, fault, expected=TODAY, known=RATES.entries[-1]) for fault in RowFault),
    RowError(RATES, RowFault.OUT_OF_ORDER),
    *(ProcedureError(0, fault, least=8, law="Inkassolagen (1974:182) 5 §") for fault in ProcedureFault),
    own.NotFreshError(),
    own.NoDemoError(),
    own.NothingToUndoError(),
    own.NothingToRedoError(),
    own.TooLateToUndoError("letter", "Acme", FAR),
    own.TooLateToUndoError("import", "a.csv", FAR),
    FirmUnknownError(),
    AccountUnknownError(),
    proofs.NothingToProveError(),
    apologising.NothingToWithdrawError(),
    NothingToAnswerError(),
    NotPaidYetError("10412"),
    LetterOutdatedError("P-2026-0001", Money(1, SEK), Money(2, SEK)),
    LetterAlreadySentError("P-2026-0001", FAR),
    PlanStateError("done"),
    PlanOutdatedError(Money(1, SEK), Money(2, SEK)),
    *(TableFileError("se/reference_rate.toml", fault) for fault in Fault),
    storage.FileTroubleError(FILE),
    storage.ForeignFileError(FILE),
    storage.LockedFileError(FILE),
    InUseError(FILE),
    InUseError(FILE, "verkstaden"),
    storage.DiskFullError(FILE),
    storage.ReadOnlyFileError(FILE),
    storage.DamagedFileError(FILE),
    storage.NewerFileError(FILE, "0099"),
    PreferencesNotSavedError(FILE, OSError()),
    *(UnreadableFileError(why, limit_bytes=20_000_000, line=3) for why in REASONS),
]


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
        assert in_every_language(partial(explain.error, general)) != sentences
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


def test_amounts_in_words_are_exact() -> None:
    i18n.use("sv")
    err = PlanSumError(Money.of(Decimal(24872), SEK), Money.of(Decimal(24860), SEK))
    assert explain.error(err) == "12\u00a0kr saknas."
