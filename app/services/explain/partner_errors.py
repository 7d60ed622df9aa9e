"""The words for what keeps a partner from being registered or found."""

from __future__ import annotations

from app.domain.errors import BetaltError
from app.i18n import _
from app.services.explain.words import money
from app.services.handing_over import KeptTooMuchError, NotHandedOverError
from app.services.partners import NamelessPartnerError, PartnerExistsError, UnknownPartnerError


def said(err: BetaltError) -> str:
    """Return the words for an error of this kind; empty when it is of another."""
    match err:
        case NamelessPartnerError():
            return _("Write what the partner is called.")
        case PartnerExistsError():
            return _("{name} is in your register already.").format(name=err.name)
        case UnknownPartnerError() if err.known:
            words = _("There is no partner called {name}. There are: {known}.")
            return words.format(name=err.name, known=", ".join(err.known))
        case UnknownPartnerError():
            words = _(
                "There is no partner called {name} yet. "
                "Register it with --kind, such as --kind collection_agency."
            )
            return words.format(name=err.name)
        case NotHandedOverError():
            return _("Nobody else has invoice {number}, so there is nothing to take back.").format(
                number=err.number
            )
        case KeptTooMuchError():
            words = _(
                "{kept} is not a part of {paid}. Write what the customer paid, and what was kept of it."
            )
            return words.format(kept=money(err.kept, whole=False), paid=money(err.paid, whole=False))
    return ""
