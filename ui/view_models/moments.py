"""The entries of a story as the timeline paints them: each kind with its icon or its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _
from ui.models.rows import TimelineRow

if TYPE_CHECKING:
    from app.services.case_story import Moment

_ICONS = {
    "issued": "receipt-text",
    "invoice_taken": "file-down",
    "due": "calendar",
    "interest_starts": "calculator",
    "call_made": "phone",
    "promise_made": "flag",
    "promise_kept": "bookmark-check",
    "promise_broken": "flag",
    "call_back_agreed": "phone-incoming",
    "delivery_failed": "mail-x",
    "said_paid": "banknote",
    "reason_given": "message-circle",
    "reason_answered": "send",
    "cannot_pay": "clipboard-list",
    "dispute_opened": "circle-alert",
    "dispute_answered": "message-circle",
    "dispute_closed": "check",
    "letter_sent": "mail",
    "plan_printed": "printer",
    "plan_signed": "clipboard-list",
    "plan_ended": "clipboard-list",
    "handed_over": "send",
    "recalled": "arrow-left",
    "payment_booked": "banknote",
    "credit_booked": "banknote",
    "interest_let_go": "minus",
    "written_off": "minus",
    "snoozed": "clock",
    "note_taken": "pencil",
    "fact_changed": "pencil",
    "suggestion": "lightbulb",
}
_COLOURS = {"promise_broken": "act_now", "promise_made": "promised", "dispute_opened": "disputed"}


def timeline_row(moment: Moment) -> TimelineRow:
    """Return an entry for the timeline of the invoice page."""
    return TimelineRow(
        key=moment.key,
        day=moment.day,
        title=moment.title,
        text=moment.text,
        quote=moment.quote,
        icon=_ICONS.get(moment.what, "info"),
        colour=_COLOURS.get(moment.what, "text2"),
        kind=moment.when,
    )


def compact_row(moment: Moment) -> TimelineRow:
    """Return an entry on one line: the title, and what was noted or else what it says."""
    title = moment.title
    if moment.quote:
        title = _("{title}. “{quote}”").format(title=moment.title, quote=" ".join(moment.quote.split()))
    return TimelineRow(
        key=moment.key, day=moment.day, title=title, icon=_ICONS.get(moment.what, "info"), kind=moment.when
    )
