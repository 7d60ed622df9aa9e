"""What banks write above their columns, the strongest word of each field first."""

from __future__ import annotations

from app.importers.header_words import place_among, squeeze

# Field → header words, squeezed: lower case, letters and digits only. Swedish, Norwegian, Danish, English.
_FIELDS = {
    "booked_on": """
        bokföringsdag bokföringsdatum bokfördatum bokförd bokförddatum bokfördag bokfdag bokfdatum bokdatum
        bokføringsdato bokføringsdag bokførtdato bokført bokfført bogføringsdato bogført reskontradatum
        bookingdate bookeddate postingdate posteddate completeddate datum dato date dag
    """,
    "ordered_on": """
        transaktionsdag transaktionsdatum transdag transdatum reskontradag transaksjonsdato transaksjonsdag
        transaktionsdato transactiondate utførtdato utfördatum betalingstidspunkt betalingsdato
        betalningsdatum betalningsdag executiondate orderdate starteddate
    """,
    "value_on": """
        valutadag valutadatum valutadato valuteringsdato valuteringsdatum valuteringsdag räntedatum räntedag
        rentedato rentedag valuedate
    """,
    "text": """
        textmottagare transaktionstext transaksjonstekst text tekst beskrivning beskrivelse skildring
        forklaring forklarendetekst förklaring kontohändelse rubrik tittel transaktion transaksjon
        description details detaljer narrative label referens referanse reference
    """,
    "message": """
        meddelande melding meddelelse message ytterligaredetaljer meldingkidfaktnr fritext note notering
    """,
    "amount": """
        insättninguttag insättningaruttag belopp beløp beløb transaktionsbelopp transaksjonsbeløp amount summa
        sum
    """,
    "amount_in": """
        innpåkonto innskuddpåkonto inn beløpinn insättning insättningar insatt innskudd inbetalning
        innbetaling inbetalt kredit credit creditamount moneyin paidin
    """,
    "amount_out": """
        utfrakonto uttakfrakonto ut beløput uttag uttak utbetalning utbetaling debet debit debitamount
        moneyout paidout
    """,
    "direction": "dc debitcredit creditdebit debetkredit debitkredit dk kd crdr",
    "balance": """
        bokförtsaldo bokfördsaldo bokførtsaldo saldo kontosaldo balance runningbalance bookedbalance
    """,
    "reference": """
        kid kidnummer kidnr ocr ocrnummer ocrnr betalningsreferens betalingsreferanse paymentreference
        referensnummer referansenummer
    """,
    "invoice_number": "fakturanr fakturanummer invoicenumber invoiceno",
    "payer": """
        avsändarnamn avsendernavn betalare betaler payer payername motpart motpartsnamn counterparty
        counterpartyname partnername avsändare avsender avsendar namn navn name
    """,
    "payer_account": """
        avsändarkonto avsenderkonto frånkonto frakonto fråkonto motkonto motpartskonto counterpartyaccount
        fromaccount bankaccount
    """,
    "to_account": "tillkonto tilkonto mottagarkonto mottakerkonto toaccount",
    "clearing": "clearingnummer clnr",
    "own_account": "iban kontonummer kontonr konto account accountnumber clientaccount",
    "bank_id": """
        arkivreferanse arkivref arkiveringskod referensswish swishreferens transaktionsid transaksjonsid
        transactionid bankreferens bankreferanse numeriskreferanse entryreference
    """,
    "kind": """
        transaktionstyp transaksjonstype betalingstype betalningstyp typ type transactiontype undertype
    """,
    "status": "status bokföringsstatus state",
    "currency": "valuta valutakod valutakode currency currencycode val",
    "period": "datumintervall datointervall",
}
_TELLING = """
    bokföringsdag bokfdag bokføringsdato bokførtdato bogføringsdato transaktionsdag transaktionsdatum transdag
    transaksjonsdato valutadag valutadatum valutadato valuteringsdato rentedato räntedatum reskontradag
    reskontradatum insättninguttag insättning uttag bokförtsaldo bokfördsaldo inn ut innskudd uttak
    innpåkonto innskuddpåkonto utfrakonto uttakfrakonto beløpinn beløput label dc debitcredit transactiondate
    bookingdate valuedate clearingnummer clnr kontohändelse verifikationsnummer textmottagare saldo balance
"""

FIELDS = tuple(_FIELDS)
"""Every field that a column of an account statement can be read as."""
BANK_ONLY = frozenset(FIELDS) - {"kind", "status", "currency"}
"""Fields that no list of invoices has, so that a mapping shows by itself what it is for."""
TELLING = frozenset(_TELLING.split())
"""Words that stand above columns of account statements, and hardly above those of invoices."""

_ORDERED = {field: tuple(words.split()) for field, words in _FIELDS.items()}
_KNOWN = frozenset(word for words in _ORDERED.values() for word in words)


def is_known(text: str) -> bool:
    """Say whether a header is one of a bank's, word for word."""
    return squeeze(text) in _KNOWN


def rank(text: str, field: str) -> int | None:
    """Return how well a header names a field, 0 best; `None` if it does not. A mere beginning ranks last."""
    return place_among(squeeze(text), _ORDERED[field])
