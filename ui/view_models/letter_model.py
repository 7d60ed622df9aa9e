"""A letter under way: what is chosen, the form and the paper that come of it, and the letter once made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.party import Tone
from app.services.changes import Changes
from app.services.desk import Desk
from ui.view_models.draft_keeper import DraftKeeper
from ui.view_models.latest import Latest
from ui.view_models.letter_draft import as_draft, from_draft
from ui.view_models.paper import SCREEN_DPI, Paper, paper
from ui.view_models.workplace import Workplace, words_for

if TYPE_CHECKING:
    from app.services.about import About
    from app.services.letter_form import LetterForm
    from app.services.reminders import Wish

DRAFT = "letter:"


@dataclass(frozen=True, slots=True)
class Made:
    """A letter that has been stored under its number."""

    letter_id: int
    pdf: bytes
    file_name: str
    mail: bytes


class LetterModel(QObject):
    """Reads form and paper anew whenever a choice changes; of several readings only the last is told.

    `opened` carries whom it is about, `read` says that `form` and `paper` are new, `refused` why nothing can
    be shown at all, `finished` that the letter was marked as sent, `undone` that
    something was taken back, so that the letter that was made no longer counts.
    """

    opened = Signal(object)
    read = Signal()
    refused = Signal(str)
    finished = Signal()
    undone = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._latest = Latest(workplace)
        self._keeper = DraftKeeper(workplace)
        self._made: tuple[tuple[tuple[CaseId, ...], Wish], Made] | None = None
        self._then: Callable[[], None] | None = None
        self._dpi = SCREEN_DPI
        self.about: About | None = None
        self.case_ids: tuple[CaseId, ...] = ()
        self.wish: Wish | None = None
        self.form: LetterForm | None = None
        self.paper: Paper | None = None
        workplace.changed.connect(self._follow)

    # Opening

    def open(self, case_ids: tuple[CaseId, ...]) -> None:
        """Begin a letter about these invoices, or go on with the draft that was kept."""
        self.close()
        self._latest.read(lambda desk: opening(desk, case_ids), self._take_opening, self._refuse)

    def keep(self) -> None:
        """Keep the draft at once: the page is no longer seen."""
        self._keeper.flush()

    def close(self) -> None:
        """Keep the draft and forget the letter."""
        self._keeper.flush()
        self._latest.forget()
        self.about = self.wish = self.form = self.paper = self._made = self._then = None
        self.case_ids = ()

    def _take_opening(self, found: tuple[About, Wish]) -> None:
        self.about, self.wish = found
        self.case_ids = self.about.chosen
        self._keeper.name = f"{DRAFT}{self.about.customer_id}"
        self.opened.emit(self.about)
        self.refresh()

    def _refuse(self, error: BetaltError) -> None:
        self.refused.emit(words_for(error))

    # Choosing

    def choose_level(self, kind: LetterKind) -> None:
        """Take another letter; what belongs to a kind of letter is preset anew."""
        self._change(kind=kind, fee=None, compensation=False, pay_by=None)

    def choose_tone(self, tone: str) -> None:
        """Let the letter sound otherwise."""
        self._change(tone=Tone(tone))

    def choose_language(self, language: str) -> None:
        """Write the letter in another language; the law stays that of the invoice."""
        self._change(language=language)

    def choose_pay_by(self, day: date | None) -> None:
        """Name another day to pay; `None` is the preset one."""
        self._change(pay_by=day)

    def add(self, key: str, *, chosen: bool) -> None:
        """Claim or leave out an addition; the fee and the compensation replace each other."""
        if key == "interest":
            self._change(interest=chosen)
        elif key == "fee":
            self._change(fee=chosen, compensation=False)
        else:
            self._change(compensation=chosen, fee=False if chosen else None)

    def write(self, body: tuple[str, ...] | None) -> None:
        """Put the user's own paragraphs in place of the text; `None` brings ours back."""
        self._change(body=body)

    def include(self, case_id: CaseId, *, chosen: bool) -> None:
        """Take an invoice into the letter, or leave it out; one always stays."""
        wanted = {*self.case_ids, case_id} if chosen else {*self.case_ids} - {case_id}
        offered = [each.case_id for each in self.about.invoices] if self.about else []
        if wanted:
            self.case_ids = tuple(each for each in offered if each in wanted)
        self._change()

    def set_resolution(self, dpi: float) -> None:
        """Raster the paper for another zoom."""
        if dpi > 0 and dpi != self._dpi:
            self._dpi = dpi
            self.refresh()

    def _change(self, **changes: Any) -> None:
        if self.wish is None:
            return
        self.wish = replace(self.wish, **changes)
        self._keeper.keep(as_draft(self.case_ids, self.wish, self._workplace.desk.today()))
        self.refresh()

    # Reading

    def _follow(self, changes: Changes) -> None:
        """Read again; after an undo on these invoices forget the letter that was made from them."""
        if self._made and changes.kind.startswith("undo:") and changes.cases & set(self.case_ids):
            self._made = None
            self.undone.emit()
        self.refresh()

    def refresh(self) -> None:
        """Read form and paper again."""
        wish, case_ids, dpi = self.wish, self.case_ids, self._dpi
        if wish is None:
            return
        made = self._made[1].pdf if self._made and self._made[0] == (case_ids, wish) else None
        self._latest.read(lambda desk: _look(desk, case_ids, wish, dpi, made), self._take, self._refuse)

    def _take(self, found: tuple[LetterForm, Paper | None]) -> None:
        self.form, self.paper = found
        self.read.emit()
        then, self._then = self._then, None
        if then:
            then()

    def when_read(self, then: Callable[[], None]) -> None:
        """Do something as soon as what is shown is what was chosen."""
        if self.form is None or self._latest.is_reading:
            self._then = then
        else:
            then()

    # Sending

    def make(self, then: Callable[[Made], None]) -> None:
        """Store the letter under its number, once for the same choices; nothing is booked."""
        form, wish = self.form, self.wish
        if form is None or form.proposal is None or wish is None:
            return
        key = (self.case_ids, wish)
        if self._made and self._made[0] == key:
            then(self._made[1])
            return

        def stored(made: Made) -> None:
            self._made = (key, made)
            self._keeper.discard()
            self._workplace.changed.emit(Changes(frozenset(key[0])))
            then(made)

        self._workplace.read(lambda desk: _store(desk, form), stored)

    def mark_sent(self, channel: str) -> None:
        """Book the letter that was made: it has gone out today."""
        if self._made is None:
            return
        letter_id = self._made[1].letter_id
        self._workplace.act(lambda desk: _mark(desk, letter_id, channel), self._sent)

    def _sent(self, _changes: Changes) -> None:
        self.close()
        self.finished.emit()


def opening(desk: Desk, case_ids: tuple[CaseId, ...]) -> tuple[About, Wish]:
    """Return whom a letter is about and what it begins with: the suggestion, or the draft that was kept."""
    from app.services import drafts
    from app.services.about import about
    from app.services.letter_form import first_wish

    found = about(desk, case_ids)
    wish, kept = first_wish(desk, found.chosen), drafts.load(desk, f"{DRAFT}{found.customer_id}")
    if kept and tuple(kept["cases"]) == found.chosen:
        wish = from_draft(wish, kept, desk.today())
    return found, wish


def _look(
    desk: Desk, case_ids: tuple[CaseId, ...], wish: Wish, dpi: float, made: bytes | None
) -> tuple[LetterForm, Paper | None]:
    from app.services.letter_form import letter_form

    form = letter_form(desk, case_ids, wish)
    if form.proposal is None:
        return form, None
    return form, paper(made or form.proposal.pdf(), dpi)


def _store(desk: Desk, form: LetterForm) -> Made:
    from app.services import mail_draft, sending

    assert form.proposal is not None
    pdf = form.proposal.pdf()
    mail = mail_draft.draft(form.proposal, pdf)
    return Made(sending.make(desk, form.proposal), pdf, form.proposal.file_name, mail)


def _mark(desk: Desk, letter_id: int, channel: str) -> Changes:
    from app.services import sending

    return sending.mark_sent(desk, letter_id, channel=channel)
