"""What a bank booked becomes payments; what is none says why."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.money import SEK, Money
from app.importers.bank_draft import Covered
from app.importers.draft import Draft
from app.importers.reader import read
from app.importers.trouble import UnreadableFileError
from tests.importers.camt_files import (
    IBAN,
    detail,
    entry,
    message,
    payer,
    period,
    read_entries,
    read_text,
    reference,
    statement,
)

NEW_STATUS = "<Sts><Cd>BOOK</Cd></Sts>"


def kronor(amount: int) -> Money:
    return Money(amount * 100, SEK)


def codes(draft: Draft) -> list[str]:
    return [problem.code for problem in draft.problems]


def test_version_2_names_the_payer_and_the_day(tmp_path: Path) -> None:
    parties = (
        "<Dbtr><Nm>Malmö Kök AB</Nm><Id><OrgId><Othr><Id>556677-8899</Id></Othr></OrgId></Id></Dbtr>"
        "<DbtrAcct><Id><Othr><Id>5010 1055</Id></Othr></Id></DbtrAcct>"
    )
    draft = read_entries(tmp_path, entry("1250.00", detail("1250.00", reference("0010431"), parties=parties)))
    (payment,) = draft.payments

    assert (payment.amount, payment.received_on) == (kronor(1250), date(2026, 11, 16))
    assert (payment.payer, payment.payer_identifier) == ("Malmö Kök AB", "5566778899")
    assert (payment.payer_account, payment.account) == ("50101055", IBAN)
    assert (payment.reference, payment.movement, payment.line) == ("0010431", "payment", 1)
    assert (draft.problems, draft.left_out) == ((), ())


def test_version_8_keeps_the_payer_one_level_deeper(tmp_path: Path) -> None:
    number = "<Id><PrvtId><Othr><Id>198112289874</Id></Othr></PrvtId></Id>"
    parties = f"<Dbtr><Pty><Nm>Kari Nordmann</Nm>{number}</Pty></Dbtr>"
    paid = entry("10", detail("10", "<Ustrd>Tack</Ustrd>", parties=parties), status=NEW_STATUS)
    (payment,) = read_text(tmp_path, message(statement(paid), version="08")).payments

    assert (payment.payer, payment.payer_identifier, payment.message) == (
        "Kari Nordmann",
        "8112289874",
        "Tack",
    )


@pytest.mark.parametrize("version", ["02", "03", "04", "06", "08", "10", "13"])
def test_every_version_is_read(tmp_path: Path, version: str) -> None:
    draft = read_text(tmp_path, message(statement(entry("10.50")), version=version))

    assert [payment.amount for payment in draft.payments] == [Money(1050, SEK)]


def test_the_one_on_whose_behalf_is_paid_is_the_payer(tmp_path: Path) -> None:
    parties = "<Dbtr><Nm>Betaltjänst</Nm></Dbtr><UltmtDbtr><Nm>Bryggeri AB</Nm></UltmtDbtr>"
    (payment,) = read_entries(tmp_path, entry("10", detail("10", parties=parties))).payments

    assert payment.payer == "Bryggeri AB"


def test_a_customer_number_at_the_payers_bank_identifies_nobody(tmp_path: Path) -> None:
    parties = (
        "<Dbtr><Nm>A</Nm><Id><OrgId><Othr><Id>556677-8899</Id><SchmeNm><Cd>BANK</Cd></SchmeNm></Othr>"
        "</OrgId></Id></Dbtr>"
    )
    (payment,) = read_entries(tmp_path, entry("10", detail("10", parties=parties))).payments

    assert payment.payer_identifier == ""


@pytest.mark.parametrize(
    ("days", "earliest"),
    [
        ("<BookgDt><Dt>2026-11-16</Dt></BookgDt><ValDt><Dt>2026-11-13</Dt></ValDt>", date(2026, 11, 13)),
        ("<BookgDt><DtTm>2026-11-16T23:10:00+01:00</DtTm></BookgDt>", date(2026, 11, 16)),
        ("<ValDt><DtTm>2026-11-16</DtTm></ValDt>", date(2026, 11, 16)),
    ],
)
def test_the_earliest_day_counts(tmp_path: Path, days: str, earliest: date) -> None:
    (payment,) = read_entries(tmp_path, entry("10", days=days)).payments

    assert payment.received_on == earliest


def test_the_day_of_the_order_counts_where_the_bank_gives_it(tmp_path: Path) -> None:
    ordered = "<RltdDts><AccptncDtTm>2026-11-14T08:00:00</AccptncDtTm></RltdDts>"
    (payment,) = read_entries(tmp_path, entry("10", detail("10", more=ordered))).payments

    assert payment.received_on == date(2026, 11, 14)


def test_an_entry_without_a_day_is_kept_out(tmp_path: Path) -> None:
    draft = read_entries(tmp_path, entry("10", days="<BookgDt><Dt>1010-03-24</Dt></BookgDt>"), entry("20"))

    assert [payment.amount for payment in draft.payments] == [kronor(20)]
    assert [(each.code, each.line, each.is_blocking) for each in draft.problems] == [("missing", 1, True)]


@pytest.mark.parametrize("amount", ["12,50", "-5.00", "", "1.005", "NaN", "1E5"])
def test_an_amount_that_cannot_be_read_is_a_problem(tmp_path: Path, amount: str) -> None:
    draft = read_entries(tmp_path, entry(amount))

    assert (draft.payments, codes(draft)) == ((), ["not_an_amount"])


def test_what_is_no_payment_is_left_out_with_its_reason(tmp_path: Path) -> None:
    draft = read_entries(
        tmp_path,
        entry("10", side="DBIT", text="Hyra"),
        entry("20", status="<Sts>PDNG</Sts>"),
        entry("30", status="<Sts><Cd>PDNG</Cd></Sts>"),
        entry("40", status="<Sts>INFO</Sts>"),
        entry("0"),
        entry("50", returned=True),
    )

    assert draft.payments == ()
    assert [each.code for each in draft.left_out] == [
        "debit", "preliminary", "preliminary", "information", "zero", "debit",
    ]  # fmt: skip
    assert (draft.left_out[0].text, draft.left_out[0].amount) == ("Hyra", kronor(10))


def test_a_payment_taken_back_is_a_reversal_with_a_positive_amount(tmp_path: Path) -> None:
    draft = read_entries(
        tmp_path,
        entry("700", ref="A1"),
        entry("700", ref="A1", side="DBIT", returned=True),
        entry("300", detail("300", more="<RtrInf><Rsn><Cd>AC06</Cd></Rsn></RtrInf>"), side="DBIT"),
    )

    assert [(each.movement, each.amount, each.bank_id) for each in draft.payments] == [
        ("payment", kronor(700), "A1"),
        ("reversal", kronor(700), "A1/reversal"),
        ("reversal", kronor(300), ""),
    ]
    assert draft.payments[1].reverses == "A1"


def test_money_of_ours_that_comes_back_is_no_payment(tmp_path: Path) -> None:
    back = detail("300", more="<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")
    draft = read_entries(tmp_path, entry("300", back))

    assert (draft.payments, [each.code for each in draft.left_out]) == ((), ["debit"])


@pytest.mark.parametrize(
    ("paid", "number"),
    [
        (entry("900", text="BG 5050-1055"), "5050-1055"),
        (entry("900", text="999-2343 00029"), "999-2343"),
        (entry("900", detail("900", "<Ustrd>Bankgiroinsättning</Ustrd>")), ""),
        (entry("900", "<Btch><PmtInfId>BG-77</PmtInfId><NbOfTxs>3</NbOfTxs></Btch>"), "BG-77"),
    ],
)
def test_a_sum_whose_payments_stand_in_another_file_is_no_payment(
    tmp_path: Path, paid: str, number: str
) -> None:
    (found,) = read_entries(tmp_path, paid).payments

    assert (found.movement, found.reference, found.amount) == ("lump_sum", number, kronor(900))


def test_a_payer_who_writes_a_bankgiro_number_is_a_payer(tmp_path: Path) -> None:
    named = detail("900", "<Ustrd>BG 5050-1055</Ustrd>", parties=payer("Malmö Kök AB"))
    (found,) = read_entries(tmp_path, entry("900", named)).payments

    assert found.movement == "payment"


def test_several_statements_keep_their_accounts_and_periods_apart(tmp_path: Path) -> None:
    first = statement(entry("1"), extra=period("2026-11-01T00:00:00", "2026-11-15T23:59:59"))
    second = statement(entry("2"), account="<Othr><Id>5010 1055 123</Id></Othr>")
    draft = read_text(tmp_path, message(first, second))

    assert [payment.account for payment in draft.payments] == [IBAN, "50101055123"]
    assert [payment.line for payment in draft.payments] == [1, 2]
    assert draft.covered == (Covered(IBAN, date(2026, 11, 1), date(2026, 11, 15)),)


@pytest.mark.parametrize(
    ("name", "last", "days"),
    [
        ("Stmt", "2026-11-15T23:59:59", (date(2026, 11, 1), date(2026, 11, 15))),
        # Midnight ends the day before, unless the bank writes no times at all.
        ("Stmt", "2026-11-16T00:00:00", (date(2026, 11, 1), date(2026, 11, 15))),
        ("Stmt", "2026-11-01T00:00:00", (date(2026, 11, 1), date(2026, 11, 1))),
        ("Ntfctn", "2026-11-15T23:59:59", (date(2026, 11, 1), date(2026, 11, 15))),
        ("Rpt", "2026-11-15T23:59:59", None),
        ("Stmt", "2026-10-15T23:59:59", None),
    ],
)
def test_the_period_says_what_is_covered(
    tmp_path: Path, name: str, last: str, days: tuple[date, date] | None
) -> None:
    text = message(statement(entry("1"), extra=period("2026-11-01T00:00:00", last)), name=name)
    covered = read_text(tmp_path, text).covered

    assert covered == ((Covered(IBAN, *days),) if days else ())


def test_a_statement_without_a_period_covers_up_to_its_closing_balance(tmp_path: Path) -> None:
    closing = (
        "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Dt><Dt>2026-11-14</Dt></Dt></Bal>"
        "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Dt><Dt>2026-11-16</Dt></Dt></Bal>"
    )
    covered = read_text(tmp_path, message(statement(extra=closing))).covered

    assert covered == (Covered(IBAN, None, date(2026, 11, 16)),)


def test_a_file_without_a_statement_says_so(tmp_path: Path) -> None:
    assert codes(read_text(tmp_path, message())) == ["no_statement"]


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    class StoppedError(Exception):
        """Stands for the user's Cancel."""

    path = tmp_path / "camt.xml"
    path.write_text(message(statement(*(entry("1") for _each in range(2000)))), encoding="utf-8")

    def stop(done: int, of: int) -> None:
        if done > of / 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        read(path, progress=stop)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (message(statement(entry("1"), "<x/>" * 250_000)), "broken_xml"),
        (message(statement(entry("1"), "<x>" * 1000)), "broken_xml"),
        (message(statement(entry("1") * 500))[:-20], "broken_xml"),
        ("<!DOCTYPE Document [<!ENTITY a 'b'>]>" + message(statement(entry("1")))[21:], "has_doctype"),
    ],
)
def test_a_file_that_is_cut_or_meant_to_harm_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_text(tmp_path, text)

    assert refused.value.reason == reason


def test_comments_and_instructions_do_not_hide_what_stands_beside_them(tmp_path: Path) -> None:
    remarked = entry("1250.00").replace("1250.00", "12<!-- x -->50<?y z?>.00")
    (payment,) = read_entries(tmp_path, remarked).payments

    assert payment.amount == kronor(1250)
