"""Open items as accounting programs export them: what is left is owed, not what was invoiced."""

from pathlib import Path

import pytest

from app.importers.reader import read

# Program → the columns of its list of open items, with an invoice of 1 250 of which 250 is left.
LISTS = {
    "Fortnox": (
        "Fakturanr;Kundnr;Kundnamn;Organisationsnr;Fakturadatum;Förfallodatum;OCR;Valuta;Totalt;Saldo",
        "101;7;Acme AB;556036-0793;2026-10-01;2026-10-31;1014;SEK;1 250,00;250,00",
    ),
    "Visma eEkonomi": (
        "Fakturanr;Kundnr;Kundnamn;Fakturadatum;Förfallodatum;Belopp;Restbelopp;Valuta;OCR-nummer",
        "101;7;Acme AB;2026-10-01;2026-10-31;1 250,00;250,00;SEK;1014",
    ),
    "Visma Administration": (
        "Kundnr;Namn;Faktnr;Fakturadatum;Förf.datum;Fakt.belopp;Kvar att betala",
        "7;Acme AB;101;2026-10-01;2026-10-31;1 250,00;250,00",
    ),
    "Bokio": (
        "Fakturanummer;Kund;Status;Fakturadatum;Förfallodatum;Summa;Återstår",
        "101;Acme AB;Skickad;2026-10-01;2026-10-31;1250,00;250,00",
    ),
    "Tripletex": (
        "Fakturanummer;Kundenummer;Kundenavn;Fakturadato;Forfallsdato;KID;Valuta;Beløp;Utestående",
        "101;7;Sundbygg AS;01.10.2026;31.10.2026;001014;NOK;1 250,00;250,00",
    ),
    "Tripletex, reskontro": (
        "Kunde;Bilag;Dato;Forfall;Beskrivelse;Fakturanummer;Opprinnelig beløp;Restbeløp;Valuta",
        "10001 Sundbygg AS;5-2026;01.10.2026;31.10.2026;Faktura 101;101;1 250,00;250,00;NOK",
    ),
    "PowerOffice": (
        "Kontonr;Kontonavn;Bilagsnr;Fakturanr;Bilagsdato;Forfallsdato;Beløp;Restbeløp;Valuta",
        "7;Sundbygg AS;556;101;01.10.2026;31.10.2026;1 250,00;250,00;NOK",
    ),
    "Fiken": (
        "Fakturanummer;Kunde;Kundenummer;Org.nr;Fakturadato;Forfallsdato;Sum;Gjenstående;Status;KID",
        "101;Sundbygg AS;7;974760673;01.10.2026;31.10.2026;1 250,00;250,00;Sendt;001014",
    ),
    "24SevenOffice": (
        "Fakturanr.;Kundenr.;Kunde;Fakturadato;Forfallsdato;Fakturabeløp;Restbeløp",
        "101;7;Sundbygg AS;01.10.2026;31.10.2026;1 250,00;250,00",
    ),
    "Xledger": (
        "Kundenr;Kunde;Fakturanr;Fakturadato;Forfall;Fakturabeløp;Åpen saldo",
        "7;Sundbygg AS;101;01.10.2026;31.10.2026;1 250,00;250,00",
    ),
    "Uniconta": (
        "Konto;Navn;Bilag;Faktura;Dato;Forfald;Beløb;Restbeløb;Valuta",
        "7;Sundbygg AS;556;101;01.10.2026;31.10.2026;1 250,00;250,00;NOK",
    ),
}


@pytest.mark.parametrize("program", sorted(LISTS))
def test_what_is_left_is_what_is_owed(tmp_path: Path, program: str) -> None:
    path = tmp_path / "poster.csv"
    path.write_text("\n".join([*LISTS[program], ""]), encoding="utf-8")
    (invoice,) = read(path).invoices

    assert (invoice.number, str(invoice.issued_on), str(invoice.due_on)) == (
        "101",
        "2026-10-01",
        "2026-10-31",
    )
    assert (str(invoice.total.amount), str(invoice.amount_due.amount)) == ("1250.00", "250.00")
    assert invoice.customer.name.endswith(("Acme AB", "Sundbygg AS"))


def test_an_amount_beside_a_currency_is_the_one_in_that_currency(tmp_path: Path) -> None:
    path = tmp_path / "poster.csv"
    header = (
        "Kundenr;Navn;Bilagsnr;Bilagsdato;Forfallsdato;Valuta;Beløp valuta;Restbeløp valuta;Beløp;Restbeløp"
    )
    row = "7;Sundbygg AS;101;01.10.2026;31.10.2026;EUR;100,00;25,00;1 160,00;290,00"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    (invoice,) = read(path).invoices

    assert (invoice.currency, str(invoice.total.amount), str(invoice.amount_due.amount)) == (
        "EUR",
        "100.00",
        "25.00",
    )
