"""What an invoice says in words: days of credit, and whether it claims interest or a fee."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.importers.draft import ChargeKind

_UNIT = r"(?:dagars?|dager|dage|dgr|days?|päivää|pv|d)"
_GRANT = r"(?:netto|net|betal\w*|pay\w*|inom|within|innen|förfall\w*|forfall\w*|credit|kredit)"
_DAYS = (
    re.compile(rf"^\s*(\d{{1,3}})\s*{_UNIT}\s*\.?\s*$", re.IGNORECASE | re.MULTILINE),
    re.compile(rf"\b(\d{{1,3}})\s*{_UNIT}\b[^.\n]*?\b{_GRANT}\b", re.IGNORECASE),
    re.compile(rf"\b{_GRANT}\b[^.\n\d]*?\b(\d{{1,3}})\s*{_UNIT}\b", re.IGNORECASE),
    re.compile(r"\b(?:net|netto)\s*:?\s*(\d{1,3})\b(?!\s*[%,.\d])", re.IGNORECASE),
)
_AT_ONCE = re.compile(
    r"\b(due on receipt|omgående|omgående betalning|kontant|straks|ved mottak|vid mottagande)\b",
    re.IGNORECASE,
)
_INTEREST = re.compile(
    r"dröjsmålsr[äa]nt|räntekostnad|ränt(a|efaktura)\b|forsinkelsesrente|morarente|morarenter|"
    r"viivästyskor|(late|default|overdue)[ -](payment )?interest|interest on (late|overdue)",
    re.IGNORECASE,
)
_FEE = re.compile(
    r"påminnelseavgift|förseningsavgift|förseningsersättning|inkassoavgift|kravavgift|purregebyr|inkassogebyr|"
    r"påminningsgebyr|forsinkelsesgebyr|standardkompensasjon|rykkergebyr|huomautusmaksu|muistutusmaksu|"
    r"perintäkulu|reminder fee|late (payment )?(fee|charge)",
    re.IGNORECASE,
)


def days_of(terms: str) -> int | None:
    """Return the calendar days of credit that terms in words seem to grant, 0 for at once, else `None`.

    Of several figures the largest counts, because the customer may rely on it.
    """
    days = [int(found) for pattern in _DAYS for found in pattern.findall(terms)]
    if days:
        return max(days)
    return 0 if _AT_ONCE.search(terms) else None


def charge_of(text: str) -> ChargeKind:
    """Say what one line of an invoice claims, by its name."""
    if _INTEREST.search(text):
        return "interest"
    return "fee" if _FEE.search(text) else "ordinary"


def charge_kind(names: Sequence[str]) -> ChargeKind:
    """Say what these lines and charges claim together: interest or a fee only if there is nothing else."""
    kinds = [charge_of(name) for name in names]
    if not kinds or "ordinary" in kinds:
        return "ordinary"
    return "interest" if "interest" in kinds else "fee"
