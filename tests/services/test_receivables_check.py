"""Books of others beside ours: how far they differ on a day, and why as far as that is known."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.money import Money
from app.services import importing, payments
from app.services.import_words import advice, message
from app.services.receivables_check import Comparison
from app.storage.unit_of_work import NewEntry
from tests.office import Office, kronor
from tests.services.books_files import sie_file


def compared(office: Office, path: Path) -> Comparison:
    (found,) = importing.preview(office.desk, path).files[0].books
    return found


def lines(office: Office, path: Path) -> list[str]:
    """Return what the preview says about the comparison."""
    (file,) = importing.preview(office.desk, path).files
    assert all(advice(problem) for problem in file.problems)
    return [message(problem).replace("\u00a0", " ") for problem in file.problems]


def reasons(found: Comparison) -> dict[str, str]:
    return {reason.code: str(reason.amount.amount) for reason in found.reasons}


@pytest.fixture
def owed(office: Office) -> CaseId:
    """Owe 1 000 kr by Acme AB and 250 kr by Bolaget HB, both invoiced before the middle of November."""
    acme, other = office.customer("Acme AB"), office.customer("Bolaget HB")
    case_id = office.invoice(acme, "1", "1000", issued="2026-09-01", due="2026-09-15")
    office.invoice(other, "2", "250", issued="2026-09-20", due="2026-10-20")
    office.sleep_until("2026-11-18")
    return case_id


def test_books_that_say_the_same_agree_in_one_line(office: Office, owed: CaseId, tmp_path: Path) -> None:
    path = sie_file(tmp_path, owed={"Acme AB": "1000.00", "Bolaget HB": "250.00"})

    assert compared(office, path).difference == kronor("0")
    assert lines(office, path) == [
        "On 18 Nov 2026 customers owe 1,250.00 SEK by the books, the same as here."
    ]


def test_what_came_after_the_day_of_the_books_does_not_count(
    office: Office, owed: CaseId, tmp_path: Path
) -> None:
    path = sie_file(tmp_path, owed={"Acme AB": "1000.00", "Bolaget HB": "250.00"}, on="20261110")
    office.invoice(office.case(owed).customer.id, "3", "99", issued="2026-11-11", due="2026-12-11")
    payments.book_payment(office.desk, owed, kronor("1000"), received_on=date(2026, 11, 17))

    found = compared(office, path)
    assert (found.on, found.difference) == (date(2026, 11, 10), kronor("0"))


def test_interest_and_fees_that_are_booked_here_explain_their_sum(
    office: Office, owed: CaseId, tmp_path: Path
) -> None:
    with office.desk.begin() as work:
        work.book(NewEntry(owed, EntryKind.LATE_INTEREST, kronor("14.20"), date(2026, 10, 1)))
        work.book(NewEntry(owed, EntryKind.REMINDER_FEE, kronor("60"), date(2026, 10, 1)))
        work.commit()
    found = compared(office, sie_file(tmp_path, owed={"Acme AB": "1000.00", "Bolaget HB": "250.00"}))

    assert (found.difference, found.rest) == (kronor("-74.20"), kronor("0"))
    assert reasons(found) == {"charges": "-74.20"}


def test_a_payment_settles_the_claim_before_its_charges(office: Office, owed: CaseId, tmp_path: Path) -> None:
    with office.desk.begin() as work:
        work.book(NewEntry(owed, EntryKind.REMINDER_FEE, kronor("60"), date(2026, 10, 1)))
        work.commit()
    payments.book_payment(office.desk, owed, kronor("1000"), received_on=date(2026, 10, 20))
    found = compared(office, sie_file(tmp_path, owed={"Bolaget HB": "250.00"}))

    assert (reasons(found), found.rest) == ({"charges": "-60.00"}, kronor("0"))


def test_credit_that_lies_here_is_taken_off_in_the_books(
    office: Office, owed: CaseId, tmp_path: Path
) -> None:
    payments.book_payment(office.desk, owed, kronor("1100"), received_on=date(2026, 10, 20))
    found = compared(office, sie_file(tmp_path, owed={"Acme AB": "-100.00", "Bolaget HB": "250.00"}))

    assert (found.difference, found.rest) == (kronor("-100"), kronor("0"))
    assert (reasons(found), found.customers) == ({"credits": "-100.00"}, ())


def test_customers_that_only_one_of_them_has_are_named(office: Office, owed: CaseId, tmp_path: Path) -> None:
    path = sie_file(tmp_path, owed={"Acme AB": "1000.00", "Dagnys Bageri": "75.00"})
    found = compared(office, path)

    assert reasons(found) == {"unknown": "75.00", "missing": "-250.00"}
    assert [reason.names for reason in found.reasons] == [("Dagnys Bageri",), ("Bolaget HB",)]
    assert found.rest == kronor("0")
    assert lines(office, path)[1:] == [
        "75.00 SEK by the books is owed by customers without invoices here: Dagnys Bageri.",
        "250.00 SEK here is owed by customers who are not in the books: Bolaget HB.",
    ]


def test_an_invoice_that_was_not_sent_is_none_in_the_books(
    office: Office, owed: CaseId, tmp_path: Path
) -> None:
    acme = office.case(owed).customer.id
    office.invoice(acme, "4", "80", issued="2026-11-01", due="2026-12-01", delivered=False)
    found = compared(office, sie_file(tmp_path, owed={"Acme AB": "1000.00", "Bolaget HB": "250.00"}))

    assert (reasons(found), found.rest, found.customers) == ({"drafts": "-80.00"}, kronor("0"), ())


def test_the_customers_behind_an_unexplained_rest_are_shown_with_both_sums(
    office: Office, owed: CaseId, tmp_path: Path
) -> None:
    path = sie_file(tmp_path, owed={"Acme AB": "400.00", "Bolaget HB": "250.00"})
    found = compared(office, path)

    assert [(each.name, each.books, each.ours) for each in found.customers] == [
        ("Acme AB", kronor("400"), kronor("1000"))
    ]
    assert (found.rest, found.is_behind) == (kronor("-600"), True)
    assert lines(office, path) == [
        "On 18 Nov 2026 customers owe 650.00 SEK by the books and 1,250.00 SEK here: "
        "600.00 SEK less by the books.",
        "These customers owe other sums by the books than here: Acme AB 400.00 SEK, here 1,000.00 SEK.",
        "No bank files have been read in; the books may have payments that are not here.",
        "600.00 SEK is not explained.",
    ]


def test_an_invoice_that_alone_makes_the_rest_is_named(office: Office, owed: CaseId, tmp_path: Path) -> None:
    path = sie_file(tmp_path, whole="1000.00")

    assert compared(office, path).fitting == (("2", "Bolaget HB"),)
    assert "Invoice 2 of Bolaget HB is exactly as much as is missing in the books." in lines(office, path)


def test_payments_known_through_an_earlier_day_may_be_what_is_missing(
    office: Office, owed: CaseId, tmp_path: Path
) -> None:
    found = compared(office, sie_file(tmp_path, whole="900.00"))

    assert (found.bank_through, found.is_behind) == (None, True)
    assert Comparison(found.on, found.books, found.ours, (), bank_through=date(2026, 11, 17)).is_behind
    assert not Comparison(found.on, found.books, found.ours, (), bank_through=date(2026, 11, 18)).is_behind


def test_money_that_belongs_to_nobody_yet_is_named(office: Office, owed: CaseId, tmp_path: Path) -> None:
    with office.desk.begin() as work:
        work.session.connection().exec_driver_sql(WAITING)
        work.commit()
    path = sie_file(tmp_path, whole="900.00")

    assert compared(office, path).waiting == kronor("350")
    assert "350.00 SEK has come in here that belongs to no invoice yet." in lines(office, path)


WAITING = """
INSERT INTO payment (received_on, amount_minor, currency, payer, reference, message, account, payer_account,
    payer_identifier, details, read_on, aside, repaid_minor)
VALUES ('2026-11-12', 35000, 'SEK', '', '', '', '', '', '', '{}', '2026-11-18', '', 0)
"""


def test_another_currency_is_set_apart_and_never_converted(
    office: Office, owed: CaseId, tmp_path: Path
) -> None:
    acme = office.case(owed).customer.id
    office.invoice(acme, "5", "40", issued="2026-11-01", due="2026-12-01", currency="EUR")
    path = sie_file(tmp_path, whole="1650.00")
    found = compared(office, path)

    assert (found.ours, found.apart) == (kronor("1250"), (kronor("40", "EUR"),))
    assert "40.00 EUR here is in another currency and is not compared." in lines(office, path)


def test_what_is_written_down_in_the_books_is_owed_all_the_same(
    office: Office, owed: CaseId, tmp_path: Path
) -> None:
    found = compared(office, sie_file(tmp_path, whole="1250.00", extra="#UB 0 1519 -300.00"))

    assert (reasons(found), found.rest) == ({"written_down": "-300.00"}, kronor("0"))


def test_the_parts_always_add_up_to_the_difference(office: Office, owed: CaseId, tmp_path: Path) -> None:
    payments.book_payment(office.desk, owed, kronor("1100"), received_on=date(2026, 10, 20))
    path = sie_file(tmp_path, owed={"Acme AB": "17.00", "Dagnys Bageri": "75.00"}, whole="93.00")
    found = compared(office, path)
    explained = sum((reason.amount.amount for reason in found.reasons), Decimal(0))

    assert found.rest == Money.of(found.difference.amount - explained, found.books.currency)


def test_more_customers_than_fit_a_line_are_counted(office: Office, tmp_path: Path) -> None:
    owed = {f"Kund {letter} AB": "10.00" for letter in "ABCDEFGH"}

    assert any(
        line.endswith("Kund E AB and 3 more.") for line in lines(office, sie_file(tmp_path, owed=owed))
    )


def test_the_books_of_another_firm_are_neither_read_in_nor_compared(office: Office, tmp_path: Path) -> None:
    path = sie_file(tmp_path, owed={"Acme AB": "10.00"}, owner="556016-0680")
    shown = importing.preview(office.desk, path)
    (file,) = shown.files

    assert (file.books, file.people) == ((), ())
    assert lines(office, path) == ["These are the books of Rörjouren i Åmål AB, not of your firm."]
    assert importing.accept(office.desk, shown).changes.action_id is None
