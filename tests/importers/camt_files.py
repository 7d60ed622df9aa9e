"""Small camt files, written by the tests that read them."""

from __future__ import annotations

from pathlib import Path

from app.importers.draft import Draft
from app.importers.reader import read

IBAN = "SE3550000000054910000003"
_ROOTS = {"Stmt": "BkToCstmrStmt", "Rpt": "BkToCstmrAcctRpt", "Ntfctn": "BkToCstmrDbtCdtNtfctn"}
_MESSAGES = {"Stmt": "053", "Rpt": "052", "Ntfctn": "054"}


def statement(*entries: str, extra: str = "", account: str = f"<IBAN>{IBAN}</IBAN>") -> str:
    """Return what a statement holds; `extra` stands before the entries."""
    return f"<Id>1</Id><Acct><Id>{account}</Id><Ccy>SEK</Ccy></Acct>{extra}{''.join(entries)}"


def period(first: str, last: str) -> str:
    return f"<FrToDt><FrDtTm>{first}</FrDtTm><ToDtTm>{last}</ToDtTm></FrToDt>"


def entry(
    amount: str,
    inner: str = "",
    *,
    currency: str = "SEK",
    side: str = "CRDT",
    status: str = "<Sts>BOOK</Sts>",
    days: str = "<BookgDt><Dt>2026-11-16</Dt></BookgDt><ValDt><Dt>2026-11-17</Dt></ValDt>",
    ref: str = "",
    returned: bool = False,
    text: str = "",
) -> str:
    """Return an entry; `inner` are its transactions."""
    reversal = "<RvslInd>true</RvslInd>" if returned else ""
    bank_ref = f"<AcctSvcrRef>{ref}</AcctSvcrRef>" if ref else ""
    details = f"<NtryDtls>{inner}</NtryDtls>" if inner else ""
    more = f"<AddtlNtryInf>{text}</AddtlNtryInf>" if text else ""
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{reversal}'
        f"{status}{days}{bank_ref}{details}{more}</Ntry>"
    )


def detail(
    amount: str = "", remittance: str = "", *, parties: str = "", refs: str = "", more: str = ""
) -> str:
    """Return a transaction."""
    paid = f'<Amt Ccy="SEK">{amount}</Amt>' if amount else ""
    return (
        f"<TxDtls><Refs>{refs}</Refs>{paid}<RltdPties>{parties}</RltdPties>"
        f"<RmtInf>{remittance}</RmtInf>{more}</TxDtls>"
    )


def payer(name: str) -> str:
    return f"<Dbtr><Nm>{name}</Nm></Dbtr>"


def reference(number: str, amount: str = "") -> str:
    """Return a structured line with a payment reference."""
    paid = f'<RfrdDocAmt><RmtdAmt Ccy="SEK">{amount}</RmtdAmt></RfrdDocAmt>' if amount else ""
    return f"<Strd>{paid}<CdtrRefInf><Ref>{number}</Ref></CdtrRefInf></Strd>"


def invoice(number: str, amount: str = "", *, credit: bool = False) -> str:
    """Return a structured line with an invoice number; a credit note has an amount of its own kind."""
    code, name = ("CREN", "CdtNoteAmt") if credit else ("CINV", "RmtdAmt")
    paid = f'<RfrdDocAmt><{name} Ccy="SEK">{amount}</{name}></RfrdDocAmt>' if amount else ""
    return (
        f"<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f"<Nb>{number}</Nb></RfrdDocInf>{paid}</Strd>"
    )


def message(*statements: str, name: str = "Stmt", version: str = "02") -> str:
    """Return a whole file; `Rpt` makes it a camt.052, `Ntfctn` a camt.054."""
    inner = "".join(f"<{name}>{each}</{name}>" for each in statements)
    namespace = f"urn:iso:std:iso:20022:tech:xsd:camt.{_MESSAGES[name]}.001.{version}"
    root = _ROOTS[name]
    return f'<?xml version="1.0"?><Document xmlns="{namespace}"><{root}>{inner}</{root}></Document>'


def read_text(folder: Path, text: str) -> Draft:
    path = folder / "camt.xml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def read_entries(folder: Path, *entries: str) -> Draft:
    """Return what a statement of these entries says."""
    return read_text(folder, message(statement(*entries)))
