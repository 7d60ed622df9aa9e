"""What stands in the way of a charge, a letter or a plan: codes and days, never sentences."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.errors import RuleError
from app.domain.invoice import CaseId


class Hindrance(StrEnum):
    """Why a step is not lawful, not possible or not wise today; `services.explain` finds the words."""

    PAID = "paid"
    LAW_UNSET = "law_unset"
    DUE_DATE_MISSING = "due_date_missing"
    NOT_LATE = "not_late"
    NOT_DELIVERED = "not_delivered"
    DISPUTED = "disputed"
    HANDED_OVER = "handed_over"
    PLAN_SIGNED = "plan_signed"
    PROMISE_RUNNING = "promise_running"
    LETTER_RUNNING = "letter_running"
    FOREIGN_CURRENCY = "foreign_currency"
    DERIVED_CLAIM = "derived_claim"
    FEE_NOT_AGREED = "fee_not_agreed"
    FEE_AGREED_TOO_LATE = "fee_agreed_too_late"
    FEE_USED = "fee_used"
    FEE_TOO_EARLY = "fee_too_early"
    DEADLINE_RUNNING = "deadline_running"
    DEADLINE_TOO_SHORT = "deadline_too_short"
    COVERED_BY_COMPENSATION = "covered_by_compensation"
    COVERED_BY_FEES = "covered_by_fees"
    COMPENSATION_USED = "compensation_used"
    CONSUMER = "consumer"
    KIND_UNCONFIRMED = "kind_unconfirmed"
    NO_INTEREST = "no_interest"
    AMOUNT_UNKNOWN = "amount_unknown"
    LEFT_OUT = "left_out"
    REGIME_UNREVIEWED = "regime_unreviewed"
    AGENCIES_ONLY = "agencies_only"
    NOT_IN_THIS_LAW = "not_in_this_law"
    NO_FEE_IN_THIS_LETTER = "no_fee_in_this_letter"
    WARNING_FIRST = "warning_first"
    DEMAND_FIRST = "demand_first"
    REMINDER_FIRST = "reminder_first"
    BANK_DATA_OLD = "bank_data_old"
    NO_PLAN = "no_plan"
    INSTALMENT_IN_TIME = "instalment_in_time"


class NotAllowedError(RuleError):
    """A step was asked for that may not be taken on that day.

    Attributes:
        step: As `allowed.Allowed.step` names it.
        law: Section that says so; `None` where only our own word or the procedure does.
        from_day: First day on which it will be possible; `None` when no day is in sight.
    """

    def __init__(
        self, step: str, case_id: CaseId, reason: Hindrance, *, law: str | None, from_day: date | None
    ) -> None:
        super().__init__(step, case_id, reason, law, from_day)
        self.step = step
        self.case_id = case_id
        self.reason = reason
        self.law = law
        self.from_day = from_day
