"""Columns are recognised by their header, then by their values, and can be told."""

import pytest

from app.importers.mapping import UnknownColumnError, chosen, from_text, guess
from app.importers.table import Table, read_table


def table(header: str, *rows: str) -> Table:
    return read_table("\n".join([header, *rows]).encode())


def found(header: str, *rows: str) -> dict[str, str]:
    read = table(header, *rows)
    return {name: read.header[column] for name, column in guess(read).columns.items()}


@pytest.mark.parametrize(
    ("header", "row", "fields"),
    [
        (
            "Faktura;Kundnr;Kund;Orgnr;Fakt.datum;Förf.datum;Summa;Rest;OCR;Säljare",
            "10438;1051;Kvarnhjulets Bageri;559990-1013;2026-10-13;2026-11-12;18 750,00;8 750,00;10438000;M",
            "number customer_number customer identifier issued_on due_on total amount_due payment_reference",
        ),
        (
            "Fakturanummer;Kundenavn;Org.nr.;Fakturadato;Forfallsdato;Beløp inkl. mva;Restbeløp;KID;Valuta",
            "10438;Fjellbris AS;974 760 673;13.10.2026;12.11.2026;18 750,00;18 750,00;0010438;NOK",
            "number customer identifier issued_on due_on total amount_due payment_reference currency",
        ),
        (
            "Invoice No.,Customer Name,Invoice Date,Due Date,Amount,Balance Due,Status,Currency",
            "INV-1,Acme,2026-10-13,2026-11-12,100.00,50.00,Open,EUR",
            "number customer issued_on due_on total amount_due status currency",
        ),
        (
            "Fakturanr;Kunde;Dato;Forfald;Beløb;Restgæld",
            "1;Acme ApS;13-10-2026;12-11-2026;100,00;50,00",
            "number customer issued_on due_on total amount_due",
        ),
        (
            "Nr;Namn;Datum;Förfaller;Totalt (SEK);Kvar (SEK);E-post;Telefon;Adress;Postnr;Ort;Land",
            "1;Acme;2026-10-13;2026-11-12;100,00;50,00;a@b.se;08-1;Gatan 1;111 11;Åmål;Sverige",
            "customer issued_on due_on total amount_due email phone address postcode city country",
        ),
    ],
)
def test_headers_of_four_languages_are_known(header: str, row: str, fields: str) -> None:
    assert set(fields.split()) <= set(found(header, row))


def test_a_column_called_customer_that_holds_numbers_is_the_customer_number() -> None:
    columns = found("Faktura;Kund;Namn;Datum;Belopp", "1;1051;Acme AB;2026-10-13;5,00")

    assert (columns["customer_number"], columns["customer"]) == ("Kund", "Namn")


def test_a_header_whose_values_contradict_it_is_not_believed() -> None:
    assert "due_on" not in found("Faktura;Kund;Datum;Förfaller;Belopp", "1;A;2026-10-13;nej;5,00")


def test_values_tell_what_an_unknown_header_does_not() -> None:
    columns = found("Faktura;Kund;Datum;Belopp;X;Y", "1;A;2026-10-13;5,00;a@b.se;556036-0793")

    assert (columns["email"], columns["identifier"]) == ("X", "Y")


def test_a_table_without_header_is_mapped_by_its_values() -> None:
    read = read_table(
        b"10438;Acme AB;2026-10-13;2026-11-12;18 750,00;8 750,00\n10439;Bo;2026-10-14;2026-11-13;1,00;1,00\n"
    )
    mapping = guess(read)

    assert mapping.columns == {
        "number": 0,
        "customer": 1,
        "issued_on": 2,
        "due_on": 3,
        "total": 4,
        "amount_due": 5,
    }
    assert set(mapping.reasons.values()) == {"values"}
    assert mapping.missing() == ()


def test_what_is_missing_is_named_in_order() -> None:
    assert guess(table("Namn;Färg", "Acme;blå")).missing() == ("number", "issued_on", "total")


def test_columns_can_be_told_by_letter_or_header() -> None:
    read = table("A1;Vem;När;Hur mycket", "1;Acme;2026-10-13;5,00")

    assert from_text(read, "number=A, customer=Vem,issued_on=C,total=d").columns == {
        "number": 0,
        "customer": 1,
        "issued_on": 2,
        "total": 3,
    }


@pytest.mark.parametrize("text", ["number=Z", "nummer=A", "number=", "number=A1x"])
def test_a_column_that_is_not_there_is_refused(text: str) -> None:
    with pytest.raises(UnknownColumnError):
        from_text(table("Faktura;Kund", "1;A"), text)


def test_a_remembered_mapping_says_that_it_was_remembered() -> None:
    mapping = chosen(table("Faktura;Kund", "1;A"), {"number": 0, "customer": 1}, "remembered")

    assert mapping.reasons == {"number": "remembered", "customer": "remembered"}
