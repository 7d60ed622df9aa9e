"""A run of letters: one for each customer, law and currency. A wrong one does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.documents.joined import joined
from app.domain.errors import BetaltError
from app.domain.invoice import CaseId
from app.i18n import _, language, pgettext
from app.services import paper_file, reminders, sending
from app.services.about import About, about
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.explain.errors import error as explained
from app.services.letter_form import LetterForm, letter_form
from app.services.reminders import Wish

CaseIds = tuple[CaseId, ...]
Told = Callable[[int, int], bool]
"""Is given how many of how many letters are done, and answers whether to go on."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One letter of the run as it would go out today. Nothing is booked."""

    about: About
    case_ids: CaseIds
    form: LetterForm

    @property
    def conflict(self) -> str:
        """Return why the letter cannot go out as it is; nothing when it can."""
        if self.form.proposal is None:
            return self.form.refusal
        return " ".join(check.words for check in self.form.checks if check.stops)

    @property
    def doubt(self) -> str:
        """Return what only this letter asks, to be answered with a yes."""
        return " ".join(self.form.doubts)

    @property
    def asks(self) -> tuple[str, ...]:
        """Return what is asked about this letter as about others of the run."""
        return tuple(asked for asked in self.form.asks if asked not in self.form.doubts)


@dataclass(frozen=True, slots=True)
class Made:
    """A letter of the run, stored under its number and not yet marked as sent."""

    letter_id: int
    number: str
    file_name: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run.

    Attributes:
        letters: What came of each letter that was begun, in their order: it, or why there is none.
    """

    letters: tuple[Made | str, ...]

    @property
    def made(self) -> tuple[Made, ...]:
        return tuple(each for each in self.letters if isinstance(each, Made))


@dataclass(frozen=True, slots=True)
class Marked:
    """What came of marking letters as sent: what changed, how many went, and why others did not."""

    changes: Changes
    count: int
    refused: tuple[tuple[int, str], ...]


def letters_of(desk: Desk, case_ids: Sequence[CaseId]) -> tuple[CaseIds, ...]:
    """Return the invoices letter by letter: of one customer, under one law, in one currency."""
    found: dict[tuple[int, str | None, str], list[CaseId]] = {}
    for case in reminders.load(desk, tuple(dict.fromkeys(case_ids))):
        key = (case.customer.id, case.invoice.law, str(case.invoice.currency))
        found.setdefault(key, []).append(case.invoice.id)
    return tuple(map(tuple, found.values()))


def planned(desk: Desk, case_ids: CaseIds, wish: Wish) -> Planned:
    """Return one letter with its form; a refusal is part of it and not raised."""
    return Planned(about(desk, case_ids), case_ids, letter_form(desk, case_ids, wish))


def make(desk: Desk, letters: Sequence[tuple[CaseIds, Wish]], told: Told) -> Run:
    """Store each letter under its number; nothing is booked.

    Those made stay when `told` stops the run, and a letter that is refused is listed with the reason.
    """
    found: list[Made | str] = []
    for place, (case_ids, wish) in enumerate(letters):
        if not told(place, len(letters)):
            break
        try:
            found.append(_made(desk, case_ids, wish))
        except BetaltError as error:
            found.append(explained(error))
    return Run(tuple(found))


def _made(desk: Desk, case_ids: CaseIds, wish: Wish) -> Made | str:
    found = planned(desk, case_ids, wish)
    if found.form.proposal is None or found.conflict:
        return found.conflict
    proposal = found.form.proposal
    letter_id = sending.make(desk, proposal)
    pdf = sending.stored_pdf(desk, letter_id)
    return Made(letter_id, proposal.letter.number, proposal.file_name, pdf)


def whole(letters: Sequence[Made]) -> bytes:
    """Return the letters as one PDF."""
    return joined([letter.pdf for letter in letters], title=_("Letters"), language=language())


def whole_name(desk: Desk) -> str:
    """Return the name of the file with all letters of today."""
    said = pgettext("in the name of a file, plain letters only", "Letters")
    return f"{desk.today().isoformat()}_{said}.pdf"


def write_each(letters: Iterable[Made], folder: Path) -> None:
    """Write each letter to a file of its own; where its name is taken the number of the letter is added.

    Raises:
        FileTroubleError: The folder takes no file; those written before stay.
    """
    for letter in letters:
        path = folder / letter.file_name
        if path.exists():
            path = path.with_name(f"{path.stem}_{letter.number}{path.suffix}")
        paper_file.write(path, letter.pdf)


def mark_sent(desk: Desk, letter_ids: Sequence[int]) -> Marked:
    """Book letters as sent today, each an action that is undone for itself; one that is refused stays."""
    done: list[Changes] = []
    refused = []
    for letter_id in letter_ids:
        try:
            done.append(sending.mark_sent(desk, letter_id))
        except BetaltError as error:
            refused.append((letter_id, explained(error)))
    cases = frozenset(case_id for each in done for case_id in each.cases)
    customers = frozenset(who for each in done for who in each.customers)
    return Marked(Changes(cases, customers), len(done), tuple(refused))
