"""How a customer has paid: the six last invoices, the usual days, promises kept, and what worked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from app import formatting
from app.domain.attention import days_late
from app.domain.payer import ENOUGH_INVOICES, usual_window
from app.domain.worked import Means, Worked
from app.i18n import N_, _, language, ngettext
from app.services.explain.words import short
from app.storage.lists import InvoiceLine

BARS = 6
_ENOUGH_TIMES = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One invoice of the picture.

    Attributes:
        days: Calendar days after the effective due date; 0 is in time.
        label: Its due date; `words` say the days above the bar.
        running: It is not paid yet, so that the bar still grows.
        spoken: The whole bar as a screen reader says it.
    """

    days: int
    label: str
    words: str
    running: bool
    spoken: str


@dataclass(frozen=True, slots=True)
class ProfileWords:
    """The profile in words; `bars` run from the oldest to the newest."""

    title: str
    bars: tuple[Bar, ...]
    window: str
    worked: str


def profile_words(lines: Sequence[InvoiceLine], worked: Sequence[Worked], today: date) -> ProfileWords:
    """Return the profile of a customer from all its invoices; under five paid ones it says so."""
    paid = [_days(line, today) for line in lines if line.closed_as == "paid" and _is_dated(line)]
    window = usual_window(paid)
    return ProfileWords(
        title=_title(paid),
        bars=_bars(lines, today),
        window=_("Usually pays on day {first}–{last}.").format(first=window.first_day, last=window.last_day)
        if window
        else "",
        worked=_worked(worked),
    )


def _is_dated(line: InvoiceLine) -> bool:
    return line.due_on is not None and line.closed_on is not None


def _days(line: InvoiceLine, today: date) -> int:
    return max(days_late(line.due_on, line.closed_on or today), 0)


def _title(paid: Sequence[int]) -> str:
    if len(paid) < ENOUGH_INVOICES:
        return _("Too early to say how they pay")
    usual = median_low(paid)
    if usual <= 0:
        return _("Usually pays in time")
    return ngettext("Usually pays one day late", "Usually pays {n} days late", usual).format(n=usual)


def _bars(lines: Sequence[InvoiceLine], today: date) -> tuple[Bar, ...]:
    shown = [
        line
        for line in lines
        if line.due_on is not None
        and ((line.closed_as == "paid" and line.closed_on) or (not line.closed_as and line.due_on < today))
    ]
    newest = sorted(shown, key=lambda line: (line.due_on, line.case_id))[-BARS:]
    return tuple(_bar(line, today) for line in newest)


def _bar(line: InvoiceLine, today: date) -> Bar:
    days, running = _days(line, today), not line.closed_as
    if days == 0:
        words = _("in time")
    elif running:
        words = ngettext("{n} day yet", "{n} days yet", days).format(n=days)
    else:
        words = formatting.days(days, language())
    label = short(line.due_on, today) if line.due_on else ""
    said = _("Invoice {number}, due {day}: {words}").format(number=line.number, day=label, words=words)
    return Bar(days, label, words, running, said)


_MEANS = {
    Means.CALL: N_("a phone call"),
    Means.LETTER: N_("a letter to them"),
    Means.EMAIL: N_("an e-mail to them"),
}


def _worked(found: Sequence[Worked]) -> str:
    """Say what came before the money: of several times how often, of fewer the last one."""
    if not found:
        return ""
    means, times = Counter(each.means for each in found).most_common(1)[0]
    if times >= _ENOUGH_TIMES:
        within = max(median_low([each.days for each in found if each.means is means]), 1)
        said = ngettext(
            "Most often {means} led to payment, usually within a day: {times} times of {all}.",
            "Most often {means} led to payment, usually within {n} days: {times} times of {all}.",
            within,
        )
        return said.format(means=_(_MEANS[means]), n=within, times=times, all=len(found))
    last = found[0]
    if last.days == 0:
        return _("Last time {means} led to payment the same day.").format(means=_(_MEANS[last.means]))
    said = ngettext(
        "Last time {means} led to payment after a day.",
        "Last time {means} led to payment after {n} days.",
        last.days,
    )
    return said.format(means=_(_MEANS[last.means]), n=last.days)
