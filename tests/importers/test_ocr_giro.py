"""Payments with a KID, as Nets reports them; claims of ours and returns are told from them."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.money import NOK, Money
from app.importers.draft import Draft
from tests.importers.giro_files import (
    assignment,
    assignment_end,
    claimed,
    giro,
    ocr,
    ocr_end,
    ocr_start,
    read_file,
)


def kroner(amount: int) -> Money:
    return Money(amount * 100, NOK)


def codes(draft: Draft) -> list[str]:
    return [problem.code for problem in draft.problems]


def read_assignment(folder: Path, total: int, *items: list[str]) -> Draft:
    """Return what a file with one assignment of these transactions says, its end records agreeing."""
    ends = (assignment_end(len(items), total), ocr_end(len(items), total))
    return read_file(folder, ocr(ocr_start(), assignment(), *items, *ends))


def test_a_payment_has_its_kid_account_and_days(tmp_path: Path) -> None:
    draft = read_assignment(tmp_path, 125000, giro(125000, "0010431", text="Faktura 10431"))
    (payment,) = draft.payments

    assert (payment.amount, payment.reference, payment.message) == (kroner(1250), "0010431", "Faktura 10431")
    assert (payment.account, payment.payer_account) == ("12001000017", "99990512341")
    # The order of the 16th counts, not the settlement of the 17th.
    assert payment.received_on == date(2026, 11, 16)
    assert payment.bank_id == "20261117-1320101464-0000001-099038562"
    assert (draft.problems, draft.left_out, draft.covered) == ((), (), ())


@pytest.mark.parametrize("kid", ["0000000", "0010431", "1" * 25, "123456789-", ""])
def test_a_kid_is_kept_as_it_is(tmp_path: Path, kid: str) -> None:
    assert [each.reference for each in read_assignment(tmp_path, 100, giro(100, kid)).payments] == [kid]


@pytest.mark.parametrize(
    ("ordered_on", "day"),
    [
        ("000000", date(2026, 11, 17)),
        ("181126", date(2026, 11, 17)),
        ("161122", date(2026, 11, 17)),
        ("139926", date(2026, 11, 17)),
    ],
)
def test_an_order_day_that_cannot_be_is_not_used(tmp_path: Path, ordered_on: str, day: date) -> None:
    draft = read_assignment(tmp_path, 100, giro(100, "1", ordered_on=ordered_on))

    assert [each.received_on for each in draft.payments] == [day]


@pytest.mark.parametrize(("kind", "sign"), [("18", "0"), ("20", "-"), ("13", "-")])
@pytest.mark.parametrize("total", [7000, 13000])
def test_a_payment_taken_back_is_a_reversal(tmp_path: Path, kind: str, sign: str, total: int) -> None:
    items = giro(10000, "0010431"), giro(3000, "0010432", number=2, kind=kind, sign=sign)
    draft = read_assignment(tmp_path, total, *items)

    assert [(each.movement, each.amount) for each in draft.payments] == [
        ("payment", kroner(100)),
        ("reversal", kroner(30)),
    ]
    assert draft.problems == ()


def test_several_assignments_keep_their_accounts(tmp_path: Path) -> None:
    draft = read_file(
        tmp_path,
        ocr(
            ocr_start(),
            assignment(),
            giro(100, "1"),
            assignment_end(1, 100),
            assignment("12001000025"),
            giro(200, "2"),
            assignment_end(1, 200),
            ocr_end(2, 300),
        ),
    )

    assert [(each.account, each.amount) for each in draft.payments] == [
        ("12001000017", Money(100, NOK)),
        ("12001000025", Money(200, NOK)),
    ]
    assert draft.problems == ()


def test_a_claim_of_ours_is_left_out(tmp_path: Path) -> None:
    cancelled = claimed(5000, "0010432", number=2, kind="93")
    draft = read_file(
        tmp_path,
        ocr(
            ocr_start(),
            assignment(service="21"),
            claimed(10000, "0010431"),
            cancelled,
            assignment_end(2, 15000, "21"),
            ocr_end(2, 15000),
        ),
    )

    assert (draft.payments, draft.problems) == ((), ())
    assert [(each.code, each.amount, each.on, each.text) for each in draft.left_out] == [
        ("direct_debit_claim", kroner(100), date(2026, 12, 1), "0010431 NORDMANN"),
        ("direct_debit_claim", kroner(50), date(2026, 12, 1), "0010432 NORDMANN"),
    ]


def test_an_agreement_of_a_customer_is_information(tmp_path: Path) -> None:
    agreement = f"NY21947000000011{'0010431':>25}J".ljust(80, "0")
    draft = read_file(
        tmp_path,
        ocr(
            ocr_start(),
            assignment(service="21", kind="24"),
            agreement,
            assignment_end(1, 0, "21"),
            ocr_end(1, 0),
        ),
    )

    assert ([each.code for each in draft.left_out], draft.problems) == (["information"], ())


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([assignment_end(1, 200), ocr_end(1, 100)], ["deposit_sum"]),
        ([assignment_end(2, 100), ocr_end(1, 100)], ["payment_count"]),
        ([assignment_end(1, 100), ocr_end(3, 300)], ["payment_count", "deposit_sum"]),
        ([assignment_end(1, 100)], ["end_missing"]),
        ([], ["end_missing"]),
        (["XX what is this", assignment_end(1, 100), ocr_end(1, 100)], ["record_unread"]),
        (["NY091333 what", assignment_end(1, 100), ocr_end(1, 100)], ["record_unread"]),
        (["NY0913310000009" + "0" * 65, assignment_end(1, 100), ocr_end(1, 100)], ["record_unread"]),
    ],
)
def test_what_does_not_agree_is_said_and_the_payment_kept(
    tmp_path: Path, ends: list[str], expected: list[str]
) -> None:
    draft = read_file(tmp_path, ocr(ocr_start(), assignment(), giro(100, "0010431"), *ends))

    assert codes(draft) == expected
    assert [(each.amount, each.reference) for each in draft.payments] == [(kroner(1), "0010431")]


@pytest.mark.parametrize("place", [20, 40])
def test_a_transaction_without_a_day_or_an_amount_is_kept_out(tmp_path: Path, place: int) -> None:
    first, second = giro(100, "0010431")
    broken = [first[:place] + "x" + first[place + 1 :], second]
    draft = read_file(tmp_path, ocr(ocr_start(), assignment(), broken, giro(200, "2", number=2)))

    assert [each.amount for each in draft.payments] == [kroner(2)]
    assert draft.problems[0].is_blocking
    assert codes(draft) == ["record_unread", "record_unread", "end_missing"]


def test_a_payment_of_nothing_is_left_out(tmp_path: Path) -> None:
    draft = read_assignment(tmp_path, 0, giro(0, "0010431"))

    assert (draft.payments, [each.code for each in draft.left_out]) == ((), ["zero"])


def test_carriage_returns_and_latin_letters_do_not_matter(tmp_path: Path) -> None:
    items = giro(100, "1", text="Blåbær og øl")
    text = ocr(ocr_start(), assignment(), items, assignment_end(1, 100), ocr_end(1, 100), end="\r\n")
    draft = read_file(tmp_path, text)

    assert (draft.source.encoding, draft.problems) == ("iso-8859-1", ())
    assert draft.payments[0].message == "Blåbær og øl"
