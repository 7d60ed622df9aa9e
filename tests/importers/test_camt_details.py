"""The transactions of an entry: amounts, parts, texts and the ids that tell them apart."""

from pathlib import Path

import pytest

from app.domain.money import EUR, SEK, Money
from app.importers.bank_draft import DraftPart
from app.importers.draft import Draft
from tests.importers.camt_files import (
    detail,
    entry,
    invoice,
    message,
    payer,
    read_entries,
    read_text,
    reference,
    statement,
)


def kronor(amount: int) -> Money:
    return Money(amount * 100, SEK)


def codes(draft: Draft) -> list[str]:
    return [problem.code for problem in draft.problems]


def test_each_transaction_of_a_batch_is_a_payment(tmp_path: Path) -> None:
    batch = detail("100", reference("10431"), parties=payer("A")) + detail("50", reference("10432"))
    draft = read_entries(tmp_path, entry("150", batch, ref="B7"))

    assert [(each.amount, each.reference, each.bank_id) for each in draft.payments] == [
        (kronor(100), "10431", "B7/1"),
        (kronor(50), "10432", "B7/2"),
    ]
    assert draft.problems == ()


def test_a_batch_that_does_not_add_up_is_one_payment_of_what_was_booked(tmp_path: Path) -> None:
    batch = detail("100", reference("10431"), parties=payer("A")) + detail("60", reference("10432"))
    draft = read_entries(tmp_path, entry("150", batch, ref="B7"))
    (payment,) = draft.payments

    assert (payment.amount, payment.payer, payment.bank_id) == (kronor(150), "", "B7")
    assert payment.parts == (DraftPart("10431"), DraftPart("10432"))
    assert payment.numbers == ("10431", "10432")
    assert codes(draft) == ["details_differ"]


def test_a_batch_without_all_its_amounts_is_one_payment(tmp_path: Path) -> None:
    draft = read_entries(tmp_path, entry("150", detail("100") + detail(remittance="<Ustrd>10432</Ustrd>")))

    assert [(each.amount, each.message) for each in draft.payments] == [(kronor(150), "10432")]
    assert codes(draft) == ["details_unread"]


def test_a_debit_within_a_batch_lowers_its_sum_and_is_no_payment(tmp_path: Path) -> None:
    batch = detail("200") + detail("50", more="<CdtDbtInd>DBIT</CdtDbtInd>")
    draft = read_entries(tmp_path, entry("150", batch))

    assert [each.amount for each in draft.payments] == [kronor(200)]
    assert [(each.code, each.amount) for each in draft.left_out] == [("debit", kronor(50))]
    assert draft.problems == ()


def test_what_the_bank_kept_is_a_fee_and_the_payment_counts_whole(tmp_path: Path) -> None:
    charge = '<Chrgs><Rcrd><Amt Ccy="SEK">5</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>'
    old = '<Chrgs><Amt Ccy="SEK">5</Amt><CdtDbtInd>DBIT</CdtDbtInd></Chrgs>'
    for written in (charge, old):
        (payment,) = read_entries(tmp_path, entry("95", detail("100", more=written))).payments
        assert (payment.amount, payment.fee) == (kronor(100), kronor(5))


def test_another_amount_without_a_fee_is_remarked_and_the_booked_one_counts(tmp_path: Path) -> None:
    draft = read_entries(tmp_path, entry("95", detail("100")))

    assert [each.amount for each in draft.payments] == [kronor(95)]
    assert codes(draft) == ["details_differ"]


def test_a_payment_sent_in_another_currency_counts_as_it_was_booked(tmp_path: Path) -> None:
    sent = '<AmtDtls><InstdAmt><Amt Ccy="EUR">10.00</Amt></InstdAmt></AmtDtls>'
    draft = read_entries(tmp_path, entry("112.50", detail(more=sent)), entry("7", currency="EUR"))

    assert [each.amount for each in draft.payments] == [Money(11250, SEK), Money(700, EUR)]
    assert draft.problems == ()


def test_one_payment_of_several_invoices_has_a_part_for_each(tmp_path: Path) -> None:
    listed = invoice("10431", "900.00") + invoice("10432", "300.00") + invoice("K77", "200.00", credit=True)
    draft = read_entries(tmp_path, entry("1000", detail("1000", listed)))
    (payment,) = draft.payments

    assert payment.numbers == ("10431", "10432", "K77")
    assert [part.amount for part in payment.parts] == [kronor(900), kronor(300), kronor(-200)]
    assert (payment.reference, draft.problems) == ("", ())


def test_parts_with_references_of_their_own_keep_them(tmp_path: Path) -> None:
    listed = reference("0010431", "900.00") + reference("0010432", "100.00")
    (payment,) = read_entries(tmp_path, entry("1000", detail("1000", listed))).payments

    assert payment.parts == (DraftPart("0010431", kronor(900)), DraftPart("0010432", kronor(100)))
    assert payment.reference == ""


def test_parts_that_do_not_add_up_lose_their_amounts(tmp_path: Path) -> None:
    listed = invoice("10431", "900.00") + invoice("10432", "300.00")
    draft = read_entries(tmp_path, entry("1000", detail("1000", listed)))

    assert draft.payments[0].parts == (DraftPart("10431"), DraftPart("10432"))
    assert codes(draft) == ["parts_differ"]


def test_lines_of_text_are_joined_and_the_bank_speaks_where_the_payer_is_silent(tmp_path: Path) -> None:
    draft = read_entries(
        tmp_path,
        entry("1", detail("1", "<Ustrd>Faktura 10431</Ustrd><Ustrd>och 10432</Ustrd>"), text="Giro"),
        entry("2", detail("2", more="<AddtlTxInf>Kundnr 90782</AddtlTxInf>"), text="Giro"),
        entry("3", detail("3"), text="Insättning"),
        entry("4", detail("4", reference("0010431")), text="Giro"),
    )

    assert [payment.message for payment in draft.payments] == [
        "Faktura 10431\noch 10432", "Kundnr 90782", "Insättning", "",
    ]  # fmt: skip


def refs(bank: str = "", transaction: str = "", end: str = "") -> str:
    return f"<AcctSvcrRef>{bank}</AcctSvcrRef><EndToEndId>{end}</EndToEndId><TxId>{transaction}</TxId>"


@pytest.mark.parametrize(
    ("paid", "ids"),
    [
        (entry("1", detail("1", refs=refs("D1", "T1")), ref="E1"), ["E1"]),
        (entry("1", detail("1", refs=refs("D1", "T1"))), ["D1"]),
        (entry("1", detail("1", refs=refs("", "T1"))), ["T1"]),
        (entry("1", detail("1", refs=refs("", "", "115"))), [""]),
        (entry("1"), [""]),
        (entry("2", detail("1", refs=refs("D1")) + detail("1", refs=refs("D2")), ref="E1"), ["D1", "D2"]),
        # The entry's reference, repeated on each transaction, tells none apart.
        (
            entry("2", detail("1", refs=refs("E1", "T1")) + detail("1", refs=refs("E1", "T2")), ref="E1"),
            ["T1", "T2"],
        ),
        (
            entry("2", detail("1", refs=refs(end="a")) + detail("1", refs=refs(end="b")), ref="E1"),
            ["E1/a", "E1/b"],
        ),
        (
            entry("2", 2 * detail("1", refs=refs(end="NOTPROVIDED")), ref="E1"),
            ["E1/1", "E1/2"],
        ),
        (entry("2", 2 * detail("1", refs=refs(end="x"))), ["", ""]),
    ],
)
def test_the_banks_own_id_is_found(tmp_path: Path, paid: str, ids: list[str]) -> None:
    assert [payment.bank_id for payment in read_entries(tmp_path, paid).payments] == ids


def test_statement_and_notification_give_the_same_id(tmp_path: Path) -> None:
    booked = message(statement(entry("5", ref="E1")))
    notified = message(statement(entry("5", detail("5", refs=refs("D1")), ref="E1")), name="Ntfctn")

    assert (
        read_text(tmp_path, booked).payments[0].bank_id == read_text(tmp_path, notified).payments[0].bank_id
    )


def test_an_id_used_for_several_payments_tells_none_apart(tmp_path: Path) -> None:
    draft = read_entries(tmp_path, entry("1", ref="E1"), entry("2", ref="E1"), entry("3", ref="E2"))

    assert [payment.bank_id for payment in draft.payments] == ["", "", "E2"]
