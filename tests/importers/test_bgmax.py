"""Bankgirot's records become payments, deductions and further references included."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.money import EUR, SEK, Money
from app.importers.bank_draft import Covered, DraftPart
from app.importers.draft import Draft
from app.importers.reader import read
from tests.importers.giro_files import (
    bgmax,
    bgmax_end,
    bgmax_start,
    deposit,
    paid,
    read_file,
    section,
)

START, SECTION = bgmax_start(), section()


def kronor(amount: int) -> Money:
    return Money(amount * 100, SEK)


def codes(draft: Draft) -> list[str]:
    return [problem.code for problem in draft.problems]


def read_deposit(folder: Path, minor: int, *items: list[str]) -> Draft:
    """Return what a file with one deposit of these items says, its end record agreeing."""
    kinds = [item[0][:2] for item in items]
    extras = sum(kind in ("22", "23") for kind in kinds)
    end = bgmax_end(kinds.count("20"), kinds.count("21"), extras)
    count = len(kinds) - extras
    return read_file(folder, bgmax(START, SECTION, *items, deposit(minor, count), end))


def test_a_payment_has_its_payer_reference_text_and_day(tmp_path: Path) -> None:
    draft = read_deposit(
        tmp_path,
        125000,
        paid(
            125000, "0010431", serial=7, name="Malmö Kök AB", number="5566778899",
            texts=["Faktura 10431", "", "tack"],
        ),
    )  # fmt: skip
    (payment,) = draft.payments

    assert (payment.amount, payment.received_on) == (kronor(1250), date(2026, 11, 16))
    assert (payment.payer, payment.payer_identifier) == ("Malmö Kök AB", "5566778899")
    assert (payment.payer_account, payment.account) == ("3783511", "50501055")
    assert (payment.reference, payment.message) == ("0010431", "Faktura 10431\ntack")
    assert payment.bank_id == "20261116-000000000007"
    assert (draft.problems, draft.left_out) == ((), ())
    assert draft.covered == (Covered("50501055", date(2026, 11, 16), date(2026, 11, 16)),)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", ""])
def test_lines_may_end_as_they_like_or_not_at_all(tmp_path: Path, end: str) -> None:
    items = [paid(100, f"{number:07}", serial=number + 1) for number in range(150)]
    text = bgmax(START, SECTION, *items, deposit(15000, 150), bgmax_end(150), end=end)
    draft = read_file(tmp_path, text)

    assert [payment.reference for payment in draft.payments] == [f"{number:07}" for number in range(150)]
    assert draft.problems == ()


@pytest.mark.parametrize(
    ("encoding", "found", "remarks"),
    [
        ("iso-8859-1", "iso-8859-1", []),
        ("utf-8", "utf-8", ["other_encoding"]),
        ("utf-8-sig", "utf-8", ["other_encoding"]),
    ],
)
def test_a_copy_in_utf_8_keeps_its_places_and_says_so(
    tmp_path: Path, encoding: str, found: str, remarks: list[str]
) -> None:
    # The letters stand before the amount, so that bytes and characters differ there.
    text = bgmax(START, SECTION, paid(100, "ÅÄÖ 10431", name="Åre Öl AB"), deposit(100, 1), bgmax_end(1))
    draft = read_file(tmp_path, text, encoding)

    assert draft.source.encoding == found
    assert [(each.reference, each.payer) for each in draft.payments] == [("ÅÄÖ 10431", "Åre Öl AB")]
    assert codes(draft) == remarks


def test_tabulators_stand_for_the_blanks_they_replaced(tmp_path: Path) -> None:
    (line,) = paid(100, "10431")
    tabbed = line[:12] + "\t\t" + line[24:]
    draft = read_deposit(tmp_path, 100, [tabbed])

    assert [(each.reference, each.amount) for each in draft.payments] == [("10431", kronor(1))]


def test_a_deduction_lowers_the_payment_of_the_same_payer(tmp_path: Path) -> None:
    draft = read_deposit(
        tmp_path,
        110000,
        paid(100000, "10431", serial=1, name="A"),
        paid(50000, "10500", serial=2, sender="1234567", name="B"),
        paid(40000, "K77", serial=3, code="21", name="A"),
    )

    assert [payment.amount for payment in draft.payments] == [kronor(600), kronor(500)]
    assert draft.payments[0].parts == (DraftPart("10431", kronor(1000)), DraftPart("K77", kronor(-400)))
    assert draft.payments[0].numbers == ("10431", "K77")
    assert draft.problems == ()


def test_a_deduction_larger_than_each_payment_joins_those_of_the_payer(tmp_path: Path) -> None:
    draft = read_deposit(
        tmp_path,
        20000,
        paid(40000, "10431", serial=1),
        paid(40000, "10432", serial=2),
        paid(60000, "K77", serial=3, code="21"),
    )
    (payment,) = draft.payments

    assert payment.amount == kronor(200)
    assert [part.amount for part in payment.parts] == [kronor(400), kronor(400), kronor(-600)]


def test_a_deduction_of_nobodys_payment_is_left_out_and_said(tmp_path: Path) -> None:
    draft = read_deposit(
        tmp_path, 60000, paid(100000, "10431"), paid(40000, "K77", code="21", sender="1234567", serial=2)
    )

    assert [payment.amount for payment in draft.payments] == [kronor(1000)]
    assert [(each.code, each.amount) for each in draft.left_out] == [("debit", kronor(400))]
    assert codes(draft) == ["deduction_alone"]


def test_a_deduction_that_takes_all_leaves_no_payment(tmp_path: Path) -> None:
    draft = read_deposit(tmp_path, 0, paid(40000, "10431"), paid(40000, "K77", code="21", serial=2))

    assert (draft.payments, [each.code for each in draft.left_out]) == ((), ["zero"])


def test_further_references_with_amounts_are_parts(tmp_path: Path) -> None:
    draft = read_deposit(
        tmp_path,
        100000,
        paid(100000, "10431 10432"),
        paid(90000, "10431", code="22"),
        paid(30000, "10432", code="22"),
        paid(20000, "K77", code="23"),
    )
    (payment,) = draft.payments

    assert payment.numbers == ("10431", "10432", "K77")
    assert payment.parts == (
        DraftPart("10431", kronor(900)),
        DraftPart("10432", kronor(300)),
        DraftPart("K77", kronor(-200)),
    )


def test_the_first_reference_takes_what_the_further_ones_leave(tmp_path: Path) -> None:
    draft = read_deposit(tmp_path, 100000, paid(100000, "10431"), paid(30000, "10432", code="22"))

    assert draft.payments[0].parts == (DraftPart("10431", kronor(700)), DraftPart("10432", kronor(300)))


def test_references_without_amounts_are_parts_without_amounts(tmp_path: Path) -> None:
    draft = read_deposit(
        tmp_path, 100000, paid(100000, "10431"), paid(0, "10432", code="22"), paid(0, "10432", code="22")
    )

    assert draft.payments[0].parts == (DraftPart("10431"), DraftPart("10432"))
    assert draft.problems == ()


def test_references_that_do_not_add_up_lose_their_amounts(tmp_path: Path) -> None:
    draft = read_deposit(
        tmp_path,
        100000,
        paid(100000, "10431"),
        paid(60000, "10431", code="22"),
        paid(60000, "10432", code="22"),
    )

    assert draft.payments[0].parts == (DraftPart("10431"), DraftPart("10432"))
    assert codes(draft) == ["parts_differ"]


def test_sections_and_deposits_keep_their_currency_and_day(tmp_path: Path) -> None:
    draft = read_file(
        tmp_path,
        bgmax(
            START,
            section(),
            paid(100, "1", serial=1),
            deposit(100, 1),
            paid(200, "2", serial=2),
            deposit(200, 1, day="20261117"),
            section("99912346", "EUR"),
            paid(300, "3", serial=3),
            deposit(300, 1, currency="EUR"),
            bgmax_end(3, deposits=3),
        ),
    )

    assert [(each.amount, each.account, each.received_on.day) for each in draft.payments] == [
        (Money(100, SEK), "50501055", 16),
        (Money(200, SEK), "50501055", 17),
        (Money(300, EUR), "99912346", 16),
    ]
    assert draft.problems == ()
    assert draft.covered[0] == Covered("50501055", date(2026, 11, 16), date(2026, 11, 17))


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([deposit(200, 1), bgmax_end(1)], ["deposit_sum"]),
        ([deposit(100, 2), bgmax_end(1)], ["payment_count"]),
        ([deposit(100, 1), bgmax_end(2, 1, 1, 2)], ["payment_count"] * 4),
        ([deposit(100, 1)], ["end_missing"]),
        ([bgmax_end(1, deposits=0)], ["day_of_file"]),
        ([], ["day_of_file", "end_missing"]),
        ([deposit(100, 1, day="19990101"), bgmax_end(1)], ["day_of_file"]),
        ([deposit(100, 1), "99 what is this", bgmax_end(1)], ["record_unread"]),
    ],
)
def test_what_does_not_agree_is_said_and_the_payment_kept(
    tmp_path: Path, records: list[str], expected: list[str]
) -> None:
    draft = read_file(tmp_path, bgmax(START, SECTION, paid(100, "10431"), *records))

    assert codes(draft) == expected
    assert [(each.amount, each.received_on) for each in draft.payments] == [(kronor(1), date(2026, 11, 16))]


def test_a_payment_without_any_day_is_kept_out(tmp_path: Path) -> None:
    undated = bgmax_start(made_on="        ")
    draft = read_file(
        tmp_path, bgmax(undated, SECTION, paid(100), deposit(100, 1, day="20261399"), bgmax_end(1))
    )

    assert (draft.payments, codes(draft), draft.problems[0].is_blocking) == ((), ["not_a_day"], True)


def test_an_amount_that_cannot_be_read_keeps_its_payment_out(tmp_path: Path) -> None:
    (line,) = paid(100, "10431")
    broken = line[:40] + "x" + line[41:]
    draft = read_file(
        tmp_path, bgmax(START, SECTION, broken, paid(200, serial=2), deposit(200, 1), bgmax_end(2))
    )

    assert [each.amount for each in draft.payments] == [kronor(2)]
    assert [(each.code, each.line, each.is_blocking) for each in draft.problems] == [
        ("record_unread", 3, True)
    ]


def test_an_unknown_currency_keeps_its_section_out(tmp_path: Path) -> None:
    draft = read_file(tmp_path, bgmax(START, section(currency="kr"), paid(100), deposit(0, 0), bgmax_end(1)))

    assert (draft.payments, codes(draft)) == ((), ["currency_unknown", "record_unread"])


def test_records_without_a_payment_are_said(tmp_path: Path) -> None:
    draft = read_file(
        tmp_path, bgmax(START, SECTION, "26Namn", paid(0, "1", code="22"), bgmax_end(0, 0, 1, 0))
    )

    assert codes(draft) == ["record_unread", "record_unread"]


def test_a_test_file_brings_no_money(tmp_path: Path) -> None:
    text = bgmax(bgmax_start(mark="T"), SECTION, paid(100), deposit(100, 1), bgmax_end(1))
    draft = read_file(tmp_path, text)

    assert (draft.payments, codes(draft), draft.problems[0].is_blocking) == ((), ["test_file"], True)


def test_a_payment_of_nothing_is_left_out(tmp_path: Path) -> None:
    draft = read_deposit(tmp_path, 0, paid(0, "10431"))

    assert (draft.payments, [each.code for each in draft.left_out]) == ((), ["zero"])


@pytest.mark.parametrize("serials", [(5, 5), (0, 0)])
def test_a_serial_number_that_is_not_its_own_is_no_id(tmp_path: Path, serials: tuple[int, int]) -> None:
    items = (paid(100 + place, serial=serial) for place, serial in enumerate(serials))
    draft = read_deposit(tmp_path, 201, *items)

    assert [payment.bank_id for payment in draft.payments] == ["", ""]


def test_a_file_full_of_rubbish_is_answered_in_so_many_lines_and_a_count(tmp_path: Path) -> None:
    draft = read_file(
        tmp_path, bgmax(START, *(f"9{number}" for number in range(2000)), bgmax_end(0, 0, 0, 0))
    )

    assert len(draft.problems) == 501
    assert (draft.problems[-1].code, draft.problems[-1].params["count"]) == ("more_problems", 1500)


def test_several_files_in_one_are_read_as_several(tmp_path: Path) -> None:
    one = bgmax(START, SECTION, paid(100, serial=1), deposit(100, 1), bgmax_end(1))
    other = bgmax(START, SECTION, paid(200, serial=2), deposit(200, 1), bgmax_end(1))
    draft = read_file(tmp_path, one + other)

    assert [each.amount for each in draft.payments] == [Money(100, SEK), Money(200, SEK)]
    assert draft.problems == ()


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    class StoppedError(Exception):
        """Stands for the user's Cancel."""

    path = tmp_path / "bgmax.txt"
    path.write_text(bgmax(START, SECTION, *(paid(100) for _each in range(2000))), encoding="ascii")

    def stop(done: int, of: int) -> None:
        if done > of / 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        read(path, progress=stop)
