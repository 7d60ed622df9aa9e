"""What the pages of reading in show: how a table was understood, what is wrong with it, what would happen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.table import TableSettings
from app.services import import_look
from app.services.import_columns import field_options, is_required
from app.services.import_draft import as_payload, from_payload
from app.services.import_fixes import Cause, Edit, answered, with_setting
from app.services.import_look import Look
from app.services.import_preview import TableWish
from tests.office import Office
from tests.services.invoice_files import e_invoice, listed, row

pytestmark = pytest.mark.usefixtures("swedish")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "betalt.db", "2026-11-18")


def look(office: Office, *paths: Path, wish: TableWish | None = None) -> Look:
    wishes = dict.fromkeys(paths, wish) if wish else {}
    return import_look.look(office.desk, paths, wishes)


def titles(seen: Look) -> list[str]:
    return [cause.title.replace("\xa0", " ") for cause in seen.causes]


def counts(seen: Look) -> list[str]:
    return [f"{line.count} {line.words}".replace("\xa0", " ") for line in seen.lines]


def cause(seen: Look, beginning: str) -> Cause:
    return next(each for each in seen.causes if each.title.startswith(beginning))


def test_a_table_shows_how_it_was_understood_and_what_each_column_holds(
    office: Office, tmp_path: Path
) -> None:
    path = listed(tmp_path, row(), row(Faktura="10432"))
    path.write_bytes(path.read_text(encoding="utf-8").replace("Tre", "Tré").encode("cp1252"))
    view = look(office, path).tables[0]
    assert view.size == "2 rader, 12 kolumner"
    found = {finding.setting: finding.value for finding in view.findings}
    assert found.pop("meaning") == "invoices"
    assert found == {"encoding": "cp1252", "delimiter": ";", "decimal": ",", "date_order": "ymd"}
    assert view.columns()["number"] == 0
    assert view.is_amount(view.columns()["total"])
    assert view.rows[0][0] == 2
    assert view.rows[0][1][1] == "Bryggeri Tré Tumlare AB"


def test_a_table_without_header_names_its_columns_by_letter(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("10431;Tumlare AB;2026-09-28;2026-10-28;1000,00\n" * 2, encoding="utf-8")
    assert look(office, path).tables[0].header == ("A", "B", "C", "D", "E")


def test_every_field_has_a_short_name_and_the_needed_ones_are_known(office: Office) -> None:
    options = dict(field_options())
    assert options[""] == "Hoppa över"
    assert all(options.values())
    assert [name for name in options if name and is_required(name)]


def test_cells_that_are_wrong_are_marked_where_they_stand(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(Förfallodatum="2026-11-31"))
    view = look(office, path).tables[0]
    mark = view.marks[0, view.columns()["due_on"]]
    assert mark.severity == "blocking"
    assert mark.words == "förfallodag 2026-11-31 finns inte."


def test_what_blocks_comes_first_and_few_rows_are_answered_each_for_itself(
    office: Office, tmp_path: Path
) -> None:
    path = listed(tmp_path, *(row(Faktura=str(n), Förfallodatum="2026-11-31") for n in range(3)))
    seen = look(office, path)
    assert [each.is_blocking for each in seen.causes] == [True, True, True, False]
    assert titles(seen)[0] == "Rad 2: förfallodag 2026-11-31 finns inte."
    assert [each.in_place.suggestion for each in seen.causes if each.in_place] == ["2026-11-30"] * 3


def test_many_rows_with_one_cause_stand_together(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, *(row(Faktura=str(n), Förfallodatum="2026-11-31") for n in range(9)))
    first = look(office, path).causes[0]
    assert first.title == "9 rader: förfallodag 2026-11-31 finns inte."
    assert first.advice.startswith("Rad 2, 3, 4, 5 med flera.")
    assert first.lines == tuple(range(2, 11))
    (leave_out,) = first.answers
    assert leave_out.edit.skipped == first.lines


def test_an_answer_in_place_is_read_in_place_of_the_cell(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(Förfallodatum="2026-11-31"))
    seen = look(office, path)
    place = seen.causes[0].in_place
    assert place is not None
    wish = answered(TableWish(seen.tables[0].columns()), place.edit("2026-12-01"))
    assert look(office, path, wish=wish).stored == 1
    assert [each.due for each in look(office, path, wish=wish).papers] == ["1 dec 2026"]


def test_two_sums_that_changed_places_are_swapped(office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(Belopp="3900,00", Rest="4900,50"))
    seen = look(office, path)
    swap = next(each for each in seen.causes[0].answers if each.words == "Byt plats")
    again = look(office, path, wish=answered(TableWish(seen.tables[0].columns()), swap.edit))
    assert [paper.amount.replace("\xa0", " ") for paper in again.papers] == ["3 900,00 kr"]


def test_days_for_all_invoices_answer_a_list_without_due_dates(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Faktura;Kund;Fakturadatum;Belopp\n1;Kvarn AB;2026-10-01;100,00\n", encoding="utf-8")
    seen = look(office, path)
    asked = cause(seen, "Filen har inga förfallodagar.")
    assert asked.asks_days
    wish = answered(TableWish(seen.tables[0].columns()), Edit(terms_days=30))
    assert [paper.due for paper in look(office, path, wish=wish).papers] == ["31 okt 2026"]


def test_another_separator_has_the_columns_guessed_anew() -> None:
    wish = TableWish({"number": 0}, TableSettings(decimal=","))
    assert with_setting(wish, "delimiter", "\t").columns == ""
    assert with_setting(wish, "date_order", "dmy").columns == {"number": 0}
    assert with_setting(wish, "date_order", "dmy").settings.decimal == ","


def test_the_outcome_counts_what_is_new_known_and_changed(office: Office, tmp_path: Path) -> None:
    first = listed(tmp_path, row(Faktura="1"), row(Faktura="2"))
    import_look.accept(office.desk, look(office, first), ())
    office.sleep_until("2026-11-20")
    rows = row(Faktura="1"), row(Faktura="2", Rest="600,00"), row(Faktura="3", Kund="Ny AB")
    second = listed(tmp_path, *rows, name="b.csv")
    assert counts(look(office, second)) == [
        "1 ny faktura",
        "1 ny kund, resten känns igen",
        "1 faktura finns redan och ändras inte",
        "1 får nytt saldo, till exempel 2: 1 000,00 kr → 600,00 kr",
    ]


def test_a_bill_is_left_out_until_it_is_asked_for(office: Office, tmp_path: Path) -> None:
    seen = look(office, e_invoice(tmp_path, "bill.xml", ID="B1"))
    assert counts(seen) == ["1 är en räkning till dig och lämnas utanför"]
    again = import_look.look_again(office.desk, seen, seen.bill_refs)
    assert again.stored == 1


def test_columns_are_remembered_by_the_name_of_the_file_without_its_date(
    office: Office, tmp_path: Path
) -> None:
    path = listed(tmp_path, row(), name="kundreskontra-2026-11-18.csv")
    import_look.accept(office.desk, look(office, path), ())
    assert look(office, path).tables[0].known_as == "kundreskontra"
    assert look(office, path).is_known()


def test_several_files_name_the_one_that_a_problem_is_in(office: Office, tmp_path: Path) -> None:
    good = listed(tmp_path, row(Orgnr="556036-0793"), name="a.csv")
    bad = listed(tmp_path, row(Faktura="2", Förfallodatum="2026-11-31"), name="b.csv")
    assert titles(look(office, good, bad))[0] == "b.csv, rad 2: förfallodag 2026-11-31 finns inte."


CELLS = st.tuples(st.integers(1, 99), st.sampled_from(["due_on", "total"]))
SETTINGS = st.builds(
    TableSettings,
    decimal=st.sampled_from(["", ",", "."]),
    corrections=st.dictionaries(
        st.tuples(st.integers(1, 99), st.sampled_from(["due_on", "total"])), st.text()
    ),
    skipped_lines=st.frozensets(st.integers(1, 99)),
    terms_days=st.none() | st.integers(0, 120),
)
COLUMNS = st.dictionaries(st.sampled_from(["number", "customer", "total"]), st.integers(0, 30))


@given(COLUMNS, SETTINGS)
def test_a_draft_gives_back_what_was_said(columns: dict[str, int], settings: TableSettings) -> None:
    path = Path(__file__)
    wishes = {path: TableWish(columns, settings)}
    assert from_payload(as_payload([path], wishes)) == ((path,), wishes)


def test_a_draft_about_a_file_that_has_gone_is_forgotten(tmp_path: Path) -> None:
    assert from_payload(as_payload([tmp_path / "gone.csv"], {})) == ((), {})


def test_what_many_e_invoices_have_in_common_is_said_once(office: Office, tmp_path: Path) -> None:
    bills = [e_invoice(tmp_path, f"{number}.xml", ID=f"B{number}") for number in range(6)]
    seen = look(office, *bills)
    together = next(each for each in seen.causes if each.title.startswith("6 filer, till exempel 0.xml: "))
    (take,) = together.answers
    assert take.words == "Ta med dem också"
    assert import_look.look_again(office.desk, seen, take.edit.take).stored == 6


def bank_table(folder: Path, header: str = "Dag;Motpart;Belopp;Saldo") -> Path:
    path = folder / "konto.csv"
    rows = "2026-11-16;Anna Berg;1250,00;2250,00\n2026-11-12;Anna Berg;100,00;1000,00\n"
    path.write_text(f"{header}\n{rows}", encoding="utf-8")
    return path


def test_an_account_statement_offers_the_fields_of_a_bank(office: Office, tmp_path: Path) -> None:
    view = look(office, bank_table(tmp_path)).tables[0]
    options = dict(field_options(view.meaning))

    assert (view.meaning, view.fields) == ("payments", ("booked_on", "payer", "amount", "balance"))
    assert options["booked_on"] == "Bokförd"
    assert "due_on" not in options
    assert all(options.values())
    assert view.is_amount(2)


def test_the_user_may_say_what_the_rows_are(office: Office, tmp_path: Path) -> None:
    path = bank_table(tmp_path, "Datum;Kund;Belopp;Rest")
    guessed = look(office, path).tables[0]
    told = look(office, path, wish=with_setting(TableWish(), "meaning", "payments")).tables[0]

    assert (guessed.meaning, told.meaning) == ("invoices", "payments")
    (finding,) = (each for each in told.findings if each.setting == "meaning")
    assert (finding.value, dict(finding.options)["payments"]) == ("payments", "Betalningar")


def test_the_export_of_a_bank_that_we_know_needs_no_choice(office: Office, tmp_path: Path) -> None:
    path = bank_table(tmp_path, "Reskontradatum;Text;Belopp;Transaktionsdatum")
    rows = "2026-11-16;Anna Berg;1250,00;2026-11-16\n"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n" + rows, encoding="utf-8")

    seen = look(office, path)
    assert (seen.tables[0].known_as, seen.is_known()) == ("Handelsbanken", True)


def test_columns_chosen_for_a_bank_are_remembered(office: Office, tmp_path: Path) -> None:
    path = bank_table(tmp_path, "Ett;Två;Tre;Fyra")
    wish = TableWish({"booked_on": 0, "payer": 1, "amount": 2})
    import_look.accept(office.desk, look(office, path, wish=wish), ())

    again = look(office, path)
    assert again.tables[0].known_as == "konto"
    assert again.tables[0].fields == ("booked_on", "payer", "amount", "")
    assert [each.payer for each in again.preview.files[0].draft.payments] == ["Anna Berg", "Anna Berg"]
