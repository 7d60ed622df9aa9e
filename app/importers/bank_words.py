"""The words for what is wrong with a bank file, beside those of `problems`."""

from __future__ import annotations

from app.i18n import N_

_ONCE_MORE = N_("Fetch the file once more from the bank. A payment may be missing.")

BANK_PROBLEMS = {
    "record_unread": (N_("“{found}” cannot be read as part of a bank file."), _ONCE_MORE),
    "end_missing": (N_("The file has no end, so something may be missing."), _ONCE_MORE),
    "deposit_sum": (N_("The payments add up to {sum}, but the file says {stated}."), _ONCE_MORE),
    "payment_count": (N_("The file speaks of {stated} records, but {count} are there."), _ONCE_MORE),
    "other_encoding": (
        N_("The file has been saved again since it left the bank."),
        N_("It is read all the same. Fetch it once more if a name looks wrong."),
    ),
    "test_file": (
        N_("This is a test file from Bankgirot."),
        N_("It holds no money, so nothing is read in. Fetch the real file."),
    ),
    "day_of_file": (
        N_("The day “{found}” cannot be right."),
        N_("The day of the file, {used}, is used instead."),
    ),
    "deduction_alone": (
        N_("A deduction of {amount} belongs to no payment in the file."),
        N_("It is left out. Ask the customer which invoice it concerns."),
    ),
    "parts_differ": (
        N_("The payer's list adds up to {sum}, but {amount} came in."),
        N_("What came in is what counts. Share it out among the invoices."),
    ),
    "details_differ": (
        N_("The bank booked {booked}, but its details add up to {sum}."),
        N_("It is read in as one payment of what was booked."),
    ),
    "details_unread": (
        N_("The bank booked {booked}, but not every detail has an amount in that currency."),
        N_("It is read in as one payment of what was booked."),
    ),
    "no_statement": (
        N_("There is no account statement in this file."),
        N_("Fetch a statement (camt.053) or a notification (camt.054) from the bank."),
    ),
    "more_problems": (N_("There are {count} more problems like these."), _ONCE_MORE),
}
"""Code of a problem → what it says and what to do about it."""
