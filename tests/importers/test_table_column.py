"""A column is judged as a whole: its marks, its order of days, what its header promises."""

from datetime import date
from decimal import Decimal

import pytest

from app.domain.money import NOK, SEK, Currency, Money
from app.importers.mapping import from_text, guess
from app.importers.table import TableSettings, read_table
from app.importers.table_invoice import apply
from tests.importers.ledger import codes, draft, problem, row


def test_rows_of_single_items_are_added_up() -> None:
    table = read_table(
        "Faktura;Kund;Datum;Artikel;Radbelopp\n1;A;2026-10-13;Rör;60,50\n1;A;2026-10-13;Rabatt;-10,50\n2;B;2026-10-13;X;1,00\n".encode()
    )
    first, second = apply(table, guess(table)).invoices

    assert (first.line, first.total.amount, second.total.amount) == (2, Decimal("50.00"), Decimal("1.00"))


def test_an_invoice_of_which_one_item_cannot_be_read_waits() -> None:
    table = read_table(
        "Faktura;Kund;Datum;Artikel;Radbelopp\n1;A;2026-10-13;Rör;60,50\n1;A;2026-10-13;X;okänt\n2;B;2026-10-13;X;1,00\n".encode()
    )
    found = apply(table, guess(table))

    assert [invoice.number for invoice in found.invoices] == ["2"]


def test_totals_that_differ_between_items_are_item_totals_throughout() -> None:
    table = read_table(
        b"Faktura;Kund;Datum;Artikel;Belopp\n1;A;2026-10-13;X;10,00\n1;A;2026-10-13;Y;20,00\n"
        b"2;B;2026-10-13;X;5,00\n2;B;2026-10-13;Y;5,00\n"
    )

    assert [each.total.amount for each in apply(table, guess(table)).invoices] == [Decimal(30), Decimal(10)]


def test_an_amount_that_can_be_read_twice_is_asked_about_with_both_readings() -> None:
    table = read_table(b"Faktura;Kund;Datum;Belopp\n1;A;2026-10-13;1.250\n")
    asked = problem(apply(table, guess(table)), "ambiguous_amount")

    assert asked.params == {"as_decimals": Money(125, SEK), "as_thousands": Money(125_000, SEK)}
    told = apply(table, guess(table), TableSettings(decimal=","))
    assert told.invoices[0].total == Money(125_000, SEK)


def test_the_other_amounts_of_a_column_settle_the_question() -> None:
    assert [each.total.minor for each in draft(row(Belopp="1.250", Rest="0"), row(Faktura="2")).invoices] == [
        125_000,
        10_000,
    ]


@pytest.mark.parametrize(
    ("days", "order", "expected"),
    [
        (["01/02/2026", "14/02/2026"], "", date(2026, 2, 1)),
        (["01/02/2026", "02/14/2026"], "", date(2026, 1, 2)),
        (["01/02/2026", "03/04/2026"], "", date(2026, 2, 1)),
        (["01/02/2026", "03/04/2026"], "mdy", date(2026, 1, 2)),
    ],
)
def test_a_column_of_days_is_read_in_one_order(days: list[str], order: str, expected: date) -> None:
    rows = [row(Faktura=str(place), Fakturadatum=day, Förfallodatum=day) for place, day in enumerate(days)]

    assert draft(*rows, settings=TableSettings(date_order=order)).invoices[0].issued_on == expected  # type: ignore[arg-type]


def test_days_that_prove_no_order_are_remarked_once() -> None:
    rows = [
        row(Faktura=str(each), Fakturadatum="01/02/2026", Förfallodatum="03/04/2026") for each in range(3)
    ]

    assert codes(draft(*rows)) == [(1, "notice", "day_order_assumed")]


def test_a_currency_beside_the_amount_is_believed() -> None:
    table = read_table("Faktura;Kund;Datum;Belopp\n1;A;2026-10-13;€ 10,00\n2;B;2026-10-13;10,00\n".encode())
    found = apply(table, guess(table), TableSettings(country="NO"))

    assert [each.currency for each in found.invoices] == [Currency("EUR"), NOK]
    assert found.source.has_assumed_currency


def test_missing_columns_are_asked_for_by_name() -> None:
    table = read_table(b"Kund;Belopp\nAcme;10,00\n")

    assert [(each.code, each.field) for each in apply(table, guess(table)).problems] == [
        ("column_missing", "number"),
        ("column_missing", "issued_on"),
    ]


def test_a_mapping_of_ones_own_is_followed() -> None:
    table = read_table("Ett;Två;Tre;Fyra\n1;Acme;2026-10-13;10,00\n".encode())
    found = apply(table, from_text(table, "number=A,customer=B,issued_on=C,total=D"))

    assert (found.invoices[0].customer.name, found.source.columns["total"]) == ("Acme", 3)
