"""The morning's list on paper: what there is to do, with the numbers to call."""

from __future__ import annotations

from datetime import date

from app import formatting
from app.documents.morning_list import Entry, MorningPaper, render_morning
from app.domain.attention import Section
from app.i18n import _, language, pgettext
from app.services.desk import Desk
from app.services.morning_rows import Row
from app.services.today import morning
from app.storage.firm import firm_name
from app.storage.work_facts import Callee, callees


def content(desk: Desk, on: date | None = None) -> MorningPaper:
    """Return what there is to do today, or on a day to come; no row is folded away."""
    shown = morning(desk, limit=None, unfolded=True, on=on)
    parts = [part for part in shown.parts if part.section is not Section.WAITING]
    with desk.database.reading() as connection:
        numbers = callees(connection, [row.customer_id for part in parts for row in part.rows])
        firm = firm_name(connection)
    return MorningPaper(
        language=language(),
        firm=firm,
        title=shown.title,
        summary=shown.summary,
        sections=tuple((part.title, tuple(_entry(row, numbers[row.customer_id]) for row in part.rows))
                       for part in parts),
    )  # fmt: skip


def _entry(row: Row, who: Callee) -> Entry:
    why = _("{state}. {reason}").format(state=row.state_word, reason=row.reason)
    number = formatting.phone(who.phone, who.country) if who.phone else ""
    return Entry(row.name, row.secondary, row.amount, row.days, why, number, who.contact)


def pdf(desk: Desk, on: date | None = None) -> bytes:
    """Return the list as PDF bytes."""
    return render_morning(content(desk, on))


def name(desk: Desk, on: date | None = None) -> str:
    """Return the name of the file."""
    said = pgettext("in the name of a file, plain letters only", "Today")
    return f"{(on or desk.today()).isoformat()}_{said}.pdf"
