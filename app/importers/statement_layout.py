"""The account statements of banks we know, each as what its columns are called and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.importers.header_words import squeeze
from app.importers.table import Table


@dataclass(frozen=True, slots=True)
class Layout:
    """One export of one bank.

    Attributes:
        name: The bank, as the user knows it.
        currency: What an account with it is counted in where neither a column nor a title says so.
        fields: Squeezed header → field.
        optional: Headers that some editions of the export lack.
    """

    name: str
    currency: str
    fields: Mapping[str, str]
    optional: frozenset[str]

    @property
    def needed(self) -> frozenset[str]:
        """Return the headers by which the export is known."""
        return frozenset(self.fields) - self.optional


def _layout(name: str, currency: str, columns: str) -> Layout:
    """Return a layout written as `header:field`, with `?` behind a header that may be missing."""
    pairs = [pair.split(":") for pair in columns.split()]
    fields = {header.rstrip("?"): field for header, field in pairs}
    return Layout(
        name, currency, fields, frozenset(header[:-1] for header, _field in pairs if header.endswith("?"))
    )


_NEW_NORWEGIAN_ONLINE_BANK = """
    {done}:ordered_on bokførtdato:booked_on {value}:value_on {text}:text type?:group undertype?:kind
    {own}konto:payer_account {sender}:payer tilkonto:to_account beløpinn:amount_in beløput:amount_out
    valuta:currency status?:status meldingkidfaktnr?:message kid?:reference fakturanr?:invoice_number
"""
LAYOUTS = (
    _layout(
        "Handelsbanken",
        "SEK",
        """iban:own_account datumintervall:period valuta:currency bokföringsdag:booked_on
        reskontradag:ordered_on valutadag:value_on referens:text insättninguttag:amount bokförtsaldo:balance
        referensswish?:bank_id avsändaridswish?:payer_account""",
    ),
    _layout(
        "Handelsbanken",
        "SEK",
        "reskontradatum:booked_on transaktionsdatum:ordered_on text:text belopp:amount saldo?:balance",
    ),
    _layout(
        "SEB",
        "SEK",
        """bokföringsdatum:booked_on valutadatum:value_on verifikationsnummer:voucher textmottagare:text
        belopp:amount saldo?:balance""",
    ),
    _layout(
        "SEB",
        "SEK",
        """bokföringsdatum:booked_on valutadatum:value_on verifikationsnummer:voucher text:text
        belopp:amount saldo?:balance""",
    ),
    _layout(
        "Swedbank",
        "SEK",
        """radnummer:row clearingnummer:clearing kontonummer:own_account valuta:currency
        bokföringsdag:booked_on transaktionsdag:ordered_on valutadag?:value_on referens:message
        beskrivning:text belopp:amount bokförtsaldo?:balance""",
    ),
    _layout(
        "Swedbank",
        "SEK",
        """clnr:clearing kontonr:own_account valuta:currency bokfdag:booked_on transdag:ordered_on
        valutadag?:value_on referens:message text:text belopp:amount saldo?:balance""",
    ),
    _layout(
        "Swedbank",
        "SEK",
        """clnr:clearing kontonr:own_account valuta:currency bokföringsdatum:booked_on
        transaktionsdatum:ordered_on referens:message kontohändelse:text belopp:amount""",
    ),
    _layout(
        "Nordea",
        "SEK",
        """bokföringsdag:booked_on belopp:amount avsändare:payer_account mottagare:to_account namn?:payer
        rubrik?:text ytterligaredetaljer?:text meddelande?:message saldo?:balance valuta:currency""",
    ),
    _layout(
        "Nordea",
        "NOK",
        """bokføringsdato:booked_on beløp:amount avsender:payer_account mottaker:to_account navn:payer
        tittel:text melding?:message betalingstype?:kind saldo?:balance valuta:currency""",
    ),
    _layout(
        "Länsförsäkringar",
        "SEK",
        """bokföringsdatum:booked_on transaktionsdatum:ordered_on transaktionstyp:kind meddelande:text
        belopp:amount saldo?:balance""",
    ),
    _layout(
        "DNB",
        "NOK",
        "dato:booked_on forklaring:text rentedato:value_on utfrakonto:amount_out innpåkonto:amount_in",
    ),
    _layout(
        "DNB",
        "NOK",
        """dato:booked_on forklaring:text rentedato:value_on uttakfrakonto:amount_out
        innskuddpåkonto:amount_in""",
    ),
    _layout(
        "Sbanken",
        "NOK",
        """bokføringsdato:booked_on rentedato:value_on arkivreferanse:bank_id type:kind tekst:text
        utfrakonto:amount_out innpåkonto:amount_in""",
    ),
    _layout(
        "SpareBank 1",
        "NOK",
        """dato:booked_on beskrivelse:text rentedato:value_on inn:amount_in ut:amount_out
        tilkonto:to_account frakonto:payer_account""",
    ),
    _layout(
        "Eika",
        "NOK",
        _NEW_NORWEGIAN_ONLINE_BANK.format(
            done="utførtdato", value="rentedato", text="beskrivelse", own="fra", sender="avsender"
        ),
    ),
    _layout(
        "Eika",
        "NOK",
        _NEW_NORWEGIAN_ONLINE_BANK.format(
            done="betalingstidspunkt", value="valuteringsdato", text="skildring", own="frå", sender="avsendar"
        ),
    ),
    _layout("ICA Banken", "SEK", "datum:booked_on text:text typ:kind budgetgrupp:group belopp:amount"),
    _layout(
        "Danske Bank",
        "SEK",
        "datum:booked_on text:text belopp:amount saldo:balance status:status avstämt:ticked",
    ),
    _layout(
        "Danske Bank",
        "NOK",
        "dato:booked_on tekst:text beløp:amount saldo:balance status:status avstemt:ticked",
    ),
)
"""Every export we know by its headers; the fields `row`, `voucher`, `group` and `ticked` are not read.

SEB repeats its voucher numbers, so they tell no payment from another.
"""
UNREAD = frozenset({"row", "voucher", "group", "ticked"})


def layout_of(table: Table) -> Layout | None:
    """Return the bank's layout whose headers all stand in the table, the fullest one; `None` without any."""
    present = {squeeze(each) for each in table.header}
    fitting = [layout for layout in LAYOUTS if layout.needed <= present]
    return max(fitting, key=lambda layout: len(present & set(layout.fields)), default=None)


def columns_of(layout: Layout, table: Table) -> dict[str, int]:
    """Return field → column of a table in this layout; the first of two columns for the same field."""
    columns: dict[str, int] = {}
    for column, header in enumerate(table.header):
        field = layout.fields.get(squeeze(header), "")
        if field and field not in UNREAD:
            columns.setdefault(field, column)
    return columns
