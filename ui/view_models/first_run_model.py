"""The first run: which language, which firm, and how to begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.domain.party import Firm
from app.i18n import language
from app.services import keys, opening
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import UnreadableValueError
from app.services.explain.fields import expectation
from ui.view_models import places
from ui.view_models.workplace import NOBODY, Workplace, words_for

LANGUAGE, COMPANY, BEGINNING = range(3)
_COUNTRIES = {"sv": "SE", "nb": "NO"}


class FirstRunModel(QObject):
    """Walks through the three screens.

    `stepped` tells that another is in front, `lock_offered` whether this computer can keep a key,
    `key_asked` that a copy is locked, `begun` that it is over, `busy` that something is under way,
    `troubled` what stopped it.
    """

    stepped = Signal()
    lock_offered = Signal(bool)
    key_asked = Signal()
    begun = Signal()
    busy = Signal(bool)
    troubled = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.step = LANGUAGE
        self.locks = False

    @property
    def country(self) -> str:
        """Return the country that goes with the language, empty where it has to be asked for."""
        return _COUNTRIES.get(language(), "")

    def begin(self) -> None:
        """Begin with the language, or where it is chosen and only the firm is missing, with that."""
        known = self._workplace.preferences.language is not None
        self.go_to(COMPANY if known and opening.has_file(self._workplace.desk) else LANGUAGE)

    def choose_language(self, chosen: str) -> None:
        """Speak another language from now on."""
        if chosen != self._workplace.preferences.language or chosen != language():
            self._workplace.prefer(language=chosen)

    def go_to(self, step: int) -> None:
        """Show one of the screens."""
        if step == COMPANY and self._workplace.preferences.language is None:
            self._workplace.prefer(language=language())
        self.step = step
        self.stepped.emit()
        if step == BEGINNING:
            self._workplace.read(_can_keep_key, self._offer_lock)

    def complaint(self, country: str, field: str, typed: str) -> str:
        """Return why a fact of the firm cannot be right, or nothing."""
        return self._complaints(country, {field: typed}).get(field, "")

    def name_firm(self, country: str, typed: Mapping[str, str]) -> dict[str, str]:
        """Go on while the firm is stored, or return the words for each field that complains."""
        complaints = self._complaints(country, typed)
        if complaints:
            return complaints
        facts = {"country": country, **typed}

        def store(desk: Desk) -> None:
            from app.services.firm import set_firm

            set_firm(desk, facts)

        self._workplace.read(store, lambda _stored: None, self._refused)
        self.go_to(BEGINNING)
        return {}

    def may_open_copy(self) -> bool:
        """Say whether a copy of a file from elsewhere can still become the one in use."""
        return not opening.has_file(self._workplace.desk)

    def open_copy(self, source: Path, typed: str = "") -> None:
        """Begin with a copy of a file from elsewhere; `typed` opens one that is locked."""

        def work(desk: Desk) -> None:
            key = keys.key_from_typed(source, typed) if typed else None
            opening.open_copy(desk, source, key)
            if key:
                keys.remember(key)

        self._run(work)

    def try_example(self) -> None:
        """Begin with invented customers."""

        def fill(desk: Desk) -> None:
            from app.services.demo import fill as fill_example

            fill_example(desk)

        self._run(fill)

    def read_in(self) -> None:
        """Begin with invoices of the user's own."""
        self._begin_list()
        self._workplace.go(places.ImportPlace())
        self._ask_for_sheet()

    def start(self) -> None:
        """Begin with the morning list as it is."""
        self._begin_list()
        self._ask_for_sheet()

    def _offer_lock(self, can_keep: bool) -> None:
        self.locks = can_keep
        self.lock_offered.emit(can_keep)

    def _ask_for_sheet(self) -> None:
        """Let the key that was wished for take effect, once its recovery sheet is kept."""
        if self.locks:
            self._workplace.open_panel("lock", NOBODY)

    def _begin_list(self) -> None:
        self._workplace.notices.clear()
        self._workplace.changed.emit(Changes())
        self._workplace.go(places.Today())

    def _run(self, work: Callable[[Desk], None]) -> None:
        self.troubled.emit("")
        self.busy.emit(True)
        self._workplace.read(work, lambda _done: self._begun(), self._refused)

    def _begun(self) -> None:
        self.busy.emit(False)
        self.begun.emit()
        self.start()

    def _refused(self, error: BetaltError) -> None:
        self.busy.emit(False)
        self.troubled.emit(words_for(error))
        if keys.is_about_key(error):
            self.key_asked.emit()

    @staticmethod
    def _complaints(country: str, typed: Mapping[str, str]) -> dict[str, str]:
        """Return the words for each field that cannot be right."""
        from app.services.firm import changed_firm

        known = Firm(name="-", country=country)
        found = {}
        for field, words in typed.items():
            try:
                changed_firm(known, {field: words})
            except UnreadableValueError as error:
                found[field] = expectation(error.expected)
        return found


def _can_keep_key(desk: Desk) -> bool:
    from app.services.locking import protection

    seen = protection(desk)
    return seen.keyring and not seen.encrypted
