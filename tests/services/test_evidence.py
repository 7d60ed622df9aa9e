"""The evidence pack: the same figures as everywhere, the stored bytes, and nothing that nobody asked for."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.attachment import AttachmentKind
from app.domain.claim import MixedClaimError, NothingToClaimError
from app.domain.history import DisputeReason, LetterKind
from app.domain.invoice import CaseId
from app.domain.money import Money
from app.domain.party import CustomerKind
from app.exporters.evidence_pack import as_zip
from app.services import plans, reminders, sending
from app.services.case_view import case_page, show_json
from app.services.contact import open_dispute
from app.services.evidence import Pack, PackWish, make_pack, pack_language
from app.services.facts import set_invoice
from app.services.letter_content import FirmUnknownError
from app.services.reminders import Wish
from app.services.safekeeping import chain_ends
from tests.documents.reading import flowing
from tests.evidence_cases import attach, norwegian, send, swedish
from tests.office import NORWEGIAN_FIRM, Office
from tests.packs_golden import FOLDER, papers


@pytest.fixture(params=[swedish, norwegian], ids=["SE", "NO"])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Office, CaseId]:
    office, case_id = request.param(tmp_path)
    return office, case_id


def content(pack: Pack, ending: str) -> bytes:
    return next(file.content for file in pack.files if file.name.endswith(ending))


def rows(pack: Pack) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content(pack, ".csv").decode("utf-8-sig")), delimiter=";"))


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def test_every_text_of_a_pack_says_what_its_golden_file_says(tmp_path: Path) -> None:
    found = dict(papers(tmp_path))
    assert found.keys() == {path.name for path in FOLDER.iterdir()}
    for name, written in found.items():
        assert written.splitlines() == (FOLDER / name).read_text(encoding="utf-8").splitlines(), name


def test_window_command_line_letter_and_pack_come_to_the_same_sum(told: tuple[Office, CaseId]) -> None:
    office, case_id = told
    pack, page = make_pack(office.desk, [case_id]), case_page(office.desk, case_id)
    number_of_invoice = page.case.invoice.number
    statement = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER, fee=False))
    assert pack.total == page.total == statement.claim.total
    assert str(pack.total.amount) == show_json(office.desk, number_of_invoice)["total"]


def test_the_rows_of_the_list_add_up_to_the_claim_to_the_ore(told: tuple[Office, CaseId]) -> None:
    office, case_id = told
    pack = make_pack(office.desk, [case_id])
    *parts, total = rows(pack)[1:]
    assert sum(number(row[8]) for row in parts) == number(total[8]) == pack.total.amount


def test_every_letter_lies_in_the_pack_as_it_went_out(told: tuple[Office, CaseId]) -> None:
    office, case_id = told
    events = [entry.event for entry in office.case(case_id).live_history]
    sent = [sending.stored_pdf(office.desk, letter_id)
            for event in events if (letter_id := getattr(event, "letter_id", None))]  # fmt: skip
    packed = [file.content for file in make_pack(office.desk, [case_id]).files]
    assert sent
    assert all(pdf in packed for pdf in sent)


def test_nobody_is_named_in_the_name_of_a_file(told: tuple[Office, CaseId], tmp_path: Path) -> None:
    office, case_id = told
    attach(office, case_id, AttachmentKind.PROOF, tmp_path / "kvitto Maja Ek.PDF", b"%PDF-1.7 kvitto")
    attach(office, case_id, AttachmentKind.PROOF, tmp_path / "kvitto 2.pdf", b"%PDF-1.7 kvitto 2")
    attach(office, case_id, AttachmentKind.OTHER, tmp_path / "start.exe", b"MZ")
    pack = make_pack(office.desk, [case_id], PackWish("sv"))
    names = [pack.name, *(file.name for file in pack.files)]
    assert not any(part in name for name in names for part in ("Maja", "Ek", "kvitto", "Norrsk", "Bryggen"))
    assert all(name.isascii() for name in names)
    number = office.case(case_id).invoice.number
    assert {f"Bilagor/{number}_Bevis.pdf", f"Bilagor/{number}_Bevis_2.pdf"} < set(names)
    assert f"Bilagor/{number}_Bilaga.bin" in names


def test_an_answer_of_ours_is_called_one_in_both_countries(
    told: tuple[Office, CaseId], tmp_path: Path
) -> None:
    office, case_id = told
    attach(office, case_id, AttachmentKind.ANSWER, tmp_path / "svar.pdf", b"%PDF-1.7 svar")
    names = [file.name for file in make_pack(office.desk, [case_id]).files]
    number = office.case(case_id).invoice.number
    assert {f"Bilagor/{number}_Vart-svar.pdf", f"Vedlegg/{number}_Vart-svar.pdf"} & set(names)


def test_the_words_of_calls_come_along_only_when_chosen(tmp_path: Path) -> None:
    office, case_id = swedish(tmp_path)
    facts = make_pack(office.desk, [case_id])
    whole = make_pack(office.desk, [case_id], PackWish(notes=True))
    said = "Chefen är bortrest."
    assert said not in flowing(content(facts, "Sammanfattning.pdf"))
    assert said in flowing(content(whole, "Sammanfattning.pdf"))
    assert "Lovade betala" in flowing(content(facts, "Sammanfattning.pdf"))


def test_the_summary_ends_with_the_ends_of_both_chains(tmp_path: Path) -> None:
    office, case_id = swedish(tmp_path)
    written = "".join(flowing(content(make_pack(office.desk, [case_id]), "Sammanfattning.pdf")).split())
    for end in chain_ends(office.desk):
        assert end.sha256 in written


def test_a_pack_speaks_the_language_of_the_law_and_an_application_that_of_its_authority(
    told: tuple[Office, CaseId],
) -> None:
    office, case_id = told
    english = make_pack(office.desk, [case_id], PackWish("en"))
    own = make_pack(office.desk, [case_id])
    applications = [file for file in own.files if file.name.endswith(".txt")]
    assert applications
    assert [file for file in english.files if file.name.endswith(".txt")] == applications
    assert english.files[0].name == "Summary.pdf"
    assert own.files[0].name in ("Sammanfattning.pdf", "Sammendrag.pdf")


@pytest.mark.parametrize(
    ("law", "country", "language"),
    [("SE", "NO", "sv"), ("NO", "SE", "nb"), ("", "SE", "sv"), ("", "NO", "nb"), ("", "", "en")],
)
def test_the_language_follows_the_law_then_the_firm(law: str, country: str, language: str) -> None:
    assert pack_language(law, country) == language


def test_the_same_case_on_the_same_day_gives_the_same_zip(told: tuple[Office, CaseId]) -> None:
    office, case_id = told
    first, second = (make_pack(office.desk, [case_id]) for _ in range(2))
    assert as_zip(first.files, first.name) == as_zip(tuple(reversed(second.files)), second.name)
    with zipfile.ZipFile(io.BytesIO(as_zip(first.files, first.name))) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name.split("/")[0] for name in archive.namelist()} == {first.name}


def test_a_customer_called_like_a_formula_is_not_calculated(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    name = '=HYPERLINK("http://example.com")'
    case_id = office.invoice(office.customer(name), "1", "100", issued="2026-10-01", due="2026-10-15")
    assert {row[1] for row in rows(make_pack(office.desk, [case_id]))[1:-1]} == {f"'{name}"}


def test_what_an_application_asks_for_and_is_not_known_is_said_as_missing(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    who = office.customer("Eva Ek", kind=None, phone="")
    case_id = office.invoice(who, "7", "100", issued="2026-10-01", due="2026-10-15")
    text = content(make_pack(office.desk, [case_id]), ".txt").decode("utf-8-sig")
    assert "SAKNAS: motpartens organisations- eller personnummer" in text
    assert "SAKNAS: vad faktura 7 avser" in text
    assert "SAKNAS: ett inkassokrav vars tid har gått ut (inkassolagen 5 och 6 §§)" in text
    assert "Allt som ansökan ska innehålla finns med." not in text
    head = text.split("1. Sökande")[0]
    assert "motpartens portkod" not in head
    assert "SAKNAS: motpartens portkod" in text


def test_a_norwegian_complaint_about_fees_asks_for_the_payment_demand(tmp_path: Path) -> None:
    """Tvisteloven § 6-3: where collection costs are claimed the betalingsoppfordring is attached."""
    office, case_id = norwegian(tmp_path)
    text = content(make_pack(office.desk, [case_id]), "Forliksklage.txt").decode("utf-8-sig")
    asked = "MANGLER: betalingsoppfordringen, som skal legges ved når det kreves inndrivelseskostnader"
    assert asked in text
    assert "Alt som forliksklagen skal inneholde, er med." not in text
    send(office, case_id, LetterKind.PAYMENT_DEMAND, fee=False)
    office.sleep_until("2026-12-15")
    text = content(make_pack(office.desk, [case_id]), "Forliksklage.txt").decode("utf-8-sig")
    assert asked not in text
    assert "Betalingsoppfordring sendt 2026-11-23" in text


@pytest.mark.parametrize(
    ("kind", "is_notice"), [(CustomerKind.CONSUMER, False), (CustomerKind.BUSINESS, True)]
)
def test_a_private_party_is_given_notice_of_a_suit_on_paper(
    tmp_path: Path, kind: CustomerKind, is_notice: bool
) -> None:
    """Tvisteloven § 5-2: in writing, and on paper to private parties unless agreed otherwise."""
    office = Office.opened(tmp_path / "betalt.db", "2026-10-01", NORWEGIAN_FIRM)
    who = office.customer("Eva Ek", country="NO", kind=kind)
    case_id = office.invoice(who, "7", "900", issued="2026-08-01", due="2026-09-01", currency="NOK")
    letter_id = sending.make(
        office.desk, reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER, fee=False))
    )
    sending.mark_sent(office.desk, letter_id, channel="email")
    office.sleep_until("2026-11-18")
    text = content(make_pack(office.desk, [case_id]), "Forliksklage.txt").decode("utf-8-sig")
    assert ("ble sendt 2026-10-01" in text) is is_notice
    assert ("MANGLER: et skriftlig varsel" in text) is not is_notice


def test_a_fee_without_a_written_agreement_is_said_as_missing_too(tmp_path: Path) -> None:
    office, case_id = swedish(tmp_path)
    set_invoice(office.desk, case_id, {"fee_source": ""})
    text = content(make_pack(office.desk, [case_id]), ".txt").decode("utf-8-sig")
    assert "SAKNAS: var påminnelseavgiften för faktura 10412 är avtalad" in text


def test_invoices_of_two_customers_make_no_pack(tmp_path: Path) -> None:
    office, case_id = swedish(tmp_path)
    other = office.invoice(office.customer("Acme AB"), "9", "100", issued="2026-10-01", due="2026-10-15")
    with pytest.raises(MixedClaimError):
        make_pack(office.desk, [case_id, other])
    with pytest.raises(NothingToClaimError):
        make_pack(office.desk, [])


def test_a_disputed_part_is_told_of_and_not_claimed(told: tuple[Office, CaseId]) -> None:
    office, case_id = told
    day = office.desk.today()
    part = Money.of(Decimal("5972"), office.case(case_id).invoice.currency)
    open_dispute(office.desk, case_id, DisputeReason.WRONG_AMOUNT, disputed=part, answer_by=day)
    whole, less = make_pack(office.desk, [case_id]), make_pack(office.desk, [case_id], disputed=False)
    letter_says = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER, fee=False)).claim
    assert less.total == letter_says.total
    assert whole.total - less.total > part  # the interest on the part is left out too
    *parts, total = rows(less)[1:]
    assert sum(number(row[8]) for row in parts) == number(total[8]) == less.total.amount
    words = flowing(less.files[0].content).replace("\u00a0", " ")
    assert "5 972,00 kr av faktura" in words
    for each in less.files:
        if each.name.endswith(".txt"):
            text = " ".join(each.content.decode("utf-8-sig").replace("\u00a0", " ").split())
            assert "bestr" in text
            assert "5 972,00 kr. Den delen" in text


def test_two_invoices_of_one_customer_are_told_apart_and_summed_once(tmp_path: Path) -> None:
    office, case_id = swedish(tmp_path)
    who = office.case(case_id).customer.id
    other = office.invoice(who, "10427", "1000", issued="2026-11-01", due="2026-12-01", due_agreed=True)
    pack = make_pack(office.desk, [other, case_id, case_id])
    alone = make_pack(office.desk, [case_id]), make_pack(office.desk, [other])
    assert pack.total == alone[0].total + alone[1].total
    assert pack.name == "2026-12-21_Underlag_10412+1"
    assert {row[0] for row in rows(pack)[1:-1]} == {"10412", "10427"}


def test_a_pack_without_a_firm_is_refused(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    case_id = office.invoice(office.customer("Acme"), "1", "100", issued="2026-10-01", due="2026-10-15")
    with office.desk.begin() as work:
        work.session.connection().exec_driver_sql("DELETE FROM firm")
        work.commit()
    with pytest.raises(FirmUnknownError):
        make_pack(office.desk, [case_id])


def test_a_claim_whose_law_is_not_chosen_has_figures_and_no_applications(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    danish = office.customer("Havnens Smørrebrød ApS", country="DK")
    case_id = office.invoice(danish, "9", "1200.50", issued="2026-10-01", due="2026-10-15", currency="EUR")
    pack = make_pack(office.desk, [case_id])
    assert str(pack.total.amount) == "1200.50"
    assert not [file for file in pack.files if file.name.endswith(".txt")]
    assert "Det är inte valt vilket lands lag fordran följer" in " ".join(pack.missing)
    assert rows(pack)[1][8:10] == ["1200,50", "EUR"]


def test_an_agreed_rate_above_the_law_asks_where_it_was_agreed(tmp_path: Path) -> None:
    office, case_id = swedish(tmp_path)
    set_invoice(office.desk, case_id, {"agreed_rate": "24"})
    text = content(make_pack(office.desk, [case_id]), ".txt").decode("utf-8-sig")
    assert "SAKNAS: var och när räntan på 24,00 % är avtalad" in text.replace("\u00a0", " ")
    set_invoice(office.desk, case_id, {"agreed_rate": "6"})
    text = content(make_pack(office.desk, [case_id]), ".txt").decode("utf-8-sig")
    assert "är avtalad" not in text
    assert "enligt avtalad ränta, nu 6,00 %" in " ".join(text.replace("\u00a0", " ").split())


def test_a_signed_plan_lies_among_the_agreements(tmp_path: Path) -> None:
    office, case_id = swedish(tmp_path)
    plan_id = plans.make(
        office.desk, plans.propose(office.desk, [case_id], plans.PlanWish(2, date(2026, 12, 30)))
    )
    plans.sign(office.desk, plan_id)
    pack = make_pack(office.desk, [case_id])
    agreements = [file for file in pack.files if file.name.startswith("Avtal/")]
    assert [file.name for file in agreements] == ["Avtal/2026-12-21_Avbetalningsplan_10412.pdf"]
    assert "Avbetalningsplanen är påskriven" in flowing(content(pack, "Sammanfattning.pdf"))


def test_interest_over_two_years_is_told_half_year_by_half_year(tmp_path: Path) -> None:
    """Vector SE-C2 of law.md 8.2: 12 500 from 2024-12-01 to 2025-07-31, with 366 days in 2024."""
    office = Office.opened(tmp_path / "betalt.db", "2025-07-31")
    case_id = office.invoice(
        office.customer("Acme"), "1", "12500", issued="2024-11-01", due="2024-11-30", due_agreed=True
    )
    found = [row for row in rows(make_pack(office.desk, [case_id])) if row[2] == "Dröjsmålsränta"]
    # 30 November is a Saturday: the due date moves to Monday 2 December, so two days fewer than the vector
    assert [(row[3], row[4], row[5], row[6].replace("\u00a0", " ")) for row in found] == [
        ("2024-12-03", "2024-12-31", "29", "12,00 %"),
        ("2025-01-01", "2025-06-30", "181", "11,00 %"),
        ("2025-07-01", "2025-07-31", "31", "10,00 %"),
    ]
    # 12 500 x 12 % x 29/366 = 118.85; then 681.85 and 106.16 as in the vector, less what rounding shifts
    assert [row[8] for row in found] == ["118,85", "681,85", "106,17"]
