"""Older and neighbouring kinds of UBL: EHF 2, Peppol BIS 2 and the Danish OIOUBL."""

from pathlib import Path

import pytest

from app.importers.detect import UBL_CREDIT_NOTE, UBL_INVOICE
from app.importers.draft import Draft, PayTo
from app.importers.reader import read

EHF2 = "urn:www.cenbii.eu:transaction:biitrns010:ver2.0:extended:urn:www.difi.no:ehf:faktura:ver2.0"
PEPPOL2 = "urn:www.cenbii.eu:transaction:biitrns010:ver2.0"
UBL = "urn:oasis:names:specification:ubl:schema:xsd"
SUPPLIER = (
    "<cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity>"
    '<cbc:RegistrationName>Fjellbris AS</cbc:RegistrationName><cbc:CompanyID schemeID="NO:ORGNR">974760673'
    "</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>"
)
CUSTOMER = (
    '<cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID="NO:ORGNR">889640782</cbc:EndpointID>'
    '<cac:PartyIdentification><cbc:ID schemeID="GLN">7080003093035</cbc:ID></cac:PartyIdentification>'
    "<cac:PartyName><cbc:Name>Sundbygg AS</cbc:Name></cac:PartyName>"
    "<cac:PostalAddress><cbc:StreetName>Storgata</cbc:StreetName><cbc:BuildingNumber>3</cbc:BuildingNumber>"
    "<cac:Country><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
    "</cac:Party></cac:AccountingCustomerParty>"
)
MEANS = (
    "<cac:PaymentMeans><cbc:PaymentDueDate>2015-09-12</cbc:PaymentDueDate>"
    "<cbc:PaymentID>000123455</cbc:PaymentID>"
    "<cac:PayeeFinancialAccount><cbc:ID>86011117947</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>"
)
SLIP = (
    "<cac:PaymentMeans><cbc:PaymentMeansCode>93</cbc:PaymentMeansCode>"
    "<cbc:PaymentDueDate>2015-09-12</cbc:PaymentDueDate><cbc:InstructionID>000000000012348</cbc:InstructionID>"
    "<cbc:PaymentID>71</cbc:PaymentID>"
    "<cac:CreditAccount><cbc:AccountID>89011122</cbc:AccountID></cac:CreditAccount></cac:PaymentMeans>"
)


def document(profile: str, *, means: str = MEANS, root: str = "Invoice", currency: str = "NOK") -> str:

    def amount(name: str) -> str:
        return f'<cbc:{name}Amount currencyID="{currency}">125.00</cbc:{name}Amount>'

    namespace = UBL_INVOICE if root == "Invoice" else UBL_CREDIT_NOTE
    return (
        f'<{root} xmlns="{namespace}" xmlns:cac="{UBL}:CommonAggregateComponents-2" '
        f'xmlns:cbc="{UBL}:CommonBasicComponents-2"><cbc:CustomizationID>{profile}</cbc:CustomizationID>'
        "<cbc:ID>1042</cbc:ID><cbc:IssueDate>2015-08-21</cbc:IssueDate>"
        f"<cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>{SUPPLIER}{CUSTOMER}{means}"
        f"<cac:LegalMonetaryTotal>{amount('TaxInclusive')}{amount('Payable')}</cac:LegalMonetaryTotal></{root}>"
    )


def read_text(folder: Path, text: str) -> Draft:
    path = folder / "file"
    path.write_text(text, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize(("profile", "kind"), [(EHF2, "ehf2"), (PEPPOL2, "peppol2")])
def test_an_old_norwegian_invoice_is_read_without_a_remark_on_its_rules(
    tmp_path: Path, profile: str, kind: str
) -> None:
    draft = read_text(tmp_path, document(profile))
    (invoice,) = draft.invoices

    assert (draft.kind, draft.problems) == (kind, ())
    assert (invoice.kind, invoice.number, str(invoice.due_on)) == ("invoice", "1042", "2015-09-12")
    assert (invoice.payment_reference, invoice.pay_to) == ("000123455", (PayTo("account", "86011117947"),))


def test_the_schemes_of_old_are_the_same_addresses_as_those_of_today(tmp_path: Path) -> None:
    (invoice,) = read_text(tmp_path, document(EHF2)).invoices
    customer = invoice.customer

    assert (customer.endpoint_scheme, customer.endpoint) == ("0192", "889640782")
    assert (customer.identifier, customer.gln) == ("889640782", "7080003093035")
    assert invoice.seller is not None
    assert invoice.seller.identifier == "974760673"


def test_an_old_credit_note_is_known_by_its_root(tmp_path: Path) -> None:
    draft = read_text(tmp_path, document(EHF2, root="CreditNote"))

    assert [(each.kind, str(each.amount_due.amount)) for each in draft.invoices] == [
        ("credit_note", "125.00")
    ]


def test_a_danish_payment_slip_gives_its_number_and_not_its_kind(tmp_path: Path) -> None:
    (invoice,) = read_text(tmp_path, document("OIOUBL-2.02", means=SLIP, currency="DKK")).invoices

    assert invoice.payment_reference == "000000000012348"
    assert invoice.pay_to == (PayTo("account", "89011122"),)
    assert invoice.customer.address_lines == ("Storgata 3",)


def test_a_slip_without_a_number_gives_no_reference(tmp_path: Path) -> None:
    means = SLIP.replace("<cbc:InstructionID>000000000012348</cbc:InstructionID>", "").replace("71", "73")
    (invoice,) = read_text(tmp_path, document("OIOUBL-2.1", means=means, currency="DKK")).invoices

    assert invoice.payment_reference is None


def test_a_peppol_reference_that_looks_like_a_slip_is_kept(tmp_path: Path) -> None:
    text = document("urn:cen.eu:en16931:2017", means=MEANS.replace("000123455", "15"))

    assert read_text(tmp_path, text).invoices[0].payment_reference == "15"


def test_the_reference_of_each_account_is_kept(tmp_path: Path) -> None:
    means = MEANS + MEANS.replace("000123455", "777") + MEANS
    (invoice,) = read_text(tmp_path, document(EHF2, means=means)).invoices

    assert (invoice.payment_reference, invoice.other_references) == ("000123455", ("777",))
