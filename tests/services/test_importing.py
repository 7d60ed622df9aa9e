"""Reading in as the user does it: look at a file, accept it, and find the right amounts in the books."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.history import DisputeReason, InvoiceTaken, PaymentBooked
from app.domain.invoice import CaseId
from app.domain.ledger import EntryKind
from app.domain.party import CustomerKind, Firm
from app.importers.mapping import UnknownColumnError
from app.services import contact, facts, importing, payments, undoing
from app.services.desk import Desk
from app.services.errors import UnknownMappingError
from app.services.import_compare import Verdict
from app.services.import_preview import facts_of
from app.services.import_words import advice, message
from app.storage.firm import write_firm
from tests.office import Office, SetClock, kronor
from tests.services.invoice_files import (
    books,
    counts,
    credit_left,
    customers,
    e_invoice,
    listed,
    look,
    read_in,
    row,
)


def case_id(office: Office, number: str) -> CaseId:
    query = "SELECT id FROM invoice WHERE number = ? AND withdrawn = 0"
    return CaseId(office.desk.database.connection.execute(query, (number,)).fetchone()[0])


def test_looking_at_a_file_stores_nothing(office: Office, tmp_path: Path) -> None:
    before = counts(office)
    (judged,) = look(office, listed(tmp_path, row()))

    assert judged.verdict is Verdict.NEW
    assert counts(office) == before


def test_an_accepted_invoice_opens_with_the_amount_due_and_says_where_it_came_from(
    office: Office, tmp_path: Path
) -> None:
    accepted = read_in(office, listed(tmp_path, row(Belopp="1000,00", Rest="400,00")))

    case = office.case(case_id(office, "10431"))
    assert (accepted.new, accepted.left_out) == (1, 0)
    assert (case.open, case.invoice.total, case.invoice.amount_due) == (
        kronor("400"), kronor("1000"), kronor("400"),
    )  # fmt: skip
    assert [entry.event for entry in case.live_history] == [InvoiceTaken(kronor("400"), "table")]
    assert case.invoice.law == "SE"
    assert case.invoice.facts.due_agreed is None
    assert case.invoice.facts.interest_notice_given is None


def test_the_same_file_once_more_changes_nothing(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(), row(Faktura="10432"))
    read_in(office, path)
    before = counts(office)
    again = read_in(office, path)

    assert (again.new, again.same, again.batch_id, again.changes.action_id) == (0, 2, None, None)
    assert counts(office) == before


def test_another_file_with_the_same_invoices_is_only_remembered_as_read(
    office: Office, tmp_path: Path
) -> None:
    read_in(office, listed(tmp_path, row(), row(Faktura="2")))
    before = counts(office)
    again = read_in(office, listed(tmp_path, row(), name="shorter.csv"))

    assert (again.new, again.same, again.batch_id) == (0, 1, 2)
    assert counts(office) == before | {"import_batch": 2, "action": before["action"] + 1}


def test_less_left_than_in_the_books_is_a_payment_dated_the_day_after_the_last_reading(
    office: Office, tmp_path: Path
) -> None:
    read_in(office, listed(tmp_path, row()))
    office.sleep_until("2026-10-05")
    read_in(office, listed(tmp_path, row(), row(Faktura="2"), name="week.csv"))
    office.sleep_until("2026-10-12")
    accepted = read_in(office, listed(tmp_path, row(Rest="250,00"), name="later.csv"))

    case = office.case(case_id(office, "10431"))
    paid = [entry for entry in case.live_ledger if entry.kind is EntryKind.PAYMENT]
    assert (accepted.changed, accepted.new) == (1, 0)
    assert [(entry.amount, entry.effective_on) for entry in paid] == [(kronor("-750"), date(2026, 10, 6))]
    assert isinstance(case.live_history[-1].event, PaymentBooked)
    provisional = office.desk.database.connection.execute("SELECT provisional FROM payment").fetchall()
    assert provisional == [(1,)]


def test_a_file_older_than_our_payments_changes_nothing(office: Office, tmp_path: Path) -> None:
    read_in(office, listed(tmp_path, row()))
    payments.book_payment(office.desk, case_id(office, "10431"), kronor("600"))

    verdicts = [look(office, listed(tmp_path, row(Rest=left)))[0].verdict for left in ("400,00", "700,00")]
    assert verdicts == [Verdict.SAME, Verdict.SAME]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"Belopp": "1001,00"}, "number_with_other_facts"),
        ({"Fakturadatum": "2026-09-29"}, "number_with_other_facts"),
        ({"Förfallodatum": "2026-10-29"}, "number_with_other_facts"),
        ({"Rest": "700,00"}, "more_left_than_before"),
        ({"Kund": "Kvarnhjulets Bageri AB"}, "number_of_other_customer"),
    ],
)
def test_a_contradiction_is_listed_and_never_overwrites(
    office: Office, tmp_path: Path, changed: dict[str, str], code: str
) -> None:
    read_in(office, listed(tmp_path, row(Rest="500,00")))
    path = listed(tmp_path, row(**{"Rest": "500,00", **changed}), name="other.csv")
    (judged,) = look(office, path)
    accepted = read_in(office, path)

    assert judged.problem is not None
    assert (judged.verdict, judged.problem.code) == (Verdict.CONFLICT, code)
    assert message(judged.problem)
    assert advice(judged.problem)
    assert (accepted.new, accepted.changed, accepted.left_out) == (0, 0, 1)
    assert books(office) == {"10431": "500.00"}


def test_a_number_that_another_customer_has_can_be_taken_all_the_same(office: Office, tmp_path: Path) -> None:
    read_in(office, listed(tmp_path, row()))
    path = listed(tmp_path, row(Kund="Kvarnhjulets Bageri AB"), name="other.csv")
    (judged,) = look(office, path)
    read_in(office, path, take=[judged.ref])

    assert judged.can_take
    assert customers(office) == ["Bryggeri Tre Tumlare AB", "Kvarnhjulets Bageri AB"]


def test_a_row_can_be_left_out(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(), row(Faktura="10432", Kund="Kvarnhjulets Bageri AB"))
    accepted = read_in(office, path, leave=[(0, 0)])

    assert (accepted.new, accepted.left_out) == (1, 1)
    assert books(office) == {"10432": "1000.00"}
    assert customers(office) == ["Kvarnhjulets Bageri AB"]


def test_two_files_of_one_reading_know_of_each_other(office: Office, tmp_path: Path) -> None:
    files = [
        listed(tmp_path, row(), name="a.csv"),
        listed(tmp_path, row(), row(Faktura="2"), name="b.csv"),
        listed(tmp_path, row(Belopp="5,00"), name="c.csv"),
    ]
    assert [judged.verdict for judged in look(office, *files)] == ["new", "same", "new", "conflict"]
    assert read_in(office, *files).changes.about == "a.csv +2"
    assert books(office) == {"10431": "1000.00", "2": "1000.00"}


def test_the_due_date_that_the_user_has_filled_in_is_no_contradiction(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(Förfallodatum=""))
    read_in(office, path)
    facts.set_invoice(office.desk, case_id(office, "10431"), {"due_on": "2026-11-15"})
    facts.set_invoice(office.desk, case_id(office, "10431"), {"due_on": "2026-11-20"})

    assert look(office, path)[0].verdict is Verdict.SAME
    assert look(office, listed(tmp_path, row(Förfallodatum="2026-11-15")))[0].verdict is Verdict.SAME
    assert look(office, listed(tmp_path, row(Förfallodatum="2026-11-16")))[0].verdict is Verdict.CONFLICT


# Bills


def test_an_invoice_from_somebody_else_is_a_bill_and_left_out_unless_taken(
    office: Office, tmp_path: Path
) -> None:
    path = e_invoice(tmp_path, "bill.xml")
    (judged,) = look(office, path)

    assert (judged.verdict, judged.can_take) == (Verdict.BILL, True)
    assert judged.problem is not None
    assert "Tallkotten Rör & Värme" in message(judged.problem)
    assert read_in(office, path).left_out == 1
    assert books(office) == {}
    read_in(office, path, take=[judged.ref])
    assert books(office) == {"10/0412": "901.00"}


def test_our_own_e_invoice_is_a_claim(office: Office, tmp_path: Path) -> None:
    with office.desk.begin() as work:
        write_firm(work, Firm("Tallkotten Rör & Värme", "SE", "556036-0793"))
        work.commit()
    path = e_invoice(tmp_path, "claim.xml")

    assert look(office, path)[0].verdict is Verdict.NEW
    assert importing.preview(office.desk, path).sellers == ()


def test_everything_is_a_claim_while_the_own_firm_is_unknown_and_the_sellers_are_asked_for(
    tmp_path: Path,
) -> None:
    clock = SetClock(date(2026, 11, 18))
    office = Office(Desk(clock, tmp_path / "betalt.db", "test"), clock)
    shown = importing.preview(office.desk, e_invoice(tmp_path, "claim.xml"))

    assert [seller.identifier for seller in shown.sellers] == ["5560360793"]
    assert [judged.verdict for judged in shown.files[0].invoices] == [Verdict.NEW]


# Credit notes


def credit(**changed: str) -> dict[str, str]:
    return row(**{"Faktura": "K1", "Typ": "Kredit", "Krediterar": "10431", "Belopp": "300,00", **changed})


@pytest.mark.parametrize("invoice_first", [True, False])
def test_a_credit_note_lowers_the_invoice_it_names_in_any_order(
    office: Office, tmp_path: Path, invoice_first: bool
) -> None:
    rows = [row(), credit()]
    read_in(office, listed(tmp_path, *(rows if invoice_first else reversed(rows))))

    case = office.case(case_id(office, "10431"))
    (lowering,) = [entry for entry in case.live_ledger if entry.kind is EntryKind.CREDIT]
    assert case.open == kronor("700")
    assert lowering.effective_on == case.invoice.issued_on
    assert credit_left(office) == {}


def test_a_credit_note_waits_for_an_invoice_that_is_not_read_in_yet(office: Office, tmp_path: Path) -> None:
    read_in(office, listed(tmp_path, credit(), name="credit.csv"))
    assert credit_left(office) == {"K1": "300.00"}
    read_in(office, listed(tmp_path, row(), name="invoice.csv"))

    assert books(office) == {"credit K1": "0.00", "10431": "700.00"}
    assert credit_left(office) == {"K1": "0.00"}
    assert [look(office, tmp_path / name)[0].verdict for name in ("credit.csv", "invoice.csv")] == [
        Verdict.SAME, Verdict.SAME,
    ]  # fmt: skip


def test_a_credit_without_an_invoice_is_the_customers(office: Office, tmp_path: Path) -> None:
    read_in(office, listed(tmp_path, row(), credit(Krediterar="")))

    assert books(office) == {"10431": "1000.00", "credit K1": "0.00"}
    assert credit_left(office) == {"K1": "300.00"}


def test_more_credit_than_is_open_stays_with_the_customer(office: Office, tmp_path: Path) -> None:
    read_in(office, listed(tmp_path, row(Rest="200,00"), credit()))

    assert books(office) == {"10431": "0.00", "credit K1": "0.00"}
    assert credit_left(office) == {"K1": "100.00"}


def test_a_credit_note_is_never_counted_as_money_that_came_in(office: Office, tmp_path: Path) -> None:
    from app.storage.worklist import _came_in

    read_in(office, listed(tmp_path, credit()))
    assert _came_in(office.desk.database.connection, office.desk.today()) == {}


def test_an_invoice_and_a_credit_note_may_share_a_number(office: Office, tmp_path: Path) -> None:
    read_in(office, listed(tmp_path, row(), credit(Faktura="10431")))

    assert books(office) == {"10431": "700.00", "credit 10431": "0.00"}


# What a file says about the state of an invoice


def test_an_invoice_paid_on_a_known_day_closes_on_that_day(office: Office, tmp_path: Path) -> None:
    read_in(office, listed(tmp_path, row(Status="Betald", Rest="0,00", Betalt_datum="2026-09-20")))

    closed = office.desk.database.connection.execute(
        "SELECT closed_as, closed_on FROM case_summary"
    ).fetchone()
    assert closed == ("paid", "2026-09-20")


def test_an_invoice_paid_on_an_unknown_day_says_nothing_about_how_the_customer_pays(
    office: Office, tmp_path: Path
) -> None:
    path = listed(tmp_path, row(Status="Betald", Rest="0,00"))
    read_in(office, path)

    closed = office.desk.database.connection.execute(
        "SELECT closed_as, closed_on FROM case_summary"
    ).fetchone()
    assert closed == ("paid", None)
    assert look(office, path)[0].verdict is Verdict.SAME


def test_a_draft_is_not_delivered_until_a_later_file_says_that_it_was_sent(
    office: Office, tmp_path: Path
) -> None:
    read_in(office, listed(tmp_path, row(Status="Utkast")))
    assert office.case(case_id(office, "10431")).invoice.facts.delivered is False
    accepted = read_in(office, listed(tmp_path, row(Status="Skickad"), name="sent.csv"))

    assert accepted.changed == 1
    assert office.case(case_id(office, "10431")).invoice.facts.delivered is None
    undoing.undo(office.desk)
    assert office.case(case_id(office, "10431")).invoice.facts.delivered is False


def test_a_cancelled_invoice_is_left_out(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(Status="Makulerad"))
    (judged,) = look(office, path)

    assert judged.problem is not None
    assert (judged.verdict, judged.problem.code) == (Verdict.CANCELLED, "cancelled")
    assert read_in(office, path).left_out == 1
    assert books(office) == {}


def test_an_invoice_over_a_fee_is_linked_to_the_one_it_names(office: Office, tmp_path: Path) -> None:
    fee = row(Faktura="F1", Typ="Påminnelseavgift", Krediterar="10431", Belopp="60,00")
    read_in(office, listed(tmp_path, row(), fee))

    paper = office.case(case_id(office, "F1")).invoice
    assert (paper.origin, paper.credits) == ("fee", "10431")
    assert books(office)["10431"] == "1000.00"


# Customers


def test_a_customers_agreement_on_fees_covers_invoices_from_its_day_on(
    office: Office, tmp_path: Path
) -> None:
    office.customer("Bryggeri Tre Tumlare AB", fee_agreed_on=date(2026, 9, 1), fee_source="Order 7")
    read_in(office, listed(tmp_path, row(), row(Faktura="2", Fakturadatum="2026-08-31")))

    agreed = [office.case(case_id(office, number)).invoice.facts for number in ("10431", "2")]
    assert [(each.fee_agreed, each.fee_source) for each in agreed] == [(True, "Order 7"), (None, "")]


def test_a_new_customer_has_what_the_file_says_and_what_follows_from_it(
    office: Office, tmp_path: Path
) -> None:
    path = e_invoice(tmp_path, "bill.xml")
    read_in(office, path, take=[(0, 0)])

    who = office.case(case_id(office, "10/0412")).customer
    assert (who.name, who.identifier, who.country, who.language) == (
        "Ljungbackens Förskola", "2021005455", "SE", "sv",
    )  # fmt: skip
    assert (who.kind, who.kind_confirmed) == (CustomerKind.BUSINESS, False)
    assert who.address.lines == ("Skolvägen 2", "662 31 Åmål")
    assert (who.contact.phone, who.number) == ("0532-120 00", "1033")


def test_the_law_is_unset_for_a_customer_in_another_country(office: Office, tmp_path: Path) -> None:
    read_in(office, listed(tmp_path, row(Orgnr="974 760 673")))

    assert office.case(case_id(office, "10431")).invoice.law is None
    assert office.case(case_id(office, "10431")).customer.language == "nb"


# What the command line needs


def test_the_facts_of_an_invoice_are_those_of_the_file(office: Office, tmp_path: Path) -> None:
    first, second = (facts_of(judged) for judged in look(office, listed(tmp_path, row(), credit())))

    assert (first.number, first.kind, first.customer) == ("10431", "invoice", "Bryggeri Tre Tumlare AB")
    assert (first.customer_identifier, first.payment_reference) == (None, None)
    assert (first.total, first.amount_due, first.currency) == (kronor("1000"), kronor("1000"), "SEK")
    assert (first.credits, second.credits, second.total) == (None, "10431", kronor("300"))


def test_a_file_that_cannot_be_read_does_not_lose_the_others(office: Office, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    shown = importing.preview(office.desk, [tmp_path / "empty.csv", listed(tmp_path, row())])

    assert shown.files[0].trouble is not None
    assert shown.files[0].trouble.reason == "empty"
    assert importing.accept(office.desk, shown).batch_ids == (None, 1)


# Columns


def test_the_user_names_the_columns_and_they_are_remembered_for_files_of_that_shape(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("p;q;r;s\n10431;Bryggeriet;2026-09-28;1000,00\n", encoding="utf-8")
    columns = "number=A,customer=B,issued_on=C,total=D"
    shown = importing.preview(office.desk, path, columns=columns)
    source = shown.files[0].draft.source
    importing.save_mapping(office.desk, "Odd", source.shape, source.columns)

    assert [facts_of(each).number for each in shown.files[0].invoices] == ["10431"]
    assert importing.mapping_for(office.desk, source.shape) == dict(source.columns)
    assert [facts_of(each).customer for each in look(office, path)] == ["Bryggeriet"]
    by_name = importing.preview(office.desk, path, mapping_name="Odd")
    assert [each.verdict for each in by_name.files[0].invoices] == [Verdict.NEW]


def test_columns_and_mappings_that_are_not_there_are_refused(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row())
    with pytest.raises(UnknownMappingError):
        importing.preview(office.desk, path, mapping_name="Odd")
    with pytest.raises(UnknownColumnError):
        importing.preview(office.desk, path, columns="number=ZZ")


def test_reading_can_be_stopped_by_its_progress(office: Office, tmp_path: Path) -> None:
    def stop(done: int, every: int) -> None:
        raise InterruptedError(done, every)

    with pytest.raises(InterruptedError):
        importing.preview(office.desk, listed(tmp_path, row()), progress=stop)


def test_a_dispute_does_not_hinder_reading_the_same_invoice_again(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row())
    read_in(office, path)
    contact.open_dispute(office.desk, case_id(office, "10431"), DisputeReason.OTHER)

    assert look(office, path)[0].verdict is Verdict.SAME
