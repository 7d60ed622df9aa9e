"""The words for what a comparison with other books found: one line for the sums, one for each reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.money import Money
from app.formatting import money
from app.i18n import N_, _, language, ngettext
from app.importers.draft import Hint, Problem
from app.services.receivables_check import Comparison, CustomerDifference, Reason

_NAMED = 5

BOOKS_WORDS = {
    "books_agree": (
        N_("On {on} customers owe {books} by the books, the same as here."),
        N_("Nothing has to be done."),
    ),
    "books_say_more": (
        N_("On {on} customers owe {books} by the books and {ours} here: {difference} more by the books."),
        N_("What is known to explain it stands with it."),
    ),
    "books_say_less": (
        N_("On {on} customers owe {books} by the books and {ours} here: {difference} less by the books."),
        N_("What is known to explain it stands with it."),
    ),
    "books_charges": (
        N_("{amount} here is interest and fees."),
        N_("Such charges are not in the books before they are paid or invoiced."),
    ),
    "books_drafts": (
        N_("{amount} here is invoices that have not been sent."),
        N_("Send them, or leave them out."),
    ),
    "books_credits": (
        N_("{amount} lies here as credit of customers, which the books take off."),
        N_("Use it on their invoices."),
    ),
    "books_written_down": (
        N_("{amount} is written down in the books, on account 1519."),
        N_("The customers owe it all the same."),
    ),
    "books_unknown": (
        N_("{amount} by the books is owed by customers without invoices here: {names}."),
        N_("Read in their invoices."),
    ),
    "books_missing": (
        N_("{amount} here is owed by customers who are not in the books: {names}."),
        N_("Have their invoices been booked?"),
    ),
    "books_customers": (
        N_("These customers owe other sums by the books than here: {names}."),
        N_("Look at their invoices and payments."),
    ),
    "books_invoice": (
        N_("Invoice {number} of {name} is exactly as much as is missing in the books."),
        N_("Has it been booked?"),
    ),
    "books_behind": (
        N_("Payments have been read in through {day}; the books may have later ones."),
        N_("Read in a newer file from the bank, and compare once more."),
    ),
    "books_without_bank": (
        N_("No bank files have been read in; the books may have payments that are not here."),
        N_("Read in a file from the bank, and compare once more."),
    ),
    "books_waiting": (
        N_("{amount} has come in here that belongs to no invoice yet."),
        N_("Say which invoices it pays, and compare once more."),
    ),
    "books_apart": (
        N_("{amount} here is in another currency and is not compared."),
        N_("The books have it converted, so they differ by that much."),
    ),
    "books_rest": (
        N_("{amount} is not explained."),
        N_("Compare the list of open invoices of both, one by one."),
    ),
    "books_of_another": (
        N_("These are the books of {found}, not of your firm."),
        N_("Nothing of them is read in or compared."),
    ),
}
"""Code of a problem → what it says, and what to do about it."""


def comparison_problems(found: Comparison) -> tuple[Problem, ...]:
    """Return a comparison as lines beside the file: how the two differ, then why, as far as that is known."""
    return tuple(_lines(found))


def _lines(found: Comparison) -> Iterator[Problem]:
    if not found.difference:
        yield _line("books_agree", on=found.on, books=found.books)
        return
    code = "books_say_more" if found.difference.minor > 0 else "books_say_less"
    sums = {"books": found.books, "ours": found.ours, "difference": _plain(found.difference)}
    yield _line(code, on=found.on, **sums)
    yield from (_reason(reason) for reason in found.reasons)
    if found.rest:
        yield from _possible(found)
        yield _line("books_rest", amount=_plain(found.rest))
    yield from (_line("books_apart", amount=amount) for amount in found.apart)


def _reason(reason: Reason) -> Problem:
    params: dict[str, Hint] = {"names": _names(reason.names)} if reason.names else {}
    return _line(f"books_{reason.code}", amount=_plain(reason.amount), **params)


def _possible(found: Comparison) -> Iterator[Problem]:
    """Yield what may be behind the rest, though nobody can say by how much."""
    if found.customers:
        yield _line("books_customers", names=_names([_both_sums(each) for each in found.customers]))
    if len(found.fitting) == 1:
        number, name = found.fitting[0]
        yield _line("books_invoice", number=number, name=name)
    if found.waiting:
        yield _line("books_waiting", amount=found.waiting)
    if found.bank_through is None:
        yield _line("books_without_bank")
    elif found.is_behind:
        yield _line("books_behind", day=found.bank_through)


def _line(code: str, **params: Hint) -> Problem:
    return Problem(None, "", "", code, "notice", params)


def _both_sums(each: CustomerDifference) -> str:
    said = _("{name} {books}, here {ours}")
    return said.format(name=each.name, books=money(each.books, language()), ours=money(each.ours, language()))


def _plain(amount: Money) -> Money:
    """Return an amount without its sign, which the words around it tell."""
    return -amount if amount.minor < 0 else amount


def _names(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    named, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    if more <= 0:
        return named
    return ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=named, n=more)
