"""What disputes were about, how long they took and how they ended; too few are said to be too few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.dispute_record import DisputeEnd, DisputeRecord, Happened, dispute_records
from app.domain.history import DisputeReason
from app.domain.insight import Spread, spread
from app.domain.invoice import CaseId
from app.formatting import days as days_text
from app.i18n import N_, _, language, ngettext
from app.services.desk import Desk
from app.services.explain.outcomes import dispute_word
from app.services.insights_answer import Answer, Mark, Picture
from app.storage import insight_reading
from app.storage.events import decode
from app.storage.insight_reading import Said

_COLUMNS = (
    (N_("Customer right"), (DisputeEnd.CORRECTED, DisputeEnd.UPHELD)),
    (N_("Split"), (DisputeEnd.SPLIT,)),
    (N_("Claim stood"), (DisputeEnd.REFUSED, DisputeEnd.STANDS)),
)
"""What the table counts side by side: which side disputes came out on."""
_KINDS = ("dispute_opened", "dispute_closed")
_EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class DisputeStatistics:
    """Disputes opened since a day.

    Attributes:
        count: All of them; `open` those that are not closed yet.
        days: How long the closed ones took; `None` while they are too few to say.
        ends: How often each end came, by reason; the reasons that came most often first.
    """

    count: int
    open: int
    days: Spread | None
    ends: Mapping[DisputeReason, Counter[DisputeEnd]]


def dispute_statistics(desk: Desk, since: date = _EARLIEST) -> DisputeStatistics:
    """Return the figures of the disputes opened since a day, that day counted."""
    with desk.database.reading() as connection:
        said = insight_reading.said(connection)
    return statistics(said, since)


def statistics(said: Sequence[Said], since: date) -> DisputeStatistics:
    """Return the figures from events that have been read."""
    happened = (
        Happened(CaseId(each.case_id), each.on, decode(each.kind, each.payload))
        for each in said
        if each.kind in _KINDS
    )
    records = [record for record in dispute_records(happened) if record.opened_on >= since]
    closed = [record.days for record in records if record.days is not None]
    return DisputeStatistics(len(records), len(records) - len(closed), spread(closed), _by_reason(records))


def _by_reason(records: Sequence[DisputeRecord]) -> dict[DisputeReason, Counter[DisputeEnd]]:
    often = Counter(record.reason for record in records)
    return {
        reason: Counter(record.end for record in records if record.reason is reason and record.end)
        for reason, _count in often.most_common()
    }


def answer(found: DisputeStatistics) -> Answer | None:
    """Return the figures as a card of Insights; `None` where nothing was ever disputed."""
    if not found.count:
        return None
    reasons = [(reason, sum(ends.values()), ends) for reason, ends in found.ends.items()]
    marks = tuple(
        Mark(dispute_word(reason), str(closed), (closed,)) for reason, closed, _ends in reasons if closed
    )
    heads = (_("Reason"), *(_(word) for word, _ends in _COLUMNS))
    rows = tuple(
        (dispute_word(reason), *(str(sum(ends[end] for end in counted)) for _word, counted in _COLUMNS))
        for reason, _closed, ends in reasons
    )
    return Answer("disputes", _title(found), _note(found), Picture.BARS, marks, heads, rows)


def _title(found: DisputeStatistics) -> str:
    if found.days is None:
        return _("Too few disputes to say how long they take")
    return _("A dispute takes {days}").format(days=days_text(found.days.median, language()))


def _note(found: DisputeStatistics) -> str:
    closed = found.count - found.open
    said = ngettext("{n} closed dispute", "{n} closed disputes", closed).format(n=closed)
    still = ngettext("{closed}, {n} open.", "{closed}, {n} open.", found.open).format(
        closed=said, n=found.open
    )
    if found.days is None:
        return still
    most = _("Most take {first}–{last} days.").format(first=found.days.first, last=found.days.last)
    return f"{still} {most}"
