"""SIE 1 to 4: a file of our own, and the published ones compared with the facts beside them."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.importers.draft import Draft
from app.importers.reader import read
from app.importers.sie import read_sie
from app.importers.sie_file import Account, SieFile, fields_of, read_sie_file
from app.importers.table import TableSettings
from app.importers.trouble import UnreadableFileError

FILE = Path(__file__).parent / "files" / "sie4.se"
TEXT = FILE.read_bytes().decode("cp437")


def draft_of(text: str, encoding: str = "cp437") -> Draft:
    return read_sie(text.encode(encoding))


def codes(draft: Draft) -> list[str]:
    return [problem.code for problem in draft.problems]


def test_the_books_say_whose_they_are_and_who_owes() -> None:
    draft = read(FILE)

    assert (draft.kind, draft.invoices, draft.problems) == ("sie", (), ())
    assert draft.owner is not None
    assert (draft.owner.name, draft.owner.identifier) == ("Rörjouren i Åmål AB", "5560360793")
    assert [(each.customer_number, each.name) for each in draft.customers] == [
        ("1033", "Ljungbackens Förskola"),
        ("1040", "Åbergs Måleri AB"),
        ("1051", "Övre Slussen HB"),
    ]


def test_balances_are_of_the_last_day_that_the_books_have_come_to() -> None:
    draft = read(FILE)
    whole = {each.account: str(each.amount.amount) for each in draft.balances if not each.customer}

    assert {each.on for each in draft.balances} == {date(2026, 10, 31)}
    assert whole == {"1510": "12501.00", "1519": "-500.00"}


def test_a_customer_owes_what_is_closed_or_else_what_was_opened_and_moved() -> None:
    owed = {
        each.customer.customer_number: str(each.amount.amount)
        for each in read(FILE).balances
        if each.customer
    }

    assert owed == {"1033": "901.00", "1040": "3500.00", "1051": "8100.00"}


def test_a_dimension_that_is_called_customer_holds_customers() -> None:
    draft = draft_of(
        TEXT.replace('#DIM 8 "Kund"', '#DIM 20 "Kunder"')
        .replace("{8 ", "{20 ")
        .replace("OBJEKT 8", "OBJEKT 20")
    )

    assert [each.customer_number for each in draft.customers] == ["1033", "1040", "1051"]


def test_other_objects_are_no_customers() -> None:
    draft = draft_of(TEXT.replace('#DIM 8 "Kund"', "").replace("OBJEKT 8", "OBJEKT 1").replace("{8 ", "{1 "))

    assert draft.customers == ()
    assert not [each for each in draft.balances if each.customer and each.customer.customer_number != "1051"]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("cp437", "cp437"), ("cp1252", "cp1252"), ("iso-8859-15", "cp1252"), ("utf-8", "utf-8")],
)
def test_the_letters_are_found_whatever_the_file_says(encoding: str, found: str) -> None:
    draft = draft_of(TEXT, encoding)

    assert draft.source.encoding == found
    assert [each.name for each in draft.customers][1] == "Åbergs Måleri AB"
    assert codes(draft) == ([] if found == "cp437" else ["other_letters"])


def test_the_euro_sign_tells_one_iso_alphabet_from_the_other() -> None:
    assert draft_of(TEXT.replace("Sverige", "Sverige €"), "iso-8859-15").source.encoding == "iso-8859-15"


def test_letters_that_are_the_same_everywhere_need_no_remark() -> None:
    plain = re.sub(r"[^\x00-\x7f]", "a", TEXT)

    assert (draft_of(plain).source.encoding, codes(draft_of(plain))) == ("cp437", [])


def test_the_user_may_choose_the_letters(tmp_path: Path) -> None:
    path = tmp_path / "bok.se"
    path.write_bytes(TEXT.encode("cp1252"))
    draft = read(path, settings=TableSettings(encoding="cp437"))

    assert draft.source.encoding == "cp437"
    assert draft.customers[1].name != "Åbergs Måleri AB"
    assert "other_letters" not in codes(draft)


def test_letters_that_cannot_be_are_refused() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_sie(TEXT.encode("cp1252"), "utf-8")
    assert refused.value.reason == "broken_text"


def test_a_file_that_breaks_off_within_a_voucher_is_not_compared() -> None:
    draft = draft_of(TEXT[: TEXT.index("#TRANS 3001")])

    assert (codes(draft), draft.balances) == (["row_cut"], ())


def test_entries_that_do_not_lead_to_the_balance_are_remarked() -> None:
    draft = draft_of(TEXT.replace("#UB 0 1510 12501.00", "#UB 0 1510 5000.00"))

    assert codes(draft) == ["books_sums_differ"]
    assert draft.problems[0].params["account"] == "1510"


def test_books_without_the_account_owe_nothing_by_it() -> None:
    text = re.sub(r"#(IB|UB|OIB|OUB|TRANS)[^\n]* 151\d[^\n]*\n", "", TEXT)
    (balance,) = draft_of(text).balances

    assert (balance.account, str(balance.amount.amount)) == ("1510", "0.00")


def test_a_file_of_entries_alone_has_nothing_to_compare() -> None:
    text = "\n".join(line for line in TEXT.split("\n") if not line.startswith(("#IB", "#UB", "#O")))
    draft = draft_of(text)

    assert (codes(draft), draft.balances) == (["books_without_receivables"], ())


def test_quotes_braces_and_commas_are_read_as_the_format_means_them() -> None:
    assert fields_of(r'#KONTO 3001 "Försäljning \"inom\" {Sverige}"') == [
        "#KONTO",
        "3001",
        'Försäljning "inom" {Sverige}',
    ]
    assert fields_of('#TRANS 1510 {} -8100,00 ""') == ["#TRANS", "1510", "", "-8100,00", ""]


@pytest.mark.parametrize(
    ("covered", "made", "on"),
    [
        (None, date(2026, 10, 31), date(2026, 10, 31)),
        (date(2026, 9, 30), date(2026, 10, 31), date(2026, 9, 30)),
        (date(1970, 1, 1), date(2027, 2, 1), date(2026, 12, 31)),
        (None, None, date(2026, 12, 31)),
    ],
)
def test_the_day_of_the_balance_lies_within_its_year(
    covered: date | None, made: date | None, on: date
) -> None:
    text = re.sub(r"#GEN[^\n]*\n", f"#GEN {made:%Y%m%d}\n" if made else "", TEXT)
    text += f"#OMFATTN {covered:%Y%m%d}\n" if covered else ""

    assert {each.on for each in draft_of(text).balances} == {on}


SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
_ENTRY = re.compile(r"^### (sie4/\S+)$.*?^- Expected: (.+?)$", re.MULTILINE | re.DOTALL)
EXPECTED = (
    dict(_ENTRY.findall((SAMPLES / "SOURCES.md").read_text(encoding="utf-8")))
    if (SAMPLES / "SOURCES.md").exists()
    else {}
)


@pytest.mark.skipif(not EXPECTED, reason="the published samples are not beside this checkout")
def test_every_published_file_has_its_facts() -> None:
    assert sorted(EXPECTED) == sorted(f"sie4/{path.name}" for path in (SAMPLES / "sie4").iterdir())


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_published_file_says_what_stands_beside_it(name: str) -> None:
    books = read_sie_file((SAMPLES / name).read_bytes())
    years = (books.first_day, books.last_day)
    year = tuple(f"{day:%Y%m%d}" for day in years if day) or None

    told = [
        f"encoding {books.encoding}; declared #FORMAT {books.declared}; SIE type {books.sie_type}",
        f"program {books.program}; company {books.company} {books.identifier}; fiscal year {year}",
        f"{books.vouchers} vouchers, {books.transactions} transactions",
    ]
    assert EXPECTED[name].startswith("; ".join(told))
    assert receivables(books) == listed(EXPECTED[name])


def receivables(books: SieFile) -> dict[str, dict[str, object]]:
    """Return the receivable accounts that something is told of, in the words of the published facts."""
    return {
        number: said
        for number, account in books.accounts.items()
        if re.fullmatch(r"151\d", number) and len(said := facts(account)) > 1
    }


def facts(account: Account) -> dict[str, object]:
    found: dict[str, object] = {"name": account.name}
    if account.opening is not None:
        found["opening_balance"] = account.opening
    if account.closing is not None:
        found["closing_balance"] = account.closing
    if account.count:
        found |= {"trans_count": account.count, "trans_sum": account.moved}
    return found


def listed(expected: str) -> dict[str, dict[str, object]]:
    found = {}
    for number, told in re.findall(r"account (\d+): (\{.*?\})", expected):
        values = json.loads(told)
        amounts = ("opening_balance", "closing_balance", "trans_sum")
        found[number] = values | {name: Decimal(values[name]) for name in amounts if name in values}
    return found
