"""Bookkeeping files read in: their customers come into the register, and go again; nothing else is made."""

from pathlib import Path

from app.services import importing, undoing
from app.services.import_look import look as seen
from app.services.import_outcome import accepted_words, outcome, read_in_words
from tests.office import Office
from tests.services.books_files import sie_file
from tests.services.invoice_files import books, counts, customers, read_in

FILES = Path(__file__).resolve().parents[1] / "importers" / "files"


def test_customers_come_into_the_register_and_nothing_else(office: Office, tmp_path: Path) -> None:
    path = sie_file(tmp_path, owed={"Acme AB": "1000.00", "Bolaget HB": "250.00"})
    shown = importing.preview(office.desk, path)
    accepted = importing.accept(office.desk, shown)

    assert [(line.count, line.words) for line in outcome(shown)] == [(2, "new customers in the register")]
    assert [line.words for line in accepted_words(accepted)] == ["new customers in the register"]
    assert (accepted.customers, customers(office), books(office)) == (2, ["Acme AB", "Bolaget HB"], {})


def test_the_button_says_what_is_read_in(office: Office, tmp_path: Path) -> None:
    found = seen(office.desk, [sie_file(tmp_path, owed={"Acme AB": "1.00", "Bolaget HB": "2.00"})], {})

    assert read_in_words(found.stored, found.payments, found.customers) == "Read in 2 customers"


def test_a_customer_that_is_known_is_not_made_again(office: Office, tmp_path: Path) -> None:
    office.customer("Acme Aktiebolag")
    accepted = read_in(office, sie_file(tmp_path, owed={"Acme AB": "1000.00", "Bolaget HB": "250.00"}))

    assert (accepted.customers, customers(office)) == (1, ["Acme Aktiebolag", "Bolaget HB"])


def test_the_same_books_twice_bring_nothing_new(office: Office, tmp_path: Path) -> None:
    path = sie_file(tmp_path, owed={"Acme AB": "1000.00"})
    read_in(office, path)
    before = counts(office)

    assert read_in(office, path).batch_id is None
    assert counts(office) == before


def test_undone_they_are_gone_and_done_again_they_are_back(office: Office, tmp_path: Path) -> None:
    read_in(office, sie_file(tmp_path, owed={"Acme AB": "1000.00"}))
    undoing.undo(office.desk)
    assert customers(office) == []

    undoing.redo(office.desk)
    assert customers(office) == ["Acme AB"]


def test_a_withdrawn_file_leaves_the_customers_that_have_invoices_since(
    office: Office, tmp_path: Path
) -> None:
    accepted = read_in(office, sie_file(tmp_path, owed={"Acme AB": "1000.00", "Bolaget HB": "250.00"}))
    (acme, *_others) = sorted(accepted.changes.customers)
    office.invoice(acme, "1", "1000", issued="2026-09-01", due="2026-09-15")
    withdrawn = importing.withdraw(office.desk, accepted.batch_id or 0)

    assert (withdrawn.count, withdrawn.customers, len(customers(office))) == (0, 1, 1)


def test_the_numbers_of_customers_belong_to_the_books_they_come_from(office: Office, tmp_path: Path) -> None:
    read_in(office, sie_file(tmp_path, owed={"Acme AB": "1000.00"}))
    renamed = sie_file(tmp_path, owed={"Acme Nya Namnet AB": "1000.00"}, name="sedan.se")

    assert read_in(office, renamed).customers == 0


def test_a_norwegian_file_brings_its_customers_whole(office: Office) -> None:
    shown = importing.preview(office.desk, FILES / "saft.xml")
    assert [each.code for each in shown.files[0].problems] == ["books_of_another"]


def test_invoices_of_books_are_claims_with_their_days(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "bok.sie"
    text = (FILES / "sie5.sie").read_text(encoding="utf-8").replace("556036-0793", own_number(office))
    path.write_text(text, encoding="utf-8")
    accepted = read_in(office, path)

    assert (accepted.new, accepted.customers) == (4, 0)
    assert books(office)["10/0412"] == "901.00"
    assert customers(office) == ["Ljungbackens Förskola", "Åbergs Måleri AB"]


def own_number(office: Office) -> str:
    query = "SELECT identifier FROM firm"
    found: str = office.desk.database.connection.execute(query).fetchone()[0]
    return found


def test_the_letters_of_a_file_can_be_chosen_in_the_window(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "bok.se"
    path.write_bytes(
        sie_file(tmp_path, owed={"Åbergs Måleri": "10.00"}).read_bytes().decode("cp437").encode("cp1252")
    )
    (cause,) = [each for each in seen(office.desk, [path], {}).causes if each.code == "other_letters"]

    assert "cp1252" in cause.title
    assert [answer.edit.encoding for answer in cause.answers] == ["cp437", "iso-8859-1", "iso-8859-15"]
