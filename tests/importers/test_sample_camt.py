"""The published camt files, compared with the facts that stand beside them."""

import re
from decimal import Decimal

import pytest

from app.importers.bank_draft import DraftPayment
from app.importers.draft import Draft
from app.importers.reader import read
from tests.importers.bank_samples import SAMPLES, expected

EXPECTED = expected("camt")
_STATEMENT = re.compile(
    r"account (\S+): (\d+) entries \((\d+) credit (\S+), (\d+) debit (\S+)\), (\d+) details"
)
_ENTRY = re.compile(
    r"(\d{4}-\d\d-\d\d)\S* (CRDT|DBIT) (\S+) ([A-Z]{3})( REVERSAL)?: (.+?)(?=; \d{4}-|; account|$)"
)


def test_every_published_file_has_its_facts() -> None:
    assert sorted(EXPECTED) == sorted(f"camt/{each.name}" for each in (SAMPLES / "camt").iterdir())


@pytest.fixture(params=sorted(EXPECTED))
def pair(request: pytest.FixtureRequest) -> tuple[Draft, str]:
    return read(SAMPLES / request.param), EXPECTED[request.param]


def signed(payment: DraftPayment) -> Decimal:
    return -payment.amount.amount if payment.movement == "reversal" else payment.amount.amount


def test_what_came_in_and_went_out_adds_up(pair: tuple[Draft, str]) -> None:
    draft, facts = pair
    statements = _STATEMENT.findall(facts)
    came_in = sum(signed(each) for each in draft.payments if each.movement == "payment")
    gone = [each.amount.amount for each in draft.payments if each.movement == "reversal"]
    debits = [each.amount.amount for each in draft.left_out if each.amount]

    assert draft.problems == ()
    assert draft.source.rows == sum(int(entries) for _, entries, *_ in statements)
    assert came_in == sum(Decimal(credit) for *_, credit, _, _, _ in statements)
    assert sum(gone) + sum(debits) == sum(Decimal(debit) for *_, debit, _ in statements)
    assert {each.account for each in draft.payments} == {account for account, *_ in statements}


def test_each_entry_is_as_listed(pair: tuple[Draft, str]) -> None:
    draft, facts = pair
    listed = _ENTRY.findall(facts)

    assert len(listed) == draft.source.rows
    for number, (day, side, amount, currency, reversal, details) in enumerate(listed, start=1):
        found = [each for each in draft.payments if each.line == number]
        if side == "DBIT" and not reversal:
            (left,) = (each for each in draft.left_out if each.line == number)
            assert (left.code, str(left.on), f"{left.amount and left.amount.amount}") == (
                "debit",
                day,
                amount,
            )
            assert f'text "{left.text}"' in details
            continue
        assert {(each.received_on.isoformat(), each.amount.currency) for each in found} == {(day, currency)}
        assert sum(each.amount.amount for each in found) == Decimal(amount)
        assert {each.movement for each in found} == {"reversal" if reversal else "payment"}
        assert_details(found, details)


def assert_details(found: list[DraftPayment], details: str) -> None:
    """Compare payer, reference and text; the text listed is only what the payer wrote."""
    for payment, detail in zip(found, details.split(" | "), strict=True):
        payer = re.search(r"from ([^,]+)", detail)
        reference = re.search(r"ref (\S+)", detail)
        text = re.search(r'text "(.+)"', detail)
        assert payment.reference == (reference[1] if reference else "")
        assert text is None or payment.message == text[1]
        if payment.movement == "payment":
            assert payment.payer == (payer[1] if payer else "")


def test_what_the_bank_adds_is_kept_where_the_payer_wrote_nothing() -> None:
    draft = read(SAMPLES / "camt/oca_camt053_three_entries.xml")

    assert draft.payments[-1].message == "#RD PARTY MEDIA CUSNO 90782 4210773"
    assert [each.payer for each in draft.payments[:2]] == ["Test Customer", "Test Customer"]


def test_an_amount_in_another_currency_gives_way_to_what_was_booked() -> None:
    for name in ("camt/genkgo_camt053_v4.xml", "camt/genkgo_camt053_v8.xml"):
        (payment,) = read(SAMPLES / name).payments
        assert (payment.amount.amount, payment.amount.currency) == (Decimal("8.85"), "EUR")
