"""What the words of a bank row say for certain: who paid, with which reference, and what is no payment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.importers import written_day

_PHONE = r"\+?[\d -]{8,16}"
_NAME = r"(?P<payer>\S.{1,69}?)"
_END = r"(?:\s*(?:Betalt|Betalingsdato|Betaln?ingsdag|Dato|Datum|Meddelande|Melding)\s*:.*)?$"
_PAYER_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        rf"^swish (?:från|fr\.?|mottagen från|inbetalning från)\s+{_NAME}{_END}",
        rf"^vipps (?:fra|betaling fra|innbetaling fra)\s+{_NAME}{_END}",
        rf"^(?:nett|mobil|brev|e-)?giro fra:?\s+{_NAME}{_END}",
        rf"^(?:straks)?(?:innbetaling|betaling|overføring) fra:?\s+{_NAME}{_END}",
        rf"^(?:inbetalning|insättning|betalning|överföring) från(?: kund)?:?\s+{_NAME}{_END}",
        rf"^(?:från kund|avsändare|avsender|betaler|fra|från):\s*{_NAME}{_END}",
    )
)
_NAMED_BY_KIND = re.compile(
    r"swish från|swish mottagen|swish inbetalning|betaling fra|innbetaling fra|överföring från", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"(?:^|[\s:;,(])(?:OCR|KID)(?:[- ]?(?:nr|nummer)\.?)?\s*[:.]?\s*(?P<digits>\d{2,25})(?!\d)", re.IGNORECASE
)
_ORDERED = re.compile(
    r"\b(?:betalt|betalingsdato|betalningsdag|betaldatum)\s*:?\s*(\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_PRELIMINARY = re.compile(
    r"^(?:s-)?prel\b|\breservert transaksjon\b|^reserv(?:erad|erat|ert)\b|^ikke bokført\b|^ej bokfört\b"
    r"|^(?:pending|varaus|väntar|väntande|kommande|venter|på vent)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"^(?:överföring (?:mellan|från) (?:egna|eget) kont|egen överföring"
    r"|overføring (?:mellom|fra) (?:egne|egen) kont)",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"^(?:återföring|återförd|återtag|returnerad|retur bankgiro|tilbakeført|tilbakeføring)",
    re.IGNORECASE,
)
_BALANCE = re.compile(r"^(?:in|inn|ut)g[åa]ende\s+(?:saldo|balans)", re.IGNORECASE)
_SUM = re.compile(
    r"^(?:saldo|sum(?:ma)?|totalt?|omsättning|antall?)\b",
    re.IGNORECASE,
)
# A name alone, or with a word that speaks of settling: a person may be called Stripe, and pay an invoice.
_PROVIDERS = re.compile(
    r"\b(?P<name>vipps(?:mobilepay)?|mobilepay|i?zettle|stripe|klarna|bambora|worldline|nets|sumup|adyen|paypal"
    r"|swedbank pay|payex)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FIRM = re.compile(
    r"^(?:[ ,./()-]*\b(?:bank|payments?|technology|europe|denmark|norge|sverige|norway|sweden|mobilepay|by"
    r"|paypal|financial|services|branch|as|ab|asa|a/s|aps|ltd|limited|sa|uk|publ)\b)*[ ,./*:#()-]*"
    r"(?P<number>[A-Z]{0,4}[-_]?\d[\d-]{3,24})?\W*$",
    re.IGNORECASE,
)
_SETTLING = re.compile(r"oppgj|utbet|settle|payout|avr[eä]kn|avregn|redovisn|uppgör", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{5,24}(?!\d)")
_ORDER_DAYS_BEFORE = 31
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Said:
    """What the words say beyond doubt; empty where they leave any.

    Attributes:
        ordered_on: The day the payer gave the order, where it lies within a month before the booking.
    """

    payer: str = ""
    payer_account: str = ""
    reference: str = ""
    ordered_on: date | None = None


def said(texts: Iterable[str], *, kind: str = "", booked_on: date | None = None) -> Said:
    """Return what a row says in words. `kind` is the bank's name for the kind of row, empty without one."""
    shortened = [text[:_LONGEST] for text in texts if text]
    payer = next((name for text in shortened if (name := _payer(text))), "")
    if not payer and shortened and _NAMED_BY_KIND.search(kind):
        payer = shortened[0]
    is_phone = bool(re.fullmatch(_PHONE, payer))
    return Said(
        payer="" if is_phone else payer,
        payer_account=re.sub(r"[ -]", "", payer) if is_phone else "",
        reference=next((found["digits"] for text in shortened if (found := _REFERENCE.search(text))), ""),
        ordered_on=next((day for text in shortened if (day := _ordered(text, booked_on))), None),
    )


def _payer(text: str) -> str:
    squeezed = " ".join(text.split())
    found = next((match for form in _PAYER_FORMS if (match := form.match(squeezed))), None)
    return found["payer"].strip(" ,;") if found else ""


def _ordered(text: str, booked_on: date | None) -> date | None:
    found = _ORDERED.search(text)
    parts = written_day.take_apart(found[1]) if found else None
    day = written_day.to_date(parts, "dmy") if parts else None
    if day is None or booked_on is None or not 0 <= (booked_on - day).days <= _ORDER_DAYS_BEFORE:
        return None
    return day


def is_preliminary(text: str) -> bool:
    """Say whether a text marks a row that is not booked yet and may still go away."""
    return bool(_PRELIMINARY.search(text[:_LONGEST].strip()))


def is_own_transfer(text: str) -> bool:
    """Say whether a text speaks of money moved between accounts of the same owner."""
    return bool(_OWN.match(text.strip()))


def is_taken_back(text: str) -> bool:
    """Say whether money that leaves the account takes an earlier payment back."""
    return bool(_TAKEN_BACK.match(text.strip()))


def is_balance(text: str) -> bool:
    """Say whether a text speaks of the balance before or after, which is no movement even if it has a day."""
    return bool(_BALANCE.match(text.strip()))


def is_sum(text: str) -> bool:
    """Say whether a text may head a total instead of a movement, if the row has no day."""
    return bool(_SUM.match(text[:_LONGEST].strip()))


def payout_of(text: str) -> tuple[str, str] | None:
    """Return provider and settlement number (may be empty) of a payout; `None` for any other text."""
    found = _PROVIDERS.search(" ".join(text[:_LONGEST].split()))
    if found is None:
        return None
    before, name = found.string[: found.start()], found["name"]
    firm = _FIRM.match(found["rest"])
    is_settling = bool(_SETTLING.search(found.string))
    if not is_settling and (firm is None or before.strip(" *:-")):
        return None
    number = _NUMBER.search(found.string)
    return name.lower().removeprefix("i").capitalize(), number[0] if number else ""
