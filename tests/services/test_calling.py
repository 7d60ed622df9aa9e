"""The sheet of a call: what to dial, what to read out, and what follows from each outcome."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.history import Outcome
from app.domain.invoice import CaseId
from app.domain.party import Contact, ContactPerson
from app.domain.promise import PromiseInThePastError
from app.services import contact, contact_persons, undoing
from app.services.calling import CallSheet, call_sheet, outlook, parse_clock
from app.services.case_view import case_page
from app.services.contact import Call
from tests.office import Office

pytestmark = pytest.mark.usefixtures("swedish")


@pytest.fixture
def case_id(office: Office) -> CaseId:
    """Return an invoice of 24 860 kr, 21 days late on 18 November."""
    made = office.invoice(
        office.customer("Bryggeri Tre Tumlare AB"),
        "10431",
        "24860",
        issued="2026-09-28",
        due="2026-10-28",
        due_agreed=True,
        reference="10431005",
    )
    office.sleep_until("2026-11-18")
    return made


def sheet(office: Office, *case_ids: CaseId) -> CallSheet:
    return call_sheet(office.desk, case_ids)


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_sheet_has_what_people_ask_for(office: Office, case_id: CaseId) -> None:
    found = sheet(office, case_id)
    assert found.persons[0].phone == "070-174 06 12"
    facts = [(fact.label, plain(fact.value), fact.copied) for fact in found.facts]
    # 24 860 × 10 % × 21/365 = 143.03
    assert facts == [
        ("Att betala i dag", "25 003,03 kr", "25003.03"),
        ("OCR", "1043 1005", "10431005"),
        ("Bankgiro", "5050-1055", "5050-1055"),
    ]


def test_the_days_near_at_hand_stand_in_their_order(office: Office, case_id: CaseId) -> None:
    days = [(choice.words, choice.day) for choice in sheet(office, case_id).promise_days]
    assert days == [
        ("I dag", date(2026, 11, 18)),
        ("Fre 20", date(2026, 11, 20)),
        ("Om en vecka", date(2026, 11, 25)),
        ("Mån 30", date(2026, 11, 30)),
    ]


@pytest.mark.parametrize(
    ("call", "follows"),
    [
        (
            Call(Outcome.PROMISED, by=date(2026, 11, 25)),
            "Sedan: fakturan väntar till 25 november. Har inget kommit in torsdag 26 november hamnar den "
            "överst under I dag.",
        ),
        # A promise for a Friday is followed up on the next bank day, a Monday.
        (
            Call(Outcome.PROMISED, by=date(2026, 11, 20)),
            "Sedan: fakturan väntar till 20 november. Har inget kommit in måndag 23 november hamnar den "
            "överst under I dag.",
        ),
        (Call(Outcome.DISPUTED), "Sedan: breven pausas. Du svarar senast onsdag 25 november."),
        (
            Call(Outcome.NO_ANSWER),
            "Sedan: ett nytt försök torsdag 19 november, vid en annan tid på dagen.",
        ),
        (
            Call(Outcome.CALL_BACK, by=date(2026, 11, 20), at="10:30"),
            "Sedan: kunden är tillbaka under I dag på fredag klockan 10.30.",
        ),
        (
            Call(Outcome.CANNOT_PAY),
            "Sedan: sidan för avbetalningsplan öppnas med de här fakturorna.",
        ),
        (
            Call(Outcome.SAYS_PAID),
            "Sedan: fakturan väntar på betalningen. Har den inte kommit måndag 23 november står det under "
            "I dag.",
        ),
    ],
)
def test_every_outcome_says_what_follows(office: Office, case_id: CaseId, call: Call, follows: str) -> None:
    assert outlook(sheet(office, case_id), call) == follows


@pytest.mark.parametrize("outcome", list(Outcome))
def test_what_is_foretold_is_what_happens(office: Office, case_id: CaseId, outcome: Outcome) -> None:
    call = Call(outcome, by=date(2026, 11, 18) if outcome is Outcome.SAYS_PAID else date(2026, 11, 20))
    foretold = outlook(sheet(office, case_id), call)
    contact.log_call(office.desk, [case_id], call)
    act_on = case_page(office.desk, case_id).summary.act_on
    assert act_on is not None
    # A plan is made at once, so its sentence names the page and no day.
    assert outcome is Outcome.CANNOT_PAY or f"{act_on.day} november" in foretold or "på fredag" in foretold


def test_a_promise_in_the_past_is_refused_before_it_is_saved(office: Office, case_id: CaseId) -> None:
    with pytest.raises(PromiseInThePastError):
        outlook(sheet(office, case_id), Call(Outcome.PROMISED, by=date(2026, 11, 17)))


def test_the_second_promise_is_called_so(office: Office, case_id: CaseId) -> None:
    assert sheet(office, case_id).promise_number == ""
    contact.log_call(office.desk, [case_id], Call(Outcome.PROMISED))
    assert sheet(office, case_id).promise_number == "Andra löftet"


def test_a_corrected_address_is_stored_with_the_call_and_undone_with_it(
    office: Office, case_id: CaseId
) -> None:
    before = office.case(case_id).customer.address
    call = Call(Outcome.NOT_RECEIVED, corrections=(("address", "Nya gatan 1, 999 48 Norrskär"),))
    contact.log_call(office.desk, [case_id], call)
    assert office.case(case_id).customer.address.lines == ("Nya gatan 1", "999 48 Norrskär")
    undoing.undo(office.desk)
    assert office.case(case_id).customer.address == before


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("10.30", "10:30"),
        ("10:30", "10:30"),
        ("1030", "10:30"),
        ("9", "09:00"),
        ("24", None),
        ("10.60", None),
        ("snart", None),
    ],
)
def test_an_hour_is_read_as_people_write_it(typed: str, read: str | None) -> None:
    assert parse_clock(typed) == read


def test_the_one_who_answered_last_is_called_first(office: Office, case_id: CaseId) -> None:
    who = office.case(case_id).customer.id
    maja, *_rest = contact_persons.persons(office.desk, who)
    erik = ContactPerson(contact_persons.NEW, Contact("Erik", "inköp", "070-174 06 13", best_time="9–11"))
    mail = ContactPerson(contact_persons.NEW, Contact("Ida", "", "", "ida@example.com"))
    contact_persons.set_persons(office.desk, who, [maja, erik, mail])

    def called() -> list[str]:
        return [person.words for person in sheet(office, case_id).persons]

    assert called() == ["Maja, ekonomi", "Erik, inköp"]
    second = sheet(office, case_id).persons[1]
    assert second.who == "Nås bäst 9–11"
    assert second.script.lines[0].startswith("Hej Erik")

    contact.log_call(office.desk, [case_id], Call(Outcome.NO_ANSWER, person=second.id))
    assert called() == ["Maja, ekonomi", "Erik, inköp"]
    contact.log_call(office.desk, [case_id], Call(Outcome.CALL_BACK, by=date(2026, 11, 19), person=second.id))
    assert called() == ["Erik, inköp", "Maja, ekonomi"]
    undoing.undo(office.desk)
    assert called() == ["Maja, ekonomi", "Erik, inköp"]


def test_the_person_called_before_persons_were_noted_is_nobody_in_particular(
    office: Office, case_id: CaseId
) -> None:
    contact.log_call(office.desk, [case_id], Call(Outcome.CALL_BACK, by=date(2026, 11, 19)))
    (only,) = sheet(office, case_id).persons
    assert only.id == contact_persons.FIRST
