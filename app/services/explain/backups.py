"""The words for backups: what is in one, how it differs from now, and how long ago it was made."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from app.formatting import long_date
from app.i18n import _, language, ngettext
from app.services.explain.words import money

if TYPE_CHECKING:
    from app.services.backing_up import Held, Preview


def held_words(held: Held) -> str:
    """Return in one line what a file holds."""
    parts = [
        ngettext("{n} customer", "{n} customers", held.customers).format(n=held.customers),
        ngettext("{n} invoice", "{n} invoices", held.invoices).format(n=held.invoices),
        ngettext("{n} letter", "{n} letters", held.letters).format(n=held.letters),
        *(_("{amount} open").format(amount=money(amount)) for amount in held.open),
    ]
    return " · ".join(parts)


def newest_words(held: Held) -> str:
    """Return when something was last written down in a file."""
    if held.newest_on is None:
        return _("Nothing has been written down in it yet.")
    return _("Last written in {day}.").format(day=long_date(held.newest_on, language()))


def difference_words(preview: Preview) -> str:
    """Return what would be gone, were a backup brought back now."""
    if preview.now is None:
        return _("What is there now cannot be read. It will be kept beside the restored file.")
    lost = preview.now.events - preview.backup.events
    if lost > 0:
        said = ngettext(
            "{n} entry written since would not be in it. What is there now will be kept beside it.",
            "{n} entries written since would not be in it. What is there now will be kept beside it.",
            lost,
        )
        return said.format(n=lost)
    if preview.now == preview.backup:
        return _("It holds the same as what is there now.")
    return _("What is there now will be kept beside it.")


def made_words(made_at: datetime, today: date) -> str:
    """Return when a backup was made, `made_at` in local time."""
    time = made_at.strftime("%H:%M")
    match (today - made_at.date()).days:
        case 0:
            return _("Today {time}").format(time=time)
        case 1:
            return _("Yesterday {time}").format(time=time)
    return _("{day} {time}").format(day=long_date(made_at.date(), language()), time=time)


def age_words(days: int | None) -> str:
    """Return what the status line says about the newest backup; nothing while it is young enough.

    `days` are calendar days since it was made, `None` where there is none yet.
    """
    from app.services.backing_up import OLD_AFTER_DAYS

    if days is None or days < OLD_AFTER_DAYS:
        return ""
    return ngettext("No backup for {n} day", "No backup for {n} days", days).format(n=days)
