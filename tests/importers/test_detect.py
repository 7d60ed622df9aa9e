"""Files are known by what is in them, whatever they are called."""

import zipfile
from pathlib import Path

import pytest

from app.importers.detect import Kind, detect
from app.importers.trouble import UnreadableFileError

FILES = Path(__file__).parent / "files"
UBL = "urn:oasis:names:specification:ubl:schema:xsd"


def ubl(customization: str) -> str:
    return (
        f'<Invoice xmlns="{UBL}:Invoice-2" xmlns:cbc="{UBL}:CommonBasicComponents-2">'
        f"<cbc:CustomizationID>{customization}</cbc:CustomizationID></Invoice>"
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ubl("urn:cen.eu:en16931:2017"), Kind.INVOICE),
        (
            ubl("urn:cen.eu:en16931:2017#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0"),
            Kind.REMINDER,
        ),
        (
            ubl(
                "urn:www.cenbii.eu:transaction:biitrns010:ver2.0:extended:urn:www.difi.no:ehf:faktura:ver2.0"
            ),
            Kind.EHF2,
        ),
        (ubl("urn:www.cenbii.eu:transaction:biitrns010:ver2.0"), Kind.PEPPOL2),
        (ubl("OIOUBL-2.02"), Kind.OIOUBL),
        (f'<?xml version="1.0"?><!-- x --><r:Reminder xmlns:r="{UBL}:Reminder-2"/>', Kind.REMINDER),
        ('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>', Kind.CAMT),
        ('<Finvoice Version="3.0"><x/></Finvoice>', Kind.FINVOICE),
        ('<Sie xmlns="http://www.sie.se/sie5"/>', Kind.SIE),
        ("<recipe/>", Kind.OTHER_XML),
        (f'<Statement xmlns="{UBL}:Statement-2"/>', Kind.INVOICE_LIST),
        (f'<RemittanceAdvice xmlns="{UBL}:RemittanceAdvice-2"/>', Kind.REMITTANCE),
        ("#FLAGGA 0\r\n#PROGRAM x", Kind.SIE),
        ("#PROGRAM x\n#FLAGGA 0", Kind.SIE),
        ("01BGMAX               01", Kind.BGMAX),
        ("NY000010000080800170031", Kind.OCR_GIRO),
        ("%PDF-1.7\n", Kind.PDF),
        ("<!DOCTYPE html><html><body>", Kind.HTML),
        ("<table><tr><td>Faktura", Kind.HTML),
        ("Faktura;Kund\n1;2\n", Kind.TABLE),
        ("\x00\x01\x02 not text", Kind.BINARY),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path: Path, content: str, kind: Kind) -> None:
    path = tmp_path / "invoices.csv"
    path.write_text(content, encoding="utf-8")

    assert detect(path) is kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["xl/workbook.xml"], Kind.WORKBOOK),
        (["mimetype", "content.xml"], Kind.OPEN_DOCUMENT),
        (["letter.txt"], Kind.ARCHIVE),
    ],
)
def test_a_zip_is_known_by_what_it_holds(tmp_path: Path, names: list[str], kind: Kind) -> None:
    path = tmp_path / "file.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")

    assert detect(path) is kind


def test_our_own_files_are_known() -> None:
    assert detect(FILES / "peppol_invoice.xml") is Kind.INVOICE
    assert detect(FILES / "peppol_credit_note.xml") is Kind.CREDIT_NOTE
    assert detect(FILES / "receivables.xls") is Kind.WORKBOOK


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_at_the_start_do_not_hide_xml(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "invoice"
    path.write_bytes(ubl("urn:cen.eu:en16931:2017").encode(encoding))

    assert detect(path) is Kind.INVOICE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<", "broken_xml"),
        (b"PK\x03\x04 cut", "broken_workbook"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "has_doctype"),
    ],
)
def test_what_is_nothing_is_refused_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError) as refused:
        detect(path)
    assert refused.value.reason == reason


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as missing:
        detect(tmp_path / "gone.csv")
    with pytest.raises(UnreadableFileError) as folder:
        detect(tmp_path)

    # Windows answers a folder as it answers a file that may not be opened.
    assert (missing.value.reason, folder.value.reason in ("not_a_file", "not_allowed")) == ("missing", True)
