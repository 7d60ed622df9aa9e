"""What the navigation shows: how many there are of each thing, and whose books these are."""

from __future__ import annotations

from typing import NamedTuple

from app.services.desk import Desk
from app.storage.firm import firm_country, firm_name, read_setting, read_through
from app.storage.worklist import to_do


class Overview(NamedTuple):
    """Counts for the pages; `today` is what there is to do, `letters` those begun or not yet sent."""

    today: int = 0
    invoices: int = 0
    customers: int = 0
    plans: int = 0
    letters: int = 0
    firm_name: str = ""
    is_demo: bool = False


def overview(desk: Desk) -> Overview:
    """Return the counts of this moment, by plain SQL."""
    from app.storage.lists import counts  # they follow after the first paint

    with desk.database.reading() as connection:
        seen = counts(connection)
        return Overview(
            today=to_do(connection, desk.today(), read_through(connection)),
            invoices=seen.invoices,
            customers=seen.customers,
            plans=seen.plans,
            letters=seen.letters,
            firm_name=firm_name(connection),
            is_demo=bool(read_setting(connection, "demo")),
        )


def firm_known(desk: Desk) -> bool:
    """Say whether the user has named the firm; before that the first run asks for it."""
    return bool(firm_country(desk.database.connection))
