"""The words for what keeps a list from becoming a file, or a sum from being let go."""

from __future__ import annotations

from app.domain.errors import BetaltError
from app.i18n import _
from app.services.explain.words import money
from app.services.exporting import UnknownListError, UnknownSuffixError
from app.services.writing_off import MoreThanOpenError


def said(err: BetaltError) -> str:
    """Return the words for an error of this kind; empty when it is of another."""
    match err:
        case UnknownListError():
            words = _("There is no list called {name}. There are: {known}.")
            return words.format(name=err.name, known=", ".join(err.known))
        case UnknownSuffixError():
            words = _("{file} is no kind of file that can be written. Choose a name that ends in {known}.")
            return words.format(file=err.file, known=", ".join(err.known))
        case MoreThanOpenError():
            words = _("{amount} is more than the {open} that is open.")
            return words.format(amount=money(err.amount, whole=False), open=money(err.open, whole=False))
    return ""
