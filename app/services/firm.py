"""The user's own firm: named on the first run, then changed fact by fact, each change with a way back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.party import Firm, OwnAccount
from app.domain.references import (
    is_organisation_number,
    is_personal_number,
    is_valid_account_no,
    is_valid_bankgiro,
    is_valid_iban,
    is_valid_plusgiro,
    is_valid_swish,
)
from app.importers.identifier import normalise
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import UnknownFieldError, UnreadableValueError
from app.services.explain.words import use_home
from app.storage import firm as store
from app.storage.errors import driver_trouble

ACCOUNTS: Mapping[str, Callable[[str], bool]] = {
    "bankgiro": is_valid_bankgiro,
    "plusgiro": is_valid_plusgiro,
    "account": is_valid_account_no,
    "iban": is_valid_iban,
    "swish": is_valid_swish,
}
"""Kind of account → whether a number can be one of that kind."""

ACCOUNTS_ASKED = {"SE": ("bankgiro", "plusgiro", "iban"), "NO": ("account", "iban")}
"""Country → the accounts that its firms print on letters, the commonest first."""

CODES_ASKED = {"SE": ("swish",), "NO": ()}
"""Country → the numbers that letters turn into a code to scan; without the number there is no code."""

COUNTRIES = ("SE", "NO")
_FIRM = ("name", "phone", "email", "vat_note", "agency")
_ADDRESS = ("street", "postcode", "city")
FIELDS = ("name", "country", "identifier", *_ADDRESS, "phone", "email", "vat_note", "agency", *ACCOUNTS)
_LOGO_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
LOGO_LIMIT_BYTES = 1024 * 1024


def read_firm(desk: Desk) -> Firm:
    """Return the user's own firm; everything about it is empty before it is named."""
    return store.read_firm(desk.database.connection) or Firm()


def read_logo(desk: Desk) -> bytes | None:
    """Return the picture at the head of letters."""
    return store.read_logo(desk.database.connection)


def account_of(firm: Firm, kind: str) -> str:
    """Return the firm's number of that kind, empty where it has none."""
    return next((account.number for account in firm.accounts if account.kind == kind), "")


def set_firm(desk: Desk, changes: Mapping[str, str]) -> Changes:
    """Set facts of the firm, named as in `FIELDS`; an empty account goes away.

    Naming it for the first time cannot be undone.

    Raises:
        UnknownFieldError, UnreadableValueError: Nothing was set.
    """
    known = store.read_firm(desk.database.connection)
    changed = changed_firm(known or Firm(), changes)
    with desk.begin() as work:
        store.write_firm(work, changed)
        action_id = work.commit("set_firm" if known else "", changed.name)
    use_home(changed.country)
    return Changes(action_id=action_id, kind="set_firm", about=changed.name)


def changed_firm(known: Firm, changes: Mapping[str, str]) -> Firm:
    """Return the firm with facts changed and checked. Nothing is stored.

    Raises:
        UnknownFieldError, UnreadableValueError: A fact is not known, or its number fails its own check.
    """
    for field in changes:
        if field not in FIELDS:
            raise UnknownFieldError(field, FIELDS)
    country = changes.get("country", known.country)
    if country not in COUNTRIES:
        raise UnreadableValueError("country", country, "|".join(COUNTRIES))
    plain: dict[str, Any] = {name: changes[name].strip() for name in _FIRM if name in changes}
    if not plain.get("name", known.name or "-"):
        raise UnreadableValueError("name", "", "name")
    parts = {name: changes[name].strip() for name in _ADDRESS if name in changes}
    address = replace(known.address, **parts, country=country)
    identifier = _identifier(changes["identifier"], country) if "identifier" in changes else known.identifier
    accounts = _accounts(known, changes)
    return replace(known, **plain, country=country, address=address, identifier=identifier, accounts=accounts)


def _identifier(text: str, country: str) -> str:
    """Return an organisation or personal number without its separators."""
    typed = text.strip()
    if typed and not (is_organisation_number(typed, country) or is_personal_number(typed, country)):
        raise UnreadableValueError("identifier", typed, "check_digit")
    return normalise(typed.removesuffix("MVA").strip(), country).value if typed else ""


def _accounts(known: Firm, changes: Mapping[str, str]) -> tuple[OwnAccount, ...]:
    numbers = {account.kind: account.number for account in known.accounts}
    for kind, is_valid in ACCOUNTS.items():
        if kind in changes:
            typed = changes[kind].strip()
            if typed and not is_valid(typed):
                raise UnreadableValueError(kind, typed, "check_digit")
            numbers[kind] = re.sub(r"[\s.\-]", "", typed).upper()
    return tuple(OwnAccount(kind, number) for kind, number in numbers.items() if number)


def set_logo(desk: Desk, picture: bytes | None) -> Changes:
    """Set the picture at the head of letters, PNG or JPEG of at most 1 MB, or take it away.

    Raises:
        UnreadableValueError: It is no such picture.
    """
    if picture is not None and not (picture.startswith(_LOGO_STARTS) and len(picture) <= LOGO_LIMIT_BYTES):
        raise UnreadableValueError("logo", "", "picture")
    with desk.begin() as work:
        store.write_logo(work, picture)
        name = read_firm(desk).name
        action_id = work.commit("set_firm", name)
    return Changes(action_id=action_id, kind="set_firm", about=name)


def set_logo_from(desk: Desk, path: Path) -> Changes:
    """Set the picture at the head of letters from a file.

    Raises:
        UnreadableValueError: It is no picture that letters can have.
        FileTroubleError: The file cannot be read.
    """
    with driver_trouble(path), path.open("rb") as file:
        picture = file.read(LOGO_LIMIT_BYTES + 1)
    return set_logo(desk, picture)
