"""Account statements of banks we do not know: guessed, chosen, and never taken for invoices."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from app.domain.money import NOK, SEK
from app.importers import problems
from app.importers.detect import Kind
from app.importers.draft import Draft
from app.importers.mapping import ColumnMapping, from_text
from app.importers.mapping import guess as guess_invoices
from app.importers.reader import read
from app.importers.statement import apply
from app.importers.statement_kind import meaning_of
from app.importers.statement_mapping import guess, runs
from app.importers.statement_title import Title, read_title
from app.importers.table import Row, TableSettings, read_table

UNKNOWN = """\
Dag;Motpart;Fritext;In på kontot;Ut från kontot;Kvar
2026-11-16;Anna Berg;Faktura 10431;1 250,00;;2 250,00
2026-11-12;COOP;;;99,00;1 000,00
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "export.csv"
    path.write_text(text, encoding="utf-8")
    return path


def applied(text: str, settings: TableSettings | None = None) -> Draft:
    table = read_table(text.encode(), settings)
    return apply(table, guess(table), settings)


def codes(found: Draft) -> list[str]:
    return [each.code for each in found.left_out]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Datum;Text;Belopp;Saldo", "2026-11-16;Anna Berg;1250,00;2250,00"),
        ("Bokföringsdag;Referens;Belopp;Saldo", "2026-11-16;Anna Berg;1250,00;2250,00"),
        ("Datum;Text;Insättning;Uttag", "2026-11-16;Anna Berg;1250,00;"),
        ("Bokført;Tekst;Inn;Ut;Saldo", "16.11.2026;Anna Berg;1250,00;;2250,00"),
        ("Bogføringsdato;Tekst;Beløb;Saldo", "16.11.2026;Anna Berg;1250,00;2250,00"),
        ("Date,Description,Amount,Balance", "2026-11-16,Anna Berg,1250.00,2250.00"),
        ("Booking date,Value date,Text,Debit,Credit", "2026-11-16,2026-11-16,Anna Berg,,1250.00"),
        ("Dato;Tekst;Beløp", "16.11.2026;Anna Berg;1250,00"),
    ],
)
def test_a_statement_of_any_bank_is_told_by_its_words(tmp_path: Path, header: str, row: str) -> None:
    found = read(written(tmp_path, f"{header}\n{row}\n"))

    assert found.kind is Kind.STATEMENT
    (paid,) = found.payments
    assert (paid.received_on, paid.amount.minor, paid.message) == (date(2026, 11, 16), 125_000, "Anna Berg")


@pytest.mark.parametrize(
    "header",
    [
        "Fakturanr;Kund;Fakturadatum;Förfallodatum;Belopp;Saldo",
        "Fakturanummer;Kundnamn;Datum;Belopp",
        "Invoice;Customer;Date;Balance",
        "Bokföringsdatum;Fakturanr;Kund;Belopp",
        "Fakturanr;Kunde;Forfallsdato;Restbeløp",
        "Kundnr;Kund;Fakturadatum;Summa",
    ],
)
def test_a_list_of_invoices_is_not_taken_for_a_statement(header: str) -> None:
    kinds = {
        "datum": "2026-11-16",
        "date": "2026-11-16",
        "belopp": "100,00",
        "saldo": "100,00",
        "summa": "9,00",
    }
    cells = [
        next((value for word, value in kinds.items() if word in each.casefold()), "10431 Acme")
        for each in header.split(";")
    ]

    assert meaning_of(read_table(f"{header}\n{';'.join(cells)}\n".encode())) == "invoices"


def test_columns_of_an_unknown_bank_are_chosen_by_the_user(tmp_path: Path) -> None:
    path = written(tmp_path, UNKNOWN)
    table = read_table(path)
    wanted = from_text(table, "booked_on=Dag,payer=Motpart,text=C,amount_in=D,amount_out=E,balance=F")

    found = read(path, mapping=wanted)
    (paid,) = found.payments
    assert (paid.payer, paid.message, paid.amount.amount) == (
        "Anna Berg",
        "Faktura 10431",
        Decimal("1250.00"),
    )
    assert codes(found) == ["debit"]
    assert (found.source.meaning, found.source.columns["payer"]) == ("payments", 1)
    assert runs(table, wanted.columns)


def test_what_the_user_says_the_rows_are_goes_before_every_guess(tmp_path: Path) -> None:
    path = written(tmp_path, "Datum;Text;Belopp;Saldo\n2026-11-16;Anna;1250,00;1,00\n")
    as_invoices = read(path, settings=TableSettings(meaning="invoices"))
    as_payments = read(path, settings=TableSettings(meaning="payments"))

    assert (as_invoices.kind, as_invoices.payments) == (Kind.TABLE, ())
    assert (as_payments.kind, len(as_payments.payments)) == (Kind.STATEMENT, 1)


def test_a_mapping_for_other_rows_is_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, "Datum;Text;Belopp;Saldo\n2026-11-16;Anna;1250,00;1,00\n")
    for_invoices = guess_invoices(read_table(path))

    found = read(path, mapping=for_invoices, settings=TableSettings(meaning="payments"))
    assert len(found.payments) == 1


def test_missing_columns_of_a_statement_are_asked_for_by_name(tmp_path: Path) -> None:
    path = written(tmp_path, "Ett;Två\nx;y\n")
    found = read(path, settings=TableSettings(meaning="payments"))

    assert [(each.code, each.field) for each in found.problems] == [
        ("column_missing", "booked_on"),
        ("column_missing", "amount"),
    ]
    assert all(problems.message(each) for each in found.problems)


def test_rows_that_are_no_payments_are_left_out_with_their_reason() -> None:
    found = applied(
        "Datum;Text;Belopp;Saldo\n"
        "2026-11-01;Ingående saldo;100,00;100,00\n"
        "2026-11-02;Kortköp;-10,00;90,00\n"
        "2026-11-03;Påminnelse;0,00;90,00\n"
        "2026-11-04;Överföring mellan egna konton;500,00;590,00\n"
        "2026-11-05;Återföring insättning;-40,00;550,00\n"
        "Reserverat;Kortköp;-5,00;\n"
        ";Summa;550,00;\n"
    )

    assert codes(found) == ["information", "debit", "zero", "own_transfer", "preliminary", "information"]
    assert [(each.movement, each.amount.minor) for each in found.payments] == [("reversal", 4_000)]
    assert all(each.amount is None or each.amount.minor >= 0 for each in found.left_out)


def test_money_in_is_read_whatever_its_form() -> None:
    found = applied(
        "Datum;Text;Insatt;Uttag\n2026-11-01;A;1 250,00 kr;\n2026-11-02;B;;-10,00\n2026-11-03;C;;10,00\n"
    )

    assert [each.amount.minor for each in found.payments] == [125_000]
    assert codes(found) == ["debit", "debit"]


def test_a_row_that_cannot_be_read_waits_and_the_others_come_in() -> None:
    found = applied(
        "Datum;Text;Belopp;Saldo\n2026-11-31;A;10,00;\n2026-11-02;B;tio;\n;C;10,00;\n2026-11-04;D;10,00;\n"
    )

    assert [each.message for each in found.payments] == ["D"]
    assert Counter((each.line, each.code, each.field) for each in found.problems) == {
        (2, "impossible_day", "booked_on"): 1,
        (3, "not_an_amount", "amount"): 1,
        (4, "missing", "booked_on"): 1,
    }


def test_answers_in_place_are_taken() -> None:
    text = "Datum;Text;Belopp;Saldo\n2026-11-31;A;10,00;\n2026-11-02;B;20,00;\n"
    settings = TableSettings(corrections={(2, "booked_on"): "2026-11-30"}, skipped_lines=frozenset({3}))

    assert [each.received_on for each in applied(text, settings).payments] == [date(2026, 11, 30)]


def test_the_currency_is_that_of_the_column_the_title_the_user_and_the_language() -> None:
    by_column = "Datum;Text;Belopp;Valuta\n2026-11-16;A;10,00;EUR\n"
    by_title = "Valuta: EUR\n\nDatum;Text;Belopp;Saldo\n2026-11-16;A;10,00;10,00\n"
    norwegian = "Dato;Tekst;Beløp;Saldo\n16.11.2026;A;10,00;10,00\n"

    assert applied(by_column).payments[0].amount.currency == "EUR"
    assert applied(by_title).payments[0].amount.currency == "EUR"
    assert applied(norwegian, TableSettings(currency="DKK")).payments[0].amount.currency == "DKK"
    assert applied(norwegian, TableSettings(country="SE")).payments[0].amount.currency == NOK
    assert applied("Date,Text,Amount,Balance\n2026-11-16,A,1.00,1.00\n").payments[0].amount.currency == SEK


def test_an_id_that_two_payments_bear_is_the_id_of_something_else() -> None:
    found = applied(
        "Datum;Text;Belopp;Arkivref\n2026-11-01;A;10,00;77\n2026-11-02;B;20,00;77\n2026-11-03;C;30,00;78\n"
    )

    assert [each.bank_id for each in found.payments] == ["", "", "78"]


def test_a_reference_keeps_its_zeros_and_words_are_none() -> None:
    found = applied("Datum;Text;Belopp;OCR\n2026-11-01;A;10,00;0012 345\n2026-11-02;B;20,00;Lön\n")

    assert [each.reference for each in found.payments] == ["0012345", ""]


def test_a_workbook_is_read_like_a_text_file(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Datum: 2026-10-01 - 2026-11-17"],
        [],
        ["Bokföringsdatum", "Text", "Belopp", "Saldo"],
        [date(2026, 11, 16), "Anna Berg", 1250.5, 2250.5],
        [date(2026, 11, 12), "COOP", -99, 1000],
    ):
        sheet.append(row)
    path = tmp_path / "statement.xlsx"
    book.save(path)

    found = read(path)
    assert [(each.line, each.amount.minor) for each in found.payments] == [(4, 125_050)]
    assert [(each.first_day, each.last_day) for each in found.covered] == [
        (date(2026, 10, 1), date(2026, 11, 17))
    ]


def test_reading_can_be_stopped() -> None:
    table = read_table(("Datum;Text;Belopp;Saldo\n" + "2026-11-01;A;1,00;1,00\n" * 1000).encode())
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done >= 400:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        apply(table, guess(table), progress=stop)
    assert told == [(0, 1000), (200, 1000), (400, 1000)]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ([["Kontonummer: 123 456 7", "Valuta: SEK"]], Title("1234567", "SEK")),
        ([["Konto", "Saldo"], ["5319 10 227 72", "1,00"]], Title("53191022772")),
        ([["IBAN", "SE45 6000 0000 0001 2345 6789"]], Title("SE4560000000000123456789")),
        (
            [["Kontoutskrift for konto 1234.56.78901"], ["Periode: 01.10.2026 - 31.10.2026"]],
            Title("1234.56.78901", "", date(2026, 10, 1), date(2026, 10, 31)),
        ),
        ([["2026-11-01 - 2026-10-01"]], Title()),
        ([["Örtagården AB 556036-0793"]], Title()),
        ([], Title()),
    ],
)
def test_a_title_says_account_currency_and_days(titles: list[list[str]], expected: Title) -> None:
    assert read_title([Row(line, tuple(row)) for line, row in enumerate(titles, start=1)]) == expected


@given(st.lists(st.integers(-10_000_00, 10_000_00), min_size=1, max_size=30), st.sampled_from(",."))
def test_every_krona_of_a_statement_is_accounted_for(minors: list[int], mark: str) -> None:
    """What came in less what went out is what the rows add up to, and the balance proves which is which."""
    rows, balance = [], 0
    for minor in minors:
        balance += minor
        amounts = (f"{minor / 100:.2f}".replace(".", mark), f"{balance / 100:.2f}".replace(".", mark))
        rows.append(f"2026-11-16;Rad;{amounts[0]};{amounts[1]}")
    found = applied("Datum;Text;Belopp;Saldo\n" + "\n".join(rows) + "\n")

    came_in = sum(each.amount.minor for each in found.payments)
    went_out = sum(each.amount.minor for each in found.left_out if each.code == "debit" and each.amount)
    assert came_in - went_out == balance
    assert len(found.payments) + len(found.left_out) == len(minors)


def test_columns_that_any_table_may_have_say_nothing_of_its_rows() -> None:
    assert not ColumnMapping("", {"currency": 0}).meaning
    assert ColumnMapping("", {"currency": 0, "number": 1}).meaning == "invoices"
    assert ColumnMapping("", {"currency": 0, "booked_on": 1}).meaning == "payments"
