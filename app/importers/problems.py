"""The words for what importers meet: one sentence for each cause, and one that says what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.money import Money
from app.formatting import iso, money
from app.i18n import N_, gettext, language
from app.importers.bank_words import BANK_PROBLEMS
from app.importers.check_words import CHECK_PROBLEMS
from app.importers.document_words import DOCUMENT_PROBLEMS
from app.importers.draft import Hint, Problem
from app.importers.field_names import FIELD_NAMES
from app.importers.trouble import UnreadableFileError

_ = gettext
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence with named places, and one on what to do; both are translated where they are shown."""

    says: str
    advice: str = ""


_EXPORT_ADVICE = N_("Export the invoices as CSV, Excel or Peppol BIS Billing 3, and read in that file.")

PROBLEMS = {
    "missing": Words(N_("The {field} is missing."), N_("Fill it in, or leave the row out.")),
    "not_a_day": Words(N_("The {field} “{found}” is not a date."), N_("Write it as 2026-11-18.")),
    "impossible_day": Words(
        N_("The {field} {found} does not exist."), N_("The last day of that month is {suggestion}.")
    ),
    "not_an_amount": Words(N_("The {field} “{found}” is not an amount."), N_("Write it as 1 234,50.")),
    "ambiguous_amount": Words(
        N_("The {field} {found} can be read in two ways: {as_decimals} or {as_thousands}."),
        N_("Choose the decimal mark of the file."),
    ),
    "currency_unknown": Words(
        N_("The currency “{found}” is unknown."), N_("Write three letters, such as SEK, NOK or EUR.")
    ),
    "currency_conflict": Words(
        N_("The {field} is {found}, but the invoice is in {currency}."),
        N_("Ask for a corrected invoice file."),
    ),
    "rest_above_total": Words(
        N_("Left to pay is more than the amount: {rest} of {total}."),
        N_("Have the two columns changed places?"),
    ),
    "rest_empty": Words(
        N_("It does not say what is left to pay."), N_("Write 0 if it is paid, otherwise what is left.")
    ),
    "paid_yet_open": Words(
        N_("The invoice is marked as paid, but {rest} is left to pay."),
        N_("Correct one of the two, or leave the row out."),
    ),
    "part_paid": Words(
        N_("The invoice is partly paid, but it does not say how much is left."),
        N_("Choose a column with what is left to pay, or fill it in."),
    ),
    "number_twice": Words(
        N_("Invoice number {found} is already on line {first_line}, with other facts."),
        N_("Only the first one is read in. Which one is right?"),
    ),
    "number_of_another": Words(
        N_("Invoice number {found} is already on line {first_line}, for {customer}."),
        N_("Only the first one is read in. Which one is right?"),
    ),
    "too_many_cells": Words(
        N_("The row has {cells} cells, but there are only {columns} columns."),
        N_("A separator may stand within a name. Correct the row in the file."),
    ),
    "row_cut": Words(
        N_("The file breaks off in the middle of this row."), N_("Fetch the file once more, whole.")
    ),
    "column_missing": Words(N_("No column was recognised as {field}."), N_("Choose which column it is.")),
    "sign_of_credit": Words(
        N_("The amount {found} is negative, but it is marked as money in."), N_("It is read in as money in.")
    ),
    "identifier_missing": Words(
        N_("The organisation number is missing."), N_("It can be filled in later. Debt collection needs it.")
    ),
    "identifier_check": Words(
        N_("The organisation number {found} does not pass its own check."), N_("It is read in as it stands.")
    ),
    "no_identifiers": Words(
        N_("The file has no organisation numbers."),
        N_("They can be filled in later. Debt collection needs them."),
    ),
    "due_missing": Words(
        N_("The due date is missing."), N_("The invoice does not count as late until you fill it in.")
    ),
    "due_in_terms": Words(
        N_("The due date is missing, but the terms say “{found}”."),
        N_("Is that {days} days from the invoice date?"),
    ),
    "due_before_issue": Words(
        N_("The due date {found} lies before the invoice date {issued_on}."),
        N_("The later of the two days is what counts."),
    ),
    "no_due_days": Words(
        N_("The file has no due dates."),
        N_("Say how many days your customers have, or the invoices do not count as late."),
    ),
    "day_order_assumed": Words(
        N_("Day and month could change places in every date."), N_("They are read with the day first.")
    ),
    "digits_lost": Words(
        N_("The {field} {found} is longer than Excel can keep as a number."),
        N_("Its last digits may be wrong. Format the column as text and save again."),
    ),
    "formula_text": Words(
        N_("The {field} “{found}” looks like a formula."), N_("It is kept as text and is never calculated.")
    ),
    "status_unknown": Words(
        N_("The status “{found}” is unknown."), N_("The invoice is read in as not paid.")
    ),
    "row_repeated": Words(N_("The row says the same as line {first_line}."), N_("It is read in once.")),
    "total_row": Words(N_("The row sums up others: “{found}”."), N_("It is left out.")),
    "sums_differ": Words(
        N_("The amount due is {due}, but the total gives {expected}."), N_("The amount due is what counts.")
    ),
    "negative_credits": Words(N_("The total is negative: {found}."), N_("It is read in as a credit note.")),
    "paid_too_much": Words(
        N_("{too_much} more has been paid than was invoiced."), N_("It is read in as paid.")
    ),
    "profile_unknown": Words(
        N_("The file follows rules we do not know: “{found}”."),
        N_("It is read as a plain e-invoice. Look it over."),
    ),
    "forward_billing": Words(
        N_("This is forward billing of metered services (type {found})."),
        N_("Make sure that you are the one to be paid."),
    ),
    "proforma": Words(
        N_("This is a pro forma invoice."), N_("It is read in as a draft and is not followed up.")
    ),
    "mixed_charges": Words(
        N_("The invoice has interest or a fee beside other lines."),
        N_("Interest must not be charged on those lines."),
    ),
    "format_pdf": Words(N_("This is a PDF, which people can read but programs cannot."), _EXPORT_ADVICE),
    "format_html": Words(
        N_("This is a web page, even if its name says otherwise."),
        N_("Open it in Excel or LibreOffice, save it as XLSX, and read in that file."),
    ),
    "format_open_document": Words(
        N_("This is a file from LibreOffice."), N_("Save it as XLSX or CSV, and read in that file.")
    ),
    "format_archive": Words(N_("This is a ZIP archive."), N_("Unpack it, and read in the files inside.")),
    "format_other_xml": Words(N_("This is XML, but no invoice that we know."), _EXPORT_ADVICE),
} | {code: Words(*pair) for code, pair in (BANK_PROBLEMS | CHECK_PROBLEMS | DOCUMENT_PROBLEMS).items()}
"""Code of a problem → its words. Places: `field`, `found`, and the problem's own `params`."""

REASONS = {
    "missing": Words(N_("The file is no longer there."), N_("Has it been moved or renamed?")),
    "not_allowed": Words(
        N_("The file may not be opened."), N_("Ask for the right to read it, or make a copy.")
    ),
    "not_a_file": Words(N_("This is a folder."), N_("Choose a file in it.")),
    "cannot_open": Words(
        N_("The file cannot be opened."), N_("Is it open in another program, or on a lost disk?")
    ),
    "empty": Words(N_("The file is empty."), N_("Fetch it once more.")),
    "too_large": Words(
        N_("The file is larger than {limit} MB, which no list of invoices is."),
        N_("Choose a shorter period."),
    ),
    "broken_xml": Words(N_("The file breaks off or is damaged."), N_("Fetch it once more, whole.")),
    "has_doctype": Words(
        N_("The file has a document type definition, which an invoice never has, and which can be harmful."),
        N_("Ask the sender for a plain e-invoice."),
    ),
    "broken_workbook": Words(
        N_("The workbook is damaged."), N_("Open it in Excel or LibreOffice and save it again.")
    ),
    "locked_workbook": Words(
        N_("The workbook has a password."), N_("Save a copy without one, and read in that.")
    ),
    "binary": Words(N_("There is no text in this file that we can read."), _EXPORT_ADVICE),
    "broken_text": Words(
        N_("The text of the file cannot be made out."), N_("Save it as CSV with the characters UTF-8.")
    ),
}
"""Reason of an `UnreadableFileError` → its words. Place: `limit`."""


def message(problem: Problem) -> str:
    """Return what the problem is, as one sentence in the language of the screen."""
    return _(PROBLEMS[problem.code].says).format(**_places(problem))


def advice(problem: Problem) -> str:
    """Return what to do about it, as one sentence in the language of the screen."""
    return _(PROBLEMS[problem.code].advice).format(**_places(problem))


def trouble(error: UnreadableFileError) -> str:
    """Return why nothing can be read and what to do, as two sentences in the language of the screen."""
    words = REASONS[error.reason]
    says = _(words.says).format(limit=error.limit_bytes // _MEGABYTE)
    return f"{says} {_(words.advice)}"


def _places(problem: Problem) -> dict[str, str]:
    name = FIELD_NAMES.get(problem.field)
    params = {key: _shown(value) for key, value in problem.params.items()}
    return {"field": _(name) if name else "", "found": problem.found, **params}


def _shown(value: Hint) -> str:
    if isinstance(value, Money):
        return money(value, language())
    return iso(value) if isinstance(value, date) else str(value)
