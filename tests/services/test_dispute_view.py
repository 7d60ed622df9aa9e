"""An open dispute in words: its clock, what goes on meanwhile, the amounts side by side, and the pack."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.attachment import AttachmentKind
from app.domain.history import DisputeReason
from app.domain.invoice import CaseId
from app.domain.party import CustomerKind
from app.importers.trouble import UnreadableFileError
from app.services import attachments, contact, payments, undoing
from app.services.dispute_errors import NoDisputeError
from app.services.dispute_pack import mediate_with_pack
from app.services.dispute_view import comparison, open_dispute_view, split_words
from app.services.disputes import Objection, answer_dispute, disputables, take_up
from app.services.preview import text
from app.storage.errors import FileTroubleError
from tests.office import Office, kronor

pytestmark = pytest.mark.usefixtures("swedish")
CASE = CaseId(1)


@pytest.fixture
def office(office: Office) -> Office:
    """Return 10 000 kr, 21 days late on 18 November."""
    who = office.customer("Bryggeri Tre Tumlare AB")
    office.invoice(who, "10431", "10000", issued="2026-09-28", due="2026-10-28")
    office.sleep_until("2026-11-18")
    return office


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def photo(folder: Path, name: str = "skada.jpg", content: bytes = b"kvist") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_clock_counts_calendar_days_and_says_what_goes_on(office: Office) -> None:
    part = Objection(DisputeReason.WRONG_AMOUNT, kronor("2500"), quote="Rad 2 stämmer inte")
    take_up(office.desk, CASE, part)
    view = open_dispute_view(office.desk, CASE)
    assert (view.clock, view.days, view.quote) == ("Öppnad i dag.", 0, "Rad 2 stämmer inte")
    office.sleep_until("2026-11-24")
    view = open_dispute_view(office.desk, CASE)
    assert (view.clock, view.days) == ("Öppen i 6 dagar, sedan 18 november.", 6)
    assert plain(view.reason) == "Fel belopp, 2 500 kr av den."
    assert plain(view.goes_on) == (
        "7 500 kr är inte bestritt och följs upp som vanligt. Inga krav eller avgifter för resten."
    )
    assert view.answer == "Du svarar senast 25 november."


def test_a_whole_dispute_says_that_nothing_goes_out(office: Office) -> None:
    take_up(office.desk, CASE, Objection(DisputeReason.OTHER))
    assert open_dispute_view(office.desk, CASE).goes_on.startswith("Hela fakturan är bestridd")


def test_the_amounts_stand_side_by_side(office: Office) -> None:
    payments.book_payment(office.desk, CASE, kronor("1000"))
    take_up(office.desk, CASE, Objection(DisputeReason.WRONG_AMOUNT))
    view = open_dispute_view(office.desk, CASE)
    assert [(label, plain(amount)) for label, amount in comparison(view, kronor("8000"))] == [
        ("Faktura 10431", "10 000,00 kr"),
        ("Krediterad", "−10 000,00 kr"),
        ("Rättad faktura", "8 000,00 kr"),
        ("Skillnad för kunden", "−2 000,00 kr"),
        ("Redan betalt, flyttas till den rättade", "−1 000,00 kr"),
    ]
    assert plain(split_words(view, kronor("2500"))) == "Då återstår 6 500,00 kr, utan avgifter och ränta."


def test_a_dispute_with_its_photos_is_one_action(office: Office, tmp_path: Path) -> None:
    take_up(office.desk, CASE, Objection(DisputeReason.OTHER, files=(photo(tmp_path),)))
    assert len(attachments.listed(office.desk, CASE)) == 1
    undoing.undo(office.desk)
    assert attachments.listed(office.desk, CASE) == ()
    assert disputables(office.desk, [CASE])[0].dispute is None


def test_a_photo_that_cannot_be_read_opens_no_dispute(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        take_up(office.desk, CASE, Objection(DisputeReason.OTHER, files=(tmp_path / "borta.jpg",)))
    assert disputables(office.desk, [CASE])[0].dispute is None


def test_the_presets_are_bank_days(office: Office) -> None:
    take_up(office.desk, CASE, Objection(DisputeReason.OTHER))
    view = open_dispute_view(office.desk, CASE)
    assert (view.answer_by, view.pay_by) == (date(2026, 11, 25), date(2026, 12, 2))
    assert view.due_on == date(2026, 12, 18), "30 days, as the old invoice gave"
    assert view.mediate_by == date(2026, 12, 16), "20 bank days"


def test_without_a_dispute_there_is_nothing_to_show(office: Office) -> None:
    with pytest.raises(NoDisputeError):
        open_dispute_view(office.desk, CASE)


def test_who_can_help_is_said_or_said_not_to_be_known(office: Office) -> None:
    take_up(office.desk, CASE, Objection(DisputeReason.OTHER))
    view = open_dispute_view(office.desk, CASE)
    assert view.bodies[0].name.startswith("SCC Skiljedomsinstitut")
    assert "Läst 23 november" in view.bodies[0].source
    unset = office.invoice(
        office.customer("Okänd", kind=None), "7", "100", issued="2026-09-01", due="2026-10-01"
    )
    contact.open_dispute(office.desk, unset, DisputeReason.OTHER)
    assert open_dispute_view(office.desk, unset).no_bodies.startswith("Vem som kan hjälpa beror på")
    person = office.customer("Eva Ek", kind=CustomerKind.CONSUMER)
    hers = office.invoice(person, "8", "100", issued="2026-09-01", due="2026-10-01")
    contact.open_dispute(office.desk, hers, DisputeReason.OTHER)
    assert open_dispute_view(office.desk, hers).offered == "Allmänna reklamationsnämnden (ARN)"


def test_the_pack_holds_the_summary_and_the_files_and_no_private_note(office: Office, tmp_path: Path) -> None:
    take_up(
        office.desk, CASE,
        Objection(DisputeReason.OTHER, quote="Inte beställt", files=(photo(tmp_path),)),
    )  # fmt: skip
    contact.take_note(office.desk, [CASE], "Han lät arg")
    attachments.add(office.desk, CASE, AttachmentKind.ORDER, photo(tmp_path, "SKADA.jpg", b"annan"))
    changes, place = mediate_with_pack(office.desk, CASE, date(2026, 12, 16), tmp_path / "pack")
    assert changes.cases == {CASE}
    names = sorted(path.relative_to(place).as_posix() for path in place.rglob("*.*"))
    assert names == ["Bilagor/10431_Bestallning.jpg", "Bilagor/10431_Invandning.jpg", "Sammanfattning.pdf"]
    said = text((place / "Sammanfattning.pdf").read_bytes())
    assert "Inte beställt" in said
    assert "sccarbitrationinstitute.se" in said
    assert "arg" not in said.split()
    assert (
        open_dispute_view(office.desk, CASE).answer
        == "Någon utomstående hjälper till. Titta igen 16 december."
    )


def test_without_a_place_for_the_pack_there_is_no_mediation(office: Office, tmp_path: Path) -> None:
    take_up(office.desk, CASE, Objection(DisputeReason.OTHER))
    with pytest.raises(FileTroubleError):
        mediate_with_pack(office.desk, CASE, date(2026, 12, 16), tmp_path / "borta" / "pack")
    assert open_dispute_view(office.desk, CASE).answer == "Du svarar senast 25 november."


def test_an_answer_may_bring_a_file(office: Office, tmp_path: Path) -> None:
    take_up(office.desk, CASE, Objection(DisputeReason.OTHER))
    answer_dispute(office.desk, CASE, date(2026, 12, 1), note="Skickat", files=(photo(tmp_path),))
    assert len(attachments.listed(office.desk, CASE)) == 1
