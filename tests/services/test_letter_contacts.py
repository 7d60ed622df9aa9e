"""What a letter says of the talks before it, and of agreements that differ between its invoices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.documents.content import Contacts, Promised
from app.documents.explanation import calculation
from app.documents.wording import contacts as told
from app.domain.history import LetterKind, Outcome
from app.domain.invoice import AgreedInterest, CaseId
from app.services import contact, payments, reminders
from app.services.contact import Call
from app.services.letter_contacts import contacts
from app.services.reminders import Wish
from tests.office import Office, kronor


@pytest.fixture
def both(office: Office) -> tuple[CaseId, CaseId]:
    """Return two invoices of a customer, due on 2026-10-01 and 2026-10-08, on 2026-10-12."""
    who = office.customer("Norrskärs Båtvarv HB")
    first = office.invoice(who, "1", "10000", issued="2026-09-01", due="2026-10-01", due_agreed=True)
    second = office.invoice(
        who, "2", "4000", issued="2026-09-08", due="2026-10-08", due_agreed=True,
        agreed=AgreedInterest(fixed_percent=Decimal("5.00")),
    )  # fmt: skip
    office.sleep_until("2026-10-12")
    return first, second


def done(office: Office, ids: tuple[CaseId, ...]) -> Contacts:
    return contacts(reminders.load(office.desk, ids), office.desk.today())


def test_a_promise_on_two_invoices_is_told_as_one_sum_once_it_was_broken(
    office: Office, both: tuple[CaseId, CaseId]
) -> None:
    call = Call(Outcome.PROMISED, by=date(2026, 10, 16), amount=kronor("12000"))
    contact.log_call(office.desk, both, call)
    assert done(office, both).promised is None, "it still runs"
    office.sleep_until("2026-10-20")
    found = done(office, both)
    assert found.promised == Promised(date(2026, 10, 12), kronor("12000"), date(2026, 10, 16))
    assert told(found, "nb").replace("\u00a0", " ") == (
        "Som vi ble enige om på telefon 12. oktober, skulle 12 000 SEK betales innen 16. oktober."
    )


def test_a_promise_that_was_kept_is_not_held_against_anybody(
    office: Office, both: tuple[CaseId, CaseId]
) -> None:
    contact.log_call(
        office.desk, both[:1], Call(Outcome.PROMISED, by=date(2026, 10, 16), amount=kronor("3000"))
    )
    payments.book_payment(office.desk, both[0], kronor("3000"), received_on=date(2026, 10, 12))
    office.sleep_until("2026-10-20")
    assert done(office, both) == Contacts(spoke_on=date(2026, 10, 12))


def test_calls_without_an_answer_are_counted_and_talks_are_dated(
    office: Office, both: tuple[CaseId, CaseId]
) -> None:
    contact.log_call(office.desk, both, Call(Outcome.NO_ANSWER))
    assert told(done(office, both), "sv") == "Vi har ringt en gång."
    office.sleep_until("2026-10-13")
    contact.log_call(office.desk, both, Call(Outcome.NO_ANSWER))
    office.sleep_until("2026-10-14")
    contact.log_call(office.desk, both, Call(Outcome.CANNOT_PAY))
    assert told(done(office, both), "sv").replace("\u00a0", " ") == (
        "Vi har ringt två gånger. Vi talades vid på telefon den 14 oktober."
    )


def test_a_call_before_the_due_date_is_not_mentioned(office: Office, both: tuple[CaseId, CaseId]) -> None:
    contact.log_call(office.desk, both, Call(Outcome.NO_ANSWER, happened_on=date(2026, 10, 1)))
    assert done(office, both) == Contacts()


def test_invoices_with_different_agreed_rates_each_name_their_own_source(
    office: Office, both: tuple[CaseId, CaseId]
) -> None:
    office.sleep_until("2026-11-18")
    letter = reminders.propose(office.desk, both, Wish(LetterKind.REMINDER)).letter
    said = " ".join(calculation(letter)).replace("\u00a0", " ")
    assert "Faktura 1: Dröjsmålsränta 10,00 % per år" in said
    assert "plus 8 procentenheter enligt 3 och 6 §§ räntelagen (1975:635). Faktura 2:" in said
    assert "Faktura 2: Dröjsmålsränta 5,00 % per år" in said
    assert "(41 dagar). Räntesatsen är avtalad." in said
    # 10 000 x 10 % x 48/365 and 4 000 x 5 % x 41/365
    assert [str(line.interest.amount) for line in letter.lines if line.interest] == ["131.51", "22.47"]
