"""What the letter page and the plan builder show, in words, and how a paper leaves the house."""

from __future__ import annotations

import errno
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from app.documents.file_name import file_name
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.payment_plan import Rhythm
from app.services import (
    letter_form,
    letter_levels,
    mail_draft,
    paper_file,
    plan_form,
    plans,
    preview,
    reminders,
    sending,
)
from app.services.about import about
from app.services.errors import UnknownInvoiceError
from app.services.reminders import Wish
from app.storage.errors import DiskFullError, LockedFileError, ReadOnlyFileError
from tests.office import NORWEGIAN_FIRM, Office, kronor


@pytest.fixture
def case_id(office: Office) -> CaseId:
    """Return a business invoice that is 21 days late, with due date and fee agreed."""
    made = office.invoice(
        office.customer("Bryggeri Tre Tumlare AB"), "10431", "29860", issued="2026-09-28", due="2026-10-28",
        due_agreed=True, fee_agreed=True, reference="10431005",
    )  # fmt: skip
    office.sleep_until("2026-11-18")
    return made


def levels(office: Office, case_id: CaseId) -> list[tuple[str, str, bool]]:
    cases = reminders.load(office.desk, [case_id])
    found = letter_levels.levels(cases, office.desk.today(), office.desk.statutes)
    return [(level.title, level.note, level.possible) for level in found]


def test_the_ladder_goes_on_from_the_letter_that_was_sent(office: Office, case_id: CaseId) -> None:
    assert levels(office, case_id)[0] == ("Friendly reminder", "suggested", True)
    letter = sending.make(office.desk, reminders.propose(office.desk, [case_id], Wish(LetterKind.FRIENDLY)))
    sending.mark_sent(office.desk, letter, channel="email")
    assert [title for title, _note, possible in levels(office, case_id) if possible] == [
        "Statement of account"
    ]
    office.sleep_until("2026-12-01")
    assert levels(office, case_id) == [
        ("Friendly reminder", "done", True),
        ("Formal reminder", "suggested", True),
        ("Collection demand", "", True),
        ("Statement of account", "", True),
    ]
    form = letter_form.letter_form(office.desk, [case_id], Wish(LetterKind.REMINDER))
    assert form.levels[0].subtitle == "Sent 18 November by e-mail."


def test_a_letter_that_only_the_procedure_would_hold_back_asks_first(office: Office) -> None:
    early = office.invoice(
        office.customer("Acme AB"), "1", "900", issued="2026-09-28", due="2026-10-28", due_agreed=True
    )
    office.sleep_until("2026-10-30")
    form = letter_form.letter_form(office.desk, [early], Wish(LetterKind.FRIENDLY))
    assert form.may_go_out
    assert form.asks[0] == "Your procedure waits with this letter until 4 November. Send it now anyway?"


def test_norwegian_days_to_pay_leave_out_what_the_law_forbids(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "no.db", "2026-08-16", NORWEGIAN_FIRM)
    who = office.customer("Fjord AS", country="NO")
    made = office.invoice(who, "1", "25000", issued="2026-08-16", due="2026-09-15", currency="NOK")
    office.sleep_until("2026-09-30")
    form = letter_form.letter_form(office.desk, [made], Wish(LetterKind.REMINDER))
    assert [words for words, _day in form.presets] == ["2 weeks", "30 days"]
    assert form.envelope == "Window envelope C5, left"


def test_nothing_can_be_about_no_invoice(office: Office) -> None:
    with pytest.raises(UnknownInvoiceError):
        about(office.desk, ())


def test_only_invoices_that_make_one_letter_are_offered(office: Office, case_id: CaseId) -> None:
    customer_id = reminders.load(office.desk, [case_id])[0].customer.id
    late = office.invoice(customer_id, "10432", "500", issued="2026-09-28", due="2026-10-28")
    office.invoice(customer_id, "10433", "500", issued="2026-11-18", due="2026-12-18")
    office.invoice(customer_id, "10434", "500", issued="2026-09-28", due="2026-10-28", currency="NOK")
    found = about(office.desk, [case_id])
    assert [each.case_id for each in found.invoices] == [case_id, late]
    assert found.chosen == (case_id,)


def test_a_mail_draft_is_the_same_for_the_same_letter(office: Office, case_id: CaseId) -> None:
    proposal = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    first, again = (mail_draft.draft(proposal, proposal.pdf()) for _time in range(2))
    assert first == again
    message = message_from_bytes(first, policy=policy.default)
    assert message["Subject"] == "Betalningspåminnelse, faktura 10431"
    (attached,) = message.iter_attachments()
    assert attached.get_content() == proposal.pdf()


@pytest.mark.parametrize(("dpi", "width"), [(72.0, 595), (150.0, 1240)])
def test_a_page_is_rastered_on_white_at_the_wanted_size(
    office: Office, case_id: CaseId, dpi: float, width: int
) -> None:
    proposal = reminders.propose(office.desk, [case_id], Wish(LetterKind.REMINDER))
    (page,) = preview.pages(proposal.pdf(), dpi)
    assert abs(page.width - width) <= 1
    assert page.pixels[:3] == b"\xff\xff\xff"
    assert len(page.pixels) == page.stride * page.height


# Files


def test_a_file_is_written_whole_in_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"old")
    paper_file.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("trouble", "named"),
    [
        (OSError(errno.ENOSPC, "full"), DiskFullError),
        (PermissionError(errno.EACCES, "held"), LockedFileError),
    ],
)
def test_an_old_file_stays_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: OSError, named: type[Exception]
) -> None:
    def refuse(_self: Path, _target: Path) -> Path:
        raise trouble

    path = tmp_path / "letter.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(named):
        paper_file.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyFileError):
        paper_file.write(tmp_path / "gone" / "letter.pdf", b"new")


# Plans


@pytest.mark.parametrize(
    ("count", "rhythm", "said"),
    [
        (1, Rhythm.MONTHLY, "En betalning på 30 031,80 kr den 30 november. Då är allt klart."),
        (3, Rhythm.WEEKLY, "Tre betalningar på 10 010 kr, en varje vecka. Då är allt klart den 14 december."),
        (
            2,
            Rhythm.FORTNIGHTLY,
            "Två betalningar på 15 015 kr, varannan vecka. Då är allt klart den 14 december.",
        ),
    ],
)
def test_the_sentence_to_say_speaks_the_customers_language(
    office: Office, case_id: CaseId, count: int, rhythm: Rhythm, said: str
) -> None:
    wish = plans.PlanWish(count, date(2026, 11, 30), rhythm)
    form = plan_form.plan_form(office.desk, [case_id], wish)
    assert form.saying.replace("\xa0", " ") == said


def test_rows_set_by_hand_are_said_without_a_rhythm(office: Office, case_id: CaseId) -> None:
    form = plan_form.plan_form(office.desk, [case_id], plans.PlanWish(3, date(2026, 11, 30)))
    wish = plan_form.edited(form, 0, amount=kronor("20000"))
    said = plan_form.plan_form(office.desk, [case_id], wish).saying.replace("\xa0", " ")
    assert (
        said == "Tre betalningar, den första på 20 000 kr den 30 november. Då är allt klart den 1 februari."
    )


def test_rows_stay_in_the_order_of_their_days_with_their_locks(office: Office, case_id: CaseId) -> None:
    form = plan_form.plan_form(office.desk, [case_id], plans.PlanWish(3, date(2026, 11, 30)))
    wish = plan_form.edited(form, 0, due_on=date(2027, 3, 1))
    rows = plan_form.plan_form(office.desk, [case_id], wish).rows
    assert [row.due_on for row in rows] == sorted(row.due_on for row in rows)
    assert [row.locked for row in rows] == [False, False, True]


def test_too_much_is_said_too_and_can_be_mended_while_something_is_left(
    office: Office, case_id: CaseId
) -> None:
    form = plan_form.plan_form(office.desk, [case_id], plans.PlanWish(2, date(2026, 11, 30)))
    for place in (0, 1):
        wish = plan_form.edited(form, place, amount=kronor("16000"))
        form = plan_form.plan_form(office.desk, [case_id], wish)
    assert form.sum_lead.replace("\xa0", " ") == "It is 1,968.20 SEK too much."
    mended = plan_form.plan_form(office.desk, [case_id], plan_form.onto_last(form))
    assert mended.holds
    assert mended.rows[-1].amount == kronor("14031.80")


def test_norway_has_no_plan_fee_and_says_so(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "no.db", "2026-08-16", NORWEGIAN_FIRM)
    made = office.invoice(
        office.customer("Fjord AS", country="NO"), "1", "25000", issued="2026-08-16", due="2026-09-15",
        currency="NOK",
    )  # fmt: skip
    office.sleep_until("2026-11-18")
    form = plan_form.plan_form(office.desk, [made], plan_form.first_wish(office.desk, [made]))
    assert not form.fee_possible
    assert form.fee_words == "The law of this invoice does not know it."


@pytest.mark.parametrize(
    ("today", "first"), [("2026-11-18", date(2026, 11, 30)), ("2026-11-25", date(2026, 12, 30))]
)
def test_a_plan_begins_at_a_month_end_that_leaves_a_week(
    office: Office, case_id: CaseId, today: str, first: date
) -> None:
    office.sleep_until(today)
    assert plan_form.first_wish(office.desk, [case_id]).first == first


def test_a_demand_says_whether_it_holds_all_that_its_law_asks_for(office: Office, case_id: CaseId) -> None:
    form = letter_form.letter_form(office.desk, [case_id], Wish(LetterKind.COLLECTION_DEMAND))
    said = "The law asks what each invoice is for, and one does not say so. Add it to the text"
    assert any(check.words.startswith(said) for check in form.checks if not check.is_good)
    assert form.may_go_out
    assert form.asks[0] == "Your procedure sends this first: Formal reminder. Go on anyway?"


def test_what_a_norwegian_creditor_may_send_is_listed_with_its_reasons(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "no.db", "2026-08-16", NORWEGIAN_FIRM)
    who = office.customer("Fjord AS", country="NO")
    made = office.invoice(who, "1", "25000", issued="2026-08-16", due="2026-09-15", currency="NOK")
    office.sleep_until("2026-09-30")
    assert levels(office, made) == [
        ("Friendly reminder", "suggested", True),
        ("Formal reminder", "", True),
        ("Collection warning", "", True),
        ("Enforcement notice", "", True),
        ("Statement of account", "", True),
    ]
    warning = sending.make(
        office.desk, reminders.propose(office.desk, [made], Wish(LetterKind.COLLECTION_WARNING))
    )
    sending.mark_sent(office.desk, warning)
    office.sleep_until("2026-10-16")
    assert ("Payment demand", "", True) in levels(office, made)
    proposal = reminders.propose(office.desk, [made], Wish(LetterKind.PAYMENT_DEMAND, fee=True))
    assert proposal.file_name == "2026-10-16_Payment-demand_1.pdf"


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_kind_of_letter_has_a_name_for_its_file(kind: LetterKind) -> None:
    for language in ("sv", "nb", "en"):
        assert file_name(date(2026, 11, 18), kind, "10431", language=language).endswith("_10431.pdf")
