"""What a mediator is given: the case as an authority would see it, and nothing that is ours alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app import i18n
from app.domain.attachment import AttachmentKind
from app.domain.history import DisputeReason, UnpaidReason
from app.domain.invoice import CaseId
from app.services.contact import take_note
from app.services.dispute_pack import mediate_with_pack
from app.services.disputes import Objection, take_up
from app.services.reason_paths import give_reason
from tests.documents.reading import flowing
from tests.evidence_cases import attach, norwegian, swedish
from tests.office import Office


def given(office: Office, case_id: CaseId, folder: Path) -> dict[str, bytes]:
    """Return the files of the pack by their name within it."""
    _changes, place = mediate_with_pack(office.desk, case_id, date(2027, 1, 20), folder / "pack")
    paths = (path for path in place.rglob("*") if path.is_file())
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}


def test_nobody_is_named_in_the_name_of_a_file_and_none_starts_a_program(tmp_path: Path) -> None:
    office, case_id = swedish(tmp_path)
    attach(office, case_id, AttachmentKind.DISPUTE, tmp_path / "Maja Ek klagar.exe", b"MZ")
    take_up(office.desk, case_id, Objection(DisputeReason.WRONG_AMOUNT, quote="Rad 2 stämmer inte"))
    names = given(office, case_id, tmp_path)
    assert "Bilagor/10412_Invandning.bin" in names
    assert "Brev/2026-12-07_Inkassokrav_10412.pdf" in names
    assert not any("Maja" in name or name.endswith(".exe") for name in names)


def test_what_we_noted_and_think_stays_with_us(tmp_path: Path) -> None:
    office, case_id = swedish(tmp_path)
    give_reason(office.desk, [case_id], UnpaidReason.HABIT)
    take_note(office.desk, [case_id], "Betalar alltid sent.")
    take_up(office.desk, case_id, Objection(DisputeReason.WRONG_AMOUNT, quote="Rad 2 stämmer inte"))
    words = flowing(given(office, case_id, tmp_path)["Sammanfattning.pdf"])
    assert "Rad 2 stämmer inte" in words
    assert "Lovade betala" in words
    assert "alltid" not in words
    assert "vana" not in words.lower()


def test_the_pack_speaks_the_language_of_the_law_whoever_makes_it(tmp_path: Path) -> None:
    office, case_id = norwegian(tmp_path)
    i18n.use("en")
    take_up(office.desk, case_id, Objection(DisputeReason.WRONG_DELIVERY))
    names = given(office, case_id, tmp_path)
    assert "Sammendrag.pdf" in names
    assert "feil vare" in flowing(names["Sammendrag.pdf"]).lower()
