"""Bookkeeping files for the tests: SIE 4 with the customers and balances that each test needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.office import SWEDISH_FIRM


def sie_file(
    folder: Path,
    *,
    owed: Mapping[str, str] | None = None,
    whole: str = "",
    on: str = "20261118",
    owner: str = SWEDISH_FIRM.identifier,
    extra: str = "",
    name: str = "bok.se",
) -> Path:
    """Write the books of a firm: customer → what it owes, and what the whole account stands at.

    `whole` is the sum of `owed` unless it is given; without `owed` the books name no customers.
    """
    people = dict(enumerate(owed or {}, start=1001))
    sums = {number: (owed or {})[who] for number, who in people.items()}
    total = whole or f"{sum(map(float, sums.values())):.2f}"
    lines = [
        "#FLAGGA 0",
        "#FORMAT PC8",
        f"#GEN {on}",
        "#SIETYP 4",
        f"#ORGNR {owner}",
        '#FNAMN "Rörjouren i Åmål AB"',
        "#RAR 0 20260101 20261231",
        '#DIM 8 "Kund"',
        *(f'#OBJEKT 8 "{number}" "{who}"' for number, who in people.items()),
        f"#UB 0 1510 {total}",
        *(f'#OUB 0 1510 {{8 "{number}"}} {amount}' for number, amount in sums.items()),
        extra,
    ]
    path = folder / name
    path.write_text("\n".join(lines), encoding="cp437")
    return path
