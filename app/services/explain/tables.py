"""The words for the tables of law: what a figure is called, its unit, and when the next is expected."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from app.domain.dated_table import INKASSO_REGIME, DatedTable
from app.domain.money import Currency, Money
from app.domain.table_row import next_start
from app.formatting import amount, long_date, percent, sentence_start
from app.i18n import N_, _, language

_TITLES = {
    "accounting_retention": N_("Years to keep the books"),
    "accounting_retention_primary": N_("Years to keep the books"),
    "accounting_retention_secondary": N_("Years to keep other papers"),
    "b2b_default_payment_term_max": N_("Longest term between businesses"),
    "b2b_late_compensation": N_("Late-payment compensation"),
    "b2b_payment_term_max_unless_agreed": N_("Longest term between businesses"),
    "collection_demand_fee_max": N_("Fee of a collection demand"),
    "collection_demand_min_bank_days_after_receipt_guideline": N_("Bank days to pay after a demand arrived"),
    "collection_demand_min_days_guideline": N_("Days to pay after a collection demand"),
    "enforcement_basic_fee": N_("Basic fee for enforcement"),
    "enforcement_notice_min_days": N_("Days to pay after a notice of enforcement"),
    "fee_counter_reset": N_("Months until fees may start again"),
    "fee_earliest_day_after_due": N_("Days after the due date before a fee"),
    "fee_rounding": N_("Rounding of fees"),
    "forliksraad_fee_multiplier": N_("Fee of the conciliation board"),
    "forliksraad_judgment_limit": N_("Largest sum the conciliation board judges"),
    "inkasso_regime": N_("Norwegian collection rules"),
    "inkassosats": N_("Basis of Norwegian fees (inkassosats)"),
    "interest_start_days_after_demand": N_("Days from the demand until interest runs"),
    "public_payment_term_max": N_("Longest term for public bodies"),
    "late_interest_margin": N_("Points of late interest over the base rate"),
    "late_interest_statutory": N_("Late interest by law"),
    "letter_min_deadline": N_("Days to pay after a letter"),
    "limitation_after_judgment": N_("Limitation after a judgment"),
    "limitation_consumer": N_("Limitation for consumers"),
    "limitation_general": N_("Limitation"),
    "max_small_fee_letters": N_("Letters that may bear a fee"),
    "own_letter_fee": N_("Fee of a letter under the new rules"),
    "own_payment_demand_fee_fraction": N_("Fee of a payment demand"),
    "payment_order_application_fee": N_("Application for a payment order"),
    "payment_order_own_work_max": N_("Own work with a payment order"),
    "payment_order_reply_time_max": N_("Days to answer a payment order"),
    "payment_order_transfer_request_time": N_("Days to ask for transfer to court"),
    "payment_plan_fee_max": N_("Fee of a payment plan"),
    "reference_rate": N_("Reference rate"),
    "reminder_fee_fraction": N_("Fee of a reminder"),
    "reminder_fee_max": N_("Fee of a reminder"),
    "rettsgebyr": N_("Court fee (rettsgebyr)"),
    "utlegg_fee_multiplier": N_("Fee for attachment"),
}
_UNITS = {
    "percent per year": N_("per year"),
    "percentage points over the policy rate of Norges Bank": N_("points over the rate of Norges Bank"),
    "percentage points over the reference rate": N_("points over the reference rate"),
    "share of the inkassosats": N_("of the inkassosats"),
    "times rettsgebyr": N_("times the court fee"),
    "letters with a fee": N_("letters"),
    "NOK, to the nearest whole multiple, halves up": N_("NOK, rounded to whole ones"),
}
_MONTHS, _YEARS, _DAYS, _BANK_DAYS = N_("months"), N_("years"), N_("days"), N_("bank days")
_REGIMES = {1988: N_("the act of 1988"), 2026: N_("the act of 2026")}
# law.md 10: about 30 June and 30 December; the second half of those months; December each year.
_DECIDED = {("SE", "reference_rate")}
_HALF_YEARLY = {("NO", "late_interest_statutory"), ("NO", "b2b_late_compensation")}


def table_title(name: str) -> str:
    """Return what a table is called."""
    return _(_TITLES.get(name, name))


def figure_words(table: DatedTable, value: Decimal) -> str:
    """Return a figure of the table with its unit: "2,00 % per year", "750 NOK", "14 days"."""
    if (table.country, table.name) == INKASSO_REGIME:
        return _(_REGIMES.get(int(value), str(value)))
    if table.unit in ("SEK", "NOK"):
        sum_ = Money.of(value, Currency(table.unit))
        return f"{amount(sum_, language(), whole=True)} {table.unit}"
    if table.unit == "percent per year":
        return f"{percent(value, language())} {_(_UNITS[table.unit])}"
    return f"{_plain(value)} {_unit(table.unit)}"


def known_words(table: DatedTable) -> str:
    """Return how far a table is known, or when it was last compared with the law."""
    if table.known_through is not None:
        return _("Known until {day}").format(day=long_date(table.known_through, language()))
    if table.read_on is None:
        return ""
    return _("Holds until the law changes. Compared with it {day}.").format(
        day=long_date(table.read_on, language())
    )


def missing_words(table: DatedTable) -> str:
    """Return that the next stretch is not known, and when it is expected; empty for a standing table."""
    start = next_start(table)
    if start is None:
        return ""
    said = _("Not known from {day} on.").format(day=long_date(start, language()))
    return f"{said} {_expected(table, start)}"


def expected_on(table: DatedTable, start: date) -> date | None:
    """Return about when the row that begins on `start` is published; `None` where nobody can say."""
    key = (table.country, table.name)
    if key == INKASSO_REGIME:
        return None
    before = start - timedelta(days=1)
    if key in _DECIDED:
        return before.replace(day=30)
    return before.replace(day=16 if key in _HALF_YEARLY else 1)


def _expected(table: DatedTable, start: date) -> str:
    day = expected_on(table, start)
    if day is None:
        return _("Nobody has said yet when the new act begins.")
    if (table.country, table.name) in _DECIDED:
        said = _("The Riksbank decides it about {day}. Look again a week later, in case it is corrected.")
    else:
        said = _("It is usually published after {day}.")
    return said.format(day=long_date(day, language()))


def _unit(unit: str) -> str:
    if unit in _UNITS:
        return _(_UNITS[unit])
    starts = {"months": _MONTHS, "years": _YEARS, "bank days": _BANK_DAYS}
    return _(next((word for start, word in starts.items() if unit.startswith(start)), _DAYS))


def _plain(value: Decimal) -> str:
    return amount(Money.of(value, Currency("SEK")), language(), whole=True)


def regime_choices() -> list[tuple[str, str]]:
    """Return which Norwegian inkassolov can hold, each with its words."""
    return [(str(year), sentence_start(_(words))) for year, words in _REGIMES.items()]
