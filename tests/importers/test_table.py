"""Tables are understood before anything is read from them: characters, separator, header, marks."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.importers.table import Table, TableSettings, read_table
from app.importers.trouble import UnreadableFileError

SWEDISH = (
    "Faktura;Kund;Förf.datum;Belopp\r\n"
    "1;Måsvikens Åkeri AB;2026-11-18;1 234,50\r\n"
    "2;Öbo;2026-11-20;2 000,00\r\n"
)
NORWEGIAN = "Fakturanr;Kunde;Forfallsdato;Restbeløp\n1;Bjørnøya Blåbær AS;18.11.2026;1.234,50\n"


@pytest.mark.parametrize(
    ("encoding", "name", "why"),
    [
        ("utf-8", "utf-8", "valid"),
        ("utf-8-sig", "utf-8", "mark"),
        ("utf-16", "utf-16", "mark"),
        ("cp1252", "cp1252", "letters"),
        ("cp865", "cp865", "letters"),
    ],
)
@pytest.mark.parametrize("text", [SWEDISH, NORWEGIAN])
def test_the_characters_come_out_right(text: str, encoding: str, name: str, why: str) -> None:
    table = read_table(text.encode(encoding))

    assert (table.encoding, table.reasons["encoding"]) == (name, why)
    assert table.header == tuple(text.splitlines()[0].split(";"))
    assert table.rows[0].cells == tuple(text.splitlines()[1].split(";"))


def test_iso_8859_1_is_read_as_windows_1252_which_holds_the_same_letters() -> None:
    assert read_table(SWEDISH.encode("iso-8859-1")).rows[0].cells[1] == "Måsvikens Åkeri AB"


def test_a_file_cut_within_a_letter_keeps_its_encoding() -> None:
    data = "Faktura;Kund\n1;Öbo\n2;Åk".encode()

    table = read_table(data[: data.rindex("Å".encode()) + 1])
    assert (table.encoding, table.rows[0].cells) == ("utf-8", ("1", "Öbo"))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_one_damaged_letter_spoils_no_other(mark: bytes) -> None:
    names = ["Åkeri i Öbo", "Måsvikens Marina", "Sjöstad"]
    data = (
        mark + "\n".join(["Faktura;Kund", *(f"{place};{name}" for place, name in enumerate(names))]).encode()
    )
    table = read_table(data.replace("Sjöstad".encode(), b"Sj\xffstad"))

    assert table.encoding == "utf-8"
    assert [row.cells[1] for row in table.rows] == [*names[:2], "Sj\ufffdstad"]


def test_the_user_may_say_which_characters_they_are() -> None:
    settings = TableSettings(encoding="cp1252")

    assert read_table(SWEDISH.encode("cp1252"), settings).reasons["encoding"] == "given"
    with pytest.raises(UnreadableFileError, match="broken_text"):
        read_table(SWEDISH.encode("cp1252"), TableSettings(encoding="utf-8"))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_separator_is_found(delimiter: str) -> None:
    rows = [["Faktura", "Kund", "Belopp"], ["1", "Acme AB", '"1 234,50"'], ["2", "Öbo; Syd", '"2,00"']]
    table = read_table(
        "\n".join(delimiter.join(row) for row in rows).replace("Öbo; Syd", '"Öbo; Syd"').encode()
    )

    assert (table.delimiter, table.header) == (delimiter, ("Faktura", "Kund", "Belopp"))


def test_a_separator_that_excel_declares_is_believed() -> None:
    table = read_table(b"sep=|\r\nFaktura|Kund\r\n1|A;B;C;D\r\n")

    assert (table.delimiter, table.header_line, table.rows[0].line) == ("|", 2, 3)


def test_decimal_commas_do_not_make_columns() -> None:
    assert read_table(b"Faktura;Kund;Belopp;Rest\n1;A;10,50;1,50\n2;B;20,50;2,50\n").delimiter == ";"


def test_the_header_is_found_below_title_rows() -> None:
    table = read_table(b"Kundreskontra\n\nUtskriven 2026-11-18;;\nFaktura;Kund;Belopp\n7;Acme;12,50\n")

    assert (table.header, table.header_line) == (("Faktura", "Kund", "Belopp"), 4)
    assert [row.line for row in table.rows] == [5]


def test_a_header_repeated_on_each_page_is_no_row() -> None:
    assert len(read_table(b"Faktura;Kund\n1;A\nFaktura;Kund\n2;B\n").rows) == 2


def test_a_table_without_header_has_none() -> None:
    table = read_table(b"10438;Acme AB;2026-11-18;1 250,00\n10439;Bolag AB;2026-11-19;99,00\n")

    assert (table.header_line, table.header, len(table.rows)) == (None, ("", "", "", ""), 2)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    table = read_table(b'Faktura;Kund;Avser\n\n1;A;"two\nlines"\n2;B;one\n')

    assert [row.line for row in table.rows] == [3, 5]


def test_decimal_mark_and_date_order_are_shown_with_an_example() -> None:
    table = read_table(NORWEGIAN.encode())

    assert (table.decimal, table.date_order) == (",", "dmy")
    assert (table.reasons["decimal"], table.reasons["date_order"]) == ("1.234,50", "18.11.2026")


def test_the_shape_is_that_of_the_header_alone() -> None:
    one, other = read_table(b"Faktura;Kund\n1;A\n"), read_table(b"FAKTURA ,kund\n9,Z\n8,Y\n")

    assert one.shape == other.shape
    assert one.shape != read_table(b"Kund;Faktura\nA;1\n").shape


def test_the_shape_of_a_table_without_header_is_what_its_columns_hold() -> None:
    invoices = read_table(b"10438;Acme AB;2026-11-18;1 250,00\n10439;Bolag AB;2026-11-19;99,00\n")
    later = read_table(b"10440;Kund AB;2026-12-18;50,00\n10441;Bolag AB;2026-12-19;9,00\n")
    payments = read_table(b"2026-11-18;Acme AB;1 250,00;1 250,00\n2026-11-19;Bolag AB;99,00;1 349,00\n")

    assert invoices.shape == later.shape
    assert invoices.shape != payments.shape


def test_a_report_with_columns_below_each_other_is_cut_where_blanks_run_through() -> None:
    text = (
        "Bokat      Text                Belopp\n"
        "26-11-16   Anna Berg           250,00\n"
        "26-11-12   Å, Ö & co        -1 490,00\n"
        "26-11-11                        -2,00\n"
    )
    table = read_table(text.encode())

    assert (table.delimiter, table.header) == ("aligned", ("Bokat", "Text", "Belopp"))
    assert [row.cells for row in table.rows] == [
        ("26-11-16", "Anna Berg", "250,00"),
        ("26-11-12", "Å, Ö & co", "-1 490,00"),
        ("26-11-11", "", "-2,00"),
    ]


def test_the_rows_above_the_header_are_kept_as_titles() -> None:
    table = read_table(b"Kontonr: 123 456\n\nDatum;Text;Belopp;Saldo\n2026-11-16;A;1,00;1,00\n")

    assert [(row.line, row.cells) for row in table.titles] == [(1, ("Kontonr: 123 456",))]


def test_a_quotation_mark_never_closed_loses_no_rows() -> None:
    body = "".join(f"{number};Acme AB;1,00\n" for number in range(20_000))

    assert len(read_table(f'Faktura;Kund;Belopp\n0;"Acme;1,00\n{body}'.encode()).rows) == 20_001


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b" \r\n ", "empty"), (b"Faktura;\x00\x00Kund", "binary")]
)
def test_what_is_no_table_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_table(data)
    assert refused.value.reason == reason


def test_an_old_workbook_gives_its_values() -> None:
    table: Table = read_table(Path(__file__).parent / "files" / "receivables.xls")

    assert table.sheet == "Kundreskontra"
    assert table.rows[0].cells == (
        Decimal(10438),
        "Kvarnhjulets Bageri AB",
        "556036-0793",
        date(2026, 10, 13),
        date(2026, 11, 12),
        Decimal("18750.5"),
        Decimal("8750.5"),
        "0010438009",
    )
