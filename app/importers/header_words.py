"""What programs write above their columns, the strongest word of each field first."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Field → header words, squeezed: lower case, letters and digits only. Swedish, Norwegian, Danish, English.
_FIELDS = {
    "number": """
        fakturanummer fakturanr faktnr fakturano invoicenumber invoiceno invoicenr invoiceid bilagsnr
        verifikatnr faktura invoice fnr dokumentnr docno documentnumber nummer number bilag details
    """,
    "customer_number": """
        kundnr kundnummer kundenr kundenummer kundeno customerid customerno customernumber customernr clientid
        clientnumber accountnumber debitornr kontonr kundid kundeid knr kund kunde customer client
    """,
    "customer": """
        kundnamn kundensnamn kundenavn customername clientname kund kunde customer client mottagare mottaker
        fakturamottagare fakturamottaker debitor debtor billto namn navn name företag företagsnamn firma
        company companyname organisation organization beställare kontonavn kontonamn
    """,
    "identifier": """
        organisationsnummer orgnr orgnummer organisasjonsnummer organisasjonsnr personnummer personnr pnr
        orgpersnr orgnrpersnr persorgnr orgno cvr cvrnr cvrnummer ytunnus companyid registrationnumber
        organisationnumber foretaksnummer foretaksnr fødselsnummer kundorgnr taxid
    """,
    "issued_on": """
        fakturadatum fakturadato fakturadag faktdatum fdatum fdato invoicedate issuedate dateissued
        dateofissue issued datum dato date utställd utställdden bokföringsdatum bokdatum utfärdad
        utstedt createddate bilagsdato
    """,
    "due_on": """
        förfallodatum förfallodag förfdatum förfdag förfallodat förfallsdatum förfaller förfdat forfallsdato
        forfallsdag forfall forfaller forfdato forfaldsdato forfald duedate due datedue paymentdue betalasden
        betalsenast sistabetalningsdag betalningsdag betalingsfrist förfall
    """,
    "total": """
        beløpvaluta beløpivaluta valutabeløp beloppvaluta beloppivaluta valutabelopp
        totaltinklmoms totalinklmoms totaltinkmoms summainklmoms beloppinklmoms bruttobelopp belopinklmva
        beløpinklmva totalinklmva totaltinklmva fakturabelopp fakturabeløp faktbelopp fakturasumma
        fakturatotal invoicetotal invoiceamount totalamount grandtotal totalt totalbelopp totalbeløp
        totalsumma totalsum summa sum total brutto beløb beløp belopp amount ursprungligtbelopp
        opprinneligbeløp originalamount
    """,
    "line_total": """
        linetotal radbelopp radsumma radtotal linjebeløp linjesum lineamount itemtotal linjetotal
    """,
    "amount_due": """
        restbeløpvaluta restbeløpivaluta restbeloppvaluta restbeloppivaluta restbelopp restbeløp restbeløb
        rest restsaldo kvarattbetala kvar återstår återstående återståendebelopp gjenstår gjenstående
        gjenståendebeløp obetalt obetald ubetalt utestående uteståendebelopp uteståendebeløp kvarstående
        kvarståendebelopp öppetbelopp öppensaldo åpenpost åpentbeløp åpensaldo balancedue amountdue balance
        saldo outstanding outstandingamount openamount openbalance remaining unpaid unpaidamount dueamount
        skuld skyldig attbetala åbetale restanse restgæld
    """,
    "payment_reference": """
        ocr ocrnummer ocrnr kid kidnummer kidnr betalningsreferens betalingsreferanse paymentreference
        betalref ocrreferens viitenumero
    """,
    "currency": "valuta valutakod valutakode currency currencycode val",
    "status": """
        fakturastatus invoicestatus status betalstatus betalningsstatus betalingsstatus tillstånd state
    """,
    "kind": "fakturatyp fakturatype invoicetype documenttype dokumenttyp dokumenttype typ type slag",
    "credits": """
        krediterar kredfaktura krediteradfaktura krediterfaktura krediterfakturanr kreditererfaktura
        gällerfaktura gjelderfaktura creditedinvoice creditsinvoice originalinvoice
    """,
    "email": """
        epost epostadress epostadresse email emailaddress mail mejl clientemail customeremail fakturaepost
    """,
    "phone": "telefon telefonnummer telefonnr tlf tel phone phonenumber billingphone mobil mobile",
    "address": """
        adress adresse address gatuadress gateadresse fakturaadress fakturaadresse billingaddress street
        postadress postadresse addressline1 adress1 adresse1
    """,
    "postcode": "postnummer postnr billingcode zip zipcode postcode postalcode billingzip",
    "city": "ort postort poststed stad by city town billingcity",
    "country": "land landkod landskod landkode country countrycode billingcountry",
    "contact": "kontaktperson kontakt contact contactperson contactname erreferens attn",
    "subject": """
        avser gäller gjelder subject ämne beskrivning beskrivelse description projekt prosjekt text benämning
        itemname fakturatext märkning
    """,
    "terms": """
        betalningsvillkor betalingsbetingelser betalingsvilkår paymenttermslabel paymentterms terms villkor
    """,
    "paid_on": """
        betaldatum betaltdatum betaltden betald betalt betalningsdatum betalingsdato betaltdato datepaid
        paiddate paidon paymentdate lastpaymentdate slutbetald
    """,
    "supplied_on": "leveransdatum leveransdag leveringsdato leveringsdag deliverydate supplydate",
}
_LINES = """
    artikel artikelnr artikelnummer varenr antal antall quantity qty itemname item produkt product ápris àpris
    apris unitprice itemprice rate radnr linenumber enhet
"""

FIELDS = tuple(_FIELDS)
"""Every field that a column can be read as."""
LINE_WORDS = frozenset(_LINES.split())
"""Words above columns that speak of single lines, so that several rows may be one invoice."""
CLAIM_BEGINNINGS = (
    "faktura", "faktnr", "invoice", "fnr", "förfall", "förf", "forfall", "due", "kund", "customer", "client",
    "debitor", "restbelopp", "restbeløp", "utestående", "obetal", "ubetal",
)  # fmt: skip
"""How headers begin that speak of claims, and not of money that moved."""

_ORDERED = {field: tuple(words.split()) for field, words in _FIELDS.items()}
_KNOWN = frozenset(word for words in _ORDERED.values() for word in words)
_UNIT = re.compile(r"\([^)]*\)|\b(SEK|NOK|DKK|EUR|kr)\b\.?")
_SHORTEST_BEGINNING = 5
_WEAK = 1_000


def squeeze(text: str) -> str:
    """Return a header as bare letters and digits: `Förf. datum` is `förfdatum`, `Invoice #` `invoicenr`."""
    return re.sub(r"[\W_]", "", _UNIT.sub(" ", text).replace("#", "nr")).casefold()


def is_known(text: str) -> bool:
    """Say whether a header is one of ours, word for word."""
    return squeeze(text) in _KNOWN


def rank(text: str, field: str) -> int | None:
    """Return how well a header names a field, 0 best; `None` if it does not. A mere beginning ranks last."""
    return place_among(squeeze(text), _ORDERED[field])


def place_among(word: str, known: Sequence[str]) -> int | None:
    """Return the place of a squeezed header among known words, a mere beginning ranks last."""
    if word in known:
        return known.index(word)
    for place, each in enumerate(known):
        if len(each) >= _SHORTEST_BEGINNING and word.startswith(each):
            return _WEAK + place
    return None
