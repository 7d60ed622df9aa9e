"""What is done until it is killed: a random morning, each action of which is acknowledged on the disk."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.errors import RuleError
from app.domain.file_key import FileKey
from app.domain.history import LetterKind, Outcome
from app.domain.invoice import CaseId
from app.services import backing_up, contact, drafts, importing, locking, payments, reminders, sending
from app.services.desk import Desk
from app.storage.firm import write_firm
from tests.office import SWEDISH_FIRM, SetClock, kronor
from tests.services.invoice_files import listed, row

TODAY = date(2026, 11, 18)
INVOICES_A_FILE = 3


@dataclass(frozen=True)
class Place:
    """Where the work is done: the file and its key, a folder for what is read in, and the list of acks.

    Attributes:
        changes_keys: The file is locked, given other keys and unlocked meanwhile; the keyring has the key.
    """

    path: Path
    key: FileKey | None
    folder: Path
    acks: Path
    changes_keys: bool = False

    def desk(self) -> Desk:
        return Desk(SetClock(TODAY), self.path, "test", self.key)


@dataclass
class Worker:
    """Does one thing after another; `said` takes down what is done."""

    place: Place
    draw: random.Random
    said: Callable[[str, str], None]

    def __post_init__(self) -> None:
        self.desk = self.place.desk()

    def begin(self) -> None:
        """Open the file, which makes it where it is not there, and name the firm."""
        connection = self.desk.database.connection
        if not connection.execute("SELECT count(*) FROM firm").fetchone()[0]:
            with self.desk.begin() as work:
                write_firm(work, SWEDISH_FIRM)
                work.commit("set_firm")
            self.said("firm", SWEDISH_FIRM.name)
        if not connection.execute("SELECT count(*) FROM invoice").fetchone()[0]:
            self.read_in(self.token())

    def go_on(self) -> None:
        """Do one thing more, chosen at random."""
        choices = (self.read_in, self.call, self.call, self.letter, self.pay, self.pay, self.draft)
        more = (
            (self.change_key,) * 5 + (self.unlock, self.daily) if self.place.changes_keys else (self.back_up,)
        )
        does = self.draw.choice((*choices, *more))
        try:
            does(self.token())
        except RuleError:
            return  # such as a second letter on the same day: nothing is done, and nothing is said to be

    def token(self) -> str:
        """Return a word by which this action is known afterwards."""
        return f"{self.draw.getrandbits(48):012x}"

    def read_in(self, token: str) -> None:
        rows = [row(Faktura=f"{token}-{n}", Kund=f"Kund {token} AB") for n in range(INVOICES_A_FILE)]
        path = listed(self.place.folder, *rows, name=f"{token}.csv")
        importing.accept(self.desk, importing.preview(self.desk, [path]))
        path.unlink()
        self.said("import", token)

    def call(self, token: str) -> None:
        promised = contact.Call(Outcome.PROMISED, by=date(2026, 11, 25), amount=kronor("10"), note=token)
        contact.log_call(self.desk, [self.case()], promised)
        self.said("call", token)

    def letter(self, _token: str) -> None:
        proposal = reminders.propose(self.desk, [self.case()], reminders.Wish(LetterKind.FRIENDLY))
        letter_id = sending.make(self.desk, proposal)
        self.said("letter", str(letter_id))
        sending.mark_sent(self.desk, letter_id)
        self.said("sent", str(letter_id))

    def pay(self, token: str) -> None:
        payments.book_payment(self.desk, self.case(), kronor("1"), reference=token)
        self.said("payment", token)

    def draft(self, token: str) -> None:
        drafts.save(self.desk, f"note:{token}", {"text": token})
        self.said("draft", token)

    def back_up(self, token: str) -> None:
        target = self.place.path.parent / "backups" / f"{token}.db"
        backing_up.back_up_to(self.desk, target)
        self.said("backup", str(target))

    def change_key(self, token: str) -> None:
        locking.seal(self.desk, locking.new_key())
        self.said("locked", token)

    def unlock(self, token: str) -> None:
        locking.unseal(self.desk)
        self.said("unlocked", token)

    def daily(self, token: str) -> None:
        """Make a backup under the name of its moment, which a later one may take."""
        backing_up.back_up(self.desk)
        self.said("daily", token)

    def case(self) -> CaseId:
        query = "SELECT invoice_id FROM case_summary WHERE open_minor > 10000 ORDER BY invoice_id"
        rows = self.desk.database.connection.execute(query).fetchall()
        return CaseId(self.draw.choice(rows)[0])


def on_disk(acks: Path) -> Callable[[str, str], None]:
    """Return what writes acknowledgements to a file, each on the disk before the next action begins."""
    handle = os.open(acks, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)

    def said(kind: str, token: str) -> None:
        os.write(handle, f"{json.dumps([kind, token])}\n".encode())
        os.fsync(handle)

    return said


def acknowledged(acks: Path) -> list[tuple[str, str]]:
    """Return what was said to be done; a line cut short was not said."""
    text = acks.read_text(encoding="utf-8") if acks.exists() else ""
    return [(kind, token) for kind, token in map(json.loads, text.split("\n")[:-1])]
