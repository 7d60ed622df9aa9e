"""Sales reports of card providers: Zettle's receipts and sold items, Stripe's balance."""

from __future__ import annotations

from dataclasses import replace

from app.importers.content import Progress
from app.importers.detect import Kind
from app.importers.draft import Draft
from app.importers.provider_table import read_as, report
from app.importers.table import Table, TableSettings

_ZETTLE_ITEMS = """
    datum:booked_on dato:booked_on date:booked_on kvittonummer:bank_id kvitteringsnummer:bank_id
    receiptnumber:bank_id slutpris:amount sluttpris:amount finalprice:amount
    namn:message navn:message name:message kommentar:note comment:note
"""
_ZETTLE_RECEIPTS = """
    datum:booked_on dato:booked_on date:booked_on kvittonummer:bank_id kvitteringsnummer:bank_id
    receiptnumber:bank_id total:amount totalt:amount avgift:fee gebyr:fee fee:fee netto:net net:net
    betalmetod:kind betalingsmåte:kind paymentmethod:kind beskrivning:message beskrivelse:message
    description:message
"""
_STRIPE = """
    balancetransactionid:bank_id id:bank_id createdutc:booked_on created:booked_on currency:currency
    gross:amount amount:amount fee:fee net:net reportingcategory:kind type:kind
    customername:payer description:message automaticpayoutid:settlement automaticpayouteffectiveat:paid_out_on
    automaticpayouteffectiveatutc:paid_out_on
"""
REPORTS = (
    replace(
        report(Kind.CARDS, "SEK", _ZETTLE_ITEMS, "booked_on bank_id amount message"),
        is_by_item=True,
        has_receipts=True,
    ),
    replace(report(Kind.CARDS, "SEK", _ZETTLE_RECEIPTS, "booked_on bank_id amount fee"), has_receipts=True),
    report(Kind.CARDS, "EUR", _STRIPE, "booked_on bank_id amount fee net kind currency"),
)


def read_cards(table: Table, settings: TableSettings, progress: Progress | None = None) -> Draft | None:
    """Return the draft of a card provider's report, `None` for any other table."""
    drafts = (read_as(each, table, settings, progress) for each in REPORTS)
    return next((draft for draft in drafts if draft), None)
