"""A run of letters: one a customer, law and currency; what is refused is listed, and the rest is made."""

from datetime import date
from pathlib import Path

import pytest

from app import i18n
from app.domain.history import LetterKind, LetterSent, Outcome
from app.domain.invoice import CaseId
from app.domain.money import SEK
from app.services import batch, contact, preview, undoing
from app.services.contact import Call
from app.services.reminders import Wish
from tests.office import Office

FRIENDLY = Wish(LetterKind.FRIENDLY)


def on(_done: int, _of: int) -> bool:
    """Go on."""
    return True


@pytest.fixture
def late(office: Office) -> list[CaseId]:
    """Return the late invoices of three customers, one of whom has promised to pay."""
    i18n.use("en")
    made = []
    for number, name in enumerate(("Acme AB", "Berg AB", "City AB")):
        who = office.customer(name)
        made.append(office.invoice(who, f"1044{number}", "9000", issued="2026-09-28", due="2026-10-28"))
    office.sleep_until("2026-11-18")
    promise = Call(Outcome.PROMISED, date(2026, 11, 25))
    contact.log_call(office.desk, [made[1]], promise)
    return made


def wishes(office: Office, case_ids: list[CaseId]) -> list[tuple[batch.CaseIds, Wish]]:
    return [(each, FRIENDLY) for each in batch.letters_of(office.desk, case_ids)]


def sent(office: Office, case_id: CaseId) -> bool:
    return any(isinstance(entry.event, LetterSent) for entry in office.case(case_id).live_history)


def test_each_customer_and_currency_gets_a_letter_of_its_own(office: Office, late: list[CaseId]) -> None:
    acme = office.case(late[0]).customer.id
    second = office.invoice(acme, "10450", "500", issued="2026-09-28", due="2026-10-28")
    euros = office.invoice(acme, "10451", "80", issued="2026-09-28", due="2026-10-28", currency="EUR")
    found = batch.letters_of(office.desk, [late[0], late[2], euros, second, late[0]])
    assert found == ((late[0], second), (late[2],), (euros,))
    assert office.case(late[0]).invoice.currency == SEK


def test_a_promise_keeps_one_letter_back_and_the_others_are_made(office: Office, late: list[CaseId]) -> None:
    run = batch.make(office.desk, wishes(office, late), on)
    assert [isinstance(each, batch.Made) for each in run.letters] == [True, False, True]
    assert "promise" in str(run.letters[1])
    assert [made.number for made in run.made] == ["P-2026-0001", "P-2026-0002"]
    assert not any(sent(office, case_id) for case_id in late)


def test_the_conflict_is_known_before_the_run(office: Office, late: list[CaseId]) -> None:
    found = [batch.planned(office.desk, (case_id,), FRIENDLY) for case_id in late]
    assert [bool(each.conflict) for each in found] == [False, True, False]


def test_what_was_made_stays_when_the_run_is_stopped(office: Office, late: list[CaseId]) -> None:
    run = batch.make(office.desk, wishes(office, late), lambda done, _of: done < 1)
    assert len(run.letters) == 1
    stored = office.desk.database.connection.execute("SELECT count(*) FROM letter").fetchone()
    assert stored == (1,)


def test_all_letters_come_out_as_one_paper_in_their_order(office: Office, late: list[CaseId]) -> None:
    run = batch.make(office.desk, wishes(office, late), on)
    paper = batch.whole(run.made)
    assert len(preview.pages(paper, 30)) == 2
    words = preview.text(paper)
    assert words.index("Acme AB") < words.index("City AB")
    assert paper == batch.whole(run.made)


def test_each_letter_has_a_file_even_where_two_would_share_a_name(
    office: Office, late: list[CaseId], tmp_path: Path
) -> None:
    other = office.invoice(office.customer("Dal AB"), "10440", "500", issued="2026-09-28", due="2026-10-28")
    run = batch.make(office.desk, wishes(office, [late[0], other]), on)
    folder = tmp_path / "letters"
    folder.mkdir()
    batch.write_each(run.made, folder)
    names = sorted(path.name for path in folder.iterdir())
    first = run.made[0].file_name
    assert names == sorted([first, first.replace(".pdf", "_P-2026-0002.pdf")])


def test_each_letter_marked_as_sent_is_undone_for_itself(office: Office, late: list[CaseId]) -> None:
    run = batch.make(office.desk, wishes(office, late), on)
    marked = batch.mark_sent(office.desk, [made.letter_id for made in run.made])
    assert (marked.count, marked.refused) == (2, ())
    assert marked.changes.cases == {late[0], late[2]}
    undoing.undo(office.desk)
    assert [sent(office, case_id) for case_id in late] == [True, False, False]


def test_a_letter_that_was_sent_already_is_named_and_the_rest_is_marked(
    office: Office, late: list[CaseId]
) -> None:
    run = batch.make(office.desk, wishes(office, late), on)
    first, second = (made.letter_id for made in run.made)
    batch.mark_sent(office.desk, [first])
    marked = batch.mark_sent(office.desk, [first, second])
    assert marked.count == 1
    assert [letter_id for letter_id, _why in marked.refused] == [first]
    assert sent(office, late[2])
