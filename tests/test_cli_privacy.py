"""What is kept about a person: given out whole, and erased as far as bookkeeping law lets it, by command."""

from __future__ import annotations

import json
import tempfile
from base64 import b64decode
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.bootstrap import make_desk
from app.domain.attachment import AttachmentKind
from app.domain.invoice import CaseId
from app.services import attachments
from app.services.preview import text
from tests.cli_shell import Shell, with_firm

NAME, NOTE, PICTURE = "Kvistine Ekhult", "ringer helst på kvällen", b"\x89PNG kvistfoto av skadan"
PLANTED = (NAME, NOTE, "070-174 06 12", "0701740612", "kvistine@example.com", "Myrstigen 4")

# Country, last day of the books of 2026, last day of a letter of 2026 without a booked amount.
KEPT = [
    # Bokföringslagen (1999:1078) 7 kap. 2 §: through the seventh year after the one the fiscal year ended in;
    # a letter sent to a customer is kept as long.
    ("SE", "2033-12-31", "2033-12-31"),
    # Bokføringsloven § 13: documentation 5 years after the end of the fiscal year, letters 3 and a half.
    ("NO", "2031-12-31", "2030-06-30"),
]


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give temporary files a folder of their own."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


def settled(folder: Path, country: str) -> Shell:
    """Tell the whole story of one customer until nothing is owed any more."""
    folder.mkdir(exist_ok=True)
    shell = with_firm(Shell(folder), country)
    where = "--address", "Myrstigen 4, 999 47 Norrskär", "--email", "kvistine@example.com"
    facts = "--kind", "consumer", "--country", country, "--phone", "0701740612"
    shell.on("2026-09-01").done("add", "customer", NAME, *facts, *where)
    due = "--issued", "2026-09-01", "--due", "2026-10-01"
    shell.on("2026-09-01").done("add", "invoice", "1", "--customer", NAME, "--total", "900", *due)
    shell.done("call", "1", "--outcome", "no_answer", "--note", NOTE)
    out = ("--out", str(folder / "letter.pdf"))
    shell.done("letter", "1", "--kind", "friendly", "--sent", shell.today, *out)
    keep_picture(shell)
    shell.done("pay", "1", "900")
    (folder / "letter.pdf").unlink()
    return shell


def keep_picture(shell: Shell) -> None:
    picture = shell.folder / "skada.png"
    picture.write_bytes(PICTURE)
    desk = make_desk(shell.data, today=date.fromisoformat(shell.today))
    attachments.add(desk, CaseId(1), AttachmentKind.DISPUTE, picture)
    desk.close()
    picture.unlink()


def rows(shell: Shell, query: str) -> list[tuple[object, ...]]:
    desk = make_desk(shell.data)
    found = desk.database.connection.execute(query).fetchall()
    desk.close()
    return found


def day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def readable(*folders: Path) -> list[str]:
    """Return which files hold something of the person, in their names or their bytes."""
    spelled = {each for words in PLANTED for each in (words, words.lower())}
    codes = [words.encode(code) for words in spelled for code in ("utf-8", "utf-16-le", "latin-1")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [
        path.name
        for path in files
        if any(code in path.read_bytes() for code in (*codes, PICTURE)) or "vistine" in path.name
    ]


@pytest.mark.parametrize(("country", "books", "letters"), KEPT)
def test_what_bookkeeping_law_keeps_goes_the_day_after_and_not_before(
    tmp_path: Path, country: str, books: str, letters: str
) -> None:
    shell = settled(tmp_path, country)
    for day, letter_files in ((letters, 1), (day_after(letters), 0)):
        done = shell.on(day).done("erase", NAME, "--yes")
        assert done["erased"]
        assert rows(shell, "SELECT count(*) FROM letter_file") == [(letter_files,)]
        still = date.fromisoformat(day) <= date.fromisoformat(books)
        assert rows(shell, f"SELECT count(*) FROM customer WHERE name = '{NAME}'") == [(int(still),)]
        if not still:
            return
    shell.on(books).done("erase", NAME, "--yes")
    assert rows(shell, f"SELECT count(*) FROM customer WHERE name = '{NAME}'") == [(1,)]
    shell.on(day_after(books)).done("erase", NAME, "--yes")
    assert rows(shell, f"SELECT count(*) FROM customer WHERE name = '{NAME}'") == [(0,)]


@pytest.mark.parametrize(("country", "books", "letters"), KEPT)
def test_the_last_days_are_said_before_anything_is_erased(
    tmp_path: Path, country: str, books: str, letters: str
) -> None:
    shell = settled(tmp_path, country)
    before = shell.data.read_bytes()
    said = shell.done("erase", NAME)
    assert not said["erased"]
    for day in (books, letters):
        assert any(date.fromisoformat(day).strftime("%-d %B %Y") in line for line in said["keeps"])
    assert shell.data.read_bytes() == before


@pytest.mark.parametrize("country", ["SE", "NO"])
def test_after_the_last_year_nothing_of_the_person_is_on_the_disk(
    tmp_path: Path, temp: Path, country: str
) -> None:
    work = tmp_path / "work"
    shell = settled(work, country)
    assert readable(work), "the search itself has to find what it looks for"
    assert readable(temp) == []
    sums = rows(shell, "SELECT count(*), sum(amount_minor) FROM ledger_entry")
    after = shell.on("2034-01-01")
    after.done("erase", NAME, "--yes")
    assert readable(work, temp) == []
    assert rows(shell, "SELECT count(*), sum(amount_minor) FROM ledger_entry") == sums
    assert after.done("check")["ok"]


def test_nothing_is_erased_while_something_is_owed(tmp_path: Path) -> None:
    shell = settled(tmp_path, "SE")
    due = "--issued", "2026-11-01", "--due", "2026-12-01"
    shell.done("add", "invoice", "2", "--customer", NAME, "--total", "1", *due)
    end = shell.run("erase", NAME, "--yes")
    assert (end.code, end.out) == (1, "")
    assert rows(shell, "SELECT count(*) FROM history_note") == [(1,)]


def test_the_extract_has_everything_with_the_bytes_of_letters_and_pictures(
    tmp_path: Path, temp: Path
) -> None:
    shell = settled(tmp_path / "work", "SE")
    file = tmp_path / "given" / "extract.json"
    file.parent.mkdir()
    assert shell.done("register-extract", NAME, str(file)) == {"file": str(file)}
    kept = json.loads(file.read_text(encoding="utf-8"))["kept"]
    assert {"customer", "invoice", "ledger_entry", "history_entry", "history_note", "payment"} <= kept.keys()
    assert b64decode(kept["attachment"][0]["content"]) == PICTURE
    assert b64decode(kept["letter_file"][0]["pdf"]).startswith(b"%PDF-")
    assert kept["history_note"][0]["note"] == NOTE
    assert readable(temp) == []


def test_the_extract_on_paper_names_the_person_the_notes_and_the_files(tmp_path: Path) -> None:
    shell = settled(tmp_path, "SE")
    shell.done("register-extract", NAME, str(tmp_path / "extract.pdf"))
    paper = text((tmp_path / "extract.pdf").read_bytes())
    for words in (NAME, NOTE, "skada.png", "Myrstigen 4"):
        assert words in paper


@pytest.mark.parametrize("name", ["extract.txt", "extract", ".pdf"])
def test_an_extract_of_another_kind_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    shell = settled(tmp_path, "SE")
    end = shell.run("register-extract", NAME, str(tmp_path / name))
    assert (end.code, end.out, len(end.err.splitlines())) == (1, "", 1)
    assert not (tmp_path / name).exists()
