"""What is typed on the command line, read into values; what cannot be read is wrong usage."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from app.cli.general import iso_day
from app.cli.refusal import RefusedError, wrong_usage
from app.domain.errors import RuleError
from app.domain.money import Currency, Money
from app.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from app.domain.case import Case
    from app.domain.invoice import CaseId
    from app.services.desk import Desk

Choice = TypeVar("Choice", bound=StrEnum)


def amount(text: str, currency: Currency) -> Money:
    """Read an amount such as `24860.00` or `24 860,00`.

    Raises:
        RefusedError: It is no amount in this currency, or may be read in two ways.
    """
    from app.formatting import parse_amount
    from app.services.explain.errors import error

    try:
        return parse_amount(text, currency)
    except RuleError as unreadable:
        raise wrong_usage(error(unreadable)) from unreadable


def currency(code: str) -> Currency:
    """Read a currency such as `SEK`.

    Raises:
        RefusedError: It is no code of three letters.
    """
    from app.services.explain.errors import error

    try:
        return Currency(code.upper())
    except RuleError as unknown:
        raise wrong_usage(error(unknown)) from unknown


def one_of(kinds: type[Choice], text: str, option: str) -> Choice:
    """Read one of the names that an option takes.

    Raises:
        RefusedError: It takes no such name.
    """
    try:
        return kinds(text if text in list(kinds) else text.replace("-", "_"))
    except ValueError as unknown:
        raise not_among([kind.value for kind in kinds], text, option) from unknown


def not_among(choices: Sequence[str], text: str, option: str) -> RefusedError:
    """Return the refusal of a name that an option does not take."""
    said = _("{option} cannot be {typed}. Choose one of: {choices}.")
    return wrong_usage(said.format(option=option, typed=text, choices=", ".join(choices)))


def pairs(words: Sequence[str]) -> dict[str, str]:
    """Read `KEY=VALUE` words; keys may be written with hyphens.

    Raises:
        RefusedError: A word has no `=`, or a day lies outside the years 1970 to 2199.
    """
    found = {}
    for word in words:
        key, has_value, value = word.partition("=")
        if not has_value or not key:
            raise wrong_usage(_("{typed} is not of the form KEY=VALUE.").format(typed=word))
        key = key.replace("-", "_")
        if key.endswith("_on") and value not in ("", "unknown"):
            value = iso_day(value).isoformat()
        found[key] = value
    return found


def case_ids(desk: Desk, numbers: Sequence[str]) -> list[CaseId]:
    """Return the invoices of these numbers (`CUSTOMER/NUMBER` where two customers have one), each once.

    Raises:
        UnknownInvoiceError, AmbiguousInvoiceError: There is no such invoice, or there are several.
    """
    from app.services.case_view import find_case

    return list(dict.fromkeys(find_case(desk, number) for number in numbers))


def case(desk: Desk, number: str) -> Case:
    """Return one invoice whole, found like `case_ids`."""
    from app.services.reminders import load

    return load(desk, case_ids(desk, [number]))[0]


def tongue(code: str | None, option: str, *, among: Sequence[str] = LANGUAGES) -> str:
    """Read one of some languages; empty when none was named.

    Raises:
        RefusedError: We do not write in it.
    """
    if code is not None and code not in among:
        raise not_among(among, code, option)
    return code or ""
