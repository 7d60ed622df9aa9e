"""SIE 1 to 4: lines of a label and fields, as Swedish bookkeeping programs exchange them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.importers import text_table
from app.importers.xml_field import day_of, number_of

DECLARED_ENCODING = "cp437"
"""What `#FORMAT PC8` means. Real files hold other characters all the same."""
ENCODINGS = (DECLARED_ENCODING, "cp1252", "iso-8859-1", "iso-8859-15")
"""What they hold, UTF-8 aside; of equals the first counts."""
CUSTOMER_DIMENSION = "8"
_CUSTOMER_WORD = re.compile(r"\bkund", re.IGNORECASE)
_FIELD = re.compile(r'"((?:[^"\\]|\\.)*)"?|\{([^}]*)\}?|([^\s"{}]+)')
_THIS_YEAR = "0"


@dataclass
class Account:
    """An account as far as the file tells.

    Attributes:
        opening: The balance at the start of the year, `None` where the file has none; `closing` likewise.
        count: How many entries there are on it; `moved` is their sum.
        opening_of: Customer number → balance at the start of the year; `closing_of` and `moved_of` likewise.
    """

    name: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None
    count: int = 0
    moved: Decimal = Decimal(0)
    opening_of: dict[str, Decimal] = field(default_factory=dict)
    closing_of: dict[str, Decimal] = field(default_factory=dict)
    moved_of: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


@dataclass
class SieFile:
    """What a SIE file says, with amounts in its currency; debit counts positive.

    Attributes:
        encoding: The characters it was read with; `declared` is what the file says about that.
        first_day: First day of the year the file is of; `last_day` the last one, both counted.
        made_on: The day the file was written.
        covers_through: Up to this day the entries are in it, where the file says so.
        customers: Customer number → name.
        cut_on: The line on which the file breaks off within a voucher, else `None`.
    """

    encoding: str
    declared: str = ""
    sie_type: str = "1"
    program: str = ""
    company: str = ""
    identifier: str = ""
    currency: str = "SEK"
    first_day: date | None = None
    last_day: date | None = None
    made_on: date | None = None
    covers_through: date | None = None
    customers: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=lambda: defaultdict(Account))
    vouchers: int = 0
    transactions: int = 0
    cut_on: int | None = None
    customer_dimensions: set[str] = field(default_factory=lambda: {CUSTOMER_DIMENSION})


def read_sie_file(data: bytes, encoding: str = "") -> SieFile:
    """Return what the lines of a SIE file say; lines we have no use for are passed over.

    Raises:
        UnreadableFileError: The text does not fit the encoding that was given.
    """
    text, used, _why = text_table.decode(data, encoding, ENCODINGS)
    found = SieFile(DECLARED_ENCODING if text.isascii() and not encoding else used)
    lines, depth = text.split("\n"), 0
    for bare in map(str.strip, lines):
        if bare in ("{", "}"):
            depth = depth + 1 if bare == "{" else max(depth - 1, 0)
        elif bare.startswith("#"):
            _take(found, bare)
    found.cut_on = len(lines) if depth > 0 else None
    return found


def fields_of(line: str) -> list[str]:
    r"""Return the label and the fields of a line; a list of objects is one field, without its braces.

    >>> fields_of(r'#TRANS 1510 {8 "12"} 100.00 20260101 "Say \"hi\""')
    ['#TRANS', '1510', '8 "12"', '100.00', '20260101', 'Say "hi"']
    """
    return [(quoted or listed or bare).replace('\\"', '"') for quoted, listed, bare in _FIELD.findall(line)]


def _take(found: SieFile, line: str) -> None:
    label, *parts = fields_of(line)
    parts += [""] * (6 - len(parts))
    if reader := _READERS.get(label.upper()):
        reader(found, parts)


def _program(found: SieFile, parts: Sequence[str]) -> None:
    found.program = f"{parts[0]} {parts[1]}".strip()


def _year(found: SieFile, parts: Sequence[str]) -> None:
    if parts[0] == _THIS_YEAR:
        found.first_day, found.last_day = day_of(parts[1]), day_of(parts[2])


def _dimension(found: SieFile, parts: Sequence[str]) -> None:
    if _CUSTOMER_WORD.search(parts[1]):
        found.customer_dimensions.add(parts[0])


def _object(found: SieFile, parts: Sequence[str]) -> None:
    if parts[0] in found.customer_dimensions and parts[1]:
        found.customers[parts[1]] = parts[2]


def _name(found: SieFile, parts: Sequence[str]) -> None:
    found.accounts[parts[0]].name = parts[1]


def _opening(found: SieFile, parts: Sequence[str]) -> None:
    if parts[0] == _THIS_YEAR:
        found.accounts[parts[1]].opening = number_of(parts[2], has_comma=True)


def _closing(found: SieFile, parts: Sequence[str]) -> None:
    if parts[0] == _THIS_YEAR:
        found.accounts[parts[1]].closing = number_of(parts[2], has_comma=True)


def _opening_of_object(found: SieFile, parts: Sequence[str]) -> None:
    _of_object(found, parts, found.accounts[parts[1]].opening_of)


def _closing_of_object(found: SieFile, parts: Sequence[str]) -> None:
    _of_object(found, parts, found.accounts[parts[1]].closing_of)


def _of_object(found: SieFile, parts: Sequence[str], balances: dict[str, Decimal]) -> None:
    amount, customer = number_of(parts[3], has_comma=True), _customer(found, parts[2])
    if parts[0] == _THIS_YEAR and amount is not None and customer:
        balances[customer] = balances.get(customer, Decimal(0)) + amount


def _voucher(found: SieFile, _parts: Sequence[str]) -> None:
    found.vouchers += 1


def _transaction(found: SieFile, parts: Sequence[str]) -> None:
    amount = number_of(parts[2], has_comma=True)
    found.transactions += 1
    if amount is None:
        return
    account = found.accounts[parts[0]]
    account.count += 1
    account.moved += amount
    if customer := _customer(found, parts[1]):
        account.moved_of[customer] += amount


def _customer(found: SieFile, objects: str) -> str:
    """Return the number of the customer among the objects of an entry, pairs of dimension and object."""
    named = fields_of(objects)
    pairs = zip(named[::2], named[1::2], strict=False)
    return next((number for dimension, number in pairs if dimension in found.customer_dimensions), "")


def _keep(name: str, read: Callable[[str], object] = str) -> Callable[[SieFile, Sequence[str]], None]:
    """Return what keeps the first field of a line under a name."""
    return lambda found, parts: setattr(found, name, read(parts[0]))


_READERS: dict[str, Callable[[SieFile, Sequence[str]], None]] = {
    "#FORMAT": _keep("declared"),
    "#SIETYP": _keep("sie_type"),
    "#FNAMN": _keep("company"),
    "#ORGNR": _keep("identifier"),
    "#VALUTA": _keep("currency", lambda code: code.upper() or "SEK"),
    "#GEN": _keep("made_on", day_of),
    "#OMFATTN": _keep("covers_through", day_of),
    "#PROGRAM": _program,
    "#RAR": _year,
    "#DIM": _dimension,
    "#OBJEKT": _object,
    "#KONTO": _name,
    "#IB": _opening,
    "#UB": _closing,
    "#OIB": _opening_of_object,
    "#OUB": _closing_of_object,
    "#VER": _voucher,
    "#TRANS": _transaction,
}
