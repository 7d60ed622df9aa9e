"""Stories across files: money and papers that come in the wrong order, twice, back, or for somebody else."""

from datetime import date
from pathlib import Path

from app.domain.history import PaymentReturned
from app.domain.invoice import CaseId
from app.services import matching, undoing
from app.services.payments import book_payment
from tests.office import Office, kronor
from tests.services.bank_files import bank_file, book_all, paid, read_in, waiting, waits
from tests.services.invoice_files import read_in as read_paper


def open_items(folder: Path, name: str, *rows: str) -> Path:
    """Write a list of open items."""
    path = folder / name
    head = "Fakturanr;Kund;Fakturadatum;Förfallodatum;Belopp;Restbelopp;OCR"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def test_a_part_and_then_the_rest_close_the_invoice(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    case_id = office.invoice(who, "10412", "900", issued="2026-09-01", due="2026-12-01", reference="104120")
    office.sleep_until("2026-11-18")
    first = paid("400", reference="104120", on=date(2026, 11, 2))
    rest = paid("500", reference="104120", on=date(2026, 11, 16))
    read_in(office, bank_file(first, rest))
    assert [row[1:] for row in waits(office)] == [("likely", ("10412",)), ("likely", ("10412",))]
    done = book_all(office)
    assert (done.closed, office.open(case_id)) == ((case_id,), "0.00")


def test_the_rest_is_certain_once_the_part_is_booked(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    office.invoice(who, "10412", "900", issued="2026-09-01", due="2026-12-01", reference="104120")
    office.sleep_until("2026-11-18")
    read_in(office, bank_file(paid("400", reference="104120", on=date(2026, 11, 2))))
    book_all(office)
    read_in(office, bank_file(paid("500", reference="104120")))
    assert waits(office) == [("500.00", "certain", ("10412",))]


def test_a_payment_read_in_before_its_invoice_finds_it_once_it_arrives(
    office: Office, tmp_path: Path
) -> None:
    office.sleep_until("2026-11-18")
    read_in(office, bank_file(paid("900", reference="104120")))
    assert waits(office) == [("900.00", "none", ())]
    row = "10412;Norrskärs Båtvarv HB;2026-09-01;2026-10-01;900,00;900,00;104120"
    read_paper(office, open_items(tmp_path, "open.csv", row))
    assert waits(office) == [("900.00", "certain", ("10412",))]
    assert [item.state.value for item in office.work_list()] == ["almost_done"]


def test_an_invoice_that_a_waiting_payment_is_not_for_is_read_in_all_the_same(
    office: Office, tmp_path: Path
) -> None:
    office.sleep_until("2026-11-18")
    read_in(office, bank_file(paid("777", reference="999990")))
    row = "10412;Norrskärs Båtvarv HB;2026-09-01;2026-10-01;900,00;900,00;104120"
    read_paper(office, open_items(tmp_path, "open.csv", row))
    assert [str(item.open.amount) for item in office.work_list()] == ["900.00"]


def test_a_payment_that_a_list_showed_is_replaced_by_the_banks_own(office: Office, tmp_path: Path) -> None:
    office.sleep_until("2026-11-02")
    name = "10412;Norrskärs Båtvarv HB;2026-09-01;2026-10-01;900,00"
    read_paper(office, open_items(tmp_path, "before.csv", f"{name};900,00;104120"))
    office.sleep_until("2026-11-18")
    read_paper(office, open_items(tmp_path, "after.csv", f"{name};0,00;104120"))
    assert office.open(office_case(office)) == "0.00"
    read_in(office, bank_file(paid("900", reference="104120", on=date(2026, 11, 9))))
    assert waits(office) == [("900.00", "certain", ("10412",))]
    matching.accept_certain(office.desk)
    case = office.case(office_case(office))
    payments = [entry for entry in case.live_ledger if entry.kind.value == "payment"]
    assert [(str(each.amount.amount), each.effective_on) for each in payments] == [
        ("-900.00", date(2026, 11, 9))
    ]
    undoing.undo(office.desk)
    assert office.open(office_case(office)) == "0.00"
    assert waits(office) == [("900.00", "certain", ("10412",))]


def office_case(office: Office) -> CaseId:
    query = "SELECT id FROM invoice WHERE withdrawn = 0 AND number = '10412'"
    return CaseId(office.desk.database.connection.execute(query).fetchone()[0])


def test_a_payment_booked_by_hand_is_not_booked_again_when_the_bank_brings_it(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    case_id = office.invoice(who, "10412", "900", issued="2026-09-01", due="2026-12-01", reference="104120")
    office.sleep_until("2026-11-18")
    book_payment(office.desk, case_id, kronor("900"))
    read_in(office, bank_file(paid("900", reference="104120")))
    assert [row.why for row in waiting(office)] == [
        "It is booked on invoice 10412 already, and now has the bank's own day."
    ]
    matching.accept_certain(office.desk)
    case = office.case(case_id)
    assert [entry.effective_on for entry in case.live_ledger if entry.kind.value == "payment"] == [
        date(2026, 11, 16)
    ]
    assert case.open.minor == 0


def test_a_credit_note_read_in_before_its_invoice_is_set_off_by_the_payer(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    first = office.invoice(who, "10400", "500", issued="2026-09-01", due="2026-12-01", reference="104000")
    office.sleep_until("2026-11-18")
    read_in(office, bank_file(paid("700", reference="104000", on=date(2026, 11, 2))))
    book_all(office)
    second = office.invoice(who, "10412", "900", issued="2026-11-03", due="2026-12-03", reference="104120")
    read_in(office, bank_file(paid("700", reference="104120")))
    (row,) = waiting(office)
    assert (row.certainty.value, row.why) == ("likely", "It is invoice 10412 less the customer's credit.")
    book_all(office)
    assert [office.open(case_id) for case_id in (first, second)] == ["0.00", "0.00"]


def test_a_payment_taken_back_by_the_bank_opens_its_invoice_and_the_story_keeps_both(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    case_id = office.invoice(who, "10412", "900", issued="2026-09-01", due="2026-10-01", reference="104120")
    office.sleep_until("2026-11-18")
    read_in(office, bank_file(paid("900", reference="104120", bank_id="A1")))
    matching.accept_certain(office.desk)
    back = paid("900", movement="reversal", reverses="A1", bank_id="A2", on=date(2026, 11, 17))
    read_in(office, bank_file(back))
    assert waits(office) == [("900.00", "certain", ("10412",))]
    matching.accept_certain(office.desk)
    assert office.open(case_id) == "900.00"
    assert any(isinstance(entry.event, PaymentReturned) for entry in office.case(case_id).live_history)
    assert (waits(office), matching.overview(office.desk).count) == ([], 0)
    undoing.undo(office.desk)
    assert office.open(case_id) == "0.00"


def test_a_payment_taken_back_before_anybody_booked_it_is_never_booked(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    office.invoice(who, "10412", "900", issued="2026-09-01", due="2026-10-01", reference="104120")
    office.sleep_until("2026-11-18")
    came = paid("900", reference="104120", bank_id="A1")
    back = paid("900", movement="reversal", reverses="A1", bank_id="A2", on=date(2026, 11, 17))
    read_in(office, bank_file(came, back))
    assert [(row.certainty.value, row.movement) for row in waiting(office)] == [
        ("certain", "reversal"),
        ("none", "payment"),
    ]
    matching.accept_certain(office.desk)
    assert waits(office) == []


def test_another_currency_never_meets_an_invoice_even_with_its_reference(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    case_id = office.invoice(
        who, "10412", "900", issued="2026-09-01", due="2026-10-01", reference="104120", currency="EUR"
    )
    office.sleep_until("2026-11-18")
    read_in(
        office, bank_file(paid("900", reference="104120"), paid("900", reference="104120", currency="EUR"))
    )
    assert [row[1:] for row in waits(office)] == [("certain", ("10412",)), ("none", ())]
    assert waiting(office)[1].why == "It names invoice 10412, which is in another currency."
    matching.accept_certain(office.desk)
    assert office.open(case_id) == "0.00"


def test_one_payment_closes_the_invoices_of_two_customers(office: Office) -> None:
    cases = [
        office.invoice(office.customer(name), number, amount, issued="2026-09-01", due="2026-10-01")
        for name, number, amount in (("Norrskärs Båtvarv HB", "145948", "900"), ("Eva Ek", "12469", "600"))
    ]
    office.sleep_until("2026-11-18")
    read_in(office, bank_file(paid("1500", message="145948/12469", payer="Förvaltaren")))
    assert waits(office) == [("1500.00", "likely", ("145948", "12469"))]
    done = book_all(office)
    assert done.closed == tuple(cases)


def test_the_same_payment_twice_closes_the_invoice_once(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    case_id = office.invoice(who, "10412", "900", issued="2026-09-01", due="2026-12-01", reference="104120")
    office.sleep_until("2026-11-18")
    file = bank_file(paid("900", reference="104120"))
    for _again in range(2):
        read_in(office, file)
        matching.accept_certain(office.desk)
    assert office.open(case_id) == "0.00"
    query = "SELECT count(*) FROM payment WHERE withdrawn = 0"
    assert office.desk.database.connection.execute(query).fetchone() == (1,)


def test_paid_twice_the_second_time_is_a_question_and_not_a_booking(office: Office) -> None:
    who = office.customer("Norrskärs Båtvarv HB")
    office.invoice(who, "10412", "900", issued="2026-09-01", due="2026-12-01", reference="104120")
    office.sleep_until("2026-11-18")
    read_in(office, bank_file(paid("900", reference="104120"), paid("900", reference="104120", payer="Eva")))
    assert [row[1] for row in waits(office)] == ["certain", "none"]
    assert waiting(office)[1].why == "Invoice 10412, which it names, has nothing left to pay."
