"""The words for what is met in e-invoices and bookkeeping files, beside those of `problems`."""

from __future__ import annotations

from app.i18n import N_

_THE_INVOICES = N_("Read in the invoices it is about instead.")

DOCUMENT_PROBLEMS = {
    "reminder_document": (
        N_("This is a reminder of invoices that exist already, so it is no new claim."),
        _THE_INVOICES,
    ),
    "statement_document": (
        N_("This is a statement of invoices that exist already, so it is no new claim."),
        _THE_INVOICES,
    ),
    "payment_document": (
        N_("This is a notice of a payment. Only the bank's own files show what has come in."),
        N_("Read in a file from the bank instead."),
    ),
    "other_message": (
        N_("This is another message than an invoice: “{found}”."),
        N_("Ask for the invoice itself."),
    ),
    "books_without_receivables": (
        N_("The file names neither customers nor what they owe."),
        N_("There is nothing to read in or to compare. Export the whole year with its balances."),
    ),
    "books_sums_differ": (
        N_("Account {account} stands at {closing}, but its entries give {expected}."),
        N_("What it stands at is compared. Was the file exported halfway through?"),
    ),
    "other_letters": (
        N_("The file should be in the letters of DOS, but it is in {encoding}: “{found}”."),
        N_("Do the names look right? Otherwise choose other letters."),
    ),
}
"""Code of a problem → what it says, and what to do about it."""
