"""What every country's module answers, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from app.domain.case import Case
from app.domain.invoice import AgreedInterest


class NoInterest(StrEnum):
    """Why an invoice bears no late interest."""

    LAW_UNSET = "law_unset"
    DUE_DATE_MISSING = "due_date_missing"
    NOT_DELIVERED = "not_delivered"
    DERIVED_CLAIM = "derived_claim"
    CREDIT_NOTE = "credit_note"
    NOTICE_MISSING = "interest_notice_missing"


@dataclass(frozen=True, slots=True)
class InterestStart:
    """The day from which late interest runs; the day after it is the first that bears any.

    Attributes:
        on: `None` when the invoice bears no interest.
        reason: Why it bears none; `None` when it does.
        law: The section that decides; `None` while the law of the case is unset.
    """

    on: date | None
    reason: NoInterest | None
    law: str | None


@dataclass(frozen=True, slots=True)
class RateTerms:
    """What decides a rate beside the day.

    Attributes:
        protected: The rules for consumers apply; so too while the kind of customer is unset.
        agreed: What was agreed with the customer instead of the statutory rate.
    """

    protected: bool
    agreed: AgreedInterest | None = None

    @property
    def fixed_percent(self) -> Decimal | None:
        return self.agreed.fixed_percent if self.agreed else None

    @property
    def margin_points(self) -> Decimal | None:
        return self.agreed.margin_points if self.agreed else None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The highest rate that may be agreed, in percent per year, and the section that says so."""

    percent: Decimal
    law: str


class Country(Protocol):
    """The rules that differ in kind; each country is a module with these names.

    Attributes:
        RATE_TABLE: Name of the table with the published rate.
        RATE_LAW: The section that sets the rate.
        START_LAW: The section that sets the start of interest.
    """

    RATE_TABLE: str
    RATE_LAW: str
    START_LAW: str

    def interest_start(self, case: Case, due_on: date) -> InterestStart:
        """Return the start of interest for a claim that bears some; `due_on` is the effective due date."""
        ...

    def needs_published_rate(self, terms: RateTerms) -> bool:
        """Say whether the rate depends on the table, or follows from the agreement alone."""
        ...

    def rate(self, published: Decimal, margin: Decimal, terms: RateTerms) -> Decimal:
        """Return percent per year, never below zero, from the table's value and the statutory margin."""
        ...

    def ceiling(self, published: Decimal, terms: RateTerms) -> Ceiling | None:
        """Return the highest yearly rate that may be agreed, `None` where the law sets none."""
        ...
