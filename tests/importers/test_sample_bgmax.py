"""The published BgMax files, compared with the facts that stand beside them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pytest

from app.importers.bank_draft import DraftPayment
from app.importers.draft import Draft
from app.importers.reader import read
from tests.importers.bank_samples import SAMPLES, expected

EXPECTED = expected("bgmax")
_DEPOSIT = re.compile(r"Bankgiro (\d+) ([A-Z]{3}): deposit (\S+) (\S+) \(sum agrees\): (.+?)(?=; Bankgiro|$)")
_ROW = re.compile(r"(-?\d+\.\d\d) ref (.+?)(?: \+ (\d+) extra)?(?=, -?\d+\.\d\d ref|$)")


def test_every_published_file_has_its_facts() -> None:
    assert sorted(EXPECTED) == sorted(f"bgmax/{each.name}" for each in (SAMPLES / "bgmax").iterdir())


@pytest.fixture(params=sorted(EXPECTED))
def pair(request: pytest.FixtureRequest) -> tuple[Draft, str]:
    return read(SAMPLES / request.param), EXPECTED[request.param]


def rows(payment: DraftPayment) -> Iterator[tuple[Decimal, str]]:
    """Return the records of the file again: the payment, and what was deducted from it."""
    deducted = [part for part in payment.parts if part.amount and part.amount.minor < 0]
    gross = payment.amount.amount - sum(part.amount.amount for part in deducted if part.amount)
    yield gross, payment.reference or "none"
    yield from ((part.amount.amount, part.reference) for part in deducted if part.amount)


def test_every_payment_and_deduction_is_there_once(pair: tuple[Draft, str]) -> None:
    draft, facts = pair
    wanted = [
        (bankgiro, currency, Decimal(amount), reference)
        for bankgiro, currency, _day, _sum, listed in _DEPOSIT.findall(facts)
        for amount, reference, _extras in _ROW.findall(listed)
    ]
    found = [
        (payment.account, payment.amount.currency, amount, reference)
        for payment in draft.payments
        for amount, reference in rows(payment)
    ]

    assert found == wanted
    assert len(draft.payments) == int(facts.split("; ")[1].split()[0])


def test_the_payments_add_up_to_the_deposits(pair: tuple[Draft, str]) -> None:
    draft, facts = pair
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for payment in draft.payments:
        sums[payment.amount.currency] += payment.amount.amount
    stated: dict[str, Decimal] = defaultdict(Decimal)
    for _bankgiro, currency, _day, amount, _rows in _DEPOSIT.findall(facts):
        stated[currency] += Decimal(amount)

    assert sums == stated
    assert ", ".join(f"{sums[each]} {each}" for each in sorted(sums)) in facts


def test_days_and_encoding_are_those_of_the_file(pair: tuple[Draft, str]) -> None:
    draft, facts = pair
    days = {day for _bankgiro, _currency, day, _sum, _rows in _DEPOSIT.findall(facts)}
    replaced = {problem.found for problem in draft.problems if problem.code == "day_of_file"}

    assert f"encoding {draft.source.encoding};" in facts
    assert {payment.received_on.isoformat() for payment in draft.payments} | replaced >= days
    assert {problem.code for problem in draft.problems} <= {"day_of_file"}


def test_further_references_are_kept() -> None:
    draft = read(SAMPLES / "bgmax/bankgirot_exempel_ocrkontroll.txt")
    listed = {payment.reference: payment.numbers for payment in draft.payments if payment.numbers}

    assert listed == {
        "655969": ("655969", "89853"),
        "657866 658765 657767": ("657866", "658765", "657767", "657965"),
        "658260": ("658260", "658369", "658468"),
        "801266,801365,801464": ("801266", "801365", "801464"),
    }
    assert draft.payments[0].payer == "Kalles Plåt AB"
    assert draft.payments[0].payer_identifier == "5500001234"


def test_a_day_of_the_year_1010_is_reported_and_the_day_of_the_file_taken() -> None:
    draft = read(SAMPLES / "bgmax/cyberphoto_2_payments.txt")

    assert {problem.found for problem in draft.problems} == {"1010-03-24"}
    assert {payment.received_on.isoformat() for payment in draft.payments} == {"2010-03-24"}
    assert draft.payments[0].numbers == ("100252", "1000014")
