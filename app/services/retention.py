"""Notes about closed cases have a time of their own; once a year the program offers to tidy them away."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.errors import RuleError
from app.domain.retention import notes_kept_from
from app.services.changes import Changes
from app.services.desk import Desk
from app.storage import old_notes
from app.storage.firm import read_setting, write_setting

PRESET_MONTHS = 24
CHOICES = (12, 24, 36)
_MONTHS = "note_months"
_OFFERED = "note_offer_put_off_on"
_A_YEAR = timedelta(days=365)


class NoSuchRetentionError(RuleError):
    """Notes can be kept for one of the known numbers of months, `known`."""

    def __init__(self, months: int) -> None:
        super().__init__(months)
        self.months = months
        self.known = CHOICES


def note_months(desk: Desk) -> int:
    """Return for how many months after a case closed its notes are kept; 24 unless set."""
    with desk.database.reading() as connection:
        return int(read_setting(connection, _MONTHS) or PRESET_MONTHS)


def keep_notes_for(desk: Desk, months: int) -> Changes:
    """Set how long notes are kept; nothing is erased by it.

    Raises:
        NoSuchRetentionError: It is none of `CHOICES`.
    """
    if months not in CHOICES:
        raise NoSuchRetentionError(months)
    with desk.begin() as work:
        write_setting(work, _MONTHS, str(months))
        work.commit()
    return Changes(kind="note_months")


def old_note_count(desk: Desk) -> int:
    """Return how many notes have served their time as of today."""
    before = notes_kept_from(desk.today(), note_months(desk))
    with desk.database.reading() as connection:
        return len(old_notes.before(connection, before))


def offered_note_count(desk: Desk) -> int:
    """Return how many old notes to offer to erase: none within a year after the offer was put off."""
    with desk.database.reading() as connection:
        put_off = read_setting(connection, _OFFERED)
    if put_off and desk.today() < date.fromisoformat(put_off) + _A_YEAR:
        return 0
    return old_note_count(desk)


def put_off_offer(desk: Desk) -> None:
    """Let the offer rest for a year, counted from today."""
    with desk.begin() as work:
        write_setting(work, _OFFERED, desk.today().isoformat())
        work.commit()


def tidy_notes(desk: Desk) -> Changes:
    """Erase the notes that have served their time; calls and letters stay. It cannot be undone."""
    from app.storage import erasure

    before = notes_kept_from(desk.today(), note_months(desk))
    with desk.database.reading() as connection:
        found = old_notes.before(connection, before)
    with desk.begin() as work:
        erasure.erase_notes(work, [note.history_id for note in found])
        work.commit()
    erasure.overwrite_traces(desk.database)
    return Changes(frozenset(note.case_id for note in found), kind="tidy_notes")
