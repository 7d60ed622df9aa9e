"""Hints of financial difficulty in words, put away and raised again when something new happens."""

from __future__ import annotations

from datetime import date

import pytest

from app import i18n
from app.domain.history import Outcome
from app.domain.invoice import CaseId
from app.domain.money import SEK, Money
from app.domain.party import CustomerId
from app.domain.trouble_signs import BrokenPromises, LongerDelays, Sign, SmallerParts
from app.services.contact import Call, log_call
from app.services.payments import book_payment
from app.services.trouble_signs import Trouble, fact, put_away, trouble
from tests.office import Office, kronor
from tests.services.saying import in_every_language, is_complete


@pytest.fixture
def acme(office: Office) -> CustomerId:
    i18n.use("en")
    return office.customer("Acme AB")


def breaks_a_promise(office: Office, case_id: CaseId, made: str, by: str) -> None:
    office.sleep_until(made)
    log_call(office.desk, [case_id], Call(Outcome.PROMISED, by=date.fromisoformat(by)))


@pytest.fixture
def case_id(office: Office, acme: CustomerId) -> CaseId:
    return office.invoice(acme, "10412", "24860.00", issued="2026-09-01", due="2026-09-15")


def found(office: Office, acme: CustomerId) -> Trouble:
    seen = trouble(office.desk, acme)
    assert seen is not None
    return seen


def test_a_customer_without_a_history_raises_nothing(office: Office, acme: CustomerId) -> None:
    assert trouble(office.desk, acme) is None


def test_two_broken_promises_are_said_with_their_facts(
    office: Office, acme: CustomerId, case_id: CaseId
) -> None:
    breaks_a_promise(office, case_id, "2026-10-01", "2026-10-09")
    office.sleep_until("2026-10-20")
    assert trouble(office.desk, acme) is None
    breaks_a_promise(office, case_id, "2026-10-20", "2026-10-30")
    office.sleep_until("2026-11-18")
    seen = found(office, acme)
    assert seen.title == "May be in financial difficulty"
    assert seen.facts == ("Two promises were not kept, the last one for 30 October.",)


def test_hints_put_away_come_back_only_when_they_change(
    office: Office, acme: CustomerId, case_id: CaseId
) -> None:
    for month, amount in ((9, "4000"), (10, "2000"), (11, "500")):
        office.sleep_until(f"2026-{month:02}-30")
        book_payment(office.desk, case_id, kronor(amount))
    assert found(office, acme).facts[0].startswith("The parts paid on invoice 10412 shrink: 4,000")
    put_away(office.desk, acme)
    assert trouble(office.desk, acme) is None
    office.sleep_until("2026-12-15")
    book_payment(office.desk, case_id, kronor("200"))
    assert found(office, acme).facts[0].endswith("200\N{NO-BREAK SPACE}SEK.")


def test_putting_nothing_away_hides_nothing_later(office: Office, acme: CustomerId, case_id: CaseId) -> None:
    put_away(office.desk, acme)
    breaks_a_promise(office, case_id, "2026-10-01", "2026-10-09")
    breaks_a_promise(office, case_id, "2026-10-20", "2026-10-30")
    office.sleep_until("2026-11-18")
    assert found(office, acme)


@pytest.mark.parametrize(
    "sign",
    [
        BrokenPromises(2, date(2026, 10, 30)),
        SmallerParts("10412", (Money(400000, SEK), Money(200000, SEK), Money(50000, SEK))),
        LongerDelays((0, 4, 9, 15)),
    ],
)
def test_every_hint_is_said_in_every_language(sign: Sign) -> None:
    assert is_complete(in_every_language(lambda: fact(sign, date(2026, 11, 18))))
