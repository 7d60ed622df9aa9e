"""The words for what keeps a file from being kept with an invoice, or a dispute from being settled."""

from __future__ import annotations

from app.domain.errors import BetaltError
from app.i18n import _
from app.services import attachments

_MEGABYTE = 1024 * 1024


def said(err: BetaltError) -> str:
    """Return the words for an error of this kind; empty when it is of another."""
    match err:
        case attachments.FileTooLargeError():
            words = _("{name} is larger than {limit} MB. Make it smaller, such as a photo in lower quality.")
            return words.format(name=err.name, limit=err.limit_bytes // _MEGABYTE)
        case attachments.FileKeptAlreadyError():
            return _("{name} is kept with the invoice already.").format(name=err.name)
    return ""
