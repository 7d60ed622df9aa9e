"""The words for what comparing a file with the books meets; the file's own problems keep theirs."""

from __future__ import annotations

from datetime import date

from app.domain.money import Money
from app.formatting import money, short_date
from app.i18n import N_, gettext, language
from app.importers import problems
from app.importers.draft import Hint, Problem
from app.importers.problems import Words
from app.services.explain.books import BOOKS_WORDS

_ = gettext

_PROBLEMS = {
    "number_with_other_facts": Words(
        N_("Invoice {found} is in the books already, with another amount or day."),
        N_("It is left out. Correct the file, or take the earlier import back."),
    ),
    "number_of_other_customer": Words(
        N_("Invoice {found} is in the books already, for another customer."),
        N_("It is left out unless you take it in as well."),
    ),
    "more_left_than_before": Words(
        N_("{left} is left to pay on invoice {found}, but it was {before} when it was read in first."),
        N_("It is left out. Has a payment been taken back?"),
    ),
    "bill": Words(
        N_("Invoice {found} is from {seller}, so it is a bill to you and not a claim of yours."),
        N_("It is left out unless you take it in all the same."),
    ),
    "cancelled": Words(N_("Invoice {found} is cancelled."), N_("It is left out.")),
    "customer_contradicted": Words(
        N_("{found} was nearly taken for {name}, but their numbers differ."),
        N_("A new customer is made. Look it over."),
    ),
} | {code: Words(*pair) for code, pair in BOOKS_WORDS.items()}
_KEPT = {
    "payment_booked": N_("A payment has been booked on it."),
    "credit_booked": N_("A credit note from another file lowers it."),
    "letter_sent": N_("A letter about it has been sent."),
    "letter_made": N_("A letter about it has been made."),
    "call_made": N_("You have called about it."),
    "plan_printed": N_("There is a payment plan for it."),
    "plan_signed": N_("There is a payment plan for it."),
    "payment_waits": N_("A payment waits for it."),
    "credit_used": N_("Its credit has been used on another invoice."),
    "payment_confirmed": N_("A payment of the file has been booked on it."),
    "lowers_kept": N_("It lowers an invoice that stays."),
}
_WORKED_ON = N_("You have worked on it since.")


def message(problem: Problem) -> str:
    """Return what the problem is, as one sentence in the language of the screen."""
    words = _PROBLEMS.get(problem.code)
    return _(words.says).format(**_places(problem)) if words else problems.message(problem)


def advice(problem: Problem) -> str:
    """Return what to do about it, as one sentence in the language of the screen."""
    words = _PROBLEMS.get(problem.code)
    return _(words.advice).format(**_places(problem)) if words else problems.advice(problem)


def kept(why: str) -> str:
    """Return why an invoice stays when its import is taken back, as one sentence."""
    return _(_KEPT.get(why, _WORKED_ON))


def _places(problem: Problem) -> dict[str, str]:
    return {"found": problem.found, **{name: _shown(value) for name, value in problem.params.items()}}


def _shown(value: Hint) -> str:
    if isinstance(value, Money):
        return money(value, language())
    return short_date(value, language()) if isinstance(value, date) else str(value)
