"""Vipps settlements: sales before fees, what was paid back, and the sums paid out; as table or as XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import etree

from app.importers import safe_xml
from app.importers.content import XML_LIMIT_BYTES, Progress, read_whole
from app.importers.detect import Kind
from app.importers.draft import Draft
from app.importers.header_words import squeeze
from app.importers.provider_table import read_as, report
from app.importers.table import Row, Table, TableSettings
from app.importers.xml_path import line_of

_PORTAL = """
    salgsdato:booked_on saledate:booked_on vippsnummer:to_account salgsstednummer:to_account
    transaksjonsid:bank_id transactionid:bank_id ordreid:order orderid:order brutto:amount gross:amount
    grossamount:amount gebyr:fee fee:fee netto:net net:net netamount:net valuta:currency currency:currency
    transaksjonstype:kind transactiontype:kind oppgjørsid:settlement settlementid:settlement
    oppgjørsdato:paid_out_on settlementdate:paid_out_on oppgjørssum:paid_out oppgjørskonto:own_account
    settlementaccount:own_account fornavn:first_name etternavn:payer melding:message message:message
"""
_MARKED = """
    salesdate:booked_on saleunitnumber:to_account transactionid:bank_id orderid:order gross:amount
    currency:currency fee:fee net:net settlementid:settlement settlementdate:paid_out_on
"""
_LEDGER = """
    ledgerdate:value_on time:booked_on pspreference:bank_id reference:order entrytype:kind amount:amount
    currency:currency recipienthandle:to_account message:message
"""
_XML = {
    "TransactionTime": "booked_on", "TransactionDate": "booked_on", "TransactionID": "bank_id",
    "OrderID": "order", "TransactionGrossAmount": "amount", "TransactionFeeAmount": "fee",
    "TransactionNetAmount": "net", "SettlementCurrencyCode": "currency", "TransactionMessage": "message",
}  # fmt: skip
_XML_SETTLEMENT = {
    "SettlementID": "settlement", "SettlementDate": "paid_out_on", "SettlementBatchDate": "paid_out_on",
    "SettledAmount": "paid_out",
}  # fmt: skip
_XML_HEADER = (*dict.fromkeys((*_XML.values(), *_XML_SETTLEMENT.values())), "own_account")
_OF_XML = report(
    Kind.VIPPS, "NOK", " ".join(f"{squeeze(name)}:{name}" for name in _XML_HEADER), "booked_on bank_id amount"
)
REPORTS = (
    report(Kind.VIPPS, "NOK", _PORTAL, "booked_on bank_id amount fee net settlement"),
    replace(
        report(Kind.VIPPS, "NOK", _MARKED, "booked_on bank_id amount fee net settlement"),
        marker="TransactionInfo",
    ),
    report(Kind.VIPPS, "NOK", _LEDGER, "value_on|booked_on bank_id kind amount order"),
)


def read_vipps(table: Table, settings: TableSettings, progress: Progress | None = None) -> Draft | None:
    """Return the draft of a Vipps settlement, `None` for any other table."""
    drafts = (read_as(each, table, settings, progress) for each in REPORTS)
    return next((draft for draft in drafts if draft), None)


def read_vipps_xml(path: Path, encoding: str = "", progress: Progress | None = None) -> Draft:
    """Return the draft of a settlement report as XML, which names its own `encoding`.

    Raises:
        UnreadableFileError: It cannot be opened, is over 20 MB, not well-formed, or brings a DOCTYPE.
    """
    root = safe_xml.parse(read_whole(path, XML_LIMIT_BYTES))
    rows = tuple(_rows(root))
    table = Table(_XML_HEADER, 1, rows, encoding="utf-8", decimal=".", date_order="ymd")
    settings = TableSettings(decimal=".", date_order="ymd")
    return read_as(_OF_XML, table, settings, progress) or Draft(Kind.VIPPS)


def _rows(root: etree._Element) -> Iterator[Row]:
    account = ""
    for element in root.iter("{*}SettlementAccountNum", "{*}SettlementInfo"):
        if _local(element) == "SettlementAccountNum":
            account = (element.text or "").strip()
            continue
        settlement = _told(element, _XML_SETTLEMENT)
        for sale in element.iterchildren("{*}TransactionInfo"):
            cells = {**settlement, **_told(sale, _XML), "own_account": account}
            # libxml2 counts lines to 65 535 only; the place in the file stays the best there is.
            yield Row(line_of(sale), tuple(cells.get(name, "") for name in _XML_HEADER))


def _told(element: etree._Element, fields: Mapping[str, str]) -> dict[str, str]:
    """Return field → text of the children that are fields."""
    children = (
        (fields.get(_local(child), ""), (child.text or "").strip()) for child in element.iterchildren()
    )
    return {name: text for name, text in children if name}


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
