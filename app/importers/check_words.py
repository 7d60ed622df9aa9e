"""The words for what usually leads to a dispute later: what was seen on an invoice, and how to mend it."""

from __future__ import annotations

from app.i18n import N_

CHECK_PROBLEMS = {
    "check_sum_differs": (
        N_("Lines and VAT come to {expected}, but the total is {total}."),
        N_("Look the invoice over, and send a corrected one if it is wrong."),
    ),
    "check_likely_duplicate": (
        N_("The same customer, amount and day stand on invoice {numbers}."),
        N_("Is it the same invoice twice? Then credit one of them."),
    ),
    "check_due_off_terms": (
        N_("The terms give {days} days, which is {expected}, but the due date is another."),
        N_("Set the due date that you agreed on."),
    ),
    "check_term_too_long": (
        N_("The customer has {days} days to pay. The law knows {most} unless more was agreed."),
        N_("Note that the due date was agreed, or give fewer days next time."),
    ),
    "check_no_buyer_reference": (
        N_("The customer's own reference is missing."),
        N_("Ask whom the invoice should name. Without it many are sent back."),
    ),
    "check_unknown_recipient": (
        N_("There is neither address, e-mail nor number for the recipient."),
        N_("Fill in who should have the invoice."),
    ),
    "check_above_limit": (
        N_("With it the customer owes {owed}, and the limit is {limit}."),
        N_("Ask for a part in advance, or look at the limit on the customer's page."),
    ),
    "check_no_payment_reference": (
        N_("OCR or KID is missing."),
        N_("Fill it in, so that the payment finds its invoice by itself."),
    ),
}
"""Code of a problem → what it says, and what to do about it."""
