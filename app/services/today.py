"""The morning: who owes what and what to do about it, as finished words. Read before the first paint."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from app import formatting
from app.domain.attention import Section, days_late
from app.domain.money import Money
from app.domain.step import Step
from app.i18n import _, language, ngettext
from app.services import morning_sums
from app.services.desk import Desk
from app.services.explain.reasons import reason
from app.services.explain.words import count, home_currency
from app.services.morning_rows import Listed, Part, Row, part, unfolded_places
from app.services.morning_sums import Age, Sum
from app.storage.firm import firm_country, read_through
from app.storage.work_cases import cases_of_rows
from app.storage.work_facts import Attempts, attempts, has_invoices, next_act_on, numbers_in_work
from app.storage.worklist import WorkItem, done_today, figures, names, work_rows

if TYPE_CHECKING:
    from sqlite3 import Connection

_PAGE = 1000
_LETTER_MINUTES = Decimal("1.5")
_MINUTES = {
    Step.FRIENDLY: _LETTER_MINUTES,
    Step.REMINDER: _LETTER_MINUTES,
    Step.COLLECTION_DEMAND: _LETTER_MINUTES,
    Step.COLLECTION_WARNING: _LETTER_MINUTES,
    Step.PLAN_END: _LETTER_MINUTES,
    Step.PLAN_SIGNATURE: _LETTER_MINUTES,
    Step.MATCH_PAYMENT: Decimal("0.3"),
    Step.COMPLETE_FACTS: Decimal("0.3"),
}
_CALL_MINUTES = Decimal(3)


class Morning(NamedTuple):
    """The first screen.

    Attributes:
        summary: How many things there are today and about how long they take, or that all is done.
        ages_also: Late sums in other currencies than the bar's.
        to_do: Rows in the first two sections.
        open_cases: Open invoices in all.
        next_on: The next day on which something comes back, when the day is done.
    """

    title: str
    summary: str
    done_text: str
    done_today: int
    totals: tuple[Sum, ...]
    ages: tuple[Age, ...]
    ages_also: str
    parts: tuple[Part, ...]
    to_do: int
    open_cases: int
    is_done: bool
    next_on: date | None
    has_invoices: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return every row shown, section by section."""
        return tuple(row for part in self.parts for row in part.rows)


def morning(
    desk: Desk, *, limit: int | None = 100, unfolded: bool = False, on: date | None = None
) -> Morning:
    """Return the first screen: at most `limit` rows in words, everything counted.

    More than ten rows in the second section are folded, unless `unfolded`. With `on`, a day to come, it is
    the screen of that day if nothing happens before it.
    """
    today = on or desk.today()
    with desk.database.reading() as connection:
        listed = _listed(connection, today, limit, unfolded=unfolded)
        sums = morning_sums.own_first(figures(connection, today), listed.home)
        done = done_today(connection, today)
        next_on = next_act_on(connection, today)
        known = bool(listed.outline) or has_invoices(connection)
    to_do = [step for section, step in listed.outline if section is not Section.WAITING]
    return Morning(
        title=formatting.title_date(today, language()),
        summary=_ahead(len(to_do)) if on else _summary(to_do, next_on),
        done_text=ngettext("{n} done today", "{n} done today", done).format(n=done),
        done_today=done,
        totals=morning_sums.totals(sums, listed.home),
        ages=morning_sums.ages(sums[0], listed.home) if sums else (),
        ages_also=morning_sums.also([figure.overdue for figure in sums[1:]], listed.home),
        parts=tuple(found for found in (part(section, listed) for section in Section) if found.count),
        to_do=len(to_do),
        open_cases=sum(figure.cases for figure in sums),
        is_done=not to_do,
        next_on=next_on,
        has_invoices=known,
    )


def bank_read_through(connection: Connection) -> date | None:
    """Return the last day up to which payments have been read in, or confirmed as checked."""
    return read_through(connection)


def _listed(connection: Connection, today: date, limit: int | None, *, unfolded: bool) -> Listed:
    read_through = bank_read_through(connection)
    found = work_rows(connection, today, read_through)
    outline = found.outline()
    places = range(len(outline)) if unfolded else unfolded_places(outline)
    shown = found.items(places[:limit])
    pages = _pages(shown)
    return Listed(
        today=today,
        outline=outline,
        shown=shown,
        names={case_id: known for ids in pages for case_id, known in names(connection, ids).items()},
        tried={case_id: known for ids in pages for case_id, known in attempts(connection, ids).items()},
        cases=cases_of_rows(connection, [item.customer_id for item in shown], today, read_through),
        home=home_currency(firm_country(connection)),
    )


def _pages(items: Sequence[WorkItem]) -> list[list[int]]:
    """Return the cases a thousand at a time, as a query can take them."""
    ids: list[int] = [item.case_id for item in items]
    return [ids[start : start + _PAGE] for start in range(0, len(ids), _PAGE)]


def _summary(to_do: Sequence[Step], next_on: date | None) -> str:
    if to_do:
        minutes = sum((_MINUTES.get(step, _CALL_MINUTES) for step in to_do), Decimal(0))
        whole = max(int(minutes.quantize(Decimal(1), rounding=ROUND_HALF_UP)), 1)
        things = ngettext("One thing today.", "{n} things today.", len(to_do)).format(n=count(len(to_do)))
        about = ngettext("About one minute.", "About {m} minutes.", whole).format(m=count(whole))
        return f"{formatting.sentence_start(things)} {about}"
    if next_on is None:
        return _("Nothing to do today.")
    return _("Done for today. Next one comes {date}.").format(date=formatting.full_day(next_on, language()))


def _ahead(to_do: int) -> str:
    if not to_do:
        return _("Nothing to do that day.")
    said = ngettext("One thing to do that day.", "{n} things to do that day.", to_do)
    return formatting.sentence_start(said.format(n=count(to_do)))


def today_json(desk: Desk) -> dict[str, object]:
    """Return the whole morning list as the command line prints it with `--json`."""
    today = desk.today()
    with desk.database.reading() as connection:
        listed = _listed(connection, today, None, unfolded=True)
        numbers = numbers_in_work(connection, today, bank_read_through(connection))
        sums = figures(connection, today)
    totals = [
        {"currency": str(figure.currency), "open": exact(figure.open), "overdue": exact(figure.overdue)}
        for figure in sums
    ]
    rows = [_json_row(item, listed, numbers) for item in listed.shown]
    return {"on": today.isoformat(), "totals": totals, "rows": rows}


def _json_row(item: WorkItem, listed: Listed, numbers: dict[tuple[int, str], list[str]]) -> dict[str, object]:
    tried = listed.tried.get(item.case_id, Attempts())
    return {
        "section": item.section.value,
        "customer": listed.names[item.case_id].customer,
        "invoices": numbers[item.customer_id, item.open.currency],
        "open": exact(item.open),
        "currency": str(item.open.currency),
        "days_late": days_late(item.oldest_due_on, listed.today),
        "state": item.state.value,
        "reason": reason(item.state, item, listed.today, home=listed.home, tried=tried),
        "next_step": item.next_step.value,
        "act_on": item.act_on.isoformat() if item.act_on else None,
    }


def exact(value: Money) -> str:
    """Return an amount with a point and two decimals, the form of every `--json` answer."""
    return f"{value.amount:.2f}"
