"""The tables of law as the user sees them: what is known, until when, from where, and rows of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from app.domain.dated_table import INKASSO_REGIME, DatedTable, DatedValue
from app.domain.table_row import check_row, next_start, period_end
from app.formatting import long_date, parse_number
from app.i18n import _, language
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.errors import UnknownTableError
from app.services.explain.tables import figure_words, known_words, missing_words, table_title
from app.statutes import COUNTRIES, ExtraRow
from app.storage import rules

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

SOON_DAYS = 60
READ_AGAIN_DAYS = 365
_FIRST = (
    "reference_rate",
    "late_interest_statutory",
    "b2b_late_compensation",
    "inkassosats",
    "inkasso_regime",
)


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table in words.

    Attributes:
        value: The figure in force on the day asked about, else the last one known.
        missing: What is not known and when it is expected; empty for a standing table.
        urgent: A day in the next 60 is not known, and the firm or an open invoice follows that law.
        warning: A standing table was compared with the law more than a year ago.
        own: The rows that the user has added, the newest first.
        replaced: Figures that were corrected; letters made with them keep them.
        next_start: First day that a new row begins; `None` where it may be any later day.
        ends_on: Preset last day of a new row of a periodic table.
        fixed_end: The law sets that last day, so that nobody is asked for it.
    """

    country: str
    name: str
    title: str
    value: str
    known: str
    known_until: date | None
    source: str
    law: str
    missing: str
    urgent: bool
    warning: str
    own: tuple[str, ...]
    replaced: tuple[str, ...]
    next_start: date | None
    ends_on: date | None
    fixed_end: bool

    @property
    def is_periodic(self) -> bool:
        return self.next_start is not None


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row as it was typed.

    Attributes:
        known_through: Last day it is known, for a periodic table without fixed periods; else found by itself.
        replaces: It corrects the row of the same first day.
    """

    country: str
    name: str
    valid_from: date
    value: str
    source: str
    known_through: date | None = None
    replaces: bool = False


def overview(desk: Desk) -> tuple[TableLine, ...]:
    """Return every table: those of the firm's country first, and within it those that run out."""
    added = rules.extra_rows(desk.database.connection)
    tables = [desk.statutes.table(*key) for key in desk.statutes.tables]
    home, used = rules_country(desk), rules.laws_in_use(desk.database.connection)
    ordered = sorted(tables, key=lambda table: _order(table, home))
    return tuple(_line(table, added, desk.today(), used=table.country in (home, *used)) for table in ordered)


def _order(table: DatedTable, home: str) -> tuple[bool, bool, int, str]:
    place = _FIRST.index(table.name) if table.name in _FIRST else len(_FIRST)
    return table.country != home, table.known_through is None, place, table.name


def rules_country(desk: Desk) -> str:
    """Return the country whose rules the firm follows."""
    from app.storage.firm import firm_country

    return firm_country(desk.database.connection) or COUNTRIES[0]


def add_row(desk: Desk, new: NewRow) -> Changes:
    """Add a figure to a table of law, or correct one; it holds at once and can be undone.

    A corrected figure stays on record, and letters keep the one they were made with.

    Raises:
        UnknownTableError: There is no such table.
        UnreadableAmountError: The figure is no number.
        RowError: It cannot be true, or overlaps what is known.
    """
    table = find_table(desk, new.country, new.name)
    row = DatedValue(parse_number(new.value), new.valid_from, new.source.strip(), table.law)
    known_through = new.known_through if next_start(table) is not None else None
    if known_through is None and new.valid_from == next_start(table):
        known_through = ends_on(table, new.valid_from)
    check_row(table, row, known_through=known_through, replaces=new.replaces)
    end = None if new.replaces else known_through
    return store(desk, [ExtraRow(new.country, new.name, row, end)], table_title(new.name))


def find_table(desk: Desk, country: str, name: str) -> DatedTable:
    """Return a table by country and name.

    Raises:
        UnknownTableError: There is none.
    """
    if (country, name) not in set(desk.statutes.tables):
        raise UnknownTableError(f"{country}/{name}")
    return desk.statutes.table(country, name)


def ends_on(table: DatedTable, valid_from: date) -> date | None:
    """Return the last day of a row that begins so: of its period, else of its year; standing: `None`."""
    if next_start(table) is None:
        return None
    return period_end(table, valid_from) or date(valid_from.year, 12, 31)


def store(desk: Desk, extras: Sequence[ExtraRow], about: str) -> Changes:
    """Add checked rows as one action, and judge the open cases anew where they depend on them."""
    with desk.begin() as work:
        rules.add_rows(work, extras)
        desk.judge_by(work)
        if any((extra.country, extra.name) == INKASSO_REGIME for extra in extras):
            touch_open(work, INKASSO_REGIME[0])
        action_id = work.commit("rates", about)
    desk.forget_rules()
    return Changes(action_id=action_id, kind="rates", about=about)


def touch_open(work: UnitOfWork, law: str) -> None:
    """Have every open case that follows a law judged anew, now and when the action is undone."""
    from app.storage.rows import driver

    work.touch(*rules.open_cases(driver(work.session), law))


def _line(table: DatedTable, added: Iterable[ExtraRow], today: date, *, used: bool) -> TableLine:
    row = table.on(table.known_to(max(today, table.known_from)))
    start = next_start(table)
    mine = [extra for extra in added if (extra.country, extra.name) == (table.country, table.name)]
    return TableLine(
        country=table.country,
        name=table.name,
        title=table_title(table.name),
        value=figure_words(table, row.value),
        known=known_words(table),
        known_until=table.known_through,
        source=row.source,
        law=table.law,
        missing=missing_words(table),
        urgent=used and start is not None and start <= today + timedelta(days=SOON_DAYS),
        warning=_warning(table, today),
        own=tuple(_own(table, extra) for extra in reversed(mine)),
        replaced=tuple(_replaced(table, old) for old in table.corrected),
        next_start=start,
        ends_on=ends_on(table, start) if start else None,
        fixed_end=table.period_months is not None,
    )


def _warning(table: DatedTable, today: date) -> str:
    if table.read_on is None or today - table.read_on <= timedelta(days=READ_AGAIN_DAYS):
        return ""
    return _("More than a year has passed since it was compared with the law.")


def _own(table: DatedTable, extra: ExtraRow) -> str:
    said = _("{figure} from {day}, added by you {added}. {source}")
    return said.format(
        figure=figure_words(table, extra.row.value),
        day=long_date(extra.row.valid_from, language()),
        added=long_date(extra.added_on, language()) if extra.added_on else "",
        source=extra.row.source,
    )


def _replaced(table: DatedTable, old: DatedValue) -> str:
    said = _("{figure} from {day} was corrected. Letters made with it keep it.")
    return said.format(figure=figure_words(table, old.value), day=long_date(old.valid_from, language()))


def confirm_regime(
    desk: Desk, act: int, *, through: date, source: str, first_day: date | None = None
) -> Changes:
    """Confirm which Norwegian inkassolov holds: the act of 1988 through a later day, or that of 2026.

    `first_day` is the day after the last one confirmed when it is not named. `through` counts.

    Raises:
        RowError: The days do not follow on those confirmed so far, or no source is named.
    """
    table = find_table(desk, *INKASSO_REGIME)
    start = first_day or next_start(table) or desk.today()
    row = DatedValue(Decimal(act), start, source.strip(), table.law)
    check_row(table, row, known_through=through, replaces=False)
    return store(desk, [ExtraRow(*INKASSO_REGIME, row, through)], table_title(INKASSO_REGIME[1]))
