"""The words for what keeps a file from being kept with an invoice, or a dispute from being settled."""

from __future__ import annotations

from app.domain.errors import BetaltError
from app.i18n import _
from app.services import attachments, dispute_errors
from app.services.explain.words import money

_MEGABYTE = 1024 * 1024


def said(err: BetaltError) -> str:
    """Return the words for an error of this kind; empty when it is of another."""
    match err:
        case attachments.FileTooLargeError():
            words = _("{name} is larger than {limit} MB. Make it smaller, such as a photo in lower quality.")
            return words.format(name=err.name, limit=err.limit_bytes // _MEGABYTE)
        case attachments.FileKeptAlreadyError():
            return _("{name} is kept with the invoice already.").format(name=err.name)
        case dispute_errors.NoDisputeError():
            return _("No dispute is open on invoice {number}.").format(number=err.number)
        case dispute_errors.NoExplanationError():
            return _("Write why you do not agree. The customer reads it in the letter.")
        case dispute_errors.NotASplitError():
            said = _("A split takes off more than nothing and less than {amount}.")
            return said.format(amount=money(err.most, whole=False))
        case dispute_errors.OtherTotalError():
            said = _("Invoice {number} is here already, over {amount}. Write that total, or another number.")
            return said.format(number=err.number, amount=money(err.total, whole=False))
        case dispute_errors.SameNumberError():
            said = _("{number} is the number of the disputed invoice. Write that of the corrected one.")
            return said.format(number=err.number)
    return ""
