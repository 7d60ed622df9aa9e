"""Rows become invoices; the bad row never loses the good ones."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import NOK, SEK, Money
from app.importers.mapping import guess
from app.importers.reader import read
from app.importers.table import TableSettings, read_table
from app.importers.table_invoice import apply
from tests.importers.ledger import HEADER, codes, draft, problem, row

FILES = Path(__file__).parent / "files"


def test_a_swedish_ledger_gives_its_good_rows_and_names_the_bad_ones() -> None:
    found = read(FILES / "receivables.csv")

    assert found.kind == "table"
    assert [invoice.number for invoice in found.invoices] == ["10438", "10435", "10440", "10443"]
    assert codes(found) == [
        (5, "notice", "identifier_missing"),
        (6, "blocking", "impossible_day"),
        (7, "blocking", "rest_above_total"),
        (9, "notice", "total_row"),
    ]
    assert problem(found, "impossible_day").params == {"suggestion": date(2026, 11, 30)}
    assert (found.source.encoding, found.source.delimiter, found.source.header_line) == ("cp1252", ";", 2)


def test_an_invoice_of_a_ledger_has_all_its_facts() -> None:
    first, second, *_others, credit = read(FILES / "receivables.csv").invoices

    assert (first.line, first.number, first.payment_reference) == (3, "10438", "0010438000")
    assert (first.customer.name, first.customer.customer_number) == ("Kvarnhjulets Bageri AB", "1051")
    assert (first.customer.identifier, first.customer.country) == ("5560360793", "SE")
    assert (first.issued_on, first.due_on) == (date(2026, 10, 13), date(2026, 11, 12))
    assert (second.total, second.amount_due) == (Money(987_500, SEK), Money(87_550, SEK))
    assert (credit.kind, credit.total, credit.amount_due) == (
        "credit_note",
        Money(264_000, SEK),
        Money(264_000, SEK),
    )


def test_a_norwegian_ledger_is_read_with_its_own_marks() -> None:
    found = read(FILES / "receivables_no.tsv", settings=TableSettings(country="NO"))
    open_one, paid_one = found.invoices

    assert (open_one.number, open_one.amount_due, open_one.status) == ("0997", Money(240_000, NOK), "open")
    assert (open_one.issued_on, open_one.payment_reference) == (date(2026, 10, 7), "00034343")
    assert (paid_one.amount_due, paid_one.status) == (Money(0, NOK), "paid")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"Faktura": ""}, "missing"),
        ({"Kund": ""}, "missing"),
        ({"Fakturadatum": ""}, "missing"),
        ({"Belopp": "", "Rest": ""}, "missing"),
        ({"Fakturadatum": "i går"}, "not_a_day"),
        ({"Förfallodatum": "2026-02-30"}, "impossible_day"),
        ({"Belopp": "hundra"}, "not_an_amount"),
        ({"Belopp": "99999999999999,00"}, "not_an_amount"),
        ({"Rest": "100,01"}, "rest_above_total"),
        ({"Rest": ""}, "rest_empty"),
        ({"Status": "Betald"}, "paid_yet_open"),
        ({"Valuta": "dukater"}, "currency_unknown"),
    ],
)
def test_a_row_that_cannot_be_read_waits_and_the_others_are_kept(
    changed: Mapping[str, str], code: str
) -> None:
    found = draft(row(), row(**{"Faktura": "2", **changed}), row(Faktura="3"))

    assert [invoice.number for invoice in found.invoices] == ["1", "3"]
    assert codes(found) == [(3, "blocking", code)]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"Orgnr": ""}, "identifier_missing"),
        ({"Orgnr": "556036-0794"}, "identifier_check"),
        ({"Förfallodatum": ""}, "due_missing"),
        ({"Förfallodatum": "2026-10-01"}, "due_before_issue"),
        ({"Status": "blå"}, "status_unknown"),
        ({"Rest": "-5,00"}, "paid_too_much"),
        ({"Kund": "=cmd|' /C calc'!A0"}, "formula_text"),
    ],
)
def test_a_remark_leaves_the_invoice_in(changed: Mapping[str, str], code: str) -> None:
    found = draft(row(**changed))

    assert len(found.invoices) == 1
    assert codes(found) == [(2, "notice", code)]


def test_a_formula_stays_the_text_it_is() -> None:
    assert draft(row(Kund="=1+1")).invoices[0].customer.name == "=1+1"
    assert draft(row(Faktura='"=""0012"""')).invoices[0].number == "0012"


@pytest.mark.parametrize(
    ("word", "status", "due"),
    [
        ("Betald", "paid", "0"),
        ("Betalt", "paid", "0"),
        ("Paid", "paid", "0"),
        ("Utkast", "draft", "100"),
        ("Makulerad", "cancelled", "100"),
        ("Annullert", "cancelled", "100"),
        ("Förfallen", "open", "100"),
        ("Sent", "open", "100"),
    ],
)
def test_states_are_understood_in_three_languages(word: str, status: str, due: str) -> None:
    table = read_table(f"Faktura;Kund;Datum;Belopp;Status\n1;A;2026-10-13;100,00;{word}\n".encode())
    (invoice,) = apply(table, guess(table)).invoices

    assert (invoice.status, invoice.amount_due.amount) == (status, Decimal(due))


def test_a_part_payment_of_unknown_size_is_a_question() -> None:
    table = read_table(b"Faktura;Kund;Datum;Belopp;Status\n1;A;2026-10-13;100,00;Delvis betald\n")

    assert (2, "blocking", "part_paid") in codes(apply(table, guess(table)))


@pytest.mark.parametrize("changed", [{"Belopp": "-100,00", "Rest": "-100,00"}, {"Typ": "Kreditfaktura"}])
def test_a_credit_counts_positive(changed: Mapping[str, str]) -> None:
    (credit,) = draft(row(**{"Krediterar": "77", **changed})).invoices

    assert (credit.kind, credit.credits, credit.total, credit.amount_due) == (
        "credit_note",
        "77",
        Money(10_000, SEK),
        Money(10_000, SEK),
    )


@pytest.mark.parametrize(
    ("kind", "charge"), [("Räntefaktura", "interest"), ("Påminnelseavgift", "fee"), ("Faktura", "ordinary")]
)
def test_interest_and_fee_invoices_are_told_apart(kind: str, charge: str) -> None:
    assert draft(row(Typ=kind)).invoices[0].charge_kind == charge


def test_the_same_row_twice_is_one_invoice() -> None:
    found = draft(row(), row())

    assert len(found.invoices) == 1
    assert codes(found) == [(3, "notice", "row_repeated")]


def test_a_number_used_twice_with_other_amounts_is_a_conflict() -> None:
    found = draft(row(), row(Belopp="200,00", Rest="200,00"))

    assert [invoice.total.minor for invoice in found.invoices] == [10_000]
    assert codes(found) == [(3, "blocking", "number_twice")]
    assert problem(found, "number_twice").params == {"first_line": 2}


def test_a_number_used_for_two_customers_is_a_conflict() -> None:
    found = draft(row(), row(Kund="Bolag AB", Orgnr="202100-5489"))

    assert [invoice.customer.name for invoice in found.invoices] == ["Acme AB"]
    assert (3, "blocking", "number_of_another") in codes(found)


def test_an_invoice_and_its_credit_may_share_a_number() -> None:
    assert [each.kind for each in draft(row(), row(Belopp="-100", Rest="-100")).invoices] == [
        "invoice",
        "credit_note",
    ]


def test_a_correction_is_read_instead_of_what_stands_there() -> None:
    settings = TableSettings(corrections={(2, "due_on"): "2026-11-30"}, skipped_lines=frozenset({3}))
    found = draft(row(Förfallodatum="2026-11-31"), row(Faktura="2", Belopp="?"), settings=settings)

    assert [(each.number, each.due_on) for each in found.invoices] == [("1", date(2026, 11, 30))]
    assert codes(found) == []


def test_days_of_credit_given_for_all_rows_supply_the_missing_day() -> None:
    settings = TableSettings(terms_days=30)
    due, issued = draft(row(Förfallodatum=""), row(Faktura="2", Fakturadatum=""), settings=settings).invoices

    assert (due.due_on, issued.issued_on) == (date(2026, 11, 12), date(2026, 10, 13))


def test_a_row_of_too_many_cells_is_not_trusted() -> None:
    found = draft(row(Kund="Bröd; Smör AB") + ";1", row(Faktura="2"))

    assert [each.number for each in found.invoices] == ["2"]
    assert codes(found) == [(2, "blocking", "too_many_cells")]


def test_the_last_row_of_a_file_cut_short_is_not_trusted() -> None:
    text = "\n".join(["Faktura;Kund;Datum;Belopp", "1;A;2026-10-13;10,00", "2;B;2026-10-1"])
    table = read_table(text.encode())

    assert codes(apply(table, guess(table)))[-1] == (3, "blocking", "row_cut")


def test_reading_can_be_watched_and_stopped() -> None:
    class Stopped(Exception):  # noqa: N818
        pass

    seen: list[tuple[int, int]] = []

    def watch(done: int, of_all: int) -> None:
        seen.append((done, of_all))
        if done >= 400:
            raise Stopped

    table = read_table("\n".join([HEADER, *(row(Faktura=str(each)) for each in range(1000))]).encode())
    with pytest.raises(Stopped):
        apply(table, guess(table), progress=watch)
    assert seen == [(0, 1000), (200, 1000), (400, 1000)]


@given(st.lists(st.integers(min_value=1, max_value=10**9), min_size=1, max_size=30))
def test_no_amount_is_made_or_lost_on_the_way(amounts: list[int]) -> None:
    texts = [f"{Decimal(amount).scaleb(-2):,.2f}".replace(",", " ").replace(".", ",") for amount in amounts]
    found = draft(*(row(Faktura=str(place), Belopp=text, Rest=text) for place, text in enumerate(texts)))

    assert [invoice.amount_due.minor for invoice in found.invoices] == amounts


@given(st.permutations([row(Faktura=str(each)) for each in range(4)] + [row(Faktura="x", Belopp="?")]))
def test_the_order_of_rows_changes_nothing(rows: list[str]) -> None:
    assert sorted(each.number for each in draft(*rows).invoices) == ["0", "1", "2", "3"]
