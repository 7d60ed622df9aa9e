"""The settings: facts of the firm, which can be undone, and preferences of how the program looks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.errors import BetaltError
from app.domain.party import Firm
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import UnreadableValueError
from app.services.explain.fields import expectation
from app.services.firm import account_of, read_firm, read_logo, set_firm, set_logo, set_logo_from
from ui.view_models.workplace import Workplace, words_for


@dataclass(frozen=True, slots=True)
class FirmSeen:
    """The firm and the picture at the head of its letters."""

    firm: Firm
    logo: bytes | None

    def value(self, field: str) -> str:
        """Return what stands in a field of the form, named as in `services.firm.FIELDS`."""
        if field in ("street", "postcode", "city"):
            return str(getattr(self.firm.address, field))
        return str(getattr(self.firm, field)) if hasattr(self.firm, field) else account_of(self.firm, field)


class SettingsModel(QObject):
    """`shown` carries a `FirmSeen` that is new to the page, `complained` a field and what is wrong."""

    shown = Signal(object)
    complained = Signal(str, str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.seen: FirmSeen | None = None
        workplace.changed.connect(self._note)

    def read(self) -> None:
        """Read the firm anew."""
        self._workplace.read(_firm_seen, self._take)

    def set(self, field: str, text: str) -> None:
        """Change one fact of the firm at once, unless it is that already."""
        if self.seen is None or text.strip() == self.seen.value(field):
            return
        self._workplace.act(
            lambda desk: set_firm(desk, {field: text}), None, lambda error: self._refused(field, error)
        )

    def choose_logo(self, path: Path) -> None:
        """Take a picture for the head of letters."""
        self._workplace.act(
            lambda desk: set_logo_from(desk, path), None, lambda error: self._refused("logo", error)
        )

    def remove_logo(self) -> None:
        """Do without a picture."""
        self._workplace.act(lambda desk: set_logo(desk, None))

    def _note(self, changes: Changes) -> None:
        if changes.kind.removeprefix("undo:") == "set_firm":
            self.read()

    def _take(self, seen: FirmSeen) -> None:
        self.seen = seen
        self.shown.emit(seen)

    def _refused(self, field: str, error: BetaltError) -> None:
        if isinstance(error, UnreadableValueError):
            self.complained.emit(field, expectation(error.expected))
        else:
            self._workplace.notices.trouble(words_for(error))


def _firm_seen(desk: Desk) -> FirmSeen:
    return FirmSeen(read_firm(desk), read_logo(desk))
