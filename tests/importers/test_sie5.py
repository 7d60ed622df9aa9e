"""SIE 5: invoices with due dates, customers and balances in XML."""

from datetime import date
from pathlib import Path

import pytest

from app.importers.draft import Draft, DraftInvoice
from app.importers.reader import read
from app.importers.sie5 import read_sie5

FILE = Path(__file__).parent / "files" / "sie5.sie"
TEXT = FILE.read_text(encoding="utf-8")
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def changed(old: str, new: str) -> Draft:
    assert old in TEXT
    return read_sie5(TEXT.replace(old, new).encode())


def invoice(number: str) -> DraftInvoice:
    return next(each for each in read(FILE).invoices if each.number == number)


def test_an_invoice_gives_all_its_facts() -> None:
    draft, found = read(FILE), invoice("10/0412")

    assert (draft.kind, draft.problems) == ("sie", ())
    assert (found.kind, found.issued_on, found.due_on) == ("invoice", date(2026, 10, 28), date(2026, 11, 27))
    assert (str(found.total.amount), str(found.amount_due.amount)) == ("1001.00", "901.00")
    assert (found.payment_reference, found.subject) == ("0010412003", "Byte av blandare")
    assert (found.customer.name, found.customer.identifier) == ("Ljungbackens Förskola", "2021005455")
    assert (found.customer.customer_number, found.customer.city) == ("1033", "Åmål")


def test_what_is_left_is_worked_out_from_the_entries_where_no_balance_says_it() -> None:
    assert str(invoice("10/0390").amount_due.amount) == "3500.00"


def test_what_is_left_may_begin_with_an_opening_balance() -> None:
    opening = '<Balances><OpeningBalance month="2026-09" amount="4000.00"/></Balances>'
    marked = '<OriginalAmount date="2026-08-31" amount="5000.00"/>'
    text = TEXT.replace(marked, opening + marked).replace(
        '<LedgerEntry accountId="1510" amount="5000.00"><SubdividedAccountObjectReference objectId="a2"/>',
        '<LedgerEntry accountId="1510" amount="5000.00"><SubdividedAccountObjectReference objectId="b9"/>',
    )
    found = {each.number: str(each.amount_due.amount) for each in read_sie5(text.encode()).invoices}

    assert found["10/0390"] == "2500.00"


def test_an_invoice_below_zero_is_a_credit_note() -> None:
    credit = invoice("10/0401")

    assert (credit.kind, str(credit.total.amount), credit.due_on) == ("credit_note", "250.00", None)


def test_an_invoice_in_another_currency_is_read_in_that_currency() -> None:
    found = invoice("10/0402")

    assert (found.currency, str(found.amount_due.amount)) == ("EUR", "1000.00")


def test_a_balance_in_another_currency_than_the_invoice_is_not_converted() -> None:
    draft = changed(
        '<ForeignCurrencyAmount amount="1000.00" currency="EUR"/></ClosingBalance>', "</ClosingBalance>"
    )

    assert "10/0402" not in [each.number for each in draft.invoices]
    assert ("blocking", "amount_due", "currency_conflict") in [
        (each.severity, each.field, each.code) for each in draft.problems
    ]


def test_the_account_is_compared_on_the_last_day_that_has_entries() -> None:
    (balance,) = read(FILE).balances

    assert (balance.account, str(balance.amount.amount), balance.on) == (
        "1510",
        "12001.00",
        date(2026, 10, 31),
    )


@pytest.mark.parametrize(
    ("old", "new", "field", "code"),
    [
        (' customerId="1033"', ' customerId="9"', "customer", "missing"),
        ('invoiceNumber="10/0412"', "", "number", "missing"),
        ('dueDate="2026-11-27"', 'dueDate="2026-11-31"', "due_on", "not_a_day"),
        ('date="2026-10-28" amount="1001.00"', 'date="i höst" amount="1001.00"', "issued_on", "missing"),
        ('date="2026-10-28" amount="1001.00"', 'date="2026-10-28" amount="x"', "total", "missing"),
    ],
)
def test_what_cannot_be_read_is_listed_and_the_others_are_kept(
    old: str, new: str, field: str, code: str
) -> None:
    draft = changed(old, new)

    assert (4, "blocking", field, code) in [
        (len(draft.invoices) + (code != "not_a_day"), each.severity, each.field, each.code)
        for each in draft.problems
    ]


def test_an_invoice_without_a_due_day_is_remarked() -> None:
    draft = changed(' dueDate="2026-11-27"', "")

    assert [each.code for each in draft.problems] == ["due_missing"]


@pytest.mark.skipif(
    not (SAMPLES / "sie5").exists(), reason="the published samples are not beside this checkout"
)
def test_the_published_file_of_entries_claims_nothing_and_says_so() -> None:
    draft = read(SAMPLES / "sie5" / "SampleEntry3.sie")

    assert (draft.kind, draft.invoices, draft.customers, draft.balances) == ("sie", (), (), ())
    assert [each.code for each in draft.problems] == ["books_without_receivables"]
