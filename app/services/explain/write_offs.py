"""Why something was written off, in words."""

from __future__ import annotations

from app.domain.history import WriteOffReason
from app.i18n import N_, _

_WORDS = {
    WriteOffReason.SMALL_REST: N_("A small rest"),
    WriteOffReason.AGREED: N_("Agreed with the customer"),
    WriteOffReason.GOODWILL: N_("Goodwill"),
    WriteOffReason.BANKRUPT: N_("The customer is bankrupt"),
    WriteOffReason.NOT_FOUND: N_("The customer cannot be found"),
    WriteOffReason.TOO_OLD: N_("The claim is too old"),
    WriteOffReason.OTHER: N_("Another reason"),
}


def reason_words(reason: WriteOffReason) -> str:
    """Return the reason in words."""
    return _(_WORDS[reason])
