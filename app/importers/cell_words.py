"""What programs write in the columns that hold words: states, kinds, currencies, countries."""

from __future__ import annotations

import re

from app.importers.draft import ChargeKind, InvoiceKind, Status
from app.importers.header_words import squeeze
from app.importers.terms import charge_of

_STATES: dict[Status, str] = {
    "open": """
        öppen open obetald obetalt ubetalt ubetald åpen sent sänd skickad sendt due overdue förfallen forfalt
        forfaldet unpaid outstanding partial partiallypaid partlypaid delbetald delbetalt delvisbetald
        delvisbetalt viewed
        approved authorised bokförd bokført utskriven påminnelse påmind inkasso purret purring
        reminder late pending         invoiced fakturerad fakturert aktiv active posted booked unsettled
    """,
    "paid": """
        betald betalt betalad betalet slutbetald slutbetalt paid paidinfull fullypaid closed stängd lukket
        avslutad settled reglerad oppgjort kvittad innbetalt
    """,
    "draft": "utkast kladd kladde draft preliminär ejbokförd proforma offert notsent ejskickad",
    "cancelled": """
        makulerad makulert annullerad annullert annulleret cancelled canceled void voided raderad slettet
        deleted krediterad kreditert krediteret credited avskriven avskrevet writtenoff
    """,
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words.split()}
_CREDIT = re.compile(r"^(kredit|credit|cn\b|381\b|kn\b)", re.IGNORECASE)
_CURRENCY_NAMES = {
    "€": "EUR", "EURO": "EUR", "$": "USD", "US$": "USD", "£": "GBP",
    "SKR": "SEK", "NKR": "NOK", "DKR": "DKK",
}  # fmt: skip
_HOME_NAMES = frozenset({"", "KR", "KR.", "KRONOR", "KRONER", ":-"})
_COUNTRIES = {
    "sverige": "SE", "sweden": "SE", "swe": "SE", "norge": "NO", "norway": "NO", "noreg": "NO", "nor": "NO",
    "danmark": "DK", "denmark": "DK", "finland": "FI", "suomi": "FI", "island": "IS", "iceland": "IS",
    "tyskland": "DE", "germany": "DE", "deutschland": "DE", "nederländerna": "NL", "nederland": "NL",
    "netherlands": "NL", "storbritannien": "GB", "storbritannia": "GB", "unitedkingdom": "GB", "uk": "GB",
    "usa": "US", "unitedstates": "US", "frankrike": "FR", "france": "FR", "polen": "PL", "poland": "PL",
    "estland": "EE", "estonia": "EE", "spanien": "ES", "spania": "ES", "spain": "ES",
}  # fmt: skip


def status_of(text: str) -> Status | None:
    """Return the state a word means, `None` for a word we do not know."""
    return _STATE_OF.get(squeeze(text))


def kind_of(text: str) -> tuple[InvoiceKind | None, ChargeKind]:
    """Return what a word says of the document: does it credit, does it claim interest or a fee."""
    if not text:
        return None, "ordinary"
    kind: InvoiceKind = "credit_note" if _CREDIT.match(text.strip()) else "invoice"
    return kind, charge_of(text)


def currency_of(text: str, home: str) -> str | None:
    """Return the code of a currency, plain kronor being those of `home`; `None` for an unknown word."""
    word = text.strip().upper()
    if word in _HOME_NAMES:
        return home
    code = _CURRENCY_NAMES.get(word, word)
    return code if re.fullmatch(r"[A-Z]{3}", code) else None


def country_of(text: str) -> str:
    """Return the code of a country, empty for a name we do not know."""
    word = text.strip()
    return word.upper() if re.fullmatch(r"[A-Za-z]{2}", word) else _COUNTRIES.get(squeeze(word), "")
