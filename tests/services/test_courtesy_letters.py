"""Thanks, apologies and statements: they claim nothing, and an apology takes back in the same stroke."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.hindrance import NotAllowedError
from app.domain.history import ChargesWithdrawn, LetterKind, LetterSent
from app.domain.invoice import CaseId
from app.services import apologising, letter_form, payments, reminders, sending, undoing
from app.services.apologising import NothingToWithdrawError
from app.services.letter_courtesy import NotPaidYetError
from app.services.reminders import Wish
from tests.documents.reading import flowing
from tests.office import Office, kronor


@pytest.fixture
def case_id(office: Office) -> CaseId:
    """Return 29 860 kr due on 2026-10-28, with due date and fee agreed, on 2026-11-18."""
    who = office.customer("Bryggeri Tre Tumlare AB")
    made = office.invoice(
        who, "10431", "29860", issued="2026-09-28", due="2026-10-28", due_agreed=True, fee_agreed=True,
        reference="10431005",
    )  # fmt: skip
    office.sleep_until("2026-11-18")
    return made


def send(office: Office, case_id: CaseId, kind: LetterKind) -> int:
    letter_id = sending.make(office.desk, reminders.propose(office.desk, [case_id], Wish(kind)))
    sending.mark_sent(office.desk, letter_id)
    return letter_id


def paper(office: Office, case_id: CaseId, kind: LetterKind) -> str:
    return flowing(reminders.propose(office.desk, [case_id], Wish(kind)).pdf())


def test_thanks_wait_for_the_last_payment_and_name_its_day(office: Office, case_id: CaseId) -> None:
    payments.book_payment(office.desk, case_id, kronor("20000"))
    with pytest.raises(NotPaidYetError):
        reminders.propose(office.desk, [case_id], Wish(LetterKind.THANKS))
    payments.book_payment(office.desk, case_id, kronor("9860"), received_on=date(2026, 11, 17))
    payments.book_payment(office.desk, case_id, kronor("400"), received_on=date(2026, 11, 18))
    read = paper(office, case_id, LetterKind.THANKS)
    assert "Tack för betalningen av faktura 10431, som kom den 18 november." in read
    assert "Att betala" not in read
    before = office.case(case_id).ledger
    send(office, case_id, LetterKind.THANKS)
    after = office.case(case_id)
    assert after.ledger == before
    told = after.live_history[-1].event
    assert isinstance(told, LetterSent)
    assert (told.kind, told.pay_by, told.claimed) == (LetterKind.THANKS, None, kronor("0"))


def test_the_form_suggests_thanks_once_and_then_a_statement(office: Office, case_id: CaseId) -> None:
    payments.book_payment(office.desk, case_id, kronor("31000"))
    assert letter_form.first_wish(office.desk, [case_id]).kind is LetterKind.THANKS
    form = letter_form.letter_form(office.desk, [case_id], Wish(LetterKind.THANKS))
    assert form.may_go_out
    assert (form.total, form.pay_by, form.presets, form.additions, form.asks) == ("", None, (), (), ())
    send(office, case_id, LetterKind.THANKS)
    assert letter_form.first_wish(office.desk, [case_id]).kind is LetterKind.STATEMENT


def crossed(office: Office, case_id: CaseId) -> None:
    """Send a reminder although the money had come two days before; it turns up afterwards."""
    send(office, case_id, LetterKind.REMINDER)
    office.sleep_until("2026-11-20")
    payments.book_payment(office.desk, case_id, kronor("29860"), received_on=date(2026, 11, 16))


def test_an_apology_takes_back_what_the_letter_added_as_one_action(office: Office, case_id: CaseId) -> None:
    crossed(office, case_id)
    assert office.open(case_id) != "0.00"
    form = letter_form.letter_form(office.desk, [case_id], Wish(LetterKind.APOLOGY))
    assert [row.title for row in form.additions] == ["Fee and interest taken back"]
    read = paper(office, case_id, LetterKind.APOLOGY)
    assert "Vårt brev den 18 november om faktura 10431 var ett misstag" in read
    assert "betalningen hade kommit redan den 16 november." in read
    send(office, case_id, LetterKind.APOLOGY)
    case = office.case(case_id)
    assert str(case.open.amount) == "0.00"
    assert [type(entry.event) for entry in case.live_history[-2:]].count(ChargesWithdrawn) == 1
    undoing.undo(office.desk)
    assert office.open(case_id) != "0.00"


def test_an_apology_written_after_the_fee_went_says_the_same(office: Office, case_id: CaseId) -> None:
    crossed(office, case_id)
    before = paper(office, case_id, LetterKind.APOLOGY)
    apologising.withdraw_charges(office.desk, [case_id])
    after = paper(office, case_id, LetterKind.APOLOGY)
    amounts = before[before.index("Vi har tagit bort de") :].split(" som brevet")[0]
    assert amounts in after


def test_there_is_nothing_to_apologise_for_where_no_letter_crossed_a_payment(
    office: Office, case_id: CaseId
) -> None:
    with pytest.raises(NothingToWithdrawError):
        reminders.propose(office.desk, [case_id], Wish(LetterKind.APOLOGY))


def test_a_letter_that_claims_nothing_bears_no_fee(office: Office, case_id: CaseId) -> None:
    with pytest.raises(NotAllowedError):
        reminders.propose(office.desk, [case_id], Wish(LetterKind.STATEMENT, fee=True))


def test_a_statement_tells_of_everything_open_and_of_what_was_paid_on_it(
    office: Office, case_id: CaseId
) -> None:
    who = office.case(case_id).customer.id
    office.invoice(who, "10432", "1500", issued="2026-11-01", due="2026-12-01")
    office.invoice(who, "10433", "900", issued="2026-11-01", due="2026-12-01", currency="NOK")
    payments.book_payment(office.desk, case_id, kronor("5000"), received_on=date(2026, 11, 2))
    send(office, case_id, LetterKind.REMINDER)
    read = paper(office, case_id, LetterKind.STATEMENT)
    for row in (
        "2026-09-28 10431 Faktura 29 860,00 29 860,00",
        "2026-11-01 10432 Faktura 1 500,00 31 360,00",
        "2026-11-02 10431 Betalning −5 000,00 26 360,00",
        "2026-11-18 10431 Påminnelseavgift 60,00",
    ):
        assert row in read
    assert "10433" not in read, "another currency is another statement"
    whole = office.case(case_id).open + kronor("1500")
    assert read.count("Saldo den 18 november") == 1
    assert f"{whole.amount:,.2f}".replace(",", " ").replace(".", ",") in read


def test_a_statement_may_go_out_while_a_letter_runs_and_ends_nothing(office: Office, case_id: CaseId) -> None:
    send(office, case_id, LetterKind.REMINDER)
    before = office.work_list()
    send(office, case_id, LetterKind.STATEMENT)
    assert office.work_list() == before
