"""Why a payment cannot be booked as chosen, or a customer's credit not be used."""

from __future__ import annotations

from app.domain.errors import BetaltError
from app.i18n import _
from app.services import matching_values as matching
from app.services.customer_credit import NoCreditError, NotTheirCreditError
from app.services.errors import MayBePaidError
from app.services.explain.words import money
from app.services.matching_limits import LimitOutOfRangeError


def said(err: BetaltError) -> str:
    """Return the words for what matching refuses; empty when the error is of another kind."""
    match err:
        case matching.UnknownPaymentError():
            return _("The payment no longer waits. Look at the list again.")
        case matching.NothingChosenError():
            return _("Choose an invoice for the payment first.")
        case matching.SplitTooLargeError():
            words = _("{laid} is more than the {paid} that came in.")
            return words.format(laid=money(err.laid, whole=False), paid=money(err.paid, whole=False))
        case matching.OtherCurrencyError():
            words = _("The payment is in {paid} and invoice {number} in {owed}. Nothing is converted.")
            return words.format(paid=err.paid, number=err.number, owed=err.owed)
        case matching.WriteOffTooLargeError():
            words = _("{missing} is missing, and you have chosen to write off {limit} at most.")
            return words.format(missing=money(err.missing, whole=False), limit=money(err.limit, whole=False))
        case MayBePaidError():
            words = _("{found} Look with `betalt match`. If it is for something else, add --not-theirs.")
            return words.format(found=err.found)
        case NoCreditError():
            return _("Nothing is left of it to use or to pay back.")
        case NotTheirCreditError():
            words = _("The money is {owner}'s, and invoice {number} is another customer's.")
            return words.format(owner=err.owner, number=err.number)
        case LimitOutOfRangeError():
            return _("Choose a limit from 0 to {highest}.").format(highest=err.highest)
    return ""
