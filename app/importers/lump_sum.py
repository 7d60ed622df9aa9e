"""Bankgirot's one line on a bank statement: the sum of payments that a BgMax file lists one by one."""

from __future__ import annotations

import re

_NUMBER = r"(?P<number>[0-9]{3,4}-[0-9]{4})"
_SERIAL = r"[0-9]{5}"
_NAME = (
    r"(?:BG|BGC|BGGI|BGINB|BANKGIRO[A-ZÅÄÖ]*|INSÄTTNING (?:FRÅN )?(?:BG|BANKGIROT?))(?: (?:NR|NUMMER))?[ .:]*"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:{_NAME})?{_NUMBER} {_SERIAL}",
        rf"{_NAME}{_NUMBER}",
        r"BANKGIRO[- ]?INSÄTTNING(?:AR)?|BGGI",
    )
)


def bankgiro_of(text: str) -> str | None:
    """Return the bankgiro number of such a line, `""` where it names none, `None` where it is another line.

    A number alone is no such line: it may be the payer's own.
    """
    squeezed = " ".join(text.split()).upper()
    for form in _FORMS:
        if found := form.fullmatch(squeezed):
            return found.groupdict().get("number") or ""
    return None
