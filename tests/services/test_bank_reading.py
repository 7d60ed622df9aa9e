"""Bank files read in: every payment counted once, whichever files it stands in."""

from datetime import date, timedelta

from app.services import bank_age, importing, undoing
from tests.office import Office, kronor
from tests.services.bank_files import ACCOUNT, MONDAY, bank_file, book_all, look_at, paid, read_in, waits


def test_the_same_file_twice_brings_nothing_the_second_time(office: Office) -> None:
    office.sleep_until("2026-11-18")
    file = bank_file(paid("500", payer="Bo"), paid("500", payer="Bo"), paid("70", bank_id="17"))
    assert read_in(office, file).payments == 3
    again = read_in(office, file)
    assert (again.payments, again.known_payments, again.batch_id) == (0, 3, None)
    assert len(waits(office)) == 3


def test_two_exports_of_overlapping_days_count_each_payment_once(office: Office) -> None:
    office.sleep_until("2026-11-18")
    tuesday = MONDAY + timedelta(days=1)
    shared = [paid("500", payer="Bo", account=ACCOUNT), paid("900", payer="Eva", account=ACCOUNT)]
    read_in(office, bank_file(*shared, kind="table", shape="a"))
    later = paid("500", payer="Bo", account=ACCOUNT, on=tuesday)
    done = read_in(office, bank_file(*shared, later, kind="table", shape="a"))
    assert (done.payments, done.known_payments) == (1, 2)


def test_two_kinds_of_export_of_one_account_count_each_payment_once(office: Office) -> None:
    office.sleep_until("2026-11-18")
    listed = bank_file(paid("500", message="Bo Berg faktura 10412", account=ACCOUNT), kind="table", shape="a")
    notified = bank_file(paid("500", payer="Bo Berg", account=ACCOUNT, bank_id="A1"), kind="camt")
    assert read_in(office, listed).payments == 1
    assert read_in(office, notified).payments == 0


def test_equal_sums_of_two_payers_on_one_day_are_two_payments(office: Office) -> None:
    office.sleep_until("2026-11-18")
    file = bank_file(
        paid("500", payer="Bo Berg", account=ACCOUNT, bank_id="1"),
        paid("500", payer="Eva Ek", account=ACCOUNT, bank_id="2"),
        kind="camt",
    )
    assert read_in(office, file).payments == 2


def test_a_day_or_two_apart_is_one_payment_only_where_the_names_agree(office: Office) -> None:
    office.sleep_until("2026-11-20")
    read_in(office, bank_file(paid("500", payer="Berg, Bo", account=ACCOUNT), kind="table", shape="a"))
    tuesday = MONDAY + timedelta(days=1)
    same = bank_file(paid("500", payer="Bo Berg", account=ACCOUNT, on=tuesday, bank_id="1"), kind="camt")
    other = bank_file(paid("500", payer="Eva Ek", account=ACCOUNT, on=tuesday, bank_id="2"), kind="camt")
    assert read_in(office, same).payments == 0
    assert read_in(office, other).payments == 1


def test_bankgirots_sum_is_explained_by_the_file_that_lists_its_payments(office: Office) -> None:
    office.sleep_until("2026-11-18")
    statement = bank_file(
        paid("1400", movement="lump_sum", reference="5050-1055", account=ACCOUNT), kind="table", shape="a"
    )
    listed = bank_file(paid("500", bank_id="1"), paid("900", bank_id="2"))
    assert read_in(office, listed).payments == 2
    done = read_in(office, statement)
    assert done.payments == 0
    assert [amount for amount, _certainty, _numbers in waits(office)] == ["500.00", "900.00"]


def test_a_sum_that_waits_is_explained_once_its_payments_are_read_in(office: Office) -> None:
    office.sleep_until("2026-11-18")
    statement = bank_file(
        paid("1400", movement="lump_sum", reference="5050-1055", account=ACCOUNT), kind="table", shape="a"
    )
    read_in(office, statement)
    assert len(waits(office)) == 1
    read_in(office, bank_file(paid("500", bank_id="1"), paid("900", bank_id="2")))
    assert [amount for amount, _certainty, _numbers in waits(office)] == ["500.00", "900.00"]


def test_a_sum_waits_again_when_the_file_that_lists_its_payments_is_taken_back(office: Office) -> None:
    office.sleep_until("2026-11-18")
    statement = bank_file(
        paid("1400", movement="lump_sum", reference="5050-1055", account=ACCOUNT), kind="table", shape="a"
    )
    read_in(office, statement)
    read_in(office, bank_file(paid("500", bank_id="1"), paid("900", bank_id="2")))
    undoing.undo(office.desk)
    assert [amount for amount, _certainty, _numbers in waits(office)] == ["1400.00"]
    undoing.redo(office.desk)
    assert [amount for amount, _certainty, _numbers in waits(office)] == ["500.00", "900.00"]


def test_payments_hidden_in_a_sum_that_was_booked_are_not_counted_again(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    office.invoice(who, "10412", "1400", issued="2026-09-01", due="2026-10-01")
    office.sleep_until("2026-11-18")
    statement = bank_file(
        paid("1400", movement="lump_sum", reference="5050-1055", account=ACCOUNT), kind="table", shape="a"
    )
    read_in(office, statement)
    assert waits(office) == [("1400.00", "likely", ("10412",))]
    book_all(office)
    assert read_in(office, bank_file(paid("1400", bank_id="1"))).payments == 0


def test_a_notification_and_the_statement_of_the_day_are_counted_once(office: Office) -> None:
    office.sleep_until("2026-11-18")
    notified = bank_file(
        paid("500", payer="Bo", account=ACCOUNT, bank_id="1"),
        paid("900", payer="Eva", account=ACCOUNT, bank_id="2"),
        kind="camt",
        shape="054",
    )
    whole = bank_file(paid("1400", account=ACCOUNT, bank_id="B7"), kind="camt", shape="053")
    read_in(office, notified)
    assert read_in(office, whole).payments == 0


def test_a_payout_is_the_sum_of_payments_less_the_fees(office: Office) -> None:
    office.sleep_until("2026-11-18")
    report = bank_file(
        paid("500", account="123456", bank_id="1", fee=kronor("10")),
        paid("900", account="123456", bank_id="2", fee=kronor("15")),
        kind="vipps",
    )
    payout = bank_file(
        paid("1375", movement="lump_sum", account=ACCOUNT, message="Vipps"), kind="table", shape="a"
    )
    read_in(office, report)
    assert read_in(office, payout).payments == 0


def test_what_files_account_for_is_the_age_of_the_bank_data_until_they_are_withdrawn(office: Office) -> None:
    office.sleep_until("2026-11-18")
    assert bank_age.bank_age(office.desk).is_stale
    done = read_in(office, bank_file(paid("500", payer="Bo")))
    age = bank_age.bank_age(office.desk)
    assert (age.read_through, age.is_stale, age.words) == (
        MONDAY,
        False,
        "The latest payments were read in on Monday.",
    )
    assert done.batch_id is not None
    importing.withdraw(office.desk, done.batch_id)
    assert bank_age.bank_age(office.desk).read_through is None


def test_bank_data_is_old_after_three_bank_days_until_somebody_has_looked(office: Office) -> None:
    office.sleep_until("2026-11-16")
    read_in(office, bank_file(paid("500", payer="Bo")))
    office.sleep_until("2026-11-19")
    assert not bank_age.bank_age(office.desk).is_stale
    office.sleep_until("2026-11-20")
    assert bank_age.bank_age(office.desk).is_stale
    bank_age.confirm_checked(office.desk)
    assert bank_age.bank_age(office.desk).read_through == date(2026, 11, 20)
    assert not bank_age.bank_age(office.desk).is_stale


def test_an_import_of_payments_undone_takes_them_away_and_redone_brings_them_back(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    office.invoice(who, "10412", "500", issued="2026-09-01", due="2026-10-01", reference="104120")
    office.sleep_until("2026-11-18")
    before = office.work_list()
    read_in(office, bank_file(paid("500", reference="104120")))
    assert [item.state.value for item in office.work_list()] == ["almost_done"]
    undoing.undo(office.desk)
    assert (waits(office), office.work_list()) == ([], before)
    undoing.redo(office.desk)
    assert waits(office) == [("500.00", "certain", ("10412",))]


def test_a_payment_that_was_booked_stays_when_its_file_is_withdrawn(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    case_id = office.invoice(who, "10412", "500", issued="2026-09-01", due="2026-10-01", reference="104120")
    office.sleep_until("2026-11-18")
    done = read_in(office, bank_file(paid("500", reference="104120"), paid("77", payer="Bo")))
    book_all(office)
    assert done.batch_id is not None
    taken = importing.withdraw(office.desk, done.batch_id)
    assert (taken.payments, [(each.number, each.why) for each in taken.kept]) == (
        1,
        [("10412", "payment_confirmed")],
    )
    assert office.open(case_id) == "0.00"
    assert waits(office) == []


def test_looking_stores_nothing(office: Office) -> None:
    office.sleep_until("2026-11-18")
    shown = look_at(office, bank_file(paid("500", payer="Bo")))
    assert shown.files[0].bank is not None
    assert len(shown.files[0].bank.new) == 1
    assert waits(office) == []
