"""Rows that somebody wrote into the file from outside: every page and every list still reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

from sqlcipher3 import dbapi2

from app.i18n import LANGUAGES, use
from app.services import (
    action_history,
    calling,
    case_view,
    customer_view,
    detail,
    exporting,
    finding,
    insights,
    listing,
    matching,
    objects,
    overview,
    paper_listing,
    rates,
    register_extract,
    stored_paper,
    today,
)
from app.services.listing import Query
from tests.hostile.place import Answer, Kind, Place, office, refused
from tests.hostile.values import day, minor, text

_TEXTS = {
    "customer": "name number identifier street postcode city contact_name contact_role phone email best_time "
    "remember endpoint invoices_to terms search channel country",
    "invoice": "number payment_reference subject terms search credits fee_source",
    "history_note": "note",
    "payment": "payer reference message account payer_account payer_identifier",
    "firm": "name street postcode city phone email vat_note agency identifier",
    "contact_person": "name role phone email best_time language",
    "action": "about source",
    "ledger_entry": "calculation",
    "import_batch": "file_name importer",
    "letter_file": "file_name",
    "setting": "value",
}
_AMOUNTS = {
    "invoice": "total_minor amount_due_minor",
    "case_summary": "open_minor",
    "payment": "amount_minor",
    "letter": "total_minor",
    "plan_instalment": "amount_minor",
    "ledger_entry": "amount_minor",
}
_DAYS = {
    "invoice": "issued_on due_on delivered_on supplied_on fee_agreed_on",
    "customer": "since fee_agreed_on erased_on",
    "case_summary": "act_on due_on promised_by paused_until closed_on limitation_on names_on",
    "payment": "received_on read_on",
    "letter": "made_on sent_on pay_by",
    "plan": "made_on signed_on",
    "plan_instalment": "due_on",
    "ledger_entry": "booked_on effective_on",
    "history_entry": "happened_on",
    "action": "done_on",
}
_MADE: tuple[tuple[dict[str, str], Callable[[Random], object]], ...] = (
    (_TEXTS, text),
    (_AMOUNTS, minor),
    (_DAYS, lambda chance: day(chance).isoformat()),
)


_KEYS = {
    "history_note": "history_id",
    "letter_file": "letter_id",
    "case_summary": "invoice_id",
    "setting": "name",
    "plan_instalment": "position",
}
"""What a row is known by, where that is not its `id`."""


def plant(place: Place, chance: Random) -> Iterator[tuple[str, object, object]]:
    """Overwrite one to three values of random rows; yield what puts each back: a statement and its values."""
    connection = place.desk.database.connection
    for _ in range(chance.randrange(1, 4)):
        columns, made = chance.choice(_MADE)
        table = chance.choice(sorted(columns))
        column, key = chance.choice(columns[table].split()), _KEYS.get(table, "id")
        rows = connection.execute(f"SELECT {key}, {column} FROM {table}").fetchall()
        if rows:
            row_id, before = chance.choice(rows)
            query = f"UPDATE {table} SET {column} = ? WHERE {key} = ?"
            with suppress(dbapi2.IntegrityError):  # what the file itself keeps out
                connection.execute(query, (made(chance), row_id))
                yield query, before, row_id


def _invoices(place: Place, chance: Random) -> None:
    query = Query(chance.choice(["", *(name for name, _ in listing.invoice_filters())]))
    assert len(listing.invoice_rows(place.desk, listing.invoice_ids(place.desk, query))) <= len(place.cases)


def _customers(place: Place, _chance: Random) -> None:
    rows = listing.customer_rows(place.desk, listing.customer_ids(place.desk, Query()))
    assert len(rows) == len(place.customers)


def _papers(place: Place, _chance: Random) -> None:
    ids = paper_listing.letter_ids(place.desk, Query())
    paper_listing.letter_rows(place.desk, ids)
    paper_listing.plan_rows(place.desk, paper_listing.plan_ids(place.desk, Query()))
    for letter_id in ids:
        stored_paper.stored_paper(place.desk, letter_id)


def _tables(place: Place, chance: Random) -> None:
    exporting.as_file(exporting.list_table(place.desk, chance.choice(list(exporting.LISTS))), ".csv")


def _objects(place: Place, chance: Random) -> None:
    objects.customer_object(place.desk, place.customer(chance))
    objects.invoice_object(place.desk, place.case(chance))
    today.today_json(place.desk)


READERS: tuple[Callable[[Place, Random], object], ...] = (
    _invoices,
    _customers,
    _papers,
    _tables,
    _objects,
    lambda place, _chance: today.morning(place.desk),
    lambda place, chance: case_view.case_page(place.desk, place.case(chance)),
    lambda place, chance: customer_view.customer_view(place.desk, place.customer(chance)),
    lambda place, chance: detail.detail(place.desk, [place.case(chance)]),
    lambda place, chance: calling.call_sheet(place.desk, [place.case(chance)]),
    lambda place, chance: finding.find(place.desk, text(chance)),
    lambda place, _chance: insights.insights(place.desk),
    lambda place, _chance: action_history.history(place.desk),
    lambda place, _chance: overview.overview(place.desk),
    lambda place, _chance: matching.overview(place.desk),
    lambda place, _chance: rates.overview(place.desk),
    lambda place, chance: register_extract.as_json(
        place.desk, register_extract.extract(place.desk, place.customer(chance))
    ),
)
"""What the pages, the lists and the command line read with."""


def _opened(folder: Path) -> Iterator[Answer]:
    place = office(folder)
    connection = place.desk.database.connection
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")  # whoever writes from outside minds none of ours

    def answer(chance: Random) -> None:
        use(chance.choice(LANGUAGES))
        planted = list(plant(place, chance))
        try:
            refused(lambda: chance.choice(READERS)(place, chance))
        finally:
            for query, before, row_id in reversed(planted):
                connection.execute(query, (before, row_id))

    try:
        connection.execute("PRAGMA synchronous = OFF")
        yield answer
    finally:
        use("en")
        place.desk.close()


KINDS = (Kind("rows planted in the file", 12, 2_000, _opened),)
