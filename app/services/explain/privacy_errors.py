"""The words for what stands in the way of keeping, giving out and erasing what is known of a person."""

from __future__ import annotations

from app.domain.errors import BetaltError
from app.i18n import _
from app.services import contact_persons, erasing, register_extract, retention


def said(err: BetaltError) -> str:
    """Return the words, or nothing for another error."""
    match err:
        case contact_persons.NamelessPersonError():
            return _("A person needs a name, a phone number or an e-mail address.")
        case erasing.OpenClaimError():
            words = _(
                "Invoice {numbers} is not settled yet, and what is known may be kept until it is. "
                "Erase again when it is paid or written off."
            )
            return words.format(numbers=", ".join(err.numbers))
        case register_extract.UnknownExtractError():
            return _("Let the name of the file end in .pdf or .json.")
        case retention.NoSuchRetentionError():
            choices = ", ".join(str(months) for months in err.known)
            return _("Notes can be kept for {choices} months.").format(choices=choices)
    return ""
