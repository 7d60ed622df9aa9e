"""The published OCR giro files, compared with the facts that stand beside them."""

import re
from datetime import date
from decimal import Decimal

import pytest

from app.importers.draft import Draft
from app.importers.reader import read
from tests.importers.bank_samples import SAMPLES, expected

EXPECTED = expected("ocrgiro")
_HEAD = re.compile(r"(\d+) transactions; end record total (\S+); .*account (\d+): (\d+) rows")
_ROW = re.compile(r"(\d{4}-\d\d-\d\d) (\S+) KID (\S+)(?: text \"(.+?)\")?(?:,| …|$)")


def test_every_published_file_has_its_facts() -> None:
    assert sorted(EXPECTED) == sorted(f"ocrgiro/{each.name}" for each in (SAMPLES / "ocrgiro").iterdir())


@pytest.fixture(params=sorted(EXPECTED))
def pair(request: pytest.FixtureRequest) -> tuple[Draft, str]:
    return read(SAMPLES / request.param), EXPECTED[request.param]


def test_all_payments_are_there_and_add_up(pair: tuple[Draft, str]) -> None:
    draft, facts = pair
    head = _HEAD.search(facts)

    assert head is not None
    assert len(draft.payments) == int(head[1]) == int(head[4])
    assert sum(payment.amount.amount for payment in draft.payments) == Decimal(head[2])
    assert {payment.account for payment in draft.payments} == {head[3]}
    assert (draft.problems, draft.left_out, draft.covered) == ((), (), ())


def test_the_listed_payments_are_as_listed(pair: tuple[Draft, str]) -> None:
    draft, facts = pair
    listed = _ROW.findall(facts)

    assert listed
    for payment, (day, amount, kid, text) in zip(draft.payments, listed, strict=False):
        settled_on = date.fromisoformat(day)
        assert payment.amount.amount == Decimal(amount)
        assert payment.reference == kid.replace("none", "")
        assert payment.message == text
        assert payment.bank_id.startswith(f"{settled_on:%Y%m%d}-")
        assert payment.received_on <= settled_on


def test_the_day_of_payment_is_the_day_of_the_order() -> None:
    draft = read(SAMPLES / "ocrgiro/netsgiro_ocr_transactions.txt")

    assert draft.payments[0].received_on == date(1992, 1, 16)
    # The ninth names no day of its own.
    assert draft.payments[8].received_on == date(1992, 1, 20)
