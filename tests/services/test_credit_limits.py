"""How much a customer may owe: set, undone, held against what is open, and told of a new invoice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.credit_limit import CreditLimit, put_off_to, report_by
from app.domain.invoice import CaseId
from app.services import checks, undoing
from app.services.credit_limits import answers, figure
from app.services.customer_form import customer_form
from app.services.errors import UnreadableValueError
from app.services.facts import set_customer
from app.services.import_look import look
from app.services.invoice_form import TypedInvoice
from app.services.register_extract import extract
from tests.office import Office, kronor

FIRST = CaseId(1)
NBSP = "\u00a0"
FILE = "Fakturanr;Kund;Fakturadatum;Förfallodatum;Belopp;OCR\n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a customer who owes 40 000 of at most 60 000 kr."""
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    who = office.customer("Norrskärs Båtvarv HB")
    office.invoice(who, "10412", "40000", issued="2026-11-01", due="2026-12-01", reference="104125")
    set_customer(office.desk, who, {"credit_limit": "60 000", "insured_limit": "75000", "report_days": "60"})
    return office


def typed(office: Office, amount: str) -> tuple[str, ...]:
    paper = TypedInvoice(
        customer_id=office.case(FIRST).customer.id, who={}, number="10500", amount=kronor(amount),
        issued_on=date(2026, 11, 18), due_on=date(2026, 12, 18), payment_reference="105007",
    )  # fmt: skip
    return tuple(each.says.replace(NBSP, " ") for each in checks.of_typed(office.desk, paper))


def test_it_is_set_seen_and_undone(office: Office) -> None:
    who = office.case(FIRST).customer.id
    known = customer_form(office.desk, who).answers
    said = [known[name] for name in ("credit_limit", "insured_limit", "extension_days", "report_days")]
    assert said == ["60000.00", "75000.00", "", "60"]
    assert figure(office.desk, who).replace(NBSP, " ") == "60,000 SEK, 20,000 SEK left"
    set_customer(office.desk, who, {"credit_limit": "30000"})
    assert figure(office.desk, who).replace(NBSP, " ") == "30,000 SEK, 10,000 SEK above it"
    undoing.undo(office.desk)
    undoing.undo(office.desk)
    with office.desk.database.reading() as connection:
        assert set(answers(connection, who).values()) == {""}
    assert figure(office.desk, who) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [("credit_limit", "lots"), ("credit_limit", "-1"), ("report_days", "366"), ("extension_days", "2.5")],
)
def test_what_cannot_be_read_sets_nothing(office: Office, name: str, text: str) -> None:
    who = office.case(FIRST).customer.id
    with pytest.raises(UnreadableValueError):
        set_customer(office.desk, who, {"phone": "070-1", name: text})
    assert office.case(FIRST).customer.contact.phone != "070-1"


def test_a_new_invoice_that_breaks_it_is_told_of(office: Office) -> None:
    assert typed(office, "20000") == ()
    (told,) = typed(office, "20000.01")
    assert told == "With it the customer owes 60,000.01 SEK, and the limit is 60,000.00 SEK."


def test_invoices_read_in_together_are_added_up(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "nya.csv"
    rows = "".join(
        f"1060{n};Norrskärs Båtvarv HB;2026-11-10;2026-12-10;{amount};1060{n}\n"
        for n, amount in ((1, 15000), (2, 6000))
    )
    file.write_text(FILE + rows, encoding="utf-8")
    told = [each.title for each in look(office.desk, [file], {}).causes if each.code == "check_above_limit"]
    assert len(told) == 1
    assert "61,000" in told[0]


def test_the_invoice_says_how_long_the_insurer_lets_one_wait(office: Office) -> None:
    assert checks.of_case(office.desk, office.case(FIRST)) == ()
    set_customer(office.desk, office.case(FIRST).customer.id, {"extension_days": "30"})
    (told,) = checks.of_case(office.desk, office.case(FIRST))
    assert told.says == "The credit insurer lets the payment wait until 31 December."


def test_the_extract_of_the_register_shows_it(office: Office) -> None:
    assert "6000000" in str(extract(office.desk, office.case(FIRST).customer.id))


def test_the_days_of_an_insurer_count_from_the_due_date() -> None:
    limit = CreditLimit(extension_days=30)
    assert put_off_to(limit, date(2026, 12, 1)) == date(2026, 12, 31)
    assert report_by(date(2026, 12, 1), 60) == date(2027, 1, 30)
    assert (put_off_to(CreditLimit(), date(2026, 12, 1)), CreditLimit().lowest) == (None, None)
