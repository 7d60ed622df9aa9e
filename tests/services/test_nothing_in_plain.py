"""Of an encrypted file nothing about a case stands readable on the disk, whatever was done with it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app import logs, preferences
from app.domain.contact import Outcome
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.preferences import Preferences
from app.services import backing_up, contact, drafts, mail_draft, payments, preview, reminders, sending
from app.services.contact import Call
from app.services.desk import Desk
from app.services.locking import new_key, seal, unseal
from app.services.reminders import Wish
from app.storage.firm import write_firm
from tests.keyrings import MemoryKeyring, in_use
from tests.office import SWEDISH_FIRM, Office, SetClock, kronor
from tests.services.invoice_files import listed, read_in, row

PLANTED = (
    "Gräsandens Ölhall", "Ängslyckan Plantskola", "74 213,37", "74213.37", "7421337", "hemlig anteckning",
    "halvskriven tanke", "070-174 06 12", "Varvsvägen 11",
)  # fmt: skip


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give temporary files a folder of their own."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def office(home: Path) -> Iterator[Office]:
    clock = SetClock(date(2026, 11, 18))
    with in_use(MemoryKeyring()):
        made = Office(Desk(clock, home / "data" / "betalt" / "betalt.db", "test", new_key()), clock)
        with made.desk.begin() as work:
            write_firm(work, SWEDISH_FIRM)
            work.commit()
        yield made


def readable(*folders: Path) -> list[str]:
    """Return which files show something that was planted, in UTF-8 or UTF-16."""
    found = []
    spelled = {each for words in PLANTED for each in (words, words.lower(), words.upper())}
    codes = {
        words.encode(code) for words in spelled for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
    }
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if any(code in content for code in codes):
            found.append(path.name)
    return found


def work_a_day(office: Office, given: Path) -> None:
    """Read in, call, write, draft, pay, crash, back up: what leaves traces in a program."""
    desk = office.desk
    read_in(office, listed(given, row(Kund="Gräsandens Ölhall", Belopp="74213,37")))
    who = office.customer("Ängslyckan Plantskola")
    (case_id,) = (office.invoice(who, "77", "74213.37", issued="2026-09-28", due="2026-10-28"),)
    contact.take_note(desk, [case_id], "hemlig anteckning")
    contact.log_call(desk, [case_id], Call(Outcome.NO_ANSWER, note="hemlig anteckning"))
    drafts.save(desk, "note:1", {"text": "halvskriven tanke"})
    proposal = reminders.propose(desk, [case_id], Wish(LetterKind.FRIENDLY))
    assert mail_draft.draft(proposal, proposal.pdf())
    assert list(preview.each_page(proposal.pdf(), 72))
    sending.mark_sent(desk, sending.make(desk, proposal))
    payments.book_payment(desk, case_id, kronor("100"))
    desk.database.connection.execute("SELECT * FROM customer, invoice ORDER BY name").fetchall()
    backing_up.back_up(desk)
    preferences.save(Preferences(language="sv"))
    _crash(case_id)


def _crash(case_id: CaseId) -> None:
    stop = logs.start()
    try:
        raise ValueError("Ängslyckan Plantskola, hemlig anteckning, 74 213,37")
    except ValueError:
        logging.getLogger("app.test").exception("case %s was abandoned", case_id)
    stop()


def test_nothing_planted_is_found_while_the_file_is_open_or_after(
    office: Office, home: Path, temp: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    given = tmp_path / "given"
    given.mkdir()
    work_a_day(office, given)
    caplog.clear()
    assert readable(given), "the search itself has to find what it looks for"
    assert readable(home, temp) == []
    office.desk.close()
    assert readable(home, temp) == []


def test_what_was_plain_before_is_not_plain_after(
    home: Path, temp: Path, office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    work_a_day(office, tmp_path)
    caplog.clear()
    unseal(office.desk)
    backing_up.back_up(office.desk)
    assert readable(home / "data")
    seal(office.desk, new_key())
    assert readable(home, temp) == []
